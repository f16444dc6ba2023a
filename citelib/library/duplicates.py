"""Duplicates of a library: found, merged so that every key still finds its work, and versions related.

Records become one by the rules of `citelib.matching.merging`. Every record but the best goes to the trash, its key
becomes an alias of the one that stays, and relations that pointed at it point there.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     for key in ("a", "b"):
...         library.add(Item(key, "book", title="Structures", DOI="10.1126/x"))
...     found = find(library)
...     settle(library, found)
...     [item.id for item in found.duplicates[0].items], library["b"].id
(['a', 'b'], 'a')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from citelib.library.library import Library
from citelib.library.search.relations import neighbours
from citelib.library.store import reading
from citelib.matching import best_first, find_groups, merged
from citelib.matching.groups import Group, Kinship
from citelib.model import Item, Relation
from citelib.model.relations import redirected

__all__ = ["Duplicates", "Proposals", "Versions", "find", "follow", "merge", "settle"]


@attrs.frozen
class Duplicates:
    """Items that are one work, the best first, with the score and reasons of the weakest link between them."""

    items: tuple[Item, ...]
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Versions:
    """An earlier and a later version of one work, and what the earlier one is to the later one."""

    earlier: Item
    later: Item
    relation: str
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Proposals:
    """What was found among the items of a library."""

    duplicates: tuple[Duplicates, ...]
    versions: tuple[Versions, ...]


def find(
    library: Library,
    numbered: Iterable[tuple[int, Item]] | None = None,
    *,
    min_score: float = 0.0,
    identifiers_only: bool = False,
) -> Proposals:
    """Duplicates and versions among the items of a library; those that are related already are left out.

    Args:
        library: The library.
        numbered: Its numbers and items, as ``library.store.items()`` gives them; for who counts them on the way.
        min_score: The least score of what is proposed.
        identifiers_only: Whether to leave it at equal identifiers.

    """
    found = find_groups(library.store.items() if numbered is None else numbered, identifiers_only=identifiers_only)
    duplicates = tuple(_present(library, (group for group in found.groups if group.score >= min_score)))
    gone = {item.id for group in duplicates for item in group.items[1:]}
    versions = (_unrelated(library, kin) for kin in found.versions if kin.score >= min_score)
    return Proposals(
        duplicates, tuple(one for one in versions if one and gone.isdisjoint((one.earlier.id, one.later.id)))
    )


def _present(library: Library, groups: Iterable[Group]) -> Iterator[Duplicates]:
    """Groups with the items that are still there: looking takes minutes in large libraries, which others may use."""
    for group in groups:
        items = [item for _, item in library.store.items(list(group.numbers))]
        if len(items) > 1:
            yield Duplicates(tuple(best_first(items)), group.score, group.reasons)


def _unrelated(library: Library, kin: Kinship) -> Versions | None:
    items = dict(library.store.items([kin.earlier, kin.later]))
    if len(items) < 2 or any(other == kin.later for _, other in neighbours(library.store, kin.earlier)):
        return None
    return Versions(items[kin.earlier], items[kin.later], kin.relation, kin.score, kin.reasons)


def settle(library: Library, found: Proposals) -> None:
    """Merge all duplicates and relate all versions, as one step that can be undone."""
    with library.transaction("dedupe"):
        for group in found.duplicates:
            # What another program removed meanwhile is left out.
            if len(keys := [item.id for item in group.items if item.id in library]) > 1:
                merge(library, keys)
        for one in found.versions:
            if one.earlier.id in library and one.later.id in library:
                library.relate(one.earlier.id, Relation(one.relation, one.later.id))


def merge(library: Library, keys: Sequence[str]) -> Item:
    """Make one item of several, under the key of the first; nothing is lost, and it is one step that can be undone.

    Args:
        library: The library.
        keys: Keys of the items; the first is kept as the key, the others become aliases.

    Raises:
        UnknownNameError: There is no item of a key.

    """
    with library.transaction(f"merge {', '.join(map(repr, keys))}"):
        items = list({item.id: item for item in (library[key] for key in keys)}.values())
        if len(items) < 2:
            return items[0]
        result = merged(items)
        for item in items[1:]:
            library.remove(item.id)
        library.replace(result)
        follow(library, dict.fromkeys((item.id for item in items[1:]), result.id))
    return result


def follow(library: Library, targets: Mapping[str, str], *, added_in: int | None = None) -> None:
    """Point relations at new keys, within a transaction.

    Args:
        library: The library.
        targets: New keys by former keys.
        added_in: A step of the log; only relations of the items that it added. None for all.

    """
    for former in targets:
        for key in reading.pointing_at(library.database, former, added_in=added_in):
            item = library[key]
            library.replace(item.evolve(relations=redirected(item.relations, targets, item.id)))
