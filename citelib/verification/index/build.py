"""Building an index of dumps, in bounded memory; what was interrupted goes on where it was."""

from __future__ import annotations

import datetime
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.matching.people import family_of
from citelib.model import Item
from citelib.model.handles import handles
from citelib.verification.comparison.titles import title_words
from citelib.verification.index import schema
from citelib.verification.index.dumps import files_of, records_of
from citelib.verification.index.store import is_index
from citelib.verification.kinds import kind_of_work

__all__ = ["Builder", "build"]

_BATCH: Final = 5_000
"""Records that are written as one step, so that no more than these are read again after an interruption."""
_SCHEMES: Final = frozenset({"doi", "arxiv", "pmid", "pmcid", "isbn"})


class Builder:
    """An index that is being built.

    Args:
        path: The file, which is made if it is not there.

    Raises:
        ReadError: There is a file of that name which is not an index.
    """

    def __init__(self, path: Path) -> None:
        if path.exists() and path.stat().st_size and not is_index(path):
            raise ReadError("exists already and is not an index", source=str(path), hint="name another file")
        self._connection = schema.connected(str(path), read_only=False)
        self._connection.isolation_level = None
        self._sources: dict[str, tuple[int, set[str]]] = {}
        if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            self._connection.executescript(
                f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {schema.VERSION};"
                + schema.TABLES
            )
        # What is lost by a power failure is built again.
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
        for id, name, kinds in self._connection.execute("SELECT id, name, kinds FROM source"):
            self._sources[name] = (id, set(kinds.split()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.executescript(schema.REPEATED + schema.INDEXES + "PRAGMA optimize;")
        self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()

    def state(self, name: str) -> tuple[int, bool]:
        """How many records of a dump were taken, and whether that was all."""
        row = self._connection.execute("SELECT done, finished FROM dump WHERE name = ?", (name,)).fetchone()
        return (row[0], bool(row[1])) if row else (0, False)

    def start_again(self, name: str) -> None:
        """Take a dump from its first record on, as a newer one of the same name."""
        self._connection.execute("DELETE FROM dump WHERE name = ?", (name,))

    def take(self, name: str, size: int, items: Iterable[Item], source: str) -> Iterator[int]:
        """Take the records of a dump from where it was left, and give how many were taken after each step."""
        done, finished = self.state(name)
        if finished:
            return
        iterator = iter(items)
        next(itertools.islice(iterator, done, done), None)
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        while batch := list(itertools.islice(iterator, _BATCH)):
            done += len(batch)
            self._connection.execute("BEGIN")
            self._insert(batch, source)
            self._note(name, size, day, done, finished=False)
            self._connection.execute("COMMIT")
            yield done
        self._note(name, size, day, done, finished=True)

    def _note(self, name: str, size: int, day: str, done: int, *, finished: bool) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO dump VALUES (?, ?, ?, ?, ?)", (name, size, day, done, int(finished))
        )

    def add(self, items: Iterable[Item], source: str) -> None:
        """Add records; one that is there already, with the same id of the same source, is replaced."""
        iterator = iter(items)
        while batch := list(itertools.islice(iterator, _BATCH)):
            self._connection.execute("BEGIN")
            self._insert(batch, source)
            self._connection.execute("COMMIT")

    def _insert(self, items: Iterable[Item], source: str) -> None:
        connection = self._connection
        is_indexed = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'work_own'").fetchone() is not None
        for item in items:
            if not item.title:
                continue
            number = self._source_of(item.source or source, kind_of_work(item))
            own = schema.hash_of(item.id)
            if is_indexed:
                self._remove(number, own)
            key, head = schema.keys_of(item.title)
            row = connection.execute(
                "INSERT INTO work (key, head, source, own, record) VALUES (?, ?, ?, ?, ?)",
                (key, head, number, own, schema.packed(item)),
            )
            work = row.lastrowid
            connection.executemany(
                "INSERT INTO identifier VALUES (?, ?, ?)",
                [(value, scheme, work) for scheme, value in handles(item) if scheme in _SCHEMES],
            )
            connection.execute(
                "INSERT INTO words (rowid, title) VALUES (?, ?)", (work, " ".join(title_words(item.title)))
            )
            if item.author and item.issued and item.issued.year:
                family = schema.hash_of(family_of(item.author[0]))
                connection.execute("INSERT INTO person VALUES (?, ?, ?)", (family, item.issued.year, work))

    def _remove(self, source: int, own: int) -> None:
        """Take out a former state of a record; its words stay, and lead to nothing."""
        row = self._connection.execute("SELECT id FROM work WHERE source = ? AND own = ?", (source, own)).fetchone()
        if row is None:
            return
        self._connection.execute("DELETE FROM work WHERE id = ?", row)
        self._connection.execute("DELETE FROM identifier WHERE work = ?", row)
        self._connection.execute("DELETE FROM person WHERE work = ?", row)

    def _source_of(self, name: str, kind: str) -> int:
        if name not in self._sources:
            row = self._connection.execute("INSERT INTO source (name, kinds) VALUES (?, '')", (name,))
            assert row.lastrowid is not None
            self._sources[name] = (row.lastrowid, set())
        number, kinds = self._sources[name]
        if kind not in kinds:
            kinds.add(kind)
            self._connection.execute("UPDATE source SET kinds = ? WHERE id = ?", (" ".join(sorted(kinds)), number))
        return number


def build(
    path: Path,
    dumps: Iterable[Path],
    *,
    update: bool = False,
    progress: Callable[[str, int], None] | None = None,
    report: Callable[[Diagnostic], None] | None = None,
) -> int:
    """Build an index of dumps, or go on with it; how many records were taken.

    Args:
        path: The file of the index.
        dumps: Files of dumps, or folders with them: Crossref, DataCite and OpenAlex in JSON or JSON Lines, dblp in XML,
            or any format that citelib reads; packed with gzip or Zstandard or not.
        update: Whether dumps that were taken before, under the same name, are taken again: their records replace those
            that are there.
        progress: Told the name of each file, and how many of its records were taken, after each step.
        report: Told of each record that cannot be read and is left out (of what an interrupted run had taken as well).

    Raises:
        ReadError: A file cannot be read; what was taken before it stays.
    """
    taken = 0
    files = list(files_of(dumps))  # so that one that is not there is told before hours of work
    with Builder(path) as builder:
        for name, file in files:
            size = file.stat().st_size
            if update:
                builder.start_again(name)
            before, _ = builder.state(name)
            done = before
            source, items = records_of(file, report or (lambda _: None))
            try:
                for done in builder.take(name, size, items, source):
                    if progress is not None:
                        progress(name, done)
            except sqlite3.OperationalError as error:
                raise ReadError(f"cannot be written: {error}", source=str(path)) from None
            taken += done - before
    return taken
