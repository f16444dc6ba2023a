"""Backup, restore, verify and rebuild: keeping a library whole, and getting it back.

>>> import tempfile
>>> from citelib.library import Library
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("a", "book"))
...     backup(library, Path(folder) / "safe.db")
...     removed = library.remove("a")
...     library.close()
...     aside = restore(library.path, Path(folder) / "safe.db")
...     with Library.open(library.path) as again:
...         "a" in again, aside.name, list(verify(again))
(True, 'refs.db.before-restore', [])
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, LibraryError, SchemaVersionError
from citelib.files import new_file
from citelib.library import derived
from citelib.library.database import explained
from citelib.library.library import Library
from citelib.library.schema import DERIVED
from citelib.library.store import Progress, decode_record, digest, fit_row

__all__ = ["backup", "rebuild", "restore", "verify"]

_PAGES: Final = 2048
_COMPANIONS: Final = ("-wal", "-shm")


def backup(library: Library, target: Path, *, progress: Progress | None = None) -> None:
    """Copy a library while it may be in use, into one file that replaces `target` in one step.

    Args:
        library: What to copy.
        target: The file to make.
        progress: Called with the pages done and the pages in all.

    Raises:
        LibraryError: The file cannot be written, or is the library itself.

    """
    if target.exists() and target.samefile(library.path):
        raise LibraryError(f"{target} is the library itself", hint="name another file for the backup")
    with _written(target) as temporary, explained(target), contextlib.closing(sqlite3.connect(temporary)) as copy:
        library.database.connection.backup(
            copy, pages=_PAGES, progress=(lambda _, left, total: progress(total - left, total)) if progress else None
        )
        # One file that needs no companions.
        copy.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def _written(target: Path) -> Iterator[Path]:
    """A temporary database that takes the place of `target` when everything went well."""
    try:
        with new_file(target) as new:
            try:
                yield new.path
            finally:
                new.path.with_name(f"{new.path.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"{target} cannot be written: {error.strerror}") from error


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of a library, and return where the former library was kept (None if there was none).

    A library in good order is copied aside and then overwritten in one transaction, so that programs that have it open
    go on with the restored one. A damaged one is moved aside as it is.

    Raises:
        LibraryError: The backup is damaged or no library (then nothing is changed), or the files cannot be written.

    """
    if path.exists() and source.exists() and path.samefile(source):
        raise LibraryError(f"{source} is the library itself", hint="name a backup")
    with Library.open(source, read_only=True) as original:
        if faults := [one for one in verify(original) if one.severity == "error"]:
            raise LibraryError(f"the backup {source} is damaged: {faults[0].message}", hint="use another backup")
        if not path.exists():
            backup(original, path)
            return None
        try:
            with Library.open(path) as present:
                if present.database.read("PRAGMA quick_check(1)")[0][0] != "ok":
                    raise LibraryError(f"the library {path} is damaged")
                aside = _free(path, ".before-restore")
                backup(present, aside)
                with explained(path):
                    original.database.connection.backup(present.database.connection)
                return aside
        except LibraryError as error:
            cause = error.__cause__
            if isinstance(cause, (OSError, sqlite3.OperationalError)) or isinstance(error, SchemaVersionError):
                raise  # locked, full …: the present library may be in good order
        aside = _free(path, ".damaged")
        for companion in ("", *_COMPANIONS):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
        backup(original, path)
        return aside


def _free(path: Path, ending: str) -> Path:
    aside, number = path.with_name(path.name + ending), 2
    while aside.exists():
        aside, number = path.with_name(f"{path.name}{ending}-{number}"), number + 1
    return aside


def rebuild(library: Library, *, progress: Progress | None = None) -> int:
    """Make everything derived anew from the items; how many items there are."""
    with library.transaction("rebuild"):
        return library.store.rebuild(progress)


def verify(library: Library, *, progress: Progress | None = None) -> Iterator[Diagnostic]:
    """What is wrong with a library's file, if anything.

    Checked are SQLite's own structures, that every record can be read and stands under its key, that what is derived
    fits the records, and that the last change of every item in the history led to what the item is now.

    Args:
        library: What to check.
        progress: Called with the number of items checked and of all.

    """
    found: list[Diagnostic] = []
    try:
        with library.database.snapshot():
            for check in _CHECKS:
                found += check(library, progress)
                if found and check is _integrity:
                    break  # what is read from a damaged file says nothing more
    except CitelibError as error:
        found.append(Diagnostic("error", "library-damaged", error.message, error.hint, source=str(library.path)))
    yield from found


def _integrity(library: Library, _: Progress | None) -> Iterator[Diagnostic]:
    source, database = str(library.path), library.database
    for (message,) in database.read("PRAGMA integrity_check(100)"):
        if message != "ok":
            hint = "run `citelib library restore BACKUP`"
            yield Diagnostic("error", "library-damaged", f"SQLite finds: {message}", hint, source=source)
    for table, row, parent, _ in database.read("PRAGMA foreign_key_check"):
        yield Diagnostic("error", "library-dangling-row", f"row {row} of {table} has no row in {parent}", source=source)


def _records(library: Library, progress: Progress | None) -> Iterator[Diagnostic]:
    source, database = str(library.path), library.database
    total = len(library)
    hint = "run `citelib library rebuild`"
    present = "SELECT key, type, year, author, title FROM items WHERE number = ?"
    derived_rows = {t: f"SELECT {', '.join(columns)} FROM {t} WHERE item = ?" for t, columns in DERIVED.items()}
    for count, (number, record) in enumerate(library.store.records(), 1):
        if progress is not None and (count % 1000 == 0 or count == total):
            progress(count, total)
        key, *row = database.read(present, (number,))[0]
        try:
            item = decode_record(record)
        except (ValueError, CitelibError) as error:
            yield Diagnostic("error", "library-record", f"{key!r} cannot be read: {error}", source=source, item=key)
            continue
        if item.id != key:
            message = f"the row of {key!r} holds the item {item.id!r}"
            yield Diagnostic("error", "library-record", message, source=source, item=key)
        new = derived.derive(item)
        stale = ["columns"] if tuple(row) != fit_row(new.columns) else []
        for table, statement in derived_rows.items():
            if set(database.read(statement, (number,))) != set(map(fit_row, getattr(new, table))):
                stale.append(table)
        if stale:
            message = f"what is derived of {key!r} is out of date ({', '.join(stale)})"
            yield Diagnostic("error", "library-derived", message, hint, source=source, item=key)
    [(indexed,)] = database.read("SELECT count(*) FROM words_docsize")
    if indexed != total:
        message = f"the full-text index has {indexed} items, but there are {total}"
        yield Diagnostic("error", "library-derived", message, hint, source=source)


def _history(library: Library, _: Progress | None) -> Iterator[Diagnostic]:
    statement = (
        "SELECT c.subject, c.label, c.after, i.record FROM changes AS c LEFT JOIN items AS i ON i.number = c.subject "
        "WHERE c.kind = 'item' AND NOT EXISTS "
        "(SELECT 1 FROM changes AS l WHERE l.kind = 'item' AND l.subject = c.subject AND l.number > c.number) "
        "ORDER BY c.number"
    )
    with explained(library.path):
        for _, label, after, record in library.database.connection.execute(statement):
            if digest(record) != after:
                message = f"{label!r} is not what its last change in the history left"
                yield Diagnostic("error", "library-history", message, source=str(library.path), item=label)


_CHECKS: Final = (_integrity, _records, _history)
