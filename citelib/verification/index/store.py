"""An index as a source of records."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from citelib.errors import ReadError
from citelib.matching.people import family_of
from citelib.model import Item, Name
from citelib.verification.comparison.titles import title_words
from citelib.verification.index import schema
from citelib.verification.kinds import is_held_by
from citelib.verification.standing import Standing

__all__ = ["Index", "is_index"]

_MOST: Final = 50
_RAREST: Final = 4
_KEPT: Final = 5_000
"""Records that are kept unpacked."""
_FREQUENT: Final = 20_000
"""Works beyond which a word is too frequent to look by: reading their list costs more than it tells."""


def is_index(path: Path) -> bool:
    """Whether a file is an index."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


class Index:
    """An index that was built of dumps.

    Args:
        path: The file.
        has_all_dois: Whether a DOI that it does not have is taken for one that is not registered.

    Raises:
        ReadError: The file is not an index, or was built by a newer citelib.
    """

    is_remote = False
    is_complete = True
    knows_dois = True
    standing: Standing = "list"
    """That of references that were put in beside the dumps, whose records say themselves whose they are."""

    def __init__(self, path: Path, *, has_all_dois: bool = False) -> None:
        if not is_index(path):
            raise ReadError("is not an index", source=str(path), hint="`citelib index build` makes one")
        self.name = path.name
        self._has_all_dois = has_all_dois
        self._connection = schema.connected(str(path), read_only=True)
        try:
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            rows = self._connection.execute("SELECT id, name, kinds FROM source").fetchall()
        except sqlite3.DatabaseError as error:
            self.close()
            raise ReadError(f"is damaged: {error}", source=str(path)) from None
        if version > schema.VERSION:
            self.close()
            raise ReadError("was built by a newer citelib", source=str(path))
        self._sources = {id: name for id, name, _ in rows}
        self._kinds = frozenset(kind for _, _, kinds in rows for kind in kinds.split())
        self._frequency: dict[str, int] = {}
        self._unpacked: dict[int, Item] = {}
        with contextlib.suppress(sqlite3.OperationalError):  # another reader has made it in this connection
            self._connection.execute("CREATE VIRTUAL TABLE temp.frequency USING fts5vocab('main', 'words', 'row')")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM work").fetchone()[0]
        return count

    def dumps(self) -> list[tuple[str, int, str, int, bool]]:
        """The dumps it was built of: name, size, day, how many records were taken, and whether that was all."""
        rows = self._connection.execute("SELECT name, size, day, done, finished FROM dump ORDER BY name")
        return [(name, size, day, done, bool(finished)) for name, size, day, done, finished in rows]

    def sources(self) -> dict[str, int]:
        """How many records there are of each source."""
        rows = self._connection.execute("SELECT source, count(*) FROM work GROUP BY source")
        return {self._sources[source]: count for source, count in rows}

    def holds(self, item: Item) -> bool:
        """Whether there is any record of a work of this kind."""
        return is_held_by(item, self._kinds)

    def by_identifier(self, scheme: str, value: str) -> Sequence[Item]:
        """Records with an identifier in normal form."""
        rows = self._connection.execute(
            "SELECT work.id, work.source, work.record FROM identifier JOIN work ON work.id = identifier.work "
            "WHERE identifier.value = ? AND identifier.scheme = ?",
            (value, scheme),
        )
        return self._items(rows)

    def _items(self, rows: Iterable[tuple[int, int, bytes]]) -> list[Item]:
        """The records of rows; one that is asked for again is the same object, so that it counts once."""
        found = []
        for work, source, record in rows:
            if work not in self._unpacked:
                if len(self._unpacked) >= _KEPT:
                    self._unpacked.clear()
                self._unpacked[work] = schema.unpacked(record, self._sources[source])
            found.append(self._unpacked[work])
        return found

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:  # noqa: ARG002 - titles suffice
        """Records whose title has the same key, with or without subtitles."""
        key, head = schema.keys_of(title)
        if key is None:
            return []
        keys = [key, key] if head is None else [key, head]
        rows = self._connection.execute(
            "SELECT id, source, record FROM work WHERE key IN (?, ?) "
            "UNION ALL SELECT id, source, record FROM work WHERE head = ?",
            (*keys, key),
        )
        return self._items(rows)

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> Sequence[Item]:
        """Records whose titles have most of the rarest words of a title, or that have the first author and the year."""
        found: list[int] = []
        words = sorted((self._count(word), word) for word in set(title_words(title)))
        rare = [word for count, word in words if 0 < count < _FREQUENT][:_RAREST]
        # Each word may be the one that is wrong.
        for left in (None, *range(len(rare))) if len(rare) > 1 else ():
            some = [word for number, word in enumerate(rare) if number != left]
            query = " AND ".join(f'"{word}"' for word in some)
            rows = self._connection.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (query, _MOST))
            found += [number for (number,) in rows]
            if len(found) >= _MOST:
                break
        if len(rare) == 1:
            rows = self._connection.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (f'"{rare[0]}"', _MOST)
            )
            found += [number for (number,) in rows]
        if names and year is not None:
            rows = self._connection.execute(
                "SELECT work FROM person WHERE family = ? AND year = ? LIMIT ?",
                (schema.hash_of(family_of(names[0])), year, _MOST),
            )
            found += [number for (number,) in rows]
        numbers = list(dict.fromkeys(found))[: 2 * _MOST]
        marks = ", ".join("?" * len(numbers))
        return self._items(
            self._connection.execute(f"SELECT id, source, record FROM work WHERE id IN ({marks})", numbers)
        )

    def _count(self, word: str) -> int:
        """How many works have a word in their title."""
        if word not in self._frequency:
            row = self._connection.execute("SELECT doc FROM temp.frequency WHERE term = ?", (word,)).fetchone()
            self._frequency[word] = row[0] if row else 0
        return self._frequency[word]

    def is_registered(self, doi: str) -> bool | None:
        """Whether a DOI is in the index; if it is a selection, one that it lacks may be registered."""
        row = self._connection.execute(
            "SELECT 1 FROM identifier WHERE value = ? AND scheme = 'doi' LIMIT 1", (doi,)
        ).fetchone()
        return True if row else False if self._has_all_dois else None
