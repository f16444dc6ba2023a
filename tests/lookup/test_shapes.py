"""Honest references, and the same with a fault, against answers in each service's shape, from request to verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citelib.lookup.services import SERVICES_BY_NAME
from citelib.model import Date, Item, Name
from citelib.verification import Verdict, verify
from tests.lookup import bodies
from tests.lookup.answering import answering, body
from tests.lookup.test_services import Asking

pytest.importorskip("httpx2", reason="lookups need an extra: pip install citelib[lookup]")

BERG, LEE = Name("Berg", "Ann"), Name("Lee", "Bo")
DBLP, EUROPE_PMC, SRU_DNB, SRU_K10, SRU_LOC = (
    "/search/publ/api", "/europepmc/webservices/rest/search", "/sru/dnb", "/opac-de-627", "/LCDB",
)  # fmt: skip
EFETCH, ESEARCH = "/entrez/eutils/efetch.fcgi", "/entrez/eutils/esearch.fcgi"


def entry(type: str, title: str, year: int, *people: Name, **more: Any) -> Item:
    return Item("entry", type, title=title, author=people, issued=Date.on(year), **more)


ARTICLE = entry(
    "article-journal", "Slow Moss and Fast Lichens in the Age of Stone", 2021, BERG, volume="17", page="12:1–12:20",
    container_title="Journal of Moss Research", DOI="10.5555/jmr.1",
)  # fmt: skip
COHORT = entry(
    "article-journal", "The slow moss of beta-walls and roofs: a cohort", 2019, Name("Berg", "A."), Name("Lee", "B."),
    container_title="Mosses", volume="3", page="e12–e19", DOI="10.5555/moss", PMID="77",
)  # fmt: skip
POSTED = entry(
    "article", "Slow moss and its walls in winter", 2018, BERG, LEE, publisher="bioRxiv",
    DOI="10.1101/2018.01.01.123456",
)  # fmt: skip
GERMAN_ARTICLE = entry(
    "article-journal", "Das langsame Moos der CO₂-Wände", 2019, Name("Berg", "A. B."), LEE, container_title="Mosses",
    volume="3", page="112–119", PMID="77",
)  # fmt: skip
PREPRINT = entry(
    "article", "Slow Moss and β-Walls: A Study of Stones", 2021, BERG, Name(literal="The Moss Collaboration"),
    Name("van der Lee", "B."), publisher="arXiv", number="arXiv:2101.00001",
)  # fmt: skip
PAPER = entry(
    "paper-conference", "Slow Moss and BERT: A Über-study of “walls”", 2019, BERG, LEE, Name("d’Or", "Céline"),
    container_title="ACL", page="1–12", DOI="10.18653/v1/P19-1001",
)  # fmt: skip
MOSS = entry("book", "Moss: A Life", 2007, BERG, publisher="Fjord", ISBN="978-0-306-40615-7")
REPRINT = MOSS.evolve(title="Moss", issued=Date.on(2005))
GERMAN_BOOK = entry(
    "book", "Das stille Moos. Eine Naturgeschichte in zwölf Wänden", 2019, Name("von Berg", "Anna"), Name("Roe", "Cy"),
    publisher="Fjordverlag", ISBN="978-3-16-148410-0",
)  # fmt: skip
VOLUME = entry("book", "Die Moose", 2020, volume="2", ISBN="9783161484117", editor=[BERG])
NOVEL = entry("book", "Das stille Moos", 2016, Name("Berg", "Anna"))
AMERICAN_BOOK = entry("book", "The Slow Moss", 1978, Name("Berg", "Ann B."), LEE, ISBN="0-306-40615-2")
ANSWERS: dict[str, tuple[Item, str, dict[str, object]]] = {
    "dblp, one hit with one author": (ARTICLE, "dblp", {DBLP: bodies.dblp(bodies.DBLP_ARTICLE)}),
    "dblp, a preprint that had one author more": (
        ARTICLE, "dblp", {DBLP: bodies.dblp(bodies.DBLP_ARTICLE, bodies.DBLP_PREPRINT)}),
    "Europe PMC, online in the year before its volume": (
        COHORT, "europe-pmc",
        {EUROPE_PMC: bodies.europe_pmc(bodies.EUROPE_PMC_ARTICLE | {"commentCorrectionList": {}})}),
    "Europe PMC, a preprint without a list of names": (
        POSTED, "europe-pmc", {EUROPE_PMC: bodies.europe_pmc(bodies.EUROPE_PMC_PREPRINT)}),
    "PubMed, title in its own language": (GERMAN_ARTICLE, "pubmed", {EFETCH: bodies.PUBMED_ARTICLE}),
    "PubMed, found by its English title": (
        GERMAN_ARTICLE.evolve(title="The slow moss of CO2 walls", PMID=None), "pubmed",
        {ESEARCH: bodies.esearch("77"), EFETCH: bodies.PUBMED_ARTICLE}),
    "arXiv, a group among the authors": (PREPRINT, "arxiv", {"/api/query": bodies.arxiv(bodies.arxiv_entry())}),
    "ACL Anthology": (PAPER, "acl-anthology", {"/P19-1001.bib": bodies.ACL}),
    "Open Library by ISBN": (MOSS, "openlibrary", {"/api/books": bodies.OPEN_LIBRARY_BOOK}),
    "Open Library, an edition of a work and its author in two scripts": (
        REPRINT, "openlibrary", {"/api/books": {}, "/search.json": bodies.open_library(bodies.OPEN_LIBRARY_WORK)}),
    "DNB, an article that is not sorted": (GERMAN_BOOK, "dnb", {SRU_DNB: bodies.dnb(bodies.DNB_BOOK)}),
    "DNB by title": (GERMAN_BOOK.evolve(ISBN=None), "dnb", {SRU_DNB: bodies.dnb(bodies.DNB_VOLUME, bodies.DNB_BOOK)}),
    "DNB, a volume whose editor stands with the whole": (VOLUME, "dnb", {SRU_DNB: bodies.dnb(bodies.DNB_VOLUME)}),
    "K10plus, a novel and a review of it": (
        NOVEL, "k10plus", {SRU_K10: bodies.catalogue(bodies.K10PLUS_REVIEW, bodies.K10PLUS_BOOK)}),
    "a page padded with empty records": (NOVEL, "k10plus", {SRU_K10: bodies.catalogue(bodies.K10PLUS_BOOK, stubs=3)}),
    "Library of Congress, an alternative title": (AMERICAN_BOOK, "loc", {SRU_LOC: bodies.catalogue(bodies.LOC_BOOK)}),
}  # fmt: skip


def judge(item: Item, name: str, answers: dict[str, object]) -> Verdict:
    with answering({path: body(answer) for path, answer in answers.items()}) as server:
        [verdict] = verify([item], Asking(server)(name))
        return verdict


@pytest.mark.parametrize("case", ANSWERS)
def test_an_honest_reference_is_confirmed(case: str) -> None:
    verdict = judge(*ANSWERS[case])
    assert (verdict.verdict, verdict.differing) == ("verified", ())


@pytest.mark.parametrize("case", [case for case in ANSWERS if "Open Library, an edition" not in case])
def test_the_same_with_a_year_that_is_none_of_its_own_is_not(case: str) -> None:
    item, name, answers = ANSWERS[case]
    year = item.issued.year if item.issued else None
    verdict = judge(item.evolve(issued=Date.on((year or 0) - 6)), name, answers)
    if item.ISBN or item.type != "book":
        assert (verdict.verdict, verdict.differing) == ("mismatch", ("issued",))
    else:  # it may be of another edition
        assert verdict.verdict == "verified"


@pytest.mark.parametrize(
    "case", [case for case in ANSWERS if case != "DNB, a volume whose editor stands with the whole"]
)
def test_the_same_with_a_stranger_among_its_authors_is_not(case: str) -> None:
    item, name, answers = ANSWERS[case]
    verdict = judge(item.evolve(author=[*(item.author or ()), Name("Zimt", "Zoe")]), name, answers)
    assert (verdict.verdict, verdict.differing) == ("mismatch", ("author",))


NOTHING: dict[str, tuple[Item, dict[str, object]]] = {
    "dblp": (ARTICLE, {DBLP: bodies.dblp()}),
    "europe-pmc": (COHORT, {EUROPE_PMC: bodies.europe_pmc()}),
    "pubmed": (GERMAN_ARTICLE, {EFETCH: bodies.PUBMED.format(""), ESEARCH: bodies.esearch()}),
    "arxiv": (PREPRINT, {"/api/query": bodies.arxiv()}),
    "acl-anthology": (PAPER, {}),
    "openlibrary": (MOSS, {"/api/books": {}, "/search.json": bodies.open_library()}),
    "dnb": (GERMAN_BOOK, {SRU_DNB: bodies.dnb()}),
    "k10plus": (NOVEL, {SRU_K10: bodies.catalogue()}),
    "loc": (AMERICAN_BOOK, {SRU_LOC: bodies.catalogue()}),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_an_answer_without_works_is_no_failure(name: str) -> None:
    item, answers = NOTHING[name]
    verdict = judge(item, name, answers)
    assert verdict.verdict == "not-found"
    assert [answer.outcome for answer in verdict.answers] == ["none"]


@pytest.mark.parametrize(
    ("item", "name", "answers", "flags"),
    [
        (COHORT, "europe-pmc", {EUROPE_PMC: bodies.europe_pmc(bodies.EUROPE_PMC_ARTICLE)}, ["retracted"]),
        (POSTED, "europe-pmc", {EUROPE_PMC: bodies.europe_pmc(bodies.EUROPE_PMC_PREPRINT)}, ["published"]),
        (GERMAN_ARTICLE, "pubmed", {EFETCH: bodies.PUBMED_ARTICLE}, ["corrected"]),
        (PREPRINT, "arxiv", {"/api/query": bodies.arxiv(bodies.arxiv_entry("This paper has been withdrawn by arXiv"))},
         ["retracted"]),
        (PREPRINT, "arxiv", {"/api/query": bodies.arxiv(bodies.arxiv_entry("Theorem 2 of v1 is withdrawn"))}, []),
    ],
)  # fmt: skip
def test_notices_that_stand_in_the_answer(item: Item, name: str, answers: dict[str, object], flags: list[str]) -> None:
    assert [notice.flag for notice in judge(item, name, answers).notices] == flags


def test_proceedings_have_editors_in_dblp() -> None:
    answer = json.dumps(bodies.dblp(bodies.DBLP_PROCEEDINGS)).encode()
    [record] = SERVICES_BY_NAME["dblp"].read(answer)
    assert (record.type, record.author, record.editor) == ("book", (), (BERG, LEE))


@pytest.mark.parametrize(
    ("date", "year"),
    [("March 2009", 2009), ("Oct 01, 2007", 2007), ("[1990?]", 1990), ("c1985", 1985), ("1997-01", 1997), ("", None)],
)
def test_dates_of_books(date: str, year: int | None) -> None:
    [(isbn, book)] = bodies.OPEN_LIBRARY_BOOK.items()
    [record] = SERVICES_BY_NAME["openlibrary"].read(json.dumps({isbn: book | {"publish_date": date}}).encode())
    assert (record.issued.year if record.issued else None) == year
