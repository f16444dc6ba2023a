"""JSON of many programs, told apart record by record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citelib.formats import registry
from citelib.formats.exchange import loads
from citelib.formats.json_yaml.kinds import kind_of

CSL = {"id": "post", "type": "post-weblog", "title": "A post", "issued": {"date-parts": [[2016]]}}
# By format: a record of invented data, and the family name, year and container of what is read.
RECORDS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "crossref-json": (
        {
            "DOI": "10.1000/a", "type": "journal-article", "title": ["Carts"], "container-title": ["J Carts"],
            "author": [{"given": "Ada", "family": "Roa"}], "issued": {"date-parts": [[2001]]}, "member": "1",
            "prefix": "10.1000",
        }, "Roa", "2001", "J Carts",
    ),
    "openalex": (
        {
            "id": "https://openalex.org/W1", "display_name": "Carts", "publication_year": 2001, "type": "article",
            "authorships": [{"author": {"display_name": "Ada Roa"}}],
            "primary_location": {"source": {"display_name": "J Carts", "type": "journal"}},
        }, "Roa", "2001", "J Carts",
    ),
    "datacite-json": (
        {
            "id": "10.1000/a", "attributes": {
                "doi": "10.1000/a", "titles": [{"title": "Carts"}], "creators": [{"name": "Roa, Ada"}],
                "publicationYear": 2001, "container": {"title": "J Carts"},
                "types": {"resourceTypeGeneral": "JournalArticle"},
            },
        }, "Roa", "2001", "J Carts",
    ),
    "zotero-json": (
        {
            "key": "AB", "version": 3, "data": {
                "itemType": "journalArticle", "title": "Carts", "date": "2001-05-06", "publicationTitle": "J Carts",
                "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Roa"}],
                "extra": "Citation Key: roa\nOriginal Date: 1923\neditor: Vu || Bo\nA remark: of mine",
            },
        }, "Roa", "2001", "J Carts",
    ),
    "publish-or-perish-json": (
        {
            "title": "Carts", "authors": ["A Roa", "BC Vu"], "rank": 1, "year": 2001, "source": "J Carts",
            "article_url": "http://x.example", "cites": 1, "volume": 0, "startpage": 11, "endpage": 19,
        }, "Roa", "2001", "J Carts",
    ),
    "semantic-scholar": (
        {
            "paperId": "f00", "title": "Carts", "year": 2001, "journal": {"name": "J Carts"},
            "authors": [{"authorId": "1", "name": "Ada Roa"}], "externalIds": {"DOI": "10.1000/a"},
        }, "Roa", "2001", "J Carts",
    ),
    "europe-pmc": (
        {
            "id": "1", "source": "MED", "title": "Carts", "authorString": "Roa A, Vu BC.", "pubYear": "2001",
            "journalInfo": {"journal": {"title": "J Carts"}, "volume": "3"},
        }, "Roa", "2001", "J Carts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_known_by_its_keys(name: str) -> None:
    record, family, year, container = RECORDS[name]
    assert kind_of(record) == name
    for text in (json.dumps([record]), json.dumps(record), json.dumps({"items": [record]})):
        (item,) = loads(text).values()
        assert (item.title, item.author[0].family, str(item.issued)[:4]) == ("Carts", family, year)
        assert (item.container_title, item.type) == (container, "article-journal")
    assert registry.recognise(json.dumps([record])) is not registry.find("press-release")


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_odd_record_changes_nothing_for_the_others(name: str, is_first: bool) -> None:
    record = RECORDS[name][0]
    works = loads(json.dumps([record, CSL] if is_first else [CSL, record]), "csl-json")
    assert [(item.type, item.title) for item in works.values() if item.id == "post"] == [("post-weblog", "A post")]
    assert sorted(str(item.title) for item in works.values()) == ["A post", "Carts"]


def test_lines_of_zoteros_extra() -> None:
    (item,) = loads(json.dumps(RECORDS["zotero-json"][0])).values()
    assert (item.citation_key, str(item.original_date), item.note) == ("roa", "1923", "A remark: of mine")
    assert [(one.family, one.given) for one in item.editor] == [("Vu", "Bo")]


def test_csl_json_of_doi_org_keeps_its_types() -> None:
    record = {**CSL, "type": "article-journal", "member": "7", "prefix": "10.1", "reference-count": 3, "DOI": "10.1/x"}
    text = json.dumps([record, CSL])
    for name in (None, "crossref-json", "csl-json"):
        assert [item.type for item in loads(text, name).values()] == ["article-journal", "post-weblog"]


def test_notes_of_zotero_are_no_items() -> None:
    assert not loads(json.dumps([{"key": "N", "data": {"itemType": "note", "note": "x"}}]), "zotero-json")


def test_papis() -> None:
    text = "author: Rus, Bert\nauthor_list:\n- family: Rus\n  given: Bert\nref: rus\ntitle: Logic\n"
    text += "type: article\nyear: 1988\n"
    (item,) = loads(text).values()
    assert (item.id, item.title, item.author[0].family, str(item.issued)) == ("rus", "Logic", "Rus", "1988")


NOTE = "original-date: 1923\ntype: book\neditor: Roe || Ann\nPMID: 5\nvolume: 9\nAs I said: it is good"


def test_variables_in_notes() -> None:
    record = {"id": "a", "type": "document", "title": "T", "volume": "2", "note": NOTE}
    item = loads(json.dumps([record]), "csl-json")["a"]
    assert (item.type, str(item.original_date), item.PMID, item.volume) == ("book", "1923", "5", "2")
    assert item.editor[0].family == "Roe"
    assert item.note == "volume: 9\nAs I said: it is good", "what the item has already is not changed by its note"
    kept = loads(json.dumps([record]), "csl-json", note_fields=False)["a"]
    assert (kept.type, kept.note, kept.PMID) == ("document", NOTE, None)


def test_collections_of_better_bibtex() -> None:
    export = {
        "collections": {
            "A": {"key": "A", "name": "Thesis", "parent": False, "items": [1]},
            "B": {"key": "B", "name": "Chapter 1/2", "parent": "A", "items": [1, 2]},
            "C": {"key": "C", "name": "Circle", "parent": "C", "items": [3]},
            "D": {"key": "D", "name": "", "items": [3]},
        },
        "items": [
            {"itemID": number, "itemType": "book", "title": "T", "citationKey": f"k{number}"} for number in (1, 2, 3)
        ],
    }
    works = loads(json.dumps(export), "zotero-json")
    assert works["k1"].custom["citelib:collections"] == ["Thesis", "Thesis/Chapter 1-2"]
    assert works["k2"].custom["citelib:collections"] == ["Thesis/Chapter 1-2"]
    assert works["k3"].custom["citelib:collections"] == ["Circle"]
    # The web interface gives keys only; they are kept.
    one = {"key": "K", "data": {"itemType": "book", "title": "T", "collections": ["ABCD2345"]}}
    (item,) = loads(json.dumps([one]), "zotero-json").values()
    assert item.custom == {"zotero-json:collections": ["ABCD2345"]}


def test_an_item_whose_id_is_an_address_of_openalex_is_csl_all_the_same() -> None:
    record = {**CSL, "id": "https://openalex.org/W1", "type": "article-journal", "author": [{"family": "Roa"}]}
    (item,) = loads(json.dumps([record])).values()
    assert (item.author[0].family, item.issued and item.issued.year) == ("Roa", 2016)
