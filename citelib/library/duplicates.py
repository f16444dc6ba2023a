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

from collections.abc import Iterable, Mapping, Sequence

from citelib.library.library import Library
from citelib.library.search.relations import neighbours
from citelib.library.store import reading
from citelib.matching import find_groups, merged
from citelib.matching.dedupe import Proposals, proposals
from citelib.model import Item, Relation
from citelib.model.relations import redirected

__all__ = ["find", "follow", "merge", "settle"]


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
    # Looking takes minutes in large libraries, which other programs may change meanwhile.
    numbers = {number for group in found.groups for number in group.numbers}
    numbers |= {number for kin in found.versions for number in (kin.earlier, kin.later)}
    proposed = proposals(found, dict(library.store.items(sorted(numbers))), min_score=min_score)
    versions = (one for one in proposed.versions if not _are_related(library, *one.numbers))
    return Proposals(proposed.duplicates, tuple(versions))


def _are_related(library: Library, one: int, other: int) -> bool:
    return any(number == other for _, number in neighbours(library.store, one))


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
