"""Whole numbers in texts, where anything may stand, and editions as people write them: «Second», «3. Auflage», «第2版».

BibTeX asks for the word («Second», btxdoc, section 3.2), catalogues and reference managers have what the title page
says, CSL has a number.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from citelib.comparing import fold

__all__ = ["edition_number", "whole_number"]

_DIGITS: Final = 9
"""Longer numbers count nothing in a reference."""


def whole_number(text: str) -> int | None:
    """The number that a text of up to nine digits is, in any script; None for every other text.

    >>> whole_number("007"), whole_number("٤٢"), whole_number("4²"), whole_number("-1"), whole_number("1" * 5000)
    (7, 42, None, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


_WORDS: Final = (
    (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split(),
    "erste zweite dritte vierte funfte sechste siebte achte neunte zehnte elfte zwolfte".split(),
    "premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme".split(),
    ["", "seconde"],
    "primera segunda tercera cuarta quinta sexta septima octava novena decima".split(),
    "prima seconda terza quarta quinta sesta settima ottava nona decima".split(),
    "primeira segunda terceira quarta quinta sexta setima oitava nona decima".split(),
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende".split(),
    "forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde".split(),
    "pierwsze drugie trzecie czwarte piate szoste siodme osme dziewiate dziesiate".split(),
    "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое".split(),
    "一 二 三 四 五 六 七 八 九 十".split(),
)
"""Ordinals from one on, folded, in English, German, French (twice), Spanish, Italian, Portuguese, Dutch, Swedish,
Polish, Russian and Chinese."""
_ORDINALS: Final = {fold(word): number for words in _WORDS for number, word in enumerate(words, 1) if word}
_NOUNS: Final = (
    "ed edn edit edition editie aufl auflage ausg ausgabe edicion edicao edizione druk dr uppl uppla upplagan utg "
    "utgave udg udgave wyd wydanie изд издание 版 판"
).split()
_NOUN: Final = f"(?:{'|'.join(map(fold, _NOUNS))})"
_SUFFIX: Final = r"(?:st|nd|rd|th|i?ere?|re|[ei]?eme|e|de|ste|\.?[ao]|:[ae]|-?[ея]|\.)"
_EDITION: Final = re.compile(
    rf"(?:{_NOUN}\.?\s*)?(?:第|{fold('제')})?\s?"
    rf"(?:(?P<digits>[0-9]{{1,3}})\s?{_SUFFIX}?|(?P<word>[^\W\d_]{{1,12}}?))\.?(?:\s?{_NOUN}\.?)?"
)


@functools.lru_cache(maxsize=1024)
def edition_number(text: str) -> int | None:
    """The number of an edition if the text says nothing else, in whatever language; None otherwise.

    >>> [edition_number(text) for text in ("4", "[2nd ed.]", "Edition 3", "2ª ed.", "第二版", "Revised", "II")]
    [4, 2, 3, 2, 2, None, None]
    """
    if len(text) > 40:
        return None
    match = _EDITION.fullmatch(fold(text).strip("[]() /,;:"))
    if match is None:
        return None
    return int(match["digits"]) or None if match["digits"] else _ORDINALS.get(match["word"])
