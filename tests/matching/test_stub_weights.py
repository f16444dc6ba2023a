"""Each weight of the evidence for a stub is the one that its table says, and each limit has a record on either side."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from citelib.matching import evidence, link
from citelib.matching.evidence import WEIGHTS, Reason
from citelib.model import Date, Item, Name

LEE, BERG, KIM = Name("Lee", "Ann"), Name("Berg", "Bo"), Name("Kim", "Cy")
TITLE = "Slow moss on old town walls"


def item(**variables: Any) -> Item:
    year = variables.pop("year", None)
    return Item("x", variables.pop("type", "article-journal"), issued=Date.on(year) if year else None, **variables)


def weight(*findings: str) -> float:
    return round(sum(WEIGHTS[finding][0] for finding in findings), 2)


def contribution(reason: Reason | None) -> float | None:
    return None if reason is None else round(reason.contribution, 2)


IDENTIFIERS = [
    ({"DOI": "10.5555/a"}, {"DOI": "https://dx.doi.org/10.5555/A"}, "same identifier"),
    ({"DOI": "10.5555/a"}, {"DOI": "10.5555/b"}, "different DOI"),
    ({"PMID": "123"}, {"PMID": "0123"}, "same identifier"),
    ({"PMCID": "PMC123"}, {"PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/"}, "same identifier"),
    ({"ISBN": "0-306-40615-2"}, {"ISBN": "9780306406157"}, "same identifier"),
    ({"PMID": "123"}, {"PMID": "124"}, None),
    ({"PMID": "123"}, {"DOI": "10.5555/a"}, None),
    ({"DOI": "x"}, {"DOI": "X"}, "same identifier"),
]


@pytest.mark.parametrize(("stub", "record", "finding"), IDENTIFIERS)
def test_identifiers(stub: dict[str, str], record: dict[str, str], finding: str | None) -> None:
    reason = evidence.identifiers(item(**stub), item(**record))
    assert contribution(reason) == (None if finding is None else weight(finding))


def authors(stub: list[Name], record: list[Name]) -> float | None:
    return contribution(evidence.names(item(author=stub), item(author=record)))


def test_the_first_author() -> None:
    assert authors([LEE], [LEE]) == 2.5 == weight("author")
    assert authors([LEE], [Name("Lee", "A.")]) == 2.0
    assert authors([LEE], [Name("Lee")]) == 1.25
    assert authors([LEE], [Name("Lee", "E. Ann")]) == 2.25  # called by her second name
    assert authors([LEE], [BERG, LEE]) == weight("author", "last author")
    assert authors([LEE], [BERG, LEE, KIM]) == weight("author", "author in between")
    assert authors([Name("Lee", "Rachel Nora")], [Name("Lee", "R. M.")]) == pytest.approx(0.75)
    assert evidence.names(item(), item(author=[LEE])) is None
    assert evidence.names(item(author=[LEE]), item()) is None


def test_an_absent_author() -> None:
    assert authors([LEE], [BERG]) == weight("no author")
    assert authors([LEE], [Name("Lee", "Bob")]) == weight("namesake")
    assert authors([LEE, BERG], [BERG, KIM]) == weight("other authors")
    assert authors([LEE, Name("Berg")], [BERG, KIM]) == weight("no author"), "a family name alone does not say enough"


def test_further_authors() -> None:
    shared, missing = "each further author", "each missing author"
    assert authors([LEE, BERG], [LEE, BERG]) == weight("author", shared)
    assert authors([LEE, Name("Berg")], [LEE, BERG]) == weight("author", shared)
    assert authors([LEE, BERG], [LEE]) == weight("author", missing)
    assert authors([LEE, BERG, KIM], [LEE, KIM]) == weight("author", shared, missing)
    many = [Name(f"Author{chr(97 + n)}", "Al") for n in range(9)]
    assert authors([LEE, *many], [LEE, *many]) == weight("author", "most further authors")
    assert authors([LEE, *many], [LEE]) == weight("author") - weight("most further authors")


@pytest.mark.parametrize(
    ("title", "finding"),
    [
        (TITLE, "equal title"),
        ("Slow moss on old town walls!", "equal title"),
        ("Slow moss on old town wells", "equal title"),
        ("Slow moss on old town gates", "like title"),
        ("Slow moss on new town gates", "similar title"),
        ("Walls, old town: on slow moss", "equal title"),
        ("Slow moss on old town walls: twelve years of growth in the shade of the north", "equal title"),
        ("Fast moss on new barn floors", "different title"),
        ("Railway timetables in the Alps", "different title"),
    ],
)
def test_titles(title: str, finding: str) -> None:
    reason = evidence.titles(item(title=TITLE), item(title=title))
    assert contribution(reason) == weight(finding), reason
    assert evidence.titles(item(), item(title=title)) is None


def test_short_titles_are_not_looked_for_in_longer_ones() -> None:
    reason = evidence.titles(item(title="Slow moss walls"), item(title="Slow moss walls of many towns in the north"))
    assert contribution(reason) == weight("different title")


@pytest.mark.parametrize(
    ("stub", "release", "record", "finding"),
    [
        (2019, None, 2019, "same year"),
        (2019, 2010, 2019, "same year"),
        (2019, None, 2020, "next year"),
        (2019, None, 2018, "next year"),
        (2019, None, 2021, "other year"),
        (None, 2019, 2019, "year of the release"),
        (None, 2019, 2018, "year next to the release"),
        (None, 2019, 2017, "other year"),
        (None, None, 2019, None),
        (2019, 2019, None, None),
    ],
)
def test_years(stub: int | None, release: int | None, record: int | None, finding: str | None) -> None:
    reason = evidence.years(item(year=stub), item(year=record), release)
    assert contribution(reason) == (None if finding is None else weight(finding))


@pytest.mark.parametrize(
    ("apart", "finding"),
    [
        (0, "same weeks"),
        (30, "same weeks"),
        (31, "same quarter"),
        (120, "same quarter"),
        (121, "same twelvemonth"),
        (400, "same twelvemonth"),
        (401, "other days"),
    ],
)
def test_days(apart: int, finding: str) -> None:
    release = datetime.date(2019, 4, 11)
    for record in (release + datetime.timedelta(apart), release - datetime.timedelta(apart)):
        assert contribution(evidence.days(release, record)) == weight(finding)


def test_journals() -> None:
    stub = item(container_title="J. Exp. Biol.")
    same, other = item(container_title="Journal of Experimental Biology"), item(container_title="Nature")
    assert contribution(evidence.journals(stub, same)) == weight("same journal")
    assert contribution(evidence.journals(stub, other)) == weight("other journal")
    assert evidence.journals(stub, item()) is None
    assert evidence.journals(item(), same) is None
    short = item(container_title="Proceedings", container_title_short="J. Exp. Biol.")
    assert contribution(evidence.journals(stub, short)) == weight("same journal")


@pytest.mark.parametrize(
    ("stub", "record", "finding"),
    [
        ({"genre": "Perspective"}, {"genre": "Commentary"}, "same kind"),
        ({"genre": "Research article"}, {"genre": "Journal Article"}, "same kind"),
        ({"genre": "Perspective"}, {"genre": "Research Article"}, "other kind"),
        ({"type": "book"}, {"type": "thesis"}, "other kind"),
        ({"type": "book"}, {"type": "book"}, "same kind"),
        ({"genre": "Perspective"}, {"page": "10-18"}, "long comment"),
        ({"genre": "Perspective"}, {"page": "10-17"}, "short comment"),
        ({"genre": "Perspective"}, {"page": "18-10"}, None),
        ({"genre": "Research article"}, {"page": "10-90"}, None),
        ({}, {"genre": "Perspective"}, None),
    ],
)
def test_kinds(stub: dict[str, str], record: dict[str, str], finding: str | None) -> None:
    reason = evidence.kinds(item(**stub), item(**record))
    assert contribution(reason) == (None if finding is None else weight(finding))


def test_topics() -> None:
    text = evidence.stems_of("slow moss")
    record = item(title="Slow moss grows")
    rare = dict.fromkeys(evidence.stems_of("slow moss grows"), 1.0)
    assert contribution(evidence.topic(frozenset({"railwa"}), record, rare)) == weight("no word in common")
    assert contribution(evidence.topic(text, record, rare)) == weight("most of a topic")
    one = evidence.topic(frozenset({"slow"}), record, rare)
    assert contribution(one) == pytest.approx(-0.8 + 5 / 3 + 0.4, abs=0.01)
    common = {**rare, "slow": 0.1}
    assert contribution(evidence.topic(frozenset({"slow"}), record, common)) == pytest.approx(
        -0.8 + 5 * 0.1 / 2.1 + 0.4, abs=0.01
    )
    abstract = item(title="Untitled", abstract="Moss spores travel slowly northwards")
    assert contribution(evidence.topic(frozenset({"spores"}), abstract, {})) == pytest.approx(
        -0.8 + 5 * 2.5 / 6 + 0.4, abs=0.01
    )
    assert evidence.topic(frozenset(), record, rare) is None
    assert evidence.topic(text, item(), rare) is None


def test_every_weight_has_a_reason() -> None:
    assert all(len(reason) > 20 for _, reason in WEIGHTS.values())


# What becomes of the weights

STUB = item(author=[LEE], container_title="Mosses", year=2020)


def score(record: Item, *others: Item) -> float:
    found = link([STUB], [record, *others])
    return next((one.score for one in found if one.record is record), 0.0)


def test_a_name_alone_is_no_evidence() -> None:
    alone = item(author=[LEE], year=2020, title="On moss")
    assert score(alone) <= 0.5
    assert score(alone.evolve(container_title="Mosses")) > 0.75


def test_the_doubt_before_any_fact() -> None:
    record = item(author=[LEE], container_title="Mosses", title="On moss")
    assert score(record) == pytest.approx(1 / (1 + 2.718281828 ** -(2.5 + 1.5 - 2.0)), abs=0.001)


def test_a_rival_takes_certainty_away_if_it_is_near() -> None:
    record = item(author=[LEE], container_title="Mosses", year=2020, title="On moss").evolve(id="a")
    near = record.evolve(id="b", author=[Name("Lee", "A.")], title="On lichens")
    far = near.evolve(issued=Date.on(2016))
    alone = score(record)
    assert score(record, near) < alone
    assert score(record, far) == alone


def test_an_identifier_settles_it() -> None:
    stub = item(DOI="10.5555/a", author=[LEE], year=2020)
    record = item(DOI="10.5555/a", author=[BERG], year=2001, title="Moss").evolve(id="a")
    [found] = link([stub], [record])
    assert found.accepted
    assert found.score == pytest.approx(1 / (1 + 2.718281828 ** -(8 + (-5 - 3) / 4)), abs=0.001)
    [rivalled] = link([stub], [record, record.evolve(id="b", title="Other")])
    assert rivalled.score == found.score
