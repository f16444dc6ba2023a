"""Each number stands where it is: a pair of references on both sides of it, of which a small step changes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import pytest

from citelib.errors import LookupFailedError
from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify
from citelib.verification.comparison.lists import compare_lists
from citelib.verification.comparison.titles import compare_titles
from citelib.verification.numbers import NUMBERS, REASONS, Numbers

BERG, LEE, KIM, ROE = Name("Berg", "Ann"), Name("Lee", "Bo"), Name("Kim", "Jae-Ho"), Name("Roe", "Di")
TITLE = "Acoustics of Old Lantern Bridges"
ARTICLE = Item(
    "a", "article-journal", title=TITLE, author=[BERG, LEE], issued=Date.on(2010), container_title="Journal of Moss"
)
PAPER = Item("p", "paper-conference", title=TITLE, author=[BERG, LEE], issued=Date.on(2010), container_title="ICML")
BOOK = Item("b", "book", title=TITLE, author=[BERG, LEE], issued=Date.on(2010))
PREPRINT = Item(
    "q", "article", title=TITLE, author=[BERG, LEE], issued=Date.on(2010), source="arXiv", publisher="arXiv"
)


def told(entry: Item, *records: Item, is_complete: bool = True) -> str:
    """The verdict and what differs."""
    [one] = verify([entry], [Collection(records, is_complete=is_complete)])
    return " ".join((one.verdict, *one.differing))


def in_year(item: Item, year: int, **change: Any) -> Item:
    return item.evolve(issued=Date.on(year), **change)


def with_key(length: int) -> str:
    return told(ARTICLE.evolve(title="m" * length, author=[KIM], issued=None, container_title=None),
                ARTICLE.evolve(title="m" * length))  # fmt: skip


def sharing(count: int) -> str:
    """A record of half a team, or of less, under our DOI and with another title."""
    names = [BERG, LEE, *(Name(family, "Di") for family in ("Roe", "Quist", "Zakharenko"))]
    mine = ARTICLE.evolve(title="Uncertain Lichens", author=names[: 4 if count == 2 else 5], DOI="10.5555/x")
    return told(mine, ARTICLE.evolve(DOI="10.5555/x"))


def nearest(title: str) -> bool:
    [one] = verify([ARTICLE.evolve(title=title)], [Collection([ARTICLE])])
    return one.nearest is not None


def listed(count: int, *, wrong: int) -> str:
    """A list of so many names, with one of them replaced."""
    names = [Name("Berg" + chr(97 + number // 26) + chr(97 + number % 26), "Ann") for number in range(count)]
    mine = [Name("Zakharenko", "Olga") if number == wrong else name for number, name in enumerate(names)]
    return compare_lists(mine, [names])


class Failing(Collection):
    """A source that fails."""

    is_remote = True

    def __init__(self) -> None:
        super().__init__([ARTICLE], "failing")
        self.asked = 0

    def by_title(self, title: str, names: object = ()) -> Any:  # noqa: ARG002
        self.asked += 1
        raise LookupFailedError("no answer")

    def by_people(self, names: object, title: str, year: int | None) -> Any:  # noqa: ARG002
        return self.by_title(title)


def asked() -> int:
    source = Failing()
    verify([ARTICLE.evolve(id=f"a{number}") for number in range(9)], [source])
    return source.asked


ROWS: list[tuple[str, float, Callable[[], object], object, Callable[[], object], object]] = [
    ("telling", 1, lambda: with_key(25), "mismatch author", lambda: with_key(24), "not-found"),
    ("near", 0.01,
     lambda: told(ARTICLE.evolve(title="Acoustics Lamps Moss Lantern Bridges"), ARTICLE), "mismatch title",
     lambda: told(ARTICLE.evolve(title="Acoustics Stones Growth Lantern Bridges"), ARTICLE), "not-found"),
    ("near_book", 0.01, lambda: told(BOOK.evolve(title="Acoustics Growth Old Lantern Bridges"), BOOK), "mismatch title",
     lambda: told(BOOK.evolve(title="Acoustics of Lamps Lantern Bridges"), BOOK), "not-found"),
    ("somewhat", 0.01, lambda: nearest("Acoustics Growth River Lantern Lamps"), True,
     lambda: nearest("Walls River River Lantern Bridges"), False),
    ("shared", 0.11, lambda: sharing(2), "mismatch title author", lambda: sharing(1), "not-found DOI"),
    ("cut_title", 1, lambda: compare_titles("moss" * 60, ["moss" * 50]), "harmless",
     lambda: compare_titles("moss" * 60, [("moss" * 50)[:199]]), "differs"),
    ("journal_years", 1, lambda: told(in_year(ARTICLE, 2011), ARTICLE), "verified",
     lambda: told(in_year(ARTICLE, 2012), ARTICLE), "mismatch issued"),
    ("book_years", 1, lambda: told(in_year(BOOK, 2011, ISBN="9780306406157"), BOOK.evolve(ISBN="9780306406157")),
     "verified",
     lambda: told(in_year(BOOK, 2012, ISBN="9780306406157"), BOOK.evolve(ISBN="9780306406157")), "mismatch issued"),
    ("publishing", 1, lambda: told(in_year(PAPER, 2012), PREPRINT, is_complete=False), "verified",
     lambda: told(in_year(PAPER, 2013), PREPRINT, is_complete=False), "mismatch issued"),
    ("journal_version", 1, lambda: told(PAPER, in_year(ARTICLE, 2014)), "verified",
     lambda: told(PAPER, in_year(ARTICLE, 2015)), "mismatch issued container-title"),
    ("digitised", 1, lambda: told(in_year(ARTICLE, 1991), in_year(ARTICLE, 1996)), "verified",
     lambda: told(in_year(ARTICLE, 1991), in_year(ARTICLE, 1995)), "mismatch issued"),
    ("online", 1, lambda: told(in_year(ARTICLE, 1994), in_year(ARTICLE, 2009)), "verified",
     lambda: told(in_year(ARTICLE, 1995), in_year(ARTICLE, 2009)), "mismatch issued"),
    ("compared_names", 1, lambda: listed(120, wrong=20), "harmless", lambda: listed(120, wrong=19), "differs"),
    ("long_list", 1, lambda: listed(100, wrong=50), "harmless", lambda: listed(99, wrong=50), "differs"),
    ("failures", 1, lambda: asked() >= 3, True, lambda: asked() > 3, False),
]  # fmt: skip


@contextmanager
def moved(name: str, step: float) -> Iterator[None]:
    """With a number that is larger by a step."""
    value = getattr(NUMBERS, name)
    object.__setattr__(NUMBERS, name, value + step)
    try:
        yield
    finally:
        object.__setattr__(NUMBERS, name, value)


def test_every_number_has_its_pair_and_its_reason() -> None:
    assert [row[0] for row in ROWS] == list(dict.fromkeys(row[0] for row in ROWS))
    assert {row[0] for row in ROWS} == set(REASONS) == {field.name for field in attrs.fields(Numbers)}


@pytest.mark.parametrize(
    ("name", "step", "inside", "is_inside", "outside", "is_outside"), ROWS, ids=[r[0] for r in ROWS]
)
def test_both_sides_of_a_number(
    name: str, step: float, inside: Any, is_inside: object, outside: Any, is_outside: object
) -> None:
    assert (inside(), outside()) == (is_inside, is_outside)
    for by in (step, -step):
        with moved(name, by):
            assert (inside(), outside()) != (is_inside, is_outside), f"{name} may be {by:+} off and nobody would see"
