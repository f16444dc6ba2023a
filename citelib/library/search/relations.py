"""How the items of a library are related: neighbours, trees and paths, and what was retracted or corrected.

A relation is kept in the direction that was asserted and read in both. It points at an item by key, former key, DOI,
PMID or address.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> from citelib.model import Item, Relation
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("study", "article-journal", DOI="10.1126/science.aat8078"))
...     library.add(Item("news", "webpage", relations=[Relation("reports-on", "10.1126/science.aat8078", "doi")]))
...     [(name, item.id) for name, item in library.related("study")]
[('reported-on-by', 'news')]
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.library.store.rows import Store
from citelib.model import RELATION_TYPES, Item
from citelib.model.notices import Notice, notices_of
from citelib.model.relations import Scheme

__all__ = ["Branch", "dangling", "neighbours", "notices", "path", "tree"]

_FORWARD: Final = (
    "SELECT r.type, t.item FROM relations AS r JOIN identifiers AS t ON t.scheme = r.scheme AND t.value = r.target "
    "WHERE r.item = ? AND t.item <> r.item"
)
_BACKWARD: Final = (
    "SELECT r.type, r.item FROM identifiers AS t JOIN relations AS r ON r.scheme = t.scheme AND r.target = t.value "
    "WHERE t.item = ? AND t.item <> r.item"
)


def neighbours(store: Store, number: int, relation: str | None = None) -> list[tuple[str, int]]:
    """Relations of an item as seen from it, with the numbers of the items at the other end."""
    found = dict.fromkeys((name, other) for name, other in store.database.read(_FORWARD, (number,)))
    found.update(
        dict.fromkeys(
            (RELATION_TYPES[name].inverse, other) for name, other in store.database.read(_BACKWARD, (number,))
        )
    )
    return [(name, other) for name, other in found if relation is None or name == relation]


def dangling(store: Store, number: int) -> list[tuple[str, Scheme, str]]:
    """Relations of an item that point at nothing in the library: type, scheme and target."""
    return store.database.read(
        "SELECT type, scheme, target FROM relations AS r WHERE item = ? AND NOT EXISTS "
        "(SELECT 1 FROM identifiers AS t WHERE t.scheme = r.scheme AND t.value = r.target)",
        (number,),
    )


def notices(store: Store, number: int, item: Item) -> tuple[Notice, ...]:
    """What a reader must know of an item; gravest first.

    Known from relations at either end, whether or not the notice is in the library, and from the item's status.
    """
    return notices_of(item, (name for name, _ in neighbours(store, number)))


@attrs.frozen
class Branch:
    """An item in a tree of relations.

    Attributes:
        relation: How its parent is related to it; None at the root.
        item: The item; None where a relation points at what is not in the library.
        target: What the relation points at then.
        branches: What the item is related to in turn. Each item is opened once in a tree.
    """

    relation: str | None
    item: Item | None
    target: str | None
    branches: tuple[Branch, ...]


def tree(store: Store, number: int, depth: int, most: int = 1000) -> Branch:
    """What an item is related to, down to a depth, nearest first; at most so many items.

    Items are opened in order of distance, so that each stands at the shortest path to it.
    """
    opened = {number}
    below: dict[int, list[tuple[str, int]]] = {}
    level = [number]
    for _ in range(depth):
        following = []
        for one in level:
            for name, other in neighbours(store, one):
                if other not in opened and len(opened) < most:
                    opened.add(other)
                    below.setdefault(one, []).append((name, other))
                    following.append(other)
        level = following
    items = dict(store.items(sorted(opened)))

    def grow(relation: str | None, one: int) -> Branch:
        branches = [grow(name, other) for name, other in below.get(one, ())]
        missing = [Branch(name, None, f"{scheme}:{target}", ()) for name, scheme, target in dangling(store, one)]
        return Branch(relation, items.get(one), None, (*branches, *missing))

    return grow(None, number)


def path(store: Store, start: int, end: int, most: int = 100_000) -> list[tuple[str | None, int]]:
    """A shortest chain of relations between two items: pairs of relation and item, the first with None; empty if none.

    Gives up, with an empty list, after `most` items.
    """
    came: dict[int, tuple[str, int] | None] = {start: None}
    queue = deque([start])
    while queue and end not in came and len(came) < most:
        one = queue.popleft()
        for name, other in neighbours(store, one):
            if other not in came:
                came[other] = (name, one)
                queue.append(other)
    return list(_walk_back(came, end))[::-1] if end in came else []


def _walk_back(came: Mapping[int, tuple[str, int] | None], end: int) -> Iterator[tuple[str | None, int]]:
    step = came[end]
    while step is not None:
        yield step[0], end
        end = step[1]
        step = came[end]
    yield None, end
