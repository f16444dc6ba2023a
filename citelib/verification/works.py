"""All records of the work that a reference means, from whatever sources are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from citelib.model import Item
from citelib.model.handles import handles
from citelib.model.names import people
from citelib.model.notices import notice_in
from citelib.verification.comparison.identifiers import identifiers_of
from citelib.verification.comparison.lists import shared_names
from citelib.verification.comparison.publications import people_of, venue_of
from citelib.verification.comparison.titles import head_key, likeness, title_key
from citelib.verification.comparison.venues import compare_venues
from citelib.verification.inquiry import Inquiry, once
from citelib.verification.kinds import MONOGRAPHS, kind_of_work
from citelib.verification.numbers import NUMBERS

__all__ = ["Found", "book_of", "find"]

_NUMBERS: Final = re.compile(r"[0-9]+|\b[IVX]+\b")
_SCHEMES: Final = ("doi", "arxiv", "pmid", "pmcid", "isbn")


@attrs.frozen
class Found:
    """What was found for a reference.

    Attributes:
        records: All records of the work that is meant, those that say so most clearly first.
        own: The records with an identifier of the reference, whatever they are of.
        nearest: The record that is most like the reference, where none is of the work.
    """

    records: tuple[Item, ...] = ()
    own: tuple[Item, ...] = ()
    nearest: Item | None = None


def find(item: Item, inquiry: Inquiry, *, thorough: bool = True) -> Found:
    """All records of the work that a reference means; none if there is no such work.

    Args:
        item: The reference.
        inquiry: The sources, being asked.
        thorough: Whether services are also asked for the title where an identifier has led to the work.
    """
    own = once(
        record
        for scheme, value in identifiers_of(item)
        if scheme in _SCHEMES and not (scheme == "isbn" and kind_of_work(item) == "paper")
        for record in inquiry.by_identifier(scheme, value)
    )
    title, ours = item.title or "", people_of(item)
    found = [record for record in own if _is_same_title(title, record)] if title else []
    remote = thorough or not found
    titled = (
        [record for record in inquiry.by_title(title, ours, remote=remote) if _is_meant(item, record)] if title else []
    )
    found = _of_one_work(item, once([*found, *titled]), own)
    nearest: Item | None = None
    if not found and title:
        year = item.issued.year if item.issued else None
        alike = [
            (score, number, record)
            for number, record in enumerate(once([*own, *inquiry.by_people(ours, title, year)]))
            if (score := likeness(title, record.title or "")) >= NUMBERS.somewhat
        ]
        alike.sort(key=lambda one: (-one[0], one[1]))
        found = [record for score, _, record in alike if score >= NUMBERS.near and _may_be_ours(item, record, own)][:1]
        nearest = alike[0][2] if alike else None
    if not found:
        # A paper may have the DOI of the volume that it is in, which says nothing of its title.
        found = [record for record in own if _is_of_our_people(item, record)]
    if not found:
        return Found((), tuple(own), nearest)
    return Found(tuple(once([*found, *_others(title, found, own, inquiry, remote)])), tuple(own))


def book_of(item: Item, inquiry: Inquiry) -> Item | None:
    """The record of the book in which a chapter stands, from a catalogue of books, which has no chapters.

    None if there is none, or if it has a DOI: its publisher would have given DOIs to the chapters, too.
    """
    title = item.container_title or ""
    if item.type not in ("chapter", "entry", "entry-encyclopedia", "entry-dictionary") or not title:
        return None
    editors = people(item.editor or ())
    isbns = [value for scheme, value in handles(item) if scheme == "isbn"]
    found = [record for isbn in isbns for record in inquiry.by_identifier("isbn", isbn)]
    for record in once([*found, *inquiry.by_title(title, editors)]):
        theirs = people(record.editor or record.author or ())
        is_same = record in found or (editors and shared_names(editors, theirs)) or item.issued == record.issued
        if is_same and kind_of_work(record) == "book" and not record.DOI and _is_same_title(title, record):
            return record
    return None


def _may_be_ours(item: Item, record: Item, own: Sequence[Item]) -> bool:
    """Whether a record with nearly our title is of our work, and not of a sibling by the same people.

    Our identifier says so; else the people, and year or venue with them.
    """
    if kind_of_work(item) != kind_of_work(record) and "other" not in (kind_of_work(item), kind_of_work(record)):
        return False
    if record in own:
        return not item.author or shared_names(people_of(item), people_of(record)) > 0
    if _satellite(item) != _satellite(record) or {item.type, record.type} == {"chapter", "article-journal"}:
        return False
    if _NUMBERS.findall(item.title or "") != _NUMBERS.findall(record.title or ""):
        return False  # «Part II» is no slip of «Part I»
    if shared_names(people_of(item), people_of(record)) < NUMBERS.shared:
        return False
    years = [one.issued.year for one in (item, record) if one.issued and one.issued.year]
    if kind_of_work(item) == "book":  # which has no venue to tell it by
        return len(set(years)) < 2 and likeness(item.title or "", record.title or "") >= NUMBERS.near_book
    venues = compare_venues(venue_of(item), venue_of(record))
    is_other_year = len(years) > 1 and abs(years[0] - years[1]) > NUMBERS.journal_years
    if (venues == "other" or is_other_year) and shared_names(people_of(item), people_of(record)) < 1:
        return False  # with another title, other people and another venue or year there is nothing left of it
    return len(set(years)) < 2 or venues == "same" or not (is_other_year or venues == "other")


def _is_of_our_people(item: Item, record: Item) -> bool:
    """Whether a record with our identifier is by our people, so that it is meant, whatever its title."""
    return shared_names(people_of(item), people_of(record)) >= NUMBERS.shared and not _is_host(item, record)


def _is_host(item: Item, record: Item) -> bool:
    """Whether a record is of the book that a paper stands in."""
    return kind_of_work(item) == "paper" and kind_of_work(record) == "book"


def _is_same_title(title: str, record: Item) -> bool:
    """Whether a record with our identifier has our title, if one of them has the other's beginning only."""
    key, theirs = title_key(title), title_key(record.title or "")
    return (
        bool(key)
        and theirs != ""
        and (key == theirs or head_key(title) == theirs or head_key(record.title or "") == key)
    )


