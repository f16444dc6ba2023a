"""Sections of a document by its headings.

>>> headings = [(0, 1), (20, 2), (50, 1)]
>>> section_around(headings, 30, 90), section_around(headings, 30, 90, has_heading=True)
((20, 50), (0, 50))
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["section_around"]


def section_around(
    headings: Sequence[tuple[int, int]], at: int, end: int, *, has_heading: bool = False
) -> tuple[int, int]:
    """Start and end of the section around a place.

    Args:
        headings: Offset and level of each heading, in order.
        at: Offset of the place.
        end: Offset of the end of the document.
        has_heading: Whether the heading before the place is its own («References»): then the section is the one that
            this heading closes.
    """
    before = [one for one in headings if one[0] <= at]
    if before and has_heading:
        own = before.pop()
        before = [one for one in before if one[1] < own[1]] or before
    if not before:
        return 0, next((start for start, _ in headings if start > at), end)
    start, level = before[-1]
    return start, next((other for other, depth in headings if other > at and depth <= level), end)
