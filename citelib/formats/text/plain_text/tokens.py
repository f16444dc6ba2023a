"""The words of a reference, as the model labels them.

A token is what stands between spaces, but for numbers and names written without any: «2019;364(6436):129-30.» is four
tokens, so that year, volume, issue and pages can part. Addresses stay whole.

>>> [token.text for token in tokenize("Science. 2019;364(6436):129-30.")]
['Science.', '2019;', '364', '(6436):', '129-30.']
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Token", "tokenize"]


class Token(NamedTuple):
    """One token.

    Attributes:
        text: Its text with the punctuation that hangs on it.
        start: Where it begins in the reference.
        glued: Whether no space stands before it.
    """

    text: str
    start: int
    glued: bool

    @property
    def end(self) -> int:
        """Where it ends in the reference."""
        return self.start + len(self.text)


_WORD: Final = re.compile(r"\S+")
_ADDRESS: Final = re.compile(r"https?:|www\.|doi[:.]|10\.\d{4,9}/|@|\.(?:com|org|net|edu|gov)\b", re.IGNORECASE)
_CUT: Final = re.compile(
    r"(?<=[;:)\]])(?=[^\W_])|(?<=,)(?=[^\W\d_])|(?<=[^\W\d_)\]],)(?=\d)"  # 2019;364   Smith,J.   (3):12
    r"|(?<=[^\W_])(?=[(\[](?:\d|[^\W\d_]{3}))"  # 364(6436)   Title(1999
    r"|(?<=[)\]][.,;:])(?=[(\[])|(?<=\d[,;:.])(?=[(\[])"
    r"|(?<=[a-zà-ÿ]{3}[.?!])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})"  # Title.Journal
    r"|(?<=[^\W\d_]\.)(?=\d{4}\b)"  # synapses.2019
    r"|(?<=[»”])(?=[^\W_])|(?<=[^\W_])(?=[«“])"
    r"|(?<=[、，。：；》」』）】])(?=.)|(?<=.)(?=[《「『（【])"
)


def tokenize(reference: str) -> list[Token]:
    """The tokens of one reference, in order; time is linear in its length."""
    found: list[Token] = []
    for match in _WORD.finditer(reference):
        word, start = match[0], match.start()
        if len(word) < 4 or _ADDRESS.search(word):
            found.append(Token(word, start, False))
            continue
        last = 0
        for cut in _CUT.finditer(word):
            at = cut.start()
            if at > last:
                found.append(Token(word[last:at], start + last, last > 0))
                last = at
        found.append(Token(word[last:], start + last, last > 0))
    return found
