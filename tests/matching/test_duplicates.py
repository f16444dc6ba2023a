"""Duplicates are found, what only looks alike is kept apart, and merging loses nothing."""

from __future__ import annotations

import random

import pytest

import citelib
from citelib.matching import best_first, compare, filled, find_groups, merged
from citelib.model import Date, Item, Name, Relation
from tests.benchmarks import library as benchmark
from tests.benchmarks.library_data import CORRUPTIONS, OTHER_CORRUPTIONS, corrupted
from tests.shared import shared

STUDY = Item(
    "moda2019",
    "article-journal",
    title="Sustained rescue of prefrontal circuit dysfunction by antidepressant-induced spine formation",
    author=[Name("Moda-Sava", "R. N."), Name("Liston", "C.")],
    issued=Date.on(2019, 4, 12),
    container_title="Science",
    volume="364",
    page="eaat8078",
    DOI="10.1126/science.aat8078",
)
BARE = STUDY.evolve(DOI=None)


@pytest.mark.parametrize(
    "other",
    [
        STUDY.evolve(DOI="https://doi.org/10.1126/SCIENCE.AAT8078"),
        BARE.evolve(title=(STUDY.title or "").upper()),
        BARE.evolve(
            title="Sustained rescue of prefontal circuit dysfunction by antidepressant induced spine formation"
        ),
        BARE.evolve(author=[Name("Moda-Sava", "Rachel")], volume=None, issued=Date.on(2018)),
        BARE.evolve(container_title=None, page=None),
        BARE.evolve(author=[Name("R. N.", "Moda-Sava"), Name("C.", "Liston")]),
        BARE.evolve(author=[Name(literal="R. N. Moda-Sava and C. Liston")]),
        BARE.evolve(title=(STUDY.title or "").replace("antidepressant-induced", "antidepressantinduced"), page="1"),
        Item("x", "document", BARE.variables),
        Item("x", "paper-conference", BARE.variables),
        Item("x", "document", title="something else entirely", DOI=STUDY.DOI).evolve(title=None),
    ],
)
def test_the_same_work(other: Item) -> None:
    pair = compare(STUDY, other)
    assert pair.verdict == "same", pair
    assert pair.reasons


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (STUDY.evolve(DOI="10.1126/science.aax0719", page=None), "different DOI"),
        (STUDY.evolve(title=f"Erratum: {STUDY.title}"), "one is a notice"),
        (STUDY.evolve(title=f"Retraction: {STUDY.title}"), "one is a notice"),
        (BARE.evolve(title=f"{STUDY.title} II"), "numbers in the titles differ"),
        (BARE.evolve(volume="12", page="1", issued=Date.on(2018)), "years and pages differ"),
        (BARE.evolve(author=[Name("Beyeler", "Anna")]), "names differ"),
        (BARE.evolve(issued=Date.on(2005)), "years differ"),
        (BARE.evolve(issued=Date.on(2021)), "years differ"),
        (BARE.evolve(title=(STUDY.title or "").replace("prefrontal", "parietal")), "'prefrontal' and 'parietal'"),
        (BARE.evolve(title=f"{STUDY.title}, second edition"), "another edition"),
        (BARE.evolve(note="Supplementary material"), "one is a supplement"),
        (BARE.evolve(title=f"Laboratory handbook of {STUDY.title}", issued=Date.on(2018)), "years and titles differ"),
        (
            BARE.evolve(container_title="Zoologica Scripta", page=None, issued=Date.on(2020)),
            "years and containers differ",
        ),
        (BARE.evolve(page="99", author=[Name("Liston", "C.")]), "pages differ"),
        (Item("x", "book", BARE.variables), "article and book"),
        (Item("x", "thesis", BARE.variables), "article and thesis"),
    ],
)
def test_works_that_are_kept_apart(other: Item, reason: str) -> None:
    pair = compare(STUDY, other)
    assert pair.verdict == "apart"
    assert any(reason in one for one in pair.reasons), pair


def test_editions_are_kept_apart() -> None:
    first = Item("a", "book", title="The Structure of Scientific Revolutions", author=[Name("Kuhn", "T.")], edition="1")
    assert compare(first, first.evolve(edition="2nd")).verdict == "apart"
    assert compare(first, first.evolve(edition="1st")).verdict == "same"


def test_the_identifier_of_a_volume_makes_no_duplicates_of_its_papers() -> None:
    one = STUDY.evolve(DOI="10.1007/b99374", title="Arabic mathematical e-documents", page="158–168")
    other = STUDY.evolve(DOI="10.1007/b99374", title="Typesetting the Deseret alphabet", page="68–111")
    assert compare(one, other).reasons[-1] == "pages and titles differ"
    assert compare(one, one.evolve(title="Arabic e-documents", page="158")).verdict == "same"


def test_numbers_of_pages_tell_editions_apart() -> None:
    book = Item("a", "book", title="Doing mathematics with programs", author=[Name("Hardy")], issued=Date.on(1995))
    assert compare(book.evolve(page="291"), book.evolve(page="340")).verdict == "apart"
    assert compare(book.evolve(page="291"), book.evolve(page="291")).verdict == "same"
    assert compare(book.evolve(page="291"), book).verdict == "same"


def test_a_report_is_what_was_published_of_it_later() -> None:
    report = Item("r", "report", title=STUDY.title, author=STUDY.author, issued=Date.on(2018), publisher="Cornell")
    found = find_groups([(1, STUDY), (2, report)])
    assert found.groups == ()
    assert [(kin.earlier, kin.later) for kin in found.versions] == [(2, 1)]
    assert compare(report, Item("b", "book", report.variables)).verdict == "same"


