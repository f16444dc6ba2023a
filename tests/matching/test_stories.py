"""A story is linked with the work it tells of by day, journal, people and rare words; decoys are never accepted."""

from __future__ import annotations

import datetime
import time

import pytest

from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.matching import Proposal, link
from citelib.matching.evidence import days
from citelib.matching.likeness import same_journal
from citelib.matching.story import Story, day_of, stories
from citelib.model import Bibliography, Date, Item, Name, Relation

RELEASE = """Slugs climb walls in the rain

May 8, 2020

Slugs climb higher on wet brick, Ida Brandt and colleagues have found. The mucus of the slugs swells when it rains.

"A wall is a road," writes Rolf Hansen in a related Perspective.
"""
AUTHORS = [Name("Brandt", "Ida"), Name("Kern", "Mia")]


def record(id: str, title: str, *, authors: list[Name] | None = None, date: Date | None = None, **more: str) -> Item:
    return Item(id, "article-journal", title=title, author=authors or AUTHORS, issued=date or Date.on(2020), **more)


TRUE = record("true", "Swelling mucus lets slugs climb wet brick walls", date=Date.on(2020, 5, 7))
DECOYS = [
    record("the year before", "Mucus of slugs and their way up walls of brick", date=Date.on(2019)),
    record("a year later", "Swelling mucus lets slugs climb higher walls", date=Date.on(2021, 6)),
    record("another topic", "Snails in the gardens of the north", date=Date.on(2020)),
    record("half a year off", "Mucus and the climb of slugs on wet walls", date=Date.on(2019, 10, 2)),
    record("a chapter of the commentator", "Slugs on walls: roads for slugs", authors=[Name("Hansen", "Rolf")]),
    record("a long paper of his", "Walls are roads", authors=[Name("Hansen", "Rolf")], page="1-40"),
    record("another Brandt", "Swelling mucus lets slugs climb wet brick walls", authors=[Name("Brandt", "Karl")]),
]


def proposals(text: str, records: list[Item]) -> list[Proposal]:
    assert PRESS_RELEASE.read is not None
    works = Bibliography(one for one in PRESS_RELEASE.read(Source(text)) if isinstance(one, Item))
    return link(works, records)


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda item: item.id)
def test_a_decoy_alone_is_never_accepted(decoy: Item) -> None:
    assert [one.record.id for one in proposals(RELEASE, [decoy]) if one.accepted] == []


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda item: item.id)
def test_a_decoy_does_not_hide_the_true_record(decoy: Item) -> None:
    assert [one.record.id for one in proposals(RELEASE, [decoy, TRUE]) if one.accepted] == ["true"]


def test_all_decoys_together() -> None:
    assert [one.record.id for one in proposals(RELEASE, [*DECOYS, TRUE]) if one.accepted] == ["true"]
    assert [one.record.id for one in proposals(RELEASE, DECOYS) if one.accepted] == []


def test_a_comment_is_accepted_where_its_kind_is_known() -> None:
    comment = record("comment", "A wall is a road", authors=[Name("Hansen", "R.")], date=Date.on(2020, 5, 8))
    assert not any(one.accepted for one in proposals(RELEASE, [comment]))
    assert any(one.accepted for one in proposals(RELEASE, [comment.evolve(genre="Perspective")]))
    assert any(one.accepted for one in proposals(RELEASE, [comment.evolve(page="12-13")]))


STORY = """SLUGS GO UP IN THE WORLD

May 9, 2020

Slugs climb higher when it rains, scientists say. The brick of the walls makes no difference to the swelling mucus.

"They are better climbers than we are," said Professor Mia Kern. The study is in {journal}.
"""


def test_a_story_without_the_leading_author_is_linked() -> None:
    found = TRUE.evolve(container_title="Garden letters (Vik, Norway)")
    [proposal] = proposals(STORY.format(journal="Garden Letters"), [*DECOYS, found])
    assert (proposal.record.id, proposal.accepted) == ("true", True)
    facts = {reason.fact for reason in proposal.reasons}
    assert {"journal", "topic", "year"} <= facts
    # Whether whoever speaks in the text is read as an author or only as named there, it speaks for the record.
    assert facts & {"author", "people"}


def test_people_and_days_alone_are_shown_and_not_accepted() -> None:
    other = record("other", "An unrelated tale of lichens", date=Date.on(2020, 5, 7))
    assert not any(one.accepted for one in proposals(STORY.format(journal="the drawer"), [other]))


@pytest.mark.parametrize(
    ("apart", "weight"),
    [(0, 2.0), (30, 2.0), (31, 0.8), (120, 0.8), (121, -1.0), (400, -1.0), (401, -3.5), (-30, 2.0), (-401, -3.5)],
)
def test_days(apart: int, weight: float) -> None:
    day = datetime.date(2020, 5, 8)
    assert days(day, day + datetime.timedelta(apart)).contribution == weight


@pytest.mark.parametrize(
    ("date", "day"),
    [
        (Date.on(2020, 5, 8), datetime.date(2020, 5, 8)),
        (Date.on(2020, 5), datetime.date(2020, 5, 15)),
        (Date.on(2020), None),
        (Date.on(-44, 3, 15), None),
        (Date.on(2020, 12, 31), datetime.date(2020, 12, 31)),
        (Date.on(2020, 21), None),
        (Date(literal="spring"), None),
        (None, None),
    ],
)
def test_day_of(date: Date | None, day: datetime.date | None) -> None:
    assert day_of(date) == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Lancet", "Lancet (London, England)", True),
        ("Thorax", "Thorax, Lond.", True),
        ("BMJ", "BMJ : British Medical Journal", True),
        ("Journal of Moss", "Journal of Moss (1979)", True),
        ("Nature", "Nature Genetics", False),
        ("Nature", "Nature, Society and Thought", False),
        ("Cell", "Cell : Reports", False),
    ],
)
def test_journals_of_catalogues(one: str, other: str, same: bool) -> None:
    assert same_journal(one, other) == same


def test_an_earlier_work_that_is_mentioned_has_no_day() -> None:
    news = Item(
        "n",
        "webpage",
        title="T",
        issued=Date.on(2020, 5, 8),
        relations=[Relation("reports-on", "s"), Relation("mentions", "m"), Relation("mentions", "c")],
    )
    comment = Item("c", "article-journal", relations=[Relation("comments-on", "s")])
    found = stories([news, Item("s", "article-journal"), Item("m", "article-journal"), comment])
    assert [found[id].day is not None for id in "smc"] == [True, False, True]


def test_a_second_given_name() -> None:
    found = TRUE.evolve(author=[Name("Brandt", "E. Ida"), Name("Kern", "Mia")])
    assert [one.accepted for one in proposals(RELEASE, [found])] == [True]


def test_a_library_of_many_records() -> None:
    words = "moss brick rain wall slug snail river stone light sound heat salt wind sand wood iron glass paper".split()
    many = [
        record(
            f"r{n}",
            f"{words[n % 18]} and {words[n // 18 % 18]} in place {n}",
            authors=[Name(f"Person{n % 20_000}", "Q."), Name("Kern", "Karl")],
            date=Date.on(1990 + n % 30, 5),
        )
        for n in range(20_000)
    ]
    before = time.process_time()
    [proposal, *_] = proposals(RELEASE, [*many, TRUE])
    assert (proposal.record.id, proposal.accepted) == ("true", True)
    assert time.process_time() - before < 20


def test_a_given_name_of_two_letters_is_one() -> None:
    story = Story(folded=" bo vu and e lee said so ")
    assert story.names(Name("Vu", "Bo"))
    assert not story.names(Name("Lee", "E."))
