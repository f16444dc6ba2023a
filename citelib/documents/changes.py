"""Changes of a text: stretches that are replaced, all at once."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Change", "apply"]

Change = tuple[int, int, str]
"""Start and end of what is replaced, and what stands there instead."""


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text with changes made.

    Of two that overlap, the one that begins first counts.

    >>> apply("a b c", [(4, 5, "C"), (0, 1, "A")])
    'A b C'
    """
    parts = []
    at = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])
