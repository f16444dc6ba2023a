"""Groups of records that are one work, and works that are versions of each other.

>>> from citelib.model import Item, Name
>>> one = Item("a", "book", title="Do antidepressants restore lost synapses?", author=[Name("Beyeler", "Anna")])
>>> [group] = find_groups([(1, one), (2, one.evolve(id="b", title="Do anti-depressants restore lost synapses"))]).groups
>>> group.numbers, group.score > 0.9
((1, 2), True)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from citelib.matching import blocking
from citelib.matching.features import Work, work_of
from citelib.matching.verdicts import Pair, judge, must_differ
from citelib.model import Item

__all__ = ["Found", "Group", "Kinship", "Link", "find_groups", "grouped", "kinships"]

_MOST_PAIRS: Final = 400
"""Pairs across two groups beyond which they are not joined: so many records of one work are a list, not a work."""


@attrs.frozen
class Link:
    """Two works by number, the lower first, and what was found of them."""

    one: int
    other: int
    pair: Pair


@attrs.frozen
class Group:
    """Records proposed as one work.

    Attributes:
        numbers: Their numbers.
        score: That of the weakest link that holds the group together.
        reasons: Why.
    """

    numbers: tuple[int, ...]
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Kinship:
    """Two versions of one work, by number.

    Attributes:
        earlier: The preprint or report, or the version with the smaller number in its identifier.
        later: What was published of it, or the later version.
        relation: What the earlier one is to the later one: ``"preprint-of"`` or ``"has-version"``.
        score: From 0 to 1.
        reasons: Why.
    """

    earlier: int
    later: int
    relation: str
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Found:
    """All proposals, and how many pairs were compared for them."""

    groups: tuple[Group, ...]
    versions: tuple[Kinship, ...]
    compared: int


def find_groups(items: Iterable[tuple[int, Item]], *, identifiers_only: bool = False) -> Found:
    """All groups of duplicates among numbered items, and versions of one work.

    Args:
        items: Numbers and items; read once.
        identifiers_only: Whether to leave it at equal identifiers.
    """
    works = {number: work_of(number, item) for number, item in items}
    links: list[Link] = []
    seen: set[tuple[int, int]] = set()
    for one, other in _candidates(list(works.values()), identifiers_only):
        if (one.number, other.number) not in seen:
            seen.add((one.number, other.number))
            if (pair := judge(one, other)).verdict != "apart":
                links.append(Link(one.number, other.number, pair))
    return Found(tuple(grouped(works, links)), tuple(kinships(works, links)), len(seen))


def _candidates(works: list[Work], identifiers_only: bool) -> Iterator[tuple[Work, Work]]:
    """Pairs that are worth comparing, by one kind of key after the other, so that few blocks are held at a time."""
    for make in blocking.KEYS[:1] if identifiers_only else blocking.KEYS:
        yield from _pairs((key, work) for work in works for key in make(work))
    if not identifiers_only:
        frequency = blocking.frequencies(works)
        yield from _pairs((key, work) for work in works for key in blocking.rare_keys(work.words, frequency))


def _pairs(keyed: Iterable[tuple[str, Work]]) -> Iterator[tuple[Work, Work]]:
    blocks: dict[str, list[Work]] = defaultdict(list)
    for key, work in keyed:
        blocks[key].append(work)
    for block in blocks.values():
        if len(block) > 1:
            yield from blocking.neighbours(sorted(block, key=blocking.order))


def grouped(works: Mapping[int, Work], links: Iterable[Link]) -> Iterator[Group]:
    """Groups of works that are the same; none holds two that must differ.

    The best links come first, and equally good ones in order of their numbers, so that the order in which links were
    found does not matter.

    Args:
        works: The works by number; at least those of the links.
        links: What was found of pairs; only those of the verdict ``"same"`` count.
    """
    same = sorted(
        (link for link in links if link.pair.verdict == "same"),
        key=lambda link: (-link.pair.score, link.one, link.other),
    )
    group_of: dict[int, list[int]] = {}
    held_by: dict[int, list[Pair]] = defaultdict(list)
    for link in same:
        mine, theirs = group_of.get(link.one, [link.one]), group_of.get(link.other, [link.other])
        if mine is theirs or len(mine) * len(theirs) > _MOST_PAIRS:
            continue
        if any(must_differ(works[one], works[other]) for one in mine for other in theirs):
            continue
        joined = mine + theirs
        held_by[id(joined)] = [*held_by.pop(id(mine), ()), *held_by.pop(id(theirs), ()), link.pair]
        for number in joined:
            group_of[number] = joined
    for group in sorted({id(group): group for group in group_of.values()}.values(), key=min):
        weakest = min(held_by[id(group)], key=lambda pair: pair.score)
        yield Group(tuple(sorted(group)), weakest.score, weakest.reasons)


def kinships(works: Mapping[int, Work], links: Iterable[Link]) -> Iterator[Kinship]:
    """Versions of one work among links, the earlier first."""
    for link in sorted(links, key=lambda link: (link.one, link.other)):
        one, other = works[link.one], works[link.other]
        if link.pair.verdict == "preprint":
            early, late = (one, other) if one.is_early else (other, one)
            yield Kinship(early.number, late.number, "preprint-of", link.pair.score, link.pair.reasons)
        elif link.pair.verdict == "version":
            early, late = sorted((one, other), key=lambda work: (min(work.known_as("doi")), work.number))
            yield Kinship(early.number, late.number, "has-version", link.pair.score, link.pair.reasons)
