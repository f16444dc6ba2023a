"""How like values are, by hand: each number of a likeness shows in one of these."""

from __future__ import annotations

import pytest

from citelib.matching import likeness
from citelib.matching.evidence import stems_of, titles
from citelib.matching.features import Work, work_of
from citelib.model import Item, Name


def by(*names: Name) -> Work:
    return work_of(0, Item("x", author=list(names) or None))


LEE, BERG, KIM = Name("Lee", "Ann"), Name("Berg", "Bo"), Name("Kim", "Cy")


def test_years_and_values() -> None:
    assert [likeness.years(2019, year) for year in (2019, 2020, 2017, 1900, None)] == [1.0, 0.7, 0.3, 0.3, None]
    assert [likeness.equal("1", other) for other in ("1", "2", "")] == [1.0, 0.0, None]
    assert likeness.is_abbreviation("acs", "acsociety")
    assert not likeness.is_abbreviation("", "acs")
    assert not likeness.is_abbreviation("abc", "acs")


def test_titles() -> None:
    assert likeness.titles("", "moss") == likeness.titles("moss", "") == 0.0
    assert likeness.titles("moss on walls", "moss on walls") == 1.0
    assert likeness.titles("walls moss on", "moss on walls") == pytest.approx(0.97)
    long = "slow moss on old town walls"
    assert likeness.titles(long, f"{long} and what grows in the shade of the north") == pytest.approx(0.97)
    assert likeness.titles("slow moss on walls", "slow moss on walls and what grows in the shade of the north") < 0.6
    assert likeness.is_continued(long, f"{long} in the north")
    assert likeness.is_continued(f"{long} in the north", long)
    assert not likeness.is_continued(long, f"notes of {long}")
    assert not likeness.is_continued("moss", "moss on walls")


def test_lone_words() -> None:
    assert likeness.lone_words(("moss", "town"), ("mosses", "barn")) == ["town"]
    assert likeness.lone_words(("antidepressantinduced",), ("antidepressant", "induced")) == []
    assert likeness.lone_words(("towns",), ("town",)) == []
    assert likeness.lone_words(("old",), ("new",)) == [], "words of three letters are joined and cut too often"
    assert likeness.lone_words(("abcdefghij",), ("abcdefgxyz",)) == [], "seven of ten letters are one word"
    assert likeness.lone_words(("abcdefghij",), ("abcdefwxyz",)) == ["abcdefghij"]


def test_lists_of_names() -> None:
    assert likeness.names(by(), by(LEE)) is None
    assert likeness.names(by(LEE), by(LEE)) == pytest.approx(1.0)
    assert likeness.names(by(LEE), by(Name("Lee", "Bob"))) == pytest.approx(0.7 * 0.7 + 0.3)
    assert likeness.names(by(LEE), by(Name("Lee"))) == pytest.approx(1.0)
    # The first name of either may stand elsewhere among the names of the other; their initials are two people's then.
    assert likeness.names(by(LEE, BERG), by(BERG, LEE)) == pytest.approx(0.7 * 0.9 + 0.3)
    assert likeness.names(by(LEE, BERG), by(BERG)) == pytest.approx(0.7 * 0.9 + 0.3)
    assert likeness.names(by(BERG), by(LEE, BERG)) == pytest.approx(0.7 * 0.9 + 0.3)
    assert likeness.names(by(LEE, BERG), by(Name("Lee", "Bob"), BERG)) == pytest.approx(0.7 * 0.7 + 0.3)
    assert likeness.names(by(LEE, BERG), by(LEE, KIM)) == pytest.approx(0.7 + 0.3 / 2)
    assert likeness.names(by(LEE), by(LEE, KIM)) == pytest.approx(1.0)
    assert likeness.names(by(Name("Ann", "Lee")), by(Name("Lee", "Ann"))) == pytest.approx(0.7 * 0.9 * 1 + 0.3, abs=0.2)
    assert likeness.shared_people(by(Name("Lee", "Ann")), by(Name("Ann", "Lee"))) == 1.0
    assert likeness.shared_people(by(Name("Li", "A.")), by(Name("Li", "A."))) == 0.0


