"""Lines of records in RIS, changed in place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["edited"]

_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "DOI": ("DO",),
    "issued": ("PY", "Y1", "DA"),
    "container-title": ("T2", "JO", "JF", "JA", "J2", "BT"),
    "page": ("SP",),
    "volume": ("VL",),
    "title": ("TI", "T1"),
}
_LINE: Final = re.compile(r"^([A-Z][A-Z0-9])  -[ ]?(.*?)(\r?)$", re.MULTILINE)


def edited(text: str, id: str, values: Mapping[str, str]) -> str | None:
    """See `citelib.verification.edits.edited`."""
    for variable, value in values.items():
        place = _record(text, id)
        if place is None or variable not in _TAGS:
            return None
        lines = list(_LINE.finditer(text, *place))
        found = [match for tag in _TAGS[variable] for match in lines if match[1] == tag]
        pages = re.fullmatch(r"(.+?)[-–]+(.+)", value) if variable == "page" else None
        if found and variable == "container-title":
            for match in reversed(found):
                text = text[: match.start(2)] + value + text[match.end(2) :]
        elif found:
            match = found[0]
            new = value
            if variable == "issued" and (year := re.match(r"\d{4}", match[2])):
                new = value + match[2][year.end() :]
            last = next((line for line in lines if line[1] == "EP"), None)
            if pages is not None and last is not None:
                text = text[: last.start(2)] + pages[2] + text[last.end(2) :]
                new = pages[1]
            text = text[: match.start(2)] + new + text[match.end(2) :]
        else:
            end = next((line for line in lines if line[1] == "ER"), None)
            if end is None:
                return None
            line_end = "\r\n" if end[3] else "\n"
            text = f"{text[: end.start()]}{_TAGS[variable][0]}  - {value}{line_end}{text[end.start() :]}"
    return text


def _record(text: str, id: str) -> tuple[int, int] | None:
    """Where the record with an id begins and ends."""
    for match in re.finditer(r"^TY  -[\s\S]*?^ER  -[^\n]*$", text, re.MULTILINE):
        own = re.search(r"^ID  -[ ]?(.*?)\s*$", match[0], re.MULTILINE)
        if own is not None and own[1] == id:
            return match.span()
    return None
