"""Slips of the pen: differences so small that one of two people who typed the same thing has mistyped it.

Between a reference and a registry such a difference is a fault of the reference; between two lists that people typed
nobody knows whose it is, so that it is no evidence against the reference.

>>> is_slip_of_title("Rules of mossy walls", "Rule of mossy walls"), is_slip_of_title("Moss in Rome", "Moss in Bern")
(True, False)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from citelib.matching.people import family_of, same_person
from citelib.model import Item, Name
from citelib.verification.comparison.publications import people_of
from citelib.verification.comparison.titles import title_words

__all__ = ["is_slip", "is_slip_of_title"]

_SHORTEST: Final = 4
"""Letters that a word has at least if another one is it with a slip: «Part A» and «Part B» are two."""
_WORDS: Final = 2
"""Words of a title that may be mistyped."""
_LETTERS: Final = 2
"""Letters of a word that may be wrong."""


def is_slip(name: str, ours: Item, theirs: Item) -> bool:
    """Whether a claim of two items differs by a slip alone.

    Args:
        name: The CSL variable of the claim.
        ours: One of them.
        theirs: The other.
    """
    compare = _BY_CLAIM.get(name)
    return compare is not None and compare(ours, theirs)


def is_slip_of_title(ours: str, theirs: str) -> bool:
    """Whether two titles differ by a letter or two in a word or two."""
    mine, yours = title_words(ours), title_words(theirs)
    unlike = [pair for pair in zip(mine, yours, strict=False) if pair[0] != pair[1]]
    return len(mine) == len(yours) and len(unlike) <= _WORDS and all(_is_mistyped(*pair) for pair in unlike)


def _is_mistyped(one: str, other: str, letters: int = _LETTERS) -> bool:
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= _SHORTEST and one.isalpha() and OSA.distance(one, other) <= letters


def _is_slip_of_names(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether two lists have the same people in the same order, but for a letter of a family name or an initial."""
    return len(ours) == len(theirs) > 0 and all(
        same_person(one, other) or (_may_be_one_family(one, other) and _may_be_one_given(one, other))
        for one, other in zip(ours, theirs, strict=True)
    )


def _may_be_one_family(one: Name, other: Name) -> bool:
    return family_of(one) == family_of(other) or _is_mistyped(family_of(one), family_of(other), letters=1)


def _may_be_one_given(one: Name, other: Name) -> bool:
    """Whether an initial of one given name is one of the other's."""
    mine, yours = (
        {word[0].casefold() for word in (name.given or "").replace(".", " ").split()} for name in (one, other)
    )
    return bool(mine & yours) or not mine or not yours


def _is_slip_of_year(ours: Item, theirs: Item) -> bool:
    years = [item.issued.year for item in (ours, theirs) if item.issued and item.issued.year]
    return len(years) == 2 and abs(years[0] - years[1]) == 1


_BY_CLAIM: Final[Mapping[str, Callable[[Item, Item], bool]]] = {
    "title": lambda ours, theirs: is_slip_of_title(ours.title or "", theirs.title or ""),
    "author": lambda ours, theirs: _is_slip_of_names(people_of(ours), people_of(theirs)),
    "editor": lambda ours, theirs: _is_slip_of_names(people_of(ours), people_of(theirs)),
    "issued": _is_slip_of_year,
}
