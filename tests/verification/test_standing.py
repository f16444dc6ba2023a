"""Who may contradict a reference: a registry alone, typed lists only together."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.cli.verifying.sources import against
from citelib.model import Date, Item, Name
from citelib.verification import Collection, Source, Verdict, verify
from citelib.verification.standing import standing_of

BERG, LEE, ROE = Name("Berg", "Ann"), Name("Lee", "Bo"), Name("Roe", "Di")
ENTRY = Item(
    "e", "article-journal", title="How Slow Moss Crosses a Town Wall", author=[BERG, LEE], issued=Date.on(2005),
    container_title="Journal of Mosses", volume="3", page="11-19", DOI="10.5555/moss",
)  # fmt: skip
LATER = ENTRY.evolve(issued=Date.on(2012))


def typed(*records: Item, name: str = "list") -> Source:
    return Collection([one.evolve(id=f"{name}{at}") for at, one in enumerate(records)], name, standing="list")


def judged(entry: Item, *sources: Source) -> Verdict:
    [one] = verify([entry], sources)
    return one


CHANGES = {
    "issued": {"issued": Date.on(2012)},
    "author": {"author": [BERG, ROE]},
    "title": {"title": "How Slow Moss Crosses a Town Hall"},
    "container-title": {"container-title": "Annals of Lichens"},
    "volume": {"volume": "7"},
    "page": {"page": "211-219"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_typed_record_accuses_nobody(name: str) -> None:
    other = ENTRY.evolve(**{key.replace("-", "_"): value for key, value in CHANGES[name].items()})
    told = judged(ENTRY, typed(other))
    assert (told.verdict, told.differing) != ("mismatch", (name,))
    assert told.differing == ()
    assert judged(ENTRY, Collection([other], is_complete=False)).verdict in ("mismatch", "verified")


def test_the_reason_shows_both_sides() -> None:
    told = judged(ENTRY, typed(LATER))
    assert told.verdict == "unsure"
    assert "issued '2005' here, '2012' (list)" in told.reason


def test_two_lists_that_agree_contradict_together() -> None:
    spelt = LATER.evolve(author=[Name("Berg", "A."), LEE])
    assert judged(ENTRY, typed(LATER), typed(spelt, name="other")).differing == ("issued",)


def test_a_copy_of_an_entry_is_no_second_witness() -> None:
    assert judged(ENTRY, typed(LATER), typed(LATER, name="other")).verdict == "unsure"


def test_two_records_of_one_list_are_one_witness() -> None:
    assert judged(ENTRY, typed(LATER, LATER.evolve(volume="4"))).verdict == "unsure"


def test_lists_that_contradict_each_other_contradict_nothing() -> None:
    other = ENTRY.evolve(issued=Date.on(2015))
    assert judged(ENTRY, typed(LATER), typed(other, name="other")).verdict == "unsure"


def test_a_registry_contradicts_alone_and_a_list_does_not_help_against_it() -> None:
    registry = Collection([LATER.evolve(source="Crossref")], is_complete=False, standing="list")
    assert judged(ENTRY, registry).differing == ("issued",)
    told = judged(ENTRY, registry, typed(ENTRY))
    assert (told.verdict, told.differing) == ("unsure", ())


def test_a_registry_confirms_against_lists() -> None:
    told = judged(ENTRY, Collection([ENTRY], is_complete=False), typed(LATER))
    assert told.verdict == "verified"


def test_what_no_list_has_is_not_checked_and_its_doi_not_called_unregistered() -> None:
    stranger = ENTRY.evolve(title="A Wall of Another Kind of Plant", DOI="10.5555/wall", author=[ROE])
    assert judged(stranger, typed(ENTRY)).verdict == "not-checked"
    assert judged(stranger, Collection([ENTRY])).verdict == "not-found"
    assert judged(ENTRY.evolve(DOI="10.5555/other"), typed(ENTRY)).differing == ()


def test_a_doi_that_a_list_has_for_another_work() -> None:
    stranger = ENTRY.evolve(title="A Wall of Another Kind of Plant", author=[ROE])
    assert judged(stranger, typed(ENTRY)).verdict == "unsure"


def test_a_blemish_that_is_certain_in_itself() -> None:
    assert judged(ENTRY.evolve(DOI="see the web page"), typed(ENTRY)).differing == ("DOI",)


def test_books_that_are_called_alike() -> None:
    book = Item("b", "book", title="Combinatorial Gardening of Mosses", author=[BERG], issued=Date.on(2002))
    other = book.evolve(author=[ROE], issued=Date.on(1982))
    assert judged(book, Collection([other])).verdict == "not-found"
    assert judged(book, Collection([other.evolve(issued=Date.on(2002))])).verdict == "mismatch"


RECORD = '{"DOI": "10.5555/moss", "type": "journal-article", "title": ["Moss"], "member": "1", "prefix": "10.5555"}'
BIB = "@article{a, title = {Moss}, doi = {10.5555/moss}}"


@pytest.mark.parametrize(("name", "text", "options", "standing"), [
    ("crossref.json", RECORD, {}, "registry"), ("refs.bib", BIB, {}, "list"),
    ("refs.bib", BIB, {"as_registry": True}, "registry"),
])  # fmt: skip
def test_the_standing_of_a_file(tmp_path: Path, name: str, text: str, options: dict[str, bool], standing: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    [source] = against([str(path)], is_complete=True, **options).sources
    [record] = source.by_identifier("doi", "10.5555/moss")
    assert standing_of(record, source.standing) == standing


def test_both_years_of_an_article() -> None:
    """A year between that of publication online and that of the volume is harmless unless both are known."""
    first = ENTRY.evolve(issued=Date.on(2006))
    assert judged(first, Collection([ENTRY.evolve(source="Crossref")])).verdict == "verified"
    both = [ENTRY.evolve(id=name, source=name) for name in ("DBLP", "OpenAlex")]
    assert judged(first, Collection(both)).differing == ("issued",)
    told = ENTRY.evolve(source="Crossref", available_date=Date.on(2004))
    assert judged(ENTRY.evolve(issued=Date.on(2004)), Collection([told])).verdict == "verified"
    assert judged(first, Collection([told])).differing == ("issued",)
