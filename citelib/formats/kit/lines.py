r"""Texts on one line, which is all that most fields of most formats can hold, and texts of some paragraphs.

White space is one space, but no-break, thin and other spaces of typography are part of the text.

>>> one_line(" Alfred A.\u00a0Knopf,\n  New York "), is_line("Alfred A.\u00a0Knopf")
('Alfred A.\xa0Knopf, New York', True)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["are_lines", "is_line", "one_line", "paragraphs", "without_control"]

_WHITE: Final = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_BREAK: Final = re.compile("[\r\n\u2028\u2029]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text format holds as they are; notes have them as escapes."""


def one_line(text: str) -> str:
    """The text with all white space as single spaces, so that it cannot begin another field."""
    # Nearly all values are one line already, and testing for that is faster than joining lines.
    is_one = text.isprintable() and "  " not in text and text.strip(" ") == text
    return text if is_one else _WHITE.sub(" ", text).strip()


def paragraphs(text: str) -> str:
    r"""The text with each of its lines as one line, and no empty ones.

    >>> paragraphs("Aims.\r\n\r\n  We look  on.\n")
    'Aims.\nWe look on.'
    """
    return "\n".join(filter(None, map(one_line, _BREAK.split(text)))) if _BREAK.search(text) else one_line(text)


def is_line(text: str) -> bool:
    """Whether a text is one line, of characters that every text format holds."""
    return one_line(text) == text and (text.isprintable() or not _CONTROL.search(text))


def are_lines(text: str) -> bool:
    """Whether a text is lines, each of them as `is_line` has it and none empty; see `paragraphs`."""
    return all(line and is_line(line) for line in text.split("\n"))


def without_control(text: str) -> str:
    """The text without the characters that no text format holds."""
    return text if text.isprintable() else _CONTROL.sub("", text).strip()
