"""Which ids went by in a stream of items, in bounded memory.

>>> with Seen(most=2) as seen:
...     for number, id in enumerate("abc"):
...         seen.add(id, number)
...     [seen.get(id) for id in "abcd"], "a" in seen, "d" in seen
([0, 1, 2, None], True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Seen"]

_MANY: Final = 250_000
_TABLE: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -16000;
    CREATE TABLE seen (id BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
    BEGIN;
"""


class Seen:
    """A number for each id: in memory, and, whenever these are many, in a temporary file, which nobody else sees.

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
