"""A library that an older citelib wrote is brought up to date when it is opened, and nothing in it is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from citelib.errors import LibraryError
from citelib.library import Library, derived, upkeep
from citelib.library.store import schema
from citelib.library.store.records import digest, encode_record
from citelib.model import Date, Item, Name

ITEMS = [
    Item(
        "moda2019", "article-journal", title="Sustained rescue", author=[Name("Liston", "Conor")], issued=Date.on(2019)
    ),
    Item("vonlit1", "book", title="Letters", editor=[Name("Berg", "Anna", non_dropping_particle="van der")]),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of schema 1 with two items, one step of the log, and nothing derived but what items must have."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(Path(__file__).with_name("schema-1.sql").read_text(encoding="utf-8"))
        connection.execute("INSERT INTO steps (at, command) VALUES ('2026-01-01T12:00:00Z', 'import old.bib')")
        for number, item in enumerate(ITEMS, 1):
            record = encode_record(item)
            connection.execute(
                "INSERT INTO items VALUES (?, ?, ?, '2026-01-01T12:00:00Z', '2026-01-01T12:00:00Z', 'x', 1, '', '')",
                (number, item.id, record),
            )
            connection.execute(
                "INSERT INTO changes (step, kind, subject, label, after) VALUES (1, 'item', ?, ?, ?)",
                (number, item.id, digest(record)),
            )
        connection.execute("INSERT INTO collections VALUES ('Recent', ?)", (json.dumps({"query": "year:2015.."}),))
        connection.execute("INSERT INTO settings VALUES ('derived-version', '1')")
        connection.commit()
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found


def holds_everything(library: Library) -> None:
    assert list(library) == ITEMS
    assert library.search("author:liston year:2019").keys() == ["moda2019"]
    assert library.search('editor:"berg, a"').keys() == ["vonlit1"]
    assert library.search("in:Recent").keys() == ["moda2019"]
    assert list(upkeep.inspect(library)) == []
    assert [step.command for step in library.log()] == ["import old.bib"]


def test_an_old_library_is_migrated_when_it_is_opened(old: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Library.open(old, progress=lambda done, total: seen.append((done, total))) as library:
        holds_everything(library)
        assert seen == [(2, 2)]
    assert version(old) == schema.SCHEMA_VERSION
    with Library.open(old, progress=lambda *_: pytest.fail("once is enough")) as library:
        library.undo()
        assert len(library) == 0
        library.redo()
        holds_everything_but_the_log = list(library)
    assert holds_everything_but_the_log == ITEMS


def test_an_old_library_that_may_not_be_changed_is_read_from_a_copy(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    with Library.open(old, read_only=True) as library:
        holds_everything(library)
        with pytest.raises(LibraryError, match="can only be read"):
            library.remove("moda2019")
    assert old.read_bytes() == before
    # A backup of an older version can be restored, and stays as it is.
    assert upkeep.restore(tmp_path / "new.db", old) is None
    with Library.open(tmp_path / "new.db") as library:
        holds_everything(library)
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_library(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(schema.MIGRATIONS, 1, (*schema.MIGRATIONS[1], "CREATE TABLE names (twice INTEGER)"))
    with pytest.raises(LibraryError, match="already exists"):
        Library.open(old)
    assert version(old) == 1
    monkeypatch.undo()
    with Library.open(old) as library:
        holds_everything(library)


def test_a_library_whose_derived_data_are_of_another_version_is_rebuilt(old: Path, tmp_path: Path) -> None:
    Library.open(old).close()
    copy = tmp_path / "copy.db"
    shutil.copy(old, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DELETE FROM names")
        connection.execute("UPDATE settings SET value = 'another' WHERE name = 'derived-version'")
        connection.commit()
    for read_only in (True, False):
        with Library.open(copy, read_only=read_only) as library:
            holds_everything(library)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM settings").fetchall() == [(derived.VERSION,)]


def test_a_new_library_has_the_tables_of_a_migrated_one(old: Path, tmp_path: Path) -> None:
    def tables(path: Path) -> list[tuple[str, ...]]:
        with Library.open(path) as library:
            rows = library.database.read("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
            return [(name, " ".join(sql.split())) for name, sql in rows]

    assert tables(old) == tables(tmp_path / "new.db")
