"""Lists of authors compared position by position, as forgivingly as readers do and no more.

>>> from citelib.model import Name
>>> same_person(Name("Abbe 0019", "Emmanuel"), Name("Abbe", "E"))
True
>>> same_person(Name("Zhou", "Shunyu"), Name("Zhou", "Denny"))
False
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Sequence
from typing import Final, Literal

from citelib.comparing import fold_words
from citelib.matching.likeness import umlauts
from citelib.model import Name

__all__ = ["Agreement", "agreement", "is_sorted", "same_person"]

Agreement = Literal["same", "prefix", "order", "differs"]
"""``"prefix"``: one list begins as the other; ``"order"``: the same people in another order."""

_NAMESAKE: Final = re.compile(r"\s+[0-9]{4}$")
_INITIALS: Final = re.compile(r"[^\W\d_a-z]{1,4}")
_NICKNAME: Final = 0.9
"""Likeness (Jaro and Winkler's) from which one given name is a form of the other: «Kate» is not, «Katharina» is."""


_SHORTEST: Final = 2
"""Letters that a given name has more of than this if a longer one may begin with it («Ben» for «Benjamin»)."""


def _parts(name: Name) -> tuple[str, str]:
    """Family and given name as they are written, without the number by which DBLP tells namesakes apart."""
    if name.literal:
        name = Name.parse(_NAMESAKE.sub("", html.unescape(name.literal)))
    family = _NAMESAKE.sub("", html.unescape(name.literal or name.full_family))
    given = html.unescape(" ".join(part for part in (name.given, name.dropping_particle) if part))
    if re.fullmatch("[0-9]{4}", family) and given:  # «Wei Wang 0001» read as given name and family
        first, _, last = given.rpartition(" ")
        family, given = last, first
    return family, _NAMESAKE.sub("", given)


def same_person(one: Name, other: Name) -> bool:
    """Whether two names may be one person's: initials, glued initials, particles and order are forgiven."""
    if one == other:
        return True
    ours, theirs = _readings(one), _readings(other)
    if sorted((ours[0][0], *ours[0][1])) == sorted((theirs[0][0], *theirs[0][1])):
        return True
    # One of them is read as it is written, or «Li Wei» and «Liu Wei» would meet as two people called Wei.
    pairs = [*((ours[0], yours) for yours in theirs), *((mine, theirs[0]) for mine in ours[1:])]
    return any(len(mine[0]) > 1 and mine[0] == yours[0] and _compatible(mine[1], yours[1]) for mine, yours in pairs)


@functools.lru_cache(maxsize=1 << 15)
def _readings(name: Name) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Ways to part a name into a folded family name and words of the given name.

    As it is, family first, and with more or less of it in the family name.
    """
    family, given = _parts(name)
    readings = [(family, given)]
    if given:
        readings.append((given, family))
        words = [*given.split(), *family.split()]
        readings += [(" ".join(words[at:]), " ".join(words[:at])) for at in range(1, len(words))]
    elif len(words := family.split()) > 1:
        readings += [(words[-1], " ".join(words[:-1])), (words[0], " ".join(words[1:]))]
    return tuple(
        dict.fromkeys((umlauts(fold_words(last).replace(" ", "")), _given_words(first)) for last, first in readings)
    )


def _compatible(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's."""
    if not ours or not theirs:
        return True
    mine, yours = "".join(ours), "".join(theirs)
    if mine == yours:
        return True
    if ours[0][0] != theirs[0][0]:
        return False
    if 1 not in (len(ours[0]), len(theirs[0])) and not _same_given(ours[0], theirs[0]) and not _same_given(mine, yours):
        return False
    second = [words[1][0] for words in (ours, theirs) if len(words) > 1]
    return len(set(second)) < 2


def _given_words(text: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in re.split(r"[\s.\-‐–]+", text):
        words += list(fold_words(word)) if _INITIALS.fullmatch(word) else fold_words(word).split()
    return tuple(words)


def _same_given(one: str, other: str) -> bool:
    from rapidfuzz.distance import JaroWinkler

    short, long = sorted((one, other), key=len)
    return (len(short) > _SHORTEST and long.startswith(short)) or JaroWinkler.similarity(one, other) > _NICKNAME


def is_sorted(names: Sequence[Name]) -> bool:
    """Whether names stand in the order of the alphabet, which some registries put them in."""
    families = [fold_words(_parts(name)[0]) for name in names]
    return len(families) > 2 and families == sorted(families)


def agreement(ours: Sequence[Name], theirs: Sequence[Name], *, is_cut: bool = False) -> Agreement:
    """How a list of names agrees with that of a record.

    Args:
        ours: The names of the reference.
        theirs: Those of the record.
        is_cut: Whether the reference says that there are others.

    """
    if all(same_person(one, other) for one, other in zip(ours, theirs, strict=False)):
        if len(ours) == len(theirs):
            return "same"
        return "prefix" if is_cut and len(ours) < len(theirs) else "differs"
    if len(ours) == len(theirs):
        left = list(theirs)
        for name in ours:
            found = next((other for other in left if same_person(name, other)), None)
            if found is None:
                return "differs"
            left.remove(found)
        return "order"
    return "differs"
