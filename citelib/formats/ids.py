"""Ids of items in a stream, none of which is to be there twice.

>>> found = []
>>> [item.id for item in distinct([Item("a", "book"), Item("a", "map"), Item("a", "book")], found.append)]
['a', 'a-2']
>>> [one.code for one in found]
['items-duplicate-id', 'items-repeated']
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Self

from citelib.diagnostics import Diagnostic
from citelib.model import Item

if TYPE_CHECKING:
    import sqlite3

__all__ = ["IdIndex", "distinct", "renamed"]


def distinct(items: Iterable[Item], report: Callable[[Diagnostic], None]) -> Iterator[Item]:
    """Items as `load` collects them, one after the other: each under an id of its own, none twice.

    Of the items that went by, only ids and fingerprints are kept, and of many, in a temporary file.

    Args:
        items: Items whose ids may repeat.
        report: Called with a diagnostic for each id that repeats.
    """
    numbers: dict[str, int] = {}
    with IdIndex() as index:
        for item in items:
            fingerprint = _fingerprint(item)
            if (before := index.get(item.id)) is not None:
                diagnostic, second = renamed(item, before == fingerprint, index, numbers)
                report(diagnostic)
                if second is None:
                    continue
                item = second
            index.add(item.id, fingerprint)
            yield item


_FEW: Final = 16
"""So often an id may repeat before it is worth the memory to know which number is free."""


def renamed(
    item: Item, is_same: bool, taken: Container[str], numbers: dict[str, int]
) -> tuple[Diagnostic, Item | None]:
    """A second item under an id: nothing new if it is the same as the first, else the item under an id of its own."""
    id = item.id
    if is_same:
        return Diagnostic("info", "items-repeated", f"the item {id!r} appears twice, word for word", item=id), None
    number = numbers.get(id, 2)
    while (free := f"{id}-{number}") in taken:
        number += 1
    if number > _FEW:
        numbers[id] = number + 1
    diagnostic = Diagnostic(
        "warning",
        "items-duplicate-id",
        f"two different items have the id {id!r}; the second is now {free!r}",
        item=free,
    )
    return diagnostic, item.evolve(id=free)


def _fingerprint(item: Item) -> int:
    """A number that two items share if they differ in nothing but their ids and the order of their variables."""
    variables = frozenset((name, repr(value)) for name, value in item.variables.items())
    return hash((item.type, variables, repr(item.relations), repr(sorted(item.custom.items()))))


_MANY: Final = 250_000
_TABLE: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -16000;
    CREATE TABLE seen (id BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
    BEGIN;
"""


class IdIndex:
    """A number for each id: in memory, and, whenever these are many, in a temporary file, which nobody else sees.

    >>> with IdIndex(most=2) as index:
    ...     for number, id in enumerate("abc"):
    ...         index.add(id, number)
    ...     [index.get(id) for id in "abcd"], "a" in index, "d" in index
    ([0, 1, 2, None], True, False)

    Args:
        most: How many ids are in memory at most.
    """

    def __init__(self, most: int = _MANY) -> None:
        self._most = most
        self._recent: dict[str, int] = {}
        self._earlier: sqlite3.Connection | None = None

    def get(self, id: str) -> int | None:
        """The number of an id, or None if it did not go by."""
        found = self._recent.get(id)
        if found is None and self._earlier is not None:
            row = self._earlier.execute("SELECT number FROM seen WHERE id = ?", (_key(id),)).fetchone()
            found = row[0] if row else None
        return found

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.get(id) is not None

    def add(self, id: str, number: int) -> None:
        """Remember an id with a number of 64 bits."""
        self._recent[id] = number
        if len(self._recent) >= self._most:
            self._put_away()

    def _put_away(self) -> None:
        if self._earlier is None:
            import sqlite3

            self._earlier = sqlite3.connect("", isolation_level=None)
            self._earlier.executescript(_TABLE)
        # In order, the table grows faster.
        rows = sorted((_key(id), number) for id, number in self._recent.items())
        self._earlier.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", rows)
        self._recent.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._earlier is not None:
            self._earlier.close()


def _key(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")
