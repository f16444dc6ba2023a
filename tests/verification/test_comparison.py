"""Boundary pairs: what is one thing written in two ways, and what are two."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.matching.people import same_person
from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify
from citelib.verification.comparison.lists import compare_lists
from citelib.verification.comparison.titles import compare_titles
from citelib.verification.comparison.venues import compare_venues
from citelib.verification.numbers import REASONS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Name("SMITH", "JOHN"), Name("Smith", "John Adam"), True),
        (Name("Smith", "null"), Name("Smith", "John"), True),
        (Name("Smith (MIT)", "John"), Name("Smith", "John"), True),
        (Name("Smith*", "J."), Name("Smith", "John"), True),
        (Name("Hoover", "J. Edgar"), Name("Hoover", "Edgar"), True),
        (Name("Smith", "Bob"), Name("Smith", "Robert"), True),
        (Name("García", "Ana"), Name("García Márquez", "Ana"), True),
        (Name("Tchaikovsky", "Pyotr"), Name("Chaikovskii", "Petr"), True),
        (Name("Алексеев", "Иван"), Name("Alekseev", "Ivan"), True),
        (Name("Krizevsky", "Alex"), Name("Krizhevsky", "Alex"), True),
        (Name("M?ller", "Karl"), Name("Müller", "Karl"), True),
        (Name(literal="World Health Organization"), Name(literal="WHO"), True),
        (Name("Li", "Wei"), Name("Lu", "Wei"), False),
        (Name("Smith", "Bob"), Name("Smith", "William"), False),
        (Name("Lee", "Ann Louise"), Name("Lee", "Ann Marie"), False),
        (Name("Hansen", "Eva"), Name("Olsen", "Eva"), False),
        (Name(literal="World Health Organization"), Name(literal="World Bank"), False),
    ],
)
def test_names(one: Name, other: Name, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


A, B, C, D = (Name(name, "Ann") for name in ("Adams", "Brown", "Clark", "Davis"))


@pytest.mark.parametrize(
    ("ours", "lists", "outcome"),
    [
        # Each place is confirmed by any record, so that a slip in one of them accuses nobody.
        ([A, B, C], [[A, Name("Brawne", "Lu"), C], [A, B, Name("Clegg", "Lu")]], "same"),
        ([A, B], [[A, B, Name(literal="The Moss Study Group")]], "harmless"),
        ([A, B], [[A, B, Name(literal="The Moss Study Group")], [A, B]], "harmless"),
        ([A, B, C], [[A]], "unknown"),
        ([A, B], [[A]], "differs"),
        ([A, B], [[A, B], [A, B], [A, B, C]], "same"),
        ([A, B], [[A, B], [A, B], [A, B, C], [A, B, C]], "differs"),
        ([B, A], [[A, B, C]], "differs"),
        ([A, D, C], [[A, B, C]], "differs"),
        ([Name("Brown", "Tom")], [[Name("Brown", "Chris")], [Name("Brown")]], "differs"),
    ],
)
def test_lists(ours: list[Name], lists: list[list[Name]], outcome: str) -> None:
    assert compare_lists(ours, lists) == outcome


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("Anaemia and oedema in mice", "Anemia and edema in mice", "same"),
        ("RETRACTED: Slow moss in towns", "Slow moss in towns", "same"),
        ("[Slow moss in towns].", "Slow moss in towns", "same"),
        ("Slow moss in towns (extended abstract)", "Slow moss in towns", "same"),
        ("Slow moss in towns*", "Slow moss in towns", "same"),
        ("A 5% rise in moss", "A 5 percent rise in moss", "same"),
        (r"Moss in \proglang{Python}", "Moss in Python", "same"),
        ("Moss of size 3 \u00b5m", "Moss of size 3 μm", "same"),
        ("Slow moss. A study of towns", "Slow moss", "harmless"),
        ("Behaviour of Mueller cells", "Behaviour of Müller cells", "harmless"),
        ("The behaviour of slow moss on the walls of old towns", "The behaviour of slow moss on the wal…", "harmless"),
        ("Über das Verhalten der Moose in den Städten", "On the behaviour of moss in the towns", "unknown"),
        (r"Moss in \MF and more", "Moss in METAFONT and more", "unknown"),
        ("Slow moss – Part II", "Slow moss – Part II: Roofs", "harmless"),
        ("Slow moss – Part I", "Slow moss – Part II: Roofs", "differs"),
        ("Slow moss: part I", "Slow moss: part II", "differs"),
        ("Characterizing risk of moss", "Characterizing the risk of moss", "differs"),
        ("Slow mosses", "Slow moss", "differs"),
        ("Hepatitis A in moss", "Hepatitis B in moss", "differs"),
    ],
)
def test_titles(ours: str, theirs: str, outcome: str) -> None:
    assert compare_titles(ours, [theirs]) == outcome


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences", "same"),
        ("Science (New York, N.Y.)", "Science", "same"),
        ("Behaviour Research Methods", "Behavior Research Methods", "same"),
        ("CVPR09", "IEEE Conference on Computer Vision and Pattern Recognition", "same"),
        ("POPL", "Principles of Programming Languages", "same"),
        ("Psychometrica", "Psychometrika", "same"),
        ("Philos. Trans. R. Soc. Lond., B, Biol. Sci.", "Philosophical Transactions of the Royal Society B", "same"),
        ("Grammars in contact: a cross-linguistic typology", "Grammars in contact", "same"),
        ("Proceedings of the Conference on Slow Moss, Florence, Italy", "Conference on Slow Moss", "same"),
        ("Trends in Slow Moss, Florence, Italy", "Trends in Slow Moss", "same"),
        ("Acta of Slow Moss, Series B", "Acta of Slow Moss", "other"),
        ("London Moss Review", "Moss Review", "other"),
        ("JAMA", "JAMA Oncology", "other"),
        ("BMJ", "BMJ Open", "other"),
        ("Micro and Nano Letters", "International Symposium on Microarchitecture", "other"),
        ("International Conference on Machine Learning and Cybernetics", "ICML", "other"),
        ("Journal of Statistical Machine Learning Theory", "ICML", "other"),
        ("Physical Review A", "Physical Review B", "other"),
        ("natmeth", "Nature Methods", "unknown"),
        ("XQZW", "Conference on Slow Moss", "unknown"),
        ("Zenodo", "Mosses", "unknown"),
    ],
)
def test_venues(ours: str, theirs: str, outcome: str) -> None:
    assert compare_venues(ours, theirs) == compare_venues(theirs, ours) == outcome


RECORD = Item(
    "r", "article-journal", title="The Behaviour of Slow Moss on Town Walls", author=[A, B], issued=Date.on(2010),
    container_title="Mosses", volume="3", page="10-20", DOI="10.5555/moss", source="Crossref",
)  # fmt: skip


def judged(item: Item, *records: Item, **options: Any) -> tuple[str, tuple[str, ...]]:
    [one] = verify([item], [Collection(records or [RECORD], **options)])
    return one.verdict, one.differing


def test_what_a_record_may_not_speak_about() -> None:
    ours = RECORD.evolve(id="e", DOI=None, volume=None, page=None)
    report = Item("e", "report", {**ours.variables, "issued": Date.on(2006), "container-title": "Report 7"})
    assert judged(report, RECORD, Item("b", "report", title="Another")) == ("verified", ())
    meeting = Item("e", "paper-conference", {**ours.variables, "issued": Date.on(2008), "container-title": "MossConf"})
    assert judged(meeting, RECORD.evolve(container_title="Journal of Mosses")) == ("verified", ())
    assert judged(ours.evolve(issued=Date.on(2006))) == ("mismatch", ("issued",))
    book = Item(
        "b", "book", title="The Life of Slow Moss on Town Walls", author=[A], issued=Date.on(2001), ISBN="9780306406157"
    )
    assert judged(book.evolve(id="e", ISBN=None, issued=Date.on(2011)), book) == ("verified", ())
    assert judged(book.evolve(id="e", issued=Date.on(2011)), book) == ("mismatch", ("issued",))


def test_siblings_and_satellites_are_other_works() -> None:
    ours = RECORD.evolve(id="e", DOI=None)
    for title in (
        "The Behaviour of Slow Moss on Town Walls: Supplementary material",
        "Erratum: The Behaviour of Slow Moss on Town Walls",
    ):
        assert judged(ours.evolve(title=title))[0] == "not-found"
    part = RECORD.evolve(title="The Behaviour of Slow Moss on Town Walls II")
    assert judged(ours.evolve(title="The Behaviour of Slow Moss on Town Walls III"), part)[0] == "not-found"
    earlier = RECORD.evolve(
        title="The Behaviour of Slow Mosses on Town Walls", issued=Date.on(1998), container_title="Roofs"
    )
    assert judged(ours, earlier)[0] == "not-found"
    assert judged(ours.evolve(title="The Behaviour of Slow Mosses on Town Walls")) == ("mismatch", ("title",))


def test_numbers_are_contradicted_by_two_sources_or_by_our_own_identifier() -> None:
    ours = RECORD.evolve(id="e", page="99-104", volume="4", DOI=None)
    assert judged(ours) == ("verified", ())
    assert judged(ours, RECORD, RECORD.evolve(id="q", source="PubMed")) == ("mismatch", ("volume", "page"))
    assert judged(ours.evolve(DOI="10.5555/moss")) == ("mismatch", ("volume", "page"))
    assert judged(ours.evolve(DOI="10.5555/moss", page="e99", volume="3")) == ("verified", ())


def test_a_preprint_that_nobody_published() -> None:
    preprint = RECORD.evolve(container_title="arXiv", source="arXiv")
    ours = RECORD.evolve(id="e", DOI=None, volume=None, page=None, issued=Date.on(2011))
    assert judged(ours, preprint) == ("mismatch", ("container-title",))
    assert judged(ours, preprint, is_complete=False) == ("verified", ())
    [one] = verify([ours.evolve(container_title="arXiv", issued=Date.on(2009))], [Collection([RECORD])])
    assert (one.verdict, [(n.flag, n.item) for n in one.notices]) == ("verified", [("published", RECORD)])


def test_kinds_that_no_record_is_of() -> None:
    for kind in ("thesis", "report", "dataset"):
        assert judged(Item("e", kind, title="Moss of the northern plains", author=[A]))[0] == "not-checked"
    assert judged(Item("e", "document", title="Moss of the northern plains", author=[A]))[0] == "not-found"


def test_records_without_people_do_not_hide_those_of_others() -> None:
    nobody = RECORD.evolve(id="n", author=None, source="OpenAlex")
    assert judged(RECORD.evolve(id="e", author=[D]), nobody, RECORD) == ("mismatch", ("author",))


def test_a_book_without_a_year_is_told_by_its_people() -> None:
    book = Item("b", "book", title="The Life of Slow Moss on Town Walls", author=[A], issued=Date.on(2001))
    assert judged(book.evolve(id="e", author=[D], issued=None), book)[0] == "mismatch"
    assert judged(book.evolve(id="e", author=[D], issued=Date.on(1990)), book)[0] == "not-found"


def test_sources_that_keep_the_order_contradict_another() -> None:
    names = [C, B, A]
    crossref = RECORD.evolve(author=[A, B, C])
    assert judged(RECORD.evolve(id="e", author=names), crossref) == ("verified", ())
    assert judged(RECORD.evolve(id="e", author=names), crossref.evolve(source="PubMed")) == ("mismatch", ("author",))


def test_a_title_that_is_another_works_while_the_identifier_is_ours() -> None:
    other = RECORD.evolve(id="o", title="The Behaviour of Fast Moss on Town Walls", author=[C, D], DOI="10.5555/o")
    for known in ([RECORD, other], [other, RECORD]):
        assert judged(RECORD.evolve(id="e", title=other.title), *known) == ("mismatch", ("title",))


def test_another_title_with_other_people_of_another_year_is_another_work() -> None:
    like = RECORD.evolve(title="The Behaviour of Slow Bark on Town Walls", author=[A, C], issued=Date.on(2015))
    assert judged(RECORD.evolve(id="e", DOI=None), like)[0] == "not-found"
    assert judged(RECORD.evolve(id="e", DOI=None), like.evolve(author=[A, B]))[0] == "mismatch"
    assert judged(RECORD.evolve(id="e", DOI=None), like.evolve(issued=Date.on(2010)))[0] == "mismatch"


def test_a_doi_of_the_volume_is_no_fault() -> None:
    volume = Item("v", "book", title="Mosses of the World", DOI="10.5555/volume", editor=[C])
    chapter = RECORD.evolve(id="e", DOI="10.5555/volume", container_title="Mosses of the World", volume=None, page=None)
    paper = RECORD.evolve(container_title="Mosses of the World", DOI="10.5555/part")
    assert judged(chapter, paper, volume) == ("verified", ())


def test_a_short_doi_contradicts_nobody() -> None:
    assert judged(RECORD.evolve(id="e", DOI="10/abc12"), RECORD) == ("verified", ())
    assert judged(RECORD.evolve(id="e", DOI="abc12"), RECORD) == ("mismatch", ("DOI",))


def test_every_number_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in REASONS.values())
