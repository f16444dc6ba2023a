"""References whose form is fixed: court decisions, and those of Chinese writers.

What follows a rule is read by the rule; statistics are for the rest.

>>> found = by_pattern("Brown v. Board of Education, 347 U.S. 483 (1954).")
>>> found.type, [(one.label, one.text) for one in found.segments][:2]
('legal_case', [('title', 'Brown v. Board of Education'), ('volume', '347')])
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.text.plain_text.chinese import Pattern, pattern, read_chinese

__all__ = ["Pattern", "by_pattern"]

_CASE: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+(?P<volume>\d{1,4})\s+"
    r"(?P<journal>[A-Z][\w.’']{0,8}(?:\s[\w.’']{1,6}){0,3}?)\s+(?P<page>\d{1,5})(?:,\s?\d{1,5})?"
    r"(?:\s\((?:(?P<authority>[^()]{2,40}?)\s)?(?P<date>\d{4})\))?\.?"
)
_NEUTRAL: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+\[(?P<date>\d{4})\]\s+"
    r"(?P<authority>[A-Z][A-Za-z]{1,6}(?:\s(?:Civ|Crim|Admin))?)\s+(?P<case>\d{1,5})\.?"
)


def by_pattern(reference: str) -> Pattern | None:
    """The parts of a reference that follows a rule, or None."""
    if match := _CASE.fullmatch(reference) or _NEUTRAL.fullmatch(reference):
        return pattern("legal_case", match)
    return read_chinese(reference)
