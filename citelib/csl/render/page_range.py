"""Page ranges, expanded or shortened (specification, appendix V).

>>> shorten("1536", "1538", "chicago"), shorten("42", "45", "minimal-two"), shorten("600", "13", "expanded")
('38', '45', '613')
>>> shorten("11153", "12359", "chicago"), shorten("11564", "11615", "chicago"), shorten("1496", "1504", "chicago")
('2359', '615', '1504')
"""

from __future__ import annotations

from typing import Final

__all__ = ["shorten"]

_LONGEST: Final = 18
"""Digits of a page number; longer ones are not page numbers."""


def shorten(first: str, last: str, page_range_format: str | None) -> str:
    """The second number of a range as the format wants it.

    Args:
        first: Digits of the first page.
        last: Digits of the last page, perhaps shortened already.
        page_range_format: A value of ``page-range-format``; None leaves the number as it is.
    """
    if page_range_format is None or len(first) > _LONGEST:
        return last
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if page_range_format == "expanded" or len(full) != len(first) or not first.isdecimal() or not full.isdecimal():
        return full
    begin, end = int(first), int(full)
    if begin >= end:
        return full
    if page_range_format == "minimal":
        return _minimal(first, full, 1)
    if page_range_format == "minimal-two":
        return _minimal(first, full, 2)
    if begin < 100 or begin % 100 == 0:
        return full
    # The 15th edition keeps four digits of which three change: 1496–1504.
    longest = 3 if page_range_format != "chicago-16" and begin < 10_000 else len(full)
    for digits in range(2, longest):
        if begin // 10**digits == end // 10**digits:
            return str(end % 10**digits)
    return full


def _minimal(first: str, last: str, least: int) -> str:
    same = 0
    while same < len(first) - least and first[same] == last[same]:
        same += 1
    return last[same:]
