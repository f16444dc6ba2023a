"""Objects of JSON or YAML that no known program wrote: flat records whose keys say in plain words what they hold.

Scripts and services write works as they like, ``{"authors": ["Ada Roa"], "journal": "J Q", "year": 2001}``. Such keys
are understood as the headers of tables are.

>>> is_named({"authors": ["Ada Roa"], "journal": "J Q", "year": 2001, "title": "On roads"})
True
>>> is_named({"author": [{"family": "Roa"}], "container-title": "J Q", "title": "On roads", "type": "book"})
False
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.formats.format import Record
from citelib.formats.kit.nested import plain
from citelib.formats.tables.rows import read_row, understood
from citelib.model.structure import NAME_PARTS_ELSEWHERE
from citelib.model.vocabulary import ALIASES, DATE_VARIABLES, NAME_VARIABLES, VARIABLES

__all__ = ["is_named", "named_records", "unwrapped"]

_LEAST: Final = 2
"""Keys more than CSL has that must be understood."""


def is_named(record: Mapping[str, Any]) -> bool:
    """Whether more of a record is understood by the words of its keys than as an object of CSL-JSON."""
    if "custom" in record:
        return False
    as_csl = sum(_is_csl(name, value) for name, value in record.items())
    if len(record) < as_csl + _LEAST:
        return False
    meant = understood(tuple(_cells(record)))
    return "title" in meant.values() and len(meant) >= as_csl + _LEAST


def _is_csl(name: str, value: Any) -> bool:
    """Whether a key and the kind of its value are those of CSL-JSON."""
    name = ALIASES.get(name, name)
    if name in ("id", "type"):
        return True
    if name in NAME_VARIABLES:
        return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)
    return name in VARIABLES and (name not in DATE_VARIABLES or isinstance(value, Mapping))


def named_records(record: Mapping[str, Any], format: str, line: int | None) -> Iterator[Record]:
    """The item of a record.

    Args:
        record: The record.
        format: Name of the format.
        line: Where the record begins.
    """
    yield from read_row(_cells(record), format, line)


def unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record, or the one object in it that is a record, if it does not describe a work itself.

    >>> unwrapped({"status": "OK", "data": {"title": "On roads", "year": 2001}})
    {'title': 'On roads', 'year': 2001}
    """
    inner = [one for one in record.values() if isinstance(one, Mapping) and "title" in one]
    return inner[0] if len(inner) == 1 and not record.keys() & {"title", "type", "id"} else record


def _cells(record: Mapping[str, Any]) -> dict[str, str]:
    """What stands under each key, as the cell of a table has it."""
    return {key: text for key, value in record.items() if (text := _cell(value))}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        texts = [text for one in value if (text := _one(one))]
        return json.dumps(texts, ensure_ascii=False) if len(texts) > 1 else "".join(texts)
    return _one(value)


def _one(value: Any) -> str:
    """The text of a value; of an object that is a person, «Family, Given», or the name that it has."""
    if isinstance(value, Mapping):
        family = next((text for key in _FAMILY if (text := plain(value, key))), "")
        given = next((text for key in _GIVEN if (text := plain(value, key))), "")
        if family:
            return f"{family}, {given}" if given else family
        return next((text for key in _WHOLE if (text := plain(value, key))), "")
    return plain(value)


def _keys(part: str) -> tuple[str, ...]:
    return (part, *(key for key, ours in NAME_PARTS_ELSEWHERE.items() if ours == part))


_FAMILY: Final = _keys("family")
_GIVEN: Final = _keys("given")
_WHOLE: Final = (*_keys("literal"), "value", "title")
