r"""Texts on one line, which is all that most fields of most formats can hold.

White space is one space, but no-break, thin and other spaces of typography are part of the text.

>>> one_line(" Alfred A.\u00a0Knopf,\n  New York "), is_line("Alfred A.\u00a0Knopf")
('Alfred A.\xa0Knopf, New York', True)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_line", "one_line"]

_WHITE: Final = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text format holds as they are; notes have them as escapes."""


def one_line(text: str) -> str:
    """The text with all white space as single spaces, so that it cannot begin another field."""
    # Nearly all values are one line already, which is told faster than it is made.
    is_one = text.isprintable() and "  " not in text and text.strip(" ") == text
    return text if is_one else _WHITE.sub(" ", text).strip()


def is_line(text: str) -> bool:
    """Whether a text is one line, of characters that every text format holds."""
    return one_line(text) == text and (text.isprintable() or not _CONTROL.search(text))