def test_containers() -> None:
    assert likeness.containers("mosses", "") is None
    assert likeness.containers("mosses", "mosses") == 1.0
    assert likeness.containers("proc natl acad sci", "proceedings of the national academy of sciences") == 0.75
    assert likeness.containers("proceedings of mosses", "proc mosses") == 1.0
    assert (likeness.containers("mosses", "zoologica scripta") or 0) < 0.3
    for acronym, alike in (("pacm", True), ("proc pacm", True), ("pcma", False), ("pac", False)):
        for pair in (
            (acronym, "annual progress of algae clubs and mosses"),
            ("progress of algae clubs, mosses", acronym),
        ):
            assert ((likeness.containers(*pair) or 0) == 1.0) is alike


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (LEE, LEE, 1.0),
        (Name("Lee", "A."), Name("Lee", "A. B."), 0.8),
        (Name("Lee", "A"), Name("Lee", "A"), 0.8),
        (Name("Lee", "AB"), Name("Lee", "Ann"), 0.8),
        # Three capitals are initials, four are a name in capitals.
        (Name("Lee", "ABC"), Name("Lee", "Alf"), 0.8),
        (Name("Lee", "ANNA"), Name("Lee", "Alf"), 0.0),
        (Name("Lee", "Ann"), Name("Lee"), 0.5),
        (Name("Lee", "Ann B."), Name("Lee", "A. C."), 0.3),
        (Name("Lee", "Katharina"), Name("Lee", "Katharine"), 0.6),
        (Name("Lee", "Karl"), Name("Lee", "Konstantin"), 0.0),
        (Name("Lee", "A."), Name("Lee", "Bob"), 0.0),
        (Name(literal="The Group"), Name(literal="the group"), 1.0),
        (Name(literal="The Group"), LEE, 0.0),
        (LEE, BERG, 0.0),
        (Name("Müller", "A."), Name("Mueller", "A."), 0.8),
        (Name("Jiménez Whitfield", "Carla"), Name("Whitfield", "Carla Jiménez"), 1.0),
        (Name("Jiménez", "Carla"), Name("Whitfield", "Jiménez"), 0.0),
    ],
)
def test_two_names(one: Name, other: Name, agreement: float) -> None:
    assert likeness.name_agreement(one, other) == likeness.name_agreement(other, one) == agreement


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mosses", "The Mosses", True),
        ("", "Mosses", False),
        ("The", "The", False),
        ("PNAS", "Proceedings of the National Academy of Sciences of the USA", True),
        ("PNA", "Proceedings of the National Academy of Sciences of the USA", False),
        ("JM", "Journal of Mosses", False),
        ("Natl. Mosses", "National Mosses", True),
        ("Nl. Mosses", "National Mosses", False),
        ("Journal of Mosses", "Journal of Lichens", False),
        ("PNAS", "Proceedings of the National Academy", False),
        ("PNAS Letters", "Proceedings of the National Academy of Sciences", False),
        # A contraction lacks two letters at least; one that is missing is another word.
        ("Mses Letters", "Mosses Letters", True),
        ("Moses Letters", "Mosses Letters", False),
        ("Jnl Mosses", "Journal Mosses", True),
    ],
)
def test_journals(one: str, other: str, same: bool) -> None:
    assert likeness.same_journal(one, other) is likeness.same_journal(other, one) is same


def test_stems() -> None:
    assert stems_of("The old moss of towns, studies") == {"moss", "towns"}
    assert stems_of("<i>Bryophyta</i>") == {"bryoph"}


def test_titles_of_stubs_at_the_limits() -> None:
    def weight(one: str, other: str) -> float | None:
        reason = titles(Item("a", title=one), Item("b", title=other))
        return reason and reason.contribution

    # 20 letters, of which so many are equal: the likeness is their share.
    base = "abcdefghijklmnopqrst"
    assert [weight(base, base[:n] + "1" * (20 - n)) for n in (19, 18, 17, 16, 14, 13)] == [
        6.0,
        4.0,
        4.0,
        1.0,
        1.0,
        -5.0,
    ]
