"""References whose form is fixed: court decisions, and works with the type marks of GB/T 7714.

What follows a rule is read by the rule; statistics are for the rest.

>>> found = by_pattern("Brown v. Board of Education, 347 U.S. 483 (1954).")
>>> found.type, [(one.label, one.text) for one in found.segments][:2]
('legal_case', [('title', 'Brown v. Board of Education'), ('volume', '347')])
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citelib.formats.text.plain_text.fields import Segment

__all__ = ["Pattern", "by_pattern"]

_SURE: Final = 0.9
"""What reads by rule is sure, but a rule may meet what it was not made for."""


class Pattern(NamedTuple):
    """A reference that follows a rule.

    Attributes:
        type: The type of the work.
        segments: Its parts, labelled as the model does.
    """

    type: str
    segments: list[Segment]


_CASE: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+(?P<volume>\d{1,4})\s+"
    r"(?P<journal>[A-Z][\w.’']{0,8}(?:\s[\w.’']{1,6}){0,3}?)\s+(?P<page>\d{1,5})(?:,\s?\d{1,5})?"
    r"(?:\s\((?:(?P<authority>[^()]{2,40}?)\s)?(?P<date>\d{4})\))?\.?"
)
_NEUTRAL: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+\[(?P<date>\d{4})\]\s+"
    r"(?P<authority>[A-Z][A-Za-z]{1,6}(?:\s(?:Civ|Crim|Admin))?)\s+(?P<case>\d{1,5})\.?"
)

_AUTHOR: Final = r"(?:\[\d{1,4}\]\s*)?(?P<author>(?:[^.．\[\]]|(?<=\b[A-Z])\.){1,400})[.．]\s*"
_MARKED: Final = re.compile(
    _AUTHOR + r"(?P<title>[^\[\]]{1,300}?)\s*\[(?P<mark>[A-Z]{1,2})(?:/[A-Z]{2})?\]\s*(?P<rest>.{0,600})"
)
_PAGES: Final = r"(?:\s*[:：]\s*(?P<page>\w{1,8}(?:\s?[-–—+]\s?\w{1,8})?))?\s*[.．]?"
_IN_JOURNAL: Final = re.compile(
    r"[.．]?\s*(?P<journal>[^,，]{1,120})[,，]\s*(?P<date>\d{4})"
    r"(?:[,，]\s*(?P<volume>\w{1,6})?\s*(?:[(（](?P<issue>[^)）]{1,12})[)）])?)?" + _PAGES
)
_PUBLISHED: Final = re.compile(
    r"(?:[.．]\s*)?(?://\s*(?P<container>[^.．]{1,200})[.．]\s*)?(?:[.．]\s*)?"
    r"(?P<place>[^:：,，]{1,60})[:：]\s*(?P<publisher>[^,，]{1,120})[,，]\s*(?P<date>\d{4})" + _PAGES
)
_MARKS: Final = {
    "J": "article-journal", "N": "article-newspaper", "M": "book", "C": "paper-conference", "D": "thesis",
    "R": "report", "S": "standard", "P": "patent",
}  # fmt: skip
"""Type of each mark (GB/T 7714-2015, appendix B)."""


def by_pattern(reference: str) -> Pattern | None:
    """The parts of a reference that follows a rule, or None."""
    if match := _CASE.fullmatch(reference) or _NEUTRAL.fullmatch(reference):
        return Pattern("legal_case", _segments(match))
    head = _MARKED.fullmatch(reference)
    if head is None or head["mark"] not in _MARKS:
        return None
    rest = (_IN_JOURNAL if head["mark"] in "JN" else _PUBLISHED).fullmatch(head["rest"])
    return Pattern(_MARKS[head["mark"]], _segments(head) + _segments(rest)) if rest is not None else None


def _segments(match: re.Match[str]) -> list[Segment]:
    return [
        Segment(label, text.strip(), _SURE)
        for label, text in match.groupdict().items()
        if text and label not in ("mark", "rest")
    ]
