r"""A text split into references: by labels, blank lines, indents or what its lines say; wrapped lines are joined.

No reference goes on across a line that begins with a label, or across the end of a DOI or address, whatever the rest
of the list does: lists are put together from many sources, and two works fused into one are worse than one in halves.

>>> [one.text for one in split("References\n\n[1] Doe J. A syn-\nthesis. 1999.\n[2] Roe R. Life. 2001.\n")]
['References', '[1] Doe J. A synthesis. 1999.', '[2] Roe R. Life. 2001.']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.formats.text.plain_text.cues import (
    BULLET,
    PAGE_NUMBER,
    YEAR,
    Label,
    begins_with_people,
    continues_identifier,
    ends,
    ends_with_identifier,
    goes_on,
    label_of,
    starts,
)
from citelib.formats.text.plain_text.identifiers import without_identifiers
from citelib.formats.text.plain_text.inline import split_inline

__all__ = ["Stretch", "split"]


@attrs.frozen
class Stretch:
    """A part of the text that should be one reference.

    Attributes:
        text: Its lines joined.
        line: Its first line, from 1.
        is_furniture: Whether it is a page's number or heading, which stood between or within references.
    """

    text: str
    line: int
    is_furniture: bool = False


_CONTROL: Final = {code: " " for code in range(32) if code not in (9, 10)} | {
    127: " ",
    0xA0: " ",
    0xAD: None,
    0xFEFF: None,
}
_UNWRAPPED: Final = 160
"""Lines longer than this were not wrapped by hand or by a page: each is a paragraph of its own."""
_DIGITS: Final = re.compile(r"\d+")

_Lines = list[tuple[int, str]]


def split(text: str) -> list[Stretch]:
    """The stretches of a text in order; time is linear in its length."""
    lines = [(number, line.translate(_CONTROL)) for number, line in enumerate(re.split("\r\n|\r|\n|\f", text), 1)]
    furniture = _furniture(lines)
    found = [Stretch(line.strip(), number, True) for number, line in lines if number in furniture]
    for paragraph in _paragraphs(lines, furniture):
        for part in _parts(paragraph):
            joined, first = _joined(part), part[0][0]
            found += [Stretch(piece, first) for piece in split_inline(joined)]
    return sorted(found, key=lambda stretch: stretch.line)


def _furniture(lines: _Lines) -> set[int]:
    """The numbers of the lines that belong to pages and not to the list: running heads and numbers of pages."""
    heads = Counter(_DIGITS.sub("#", line.strip()) for _, line in lines if 3 < len(line.strip()) < 80)
    found = set()
    for at, (number, line) in enumerate(lines):
        text = line.strip()
        alone = at > 0 and not lines[at - 1][1].strip() and (at + 1 == len(lines) or not lines[at + 1][1].strip())
        # A reference that is given twice ends like one, and a running head does not.
        again = heads[_DIGITS.sub("#", text)] > 1 and not ends(text.rstrip("0123456789 ")) and label_of(text) is None
        if (alone and again) or (len(text) < 20 and 0 < at < len(lines) - 1 and PAGE_NUMBER.fullmatch(text)):
            found.add(number)
    return found


def _paragraphs(lines: _Lines, furniture: set[int]) -> Iterator[_Lines]:
    """Lines without blank ones between; what a page's end or a blank line cut in two is whole again."""
    current: _Lines = []
    separated = turned = False
    for number, line in lines:
        if number in furniture or not line.strip():
            separated, turned = True, turned or number in furniture
            continue
        if separated and current and not _is_cut(current[-1][1], line, turned):
            yield current
            current = []
        current.append((number, line))
        separated = turned = False
    if current:
        yield current


def _is_cut(before: str, line: str, turned: bool) -> bool:
    """Whether a blank line stands within a reference, more easily so where a page was turned."""
    if ends(before) or len(before.split()) < 3 or label_of(line) is not None or BULLET.match(line):
        return False
    return (line.lstrip()[0].islower() and not starts(line)) or (turned and not begins_with_people(line))


