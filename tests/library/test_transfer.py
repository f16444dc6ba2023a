"""Imports bring every item, and no odd record costs the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import citelib
from citelib.diagnostics import Diagnostic
from citelib.errors import LibraryError, ReadError
from citelib.library import Library, upkeep
from citelib.library.duplicates import merge
from citelib.library.importing import Imported
from citelib.library.transfer import export, import_file, import_items
from citelib.model import Date, Item, Name, Relation
from tests.shared import shared


def test_every_item_comes_in_whatever_its_key(library: Library) -> None:
    found: list[Diagnostic] = []
    library.add(Item("taken", "book", title="Mine", custom={"citelib:aliases": ["former"]}))
    items = [
        Item("taken", "book", title="Theirs"),
        Item("former", "book", title="Another"),
        Item("a\nb", "book"),
        Item("\0", "book"),
        Item("x", "book", custom={"citelib:aliases": ["former", "free"]}),
        Item("y", "book", relations=[Relation("part-of", "taken"), Relation("cites", "x")]),
        Item("x", "book", custom={"citelib:aliases": ["former", "free"]}),
    ]
    result = import_items(library, items, report=found.append)
    assert (result.added, result.unchanged) == (6, 1)
    assert [item.id for item in library] == ["taken", "taken-2", "former-2", "ab", "item", "x", "y"]
    assert library["free"].id == "x"
    assert library["former"].title == "Mine"
    assert library["y"].relations == (Relation("part-of", "taken-2"), Relation("cites", "x"))
    assert {one.code for one in found} == {"library-key-taken", "library-key-unfit", "library-alias-taken"}
    again = import_items(library, items[:1])
    assert (again.added, again.unchanged, again.step) == (0, 1, None)
    assert list(upkeep.inspect(library)) == []
    assert library.log()[0].changes == 7
    library.undo()
    assert len(library) == 1


def test_what_comes_in_goes_out(library: Library, tmp_path: Path) -> None:
    source = shared("corpora/biblatex/biblatex-examples.bib")
    works = citelib.load(source)
    result = import_file(library, source, collection="Examples")
    assert result.added == len(works)
    assert len(library.search("in:Examples")) == len(works)
    for item in works.values():
        assert library[item.id].variables == item.variables
        assert library[item.id].relations == item.relations
    assert export(library, tmp_path / "out.json")
    assert not export(library, tmp_path / "out.json")
    assert [one["id"] for one in json.loads((tmp_path / "out.json").read_text())] == sorted(works)
    assert list(upkeep.inspect(library)) == []


MOSS = Item(
    "moss", "article-journal", title="Slow moss on old town walls", author=[Name("Berg", "Ann")], issued=Date.on(2019),
    container_title="Mosses", DOI="10.5555/moss", keyword="moss",
)  # fmt: skip
LICHEN = Item("lichen", "book", title="On lichens and their neighbours", author=[Name("Lee", "Bo")])


def counts(result: Imported) -> tuple[int, int, int, int]:
    return result.added, result.unchanged, len(result.updated), len(result.kept)


def test_what_was_read_before_changes_nothing(library: Library) -> None:
    items = [MOSS, LICHEN, LICHEN.evolve(title="Something else", author=None), MOSS.evolve(id="copy", DOI=None)]
    assert counts(import_items(library, items)) == (4, 0, 0, 0)
    assert [item.id for item in library] == ["moss", "lichen", "lichen-2", "copy"]
    library.tag("moss", add=["read"])
    library.collect("lichen", "Thesis")
    library.replace(library["lichen-2"].evolve(title="Edited here"))
    library.rename("lichen", "lee2020")
    merge(library, ["moss", "copy"])
    before = list(library)
    result = import_items(library, items)
    assert counts(result) == (0, 4, 0, 0)
    assert result.step is None
    assert list(library) == before


def test_what_is_only_written_otherwise_is_no_news(library: Library) -> None:
    import_items(library, [MOSS.evolve(DOI="10.5555/moss", title="On Moss", custom={"bibtex:file": "a"})])
    found: list[Diagnostic] = []
    other = MOSS.evolve(
        id="x", DOI="https://doi.org/10.5555/MOSS", title="On <i>moss</i>", custom={"csv:Cited by": "3"}
    )
    import_items(library, [other], report=found.append)
    assert found == []
    import_items(library, [other.evolve(custom={"bibtex:file": "b"}, volume="9")], report=found.append)
    assert [one.message.rpartition(": ")[2] for one in found] == ["volume, bibtex:file"]


@pytest.mark.parametrize(
    ("change", "news"),
    [
        ({"author": [Name("Berg", "A.")]}, ""),
        ({"author": [Name("Berg", "Ann"), Name("Lee", "Bo")]}, "author"),
        ({"issued": Date.on(2019, 5)}, "issued"),
        ({"container_title": "MOSSES."}, ""),
        ({"container_title": "Lichens"}, "container-title"),
        ({"DOI": "doi:10.5555/MOSS"}, ""),
        ({"ISSN": "0036-8075"}, "ISSN"),
        ({"source": "Scopus", "accessed": Date.on(2020)}, ""),
        ({"type": "article-magazine"}, "type"),
        ({"relations": [Relation("cites", "lichen")]}, "relations"),
        ({"URL": "https://example.org/moss?b"}, "URL"),
        ({"URL": "HTTPS://EXAMPLE.ORG/moss?a"}, ""),
        ({"PMID": "no number"}, "PMID"),
        ({"custom": {"bibtex:file": "moss.pdf"}}, ""),
        ({"custom": {"bibtex:file": "other.pdf"}}, "bibtex:file"),
        ({"custom": {"bibtex:owner": "me"}}, "bibtex:owner"),
        ({"custom": {"ris:L1": "other.pdf"}}, ""),
    ],
)
def test_what_an_update_would_change_is_named(library: Library, change: dict[str, object], news: str) -> None:
    here = MOSS.evolve(
        source="Web of Science",
        accessed=Date.on(2019),
        URL="https://example.org/moss?a",
        PMID="a number",
        custom={"bibtex:file": "moss.pdf"},
    )
    import_items(library, [here])
    found: list[Diagnostic] = []
    import_items(library, [here.evolve(**change, volume="3")], report=found.append)  # type: ignore[arg-type]
    [one] = found
    assert one.message.rpartition(": ")[2].split(", ") == sorted({"volume", news} - {""}, key=_place_of(here))


def _place_of(item: Item) -> Callable[[str], int]:
    """Variables are named in the order of the item, then what is new, then type, relations and fields of formats."""
    order = [*item.variables, "ISSN", "volume", "type", "relations", "bibtex:file", "bibtex:owner"]
    return order.index


def test_keys_that_are_unfit_are_known_again(library: Library) -> None:
    items = [Item("a\nb", "book", title="On moss"), Item("c", "book", relations=[Relation("cites", "ab")])]
    import_items(library, items)
    library.replace(library["c"].evolve(relations=[Relation("cites", "a\nb")]))
    again = import_items(library, items[:1])
    assert (again.added, again.unchanged, again.renamed, again.step) == (0, 1, {"a\nb": "ab"}, None)
    # Relations of what was there before are not this import's to change.
    assert library["c"].relations == (Relation("cites", "a\nb"),)


def test_a_date_gives_way_only_to_one_as_precise(library: Library) -> None:
    import_items(library, [MOSS.evolve(issued=Date.on(2020, 5))])
    found: list[Diagnostic] = []
    import_items(library, [MOSS.evolve(issued=Date.on(2020), source="Scopus")], report=found.append, update=True)
    assert (library["moss"].issued, found) == (Date.on(2020, 5), [])
    import_items(library, [MOSS.evolve(issued=Date.on(2020, 6))], update=True)
    assert library["moss"].issued == Date.on(2020, 6)


def test_an_update_is_made_or_kept(library: Library) -> None:
    import_items(library, [MOSS])
    library.tag("moss", add=["read"])
    changed = MOSS.evolve(volume="3", issued=Date.on(2020), container_title=None)
    found: list[Diagnostic] = []
    assert counts(import_items(library, [changed], report=found.append)) == (0, 0, 0, 1)
    [one] = found
    assert (one.code, one.item) == ("library-update", "moss")
    assert "issued, volume" in one.message
    assert library["moss"].volume is None
    asked: list[tuple[Item, Item]] = []

    def choose(present: Item, update: Item) -> bool:
        asked.append((present, update))
        return True

    assert counts(import_items(library, [changed], update=choose)) == (0, 0, 1, 0)
    moss = library["moss"]
    assert asked[0][1] == moss
    assert (moss.volume, moss.issued, moss.container_title, moss.keyword) == (
        "3",
        Date.on(2020),
        "Mosses",
        "moss, read",
    )
    assert counts(import_items(library, [changed], update=True)) == (0, 1, 0, 0)
    assert counts(import_items(library, [MOSS], update=True)) == (0, 1, 0, 0), (
        "an earlier state is known, and is no update"
    )
    library.undo()
    assert library["moss"].volume is None


def test_a_work_under_another_key_is_known_by_its_identifier(library: Library) -> None:
    import_items(library, [MOSS])
    other = MOSS.evolve(id="berg2019", DOI="https://doi.org/10.5555/MOSS", volume="3")
    assert counts(import_items(library, [other])) == (0, 0, 0, 1)
    assert library["berg2019"].id == "moss"
    assert len(library) == 1
    assert counts(import_items(library, [other], update=True)) == (0, 0, 1, 0)
    assert library["berg2019"].volume == "3"


def test_other_works_are_never_taken_for_an_update(library: Library) -> None:
    import_items(library, [MOSS])
    others = [
        MOSS.evolve(title="Slow moss on old town walls II", DOI=None),
        MOSS.evolve(title="Railway timetables in the Alps", DOI=None),
        MOSS.evolve(author=[Name("Lee", "Cy")], DOI=None),
        MOSS.evolve(id="erratum", title=f"Erratum: {MOSS.title}"),
        MOSS.evolve(id="second", edition="2"),
    ]
    import_items(library, [library["moss"].evolve(edition="1")], update=True)
    result = import_items(library, others)
    assert counts(result) == (5, 0, 0, 0)
    assert [item.id for item in library] == ["moss", "moss-2", "moss-3", "moss-4", "erratum", "second"]
    assert counts(import_items(library, others)) == (0, 5, 0, 0)


def test_one_file_brings_all_its_records(library: Library) -> None:
    items = [MOSS, MOSS.evolve(id="again", volume="3")]
    assert counts(import_items(library, items)) == (2, 0, 0, 0)
    assert counts(import_items(library, items)) == (0, 2, 0, 0)


def test_a_known_item_comes_into_the_collection(library: Library) -> None:
    import_items(library, [MOSS])
    assert counts(import_items(library, [MOSS, LICHEN], collection="Thesis")) == (1, 1, 0, 0)
    assert library.search("in:Thesis sort:key").keys() == ["lichen", "moss"]
    assert counts(import_items(library, [MOSS, LICHEN], collection="Thesis")) == (0, 2, 0, 0)
    assert counts(import_items(library, [MOSS, LICHEN])) == (0, 2, 0, 0)


def many(count: int, start: int = 0) -> list[Item]:
    return [Item(f"i{number}", "book", title=f"Moss {number}") for number in range(start, start + count)]


def test_progress_is_told_batch_by_batch(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.importing.BATCH", 2)
    told: list[int] = []
    result = import_items(library, many(5), progress=told.append, collection="Thesis")
    assert told == [2, 4, 5]
    assert result.added == 5
    assert len(library.search("in:Thesis")) == 5
    assert len(library.log()) == 1, "one step, whatever the batches"
    import_items(library, many(3, 4), collection="Thesis")
    assert len(library.search("in:Thesis")) == 7


def test_a_saved_search_takes_in_nothing(library: Library) -> None:
    library.make_collection("Found", "moss")
    with pytest.raises(LibraryError, match="a collection 'Found' already"):
        import_items(library, many(2), collection="Found")
    assert len(library) == 0


def test_what_broke_off_says_how_to_undo_what_stayed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole batches stay; of an import that broke off in the first there is nothing to undo."""
    monkeypatch.setattr("citelib.library.importing.BATCH", 2)

    def broken(count: int) -> Iterator[Item]:
        yield from many(count)
        raise ReadError("the file ends here")

    with pytest.raises(ReadError) as caught:
        import_items(library, broken(5))
    assert len(library) == 4
    [note] = caught.value.__notes__
    assert note.startswith("4 items were read and kept; `citelib library undo ")
    # What was changed is undone as what was added.
    with pytest.raises(ReadError) as caught:
        import_items(library, (item.evolve(note="new") for item in broken(2)), update=True)
    assert [item.note for item in library] == ["new", "new", None, None]
    library.undo(int(caught.value.__notes__[0].split("undo ")[1].split("`")[0]))
    assert [item.note for item in library] == [None] * 4
    library.undo(int(note.split("undo ")[1].split("`")[0]))
    assert len(library) == 0
    with pytest.raises(ReadError) as caught:
        import_items(library, broken(1))
    assert not hasattr(caught.value, "__notes__")

    def insert(item: Item) -> None:
        raise LibraryError(f"no room for {item.id}")

    store_type = type(library.store)
    real = store_type.insert
    monkeypatch.setattr(store_type, "insert", lambda self, item: real(self, item) if item.id == "i0" else insert(item))
    with pytest.raises(LibraryError, match="no room for i1") as failed:
        import_items(library, many(2))
    assert not hasattr(failed.value, "__notes__")
    assert len(library) == 0
