"""The numbers that decide what is a duplicate, each with its name and its reason.

Rules take them from one `Numbers`, so that a test can move one and see which decision falls.

>>> attrs.evolve(DUPLICATE, same=0.9).same, REASONS["same"].split(":")[0]
(0.9, 'from this score on two records are one work')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

__all__ = ["DUPLICATE", "REASONS", "WEIGHTS", "Numbers", "number", "reasons"]


def number(value: float, reason: str) -> float:
    """A field of a class of numbers, with its default and the reason for it."""
    field: float = attrs.field(default=value, metadata={"reason": reason})
    return field


def reasons(numbers: type[attrs.AttrsInstance]) -> Mapping[str, str]:
    """Why each field of a class of numbers is what it is, by name."""
    return MappingProxyType({field.name: field.metadata["reason"] for field in attrs.fields(numbers)})


@attrs.frozen
class Numbers:
    """Limits of the rules of `citelib.matching.verdicts`; `REASONS` says why each is what it is."""

    same: float = number(
        0.85, "from this score on two records are one work: of the pairs judged by hand, the fewest are wrong with it"
    )
    alike: float = number(
        0.75, "titles of one work are at least as like as this, unless an identifier says that it is one work"
    )
    identified: float = number(
        0.5, "with a shared identifier, titles this like are one title that a catalogue shortened or translated"
    )
    shared_by_parts: float = number(
        0.85, "below this, a shared DOI with other pages is that of the volume, at each of the papers in it"
    )
    shared_by_abstracts: float = number(
        0.75, "below this, a shared DOI with other people is that of a supplement, at each of the abstracts in it"
    )
    part: float = number(
        0.95, "below this, a book and a part of a book are not one work that programs type in two ways"
    )
    exact: float = number(0.97, "from this on, titles are equal but for a slip of the pen")
    telling: float = number(5, "a title of so many words is hardly that of another work")
    short: float = number(6, "titles of fewer words («Editor's comments») come back with every issue")
    other_people: float = number(75, "below this percentage, first family names are not one name in two spellings")
    other_container: float = number(0.5, "below this, journals are not one journal in two spellings")
    earlier_id: float = number(0.98, "from this on, two arXiv ids or PMCIDs are one work that was registered twice")
    years: float = number(1, "online and print differ by one year, not by more")
    bare_words: float = number(3, "«Introduction» says nothing without a place: so few words need all other facts")
    bare_weight: float = number(9, "the weight of facts that titles of few words need, which is nearly all there is")
    poor_words: float = number(6, "few words say little without names and years")
    poor_weight: float = number(6.5, "the weight of facts that short titles need: title and a name or a year")
    doubted: float = number(
        0.8, "the highest score of what is too little to go by; below `same`, so that it is shown only when asked for"
    )


DUPLICATE: Final = Numbers()
"""The numbers that apply when none are given."""

REASONS: Final = reasons(Numbers)
"""Why each number is what it is, by name."""

WEIGHTS: Final[Mapping[str, tuple[float, str]]] = MappingProxyType(
    {
        "titles": (5.0, "nothing else is written so alike by chance"),
        "names": (2.5, "the same people write many works, seldom two of one title"),
        "years": (1.5, "a work has one year, or two neighbouring ones"),
        "containers": (1.0, "journals are abbreviated in so many ways that a difference says little"),
        "pages": (1.0, "the first page is right or wrong; many sources lack it"),
        "volumes": (0.5, "the volume follows from journal and year"),
        "ISBN": (1.0, "a shared ISBN may be that of the book that holds both"),
    }
)
"""What each likeness counts in the score of two records, and why."""
