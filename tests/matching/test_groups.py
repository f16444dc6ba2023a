"""Links become groups: the best first, none with two that must differ, and none so large that it is a list."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from citelib.matching import compare, find_groups, groups
from citelib.matching.features import Work, work_of
from citelib.matching.groups import Link, grouped
from citelib.matching.verdicts import Pair, Verdict
from citelib.model import Item
from tests.matching.records import BERG, DOI, PLAIN, SIX, record

ALIKE = work_of(0, PLAIN)


def works(count: int) -> dict[int, Work]:
    return dict.fromkeys(range(count), ALIKE)


def link(one: int, other: int, score: float = 1.0, verdict: Verdict = "same") -> Link:
    return Link(one, other, Pair(verdict, score, (f"{one} and {other}",)))


def chain(numbers: range, score: float = 1.0) -> list[Link]:
    return [link(one, one + 1, score) for one in numbers[:-1]]


def sizes(count: int, links: Iterable[Link]) -> list[int]:
    return [len(group.numbers) for group in grouped(works(count), links)]


def test_links_in_a_circle_make_one_group_of_each_work_once() -> None:
    [group] = grouped(works(3), [link(0, 1), link(1, 2, 0.9), link(0, 2, 0.95)])
    assert group.numbers == (0, 1, 2)
    # What holds the group together is its score: the weakest of the links that it needed.
    assert (group.score, group.reasons) == (0.95, ("0 and 2",))


def test_only_what_is_the_same_is_grouped() -> None:
    assert sizes(2, [link(0, 1, verdict="version")]) == []
    assert sizes(2, [link(0, 1, verdict="preprint")]) == []


def test_groups_of_more_than_four_hundred_pairs_are_not_joined() -> None:
    assert sizes(40, [*chain(range(20)), *chain(range(20, 40)), link(19, 20, 0.9)]) == [40]
    assert sizes(41, [*chain(range(21)), *chain(range(21, 41)), link(20, 21, 0.9)]) == [21, 20]


def test_one_work_more_joins_a_group_of_four_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "must_differ", lambda *_: False)
    assert sizes(403, chain(range(403))) == [401, 2]


def test_the_best_link_decides_and_those_after_a_refused_one_count() -> None:
    first, second = record(SIX, 2019, by=BERG, edition="1"), record(SIX, 2019, by=BERG, edition="2")
    between = record(SIX, 2019, by=BERG)
    found = {number: work_of(number, item) for number, item in enumerate([first, second, between, between])}
    links = [link(0, 2, 0.9), link(1, 2, 0.95), link(0, 3, 0.85)]
    assert [group.numbers for group in grouped(found, links)] == [(0, 3), (1, 2)]
    # Of links that are equally good, the one of the lower numbers.
    links = [link(1, 2), link(0, 2)]
    assert [group.numbers for group in grouped(found, links)] == [(0, 2)]


def test_a_group_that_is_too_large_ends_no_other() -> None:
    links = [*chain(range(21)), *chain(range(21, 42)), link(20, 21, 0.9), link(42, 43, 0.8)]
    assert sizes(44, links) == [21, 21, 2]


def test_a_pair_that_several_keys_bring_together_is_compared_once() -> None:
    known = PLAIN.evolve(DOI=DOI)
    assert find_groups(enumerate([known, known])).compared == 1
    assert find_groups(enumerate([known, known, known])).compared == 3


def test_by_identifiers_alone() -> None:
    known, again, like = PLAIN.evolve(DOI=DOI), PLAIN.evolve(DOI=DOI.upper()), PLAIN
    numbered = list(enumerate([known, again, like]))
    assert [group.numbers for group in find_groups(numbered, identifiers_only=True).groups] == [(0, 1)]
    assert [group.numbers for group in find_groups(numbered).groups] == [(0, 1, 2)]


@pytest.mark.parametrize("kind", ["book", "thesis"])
def test_a_whole_work_with_a_title_of_one_word_is_known_by_people_and_year(kind: str) -> None:
    def cosmos(year: int | None, kind: str = kind) -> Item:
        return record("Cosmos", year, kind, by=BERG)

    assert compare(cosmos(1980), cosmos(1980)).verdict == "same"
    assert compare(cosmos(1980), cosmos(1981)).verdict == "apart"  # a new edition
    assert compare(cosmos(None), cosmos(None)).verdict == "apart"
    # An article of that title may stand in any issue.
    assert compare(cosmos(1980, "article-journal"), cosmos(1980, "article-journal")).verdict == "apart"
