"""Keys by which text is sorted as people expect: accents and case decide last, punctuation comes before letters.

The order is that of the Unicode collation's root for Latin, Greek and Cyrillic script: spaces, punctuation, symbols,
digits, letters.

>>> sorted(["Zebra", "apple", "Äpfel", "Apfel"], key=collation_key)
['Apfel', 'Äpfel', 'apple', 'Zebra']
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

__all__ = ["collation_key"]

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "ŋ": "n", "ĳ": "ij"}
)
_PUNCTUATION: Final = "_-‐‑‒–—,;:!?.…'‘’‚\"“”„«»()[]{}§¶@*/\\&#%`´^¨+±<=>|~$€£¥"
# Punctuation goes below the digits, in the order of the table; names use \x01 between their parts.
_ORDER: Final = str.maketrans(
    {" ": "\x02", "\u00a0": "\x02", "\u202f": "\x02"}
    | {character: chr(5 + index) for index, character in enumerate(_PUNCTUATION)}
    | {"0": "a", "1": "b", "2": "c", "3": "d", "4": "e", "5": "f", "6": "g", "7": "h", "8": "i", "9": "j"}
    | {chr(97 + index): chr(0x6B + index) for index in range(26)}
)


@functools.lru_cache(maxsize=32768)
def collation_key(text: str) -> tuple[str, str, str]:
    """The key of a text: its letters, then its accents, then its case."""
    folded = text.casefold()
    if folded.isascii():
        return folded.translate(_ORDER), "", text.swapcase()
    decomposed = unicodedata.normalize("NFD", folded.translate(_LETTERS))
    base = "".join([character for character in decomposed if not unicodedata.combining(character)])
    return base.translate(_ORDER), decomposed, text.swapcase()
