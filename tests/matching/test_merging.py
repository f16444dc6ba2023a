"""Whose word counts when records of one work become one; each rule with a value on its other side."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.matching.merging import best_first, filled, is_less_precise, merged, united, updated
from citelib.model import Date, Item, Name, Relation
from citelib.model.custom import ALIASES_KEY, COLLECTIONS_KEY

BERG, LEE = Name("Berg", "A."), Name("Lee", "B.")


@pytest.mark.parametrize(
    ("variable", "best", "other", "taken"),
    [
        ("title", "MOSS ON WALLS", "Moss on walls", "Moss on walls"),
        ("title", "Moss", "Moss on walls", "Moss"),
        ("title", "MOSS", "MOSS ON WALLS", "MOSS"),
        ("abstract", "Short.", "Longer than that.", "Longer than that."),
        ("note", "Longer than that.", "Short.", "Longer than that."),
        ("page", "12", "12-19", "12-19"),
        ("page", "12", "12–19", "12–19"),
        ("page", "12-19", "12-20", "12-19"),
        ("page", "12", "13", "12"),
        ("container_title", "J. Moss", "Journal of Moss", "Journal of Moss"),
        ("publisher", "Moss", "Moss Press", "Moss Press"),
        ("volume", "3", "3 (2)", "3"),
        ("author", (BERG,), (BERG, LEE), (BERG, LEE)),
        ("author", (BERG, LEE), (Name("Berg", "Anna"),), (BERG, LEE)),
        ("author", (BERG,), (Name("Berg", "Anna"),), (Name("Berg", "Anna"),)),
        ("issued", Date.on(2019), Date.on(2019, 5), Date.on(2019, 5)),
        ("issued", Date.on(2019, 5), Date.on(2020), Date.on(2019, 5)),
        ("issued", Date(literal="last spring"), Date.on(2020), Date.on(2020)),
        ("issued", Date.on(2019), Date.on(2020), Date.on(2019)),
        # What says something else than the best record is not better for being longer.
        ("title", "MOSS ON WALLS", "Ferns in cellars", "MOSS ON WALLS"),
        ("page", "12", "1-8", "12"),
        ("page", "12", "120-128", "12"),
        ("container_title", "Moss Review", "Proceedings of the Second Fern Conference", "Moss Review"),
        ("container_title", "Proc. VLDB", "Conference on Very Large Data Bases", "Conference on Very Large Data Bases"),
        ("publisher", "Moss", "Fern Publishing House", "Moss"),
        ("author", (BERG,), (LEE, Name("Kim", "Dee")), (BERG,)),
        ("author", (Name(literal="A. Berg and B. Lee"),), (BERG, LEE), (BERG, LEE)),
        ("issued", Date.on(2019), Date.on(2020, 5), Date.on(2019)),
    ],
)
def test_which_value_of_duplicates_is_taken(variable: str, best: Any, other: Any, taken: Any) -> None:
    records = [Item(id, "book", **{variable: value}) for id, value in (("a", best), ("b", other))]
    name = variable.replace("_", "-")
    assert united(records).variables[name] == taken
    # Where one record is known to be better, its word counts.
    assert filled(records[0], records[1])[0].variables[name] == best


def test_the_best_record_has_identifiers_then_a_precise_date_then_most_variables() -> None:
    rich = Item("rich", "book", title="T", publisher="P", volume="1", issued=Date.on(2019))
    day = Item("day", "book", title="T", issued=Date.on(2019, 5, 4))
    known = Item("known", "book", DOI="10.5555/a")
    twice = Item("twice", "book", PMID="123", ISBN="9780306406157")
    bare = Item("bare", "book", title="T")
    assert [item.id for item in best_first([bare, rich, day, known, twice])] == [
        "twice",
        "known",
        "day",
        "rich",
        "bare",
    ]
    first, second = bare.evolve(id="first"), bare.evolve(id="second")
    assert [item.id for item in best_first([first, second])] == ["first", "second"]
    # The id is that of the record that was given first, whichever is best.
    assert merged([bare, known]).id == "bare"
    assert merged([bare, known]).custom[ALIASES_KEY] == ["known"]


def test_what_is_united_in_every_case() -> None:
    one = Item(
        "a",
        "book",
        keyword="Moss, walls",
        relations=[Relation("cites", "10.5555/x", "doi"), Relation("version-of", "b")],
        custom={COLLECTIONS_KEY: ["Thesis"], ALIASES_KEY: ["old"], "own": 1},
    )
    other = Item(
        "b",
        "report",
        keyword="moss; towns",
        relations=[Relation("cites", "10.5555/X", "doi"), Relation("cites", "c")],
        custom={COLLECTIONS_KEY: ["Thesis", "Later"], "own": 2, "more": 3},
    )
    both = united([one, other])
    assert both.type == "book"
    assert both.keyword == "Moss, walls, towns"
    assert both.relations == (Relation("cites", "10.5555/x", "doi"), Relation("cites", "c"))
    assert both.custom == {COLLECTIONS_KEY: ["Thesis", "Later"], ALIASES_KEY: ["old", "b"], "own": 1, "more": 3}
    alone = united([Item("a", "book"), Item("a", "book", custom={ALIASES_KEY: ["a"]})])
    assert alone.custom == {}, "an item is no alias of itself"
    # What is no list of names is passed over.
    odd = united(
        [Item("a", "book", custom={COLLECTIONS_KEY: "Thesis"}), Item("a", "book", custom={COLLECTIONS_KEY: [3, ""]})]
    )
    assert odd.custom == {}


def test_what_a_record_lacks_is_filled_and_what_differs_is_told() -> None:
    item = Item("a", "book", title="One", keyword="mine")
    found = Item("x", "report", title="Two", volume="3", keyword="theirs")
    result, conflicts = filled(item, found)
    assert (result.id, result.type, result.title, result.volume, result.keyword) == ("a", "book", "One", "3", "mine")
    assert conflicts == ["title", "keyword"]
    assert filled(Item("a", "book"), found)[0].keyword == "theirs"
    assert ALIASES_KEY not in result.custom


def test_an_update_says_otherwise_but_for_vaguer_dates_and_keywords_that_are_there() -> None:
    item = Item("a", "book", title="One", volume="1", keyword="b; a", issued=Date.on(2020, 5))
    result = updated(item, Item("x", "book", title="Two", keyword="A", issued=Date.on(2020)))
    assert (result.id, result.title, result.volume) == ("a", "Two", "1")
    assert result.issued == Date.on(2020, 5)
    assert result.keyword == "b; a", "as it was written"
    assert updated(item, Item("x", "book", issued=Date.on(2021))).issued == Date.on(2021)
    assert updated(item, Item("x", "book", keyword="c")).keyword == "c, b, a"
    assert updated(Item("a", "book"), Item("x", "book", keyword="c")).keyword == "c"


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        (Date.on(2020), Date.on(2020, 5), True),
        (Date.on(2020, 5), Date.on(2020, 5, 4), True),
        (Date.on(2020), Date.on(2020), False),
        (Date.on(2020, 5), Date.on(2020), False),
        (Date.on(2020, 6), Date.on(2020, 5, 4), False),
        (Date.on(2020), Date.parse("2020-05/2020-06"), False),
        (Date(literal="2020"), Date.on(2020, 5), False),
    ],
)
def test_a_date_is_less_precise_if_it_leaves_out_month_or_day(one: Date, other: Date, less: bool) -> None:
    assert is_less_precise(one, other) is less