def _of_one_work(item: Item, found: list[Item], own: Sequence[Item]) -> list[Item]:
    """Without records of other works that have the same title, if some share a name with ours.

    None, if the title leads to nobody of ours, and our identifier does: then it is the title that is wrong.
    """
    ours = people_of(item)
    if not ours:
        return found
    shared = [record for record in found if shared_names(ours, people_of(record)) or not people_of(record)]
    if not shared and any(_is_of_our_people(item, record) for record in own):
        return []
    ranked = sorted(shared or found, key=lambda record: -shared_names(ours, people_of(record)))
    return ranked if any(people_of(record) for record in shared) else found


def _others(title: str, found: Sequence[Item], own: Sequence[Item], inquiry: Inquiry, remote: bool) -> Iterator[Item]:
    """Whatever other records of the work there are, by title and by identifier."""
    yield from (record for record in own if likeness(title, record.title or "") >= NUMBERS.near)
    for record in found:
        people = people_of(record)
        for other in inquiry.by_title(record.title or "", people, remote=remote):
            if other is not record and shared_names(people, people_of(other)):
                yield other
        for scheme, value in handles(record):
            if scheme in ("doi", "arxiv", "pmid"):
                # Some registries give all papers of a volume one DOI.
                yield from (
                    other
                    for other in inquiry.by_identifier(scheme, value)
                    if likeness(record.title or "", other.title or "") >= NUMBERS.somewhat
                )


_SATELLITE: Final = re.compile(
    r"\b(?:supplement[a-z]*|appendi(?:x|ces)|source code|data ?set|poster|slides|software)\b", re.IGNORECASE
)


def _satellite(item: Item) -> str:
    """What a title says of going with another work: «Supplementary material», «Reply to»; empty if nothing."""
    title = item.title or ""
    match = _SATELLITE.search(title)
    return notice_in(title) or (match[0].casefold()[:9] if match else "")


def _is_another_book(item: Item, record: Item) -> bool:
    """Whether a book of our title is by none of our people and of another year: textbooks are called alike."""
    if "book" not in (kind_of_work(item), kind_of_work(record)) or not people_of(item) or not people_of(record):
        return False
    years = {one.issued.year for one in (item, record) if one.issued}
    return len(years) > 1 and not shared_names(people_of(item), people_of(record))


def _is_meant(item: Item, record: Item) -> bool:
    """Whether a record with the title of a reference is of the work that is meant, and not of another of that title."""
    key, theirs = title_key(item.title or ""), title_key(record.title or "")
    if not key or not (key == theirs or key == head_key(record.title or "") or head_key(item.title or "") == theirs):
        return False
    kinds = {kind_of_work(item), kind_of_work(record)}
    if key != theirs and len(kinds) > 1 and not kinds <= MONOGRAPHS:
        return False  # an article about a book begins with its title
    if _satellite(item) != _satellite(record):
        return False
    if len(key) >= NUMBERS.telling and key == theirs and not _is_another_book(item, record):
        return True
    if shared_names(people_of(item), people_of(record)):
        return True
    same_year = bool(item.issued and record.issued and item.issued.year == record.issued.year)
    return same_year and compare_venues(venue_of(item), venue_of(record)) == "same"
