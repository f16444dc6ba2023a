"""Rows of items and collections, and the history that every change of them leaves.

`Store.put` is the one way in which a subject (an item or a collection) changes: it writes the row, what is derived
of it, and the change with what was there before.

>>> Step("import refs.bib").number is None
True
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from citelib.errors import DuplicateKeyError, LibraryError
from citelib.library import derived
from citelib.library.store.database import Database
from citelib.library.store.records import decode_record, digest, encode_record, fit_key, fit_row, read_record
from citelib.library.store.schema import DERIVED, INDEXES
from citelib.model import Item

__all__ = ["Progress", "Step", "Store", "Subject"]


Subject = tuple[str, int | str]
"""What a change is about: ``("item", number)`` or ``("collection", path)``."""

Progress = Callable[[int, int], None]
"""Called with how much is done, and how much there is to do."""

_BATCH: Final = 1000


@attrs.define
class Step:
    """Changes that belong together: one entry of the log. `number` is None until something changes."""

    command: str
    kind: str = "change"
    target: int | None = None
    number: int | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class _NotKeptError(Exception):
    """Ends a dry run."""


class Store:
    """Reads and writes rows.

    Args:
        database: The file.
        clock: Gives the time of a change.
        progress: Called with the number of items done and of all, if what is derived has to be made again because
            another version of citelib wrote it.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime] | None = None, progress: Progress | None = None
    ) -> None:
        self.database = database
        self._clock = clock or _now
        self._local = threading.local()
        if not self._is_up_to_date():
            with database.updating():
                if not self._is_up_to_date():  # another process may have been faster
                    self.rebuild(progress)

    def _is_up_to_date(self) -> bool:
        return self.setting("derived-version") == derived.VERSION

    def now(self) -> str:
        """The present time in UTC, to the second."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def setting(self, name: str) -> str | None:
        """A setting of the library, or None."""
        rows = self.database.read("SELECT value FROM settings WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting, within a transaction."""
        self.database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    # Transactions and history

    @contextmanager
    def transaction(self, step: Step, *, keep: bool = True) -> Iterator[Step]:
        """A transaction whose changes are one step of the log; within another one, part of that step.

        Args:
            step: The step.
            keep: Whether what was done is kept in the end; a dry run does everything and keeps nothing.
        """
        outer: Step | None = getattr(self._local, "step", None) if self.database.in_transaction else None
        step = outer or step
        number = step.number
        with suppress(_NotKeptError), self.database.transaction():
            self._local.step = step
            try:
                yield step
                if not keep:
                    raise _NotKeptError
            except BaseException:
                step.number = number  # the row of the step is rolled back
                raise
            finally:
                self._local.step = outer

    def _step(self) -> int:
        step: Step = self._local.step
        if step.number is None:
            cursor = self.database.execute(
                "INSERT INTO steps (at, command, kind, target) VALUES (?, ?, ?, ?)",
                (self.now(), step.command, step.kind, step.target),
            )
            step.number = cursor.lastrowid
        assert step.number is not None
        return step.number

    def state(self, subject: Subject) -> str | None:
        """The present record of an item, or definition of a collection; None if there is none."""
        rows = self.database.read(_STATE[subject[0]], (subject[1],))
        return rows[0][0] if rows else None

    def was_once(self, number: int, record: str) -> bool:
        """Whether an item was once what a record says, by the digests of its history."""
        statement = "SELECT 1 FROM changes WHERE kind = 'item' AND subject = ? AND after = ? LIMIT 1"
        return bool(self.database.read(statement, (number, digest(record))))

    def put(self, subject: Subject, after: str | None, label: str) -> bool:
        """Make `after` the state of a subject, within a transaction; whether that changed anything."""
        before = self.state(subject)
        if before == after:
            return False
        if subject[0] == "item":
            assert isinstance(subject[1], int)
            self._put_item(subject[1], before, after)
        elif after is None:
            self.database.execute("DELETE FROM collections WHERE path = ?", (subject[1],))
        else:
            self.database.execute("INSERT OR REPLACE INTO collections VALUES (?, ?)", (subject[1], after))
        self._note(subject, label, before, after)
        return True

    def _note(self, subject: Subject, label: str, before: str | None, after: str | None) -> None:
        self.database.execute(
            "INSERT INTO changes (step, kind, subject, label, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (self._step(), *subject, label, before, digest(after)),
        )

    # Items

    def insert(self, item: Item) -> int:
        """Add a row, within a transaction, and return its number.

        Raises:
            DuplicateKeyError: The key, or an alias of the item, belongs to another item.
            LibraryError: The key cannot be kept.
        """
        return self.insert_prepared(item.id, encode_record(_with_checked_key(item)), derived.derive(item))

    def insert_prepared(self, key: str, record: str, new: derived.Derived) -> int:
        """`insert` of an item of which the record and what is derived were made before; its key must be fit."""
        number = self._insert_row(None, key, record, new)
        self._note(("item", number), key, None, record)
        return number

    def empty_trash(self) -> int:
        """Delete what is in the trash, and its history, within a transaction; how many items that were."""
        execute = self.database.execute
        execute("DELETE FROM changes WHERE kind = 'item' AND subject IN (SELECT number FROM trash)")
        return execute("DELETE FROM trash").rowcount

    def _put_item(self, number: int, before: str | None, after: str | None) -> None:
        execute = self.database.execute
        if before is not None:
            self._delete_derived(number, before)
        if after is None:
            execute(
                "INSERT INTO trash SELECT number, key, record, added, ? FROM items WHERE number = ?",
                (self.now(), number),
            )
            execute("DELETE FROM items WHERE number = ?", (number,))
            return
        item = _with_checked_key(decode_record(after))
        if before is None:
            rows = execute("SELECT added FROM trash WHERE number = ?", (number,)).fetchall()
            execute("DELETE FROM trash WHERE number = ?", (number,))
            self._insert_row(number, item.id, after, derived.derive(item), rows[0][0] if rows else None)
            return
        new = _fitted(derived.derive(item), after)
        with _raising_duplicate_keys(item.id):
            execute(
                "UPDATE items SET key = ?, record = ?, changed = ?, type = ?, year = ?, author = ?, title = ? "
                "WHERE number = ?",
                (item.id, after, self.now(), *new.columns, number),
            )
            self._derive(number, new)

    def _insert_row(
        self, number: int | None, key: str, record: str, new: derived.Derived, added: str | None = None
    ) -> int:
        new, now = _fitted(new, record), self.now()
        with _raising_duplicate_keys(key):
            cursor = self.database.execute(
                "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, key, record, added or now, now, *new.columns),
            )
            number = cursor.lastrowid
            assert number is not None
            self._derive(number, new)
        return number

    def _derive(self, number: int, new: derived.Derived) -> None:
        connection = self.database.connection
        for table in DERIVED:
            if rows := getattr(new, table):
                connection.executemany(_INSERT[table], [(number, *row) for row in rows])
        connection.execute(_INSERT["words"], (number, *new.words))
        connection.execute(_INSERT["impacts"], (number, new.impacts))

    def _delete_derived(self, number: int, record: str) -> None:
        execute = self.database.execute
        former = self.derived_of(number, record)
        execute(_FORGET["words"], (number, *former.words))
        execute(_FORGET["impacts"], (number, former.impacts))
        for table in DERIVED:
            execute(f"DELETE FROM {table} WHERE item = ?", (number,))

    def records(self, numbers: list[int] | None = None, *, by_key: bool = False) -> Iterator[tuple[int, str]]:
        """Numbers and records, a batch at a time: of all items in order of number or key, or of those named.

        No cursor stays open between batches, so that the library may be changed meanwhile.
        """
        read = self.database.read
        if numbers is not None:
            for start in range(0, len(numbers), _BATCH):
                batch = numbers[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                found = dict(read(f"SELECT number, record FROM items WHERE number IN ({marks})", batch))
                yield from ((number, found[number]) for number in batch if number in found)
            return
        column, last = ("key", "") if by_key else ("number", -1)
        statement = f"SELECT number, record, {column} FROM items WHERE {column} > ? ORDER BY {column} LIMIT {_BATCH}"
        while rows := read(statement, (last,)):
            last = rows[-1][2]
            yield from ((number, record) for number, record, _ in rows)

    def items(self, numbers: list[int] | None = None, *, by_key: bool = False) -> Iterator[tuple[int, Item]]:
        """Numbers and items, as `records`; a damaged record is an item with its key (see `read_record`)."""
        for number, record in self.records(numbers, by_key=by_key):
            yield number, self.item_of(number, record)

    def item_of(self, number: int, record: str) -> Item:
        """The item of a record of the row of that number."""
        item, fault = read_record(record)
        return item if fault is None else read_record(record, self.key_of(number))[0]

    def derived_of(self, number: int, record: str) -> derived.Derived:
        """What is kept of a record of the row of that number beside the record."""
        return _fitted(derived.derive(self.item_of(number, record)), record)

    def key_of(self, number: int) -> str:
        """The key in the row of a number, in the library or in the trash; empty if there is none."""
        rows = self.database.read(_KEY, (number, number))
        return rows[0][0] if rows else ""

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make everything derived again, within a transaction; how many items there are."""
        [(total,)] = self.database.read("SELECT count(*) FROM items")
        execute = self.database.execute
        for table in DERIVED:
            execute(f"DELETE FROM {table}")
        for index in INDEXES:
            execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        count = 0
        for number, record in self.records():
            new = self.derived_of(number, record)
            execute(
                "UPDATE items SET type = ?, year = ?, author = ?, title = ? WHERE number = ?",
                (*new.columns, number),
            )
            self._derive(number, new)
            count += 1
            if progress is not None and (count % _BATCH == 0 or count == total):
                progress(count, total)
        self.set_setting("derived-version", derived.VERSION)
        return count


_KEY: Final = "SELECT key FROM items WHERE number = ? UNION ALL SELECT key FROM trash WHERE number = ?"
_STATE: Final = {
    "item": "SELECT record FROM items WHERE number = ?",
    "collection": "SELECT definition FROM collections WHERE path = ?",
}
_INSERT: Final = {
    **{
        table: f"INSERT INTO {table} (item, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
        for table, columns in DERIVED.items()
    },
    **{
        index: f"INSERT INTO {index} (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
        for index, columns in INDEXES.items()
    },
}
_FORGET: Final = {
    index: f"INSERT INTO {index} ({index}, rowid, {', '.join(columns)}) VALUES ('delete', ?{', ?' * len(columns)})"
    for index, columns in INDEXES.items()
}


def _fitted(new: derived.Derived, record: str) -> derived.Derived:
    """What is derived of a record, as SQLite's text can hold it."""
    if "\\u" not in record:
        return new  # JSON has all that is unfit as escapes
    rows: dict[str, Any] = {table: tuple(map(fit_row, getattr(new, table))) for table in DERIVED}
    return attrs.evolve(new, **rows, columns=fit_row(new.columns), words=fit_row(new.words))


def _with_checked_key(item: Item) -> Item:
    if fit_key(item.id) != item.id:
        raise LibraryError(f"the key {item.id!r} has control characters", hint="give the item another key")
    return item


@contextmanager
def _raising_duplicate_keys(key: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise DuplicateKeyError(
            f"the key or an alias of {key!r} belongs to another item of the library",
            hint="give the item another key, or replace the other one",
        ) from error
