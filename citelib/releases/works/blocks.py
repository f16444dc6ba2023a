r"""References that are written over several lines: title, authors and journal each in a line of its own.

The line of the authors is known by itself: it holds nothing but names. What stands before or after it is title or
journal; the journal is the line with the year.

>>> judge_block("Ann Lee et al.\nHow moss came back to the drains\nMosses (2021), doi: 10.5555/m.1").title
'How moss came back to the drains'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citelib.releases.page.page import CJK, clean
from citelib.releases.words.cues import STUDY
from citelib.releases.words.patterns import compiled
from citelib.releases.works.references import Reference, author_list, judge_reference, parse_reference

__all__ = ["find_block", "is_author_line", "judge_block", "title_by_authors"]

_YEAR: Final = re.compile(r"(?<![\d./-])(?:19|20)[0-9]{2}(?![\d/-])")
_CLOSED: Final = re.compile(r"[.?!:;,。：]\s*$")
_SHORTEST_BROKEN: Final = 40
"""Characters of a line after which a title is broken; a shorter one is a line of its own."""
_LONGEST_AUTHORS, _LONGEST_TITLE, _LONGEST_JOURNAL = 1_500, 300, 200
"""Characters of the line of the authors, of a title, and of what tells where it appeared."""


def judge_block(text: str) -> Reference:
    """A reference in several lines, read part by part if one of them holds the authors, or else as one text."""
    lines = [clean(line) for line in text.splitlines() if line.strip()]
    at = next((index for index, line in enumerate(lines) if is_author_line(line)), None)
    found = find_block(lines, at) if at is not None else None
    return found[0] if found is not None else judge_reference(text)


_IN: Final = compiled("in_a_journal", before=r"\s", after=r"\s+(?P<journal>[^,;()\n]{2,100}?)[.\s]*$")
_BY: Final = compiled("by", before=r"\s", after=r"\s+(?=[^\W\d_a-zß-ÿ])")


def title_by_authors(text: str) -> Reference | None:
    """A line that says «Title by A, B and C in Journal» and nothing else.

    >>> title_by_authors("How moss came back to the drains by Ann Lee, Bo Ek in Mosses.").journal
    'Mosses'
    >>> title_by_authors("The talk is given by Ann Lee, Bo Ek in Bern.") is None
    True
    """
    text = clean(text)
    place = _IN.search(text) if len(text) < _LONGEST_TITLE + _LONGEST_AUTHORS else None
    if place is None or not place["journal"][:1].isupper() or STUDY.search(text):
        return None
    for by in _BY.finditer(text, 0, place.start()):
        names, end, more = author_list(text[by.end() : place.start()])
        title = text[: by.start()].strip(" .,“”\"'‘’")
        if (len(names) > 1 or more) and by.end() + end == place.start() and len(title.split()) > 5 and _is_title(title):
            return Reference(names, title, place["journal"].strip(" .“”\"'"), et_al=more)
    return None


def is_author_line(text: str) -> bool:
    """Whether a line holds the names of several authors and nothing else.

    >>> is_author_line("Ann Lee, Bo Ek, Cy Orr"), is_author_line("Ann Lee, who found it"), is_author_line("Ann Lee")
    (True, False, False)
    """
    text = clean(text).strip(" .;:*")
    if not text[:1].isupper() or len(text) > _LONGEST_AUTHORS or CJK.search(text):
        return False
    names, end, more = author_list(text)
    return (len(names) > 1 or more) and not text[end:].strip(" .,;*")


def find_block(lines: Sequence[str], at: int) -> tuple[Reference, int, int] | None:
    """The reference to which a line of authors belongs, and the first and the last of its lines.

    Args:
        lines: The lines around it.
        at: Which of them holds the authors.
    """
    before, after = lines[:at], lines[at + 1 :]
    if before and after and _YEAR.search(after[0]) and (title := _title_above(before)):
        # title / authors / journal
        first = at - title[1]
        return (found, first, at + 1) if (found := _put_together(lines[at], title[0], after[0])) else None
    if len(after) > 1 and _YEAR.search(after[1]) and _is_title(after[0]):
        # authors / title / journal
        return (found, at, at + 2) if (found := _put_together(lines[at], after[0], after[1])) else None
    return None


def _title_above(before: Sequence[str]) -> tuple[str, int] | None:
    """The title that ends above the authors, and over how many lines it is broken."""
    goes_on = len(before) > 1 and _is_title(before[-2]) and not _CLOSED.search(before[-2])
    if goes_on and len(before[-2]) >= _SHORTEST_BROKEN and (_is_title(before[-1]) or before[-1][:1].islower()):
        return f"{before[-2]} {before[-1]}", 2
    return (before[-1], 1) if _is_title(before[-1]) else None


def _is_title(line: str) -> bool:
    return len(line.split()) > 3 and len(line) <= _LONGEST_TITLE and not CJK.search(line) and not is_author_line(line)


def _put_together(authors: str, title: str, journal: str) -> Reference | None:
    """The reference, if what tells where it appeared is not a sentence."""
    if len(journal) > _LONGEST_JOURNAL:
        return None
    names = re.sub(r"[.\s]+$", "", clean(authors))
    found = parse_reference(f"{names}. {clean(title).rstrip('. ')}. {clean(journal)}")
    return found if found.is_complete else None