def test_short_titles_prove_nothing() -> None:
    one = Item("a", "article-journal", title="Introduction", author=[Name("Smith", "J.")], issued=Date.on(2001))
    assert compare(one, one.evolve(id="b")).verdict == "apart"


def test_a_book_may_have_a_short_title() -> None:
    book = Item("a", "book", title="Moraines", author=[Name("Varga", "Lena")], issued=Date.on(1971))
    assert compare(book, book.evolve(id="b", author=[Name("Varga", "L.")])).verdict == "same"
    for changes in ({"issued": None}, {"issued": Date.on(1972)}, {"author": None}, {"type": "chapter"}):
        assert compare(book, book.evolve(id="b", **changes)).verdict == "apart", changes
    assert compare(book.evolve(type="chapter"), book.evolve(id="b", type="chapter")).verdict == "apart"


def test_preprints_are_related_not_merged() -> None:
    preprint = STUDY.evolve(id="pre", DOI="10.1101/123456", container_title="bioRxiv", volume=None, page=None)
    assert compare(STUDY, preprint).verdict == "preprint"
    found = find_groups([(1, STUDY), (2, preprint)])
    assert found.groups == ()
    [kin] = found.versions
    assert (kin.earlier, kin.later) == (2, 1)


def test_groups_are_whole_and_hold_no_two_that_differ() -> None:
    items = [STUDY, BARE, BARE.evolve(author=STUDY.author[:1]), STUDY.evolve(DOI="10.1126/other", page=None)]
    found = find_groups(enumerate(items))
    assert len(found.groups) == 1
    group = found.groups[0].numbers
    assert {1, 2} <= set(group)
    assert not {0, 3} <= set(group)


def test_work_grows_with_the_number_of_items() -> None:
    same_title = [
        Item(f"k{n}", "article-journal", title="Book reviews", author=[Name("Smith")], issued=Date.on(1990))
        for n in range(2000)
    ]
    assert find_groups(enumerate(same_title)).compared < 2000 * 60


def test_real_records_with_errors_are_found() -> None:
    works = citelib.load(shared("corpora/iridia/articles.bib"))
    items = [item for item in works.values() if item.title]
    numbered = list(enumerate(items))
    before = {number for group in find_groups(numbered).groups for number in group.numbers}
    clean = [(number, item) for number, item in numbered if number not in before]
    generator = random.Random(5)
    copies = [(100_000 + n, corrupted(item, f"copy{n}", generator)) for n, item in generator.sample(clean, 250)]
    found = find_groups([*clean, *copies])
    pairs = {(a, b) for group in found.groups for i, a in enumerate(group.numbers) for b in group.numbers[i + 1 :]}
    truth = {(number - 100_000, number) for number, _ in copies}
    assert len(pairs & truth) / len(pairs) > 0.98
    assert len(pairs & truth) / len(truth) > 0.93


def test_real_records_that_rules_were_not_tuned_on() -> None:
    shared("corpora/iridia/biblio.bib")
    tuned, held_out = benchmark.halves()
    for records, least_precision, least_recall in ((tuned, 0.92, 0.99), (held_out, 0.87, 0.95)):
        *_, precision, recall = benchmark.judged(records, "")
        assert float(str(precision)) > least_precision
        assert float(str(recall)) > least_recall
    *_, precision, recall, _ = benchmark.deduped_real(held_out, "", OTHER_CORRUPTIONS, 7)
    assert float(str(precision)) > 0.99
    assert float(str(recall)) > 0.94


def test_every_error_changes_something_somewhere() -> None:
    full = STUDY.evolve(
        title="Größe – the behaviour of rn: a long tale of mice and women & men in small towns",
        author=[Name("Müller", "Zoë"), Name("Liston", "C."), Name("Li", "D."), Name("Beyeler", "Anna")],
        container_title="Journal of the Society of Mice", page="123–129", issue="3", ISBN="1", publisher="P",
    )  # fmt: skip
    for change in (*CORRUPTIONS, *OTHER_CORRUPTIONS):
        assert any(change(full, random.Random(seed)) != full for seed in range(5)), change


def test_merging_takes_the_best_of_each_field() -> None:
    poor = Item(
        "poor", "article-journal", title="SUSTAINED RESCUE", author=[Name("Moda-Sava")], issued=Date.on(2019), page="1",
        abstract="A long abstract.", keyword="a, b", custom={"x": 1, "citelib:aliases": ["older"]},
        relations=[Relation("cites", "moda2019"), Relation("mentions", "z")],
    )  # fmt: skip
    rich = STUDY.evolve(keyword="B, c", custom={"y": 2}, page="1–9")
    assert best_first([poor, rich]) == [rich, poor]
    one = merged([poor, rich])
    assert one.id == "poor"
    assert (one.title, one.author, one.issued, one.page) == (STUDY.title, STUDY.author, STUDY.issued, "1–9")
    assert (one.abstract, one.keyword, one.DOI) == ("A long abstract.", "B, c, a", STUDY.DOI)
    assert one.custom == {"x": 1, "y": 2, "citelib:aliases": ["moda2019", "older"]}
    assert one.relations == (Relation("mentions", "z"),)


def test_gaps_are_filled_and_conflicts_shown() -> None:
    mine = Item("a", "book", title="Mine", volume="1", custom={"x": 1})
    result, conflicts = filled(mine, Item("b", "song", title="Theirs", volume="1", issue="2", custom={"x": 2, "y": 3}))
    assert result == Item("a", "book", title="Mine", volume="1", issue="2", custom={"x": 1, "y": 3})
    assert conflicts == ["title"]
