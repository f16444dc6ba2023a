r"""YAML 1.2 without surprises: scalars stay the text that was written, aliases cannot explode, depth is bounded.

ruamel.yaml parses; what its events mean is decided here, because its loaders give types to unquoted text (dates,
numbers). Unquoted scalars are `Plain`, so that a format can still tell ``1`` from ``"1"``.

>>> read_yaml("a: 2019-04-11\nb: [no, 10.1126]\n")
{'a': '2019-04-11', 'b': ['no', '10.1126']}
>>> print(write_yaml({"a": "no", "b": ["x: y", 1]}), end="")
a: "no"
b:
- "x: y"
- 1
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.errors import LimitError, ReadError
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["Plain", "YamlMapping", "read_yaml", "typed", "untyped", "write_yaml"]


class Plain(str):
    """An unquoted scalar."""

    __slots__ = ()


class YamlMapping(dict[str, Any]):
    """A mapping that knows its line, from 1."""

    __slots__ = ("line",)
    line: int


_NULL: Final = frozenset(("", "~", "null", "Null", "NULL"))


def read_yaml(text: str, *, format: str = "yaml", source: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Any:
    """The first document of a YAML text: dicts, lists, str and None; of a repeated key the last value counts.

    Args:
        text: YAML, perhaps the front matter of a Markdown text, of which the rest is not read.
        format: Name of the format for errors.
        source: Name of the file for errors.
        limits: Bounds; what aliases repeat counts for ``expanded_size``.

    Raises:
        ReadError: The text is not YAML; with line and column.
        LimitError: Nested too deeply, or aliases repeat too much.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return _build(YAML(typ="safe", pure=True).parse(_CONTROL.sub("\ufffd", text)), limits)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise ReadError(
            f"this is not YAML: {getattr(error, 'problem', None) or str(error).partition(chr(10))[0]}",
            format=format,
            source=source,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from None
    except (ValueError, OverflowError, AttributeError, IndexError, KeyError, TypeError, AssertionError) as error:
        # Numbers out of range in escapes and directives surface so.
        raise ReadError(f"this is not YAML: {error}", format=format, source=source) from None


# YAML does not allow these characters; ruamel.yaml would refuse the whole text.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _build(events: Iterator[Any], limits: Limits) -> Any:
    """The value that events of a parser describe, without recursion."""
    root: list[Any] = []
    stack: list[tuple[Any, Any]] = []  # containers that are open, with the key that waits for its value
    open_: Any = root
    key: Any = _NO_KEY
    anchors: dict[str, Any] = {}
    sizes: dict[int, int] = {}
    expanded = 0
    for event in events:
        kind = type(event).__name__
        if kind == "DocumentEndEvent":
            break
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            value: Any = open_
            sizes[id(value)] = 1 + sum(sizes.get(id(one), 1) for one in _inside(value))
            open_, key = stack.pop()
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            new: Any = YamlMapping() if kind == "MappingStartEvent" else []
            if isinstance(new, YamlMapping):
                new.line = event.start_mark.line + 1
            if event.anchor:
                anchors[event.anchor] = new
            stack.append((open_, key))
            limits.check("nesting", len(stack), "the YAML")
            open_, key = new, _NO_KEY
            continue
        elif kind == "ScalarEvent":
            value = event.value
            if event.implicit[0] and event.style is None:
                value = None if value in _NULL else Plain(value)
            if event.anchor:
                anchors[event.anchor] = value
        elif kind == "AliasEvent":
            if event.anchor not in anchors:
                raise ReadError(f"the alias *{event.anchor} is not defined", line=event.start_mark.line + 1)
            value = anchors[event.anchor]
            if any(value is container for container, _ in stack) or value is open_:
                raise ReadError(f"the alias *{event.anchor} contains itself", line=event.start_mark.line + 1)
            expanded += sizes.get(id(value), 1)
            limits.check("expanded_size", expanded, "what the aliases repeat")
        else:
            continue
        if isinstance(open_, list):
            open_.append(value)
        elif key is _NO_KEY:
            key = value if isinstance(value, str) else "" if value is None else _key(value)
        else:
            if key == "<<" and isinstance(key, Plain) and isinstance(value, dict):
                for name, one in value.items():
                    open_.setdefault(name, one)
            else:
                open_[str(key)] = value
            key = _NO_KEY
    return root[0] if root else None


_NO_KEY: Final = object()


_MOST_OF_A_KEY: Final = 1000


def _key(value: Any) -> str:
    """A key that is no scalar, as text; keys within keys double its backslashes, so that it is cut when it is long."""
    return json.dumps(value)[:_MOST_OF_A_KEY]


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


# Types, where a format has use for them


def untyped(value: Any) -> Any:
    """A value with all scalars as plain `str`; depth is already bounded."""
    if isinstance(value, dict):
        return {name: untyped(one) for name, one in value.items()}
    if isinstance(value, list):
        return [untyped(one) for one in value]
    return str(value) if isinstance(value, Plain) else value


_INT: Final = re.compile(r"[-+]?[0-9]{1,300}", re.ASCII)
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)


def typed(value: Any) -> Any:
    """A value with unquoted scalars as YAML's core schema types them (section 10.3.2); depth is already bounded.

    >>> typed([Plain("1"), "1", Plain("true")])
    [1, '1', True]
    """
    if isinstance(value, dict):
        return {name: typed(one) for name, one in value.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    if not isinstance(value, Plain):
        return value
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    if _INT.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else str(value)


# Writing

_SAFE: Final = re.compile(r"[^\W\d_](?:[\w ,.;()/&+’–—“”‘\-]|:(?=\S))*(?<![ :])")
_WORDS: Final = frozenset("y n yes no on off true false null nan inf".split())
_SPECIAL: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def write_yaml(value: Any, indent: int = 0) -> str:
    """Block-style YAML of dicts, lists and scalars; text that any reader could take for something else is quoted.

    Lists of numbers stand on one line.

    Raises:
        LimitError: The value is nested beyond the default limit.
    """
    return "".join(_lines(value, indent, 0))


def _lines(value: Any, indent: int, depth: int) -> Iterator[str]:
    if depth > DEFAULT_LIMITS.nesting:
        raise LimitError("a value is nested too deeply to be written as YAML")
    space = " " * indent
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _entry(f"{space}{_scalar(str(name))}:", one, indent, depth)
    else:
        for one in value:
            if isinstance(one, Mapping) and one:
                inside = "".join(_lines(one, indent + 2, depth + 1))
                yield f"{space}- {inside[indent + 2 :]}"
            else:
                yield from _entry(f"{space}-", one, indent, depth)


def _entry(head: str, value: Any, indent: int, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield f"{head}\n"
        yield from _lines(value, indent + 2, depth + 1)
    elif isinstance(value, (list, tuple)) and not _is_short(value):
        yield f"{head}\n"
        yield from _lines(value, indent + 2 * head.endswith("-"), depth + 1)
    else:
        yield f"{head} {_scalar(value)}\n"


def _is_short(value: list[Any] | tuple[Any, ...]) -> bool:
    """Whether a list holds nothing but numbers, or lists of numbers."""
    return all(isinstance(one, int) or (isinstance(one, (list, tuple)) and _is_short(one)) for one in value)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        if len(value) < 500 and _SAFE.fullmatch(value) and value.casefold() not in _WORDS:
            return value
        text = json.dumps(value, ensure_ascii=False)
        return _SPECIAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return json.dumps(value, ensure_ascii=False)
