"""Collections without duplicates: each work once, with the best of its records, and its versions related.

>>> from citelib.model import Item
>>> files = [[Item("a", "book", title="Structures", DOI="10.5555/x")],
...     [Item("b", "book", title="Structures", volume="2", DOI="https://doi.org/10.5555/X")]]
>>> result = dedupe(files)
>>> [(item.id, item.volume, item.custom) for item in result.items]
[('b', '2', {'citelib:aliases': ['a']})]
>>> result.identified, result.removed
((1, 1), 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from citelib.matching.groups import Found, find_groups
from citelib.matching.merging import rank, united
from citelib.matching.numbers import DUPLICATE
from citelib.model import Item, Relation
from citelib.model.relations import redirected

__all__ = ["Deduped", "Duplicates", "Proposals", "Versions", "dedupe", "proposals"]


@attrs.frozen
class Duplicates:
    """Items that are one work.

    Attributes:
        numbers: Their numbers, the best first.
        items: The items, likewise.
        score: That of the weakest link that holds them together, from 0 to 1.
        reasons: Why.
    """

    numbers: tuple[int, ...]
    items: tuple[Item, ...]
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Versions:
    """An earlier and a later version of one work, with their numbers in that order, and what the earlier one is."""

    numbers: tuple[int, int]
    earlier: Item
    later: Item
    relation: str
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Proposals:
    """What was found: duplicates, and versions of one work that are to be related."""

    duplicates: tuple[Duplicates, ...]
    versions: tuple[Versions, ...]


@attrs.frozen
class Deduped:
    """What `dedupe` gives.

    Attributes:
        items: The works, each where its first record stood.
        proposals: What was merged and related, with scores and reasons.
        identified: How many records each file had.
    """

    items: tuple[Item, ...]
    proposals: Proposals
    identified: tuple[int, ...]

    @property
    def removed(self) -> int:
        """How many records went."""
        return sum(self.identified) - len(self.items)


def proposals(found: Found, items: Mapping[int, Item], *, min_score: float = 0.0) -> Proposals:
    """Groups and kinships as items; what is not among the items any more is left out.

    Args:
        found: What `find_groups` found.
        items: The items by number; at least those that were found.
        min_score: The least score of what is proposed.
    """
    duplicates: list[Duplicates] = []
    gone: set[int] = set()
    for group in found.groups:
        there = sorted((number for number in group.numbers if number in items), key=lambda number: rank(items[number]))
        if group.score >= min_score and len(there) > 1:
            of = tuple(items[number] for number in there)
            duplicates.append(Duplicates(tuple(there), of, group.score, group.reasons))
            gone.update(there[1:])
    versions = tuple(
        Versions((one, other), items[one], items[other], kin.relation, kin.score, kin.reasons)
        for kin in found.versions
        for one, other in [(kin.earlier, kin.later)]
        if kin.score >= min_score and one in items and other in items and gone.isdisjoint((one, other))
    )
    return Proposals(tuple(duplicates), versions)


def dedupe(
    files: Sequence[Iterable[Item]],
    *,
    min_score: float = DUPLICATE.same,
    identifiers_only: bool = False,
    find: Callable[..., Found] = find_groups,
) -> Deduped:
    """One collection of several, with each work once.

    Args:
        files: The items of each file; ids may repeat between files.
        min_score: The least score of what is merged or related.
        identifiers_only: Whether to merge only what has the same identifier.
        find: What finds the groups: `find_groups`, or an engine in its place that finds the same.

    Returns:
        The works and what was done. Two different works may still have one id, if two files had it; relations within a
        file follow what was merged.
    """
    collected = [list(items) for items in files]
    items = dict(enumerate(item for file in collected for item in file))
    source_of = [source for source, file in enumerate(collected) for _ in file]
    found = find(items.items(), identifiers_only=identifiers_only)
    done = proposals(found, items, min_score=min_score)
    works, place = dict(items), {number: number for number in items}
    for group in done.duplicates:
        first = min(group.numbers)
        for number in group.numbers:
            place[number] = first
            del works[number]
        works[first] = united(group.items)
    targets: list[dict[str, str]] = [{} for _ in collected]
    for number, item in items.items():
        if (now := works[place[number]].id) != item.id:
            targets[source_of[number]][item.id] = now
    for version in done.versions:
        one, other = (place[number] for number in version.numbers)
        link = Relation(version.relation, works[other].id)
        works[one] = works[one].evolve(relations=(*works[one].relations, link))
    result = []
    for number, work in sorted(works.items()):
        relations = redirected(work.relations, targets[source_of[number]], work.id)
        result.append(work if relations == work.relations else work.evolve(relations=relations))
    return Deduped(tuple(result), done, tuple(map(len, collected)))
