"""The file of a library: opening it, one connection a thread, transactions, and SQLite's errors in plain words.

The file is in WAL mode with ``synchronous=FULL``: what was committed is on the disk when `Database.transaction` ends,
and readers never wait for a writer. A second writer waits for its turn until the time-out.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "refs.db") as database:
...     [row] = database.read("PRAGMA journal_mode")
>>> row
('wal',)
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from citelib.errors import LibraryError, SchemaVersionError
from citelib.files import data_folder, kind_of, reason
from citelib.library.store import schema

__all__ = ["Database", "default_path", "explained"]

_OUTER: Final = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER: Final = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))

_FAULTS: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to the library {path} and did not finish in time",
        "try again when it is done, or wait longer with timeout=",
    ),
    sqlite3.SQLITE_LOCKED: ("the library {path} is locked", "try again"),
    sqlite3.SQLITE_FULL: (
        "the disk is full: nothing of this change was kept in the library {path}",
        "make room and try again; what was there before is whole",
    ),
    sqlite3.SQLITE_READONLY: (
        "the library {path} can only be read",
        "make the file and its folder writable, or copy the library elsewhere",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk did not take or give what the library {path} asked for",
        "see that there is room and that the disk works; what was committed before is whole",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the library {path} is damaged",
        "run `citelib library restore BACKUP`; keep the damaged file, much of it may be recoverable",
    ),
    sqlite3.SQLITE_NOTADB: ("{path} is not a library of citelib, or its beginning is damaged", "name another file"),
    sqlite3.SQLITE_CANTOPEN: (
        "the library {path} cannot be opened",
        "see that its folder exists, and that you may read and write there",
    ),
    sqlite3.SQLITE_PERM: ("the library {path} cannot be opened: no permission", "see who owns the file"),
    sqlite3.SQLITE_TOOBIG: ("a record is too large for the library {path}", "shorten it"),
}
"""What SQLite's primary result codes mean to a person, and what to do."""

_REQUIRED: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""


