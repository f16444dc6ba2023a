"""Vetoes: what keeps two records apart that are alike, and what overrules it."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.matching import verdicts
from citelib.matching.features import work_of
from citelib.matching.verdicts import VETOES, compare
from citelib.model import Date, Item, Name
from tests.matching.records import BERG, BO, DOI, FOUR, PLAIN, SIX, record

VETOED: dict[str, tuple[Item, Item, str]] = {
    "notice": (PLAIN, PLAIN.evolve(title=f"Erratum: {SIX}"), "one is a notice (correction)"),
    "edition": (PLAIN.evolve(edition="1"), PLAIN.evolve(edition="2nd"), "editions "),
    "revised": (PLAIN, PLAIN.evolve(title=f"{SIX}, revised"), "one is another edition, as its title says"),
    "part": (
        record("Mosses of old walls", kind="book", DOI=DOI),
        record("Mosses of old halls", kind="chapter", DOI=DOI),
        "one is part of a book",
    ),
    "doi of volume": (
        record("Slow moss on walls", page="1", DOI=DOI),
        record("Slow moss in towns", page="9", DOI=DOI),
        "pages and titles differ",
    ),
    "doi of supplement": (
        record("Slow moss on walls", by=BERG, DOI=DOI),
        record("Slow fish in lakes", by=Name("Lee", "Cy"), DOI=DOI),
        "titles and names differ",
    ),
    "numbers": (PLAIN, PLAIN.evolve(title=f"{SIX} II"), "numbers in the titles differ"),
    "words": (PLAIN, PLAIN.evolve(title="Slow moss on old barn walls"), "titles differ in "),
    "supplement": (PLAIN, PLAIN.evolve(note="Supplementary material"), "one is a supplement"),
    "kind": (PLAIN, Item("x", "thesis", PLAIN.variables), "thesis"),
    "meeting": (
        PLAIN.evolve(container_title="Journal of Town Mosses"),
        PLAIN.evolve(container_title="Workshop of Town Mosses"),
        "a journal and a meeting",
    ),
    "identifier": (PLAIN.evolve(PMID="1234567"), PLAIN.evolve(PMID="7654321"), "different PMID"),
    "people": (PLAIN, PLAIN.evolve(author=[Name("Lee", "Cy")]), "names differ"),
    "place": (PLAIN, PLAIN.evolve(issued=Date.on(2016)), "years differ"),
}


def test_each_veto_is_tried() -> None:
    assert set(VETOED) == {veto.name for veto in VETOES}
    assert all(len(veto.reason) > 20 for veto in VETOES)


@pytest.mark.parametrize("name", VETOED)
def test_a_veto_keeps_works_apart(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, reason = VETOED[name]
    for pair in (compare(one, other), compare(other, one)):
        assert (pair.verdict, pair.score) == ("apart", 0.0)
        assert reason in pair.reasons[-1]
    monkeypatch.setattr(verdicts, "VETOES", tuple(veto for veto in VETOES if veto.name != name))
    assert reason not in compare(one, other).reasons[-1]


@pytest.mark.parametrize("name", [veto.name for veto in VETOES])
def test_an_identifier_overrules_what_is_not_despite_it(name: str) -> None:
    veto = next(veto for veto in VETOES if veto.name == name)
    one, other, _ = VETOED[name]
    one, other = one.evolve(DOI=DOI), other.evolve(DOI=DOI)
    assert (compare(one, other).verdict == "apart") is veto.despite_identifier


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"issued": Date.on(2020), "page": "9"}, "years and pages differ"),
        ({"title": FOUR, "volume": "4", "page": "9"}, "volumes and pages differ"),
        ({"author": [BERG, BO], "page": "9"}, "pages differ"),
        ({"issued": Date.on(2020), "page": None, "volume": "4"}, "years and volumes differ"),
        ({"container_title": "Zoologica Scripta", "page": None, "volume": "4"}, "containers and volumes differ"),
        ({"issued": Date.on(2020), "page": None, "title": f"A handbook of {SIX}"}, "years and titles differ"),
        (
            {"issued": Date.on(2020), "page": None, "container_title": "Zoologica Scripta"},
            "years and containers differ",
        ),
        ({"issued": Date.on(2020), "container_title": "Zoologica Scripta"}, "years and containers differ"),
    ],
)
def test_places(change: dict[str, Any], reason: str) -> None:
    one = PLAIN.evolve(title=FOUR) if change.get("title") == FOUR else PLAIN
    assert compare(one, PLAIN.evolve(**change)).reasons[-1] == reason


@pytest.mark.parametrize(
    "change",
    [
        {"page": "9"},
        {"page": None, "volume": "4"},
        {"volume": "4"},
        {"issued": Date.on(2020)},
        {"issued": Date.on(2018), "volume": "4"},
        {"issued": None, "page": None, "volume": None, "container_title": None},
        {"title": f"RETRACTED: {SIX}"},
        {"title": f"{SIX} [Review] [81 refs]"},
        {"title": f"{SIX}. [Erratum appears in Mosses. 2020;4:1]"},
        {"title": f"{SIX} [Chinese]"},
        {"page": "01-Oct"},
        {"page": "2019"},
    ],
)
def test_what_is_still_one_work(change: dict[str, Any]) -> None:
    assert compare(PLAIN, PLAIN.evolve(**change)).verdict == "same"


def test_series_without_pages_are_told_by_their_issues() -> None:
    bare = PLAIN.evolve(page=None, issue="1")
    assert compare(bare, bare.evolve(issue="2")).reasons[-1] == "issues differ"
    assert compare(bare, bare.evolve(issue=None)).verdict == "same"
    assert compare(PLAIN.evolve(issue="1"), PLAIN.evolve(issue="2")).verdict == "same"


def test_a_copy_in_a_repository_is_a_version_of_the_work() -> None:
    one, deposit = PLAIN.evolve(DOI="10.5555/a"), record(SIX, 2019, by=BERG, DOI="10.5281/zenodo.1")
    for pair in (
        compare(one, deposit),
        compare(deposit, one),
        compare(deposit, deposit.evolve(DOI="10.5281/zenodo.2")),
    ):
        assert pair.verdict == "version"
        assert pair.reasons[-1].startswith("copies of one work under two DOIs: 10.5281/zenodo.1 and 10.5")
    others: list[dict[str, Any]] = [
        {"issued": None}, {"issued": Date.on(2020)}, {"author": None}, {"author": [BERG, BO]},
        {"title": "Slow mosses on old town walls"}, {"title": "Old moss"}, {"container_title": "Wall mosses"},
        {"page": "1"},
    ]  # fmt: skip
    for change in others:
        assert compare(one, deposit.evolve(**change)).verdict == "apart", change


def test_papers_of_meetings() -> None:
    """A meeting has a title once; what grew from its paper has other people, or a subtitle, and another year."""
    paper = record("Slow moss on old town walls", 2019, by=BERG, container_title="Conference on Moss")
    later = paper.evolve(title="Slow moss on old town walls: a second look", issued=Date.on(2020))
    assert compare(paper, later).reasons[-1] == "one meeting in two years, and titles differ"
    assert compare(paper, paper.evolve(issued=Date.on(2020))).verdict == "same"
    assert compare(paper, later.evolve(issued=Date.on(2019))).verdict == "same"
    article = record(SIX, 2020, by=[BERG, Name("Lee", "Cy")])
    assert compare(paper, article).reasons[-1].startswith("years and numbers of names differ")
    assert compare(paper, article.evolve(issued=Date.on(2019))).verdict == "same"
    assert compare(paper, article.evolve(author=[BERG])).verdict == "same"
    journal = PLAIN.evolve(container_title="Review of Town Mosses")
    assert compare(journal, PLAIN.evolve(container_title="Reviews of Town Mosses")).verdict == "same"
    assert compare(journal, PLAIN.evolve(container_title="Symposium of Town Mosses")).verdict == "apart"
    assert compare(journal, PLAIN.evolve(container_title="Bulletin of Town Mosses")).verdict == "same"


def test_pages_of_what_is_online_first() -> None:
    """Before it has a volume, an article counts its pages from 1."""
    final = PLAIN.evolve(page="566-582")
    first = PLAIN.evolve(page="1-17", volume=None, issued=Date.on(2018))
    assert compare(final, first).verdict == compare(first, final).verdict == "same"
    others: list[dict[str, Any]] = [
        {"page": "2-17"}, {"volume": "2"}, {"issued": Date.on(2020)}, {"author": [BERG, BO]},
        {"container_title": "Moss"}, {"container_title": None}, {"title": "Slow mosses on old town walls"},
    ]  # fmt: skip
    for change in others:
        assert compare(final, first.evolve(**change)).verdict == "apart", change


def test_unsigned_columns_are_told_by_their_pages() -> None:
    column = PLAIN.evolve(author=None, page="353")
    assert compare(column, column.evolve(page="383")).reasons[-1] == "pages differ"
    assert compare(PLAIN.evolve(page="353"), PLAIN.evolve(page="383")).verdict == "same"


NOTICE_TITLES = (
    "“{}”: Corrigendum",
    '"{}": Correction',
    "{} (vol 43, pg 55, 2017)",
    "{} - Reply",
    "{}: authors' reply",
    "{}. A commentary",
    "{} – Author’s response",
    "Publisher Correction: {}",
    "Author Reply to {}",
)


@pytest.mark.parametrize("title", NOTICE_TITLES)
def test_notices_and_comments_are_known_by_either_end_of_their_titles(title: str) -> None:
    notice = PLAIN.evolve(title=title.format(SIX), DOI=DOI)
    assert compare(PLAIN.evolve(DOI=DOI), notice).reasons[-1] == f"one is a notice ({work_of(1, notice).notice})"


@pytest.mark.parametrize(
    "title", ["{}: dose-response", "{} with error correction", "Correcting {}", "{} (vol 2)", "{}: a review"]
)
def test_titles_of_works_are_no_notices(title: str) -> None:
    assert work_of(1, PLAIN.evolve(title=title.format(SIX))).notice == ""


def test_one_notice_under_two_names_is_one() -> None:
    """PubMed calls it an erratum, the publisher a correction, and Web of Science gives the place of the work."""
    titles = [f"Erratum to: {SIX}", f"Correction: {SIX}", f"{SIX} (vol 43, pg 55, 2017)"]
    assert {work_of(1, PLAIN.evolve(title=title)).notice for title in titles} == {"correction"}
    assert compare(PLAIN.evolve(title=titles[0], DOI=DOI), PLAIN.evolve(title=titles[1], DOI=DOI)).verdict == "same"


def test_a_review_of_each_year_has_others_among_its_authors_each_time() -> None:
    names = {family: Name(family, "Ann") for family in ("Berg", "Lee", "Roa", "Toft", "Bergh")}

    def verdict(of: str, other: str, year: int = 2018) -> str:
        works = (PLAIN.evolve(author=[names[name] for name in people.split()]) for people in (of, other))
        return compare(next(works).evolve(issued=Date.on(2017)), next(works).evolve(issued=Date.on(year))).verdict

    assert verdict("Berg Lee Roa", "Berg Lee Toft") == "apart"
    assert verdict("Berg Lee Roa", "Berg Lee Toft", 2017) == "same"
    assert verdict("Berg Lee Roa", "Berg Lee") == "same"  # a list that was cut short
    assert verdict("Berg Lee", "Bergh Lee") == "same"  # a slip
    # A given name that stands for the family name is nobody else.
    swapped = [Name("Ann", "Berg"), names["Lee"]], [names["Berg"], names["Lee"]]
    one, other = (
        PLAIN.evolve(author=people, issued=Date.on(year)) for people, year in zip(swapped, (2017, 2018), strict=True)
    )
    assert compare(one, other).reasons[-1] != "years and names differ"


def test_an_article_and_the_paper_of_a_meeting_are_two_works_of_one_title() -> None:
    article = PLAIN.evolve(container_title="Annals of Botany", volume=None, page=None)
    paper = Item("x", "paper-conference", article.variables)
    meeting = paper.evolve(container_title="Proceedings of the Ninth Conference on Mosses")
    for pair in (compare(article, meeting), compare(meeting, article)):
        assert pair.reasons[-1] == "an article and a paper of a meeting"
    # One place under two types, a meeting whose papers are printed in a journal, and one first page are one work.
    assert compare(article, paper).verdict == "same"
    assert compare(meeting, Item("x", "article-journal", meeting.variables)).verdict == "same"
    assert compare(article.evolve(page="7"), meeting.evolve(page="7-12")).verdict == "same"
    assert compare(article.evolve(container_title="Proceedings of Conference on Mosses"), meeting).verdict == "same"
