"""Digits and marks of the Arabic script, for text of that script (Unicode Standard Annex 9, rules W2 and N1).

A digit or mark belongs to the text before it: what stands behind an Arabic letter is Arabic, what stands behind a Latin
one stays. Addresses stay as they are.

>>> runs = [Run("طه، حسين"), Run(", 1926; Doe, 1999")]
>>> native_marks(runs, "ar"); "".join(run.text for run in runs)
'طه، حسين، ١٩٢٦؛ Doe, 1999'
"""

from __future__ import annotations

import unicodedata
from typing import Final

from citelib.richtext.markup import Quotes
from citelib.richtext.runs import Run

__all__ = ["NATIVE_QUOTES", "has_native_marks", "native_marks"]

NATIVE_QUOTES: Final = Quotes("«", "»", "“", "”")
"""Quotation marks of Arabic and Persian; the files of both languages have straight or English ones."""

_MARKS: Final = {",": "،", ";": "؛", "?": "؟"}
_ARABIC: Final = str.maketrans({**_MARKS, **{str(digit): chr(0x660 + digit) for digit in range(10)}})
_PERSIAN: Final = str.maketrans({**_MARKS, **{str(digit): chr(0x6F0 + digit) for digit in range(10)}})
_TABLES: Final = {"ar": _ARABIC, "ckb": _ARABIC, **dict.fromkeys(("fa", "ur", "ps", "sd"), _PERSIAN)}


def has_native_marks(language: str) -> bool:
    """Whether a language has digits and marks of its own."""
    return language.partition("-")[0].lower() in _TABLES


def native_marks(runs: list[Run], language: str) -> None:
    """Put the digits and marks of a language into text of its script.

    Args:
        runs: The runs of one citation or entry; changed in place.
        language: Tag of the language.
    """
    table = _TABLES[language.partition("-")[0].lower()]
    shown = [run for run in runs if run.mark.value_of("link") is None]
    is_native = _first_direction("".join([run.text for run in shown]))
    for run in shown:
        letters: list[str] = []
        after_digit = False
        for letter in run.text:
            # A letter that belongs to a number, «1999a», does not count as text.
            if letter.isalpha() and not after_digit:
                is_native = unicodedata.bidirectional(letter) == "AL"
            after_digit = letter.isdigit()
            letters.append(letter.translate(table) if is_native else letter)
        run.text = "".join(letters)


def _first_direction(text: str) -> bool:
    """Whether the first letter of a text is Arabic; text without letters is in the language of the list."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return not first or unicodedata.bidirectional(first) == "AL"
