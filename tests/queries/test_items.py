"""Queries over items find what the library's search finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citelib.errors import QueryError
from citelib.library import Library
from citelib.model import Date, Item, Name, Relation
from citelib.queries import matcher

WORKS = [
    Item("ash", "book", title="Trees of the North", author=[Name("Ash", "Ann")], issued=Date.on(1999), keyword="wood"),
    Item(
        "elm",
        "article-journal",
        title="Leaves",
        author=[Name("Elm", "Ed"), Name("Ash", "Bo")],
        issued=Date.on(2001),
        container_title="Journal of Leaves",
        DOI="10.1000/ABC",
        keyword="wood, own work",
        relations=[Relation("cites", "ash")],
    ),
    Item("oak", "chapter", title="Acorns", editor=[Name("Øak", "Zoë")], abstract="Of trees and squirrels"),
    Item(
        "fir",
        "report",
        title="Cones",
        title_short="Fir",
        original_title="Zapfen",
        number="Forest 12",
        URL="https://example.org/fir",
        ISBN="0-306-40615-2",
    ),
    Item("yew", "article", title="Berries", number="arXiv:1207.7214v2", PMID="30975859", PMCID="PMC6785189"),
    Item(
        "box",
        "document",
        title="Hedges",
        annote="For gardens",
        genre="Leaflet",
        archive="Greenhouse",
        publisher_place="Kew",
        relations=[Relation("mentions", "elm")],
    ),
]
QUERIES = (
    "type:book",
    "type:article*",
    "-type:book",
    "tree*",
    "trees",
    "title:trees",
    "abstract:squirrels",
    "author:ash",
    'author:"ann ash" OR author:"ash, ann"',
    "editor:oak",
    "name:oak",
    "year:1999",
    "year:2000..",
    "year:..2000",
    'tag:"own work"',
    "tag:own*",
    "keyword:wood",
    "journal:leaves",
    "key:a*",
    "doi:10.1000/abc",
    "is:retracted",
    "has:doi",
    "has:abstract",
    "cites:ash",
    "cites:*",
    "mentions:ash",
    "mentions:elm",
    "title:fir",
    "title:zapfen",
    "note:zapfen",
    "note:fir",
    "note:forest",
    "note:gardens",
    "note:leaflet",
    "note:greenhouse",
    "note:kew",
    "isbn:978-0-306-40615-7",
    "url:https://example.org/fir",
    "arxiv:1207.7214",
    "pmid:30975859",
    "pmcid:pmc6785189",
    "type:book OR (leaves -year:1999)",
    "",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library") / "refs.db") as library:
        for item in WORKS:
            library.add(item)
        yield library


@pytest.mark.parametrize("query", QUERIES)
def test_both_ways_to_ask_find_the_same(query: str, library: Library) -> None:
    holds = matcher(query)
    assert sorted(item.id for item in WORKS if holds(item)) == sorted(library.search(query).keys())


@pytest.mark.parametrize("query", ["in:reading", "added:2026", "is:unfiled", "year:soon", "nofield:x", "(a"])
def test_what_cannot_be_asked_of_items_is_an_error_with_its_column(query: str) -> None:
    with pytest.raises(QueryError, match="column"):
        matcher(query)
