"""What a reference would be if it said what the records of its work say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citelib.model import Item
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.identifiers import without_identifier
from citelib.verification.comparison.publications import is_preprint, people_of, venue_of
from citelib.verification.comparison.titles import title_key
from citelib.verification.comparison.venues import compare_venues, is_comparable

__all__ = ["suggested"]


def suggested(item: Item, fields: Sequence[Field], records: Sequence[Item]) -> Item | None:
    """A reference with what its records say where it differs from all of them, and with the DOI that it lacks.

    What is taken comes from the record that agrees with most of the rest, so that venue, year and DOI are those of one
    version of the work. None if there is nothing to change.
    """
    differing = {one.name for one in fields if one.outcome == "differs"}
    if not records or not (differing or not item.DOI):
        return None
    best = _best(item, differing, records)
    kept = item
    for one in fields:
        if one.outcome == "differs" and one.name in ("arXiv", "PMID", "PMCID"):
            kept = Item(item.id, item.type, without_identifier(kept, one.name, one.ours))
    dropped = differing | ({"event-title"} if "container-title" in differing else set())
    variables: dict[str, Any] = {name: value for name, value in kept.variables.items() if name not in dropped}
    for record in (best, *records):
        for name in differing - variables.keys():
            if (value := record.variables.get(name)) and not (name == "container-title" and not is_comparable(value)):
                variables[name] = value
    if "author" in differing:
        variables["author"] = max((record.author or () for record in records), key=len) or item.author
    if best.DOI and "DOI" not in variables:
        variables["DOI"] = best.DOI
    changed = Item(item.id, item.type, variables, relations=item.relations, custom=item.custom)
    return changed if changed != item else None


def _best(item: Item, differing: set[str], records: Sequence[Item]) -> Item:
    """The record that agrees with most of what is not to be changed, published ones before preprints."""
    place = venue_of(item)

    def rank(record: Item) -> tuple[bool, bool, bool, bool, int]:
        year, ours = record.issued, item.issued
        return (
            bool(place and "container-title" not in differing and compare_venues(place, venue_of(record)) == "same"),
            bool(year and ours and "issued" not in differing and year.year == ours.year),
            title_key(item.title or "") == title_key(record.title or ""),
            not is_preprint(record),
            len(people_of(record)),
        )

    return max(records, key=rank)
