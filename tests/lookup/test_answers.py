"""Answers of services, in the shapes that their documentation and recorded ones have; all works are made up."""

from __future__ import annotations

import json

import pytest

from citelib.errors import ReadError
from citelib.lookup import answers
from citelib.lookup.services import SERVICES_BY_NAME
from citelib.model import Date, Item, Name


def test_books_that_open_library_finds() -> None:
    full = {
        "key": "/works/OL1W", "title": "Moss", "subtitle": "A life", "author_name": ["Ann Berg", "Bo Lee"],
        "author_key": ["OL1A", "OL2A"], "first_publish_year": 1978, "publisher": ["Fjord", "Other"],
        "isbn": ["9780306406157"],
    }  # fmt: skip
    bare = {"key": "/works/OL2W", "title": "Lichen"}
    found = answers.open_library(json.dumps({"numFound": 3, "docs": [full, bare, {}, None]}).encode())
    assert found == [
        Item("/works/OL1W", "book", title="Moss: A life", author=[Name("Berg", "Ann"), Name("Lee", "Bo")],
             publisher="Fjord", original_date=Date.on(1978), ISBN="9780306406157"),
        Item("/works/OL2W", "book", title="Lichen"),
        Item("2", "book"),
    ]  # fmt: skip


def test_a_book_that_open_library_has_by_isbn() -> None:
    book = {
        "title": "Moss", "authors": [{"url": "https://openlibrary.org/authors/OL1A", "name": "Ann Berg"}],
        "publishers": [{"name": "Fjord"}], "publish_places": [{"name": "Bergen"}], "publish_date": "July 28, 2008",
        "number_of_pages": 480, "key": "/books/OL1M", "identifiers": {"isbn_13": ["9780306406157"]},
    }  # fmt: skip
    assert answers.open_library(json.dumps({"ISBN:9780306406157": book}).encode()) == [
        Item("9780306406157", "book", title="Moss", author=[Name("Berg", "Ann")], publisher="Fjord",
             publisher_place="Bergen", number_of_pages="480", issued=Date.on(2008, 7, 28), ISBN="9780306406157")
    ]  # fmt: skip
    assert answers.open_library(b"{}") == []


@pytest.mark.parametrize("authors", [["Ann Berg 0002", "Bo Lee"], [{"@pid": "1", "text": "Ann Berg 0002"}, "Bo Lee"]])
def test_hits_of_dblp(authors: list[object]) -> None:
    info = {
        "authors": {"author": authors}, "title": "On moss &amp; bark.", "venue": ["MOSS", "LNCS"], "year": "2019",
        "pages": "1-4", "number": "2", "type": "Conference and Workshop Papers", "key": "conf/moss/BergL19",
        "doi": "10.5555/MOSS", "ee": "https://doi.org/10.5555/MOSS", "url": "https://dblp.org/rec/conf/moss/BergL19",
    }  # fmt: skip
    hits = [{"@score": "5", "@id": "1", "info": info}, {"info": {"type": "Books and Theses", "publisher": "Fjord"}}]
    found = answers.dblp(json.dumps({"result": {"hits": {"@total": "2", "hit": hits}}}).encode())
    assert found == [
        Item("conf/moss/BergL19", "paper-conference", title="On moss & bark",
             author=[Name("Berg", "Ann"), Name("Lee", "Bo")], container_title="MOSS", issued=Date.on(2019),
             page="1-4", DOI="10.5555/MOSS", source="dblp"),
        Item("1", "book", publisher="Fjord", source="dblp"),
    ]  # fmt: skip
    assert answers.dblp(b'{"result": {"hits": {"@total": "0", "@computed": "0"}}}') == []


def test_retractions_that_europe_pmc_tells_by_the_type_of_publication() -> None:
    def paper(id: str, *kinds: str) -> dict[str, object]:
        return {
            "id": id, "source": "MED", "pmid": id, "title": f"Moss {id}.", "authorString": "Berg A.",
            "pubTypeList": {"pubType": list(kinds)},
        }  # fmt: skip

    papers = [paper("1", "research-article", "Retracted Publication"), paper("2", "Journal Article"), paper("3")]
    del papers[2]["pubTypeList"]
    found = answers.europe_pmc(json.dumps({"resultList": {"result": papers}}).encode())
    assert [item.status for item in found] == ["retracted", None, None]
    assert answers.europe_pmc(b'{"hitCount": 0, "resultList": {"result": []}}') == []


def test_papers_of_semantic_scholar() -> None:
    paper = {"paperId": "a1", "title": "Moss", "authors": [{"authorId": "1", "name": "Ann Berg"}], "year": 2019}
    match = {"data": [paper | {"matchScore": 109.5}]}
    assert [item.title for item in answers.semantic_scholar(json.dumps(match).encode())] == ["Moss"]
    batch = [None, paper, {"paperId": None, "title": "Lichen"}]
    assert [item.title for item in answers.semantic_scholar(json.dumps(batch).encode())] == ["Moss"]
    assert answers.semantic_scholar(b'{"total": 0, "offset": 0}') == []


def test_an_answer_of_sru_with_no_records() -> None:
    none = b"<x><zs:numberOfRecords xmlns:zs='http://www.loc.gov/zing/srw/'>0</zs:numberOfRecords></x>"
    assert answers.marc(none) == []
    with pytest.raises(ReadError, match="does not count"):
        answers.marc(b"<x/>")


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("crossref", {"status": "ok", "message-type": "work-list", "message": {"total-results": 0, "items": []}}),
        ("datacite", {"data": [], "meta": {"total": 0}}),
        ("openalex", {"meta": {"count": 0}, "results": [], "group_by": []}),
    ],
)
def test_lists_without_works(name: str, empty: object) -> None:
    assert SERVICES_BY_NAME[name].read(json.dumps(empty).encode()) == []