def default_path() -> Path:
    """Where the library is when none is named: `CITELIB_LIBRARY`, else ``library.db`` in the platform's data folder."""
    if named := os.environ.get("CITELIB_LIBRARY"):
        return Path(named)
    return data_folder() / "library.db"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `LibraryError` with what to do about them."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or (code & 0xFF) not in _FAULTS:
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(
                error, (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
            ):
                raise LibraryError(f"the library {path} cannot do this: {error}") from error
            raise
        message, hint = _FAULTS[code & 0xFF]
        raise LibraryError(message.format(path=path), hint=hint) from error


def _close(connections: list[tuple[int, sqlite3.Connection]]) -> None:
    """Close connections, but for those that a forked process inherited."""
    for process, connection in connections:
        if process == os.getpid():
            connection.close()
    connections.clear()


class Database:
    """A library's file.

    Args:
        path: The file; made with its folder if it does not exist and `create` is true.
        timeout: Seconds to wait for another writer.
        create: Whether a missing file is made.
        read_only: Whether nothing may be changed. A file or folder that cannot be written is opened so in any case.

    Raises:
        LibraryError: The file cannot be opened, is damaged, or is not a library.
        SchemaVersionError: A newer citelib wrote it; it is not touched.
    """

    def __init__(self, path: Path, *, timeout: float = 10.0, create: bool = True, read_only: bool = False) -> None:
        if sqlite3.sqlite_version_info < _REQUIRED:
            raise LibraryError(f"SQLite {sqlite3.sqlite_version} is too old", hint="3.37 or newer is needed")
        self.path = path
        self._file = path
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self.timeout = timeout
        self._local = threading.local()
        self._connections: list[tuple[int, sqlite3.Connection]] = []
        # Whoever leaves a library open gets its connections closed, too, when nothing holds it any more.
        weakref.finalize(self, _close, self._connections)
        self._lock = threading.Lock()
        self._closed = False
        found = kind_of(path)
        if found is None:
            if read_only or not create:
                raise LibraryError(f"there is no library {path}", hint="make one with `citelib library init`")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except (OSError, ValueError) as error:
                raise LibraryError(
                    f"the folder {path.parent} cannot be made: {reason(error)}", hint="name a file in a folder of yours"
                ) from error
        elif found == "folder":
            raise LibraryError(f"{path} is a folder", hint="name a file in it")
        elif found == "stream":
            raise LibraryError(f"{path} is not a regular file", hint="name a file")
        self.read_only = read_only or (
            found is not None and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        )
        try:
            with explained(path):
                self._check_schema(self.connection)
        except BaseException:
            self.close()
            raise

    # Connections

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread; made when first asked for, and again in a forked process.

        Raises:
            LibraryError: The library is closed.
        """
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is not None and held[0] == os.getpid():
            return held[1]
        if self._closed:
            raise LibraryError(f"the library {self.path} is closed")
        connection = self._connect()
        self._local.held = (os.getpid(), connection)
        self._local.depth = 0
        with self._lock:
            self._connections.append(self._local.held)
        return connection

    def _connect(self) -> sqlite3.Connection:
        try:
            location = self._file.resolve().as_uri()
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
            raise LibraryError(f"no library can be at {self._file}", hint="name another file") from error
        mode = "mode=ro" if self.read_only and self._copy is None else "mode=rwc"
        if mode == "mode=ro" and not self._can_share():
            mode += "&immutable=1"
        connection = sqlite3.connect(
            f"{location}?{mode}", uri=True, timeout=self.timeout, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cache_size = -32000")
            connection.execute("PRAGMA temp_store = MEMORY")
            if not self.read_only:
                connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    def _can_share(self) -> bool:
        """Whether readers can take part in WAL: its shared memory must be there or be made beside the file."""
        log = self.path.with_name(self.path.name + "-wal")
        shared = self.path.with_name(self.path.name + "-shm")
        if os.access(self.path.parent, os.W_OK) or shared.exists():
            return True
        if log.exists() and log.stat().st_size:
            raise LibraryError(
                f"the library {self.path} has changes in {log.name} that cannot be read in a read-only folder",
                hint="open it once where it can be written, or copy both files elsewhere",
            )
        return False

    def _check_schema(self, connection: sqlite3.Connection) -> None:
        version, known = self._versions(connection)
        if version == 0 and not known:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables or self.read_only:
                raise LibraryError(f"{self.path} is not a library of citelib", hint="name another file")
        elif not known:
            raise LibraryError(f"{self.path} is a database of another program", hint="name another file")
        elif version > schema.SCHEMA_VERSION:
            raise SchemaVersionError(
                f"the library {self.path} was written by a newer citelib (schema {version}, this one knows "
                f"{schema.SCHEMA_VERSION}); it was not touched",
                hint="update citelib",
            )
        if version < schema.SCHEMA_VERSION:
            if self.read_only:
                self._use_temporary_copy()
                connection = self.connection
            if version == 0:
                # Kept in the file; a database of another program has been refused by now.
                self._retry(lambda: connection.execute("PRAGMA journal_mode = WAL"))
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Another process may have been faster.
                version, _ = self._versions(connection)
                if version == 0:
                    schema.create(connection)
                else:
                    schema.migrate(connection, version)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def _use_temporary_copy(self) -> None:
        """What is derived can be made again in a temporary copy, if the file itself must stay as it is."""
        if self._copy is None:
            copy = tempfile.TemporaryDirectory(prefix="citelib-")
            file = Path(copy.name, self.path.name)
            with closing(sqlite3.connect(file)) as connection:
                self.connection.backup(connection)
            self._disconnect()
            self._copy, self._file = copy, file

    def _retry(self, action: Callable[[], object]) -> None:
        """Try again while another process makes the same new library: SQLite does not wait by itself here."""
        end = time.monotonic() + self.timeout
        while True:
            try:
                action()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return

    def _versions(self, connection: sqlite3.Connection) -> tuple[int, bool]:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        return version, application == schema.APPLICATION_ID

    def close(self) -> None:
        """Close the connections of all threads; does nothing the second time."""
        self._closed = True
        self._disconnect()
        if self._copy is not None:
            self._copy.cleanup()

    def _disconnect(self) -> None:
        with self._lock:
            _close(self._connections)
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Statements

    def read(self, statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with explained(self.path):
            return self.connection.execute(statement, parameters).fetchall()

    def execute(self, statement: str, parameters: Any = ()) -> sqlite3.Cursor:
        """Run a statement that changes something, within a transaction."""
        return self.connection.execute(statement, parameters)

    @property
    def in_transaction(self) -> bool:
        """Whether the calling thread is within `transaction`."""
        return getattr(self._local, "depth", 0) > 0 and self.connection.in_transaction

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything within is read as it is now, whatever other connections write meanwhile."""
        with explained(self.path):
            if self.connection.in_transaction:
                yield
                return
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything within is kept, or nothing; one within another is part of it and can fail alone.

        Raises:
            LibraryError: The library is read-only, another writer did not finish in time, the disk is full …
        """
        if self.read_only:
            message, hint = _FAULTS[sqlite3.SQLITE_READONLY]
            raise LibraryError(message.format(path=self.path), hint=hint)
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def updating(self) -> Iterator[None]:
        """A transaction in which what is derived is made again; in a copy, if the library is read-only."""
        if self.read_only:
            with explained(self.path):
                self._use_temporary_copy()
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with explained(self.path):
            connection = self.connection
            begin, commit, rollback = _OUTER if not self._local.depth else _INNER
            connection.execute(begin)
            self._local.depth += 1
            try:
                yield connection
                connection.execute(commit)
            except BaseException:
                # After some faults (full disk) SQLite has rolled everything back by itself.
                if connection.in_transaction:
                    for statement in rollback:
                        connection.execute(statement)
                raise
            finally:
                self._local.depth -= 1
