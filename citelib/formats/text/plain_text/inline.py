"""Several references on one line: numbered ones without line breaks, and those that a footnote strings together.

>>> split_inline("[1] Doe J. Life. 1999. doi:10.1000/1. [2] Roe R. Death. 2001.")
['[1] Doe J. Life. 1999. doi:10.1000/1.', '[2] Roe R. Death. 2001.']
>>> split_inline("See Doe, J., Life on Mars (Paris: Plon, 1999); Roe, R., Death on Venus (Bern: Lang, 2001).")
['See Doe, J., Life on Mars (Paris: Plon, 1999);', 'Roe, R., Death on Venus (Bern: Lang, 2001).']
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Final

from citelib.formats.text.plain_text.cues import (
    YEAR,
    begins_with_people,
    ends_with_identifier,
    goes_on,
    label_of,
    starts,
)

__all__ = ["SIGNAL", "split_inline"]

SIGNAL: Final = re.compile(
    r"(?:[Ss]ee(?:,? also|,? e\.\s?g\.,?)?|[Cc]f\.|[Cc]ompare|E\.\s?g\.,|Siehe(?: auch)?|Vgl\.(?: auch)?"
    r"|Voir(?: aussi)?)\s+"
)
"""What leads to a work in a footnote and is not part of it."""
_LABEL: Final = re.compile(
    r"(?:\s|(?<=[.．。]))([\[［](\d{1,4})[\]］」]|(?<=\s)(\d{1,3})\.)\s*(?=[^\W\d_a-z\s]|[“\"«‘„])"
)
_SEMICOLON: Final = re.compile(r"[;；]\s+")
_GIVEN_FAMILY: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+\s){1,2}(?:[A-ZÀ-Þ]\.\s){0,2}(?:(?:van|von|de|der|la|le|di)\s)*[A-ZÀ-Þ][\w’'-]+(?:,\s[A-ZÀ-Þ“‘«\"]|\sand\s)"
)
_SENTENCE: Final = re.compile(r"(?<=[.\d])\s+(?=[^\W\d_a-z]|(?:d[aeiu]|van|von|l[ae]|el|al)\s)")
_DATED: Final = re.compile(r"(?:[^()\d]|\d(?!\d{3})){3,200}\((?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{3,20})?\)[.,:]?\s")
"""Whatever has no other year, and a year in parentheses."""
_SHORTEST: Final = 30
"""Characters of the shortest piece that is taken for a reference of its own."""
_NEAR: Final = 600
"""How many characters before and behind a mark are looked at, so that long lines take no longer than short ones."""


def split_inline(text: str) -> list[str]:
    """The references that one line holds, most often one; time is linear in its length."""
    return [part for piece in _by_labels(text) for run in _by_years(piece) for part in _by_semicolons(run)]


def _by_labels(text: str) -> list[str]:
    """Parts that begin with labels: numbers that count on, or any in brackets behind an identifier."""
    head = label_of(text)
    counted = head is not None and not head.certain
    expected = None if head is None or head.number is None else head.number + 1
    parts, start = [], 0
    for match in _LABEL.finditer(text):
        before, number = text[max(start, match.start() - _NEAR) : match.start()], int(match[2] or match[3])
        if match[3] is None:
            new = number == expected or ends_with_identifier(before)
        else:
            new = counted and number == expected and begins_with_people(text[match.end() : match.end() + 200])
        if new and before.rstrip()[-1:] not in ",;:(" and YEAR.search(before):
            parts.append(before.strip())
            start, expected = match.start(1), number + 1
    return [*parts, text[start:].strip()]


def _by_years(text: str) -> list[str]:
    """Parts that each begin with names and a year in parentheses, as in lists that lost their line breaks."""
    if len(text) < 3 * _SHORTEST or not _DATED.match(text):
        return [text]
    parts, start = [], 0
    for match in _SENTENCE.finditer(text):
        rest = text[match.end() : match.end() + _NEAR]
        # Names follow one another within a list of authors, too: a part has its own year.
        dated = _DATED.match(text, start, match.start())
        if dated and match.start() - start >= _SHORTEST and begins_with_people(rest) and _DATED.match(rest):
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _by_semicolons(text: str) -> list[str]:
    """Parts between semicolons that are references in themselves: names in front, and a year each."""
    parts, start = [], 0
    marks = list(_SEMICOLON.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        before = text[max(start, mark.start() - _NEAR) : mark.start()]
        rest = text[mark.end() : min(following.start() if following else len(text), mark.end() + _NEAR)]
        if signal := SIGNAL.match(rest):
            rest = rest[signal.end() :]
        if (
            len(before) >= _SHORTEST
            and len(rest) >= _SHORTEST
            and starts(rest)
            and YEAR.search(before)
            and YEAR.search(rest)
            and not goes_on(rest)
            and (begins_with_people(rest) or _GIVEN_FAMILY.match(rest))
        ):
            parts.append(text[start : mark.start() + 1].strip())
            start = mark.end()
    return [*parts, text[start:].strip()]
