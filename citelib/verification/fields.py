"""Each claim of a reference against all records of the work: same, harmless, differs or unknown, and who says so.

A field is confirmed by any record that may speak about it, and contradicted only by all of them.

>>> from citelib.model import Date, Item
>>> years(Item("a", issued=Date.on(2020)), [Item("r", issued=Date.on(2021), source="DBLP")]).outcome
'differs'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import attrs

from citelib.identifiers import normal
from citelib.model import Item, Name
from citelib.model.names import is_cut_short, people
from citelib.verification.people import agreement, is_sorted, same_person
from citelib.verification.titles import head_key, title_key
from citelib.verification.venues import compare_venues, is_comparable

__all__ = ["Field", "Outcome", "authors", "doi", "titles", "venue_of", "venues", "years"]

Outcome = Literal["same", "harmless", "differs", "unknown"]

_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "article"})


@attrs.frozen
class Field:
    """A claim of a reference, and what the records say of it.

    Attributes:
        name: The CSL variable. outcome: ``"same"``, ``"harmless"`` (another way to write it), ``"differs"`` (all
        records that may speak about it say
            something else) or ``"unknown"`` (none may).
        ours: What the reference says.
        theirs: What the records say, each with the name of its source.

    """

    name: str
    outcome: Outcome
    ours: str
    theirs: tuple[tuple[str, str], ...] = ()


def _said(records: Iterable[Item], name: str) -> tuple[tuple[str, str], ...]:
    pairs = ((record.source or "record", record.variables.get(name)) for record in records)
    return tuple(dict.fromkeys((source, _text(value)) for source, value in pairs if value))


def _text(value: object) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def titles(entry: Item, records: Sequence[Item]) -> Field:
    """The title: its key decides, and a subtitle may be left out."""
    ours = entry.title or ""
    key, head = title_key(ours), head_key(ours)
    keys = {title_key(record.title) for record in records if record.title}
    heads = {head_key(record.title) for record in records if record.title}
    outcome: Outcome = "differs"
    if key in keys:
        outcome = "same"
    elif key in heads or (head and head in keys and not any(one.startswith(head) and one != head for one in keys)):
        outcome = "harmless"
    return Field("title", outcome if keys else "unknown", ours, _said(records, "title"))


def authors(entry: Item, records: Sequence[Item]) -> Field:
    """The authors, position by position, against the longest lists; shorter ones are cut."""
    ours = people(entry.author)
    lists = [people(record.author) for record in records if record.author]
    said = _said(records, "author")
    if not ours or not lists:
        return Field("author", "unknown", _text(entry.author), said)
    longest = max(map(len, lists))
    complete = [names for names in lists if len(names) == longest]
    found = [(agreement(ours, names, is_cut=is_cut_short(entry.author)), names) for names in complete]
    outcome: Outcome = "differs"
    if any(one == "same" for one, _ in found):
        outcome = "same"
    elif any(one == "prefix" for one, _ in found):
        outcome = "harmless"
    elif len(complete) == 1 and all(one == "order" and is_sorted(names) for one, names in found):
        # Some registries sort; what two records have in one order is the order.
        outcome = "harmless"
    return Field("author", outcome, _text(entry.author), said)


def years(entry: Item, records: Sequence[Item]) -> Field:
    """The year: exact for proceedings, give or take one for journals, that of any version for preprints."""
    ours = entry.issued.year if entry.issued else None
    theirs = {record.issued.year for record in records if record.issued and record.issued.year is not None}
    if ours is None or not theirs:
        return Field("issued", "unknown", str(entry.issued or ""), _said(records, "issued"))
    outcome: Outcome = "same" if ours in theirs else "differs"
    in_journals = {
        record.issued.year
        for record in records
        if record.issued and record.issued.year is not None and record.type == "article-journal"
    }
    if outcome == "differs" and entry.type in _JOURNALS and any(abs(ours - year) <= 1 for year in in_journals):
        outcome = "harmless"
    return Field("issued", outcome, str(entry.issued), _said(records, "issued"))


def venue_of(item: Item) -> str:
    """Where an item says that it appeared."""
    for name in ("container-title", "event-title", "collection-title", "publisher"):
        if (text := item.variables.get(name)) and (name != "publisher" or item.type == "paper-conference"):
            return str(text)
    return ""


def venues(entry: Item, records: Sequence[Item]) -> Field:
    """The venue, against the records that name one."""
    ours = venue_of(entry)
    found = [compare_venues(ours, venue_of(record)) for record in records if venue_of(record)] if ours else []
    spoken = [one for one in found if one != "unknown"]
    outcome: Outcome = "unknown"
    if "same" in spoken:
        outcome = "same"
    elif spoken or (ours and records and is_comparable(ours) and all(_is_preprint(record) for record in records)):
        outcome = "differs"
    return Field("container-title", outcome, ours, _said(records, "container-title"))


def _is_preprint(record: Item) -> bool:
    """Whether a record says that it is a preprint and nothing else."""
    place = venue_of(record)
    return (record.source or "").casefold() == "arxiv" or (bool(place) and not is_comparable(place))


def doi(entry: Item, records: Sequence[Item], others: Sequence[Item], *, is_complete: bool = True) -> Field:
    """The DOI, against those of the work and against the works that have it.

    Args:
        entry: The reference.
        records: All records of the work.
        others: All records with the DOI of the reference.
        is_complete: Whether a DOI that no source has is not registered.

    """
    ours = normal("doi", entry.DOI or "")
    if ours is None:
        return Field("DOI", "differs" if entry.DOI else "unknown", entry.DOI or "")
    theirs = {value for record in records if (value := normal("doi", record.DOI or ""))}
    bare = {_without_version(value) for value in theirs}
    said = _said(records, "DOI")
    if ours in theirs or _without_version(ours) in bare:
        return Field("DOI", "same", ours, said)
    if others:
        return Field("DOI", "differs", ours, _said(others, "title"))
    return Field(
        "DOI", "differs" if is_complete else "unknown", ours, (*said, ("all sources", "no work with this DOI"))
    )


def _without_version(value: str) -> str:
    head, _, tail = value.rpartition("v")
    return head if head.startswith("10.48550/") and tail.isdigit() else value


def has_shared_name(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether a name is in both lists."""
    return any(same_person(one, other) for one in ours for other in theirs)


def shared_names(ours: Sequence[Name], theirs: Sequence[Name]) -> float:
    """The share of our names that the others have, too."""
    if not ours or not theirs:
        return 0.0
    return sum(any(same_person(one, other) for other in theirs) for one in ours) / len(ours)
