"""Imports bring every item, and no odd record costs the others."""

from __future__ import annotations

import json
from pathlib import Path

import citelib
from citelib.diagnostics import Diagnostic
from citelib.library import Library, upkeep
from citelib.library.transfer import export, import_file, import_items
from citelib.model import Item, Relation
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
    assert list(upkeep.verify(library)) == []
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
    assert list(upkeep.verify(library)) == []
