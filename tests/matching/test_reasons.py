"""What a person reads of a stub and a record: each finding with its weight, in a sentence."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from citelib.matching import evidence
from citelib.matching.evidence import stems_of
from citelib.model import Date, Item, Name
from citelib.model.custom import STUB_KEY

LEE, BERG, KIM, ROE = Name("Lee", "Ann"), Name("Berg", "Bo"), Name("Kim", "Cy"), Name("Roe", "Al")
MANY = [Name(f"Author{chr(97 + number)}", "Al") for number in range(25)]
TITLE = "Slow moss on old town walls"


def item(**variables: Any) -> Item:
    year = variables.pop("year", None)
    return Item("x", variables.pop("type", "article-journal"), issued=Date.on(year) if year else None, **variables)


def unsure(doubts: object) -> dict[str, Any]:
    return {"author": [LEE], "custom": {STUB_KEY: {"unsure": doubts}}}


NOT_FIRST = "Ann Lee is not said to be its first author"

SAID: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    (evidence.identifiers, {"PMID": "123"}, {"PMID": "0123"}, "+12.0 identifier: both have the PMID 0123"),
    (
        evidence.identifiers,
        {"DOI": "10.5555/a"},
        {"DOI": "10.5555/b"},
        "-8.0 identifier: the DOIs differ: 10.5555/a and 10.5555/b",
    ),
    (
        evidence.names,
        {"author": [LEE]},
        {"author": [Name("Lee", "A.")]},
        "+2.0 author: Ann Lee is the only author as A. Lee",
    ),
    (
        evidence.names,
        {"author": [LEE]},
        {"author": [LEE, BERG]},
        "+2.5 author: Ann Lee is the first author as Ann Lee",
    ),
    (evidence.names, {"author": [LEE]}, {"author": [BERG, LEE]}, "+2.1 author: Ann Lee is the last author as Ann Lee"),
    (
        evidence.names,
        {"author": [LEE]},
        {"author": [BERG, LEE, KIM]},
        "+1.5 author: Ann Lee is author number 2 as Ann Lee",
    ),
    (
        evidence.names,
        {"author": [LEE, BERG, KIM]},
        {"author": [LEE, BERG]},
        "+3.0 author: Ann Lee is the first author as Ann Lee, and 1 of 2 others are among the authors",
    ),
    (
        evidence.names,
        {"author": [LEE, *MANY[:2]]},
        {"author": [LEE]},
        "+0.5 author: Ann Lee is the first author as Ann Lee, and 0 of 2 others are among the authors",
    ),
    (
        evidence.names,
        {"author": [LEE, *MANY[:4]]},
        {"author": [LEE]},
        "-0.5 author: Ann Lee is the first author as Ann Lee, and 0 of 4 others are among the authors",
    ),
    (
        evidence.names,
        {"author": [LEE, *MANY]},
        {"author": [LEE, *MANY]},
        "+5.5 author: Ann Lee is the first author as Ann Lee, and 19 of 19 others are among the authors",
    ),
    # Who is called by a second given name is nearly as surely meant; further authors are known by the family name.
    (
        evidence.names,
        {"author": [Name("Lee", "Nelson")]},
        {"author": [Name("Lee", "Ann Nelson")]},
        "+2.2 author: Nelson Lee is the only author as Ann Nelson Lee",
    ),
    (
        evidence.names,
        {"author": [LEE, Name("Berg"), Name("Kim", "Cy B.")]},
        {"author": [LEE, BERG, Name("Kim", "C. D.")]},
        "+3.0 author: Ann Lee is the first author as Ann Lee, and 1 of 2 others are among the authors",
    ),
    # A list that ends in «et al.» does not say who is missing.
    (
        evidence.names,
        {"author": [LEE, KIM]},
        {"author": [LEE, Name("others")]},
        "+2.5 author: Ann Lee is the first author as Ann Lee, and 0 of 1 others are among the authors",
    ),
    (
        evidence.names,
        {"author": [LEE, BERG]},
        {"author": [BERG, KIM]},
        "+0.5 author: Ann Lee is not among the authors, but others are",
    ),
    (
        evidence.names,
        {"author": [LEE]},
        {"author": [Name("Lee", "Bob")]},
        "-4.0 author: another Lee is among the authors",
    ),
    (evidence.names, {"author": [LEE]}, {"author": [BERG]}, "-5.0 author: Ann Lee is not among the authors"),
    (evidence.names, unsure([NOT_FIRST]), {"author": [BERG]}, "-2.0 author: Ann Lee is not among the authors"),
    (evidence.names, unsure(["the year"]), {"author": [BERG]}, "-5.0 author: Ann Lee is not among the authors"),
    (evidence.names, unsure(NOT_FIRST), {"author": [BERG]}, "-5.0 author: Ann Lee is not among the authors"),
    (evidence.titles, {"title": TITLE}, {"title": f"{TITLE}!"}, "+6.0 title: the titles are 100% alike"),
    (
        evidence.titles,
        {"title": TITLE},
        {"title": "Slow moss on old town gates"},
        "+4.0 title: the titles are 89% alike",
    ),
    (
        evidence.titles,
        {"title": TITLE},
        {"title": "Slow moss on new town gates"},
        "+1.0 title: the titles are 78% alike",
    ),
    (
        evidence.titles,
        {"title": TITLE},
        {"title": "Railway timetables in the Alps"},
        "-5.0 title: the titles are 46% alike",
    ),
    # Four words that begin alike are enough to be a title without its subtitle.
    (
        evidence.titles,
        {"title": "Slow moss on walls"},
        {"title": "Slow moss on walls and what grows in the shade of the north"},
        "+6.0 title: the titles are 95% alike",
    ),
    (
        evidence.titles,
        {"title": "Slow moss on walls"},
        {"title": "Notes of slow moss on walls and what grows in the shade"},
        "-5.0 title: the titles are 49% alike",
    ),
    (
        evidence.journals,
        {"container_title": "J. Exp. Biol."},
        {"container_title": "Journal of Experimental Biology"},
        "+1.5 journal: both appeared in Journal of Experimental Biology",
    ),
    (
        evidence.journals,
        {"container_title": "The Lancet"},
        {"container_title": "The Lancet. Infectious Diseases"},
        "+0.5 journal: The Lancet may be said of The Lancet. Infectious Diseases",
    ),
    (
        evidence.journals,
        {"container_title_short": "Mosses"},
        {"container_title_short": "Lichens"},
        "-3.0 journal: Mosses and Lichens are different journals",
    ),
    (evidence.kinds, {"genre": "Perspective"}, {"genre": "Letter"}, "+0.8 genre: both are of the kind Letter"),
    (evidence.kinds, {"type": "book"}, {"type": "book"}, "+0.8 genre: both are of the kind book"),
    (
        evidence.kinds,
        {"type": "thesis"},
        {"genre": "Research article"},
        "-3.0 genre: the stub is of the kind thesis, the record Research article",
    ),
    (
        evidence.kinds,
        {"genre": "Perspective"},
        {"type": "book"},
        "-3.0 genre: the stub is of the kind Perspective, the record book",
    ),
    (
        evidence.kinds,
        {"genre": "Perspective"},
        {"page": "10-18"},
        "-1.5 genre: a Perspective of 9 pages is unlikely",
    ),
    (evidence.kinds, {"genre": "Perspective"}, {"page": "10–17"}, "+0.4 genre: 8 pages are those of a Perspective"),
    (evidence.kinds, {"genre": "Perspective"}, {"page": "17-17"}, "+0.4 genre: 1 page is that of a Perspective"),
]


@pytest.mark.parametrize(
    ("compared", "stub", "record", "sentence"), SAID, ids=lambda part: getattr(part, "__name__", str(part)[:60])
)
def test_what_is_said_of_a_stub_and_a_record(
    compared: Any, stub: dict[str, Any], record: dict[str, Any], sentence: str
) -> None:
    assert str(compared(item(**stub), item(**record))) == sentence


def test_what_is_said_of_years() -> None:
    def said(stub: int | None, record: int, release: int | None = None, *, new_year: bool = False) -> str:
        return str(evidence.years(item(year=stub), item(year=record), release, new_year=new_year))

    assert said(2019, 2019) == "+1.5 year: both are of 2019"
    assert said(2019, 2020) == said(2019, 2020, 2020) == "+0.3 year: 2019 and 2020"
    assert said(2019, 2021) == "-3.0 year: 2019 and 2021"
    assert said(None, 2019, 2019) == "+1.0 year: the release is of 2019, the record of 2019"
    assert said(None, 2018, 2019) == "-1.0 year: the release is of 2019, the record of 2018"
    assert said(None, 2018, 2019, new_year=True) == "+0.2 year: the release is of 2019, the record of 2018"
    assert said(None, 2017, 2019, new_year=True) == "-3.0 year: the release is of 2019, the record of 2017"


@pytest.mark.parametrize(
    ("apart", "sentence"),
    [
        (0, "+2.0 year: the release and the record are of the same day"),
        (1, "+2.0 year: 1 day lies"),
        (30, "+2.0 year: 30 days lie"),
        (31, "+0.8 year: 31 days lie"),
        (120, "+0.8 year: 120 days lie"),
        (121, "-1.0 year: 121 days lie"),
        (400, "-1.0 year: 400 days lie"),
        (401, "-3.5 year: 401 days lie"),
    ],
)
def test_what_is_said_of_days(apart: int, sentence: str) -> None:
    release = datetime.date(2019, 4, 12)
    for record in (release + datetime.timedelta(apart), release - datetime.timedelta(apart)):
        told = str(evidence.days(release, record))
        assert told == (f"{sentence} between the release and the record" if apart else sentence)


def test_what_is_said_of_people_in_the_text() -> None:
    said = [str(evidence.speakers([LEE, BERG, KIM, ROE][:count])) for count in range(5)]
    assert said == [
        "None",
        "+1.5 people: Ann Lee is named in the text",
        "+3.0 people: Ann Lee, Bo Berg are named in the text",
        "+3.0 people: Ann Lee, Bo Berg, Cy Kim are named in the text",
        "+3.0 people: Ann Lee, Bo Berg, Cy Kim are named in the text",
    ]


@pytest.mark.parametrize(
    ("text", "record", "sentence"),
    [
        ("railway", {"title": TITLE}, "-2.0 topic: no word of the record is in the text"),
        ("slow", {"title": "Slow moss growing on northern walls and roofs of towns"},
         "+0.3 topic: 14% of the record's words are in the text (slow)"),
        ("slow northern", {"title": "Slow moss growing on northern walls and roofs of towns"},
         "+1.4 topic: 29% of the record's words are in the text (northe…, slow)"),
        ("slow moss northern", {"title": "Slow moss growing on northern walls and roofs of towns"},
         "+2.5 topic: 43% of the record's words are in the text (moss, northe…, slow)"),
        # The words of an abstract count two and a half times; a text that says nothing else of the title is enough.
        ("spores", {"title": "Notes", "abstract": "Moss spores travel slowly northwards over walls and roofs of towns"},
         "+1.0 topic: 28% of the record's words are in the text (spores…)"),
        ("spores roofs", {"abstract": "Moss spores travel slowly northwards over walls and roofs of towns"},
         "+2.5 topic: 56% of the record's words are in the text (roofs, spores…)"),
        ("spores", {"title": "Spores", "abstract": "Moss of towns"},
         "+2.5 topic: 100% of the record's words are in the text (spores…)"),
        ("moss towns", {"abstract": "Moss of towns"},
         "+2.5 topic: 100% of the record's words are in the text (moss, towns)"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_topic(text: str, record: dict[str, Any], sentence: str) -> None:
    assert str(evidence.topic(stems_of(text), item(**record), {})) == sentence


def test_rare_words_are_named_first_and_six_of_them() -> None:
    title = "Slow moss growing northern walls roofs towns lichens"
    rarity = {"lichen": 0.9, "towns": 0.8, **dict.fromkeys(("slow", "moss", "growin", "northe", "walls", "roofs"), 0.5)}
    reason = evidence.topic(stems_of(title), item(title=title), rarity)
    assert reason is not None
    assert reason.detail.endswith("(lichen…, towns, growin…, moss, northe…, roofs)")
