"""Whole numbers in texts, where anything may stand."""

from __future__ import annotations

from typing import Final

__all__ = ["whole_number"]

_DIGITS: Final = 9
"""Longer numbers count nothing in a reference."""


def whole_number(text: str) -> int | None:
    """The number that a text of up to nine digits is, in any script; None for every other text.

    >>> whole_number("007"), whole_number("٤٢"), whole_number("4²"), whole_number("-1"), whole_number("1" * 5000)
    (7, 42, None, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
