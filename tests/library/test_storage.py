"""Items go in and come out as they were, under keys that stay."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.diagnostics import Diagnostic
from citelib.errors import DuplicateKeyError, LibraryError, SchemaVersionError, UnknownNameError
from citelib.library import Library, upkeep
from citelib.library.store import schema
from citelib.library.store.records import decode_record, encode_record
from citelib.library.transfer import export
from citelib.model import Date, Item, Name, Relation

ITEM = Item(
    "moda2019",
    "article-journal",
    title="Sustained <i>rescue</i> – Désirée",
    author=[Name("Moda-Sava", "R. N.", orcid="0000-0002-1825-0097"), Name(literal="The Group")],
    issued=Date.parse("1998/.."),
    DOI="10.1126/SCIENCE.aat8078",
    ISBN="0-306-40615-2 978-3-16-148410-0",
    relations=[Relation("cites", "10.1/x", "doi")],
    custom={"bibtex:x": ["1", {"a": None}], "citelib:aliases": ["old"]},
)


def test_items_come_out_as_they_went_in(library: Library) -> None:
    library.add(ITEM)
    assert library["moda2019"] == library["old"] == ITEM
    assert list(library) == [ITEM]
    assert "old" in library
    assert library.find("doi", "10.1126/science.aat8078") == [ITEM]
    assert library.find("isbn", "9783161484100") == library.find("isbn", "9780306406157") == [ITEM]


@given(st.text(), st.text(min_size=1), st.dictionaries(st.text(), st.none() | st.integers() | st.text()))
def test_records_keep_every_text(title: str, family: str, custom: dict[str, object]) -> None:
    custom = {name: value for name, value in custom.items() if not name.startswith("citelib:")}
    item = Item("a", "book", title=title, author=[Name(family)], custom=custom)
    assert decode_record(encode_record(item)) == item


def test_text_that_sqlite_cannot_hold_is_kept(library: Library) -> None:
    item = Item("a", "book", title="half \ud800 and \0 nul", author=[Name("\udfff")], keyword="\ud800, b")
    library.add(item)
    assert library["a"] == item
    assert library.search("half").keys() == ["a"]
    library.remove("a")
    assert library.search("half").keys() == []


def test_unknown_keys_have_near_matches(library: Library) -> None:
    library.add(ITEM)
    with pytest.raises(UnknownNameError, match="moda2019"):
        library["moda2018"]
    assert library.get("moda2018") is None


def test_a_key_is_taken_once(library: Library) -> None:
    library.add(ITEM)
    library.add(ITEM)
    with pytest.raises(DuplicateKeyError, match="belongs to 'Sustained"):
        library.add(ITEM.evolve(title="Another"))
    with pytest.raises(DuplicateKeyError):
        library.add(Item("old", "book"))
    with pytest.raises(DuplicateKeyError):
        library.add(Item("new", "book", custom={"citelib:aliases": ["moda2019"]}))
    assert len(library) == 1
    assert library.log()[0].number == 1


@pytest.mark.parametrize("key", ["a\0", "a\nb", "\ud800"])
def test_keys_are_text_on_one_line(library: Library, key: str) -> None:
    with pytest.raises(LibraryError, match="control characters"):
        library.add(Item(key, "book"))
    assert key not in library
    assert len(library) == 0


def test_a_new_key_leaves_the_old_one_as_an_alias(library: Library) -> None:
    library.add(Item("a", "book"))
    library.add(Item("news", "webpage", relations=[Relation("reports-on", "a")]))
    library.rename("a", "b")
    library.rename("b", "c")
    assert library["a"].id == library["b"].id == "c"
    assert library.related("c") == [("reported-on-by", library["news"])]
    library.rename("c", "a")
    assert library["b"].id == "a"


def test_removed_items_go_to_the_trash(library: Library) -> None:
    library.add(ITEM)
    library.remove("old")
    assert len(library) == 0
    assert [one.key for one in library.trash()] == ["moda2019"]
    library.add(Item("moda2019", "book"))
    with pytest.raises(DuplicateKeyError):
        library.put_back("moda2019")
    library.remove("moda2019")
    library.put_back("moda2019")
    assert library["moda2019"].type == "book"
    assert library.empty_trash() == 1
    assert library.trash() == []


def test_a_transaction_is_kept_whole_or_not_at_all(library: Library) -> None:
    def three() -> None:
        with library.transaction("three"):
            library.add(Item("a", "book"))
            library.add(Item("b", "book"))
            library.add(Item("a", "song"))

    with pytest.raises(DuplicateKeyError):
        three()
    assert len(library) == 0
    assert library.log() == []
    with library.transaction("two, one of them refused"):
        library.add(Item("a", "book"))
        with pytest.raises(DuplicateKeyError):
            library.add(Item("a", "song"))
        library.add(Item("b", "book"))
    assert [item.id for item in library] == ["a", "b"]
    assert [(one.command, one.changes) for one in library.log()] == [("two, one of them refused", 2)]


def test_large_libraries_are_read_in_batches_that_changes_do_not_disturb(library: Library) -> None:
    with library.transaction("many"):
        for number in range(2500):
            library.store.insert(Item(f"k{number:05}", "book"))
    seen = []
    for item in library:
        seen.append(item.id)
        if len(seen) == 10:
            library.remove("k00005")
            library.remove("k02000")
    assert len(seen) == 2499
    assert [item.id for item in library.by_key()] == sorted(set(seen) - {"k00005"})


def test_newer_schemas_are_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    Library.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(SchemaVersionError, match="newer citelib"):
        Library.open(path)
    assert path.read_bytes() == before


def test_older_schemas_are_led_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "refs.db"
    with Library.open(path) as library:
        library.add(ITEM)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setitem(schema.MIGRATIONS, schema.SCHEMA_VERSION - 1, ("ALTER TABLE items ADD COLUMN extra TEXT",))
    with Library.open(path) as library:
        assert library["moda2019"] == ITEM
        assert library.database.read("SELECT extra FROM items") == [(None,)]
        assert library.database.read("PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_files_of_others_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    text = tmp_path / "refs.bib"
    text.write_text("@book{a, title = {T}}\n" * 100)
    for path in (other, text, tmp_path):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(LibraryError):
            Library.open(path)
        assert (path.read_bytes() if path.is_file() else None) == before
    with pytest.raises(LibraryError, match="library init"):
        Library.open(tmp_path / "none.db", create=False)


def test_threads_read_and_write_at_once(library: Library) -> None:
    errors: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(25):
                library.add(Item(f"{name}{number}", "book", title="ketamine"))
        except BaseException as error:
            errors.append(error)

    def read() -> None:
        try:
            for _ in range(25):
                assert len(library.search("ketamine").keys()) <= 100
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert len(library) == len(library.search("ketamine")) == 100
    assert sum(one.changes for one in library.log()) == 100


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "refs.db")
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="is closed"):
        len(library)


@pytest.mark.parametrize("record", ["[1", "null", "7", '"text"', "[]", '{"id": 3', "\\u0000"])
def test_a_damaged_record_costs_nothing_but_itself(library: Library, record: str, tmp_path: Path) -> None:
    library.add(Item("a", "book", title="Structures", keyword="x"))
    library.add(Item("b", "book", title="Materials"))
    with library.database.transaction():
        library.database.execute("UPDATE items SET record = ? WHERE key = 'a'", (record,))
    assert [item.id for item in library] == ["a", "b"]
    assert sorted(library.search("").keys()) == ["a", "b"]
    assert library.search("structures").keys() == ["a"]
    assert library["a"].id == "a"
    assert {one.item for one in upkeep.inspect(library)} >= {"a"}
    findings: list[Diagnostic] = []
    export(library, tmp_path / "all.json", report=findings.append)
    assert "Materials" in (tmp_path / "all.json").read_text()
    assert [(one.code, one.item) for one in findings if one.severity == "error"] == [("library-record", "a")]
    assert upkeep.rebuild(library) == 2
    assert library["b"].title == "Materials"
    assert library.remove("a").id == "a"
    assert [item.id for item in library] == ["b"]


def test_a_library_left_open_is_closed_with_its_last_reference(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "left.db")
    library.add(Item("a", "book"))
    connection = library.database.connection
    del library
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
