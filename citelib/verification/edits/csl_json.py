"""Keys of objects in CSL-JSON, changed in place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["edited"]

_SPACE: Final = re.compile(r"[\s,]*")


def edited(text: str, id: str, values: Mapping[str, str]) -> str | None:
    """See `citelib.verification.edits.edited`."""
    for variable, value in values.items():
        place = _object(text, id)
        if place is None or variable == "author":
            return None
        start, _ = place
        new = json.dumps(value, ensure_ascii=False)
        if variable == "issued":
            if not value.isdigit():
                return None
            new = '{"date-parts": [[' + value + "]]}"
        members = {key: (a, b) for key, a, b in _members(text, start)}
        if variable in members:
            a, b = members[variable]
            text = text[:a] + new + text[b:]
        else:
            last = max(b for _, b in members.values())
            before = re.search(r"\n[ \t]*$", text[start : text.find('"', start)]) or re.search(r"$", "")
            assert before is not None
            text = f"{text[:last]},{before[0] or ' '}{json.dumps(variable)}: {new}{text[last:]}"
    return text


def _object(text: str, id: str) -> tuple[int, int] | None:
    """Where the object with an id begins and ends, in a list of such objects or alone."""
    decoder = json.JSONDecoder()
    at = _SPACE.match(text)
    assert at is not None
    start = at.end()
    if text[start : start + 1] == "[":
        start += 1
    try:
        while start < len(text):
            match = _SPACE.match(text, start)
            assert match is not None
            start = match.end()
            if text[start : start + 1] != "{":
                return None
            value, end = decoder.raw_decode(text, start)
            if str(value.get("id")) == id:
                return start, end
            start = end
    except ValueError:
        return None
    return None


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Key, and where the value begins and ends, of each member of an object."""
    decoder = json.JSONDecoder()
    at = start + 1
    while True:
        match = _SPACE.match(text, at)
        assert match is not None
        if text[match.end() : match.end() + 1] != '"':
            return
        key, at = decoder.raw_decode(text, match.end())
        colon = re.compile(r"\s*:\s*").match(text, at)
        if colon is None:
            return
        _, at = decoder.raw_decode(text, colon.end())
        yield key, colon.end(), at
