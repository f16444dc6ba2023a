"""Which sources are asked, and when it is enough: what is at hand first, then services one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify

ARTICLE = Item(
    "a",
    "article-journal",
    title="Acoustics of Old Lantern Bridges",
    author=[Name("Berg", "Ann"), Name("Lee", "Bo")],
    issued=Date.on(2010),
    container_title="Journal of Moss",
)


class Service(Collection):
    """A source that costs a request, and counts them."""

    is_remote = True

    def __init__(self, records: Sequence[Item], name: str, *, knows_dois: bool = True) -> None:
        super().__init__([record.evolve(source=name) for record in records], name, is_complete=False)
        self.knows_dois = knows_dois
        self.requests = 0

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:
        self.requests += 1
        return super().by_title(title, names)


def asked(entry: Item, at_hand: list[Item], *services: Service) -> list[bool]:
    """Which of the services were asked for a reference, which their answers say, too."""
    [verdict] = verify([entry], [*services, Collection(at_hand, "file", is_complete=False)])
    told = {answer.source: answer for answer in verdict.answers}
    found = [service.requests > 0 for service in services]
    for service, was_asked in zip(services, found, strict=True):
        answer = told[service.name]
        assert (answer.outcome != "not-asked") is was_asked
        assert was_asked or answer.detail == "others had answered"
    return found


def services(record: Item = ARTICLE, **options: Any) -> tuple[Service, Service]:
    return Service([record], "one", **options), Service([record], "two", **options)


def test_what_is_at_hand_is_enough_if_it_confirms_everything() -> None:
    assert asked(ARTICLE, [ARTICLE], *services()) == [False, False]


def test_services_are_asked_one_after_the_other_until_everything_is_confirmed() -> None:
    assert asked(ARTICLE, [], *services()) == [True, False]
    # A record that does not say where the work appeared leaves that open.
    silent = ARTICLE.evolve(container_title=None)
    assert asked(ARTICLE, [silent], *services()) == [True, False]
    assert asked(ARTICLE, [silent], *services(silent)) == [True, True]


@pytest.mark.parametrize("knows_dois", [True, False])
def test_a_doi_that_nobody_has_is_asked_of_those_who_know_dois(knows_dois: bool) -> None:
    entry = ARTICLE.evolve(DOI="10.5555/bridges")
    assert asked(entry, [ARTICLE], *services(knows_dois=knows_dois)) == [knows_dois, knows_dois]


def test_two_who_contradict_a_claim_are_enough() -> None:
    entry = ARTICLE.evolve(issued=Date.on(2001))
    assert asked(entry, [], *services(), Service([ARTICLE], "three")) == [True, True, False]
    assert asked(entry, [ARTICLE], *services()) == [True, False]


def test_what_is_found_nowhere_counts_only_where_such_works_are_held() -> None:
    """By a source that holds works of the kind, or by the record that has the reference's identifier."""
    thesis = Item("t", "thesis", title="Lichens on Lantern Bridges", author=[Name("Kim", "Cy")], issued=Date.on(2012))
    identified = thesis.evolve(DOI="10.5555/x")
    another = thesis.evolve(id="o", title="Slow Fish in Mountain Lakes")

    def told(entry: Item, *records: Item) -> str:
        [verdict] = verify([entry], [Collection(records)])
        return verdict.verdict

    assert told(thesis, ARTICLE) == told(identified, ARTICLE) == "not-checked"
    assert told(thesis, ARTICLE, another) == "not-found"
    assert told(identified, ARTICLE.evolve(DOI="10.5555/x")) == "not-found"


def test_what_one_list_alone_says_otherwise_is_shown_and_nothing_else() -> None:
    [verdict] = verify([ARTICLE.evolve(issued=Date.on(2001))], [Collection([ARTICLE], "typed", standing="list")])
    assert verdict.verdict == "unsure"
    assert verdict.reason.endswith(" differ from it: issued '2001' here, '2010' (typed)")
