"""Nodes as JSON and back, for the cache on disk.

A node becomes an object with its class under ``""`` and the fields that differ from their defaults; a tuple becomes an
array, a set and a mapping become nodes of their own kind. Only classes of `citelib.csl.style.nodes` are ever made.

>>> encode(nodes.TextTerm(term="in", prefix=" "))
{'': 'TextTerm', 'prefix': ' ', 'term': 'in'}
>>> decode(encode(nodes.TextTerm(term="in", prefix=" ")), nodes.TextTerm)
TextTerm(prefix=' ', term='in')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

import attrs

from citelib.csl.style import nodes
from citelib.diagnostics import Diagnostic

__all__ = ["decode", "encode"]

N = TypeVar("N")
_SET = "set"
_MACROS = "macros"


@cache
def _classes() -> Mapping[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {
        name: value for name in nodes.__all__ if isinstance(value := getattr(nodes, name), type)
    }
    return found | {
        "Diagnostic": Diagnostic,
        _SET: lambda values: frozenset(values),
        _MACROS: lambda values: {macro.name: macro for macro in values},
    }


@cache
def _defaults(cls: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in (fields(cls) if is_dataclass(cls) else attrs.fields(cls)))


def encode(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if isinstance(value, frozenset):
        return {"": _SET, "values": sorted(value)}
    if isinstance(value, Mapping):
        return {"": _MACROS, "values": [encode(part) for part in value.values()]}
    cls: type = type(value)
    coded = {"": cls.__name__}
    for name, default in _defaults(cls):
        part = getattr(value, name)
        if part is not default and part != default:
            coded[name] = encode(part)
    return coded


def decode(coded: Any, expected: type[N]) -> N | None:
    """The node that was encoded; None when it is not one of the expected class."""
    try:
        value = _decode(coded)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return value if isinstance(value, expected) else None


def _decode(coded: Any) -> Any:
    if type(coded) is dict:
        fields = {name: _decode(part) if type(part) in (dict, list) else part for name, part in coded.items()}
        return _classes()[fields.pop("")](**fields)
    if type(coded) is list:
        return tuple([_decode(part) if type(part) in (dict, list) else part for part in coded])
    return coded
