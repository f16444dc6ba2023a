"""Which records are looked at for a stub, what their scores are, and which of them is proposed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from citelib.library import Library
from citelib.matching import Proposal, link, stubs
from citelib.matching.story import NO_STORY, Story
from citelib.matching.stubs import Background, _Index, is_stub
from citelib.model import Date, Item, Name, Relation
from citelib.model.custom import STUB_KEY

LEE = Name("Lee", "Ann")
CROWD = [Name(f"Family{number}") for number in range(199)]


def item(id: str = "s", /, *, year: int | Date | None = None, type: str = "article-journal", **variables: Any) -> Item:
    issued = Date.on(year) if isinstance(year, int) else year
    return Item(id, type, issued=issued, **variables)


def about(*words: str) -> Story:
    """A text that consists of some words."""
    return Story(words=frozenset(words), folded=f" {' '.join(words)} ")


def looked_at(stub: Item, *records: Item, story: Story = NO_STORY, background: Background | None = None) -> list[str]:
    return [record.id for record in _Index(list(records), background).candidates(stub, story)]


def numbered(count: int, **variables: Any) -> list[Item]:
    return [item(f"r{number}", **variables) for number in range(count)]


# Which records are looked at


@pytest.mark.parametrize(
    ("stub", "record"),
    [
        (item(DOI="10.5555/a"), item("r", DOI="https://doi.org/10.5555/A")),
        (item(author=[Name("Müller")]), item("r", author=[Name("Mueller")])),
        (item(author=[Name("Li")]), item("r", author=[Name("Li")])),
        (item(author=[Name("Moda-Sava")]), item("r", author=[Name("Sava")])),
        (item(author=[LEE]), item("r", author=[*CROWD, LEE])),
        (item(author=[*CROWD, LEE]), item("r", author=[LEE])),
        (item(container_title="Mosses"), item("r", container_title="The Mosses")),
        (item(title="Slow moss on roofs"), item("r", title="Slow <i>moss</i> on walls")),
    ],
)
def test_records_that_share_something_are_looked_at(stub: Item, record: Item) -> None:
    assert looked_at(stub, record) == ["r"]


@pytest.mark.parametrize(
    ("stub", "record"),
    [
        (item("same"), item("same", title="Moss")),
        (item(URL="https://example.org/moss"), item("r", URL="https://example.org/moss")),
        (item(author=[Name("O Neill")]), item("r", author=[Name("O Brien")])),
        (item(author=[LEE]), item("r", author=[*CROWD, Name("Berg"), LEE])),
        (item(title="Slow moss on roofs"), item("r", title="Slow moss in walls")),
        (item(), item("r")),
    ],
)
def test_records_that_share_nothing_that_tells_are_not(stub: Item, record: Item) -> None:
    assert looked_at(stub, record) == []


def test_a_journal_is_looked_through_if_it_has_few_works() -> None:
    stub = item(container_title="Mosses", author=[LEE])
    assert len(looked_at(stub, *numbered(50, container_title="Mosses"))) == 50
    assert looked_at(stub, *numbered(51, container_title="Mosses")) == []
    # The limit is one for journals: people are looked for however much they have written.
    assert len(looked_at(stub, *numbered(51, author=[LEE]))) == 51


def test_of_the_records_with_a_rare_word_of_the_text_fifteen_are_looked_at() -> None:
    text = about("moss")
    assert len(looked_at(item(), *numbered(15, title="On moss"), story=text)) == 15
    assert looked_at(item(), *numbered(16, title="On moss"), story=text) == [f"r{number}" for number in range(15)]


def test_a_word_of_more_than_forty_titles_is_too_common_or_of_one_in_fifty() -> None:
    text = about("moss")
    assert looked_at(item(), *numbered(40, title="On moss"), story=text)
    assert not looked_at(item(), *numbered(41, title="On moss"), story=text)
    many, a_few_less = Background(2500, {}), Background(2499, {})
    assert looked_at(item(), *numbered(50, title="On moss"), story=text, background=many)
    assert not looked_at(item(), *numbered(50, title="On moss"), story=text, background=a_few_less)


def test_rarer_words_and_more_of_them_come_first() -> None:
    rarer = [*numbered(16, title="On moss"), item("fern", title="On ferns")]
    assert "fern" in looked_at(item(), *rarer, story=about("moss", "ferns"))
    more = [*numbered(16, title="On moss"), *numbered(2, title="On walls"), item("both", title="Moss on walls")]
    assert looked_at(item(), *more, story=about("moss", "walls"))[0] == "both"
    assert looked_at(item(), item("r", title="On moss"), story=about("ferns")) == []


def test_records_of_people_who_are_named_in_the_text_are_looked_at() -> None:
    text = about("says", "ann", "lee")
    assert looked_at(item(), item("r", author=[LEE]), item("o", author=[Name("Lee", "Bo")]), story=text) == ["r"]
    assert len(looked_at(item(), *numbered(200, author=[LEE]), story=text)) == 200
    assert looked_at(item(), *numbered(201, author=[LEE]), story=text) == []
    assert looked_at(item(), item("r", author=[*CROWD, LEE]), story=text) == ["r"]
    assert looked_at(item(), item("r", author=[*CROWD, Name("Berg"), LEE]), story=text) == []


def test_how_rare_a_word_is_among_the_titles() -> None:
    records = [*numbered(2, title="Moss"), item("r", title="Moss and ferns"), *numbered(5, title="Walls")]
    assert _Index(records).rarity(records[2]) == {"moss": pytest.approx(0.5), "ferns": 1.0}  # log 3 / log 9
    [alone] = [item("r", title="Moss")]
    assert _Index([alone], Background(8, {"moss": 3})).rarity(alone) == {"moss": pytest.approx(0.5)}
    assert _Index([alone]).rarity(alone) == {"moss": 1.0}
    everywhere = numbered(999, title="Moss")
    assert _Index(everywhere).rarity(everywhere[0]) == {"moss": 0.1}
    assert _Index([item("r")]).rarity(item("r")) == {}


# Scores


def scores(stub: Item, *records: Item, news: Item | None = None) -> list[float]:
    found = link([stub] if news is None else [news, stub], records, 0)
    return [proposal.score for proposal in found]


def score(stub: Item, *records: Item, news: Item | None = None) -> float:
    return scores(stub, *records, news=news)[0]


def test_what_is_too_unlikely_is_not_proposed() -> None:
    assert score(item(author=[Name("Lee")]), item("r", author=[Name("Lee")])) == 0.3208  # log-odds −2 + 1.25
    similar = item(title="Slow moss on old walls"), item("r", title="Slow moss on new roofs")
    assert scores(*similar) == []  # −2 + 1


def test_an_identifier_is_nearly_certain_and_contradictions_count_a_quarter() -> None:
    stub = item(DOI="10.5555/a", year=2019)
    assert score(stub, item("r", DOI="10.5555/a", year=2019)) == 0.9997  # 8
    assert score(stub, item("r", DOI="10.5555/a", year=2010)) == 0.9993  # 8 − 3/4
    # Two records with it are the same work twice: that casts no doubt on either.
    assert score(stub, *numbered(2, DOI="10.5555/a", year=2019)) == 0.9997


def test_people_year_and_genre_alone_are_no_evidence() -> None:
    stub = item(author=[LEE], year=2019, genre="Editorial", container_title="Lancet")
    record = item("r", author=[LEE], year=2019, genre="Editorial")
    assert score(stub, record) == 0.5
    # Nor is a journal of the same house.
    assert score(stub, record.evolve(container_title="Lancet Mosses")) == 0.5
    assert score(stub, record.evolve(container_title="Lancet")) > 0.98


def test_what_one_of_two_cannot_have_leaves_doubt_whatever_else_agrees() -> None:
    stub = item(author=[LEE], title="Slow moss on old walls", year=2019)
    record = item("r", author=[LEE], title="Slow moss on old walls", year=2019)
    assert score(stub, record) > 0.98
    assert score(stub, record.evolve(issued=Date.on(2021))) == 0.6225  # log-odds of a half


WORDS = [f"word{number:02}" for number in range(60)]


def in_the_text(stub: Item, of_abstract: int, *names: str) -> tuple[Item, Item]:
    """The stub with two words of an abstract of so many, and a news item that names people and points at it."""
    abstract = stub.evolve(abstract=" ".join(WORDS[:2]))
    return abstract, item(
        "n", type="webpage", title="News", note=" ".join(names), relations=[Relation("mentions", "s")]
    )


def test_without_title_and_journal_time_and_topic_must_agree() -> None:
    def one(abstract: int, year: int, *names: str, genre: str | None = None, **details: Any) -> float:
        custom = {STUB_KEY: details} if details else None
        stub, news = in_the_text(item(author=[LEE], year=2019, custom=custom, genre=genre), abstract, *names)
        record = item("r", author=[LEE, Name("Berg", "Bo")], year=year, abstract=" ".join(WORDS[:abstract]))
        return score(stub, record, news=news)

    assert one(2, 2019) > 0.98
    assert one(2, 2020) == 0.6225  # another year
    assert one(46, 2019, "Bo Berg") > 0.95
    # Two words of 49 are chance (weight ½), and whoever else is named does not tell which of Lee's works it is.
    assert one(49, 2019, "Bo Berg") == 0.6225
    assert one(49, 2019) == 0.5
    # Without a text that points at it, nothing says which of Lee's works of that year it is.
    bare = item(author=[LEE, Name("Berg", "Bo")], year=2019)
    assert score(bare, item("r", author=bare.author, year=2019, PMID="1")) == 0.5
    # Whoever comments on a study has written on its topic before: it must be known as a comment.
    assert one(2, 2019, genre="Perspective", role="comments-on") == 0.6225
    assert one(2, 2019, genre="research article", role="reports-on") > 0.98


@pytest.mark.parametrize(("month", "near"), [(11, False), (12, True), (1, True), (2, True), (3, False)])
def test_around_new_year_a_work_may_be_of_the_other_year(month: int, near: bool) -> None:
    news = item("n", year=Date.on(2020, month, 5), type="webpage", title="N", relations=[Relation("reports-on", "s")])
    stub = item(author=[LEE], container_title="Mosses")
    [proposal] = link([news, stub], [item("r", author=[LEE], container_title="Mosses", year=2019)], 0)
    [year] = [reason.contribution for reason in proposal.reasons if reason.fact == "year"]
    assert year == (0.2 if near else -1.0)


def test_days_are_compared_where_both_are_known_and_no_year_of_the_stub_says_otherwise() -> None:
    news = item("n", year=Date.on(2020, 5, 5), type="webpage", title="N", relations=[Relation("reports-on", "s")])

    def time(stub_year: int | None, record: Date) -> str:
        stub = item(author=[LEE], container_title="Mosses", year=stub_year)
        [proposal] = link([news, stub], [item("r", author=[LEE], container_title="Mosses", year=record)], 0)
        return next(reason.detail for reason in proposal.reasons if reason.fact == "year")

    assert time(None, Date.on(2020, 5, 6)) == "1 day lies between the release and the record"
    assert time(2020, Date.on(2020, 5, 6)) == "1 day lies between the release and the record"
    assert time(2019, Date.on(2019, 5, 6)) == "both are of 2019"
    assert time(None, Date.on(2020)) == "the release is of 2020, the record of 2020"


# Rivals


def doubted(*records: Item, stub: Item | None = None) -> Proposal | None:
    """The proposal for a stub, if a rival casts doubt on it."""
    stub = stub or item(author=[LEE], container_title="Mosses", year=2020)
    best = link([stub], records, 0)[0]
    return best if any(reason.fact == "rival" for reason in best.reasons) else None


def test_a_record_must_be_ahead_of_the_next_one() -> None:
    def by(id: str, *names: Name, year: int = 2020) -> Item:
        return item(id, author=names, container_title="Mosses", year=year)

    between = by("b", Name("Berg"), LEE, Name("Kim"))
    assert not doubted(by("a", LEE, Name("Berg"), Name("Kim")), between)  # ahead by 1
    jon = item(author=[Name("Lee", "Jon")], container_title="Mosses", year=2020)
    assert doubted(by("a", Name("Lee")), by("b", Name("Lee", "John"), year=2021), stub=jon)  # ahead by 0.95
    assert doubted(by("a", LEE), by("b", LEE))


def test_a_rival_takes_the_odds_away_and_one_and_a_half_at_least() -> None:
    twins = numbered(2, author=[LEE], container_title="Mosses", year=2020)
    strong = doubted(*twins)
    assert strong is not None
    assert strong.score == 0.5
    weak = doubted(
        *numbered(2, author=[Name("Lee")], container_title="Mosses"), stub=item(author=[LEE], container_title="Mosses")
    )
    assert weak is not None
    assert weak.score == 0.3208  # 0.75 − 1.5


def test_each_stub_has_five_records_to_get_one_of() -> None:
    stub = item(author=[LEE], container_title="Mosses", year=2020)
    records = [item(f"r{n}", author=[LEE], container_title="Mosses", year=2020, DOI=f"10.5555/{n}") for n in range(6)]
    # Others, by their identifiers, take the first ones.
    others = [item(f"o{n}", DOI=f"10.5555/{n}") for n in range(5)]
    assert {one.stub.id: one.record.id for one in link([stub, *others[:4]], records, 0)}["s"] == "r4"
    assert "s" not in {one.stub.id for one in link([stub, *others], records, 0)}


# What a stub is, and the door


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (item(author=[LEE], title="Moss", container_title="Mosses", year=2020), False),
        (item(author=[LEE], title="Moss", container_title="Mosses"), True),
        (item(container_title="Mosses", year=2020), False),
        (item(DOI="10.5555/a"), True),
        (item(PMID="1"), True),
        (item(title="Moss"), True),
        (item(author=[LEE]), True),
        (item(title="Moss", type="webpage"), False),
        (item(type="webpage", custom={STUB_KEY: {}}), True),
    ],
)
def test_a_stub_lacks_something_and_can_be_found_by_something(one: Item, expected: bool) -> None:
    assert is_stub(one) is expected


def test_a_record_is_not_its_own_record() -> None:
    stub = item(author=[LEE], title="Moss")
    assert link([stub], [stub], 0) == []
    assert [one.record.id for one in link([stub], [stub, stub.evolve(id="r")], 0)] == ["r"]


def test_a_score_that_is_reached_exactly_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stubs, "_logistic", lambda _: 0.75)
    known = item(DOI="10.5555/a"), [item("r", DOI="10.5555/a")]
    assert [link([known[0]], known[1], score)[0].accepted for score in (0.74, 0.75, 0.76)] == [True, True, False]


def test_the_score_that_is_asked_for_is_from_0_to_1() -> None:
    assert link([], [], 0) == link([], [], 1) == []
    for wrong in (-0.01, 1.01):
        with pytest.raises(ValueError, match="between 0 and 1"):
            link([], [], wrong)


def test_the_former_name_of_the_score_works_everywhere_and_tells_the_line_that_uses_it(tmp_path: Path) -> None:
    stub, record = item(author=[LEE]), item("r", author=[LEE])
    with Library.open(tmp_path / "refs.db") as library:
        library.add(record)
        for run in (lambda **score: link([stub], [record], **score), lambda **score: library.link([stub], **score)):
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                found = run(threshold=0.4)
            [warning] = told
            assert (warning.category, warning.filename) == (DeprecationWarning, __file__)
            assert found == run(min_score=0.4)
            assert found[0].accepted
