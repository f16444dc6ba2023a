r"""Which runs of capitalised words name a house or a place, where a person could be meant as well.

«Johns Hopkins physicist Bo Ek», «UT Austin», «the Mary Bell Endowed Chair», «a plant in San Diego»: what stands around
the words says that nobody is meant. What names an institution by its own words is known by
`citelib.releases.words.patterns.INSTITUTION`.

>>> text = "It was built by Johns Hopkins physicist Bo Ek."
>>> is_house(text, text.index("Johns"), text.index(" physicist"))
True
>>> is_house(text, text.index("Bo Ek"), len(text) - 1)
False
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.words.patterns import AND, CAPITAL, alternatives, any_of, compiled
from citelib.releases.words.tables import phrases, words

__all__ = ["is_house", "is_place"]

_PLACES: Final = words("places")
_NOT_LAST: Final = words("not_last_names")
"""What is called after somebody, «the Mary Bell Chair», and subjects: «Civil Engineering»."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,5}")
_LONG_ACRONYM: Final = re.compile(r"[A-Z]{4,8}")
"""Longer than initials that are written together; family names in capitals stand last."""
_PLACE_BEFORE: Final = compiled("place_before", before=r"(?<![\w’'-])", after=r"\s+$")
_OF: Final = compiled("person_from", before=r"(?<!\w)", after=r"\s+$")
"""«of UC Vik»: what tells where somebody works."""
_HOUSE_AFTER: Final = re.compile(
    rf"\s+(?:{any_of(phrases('researchers'))}(?!\w)"
    rf"|{alternatives('profession')}(?:\s+{AND}\s+[a-z][a-z -]{{2,30}})?\s+(?:{CAPITAL}\.\s+)?{CAPITAL}\s+{CAPITAL})"
)
"""What stands behind the name of a house: its people, or the profession of somebody who is named next."""


def is_place(word: str) -> bool:
    """Whether a word is known as the name of a country, a state or a city.

    >>> is_place("Germany"), is_place("Lee")
    (True, False)
    """
    return word.rstrip(".,").casefold() in _PLACES


def is_house(text: str, start: int, end: int) -> bool:
    """Whether a run of capitalised words is a house or a place, by its words and by what stands around it.

    Args:
        text: The text.
        start: Offset of the first word.
        end: Offset after the last.
    """
    run = text[start:end].split()
    if any(word.rstrip(".").casefold() in _NOT_LAST for word in run[1:]) or _LONG_ACRONYM.fullmatch(run[0]):
        return True
    if is_place(run[-1]) and all(_ACRONYM.fullmatch(word) or is_place(word) for word in run[:-1]):
        return True
    if text[end : end + 1] in ("’", "'"):
        return False
    if _ACRONYM.fullmatch(run[0]) and _OF.search(text[max(0, start - 10) : start]):
        return True
    return (
        _HOUSE_AFTER.match(text, end, end + 90) is not None
        or _PLACE_BEFORE.search(text[max(0, start - 16) : start]) is not None
    )
