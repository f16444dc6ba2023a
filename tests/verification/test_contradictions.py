"""Where sources contradict each other nobody is accused, and nothing is said to be confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify

BERG, LEE, ROE = Name("Berg", "Ann"), Name("Lee", "Bo"), Name("Roe", "Di")
ENTRY = Item(
    "e", "article-journal", title="How Slow Moss Crosses a Town Wall", author=[BERG, LEE], issued=Date.on(2016),
    container_title="Mosses",
)  # fmt: skip
LATER, OTHERS = {"issued": Date.on(2020)}, {"author": [BERG, ROE]}


def verdict(entry: Item, **changes: dict[str, Any]) -> tuple[str, str]:
    records = [ENTRY.evolve(id=source, source=source, **change) for source, change in changes.items()]
    [one] = verify([entry], [Collection(records)])
    return one.verdict, one.reason


@pytest.mark.parametrize(("change", "field"), [(LATER, "issued"), (OTHERS, "author")])
def test_one_source_against_two_that_agree(change: dict[str, Any], field: str) -> None:
    told = verdict(ENTRY, Crossref={}, DBLP=change, OpenAlex=change)
    assert told == ("unsure", f"records contradict each other: {field}")


@pytest.mark.parametrize("change", [LATER, OTHERS])
def test_two_sources_that_agree_confirm(change: dict[str, Any]) -> None:
    assert verdict(ENTRY, Crossref={}, DBLP={}, OpenAlex=change, PubMed=change)[0] == "verified"


@pytest.mark.parametrize("change", [LATER, OTHERS])
def test_one_source_alone_contradicts_nothing(change: dict[str, Any]) -> None:
    assert verdict(ENTRY, Crossref={}, DBLP=change)[0] == "verified"


def test_those_who_contradict_must_agree() -> None:
    assert verdict(ENTRY, Crossref={}, DBLP=LATER, OpenAlex={"issued": Date.on(2012)})[0] == "verified"


def test_the_record_of_its_own_identifier_says_what_is_meant() -> None:
    doi = {"DOI": "10.5555/moss"}
    assert verdict(ENTRY.evolve(**doi), Crossref=doi, DBLP=OTHERS, OpenAlex=OTHERS)[0] == "verified"


def test_preprints_are_no_witnesses_against_the_published_version() -> None:
    preprint = {"issued": Date.on(2012), "container_title": "arXiv (Cornell University)"}
    assert verdict(ENTRY, Crossref={}, OpenAlex=preprint, DataCite=preprint)[0] == "verified"


def test_what_everybody_contradicts_is_wrong_however_they_differ() -> None:
    assert verdict(ENTRY, Crossref=LATER, DBLP=LATER, OpenAlex={"issued": Date.on(2012)})[0] == "mismatch"


@pytest.mark.parametrize(("ours", "theirs", "volume", "expected"), [
    ("Companion to Glass", "Handbook of Moss", None, "mismatch"),
    ("Handbook of Glass", "Handbook of Moss", None, "mismatch"),
    ("Walls and Gardens", "Handbook of Moss", "3", "verified"),  # a numbered handbook is a series; the book has a title
    ("Walls and Gardens", "Studies in Moss", None, "verified"),
])  # fmt: skip
def test_a_chapter_of_another_book(ours: str, theirs: str, volume: str | None, expected: str) -> None:
    chapter = ENTRY.evolve(type="chapter", container_title=ours)
    record: dict[str, Any] = {"type": "chapter", "container_title": theirs}
    if volume:
        record["volume"] = volume
    assert verdict(chapter, Crossref=record)[0] == expected
