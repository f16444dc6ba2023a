"""Stubs are linked to the works they mean, and to nothing that only looks alike."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from citelib.errors import ModelError
from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.matching import Proposal, apply, link
from citelib.matching.likeness import name_agreement, same_journal
from citelib.model import Bibliography, Date, Evidence, Item, Name, Relation
from tests.shared import shared

STUDY = Item(
    "study2019",
    "article-journal",
    title="Sustained rescue of prefrontal circuit dysfunction by antidepressant-induced spine formation",
    author=[Name("Moda-Sava", "R. N."), Name("Murdock", "M. H."), Name("Liston", "C.")],
    container_title="Science",
    volume="364",
    issued=Date.on(2019, 4, 12),
    DOI="10.1126/science.aat8078",
    PMID="30975859",
)
PERSPECTIVE = Item(
    "beyeler2019",
    "article-journal",
    title="Do antidepressants restore lost synapses?",
    author=[Name("Beyeler", "Anna")],
    container_title="Science",
    volume="364",
    page="129-130",
    issued=Date.on(2019, 4, 12),
    genre="Perspective",
    DOI="10.1126/science.aax0719",
)


def article(id: str, title: str, author: Name, year: int, journal: str | None = None) -> Item:
    return Item(id, "article-journal", title=title, author=[author], container_title=journal, issued=Date.on(year))


OTHERS = [
    article("beyeler2016", "Divergent routing of valence in the amygdala", Name("Beyeler", "A."), 2016, "Neuron"),
    article("beyeler2019b", "A rail vehicle on curved track", Name("Beyeler", "Andreas"), 2019, "Vehicle Dynamics"),
    article("murdock2019", "Sleep of mice in spring", Name("Murdock", "Ann"), 2019),
    article("sava2019", "Depression and antidepressants in the clinic", Name("Sava", "Rudolf"), 2019),
]


def example() -> Bibliography:
    source = Source(Path(shared("seed/press-release.txt")))
    assert PRESS_RELEASE.read is not None
    return Bibliography(record for record in PRESS_RELEASE.read(source) if isinstance(record, Item))


def test_example_links_both_stubs() -> None:
    works = example()
    proposals = link(works, [*OTHERS, STUDY, PERSPECTIVE])
    assert {(p.stub.author[0].family, p.record.id, p.accepted) for p in proposals} == {
        ("Moda-Sava", "study2019", True),
        ("Beyeler", "beyeler2019", True),
    }
    for proposal in proposals:
        facts = [reason.fact for reason in proposal.reasons]
        assert {"author", "topic", "year"} <= set(facts)
        assert [abs(r.contribution) for r in proposal.reasons] == sorted(
            (abs(r.contribution) for r in proposal.reasons), reverse=True
        )

    linked = apply(works, proposals)
    assert len(linked) == len(works)
    news = next(iter(linked.values()))
    assert [item.id for item in linked.related(news.id, "reports-on")] == ["study2019"]
    assert [item.id for item in linked.related(news.id, "mentions")] == ["beyeler2019"]
    assert [item.id for item in linked.related("beyeler2019", "comments-on")] == ["study2019"]
    evidence = next(relation.evidence for relation in news.relations if relation.target == "study2019")
    text = Path(shared("seed/press-release.txt")).read_text("utf-8")
    assert evidence is not None
    assert text[evidence.start : evidence.end] == evidence.quote
    # What the record says is kept, the stub is still found by its id.
    assert linked["moda-sava"] == linked["study2019"]
    assert linked["study2019"].title == STUDY.title
    assert linked["study2019"].genre is None
    assert "press-release:stub" not in linked["study2019"].custom


@pytest.mark.parametrize("record", OTHERS, ids=lambda item: item.id)
def test_near_misses_are_not_accepted(record: Item) -> None:
    assert not [proposal for proposal in link(example(), [record]) if proposal.accepted]


@pytest.mark.parametrize(
    "change",
    [
        {"issued": Date.on(2012)},
        {"author": [Name("Moda-Sava", "Karl")]},
        {"author": [Name("Liston", "C.")]},
        {"title": "Railway timetables in the Alps"},
        {"genre": "Editorial"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_wrong_fact_forbids(change: dict[str, object]) -> None:
    assert not [proposal for proposal in link(example(), [STUDY.evolve(**change)]) if proposal.accepted]


def test_identifier_decides() -> None:
    stub = Item("s", "article-journal", DOI="10.1126/SCIENCE.aat8078")
    [proposal] = link([stub], [STUDY, PERSPECTIVE])
    assert proposal.record is STUDY
    assert proposal.score > 0.99
    assert proposal.reasons[0].fact == "identifier"


def test_different_doi_forbids() -> None:
    stub = Item(
        "s", "article-journal", DOI="10.5555/other", author=STUDY.author, container_title="Science", issued=STUDY.issued
    )
    assert not [proposal for proposal in link([stub], [STUDY]) if proposal.accepted]


def test_two_equally_good_records_are_not_decided() -> None:
    stub = Item("s", "article-journal", author=[Name("Lee", "Ann")], container_title="Mosses", issued=Date.on(2020))
    twins = [
        Item(
            id,
            "article-journal",
            title=title,
            author=[Name("Lee", "A.")],
            container_title="Mosses",
            issued=Date.on(2020),
        )
        for id, title in (("a", "Moss on walls"), ("b", "Moss on roofs"))
    ]
    [proposal] = link([stub], twins)
    assert not proposal.accepted
    assert "rival" in {reason.fact for reason in proposal.reasons}


def test_threshold() -> None:
    works = example()
    assert all(proposal.accepted for proposal in link(works, [STUDY, PERSPECTIVE], min_score=0.5))
    assert not any(proposal.accepted for proposal in link(works, [STUDY, PERSPECTIVE], min_score=1.0))
    with pytest.raises(ValueError, match="between 0 and 1"):
        link(works, [STUDY], min_score=2)


def test_only_accepted_is_merged() -> None:
    works = example()
    proposals = [attrs.evolve(proposal, accepted=False) for proposal in link(works, [STUDY, PERSPECTIVE])]
    assert apply(works, proposals) == works


def test_two_records_for_one_stub_are_refused() -> None:
    stub = Item("s", "article-journal", author=[Name("Lee")])
    twice = [Proposal(stub, record, 1.0, (), True) for record in (STUDY, PERSPECTIVE)]
    with pytest.raises(ModelError, match="is accepted for"):
        apply([stub], twice)


def test_record_that_is_in_the_collection_already() -> None:
    stub = Item(
        "s", "article-journal", author=[Name("Beyeler", "Anna")], custom={"press-release:stub": {"role": "comments-on"}}
    )
    news = Item(
        "n", "webpage", title="News", relations=[Relation("mentions", "s", evidence=Evidence("Anna Beyeler", 0, 12))]
    )
    works = Bibliography([news, stub, PERSPECTIVE])
    linked = apply(works, [Proposal(stub, PERSPECTIVE, 1.0, (), True)])
    assert list(linked) == ["n", "beyeler2019"]
    assert linked["n"].relations[0].target == "beyeler2019"
    assert linked["n"].relations[0].evidence is not None


def test_what_only_the_stub_knows_is_kept() -> None:
    stub = Item("s", "article-journal", DOI=STUDY.DOI, URL="https://example.org/x", genre="research article")
    linked = apply([stub], link([stub], [STUDY]))
    assert linked["study2019"].URL == "https://example.org/x"
    assert linked["study2019"].volume == "364"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (Name("Moda-Sava", "Rachel"), Name("Moda-Sava", "R. N."), 0.8, 1),
        (Name("Moda-Sava", "Rachel"), Name("Moda Sava", "RN"), 0.8, 1),
        (Name("Wysocka", "Łucja"), Name("Wysocka", "Lucja"), 1, 1),
        (Name("Müller", "Anna"), Name("Mueller", "A."), 0.8, 1),
        (Name("Berg", "Ludwig", non_dropping_particle="van den"), Name("Van den Berg", "L."), 0.8, 1),
        (Name("Berg", "Ludwig", non_dropping_particle="van den"), Name("Berg", "Ludwig"), 1, 1),
        (Name("Jiménez Whitfield", "Carla"), Name("Whitfield", "Carla Jiménez"), 0.8, 1),
        (Name("Lee", "Ann"), Name("Lee", "Bob"), 0, 0),
        (Name("Lee", "Rachel Nora"), Name("Lee", "R. M."), 0, 0.4),
        (Name("Lee", "Ann"), Name("Leeds", "Ann"), 0, 0),
    ],
)
def test_names(one: Name, other: Name, least: float, most: float) -> None:
    assert least <= name_agreement(one, other) <= most
    assert name_agreement(one, other) == name_agreement(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("J. Exp. Biol.", "Journal of Experimental Biology", True),
        ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences", True),
        ("PNAS", "Proceedings of the National Academy of Sciences", True),
        ("The Bryologist", "Bryologist", True),
        ("Cement & Concrete Research", "Cement and Concrete Research", True),
        ("Nature", "Nature Plants", False),
        ("Science", "Science Advances", False),
        ("Cell", "Cell Reports", False),
    ],
)
def test_journals(one: str, other: str, same: bool) -> None:
    assert same_journal(one, other) is same_journal(other, one) is same


def test_large_library() -> None:
    library = [
        Item(
            f"r{i}",
            "article-journal",
            title=f"On the number {i} of mosses",
            author=[Name(f"Family{i}", "A.")],
            issued=Date.on(2019),
        )
        for i in range(20_000)
    ]
    proposals = link(example(), [*library, STUDY, PERSPECTIVE])
    assert len(proposals) == 2


def test_a_second_given_name_counts_only_if_it_is_more_than_two_letters() -> None:
    from citelib.matching.evidence import names

    def detail(mine: str, theirs: str) -> str:
        reason = names(Item("s", author=[Name("Lee", mine)]), Item("r", author=[Name("Lee", theirs)]))
        assert reason is not None
        return reason.detail

    # «Al» and «Jo» may be anybody's; «Nelson» is hardly chance.
    assert detail("Nelson", "Ann Nelson") == "Nelson Lee is the only author as Ann Nelson Lee"
    assert detail("Joe", "Ann Joe") == "Joe Lee is the only author as Ann Joe Lee"
    assert detail("Jo", "Ann Jo") == "another Lee is among the authors"


def test_the_former_name_of_the_score_works_and_says_so() -> None:
    with pytest.warns(DeprecationWarning, match="write min_score="):
        assert link([STUDY], [PERSPECTIVE], threshold=0.5) == link([STUDY], [PERSPECTIVE], min_score=0.5)