def _parts(lines: _Lines) -> Iterator[_Lines]:
    """The lines of each reference of a paragraph."""
    labels = _labels(lines)
    begins = _bulleted(lines) or _hanging(lines)
    has_labels = sum(label is not None for label in labels) > 1 or labels[0] is not None
    dated = _dated(lines, labels)
    widest = max(len(line) for _, line in lines)
    start, before, has_year = 0, "", False
    for at, (_, line) in enumerate(lines):
        if at:
            indented = _indent(line) > _indent(lines[start][1])
            if labels[at] is not None:
                new = True
            elif begins is not None:
                new = begins[at]
            elif ends_with_identifier(before):
                new = not indented and starts(line) and not continues_identifier(before, line) and not goes_on(line)
            elif has_labels:
                apart = dated[at] and starts(line) and _had_room(lines[at - 1][1], line, widest)
                new = not indented and has_year and ends(before) and not goes_on(line)
                new = new and (begins_with_people(line) or apart)
            else:
                new = _begins_by_content(before, line, has_year=has_year, is_dated=dated[at], widest=widest)
            if new:
                yield lines[start:at]
                start, has_year = at, False
        has_year = has_year or YEAR.search(line) is not None or _YEARLESS.search(line) is not None
        line = line.rstrip()
        # The rest of an address says nothing without its beginning.
        before = f"{before.rsplit(maxsplit=1)[-1]}{line.strip()}" if continues_identifier(before, line) else line
    yield lines[start:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dated(lines: _Lines, labels: list[Label | None]) -> list[bool]:
    """Whether there is a year from each line on, up to the next that begins a reference for certain.

    What begins like a title or an institution is one only then; else it is the journal of the reference before.
    """
    found = [False] * len(lines)
    ahead = False
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at][1]
        found[at] = ahead = ahead or YEAR.search(without_identifiers(line)) is not None
        if labels[at] is not None or begins_with_people(line):
            ahead = False
    return found


def _labels(lines: _Lines) -> list[Label | None]:
    """The label of each line that begins with one: certain ones, and numbers that count upwards."""
    found: list[Label | None] = []
    expected: int | None = None
    counted = 0
    for at, (_, line) in enumerate(lines):
        label = label_of(line)
        if label is not None and not label.certain:
            rest = line[len(label.text) :]
            fits = label.number == expected if expected is not None else at == 0
            if not fits and at:
                # A list that starts again, leaves numbers out, or has a number where others have none.
                fits = len(label.mark) < 4 and ends(lines[at - 1][1]) and begins_with_people(rest)
            # Where two have counted up, the next number is a label, whatever it stands before: an address, a place.
            if not fits or (goes_on(rest) and not (counted > 1 and label.number == expected)):
                label = None
        found.append(label)
        if label is not None and label.number is not None:
            counted = counted + 1 if label.number == expected else 1
            expected = label.number + 1
    return found


def _bulleted(lines: _Lines) -> list[bool] | None:
    begins = [BULLET.match(line) is not None for _, line in lines]
    return begins if begins[0] and (sum(begins) > 1 or not any(begins[1:])) else None


def _hanging(lines: _Lines) -> list[bool] | None:
    """Lines at the margin begin, indented ones go on; or the other way round where first lines are indented."""
    indented = [line[:1].isspace() for _, line in lines]
    if not any(indented) or all(indented):
        return None
    if any(label_of(line) is not None for _, line in lines):
        return None
    return [not inside for inside in indented] if not indented[0] else indented


def _begins_by_content(before: str, line: str, *, has_year: bool, is_dated: bool, widest: int) -> bool:
    """Whether a line begins a reference: what came before has a year and looks finished, and it starts like one."""
    if not starts(line) or not ends(before):
        return False
    if widest > _UNWRAPPED and has_year:
        return True
    if goes_on(line) or not (is_dated or begins_with_people(line)):
        return False
    # A full line is more likely to go on than a short one.
    return has_year or len(before) < 0.7 * widest


_YEARLESS: Final = re.compile(
    r"\b(?:in press|forthcoming|to appear|im Erscheinen|im Druck|à paraître|n\.d\.)", re.IGNORECASE
)
"""What stands in the place of a year."""


def _had_room(before: str, line: str, widest: int) -> bool:
    """Whether the first word of a line would have fitted on the line before, so that nothing wrapped it."""
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) < 0.8 * widest


def _joined(lines: _Lines) -> str:
    """One line of several; words and addresses that were broken at line ends are whole again."""
    pieces: list[str] = []
    for _, line in lines:
        line = " ".join(line.split())
        if pieces:
            pieces[-1], between = _joint(pieces[-1], line)
            pieces.append(between)
        pieces.append(line)
    return "".join(pieces).strip()


_IDEOGRAPH: Final = re.compile("[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uff60]")


def _joint(before: str, line: str) -> tuple[str, str]:
    """The end of the line before as it is in one line, and what goes between it and the next."""
    if continues_identifier(before, line):
        return before, ""
    if before[-1:] in "-‐" and before[-2:-1].isalpha():
        if line[:1].islower():
            return before[:-1], ""
        return before, "" if line[:1].isupper() else " "
    if before[-1:] in "-‐–—" and (before[-1:] in "–—" or (before[-2:-1].isdigit() and line[:1].isdigit())):
        return before, ""
    return before, "" if _IDEOGRAPH.match(before[-1:]) and _IDEOGRAPH.match(line[:1]) else " "
