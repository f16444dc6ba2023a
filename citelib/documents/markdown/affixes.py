"""What stands before and behind a key, as the processor understands it: Markdown's emphasis as CSL's inline markup.

What CSL has no markup for (code, mathematics, links, raw HTML) travels as one private character and comes back as it
was, so that nothing of the author's text is lost or escaped twice.
"""

from __future__ import annotations

import html
import re
from typing import Final

from citelib.documents.markdown.mask import COVER, TARGET
from citelib.documents.model import RAW

__all__ = ["Affixes"]

_MOST: Final = 0x1000
_COVERED: Final = re.compile(rf"!?\[[^\[\]]*\]{TARGET}{COVER}*|\[\^[^\[\]\s]+\]|\^\[[^\[\]]*\]|[{COVER}{TARGET}]+")
"""Links and spans as a whole, notes and their marks, and all else that is covered."""
_MARKS: Final = (
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"<b>\2</b>"),
    (re.compile(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?!\*)", re.DOTALL), r"<i>\1</i>"),
    (re.compile(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", re.DOTALL), r"<i>\1</i>"),
    (re.compile(r"\^([^\s^]+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<!~)~([^\s~]+)~(?!~)"), r"<sub>\1</sub>"),
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Affixes:
    """Turns stretches of a document into affixes.

    Args:
        text: The document.
        covered: The document with what holds no citation covered.

    Attributes:
        raw: What each private character stands for.
    """

    def __init__(self, text: str, covered: str) -> None:
        self._text = text
        self._covered = covered
        self.raw: dict[str, str] = {}

    def text(self, start: int, end: int) -> str:
        """The text between two offsets with CSL's inline markup."""
        plain = _COVERED.sub(
            lambda match: self._kept(self._text[start + match.start() : start + match.end()]),
            self._covered[start:end],
        )
        plain = " ".join(re.split(r"[ \t]*\r?\n[ \t]*", plain))
        for mark, markup in _MARKS:
            plain = mark.sub(markup, plain)
        return plain

    def is_note(self, affix: str) -> bool:
        """Whether an affix begins with a note or the mark of one, which joins what it follows without a comma."""
        return self.raw.get(affix[:1], "").startswith(("[^", "^["))

    def _kept(self, source: str) -> str:
        if len(source) == 2 and source[0] == "\\":
            return source[1]  # an escaped character is that character
        if _ENTITY.fullmatch(source):
            return html.unescape(source)
        if len(self.raw) >= _MOST:
            return source
        character = chr(RAW + len(self.raw))
        self.raw[character] = source
        return character
