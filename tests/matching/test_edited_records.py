"""Whether a record that comes again under its key is the same record, edited, or another work under that key."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from citelib.matching import likeness
from citelib.matching.features import work_of
from citelib.matching.numbers import DUPLICATE
from citelib.matching.verdicts import compare, is_edited_record, must_differ
from citelib.model import Date, Item, Name

SIX = "Slow moss on old town walls"
DOI = "10.5555/moss"
BEFORE = Item(
    "berg",
    "article-journal",
    title=SIX,
    author=[Name("Berg", "Ann")],
    issued=Date.on(2019),
    container_title="Mosses",
    volume="3",
    page="1",
)


def is_edited(**changes: Any) -> bool:
    """Whether the record with these variables is the record as it was, the same from both sides."""
    now = BEFORE.evolve(**changes)
    found = is_edited_record(BEFORE, now)
    assert is_edited_record(now, BEFORE) is found
    return found


@pytest.mark.parametrize(
    "correction",
    [
        {"issued": Date.on(2009)},
        {"page": "11", "volume": "30"},
        {"container_title": "Annals of Lichens", "volume": "9"},
        {"author": [Name("Berg", "Ann"), Name("Lee", "Bo")]},
        {"title": "Slow moss on old town wals"},
        {"title": None},
        {"DOI": DOI},
    ],
    ids=lambda correction: "-".join(correction),
)
def test_what_an_author_corrects(correction: dict[str, Any]) -> None:
    assert is_edited(**correction)


def test_type_meeting_and_identifier_are_corrected_too() -> None:
    assert is_edited_record(BEFORE, Item("berg", "thesis", BEFORE.variables))
    journal = BEFORE.evolve(container_title="Journal of Town Mosses")
    assert is_edited_record(journal, journal.evolve(container_title="Workshop of Town Mosses"))
    assert is_edited_record(BEFORE.evolve(PMID="1234567"), BEFORE.evolve(PMID="7654321"))


@pytest.mark.parametrize(
    "other_work",
    [
        {"title": "Fast fish in new mountain lakes"},
        {"title": "Slow moss on old barn walls"},
        {"title": f"{SIX} II"},
        {"title": f"{SIX}, revised"},
        {"title": f"Erratum: {SIX}"},
        {"author": [Name("Lee", "Cy")]},
        {"note": "Supplementary material"},
    ],
    ids=str,
)
def test_another_work_under_the_key_is_no_edit(other_work: dict[str, Any]) -> None:
    assert not is_edited(**other_work)
    assert not is_edited_record(BEFORE.evolve(edition="1"), BEFORE.evolve(edition="2"))


def test_an_identifier_in_common_makes_up_for_title_and_people() -> None:
    known = BEFORE.evolve(DOI=DOI)
    for change in ({"title": "Slow moss on old barn walls"}, {"title": f"{SIX} II"}, {"author": [Name("Lee", "Cy")]}):
        assert is_edited_record(known, known.evolve(**change)), change
    translated = known.evolve(title="Langsames Moos an alten Mauern")
    assert is_edited_record(known, translated)
    # A DOI may be that of a whole volume, and is the same for each edition.
    assert not is_edited_record(known, translated.evolve(page="99"))
    assert not is_edited_record(known.evolve(edition="1"), known.evolve(edition="2"))
    # An ISBN is that of the whole book.
    assert not is_edited_record(BEFORE.evolve(ISBN="9780306406157"), BEFORE.evolve(ISBN="9780306406157", title="Lakes"))


def test_how_like_the_titles_of_an_edited_record_are() -> None:
    now = BEFORE.evolve(title="Slow moss on old town wa")
    alike = compare(BEFORE, now).reasons[0]
    assert alike == "titles 94% alike"
    exactly = likeness.titles(work_of(0, BEFORE).title, work_of(0, now).title)
    for least, found in ((exactly, True), (exactly + 0.001, False)):
        assert is_edited_record(BEFORE, now, attrs.evolve(DUPLICATE, alike=least)) is found


def test_what_may_not_be_in_one_group() -> None:
    """Even if both are the same as a third record."""

    def differ(one: Item, other: Item) -> bool:
        return must_differ(work_of(0, one), work_of(1, other))

    assert not differ(BEFORE, BEFORE)
    assert not differ(BEFORE, BEFORE.evolve(title=None)), "too little is known to tell them apart"
    assert differ(BEFORE, BEFORE.evolve(issued=Date.on(2009)))
    assert not differ(BEFORE.evolve(DOI=DOI), BEFORE.evolve(DOI=DOI, issued=Date.on(2009)))
    preprint = Item("p", "article", title=SIX, author=BEFORE.author, issued=Date.on(2019), publisher="bioRxiv")
    assert differ(BEFORE, preprint)
    versions = [BEFORE.evolve(DOI=f"10.5555/moss.v{number}") for number in (1, 2)]
    assert differ(*versions)


def test_an_identifier_under_two_titles_is_shown_with_less_than_what_is_doubted() -> None:
    pair = compare(BEFORE.evolve(DOI=DOI, page=None), Item("x", "book", title="Moos und Mauern", DOI=DOI))
    assert (pair.verdict, pair.score) == ("apart", 0.6)
    assert pair.reasons == (f"same DOI {DOI}", "titles 38% alike")
    assert pair.score < DUPLICATE.doubted
    assert compare(BEFORE.evolve(DOI=DOI), BEFORE.evolve(DOI=DOI)).score == 0.99


def test_each_shared_identifier_is_a_reason() -> None:
    known = BEFORE.evolve(PMID="1234567", DOI=DOI, ISBN="9780306406157")
    assert compare(known, known).reasons[:2] == (f"same DOI {DOI}", "same PMID 1234567")
    assert compare(BEFORE, known).reasons[0] == "titles 100% alike"
    book = BEFORE.evolve(ISBN="9780306406157 9780262033848")
    assert compare(book, book).reasons[0] == "same ISBN 9780262033848"


def test_what_reaches_a_number_is_on_its_side() -> None:
    """Titles, an identifier's titles and a score that are just as high as they have to be."""
    other = BEFORE.evolve(title="Slow moss on old town wal")
    alike = likeness.titles(work_of(0, BEFORE).title, work_of(0, other).title)
    score = compare(BEFORE, other).score
    known = [one.evolve(DOI=DOI) for one in (BEFORE, other)]
    for numbers, verdict in (
        (attrs.evolve(DUPLICATE, alike=alike, same=score), "same"),
        (attrs.evolve(DUPLICATE, alike=alike + 0.001), "apart"),
        (attrs.evolve(DUPLICATE, same=score + 0.001), "apart"),
    ):
        assert compare(BEFORE, other, numbers).verdict == verdict
    for identified, verdict in ((alike, "same"), (alike + 0.001, "apart")):
        assert compare(*known, attrs.evolve(DUPLICATE, identified=identified)).verdict == verdict
