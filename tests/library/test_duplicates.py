"""Duplicates of a library are merged under one key, and nothing is lost."""

from __future__ import annotations

from citelib.library import Library, upkeep
from citelib.library.duplicates import Proposals, find, merge, settle
from citelib.model import Evidence, Item, Relation
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
    assert list(upkeep.inspect(library)) == []
    library.undo()
    assert list(library.by_key()) == before
    assert library.trash() == []
    assert list(upkeep.inspect(library)) == []


def test_merging_leaves_each_relation_once(library: Library) -> None:
    library.add(STUDY)
    library.add(BARE.evolve(id="copy"))
    evidence = Evidence("as Moda-Sava showed")
    links = [Relation("cites", "moda2019"), Relation("cites", "copy", evidence=evidence), Relation("cites", "other")]
    library.add(Item("news", "webpage", relations=links))
    merge(library, ["moda2019", "copy"])
    assert library["news"].relations == (Relation("cites", "moda2019", evidence=evidence), Relation("cites", "other"))


def test_what_was_removed_meanwhile_is_left_out(library: Library) -> None:
    for key in ("a", "b", "c"):
        library.add(STUDY.evolve(id=key))
    preprint = STUDY.evolve(id="pre", DOI="10.1101/123456", container_title="bioRxiv", volume=None, page=None)
    library.add(preprint)
    found = find(library)
    assert [len(one.items) for one in found.duplicates] == [3]
    library.remove("a")
    library.remove("pre")
    settle(library, found)
    assert [item.id for item in library] == ["b"]
    assert library["c"].id == "b"


def test_versions_are_related_once(library: Library) -> None:
    library.add(STUDY)
    library.add(STUDY.evolve(id="pre", DOI="10.1101/123456", container_title="bioRxiv", volume=None, page=None))
    found = find(library)
    assert [(one.earlier.id, one.relation, one.later.id) for one in found.versions] == [
        ("pre", "preprint-of", "moda2019")
    ]
    settle(library, found)
    assert library["pre"].relations == (Relation("preprint-of", "moda2019"),)
    assert find(library) == Proposals((), ())
    assert find(library, min_score=1.0) == Proposals((), ())
