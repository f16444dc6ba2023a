"""How much each word says of an item: what the best results of frequent words are found by.

BM25 gives an item for a word ``f / (f + K)`` of the most that the word can give, where *f* counts the word, each time
with the weight of its column, and *K* grows with the length of the item. Both belong to the item alone but for the
mean length, so that ``f / K``, the impact, can be kept in an index: the full-text index ``impacts`` has each word
behind a digit that tells its impact. Items with the highest impacts of some words are one search in it.

Words of little impact are left out: they are the many of abstracts, and no first places are won by them.

>>> impacts(("fog in moss", "ek", "", "", "fog", "", "", "title author"))
'mfog min mmoss jek'
"""

from __future__ import annotations

import functools
import math
from typing import Final

from citelib.comparing import words_in
from citelib.library.store.schema import WORDS

__all__ = ["DIGITS", "K1", "MEAN_LENGTH", "gains", "impacts", "saturation"]

K1: Final = 1.2
_B: Final = 0.75
"""The two parameters of BM25, as SQLite has them."""

MEAN_LENGTH: Final = 80
"""Words of an item by which impacts are reckoned: between those without abstracts and those with one."""

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""A digit for each step of impacts, from 1 on."""

_STEPS: Final = 5
"""Steps from an impact to its double."""

_WEIGHTS: Final = tuple(WORDS.values())
_IN_TITLE: Final = WORDS["title"]


def saturation(length: float) -> float:
    """*K*: so much of a word gives half of what it can give in an item of a length, in units of the mean length."""
    return K1 * (1 - _B + _B * length)


def impacts(columns: tuple[str, ...]) -> str:
    """The words for the index, from the texts of the columns of the full-text index.

    What counts as much as a word of a title is never left out.
    """
    counts: dict[str, float] = {}
    length = 0
    for text, weight in zip(columns, _WEIGHTS, strict=True):
        if text:
            words = words_in(text)
            length += len(words)
            if weight:
                for word in words:
                    counts[word] = counts.get(word, 0.0) + weight
    # Few counts are different: a word once in the title, twice …
    digits = {count: _digit(count, length) for count in set(counts.values())}
    return " ".join([digit + word for word, count in counts.items() if (digit := digits[count])])


@functools.lru_cache(maxsize=4096)
def _digit(count: float, length: int) -> str:
    """The digit of a word by its weighted count and the words of the item; empty if the word is left out."""
    half = saturation(length / MEAN_LENGTH)
    if count < half and count < _IN_TITLE:
        return ""
    return DIGITS[min(max(int(_STEPS * math.log2(count / half)), 0), len(DIGITS) - 1)]


def gains(mean_length: float) -> list[tuple[str, float]]:
    """Each digit with the share of its greatest gain that a word has at most in an item with that impact.

    Args:
        mean_length: Words of an item in the library.
    """
    scale = saturation(mean_length / MEAN_LENGTH) / K1
    highest = [scale * 2 ** ((step + 1) / _STEPS) for step in range(len(DIGITS))]
    return [(digit, impact / (impact + 1)) for digit, impact in zip(DIGITS, highest, strict=True)]
