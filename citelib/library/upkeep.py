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
from citelib.files import kind_of, new_file, reason
from citelib.library.library import Library
from citelib.library.store import checking
from citelib.library.store.rows import Progress

__all__ = ["backup", "inspect", "rebuild", "restore", "verify"]

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
    if kind_of(target) and target.samefile(library.path):
        raise LibraryError(f"{target} is the library itself", hint="name another file for the backup")
    with _written(target) as temporary:
        checking.copy(library.store, temporary, progress)


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
        raise LibraryError(f"{target} cannot be written: {reason(error)}") from error


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the place of a library, and return where the former library was kept (None if there was none).

    A library in good order is copied aside and then overwritten in one transaction, so that programs that have it open
    go on with the restored one. A damaged one is moved aside as it is.

    Raises:
        LibraryError: The backup is damaged or no library (then nothing is changed), or the files cannot be written.
    """
    if kind_of(path) and kind_of(source) and path.samefile(source):
        raise LibraryError(f"{source} is the library itself", hint="name a backup")
    with Library.open(source, read_only=True) as original:
        if faults := [one for one in verify(original) if one.severity == "error"]:
            raise LibraryError(f"the backup {source} is damaged: {faults[0].message}", hint="use another backup")
        if kind_of(path) is None:
            backup(original, path)
            return None
        try:
            with Library.open(path) as present:
                if not checking.is_whole(present.store):
                    raise LibraryError(f"the library {path} is damaged")
                aside = _free(path, ".before-restore")
                backup(present, aside)
                checking.overwrite(present.store, original.store)
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
    while kind_of(aside):
        aside, number = path.with_name(f"{path.name}{ending}-{number}"), number + 1
    return aside


def rebuild(library: Library, *, progress: Progress | None = None) -> int:
    """Derive everything again from the items; how many items there are."""
    with library.transaction("rebuild"):
        return library.store.rebuild(progress)


def inspect(library: Library, *, progress: Progress | None = None) -> Iterator[Diagnostic]:
    """What is wrong with a library's file, if anything; see `citelib.library.store.checking` for what is checked.

    Args:
        library: What to check.
        progress: Called with the number of items checked and of all.
    """
    found: list[Diagnostic] = []
    try:
        with library.database.snapshot():
            for check in checking.CHECKS:
                found += check(library.store, progress)
                if found and check is checking.integrity:
                    break  # what is read from a damaged file says nothing more
    except CitelibError as error:
        found.append(Diagnostic("error", "library-damaged", error.message, error.hint, source=str(library.path)))
    yield from found


verify = inspect
"""The name of `inspect` before 0.2."""
