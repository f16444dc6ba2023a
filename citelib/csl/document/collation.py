"""Keys by which text is sorted as people expect: letters count, accents, case and punctuation do not.

Text is compared word by word, numbers by their value. Letters of Latin script that Unicode does not decompose count as
what they are drawn from.

>>> sorted(["Ab", "A Zebra", "Äpfel", "apple", "10 b", "9 a"], key=collation_key)
['9 a', '10 b', 'A Zebra', 'Ab', 'Äpfel', 'apple']
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

__all__ = ["collation_key"]

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ĳ": "ij", "ʼ": ""}
)
_IGNORED: Final = str.maketrans(dict.fromkeys("_-‐‑‒–—―,;:!?.…'‘’‚‛\"“”„‟«»‹›()[]{}§¶@*/\\&#%·¡¿\u0000", ""))
_NUMBER = re.compile("[0-9]+")


def _by_value(match: re.Match[str]) -> str:
    """A number as text that sorts by its value: the count of its digits goes first."""
    digits = match.group().lstrip("0") or "0"
    return f"{min(len(digits), 99):02d}{digits}"


@functools.lru_cache(maxsize=32768)
def collation_key(text: str) -> str:
    """The key of a text."""
    key = text.casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFD", key.translate(_LETTERS))
        key = "".join([character for character in key if not unicodedata.combining(character)])
    key = key.translate(_IGNORED)
    if _NUMBER.search(key):
        key = _NUMBER.sub(_by_value, key)
    return key.strip()
