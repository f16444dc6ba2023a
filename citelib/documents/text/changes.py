"""Changes of a text: stretches that are replaced, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["Change", "apply", "before_note"]

Change = tuple[int, int, str]
"""Start and end of what is replaced, and what stands there instead."""


_GAP: Final = re.compile(r"[ \t~]*(?:\r?\n[ \t]*)?\Z")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\Z")


def before_note(text: str, at: int) -> int:
    r"""Where a note is put that stands for a citation at an offset: spaces before it go, and an end of line.

    Those at the beginning of a paragraph or of a cell in a table stay.

    >>> before_note("see also\n@doe", 9), before_note("end\n\n@doe", 5), before_note("| @doe |", 2)
    (8, 5, 2)
    """
    head = text[max(at - 200, 0) : at]
    gap = _GAP.search(head)
    start = at - len(head) + gap.start() if gap else at
    begins = start == 0 or text[start - 1] == "|" or _PARAGRAPH.search(text[max(start - 200, 0) : start])
    return at if begins else start


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
