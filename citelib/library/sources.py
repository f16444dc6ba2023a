"""From which sources the works of a library come: how many records each brought, before and after duplicates.

A source is a collection that its files were imported into (``import pubmed.nbib --collection Sources/PubMed``).

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> from citelib.library.duplicates import merge
>>> from citelib.library.importing import import_items
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     for source, keys in (("PubMed", "ab"), ("Scopus", "c")):
...         items = [Item(key, "book", title=key) for key in keys]
...         _ = import_items(library, items, collection=f"Sources/{source}")
...     _ = merge(library, ["a", "c"])
...     found = records_by_source(library)
>>> dict(found.records), found.removed, [item.id for item in found.works]
({'PubMed': 2, 'Scopus': 1}, 0, ['a', 'b'])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from citelib.errors import LibraryError
from citelib.library.filing import collections_of
from citelib.library.library import Library
from citelib.model import Item

__all__ = ["Sources", "records_by_source"]


@attrs.frozen
class Sources:
    """What came from sources.

    Attributes:
        records: How many records each source brought.
        removed: How many records are in the trash without having been merged.
        works: The works that are left.
    """

    records: Mapping[str, int]
    removed: int
    works: tuple[Item, ...]


def records_by_source(library: Library, parent: str = "Sources") -> Sources:
    """How many records came from each of the collections within a collection.

    A record that two files of one source brought counts once; records that were merged count each.

    Raises:
        LibraryError: The collection is not there, or has none within it.
    """
    parent = parent.strip("/")
    sources = [path for path in library.collections() if path.startswith(f"{parent}/")]
    if not sources:
        hint = f"import each file with --collection {parent}/NAME"
        raise LibraryError(f"there are no sources in a collection {parent!r}", hint=hint)
    merged: dict[str, list[Item]] = {}
    alone: list[Item] = []
    for trashed in library.trash():
        survivor = library.get(trashed.key)
        if survivor is not None and survivor.id != trashed.key:
            merged.setdefault(survivor.id, []).append(trashed.item)
        elif survivor is None and not sources_of(trashed.item, sources).isdisjoint(sources):
            alone.append(trashed.item)
    records: Counter[str] = Counter()
    works: list[Item] = []
    for item in library:
        mine = sources_of(item, sources)
        if not mine:
            continue
        works.append(item)
        others = merged.get(item.id, ())
        members = [_as_imported(library, one) for one in (item, *others)] if others else [item]
        brought = Counter(source for one in members for source in sources_of(one, sources))
        records.update({source: max(brought[source], 1) for source in mine})
    for item in alone:
        records.update(sources_of(item, sources))
    named = {source.removeprefix(f"{parent}/"): records[source] for source in sources}
    return Sources(named, len(alone), tuple(works))


def sources_of(item: Item, sources: list[str]) -> set[str]:
    """Those of some collections that an item is in."""
    return {path for path in collections_of(item) if path in sources}


def _as_imported(library: Library, item: Item) -> Item:
    """An item as it was before others were merged into it, which united their collections."""
    steps = [
        one.number
        for one in library.log(key=item.id)
        if one.command.startswith(("dedupe", "merge")) and one.kind == "change" and not one.undone
    ]
    if not steps:
        return item
    return library.at(min(steps) - 1).get(item.id) or item
