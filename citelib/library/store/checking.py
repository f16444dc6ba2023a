"""What can be wrong with a library's file, check by check, and the copy that a backup is.

Checked are SQLite's own structures, that every record can be read and stands under its key, that what is derived fits
the records, and that the last change of every item in the history led to what the item is now.

>>> [check.__name__ for check in CHECKS]
['integrity', 'records', 'history']
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.library.store import reading
from citelib.library.store.database import explained
from citelib.library.store.records import digest, read_record
from citelib.library.store.rows import Progress, Store
from citelib.library.store.schema import DERIVED

__all__ = ["CHECKS", "copy", "history", "integrity", "is_whole", "overwrite", "records"]

_PAGES: Final = 2048


def copy(store: Store, target: Path, progress: Progress | None = None) -> None:
    """Copy the file while it may be in use, into one that needs no companions."""
    with explained(target), contextlib.closing(sqlite3.connect(target)) as connection:
        store.database.connection.backup(
            connection,
            pages=_PAGES,
            progress=(lambda _, left, total: progress(total - left, total)) if progress else None,
        )
        connection.execute("PRAGMA journal_mode = DELETE")


def overwrite(store: Store, original: Store) -> None:
    """Make a file what another one is, in one transaction, so that programs that have it open go on with that."""
    with explained(store.database.path):
        original.database.connection.backup(store.database.connection)


def is_whole(store: Store) -> bool:
    """Whether SQLite finds nothing wrong at a first look."""
    return bool(store.database.read("PRAGMA quick_check(1)")[0][0] == "ok")


def integrity(store: Store, _: Progress | None) -> Iterator[Diagnostic]:
    """What SQLite itself finds; what is read from a damaged file says nothing more."""
    source, database = str(store.database.path), store.database
    for (message,) in database.read("PRAGMA integrity_check(100)"):
        if message != "ok":
            hint = "run `citelib library restore BACKUP`"
            yield Diagnostic("error", "library-damaged", f"SQLite finds: {message}", hint, source=source)
    for table, row, parent, _ in database.read("PRAGMA foreign_key_check"):
        yield Diagnostic("error", "library-dangling-row", f"row {row} of {table} has no row in {parent}", source=source)


def records(store: Store, progress: Progress | None) -> Iterator[Diagnostic]:
    """Records that cannot be read, and what is derived of others and out of date."""
    source, database = str(store.database.path), store.database
    total = reading.count(database)
    hint = "run `citelib library rebuild`"
    present = "SELECT key, type, year, author, title FROM items WHERE number = ?"
    derived_rows = {t: f"SELECT {', '.join(columns)} FROM {t} WHERE item = ?" for t, columns in DERIVED.items()}
    impacts, is_sound = 0, True
    for done, (number, record) in enumerate(store.records(), 1):
        if progress is not None and (done % 1000 == 0 or done == total):
            progress(done, total)
        key, *row = database.read(present, (number,))[0]
        item, fault = read_record(record, key)
        if fault is not None:
            yield Diagnostic("error", "library-record", fault, source=source, item=key)
            is_sound = False
            continue
        if item.id != key:
            message = f"the row of {key!r} holds the item {item.id!r}"
            yield Diagnostic("error", "library-record", message, source=source, item=key)
        new = store.derived_of(number, record)
        stale = ["columns"] if tuple(row) != new.columns else []
        for table, statement in derived_rows.items():
            if set(database.read(statement, (number,))) != set(getattr(new, table)):
                stale.append(table)
        if stale:
            message = f"what is derived of {key!r} is out of date ({', '.join(stale)})"
            yield Diagnostic("error", "library-derived", message, hint, source=source, item=key)
            is_sound = False
        impacts += _sum_of((term, 1) for term in new.impacts.split())
    [(indexed,)] = database.read("SELECT count(*) FROM words_docsize")
    if indexed != total:
        message = f"the full-text index has {indexed} items, but there are {total}"
        yield Diagnostic("error", "library-derived", message, hint, source=source)
    # Where a record is damaged or out of date, the index still has the words of what was there before.
    elif is_sound and impacts != _sum_of(reading.impacts(database)):
        message = "the index that ranks frequent words does not have the words of the items"
        yield Diagnostic("error", "library-derived", message, hint, source=source)


def _sum_of(terms: Iterable[tuple[str, int]]) -> int:
    """A checksum of terms, each with a number of items: in any order, and in little memory however many there are."""
    return sum(zlib.crc32(term.encode()) * count for term, count in terms)


def history(store: Store, _: Progress | None) -> Iterator[Diagnostic]:
    """Items that are not what their last change left."""
    statement = (
        "SELECT c.subject, c.label, c.after, i.record FROM changes AS c LEFT JOIN items AS i ON i.number = c.subject "
        "WHERE c.kind = 'item' AND NOT EXISTS "
        "(SELECT 1 FROM changes AS l WHERE l.kind = 'item' AND l.subject = c.subject AND l.number > c.number) "
        "ORDER BY c.number"
    )
    with explained(store.database.path):
        for _, label, after, record in store.database.connection.execute(statement):
            if digest(record) != after:
                message = f"{label!r} is not what its last change in the history left"
                yield Diagnostic("error", "library-history", message, source=str(store.database.path), item=label)


CHECKS: Final = (integrity, records, history)
"""All checks, in order; if the first one finds something, the others are left out."""
