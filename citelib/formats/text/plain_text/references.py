r"""A text parted into references: by blank lines, numbers, hanging indents, or line by line; wrapped lines are joined.

>>> [one.text for one in split("References\n\n[1] Doe J. A syn-\nthesis. 1999.\n[2] Roe R. Life. 2001.\n")]
['References', '[1] Doe J. A synthesis. 1999.', '[2] Roe R. Life. 2001.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import attrs

from citelib.model.numbers import whole_number

__all__ = ["Stretch", "split"]


@attrs.frozen
class Stretch:
    """A part of the text that should be one reference.

    Attributes:
        text: Its lines joined.
        line: Its first line, from 1.
    """

    text: str
    line: int


_CONTROL: Final = {code: " " for code in range(32) if code not in (9, 10)} | {
    127: " ",
    0xA0: " ",
    0xAD: None,
    0xFEFF: None,
}
_NUMBER: Final = re.compile(
    r"\s*(?:\[(\w{1,12}[^\]\s]{0,12})\]|\((\d{1,4})\)|(\d{1,4})[.)](?=\s)|(\d{1,4})\s+(?=[^\W\d_]))\s*\S"
)
_BULLET: Final = re.compile(r"\s*[•·▪◦‣*–—-]\s+\S")
_ENDS: Final = re.compile(r"(?:[.)\]>»”\"]|\d[\d–-]*|(?:https?:|www\.|doi)\S+)$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\.\s?d\.|in press|forthcoming|s\.\s?d\.", re.IGNORECASE)
_STARTS: Final = re.compile(
    r"\W{0,2}(?:[^\W\d_a-zà-ÿа-я]|(?:van|von|de|der|den|del|di|du|le|la|al|el|d['’])\s?-?[A-ZÀ-Þ])"
)


def split(text: str) -> list[Stretch]:
    """The stretches of a text in order; time is linear in its length."""
    lines = [(number, line) for number, line in enumerate(re.split("\r\n|\r|\n", text), 1)]
    found: list[Stretch] = []
    for paragraph in _paragraphs(lines):
        found += [_joined(part) for part in _parts(paragraph)]
    return found


_Lines = list[tuple[int, str]]


def _paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[_Lines]:
    """Lines without blank ones between."""
    current: _Lines = []
    for number, line in lines:
        line = line.translate(_CONTROL)
        if line.strip():
            current.append((number, line))
        elif current:
            yield current
            current = []
    if current:
        yield current


def _parts(lines: _Lines) -> Iterator[_Lines]:
    """The lines of each reference of a paragraph."""
    if len(lines) == 1:
        yield lines
        return
    begins = _numbered(lines) or _bulleted(lines) or _hanging(lines) or _by_content(lines)
    start = 0
    for at in range(1, len(lines)):
        if begins[at]:
            yield lines[start:at]
            start = at
    yield lines[start:]


def _numbered(lines: _Lines) -> list[bool] | None:
    """Where numbers that count upwards, or marks in brackets, begin lines."""
    begins = [False] * len(lines)
    expected: int | None = None
    count = 0
    for at, (_, line) in enumerate(lines):
        match = _NUMBER.match(line)
        if match is None:
            continue
        mark = next(group for group in match.groups() if group)
        if not mark.isdecimal():
            fits = match[1] is not None and any(c.isdigit() for c in mark)
        else:
            fits = expected is None or whole_number(mark) == expected
        if fits:
            begins[at] = True
            count += 1
            expected = expected if (number := whole_number(mark)) is None else number + 1
    return begins if begins[0] and (count > 1 or _NUMBER.match(lines[0][1])) and count * 12 >= len(lines) else None


def _bulleted(lines: _Lines) -> list[bool] | None:
    begins = [_BULLET.match(line) is not None for _, line in lines]
    return begins if begins[0] and (sum(begins) > 1 or not any(begins[1:])) else None


def _hanging(lines: _Lines) -> list[bool] | None:
    """Lines at the margin begin, indented ones go on; or the other way round where first lines are indented."""
    indented = [line[:1].isspace() for _, line in lines]
    if not any(indented) or all(indented):
        return None
    if not indented[0]:
        return [not inside for inside in indented]
    return list(indented)


def _by_content(lines: _Lines) -> list[bool]:
    """A line begins a reference if what was read so far has a year and looks finished, and it starts like one."""
    widest = max(len(line) for _, line in lines)
    begins = [True]
    has_year = _YEAR.search(lines[0][1]) is not None
    for (_, before), (_, line) in pairwise(lines):
        before = before.rstrip()
        starts = _STARTS.match(line.lstrip()) is not None
        ends = _ENDS.search(before[-200:]) is not None
        # A full line is more likely to go on than a short one.
        new = starts and ends and (has_year or len(before) < 0.7 * widest)
        begins.append(new)
        has_year = _YEAR.search(line) is not None or (has_year and not new)
    return begins


def _joined(lines: _Lines) -> Stretch:
    """One line of several; words that were parted at line ends are whole again."""
    pieces: list[str] = []
    for _, line in lines:
        line = " ".join(line.split())
        if pieces:
            before = pieces[-1]
            if before[-1:] in "-‐" and before[-2:-1].isalpha() and line[:1].islower():
                pieces[-1] = before[:-1]
            elif not (before[-1:] in "/_=&?" and "://" in before[-300:]) and before[-1:] not in "–—":
                pieces.append(" ")
        pieces.append(line)
    return Stretch("".join(pieces).strip(), lines[0][0])
