"""Text in the form in which it is compared, searched and sorted: without case, accents and inline markup.

One folding serves the search of the library, the matching of records, the reading of people in news releases and the
making of ids, so that a name that one of them finds is found by all.

>>> fold("Sørensen"), fold("Łódź  ÆGIR"), fold("Dağıstanlı")
('sorensen', 'lodz aegir', 'dagistanli')
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["beginning", "fold", "fold_words", "strip_markup", "without_accents", "words_in"]

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "ng",
        "ʻ": "",
        "ʼ": "'",
        "’": "'",
    }
)
"""Letters that Unicode does not take apart, as they are written where a keyboard lacks them (ß is folded by case)."""

_MARKUP: Final = re.compile(r"</?(?:i|b|sup|sub|inf|sc|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")


def beginning(text: str, most: int) -> str:
    r"""The first characters of a text, with single spaces.

    What is compared in ways whose work grows with the square of its length is brought to this form before.

    >>> beginning("Moss  on\nold walls", 11)
    'Moss on old'
    """
    # Spaces are joined first of what is far longer than needed, so that a long run of them does not hide the words.
    return " ".join(text[: 10 * most].split())[:most]


def strip_markup(text: str) -> str:
    """Text without the tags of CSL-JSON's inline markup; what they enclose stays.

    >>> strip_markup('The <i>C. elegans</i> <span class="nocase">RNA</span>: a < b')
    'The C. elegans RNA: a < b'
    """
    return _MARKUP.sub("", text) if "<" in text else text


def without_accents(text: str) -> str:
    """Text whose letters are taken apart, without the marks on them; case stays.

    >>> without_accents("Noël")
    'Noel'
    """
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def fold(text: str) -> str:
    """Text without case and accents, with single spaces; punctuation and markup stay.

    >>> fold("Désirée  Groß")
    'desiree gross'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Letters are taken apart first, so that Ǿ is ø with an accent before ø is looked up.
    return " ".join(without_accents(text.casefold()).translate(_LETTERS).casefold().split())


def words_in(folded: str) -> list[str]:
    """The words of a folded text, which are its runs of letters and digits.

    >>> words_in("snow_fog, 1999")
    ['snow', 'fog', '1999']
    """
    return _WORD.findall(folded)


def fold_words(text: str) -> str:
    """The folded words of a text without markup, one space between two; «words» are runs of letters and digits.

    >>> fold_words("Moda-Sava, <i>R. N.</i>")
    'moda sava r n'
    """
    return " ".join(words_in(fold(strip_markup(text))))
