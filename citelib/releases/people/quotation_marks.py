"""Stretches in quotation marks, whatever the language of the marks and even if one is missing."""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = ["CLOSING_MARKS", "Marked", "marked_stretches"]


@attrs.frozen
class Marked:
    """A stretch in quotation marks: offsets of the marks and of the words; `closed` is False if the mark is missing."""

    open: int
    start: int
    end: int
    close: int
    closed: bool = True


CLOSING_MARKS: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "「": "」", "『": "』"}
_MARKS: Final = re.compile(r"[“”„«»\"‘’'「」『』]")


def marked_stretches(text: str, start: int, end: int, closing: str | None = None) -> list[Marked]:
    """Stretches in quotation marks within a paragraph, not nested.

    With `closing`, the mark at the beginning goes on with a quotation that this mark closes.
    """
    found: list[Marked] = []
    opened: tuple[int, str] | None = None
    if closing is not None:
        opened = (start, closing)
    for match in _MARKS.finditer(text, start if opened is None else start + 1, end):
        mark, at = match[0], match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if mark in "’”」』" or mark not in CLOSING_MARKS:
                continue
            if mark in "'‘\"" and (before.isalnum() or after.isspace()):
                continue
            if mark == "»" and after.isspace():
                continue
            if mark in "‘'" and not _closes_later(text, at, end, CLOSING_MARKS[mark]):
                continue
            opened = (at, CLOSING_MARKS[mark])
        elif mark in opened[1]:
            if mark in "’'" and (after.isalnum() or before.isspace() or _is_possessive(text, at, end, mark)):
                continue
            if mark == '"' and before.isspace() and not after.isspace():
                # A straight mark that opens: the one before was never closed.
                found.append(Marked(opened[0], opened[0] + 1, at, at, closed=False))
                opened = (at, '"')
                continue
            found.append(Marked(opened[0], opened[0] + 1, at, at + 1))
            opened = None
    if opened is not None:
        found.append(Marked(opened[0], opened[0] + 1, end, end, closed=False))
    return found


def _is_possessive(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a single mark after an s is an apostrophe («years’ work»).

    It is if a better closing mark follows before the next opening one.
    """
    if text[at - 1] not in "sxz" or not re.match(r"\s[^\W_A-Z]", text[at + 1 : at + 3]):
        return False
    rest = text[at + 1 : min(end, at + 800)]
    opening = re.search(r"(?<!\w)[‘](?=\w)" if mark == "’" else r"(?<!\w)'(?=\w)", rest)
    closing = re.search(rf"(?<=[.,!?…]){mark}", rest)
    return closing is not None and (opening is None or closing.start() < opening.start())


def _closes_later(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a single quotation mark has a closing one, so that it is not an apostrophe; looked for nearby."""
    return _SINGLE_CLOSING[mark].search(text, at + 2, min(end, at + 1_000)) is not None


_SINGLE_CLOSING: Final = {mark: re.compile(rf"(?<=[\w.,!?…]){mark}(?![\w])") for mark in "’'"}
