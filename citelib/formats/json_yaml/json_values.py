r"""JSON as it is found: values one after the other, each with its place, and a bad one does not lose the others.

Read are one value, the elements of one array, and values that follow each other with or without commas (JSON Lines).
Beyond RFC 8259: repeated names are kept (the last under the name, the earlier ones under ``name#1``, ``name#2``);
``NaN`` and the infinities become text; lone surrogates stay.

>>> from citelib.formats.format import Source
>>> for value in json_values(Source('[{"a": 1},\n {"a": 1, "a": 2}]'), "json"):
...     print(value)
JsonValue(value={'a': 1}, line=1, column=2, in_array=True)
JsonValue(value={'a#1': 1, 'a': 2}, line=2, column=2, in_array=True)
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Source
from citelib.limits import Limits

__all__ = ["JsonValue", "json_keys", "json_text", "json_values", "looks_like_json"]

_CHUNK: Final = 1 << 18
_BETWEEN: Final = re.compile(r"[\s,\x1e]*")
_MARK: Final = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)|[\[\]{}]', re.DOTALL)
_STOP: Final = re.compile(r"[,\]\n]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LONGEST_INT: Final = 4000


def looks_like_json(text: str) -> bool:
    """Whether a text begins as an array or an object of JSON does."""
    return text.lstrip()[:1] in ("[", "{")


def json_keys(text: str, keys: str) -> int:
    """How many of some keys a text of JSON has; 0 if it is none.

    >>> json_keys('{"DOI": "10.5555/x", "title": "T"}', "DOI title member"), json_keys("DOI, title", "DOI title")
    (2, 0)
    """
    return sum(f'"{key}"' in text for key in keys.split()) if looks_like_json(text) else 0


@attrs.frozen
class JsonValue:
    """A value, the line and column on which it begins, and whether it stands in the outermost array."""

    value: Any
    line: int
    column: int
    in_array: bool = False


def json_values(source: Source, format: str) -> Iterator[JsonValue | Diagnostic]:
    """The values of a JSON text, and a diagnostic (``FORMAT-syntax``) for each that is malformed.

    Large files are read piece by piece: memory is bounded by the largest element.

    Raises:
        ReadError: The text does not begin like JSON.
        LimitError: A value is nested beyond the limit.
    """
    text = _Buffer(source)
    in_array = False
    position = text.skip(0)
    if text.at(position) == "[":
        in_array = True
        position = text.skip(position + 1)
    elif text.at(position) != "{":
        raise ReadError("this is not a JSON object or array", format=format, source=source.name, line=1, column=1)
    while first := text.at(position):
        if in_array and first == "]":
            in_array = False
            position = text.skip(position + 1)
            continue
        line, column = text.place(position)
        try:
            value, end = text.value(position)
        except _SyntaxError as error:
            yield Diagnostic("error", f"{format}-syntax", error.reason, line=error.line, column=error.column)
            position = text.skip(error.end)
            continue
        yield JsonValue(value, line, column, in_array)
        position = text.skip(end)
    if in_array:
        yield Diagnostic("error", f"{format}-syntax", "the array is not closed", line=text.place(position)[0])


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON of a value in readable Unicode; halves of surrogate pairs are escaped, so that it can be encoded."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text


class _SyntaxError(Exception):
    def __init__(self, reason: str, line: int, column: int, end: int) -> None:
        self.reason, self.line, self.column, self.end = reason, line, column, end


class _Buffer:
    """The text from some point on, extended on demand; positions count from the start of what is held."""

    def __init__(self, source: Source) -> None:
        self.limits: Limits = source.limits
        self.lines = _chunks(source)
        self.text = ""
        self.complete = False
        self.line, self.column, self.counted = 1, 1, 0
        self.more()

    def more(self) -> bool:
        """Take in at least as much again as is held, so that a large value is not scanned too often."""
        pieces, size = [self.text], 0
        while size < max(_CHUNK, len(self.text)) and not self.complete:
            piece = next(self.lines, None)
            if piece is None:
                self.complete = True
            else:
                pieces.append(piece)
                size += len(piece)
        self.text = "".join(pieces)
        return size > 0

    def skip(self, position: int) -> int:
        """Where the next value or bracket begins; what lies before is let go when it is large."""
        while True:
            match = _BETWEEN.match(self.text, position)
            position = match.end() if match else position
            if position < len(self.text) or not self.more():
                break
        if position > _CHUNK:
            self.place(position)
            self.text = self.text[position:]
            self.counted = position = 0
        return position

    def at(self, position: int) -> str:
        return self.text[position : position + 1]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a position at or after the last one asked for."""
        newlines = self.text.count("\n", self.counted, position)
        if newlines:
            self.line += newlines
            self.column = position - self.text.rfind("\n", self.counted, position)
        else:
            self.column += position - self.counted
        self.counted = position
        return self.line, self.column

    def value(self, position: int) -> tuple[Any, int]:
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, position)
                if end < len(self.text) or self.complete or not self.more():
                    break
            except (json.JSONDecodeError, RecursionError) as error:
                end, depth = self.span(position)
                self.limits.check("nesting", depth, "a JSON value")
                if end < 0 and self.more():
                    continue
                line, column = self.place(position)
                at, reason = position, "the value is nested too deeply"
                if isinstance(error, json.JSONDecodeError):
                    at, reason = error.pos, error.msg[:1].lower() + error.msg[1:]
                before = self.text[position:at]
                if "\n" in before:
                    line, column = line + before.count("\n"), len(before) - before.rfind("\n")
                else:
                    column += len(before)
                after = len(self.text) if end < 0 else max(end, position + 1)
                raise _SyntaxError(reason, line, column, after) from None
        brackets = self.text.count("[", position, end) + self.text.count("{", position, end)
        if brackets > self.limits.nesting:
            self.limits.check("nesting", self.span(position)[1], "a JSON value")
        return value, end

    def span(self, position: int) -> tuple[int, int]:
        """End of the object or array at `position` (-1 if it is not closed), or of the line; and its depth."""
        depth = deepest = 0
        if self.text[position] not in '"[{]}':  # what begins with none of these ends before the next value
            found = _STOP.search(self.text, position + 1)
            return (found.start() if found else -1), 0
        for match in _MARK.finditer(self.text, position):
            mark = match[0][0]
            if mark in "[{":
                depth += 1
                deepest = max(deepest, depth)
            elif mark in "]}":
                depth -= 1
                if depth <= 0:
                    return (match.end() if depth == 0 else match.start()), deepest
            elif depth == 0 and match.start() == position:
                return match.end(), 0
            if depth == 0:
                break
        if depth:
            return -1, deepest
        found = _STOP.search(self.text, position + 1)
        return (found.start() if found else -1), deepest


def _chunks(source: Source) -> Iterator[str]:
    """The text in pieces; only paths are worth reading piecewise."""
    if source.is_on_disk:
        for line in source.lines():
            yield line + "\n"
    else:
        text = io.StringIO(source.read_text(), newline=None)
        while piece := text.read(1 << 24):
            yield piece


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    last = {name: index for index, (name, _) in enumerate(pairs)}
    numbers: dict[str, int] = {}
    value = {}
    for index, (name, one) in enumerate(pairs):
        key = name
        if index != last[name]:
            number = numbers.get(name, 0) + 1
            while (key := f"{name}#{number}") in last or key in value:
                number += 1
            numbers[name] = number
        value[key] = one
    return value


def _float(text: str) -> float | str:
    return number if math.isfinite(number := float(text)) else text


def _int(text: str) -> int | str:
    return int(text) if len(text) < _LONGEST_INT else text


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=str, strict=False
)
