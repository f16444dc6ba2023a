"""Duplicates of a library are merged under one key, and nothing is lost."""

from __future__ import annotations

from citelib.library import Library, upkeep
from citelib.library.duplicates import merge
from citelib.model import Item, Relation
from tests.matching.test_duplicates import BARE, STUDY


def test_merging_in_a_library_keeps_keys_relations_and_collections(library: Library) -> None:
    library.add(STUDY)
    library.add(BARE.evolve(id="copy", abstract="Mice."))
    library.add(BARE.evolve(id="third"))
    library.add(Item("news", "webpage", relations=[Relation("reports-on", "copy"), Relation("reports-on", "third")]))
    library.collect("copy", "Thesis")
    before = list(library.by_key())
    merge(library, ["moda2019", "copy", "third"])
    assert len(library) == 2
    assert library["copy"].id == library["third"].id == "moda2019"
    assert library["moda2019"].abstract == "Mice."
    assert library["news"].relations == (Relation("reports-on", "moda2019"),)
    assert library.search("in:Thesis").keys() == ["moda2019"]
    assert {one.key for one in library.trash()} == {"copy", "third"}
    assert list(upkeep.verify(library)) == []
    library.undo()
    assert list(library.by_key()) == before
    assert library.trash() == []
    assert list(upkeep.verify(library)) == []
