"""New keys for all works of a file: each its own, and none that named another work before."""

from __future__ import annotations

import pytest

from citelib.keys import Pattern
from citelib.keys.renaming import new_keys
from citelib.model import Bibliography, Date, Item, Name
from citelib.model.custom import ALIASES_KEY
from tests.growth import LINEAR, growth

YEAR = Pattern.parse("{author.lower}{year}")


def work(id: str, family: str = "Lee", year: int = 2020, *aliases: str) -> Item:
    custom = {ALIASES_KEY: list(aliases)} if aliases else {}
    return Item(id, "book", author=[Name(family, "Ann")], issued=Date.on(year), custom=custom)


def renamed(*items: Item, keep_former: bool = True) -> dict[str, str]:
    return new_keys(Bibliography(items), YEAR, keep_former=keep_former)


def test_works_of_one_key_get_letters_in_the_order_of_the_file() -> None:
    assert renamed(work("x"), work("y"), work("z", "Roa")) == {"x": "lee2020", "y": "lee2020a", "z": "roa2020"}


def test_a_file_in_another_order_keeps_its_keys() -> None:
    once = ["lee2020", "lee2020a", "lee2020b"]
    assert renamed(*map(work, once)) == renamed(*map(work, reversed(once))) == {key: key for key in once}
    # The new work gets what is left.
    assert renamed(work("new"), work("lee2020a"), work("lee2020")) == {
        "new": "lee2020b",
        "lee2020a": "lee2020a",
        "lee2020": "lee2020",
    }
    # The letter of a work that has no twin any more goes.
    assert renamed(work("lee2020a")) == {"lee2020a": "lee2020"}


def test_no_work_gets_a_key_by_which_manuscripts_cite_another() -> None:
    moved = work("lee2020", "Roa"), work("x")
    assert renamed(*moved) == {"lee2020": "roa2020", "x": "lee2020a"}
    assert renamed(*moved, keep_former=False) == {"lee2020": "roa2020", "x": "lee2020"}
    former = work("roa2020", "Roa", 2020, "lee2020"), work("x")
    assert renamed(*former) == {"roa2020": "roa2020", "x": "lee2020a"}
    # Its own former key a work gets back.
    assert renamed(work("x", "Lee", 2020, "lee2020")) == {"x": "lee2020"}


def test_a_work_of_which_a_pattern_makes_nothing_keeps_its_key() -> None:
    assert new_keys(Bibliography([work("x"), work("y")]), Pattern.parse("{volume}")) == {"x": "x", "y": "y"}


@pytest.mark.parametrize(
    ("letters", "spelt"),
    [("äöüÄÖÜß", "aeoeueAeOeUess"), ("åÅæÆøØ", "aaAaaeAeoeOe")],
)
def test_umlauts_are_spelt_with_two_letters(letters: str, spelt: str) -> None:
    item = Item("a", "book", title=letters, author=[Name(letters, letters), Name(literal=letters)])
    works = Bibliography([item])
    for pattern in ("{title}", "{author}", "{authors.words[-1]}"):
        assert new_keys(works, Pattern.parse(pattern), spell_out=True) == {"a": spelt}
        assert new_keys(works, Pattern.parse(pattern)) != {"a": spelt}


def test_time_grows_with_the_number_of_works_of_one_key() -> None:
    assert growth(lambda text: renamed(*(work(f"x{number}") for number in range(len(text)))), "x" * 2000) < LINEAR
