"""Which items are the same work: proposals with a score and reasons, and relations where works only look alike.

Identifiers come first. Then blocking brings together items that share the start of the title, its two rarest words, the
first author and year, or container, volume and first page; only those are compared, and of large blocks only
neighbours in order of title, so that the work grows with the number of items. What has identifiers, editions, parts or
pages that disagree is kept apart; a notice and its work, too; a preprint and its published version are proposed as
related.

>>> from citelib.model import Item, Name
>>> one = Item("a", "book", title="Do antidepressants restore lost synapses?", author=[Name("Beyeler", "Anna")])
>>> [group] = find_groups([(1, one), (2, one.evolve(id="b", title="Do anti-depressants restore lost synapses"))]).groups
>>> group.numbers, group.score > 0.9
((1, 2), True)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final

import attrs

from citelib.matching.comparison import Pair, Work, apart, judged, work_of
from citelib.model import Item

__all__ = ["Found", "Group", "Kinship", "find_groups"]

_WINDOW: Final = 12
"""How many neighbours an item is compared with in a block, in order of title."""


@attrs.frozen
class Group:
    """Items proposed as the same work.

    Attributes:
        numbers: Their numbers in the library.
        score: That of the weakest link that holds the group together.
        reasons: Why.

    """

    numbers: tuple[int, ...]
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Kinship:
    """A preprint and its published version, by number."""

    preprint: int
    published: int
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Found:
    """All proposals, and how many pairs were compared for them."""

    groups: tuple[Group, ...]
    preprints: tuple[Kinship, ...]
    compared: int


# From pairs to groups


def find_groups(items: Iterable[tuple[int, Item]], *, identifiers_only: bool = False) -> Found:
    """All groups of duplicates among numbered items, and preprints with their published versions.

    Args:
        items: Numbers and items; read once.
        identifiers_only: Whether to leave it at equal identifiers.

    """
    works = [work_of(number, item) for number, item in items]
    verdicts: dict[tuple[int, int], Pair] = {}
    for first, second in _candidates(works, identifiers_only):
        pair = (first, second) if first < second else (second, first)
        if first != second and pair not in verdicts:
            verdicts[pair] = judged(works[pair[0]], works[pair[1]])
    compared = len(verdicts)
    # Only what says something is kept.
    verdicts = {pair: verdict for pair, verdict in verdicts.items() if verdict.verdict != "apart" or not verdict.score}
    return Found(
        tuple(_grouped(works, verdicts)),
        tuple(
            Kinship(*_published_last(works[one], works[other]), verdict.score, verdict.reasons)
            for (one, other), verdict in verdicts.items()
            if verdict.verdict == "preprint"
        ),
        compared,
    )


def _published_last(one: Work, other: Work) -> tuple[int, int]:
    return (one.number, other.number) if one.is_early else (other.number, one.number)


def _candidates(works: list[Work], identifiers_only: bool) -> Iterator[tuple[int, int]]:
    """Pairs of positions that are worth comparing."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, work in enumerate(works):
        for identifier in work.identifiers:
            blocks[identifier].append(position)
    yield from _pairs(works, blocks)
    if identifiers_only:
        return
    frequency = Counter(word for work in works for word in work.words)
    for make in (_by_start, _by_rare_words, _by_author, _by_place):
        blocks = defaultdict(list)
        for position, work in enumerate(works):
            for key in make(work, frequency):
                blocks[key].append(position)
        yield from _pairs(works, blocks)


def _pairs(works: list[Work], blocks: dict[Hashable, list[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks.values():
        if len(block) > 1:
            if len(block) > _WINDOW:
                block = sorted(block, key=lambda position: works[position].title)
            for start, one in enumerate(block):
                for other in block[start + 1 : start + 1 + _WINDOW]:
                    yield one, other


def _by_start(work: Work, _: Counter[str]) -> Iterator[Hashable]:
    if len(work.title) > 5:
        yield work.title[:14]


def _by_rare_words(work: Work, frequency: Counter[str]) -> Iterator[Hashable]:
    """Pairs of the three rarest words that occur elsewhere, too: a typing error spoils one of them at most."""
    known = sorted((frequency[word], word) for word in work.words if frequency[word] > 1 and len(word) > 3)[:3]
    for start, (_, one) in enumerate(known):
        for _, other in known[start + 1 :]:
            yield (one, other) if one < other else (other, one)


def _by_author(work: Work, _: Counter[str]) -> Iterator[Hashable]:
    if work.family and work.year is not None:
        yield work.family[:5], work.year, work.title[:1]
    if work.family and len(work.title) > 12:
        yield work.family[:5], work.title[-6:]


def _by_place(work: Work, _: Counter[str]) -> Iterator[Hashable]:
    if work.page and work.volume:
        yield work.volume, work.page, work.year


def _grouped(works: list[Work], verdicts: dict[tuple[int, int], Pair]) -> Iterator[Group]:
    """Groups of positions that are the same, best links first; no group holds two that must be kept apart."""
    group_of: dict[int, list[int]] = {}
    links: dict[int, list[Pair]] = defaultdict(list)
    same = sorted(
        ((pair, verdict) for pair, verdict in verdicts.items() if verdict.verdict == "same"),
        key=lambda one: -one[1].score,
    )
    for (one, other), verdict in same:
        mine, theirs = group_of.get(one, [one]), group_of.get(other, [other])
        if mine is theirs:
            continue
        if len(mine) * len(theirs) > 400 or any(_must_differ(works, verdicts, a, b) for a in mine for b in theirs):
            continue
        merged = mine + theirs
        links[id(merged)] = [*links.pop(id(mine), ()), *links.pop(id(theirs), ()), verdict]
        for position in merged:
            group_of[position] = merged
    seen = set()
    for group in group_of.values():
        if id(group) not in seen:
            seen.add(id(group))
            pairs = links[id(group)]
            weakest = min(pairs, key=lambda pair: pair.score)
            yield Group(tuple(sorted(works[one].number for one in group)), weakest.score, weakest.reasons)


def _must_differ(works: list[Work], verdicts: dict[tuple[int, int], Pair], one: int, other: int) -> bool:
    pair = (one, other) if one < other else (other, one)
    verdict = verdicts.get(pair)
    if verdict is not None:
        return verdict.verdict != "same"
    return apart(works[one], works[other], 1.0, strong=False) is not None
