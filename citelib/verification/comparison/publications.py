"""Which publication of a work a record is of, and what it says of where the work appeared.

>>> from citelib.model import Item
>>> [is_preprint(Item("a", "article", container_title=venue)) for venue in ("arXiv", "Mosses")]
[True, False]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citelib.model import Item, Name
from citelib.model.names import people
from citelib.verification.comparison.venue_table import PROCEEDINGS_ALONE
from citelib.verification.comparison.venues import is_comparable, is_periodical, is_series, venue
from citelib.verification.numbers import NUMBERS

__all__ = [
    "is_of_a_conference", "is_other_edition", "is_preprint", "may_be_another_version", "people_of", "places_of",
    "same_publication", "venue_of",
]  # fmt: skip


def people_of(item: Item) -> Sequence[Name]:
    """Who made a work: its authors, else its editors."""
    return people(item.author or item.editor or item.variables.get("collection-editor") or ())


_PLACES: Final = ("container-title", "event-title", "collection-title", "container-title-short")


def venue_of(item: Item) -> str:
    """Where an item says that it appeared."""
    return next(iter(places_of(item)), "")


def places_of(item: Item) -> Iterator[str]:
    """All places where an item says that it appeared, the one that tells most first."""
    for name in _PLACES:
        if text := item.variables.get(name):
            yield str(text)
    if item.type == "paper-conference" and item.publisher and not any(item.variables.get(name) for name in _PLACES):
        yield item.publisher


def is_preprint(record: Item) -> bool:
    """Whether a record says that it is a preprint and nothing else."""
    place = venue_of(record)
    if place:
        return not is_comparable(place) and not is_series(place)
    return (record.source or "").casefold() == "arxiv" or (record.type == "article" and bool(_server_of(record)))


def _server_of(record: Item) -> str:
    where = f"{record.publisher or ''} {record.DOI or ''}".casefold()
    return next((server for server in ("arxiv", "10.1101/", "10.48550/", "ssrn") if server in where), "")


def same_publication(entry: Item, records: Sequence[Item]) -> list[Item]:
    """The records that may speak about year and venue: those of the publication that is meant, not of another one.

    A report may come out as an article later, a paper of a conference in a journal, a chapter as a reprint. Preprints
    speak, as their year and place are those of a version that anybody may cite.
    """
    same = [record for record in records if _may_be_one_publication(entry, record)]
    if entry.type == "paper-conference" and same and not any(record.type == "paper-conference" for record in same):
        ours = entry.issued.year if entry.issued else None
        soonest = 1 if venue(venue_of(entry)) in PROCEEDINGS_ALONE else 0
        later = [
            record
            for record in same
            if record.type == "article-journal" and ours and record.issued and record.issued.year
            and soonest <= record.issued.year - ours <= NUMBERS.journal_version
            and (record.volume or is_periodical(venue_of(record)))
        ]  # fmt: skip
        same = [record for record in same if record not in later]
    return same


def is_of_a_conference(entry: Item, records: Sequence[Item]) -> bool:
    """Whether an article is cited of which the records have only the paper of a conference of the years before."""
    ours = entry.issued.year if entry.issued else None
    if entry.type != "article-journal" or ours is None or not (entry.volume or is_periodical(venue_of(entry))):
        return False
    papers = {record.issued.year for record in records if record.type == "paper-conference" and record.issued}
    return all(record.type == "paper-conference" for record in records) and all(
        year is not None and 0 <= ours - year <= NUMBERS.journal_version for year in papers
    )


_PAPERS: Final = frozenset({"article-journal", "paper-conference"})
_APART: Final = frozenset({"report", "thesis", "document", "dataset", "software", "book", "manuscript"})
"""Types that are never those of a paper, although the same work may have been published as both."""


def _may_be_one_publication(entry: Item, record: Item) -> bool:
    """Whether two types may be those of one publication: registries confuse some, and nobody confuses others."""
    pair = {entry.type, record.type}
    if len(pair) == 1 or is_preprint(record):
        return True
    if record.type in _APART and entry.type in _PAPERS:
        return False
    return not (entry.type in ("report", "thesis") and record.type in _PAPERS) and pair != {
        "chapter",
        "article-journal",
    }


def is_other_edition(entry: Item, records: Sequence[Item]) -> bool:
    """Whether all records of a book have another year than ours, as other editions do, whose authors may be others."""
    ours = entry.issued.year if entry.issued else None
    years = {record.issued.year for record in records if record.issued and record.issued.year}
    return ours is not None and bool(years) and ours not in years


def may_be_another_version(entry: Item, records: Sequence[Item]) -> bool:
    """Whether one side has the preprint alone and the other what was published of it, within a few years."""
    ours = entry.issued.year if entry.issued else None
    dated = [record for record in records if record.issued and record.issued.year]
    if ours is None or not dated:
        return False
    are_preprints = {is_preprint(record) for record in dated}
    gaps = [ours - record.issued.year for record in dated if record.issued and record.issued.year]
    if are_preprints == {True} and not is_preprint(entry) and venue_of(entry):
        return all(0 <= gap <= NUMBERS.publishing for gap in gaps)
    return are_preprints == {False} and is_preprint(entry) and all(0 <= -gap <= NUMBERS.publishing for gap in gaps)
