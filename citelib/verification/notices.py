"""What a reader must know of a work: retracted, doubted, corrected, superseded, or published since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from citelib.errors import LookupFailedError
from citelib.model import Item
from citelib.model.handles import handles
from citelib.model.notices import notices_of, says_retracted
from citelib.verification.comparison.lists import shared_names
from citelib.verification.comparison.publications import is_preprint, people_of, venue_of
from citelib.verification.comparison.venues import is_comparable
from citelib.verification.sources import Source

__all__ = ["Remark", "remarks"]


@attrs.frozen
class Remark:
    """What a reader must know of a work.

    Attributes:
        flag: ``"retracted"``, ``"concern"``, ``"corrected"``, ``"superseded"`` or ``"published"``.
        text: What happened to it, to stand behind its name.
        item: What to cite instead, if there is such a thing.
    """

    flag: str
    text: str
    item: Item | None = None


_PUBLISHED: Final = frozenset({"article-journal", "paper-conference"})
_SUPERSEDED: Final = frozenset({"replaced-by"})


def remarks(
    item: Item, records: Sequence[Item], own: Sequence[Item], retractions: Iterable[Source] = ()
) -> tuple[Remark, ...]:
    """What a reader must know of the work of a reference.

    Args:
        item: The reference.
        records: The records of the work.
        own: Records with an identifier of the reference.
        retractions: Sources of notices alone.
    """
    known = list(records)
    for source in retractions:
        for one in (item, *records):
            for scheme, value in handles(one):
                if scheme in ("doi", "pmid"):
                    try:
                        known += source.by_identifier(scheme, value)
                    except LookupFailedError:
                        continue
    links = [link.type for record in known for link in record.relations]
    if any(says_retracted(record) for record in known):
        links.append("retracted-by")
    found = {notice.flag: Remark(notice.flag, notice.text) for notice in notices_of(item, links)}
    found |= {remark.flag: remark for remark in _versions(item, records, own)}
    return tuple(found.values())


def _versions(item: Item, records: Sequence[Item], own: Sequence[Item]) -> Iterator[Remark]:
    """Whether the version that is cited is one that another has taken the place of."""
    cited = [record for record in records if record in own] or list(records)
    newer = next((link for record in cited for link in record.relations if link.type in _SUPERSEDED), None)
    if newer is not None:
        yield Remark("superseded", f"was superseded by {newer.target}")
    published = next((link for record in cited for link in record.relations if link.type == "preprint-of"), None)
    if published is not None:
        where = (published.custom or {}).get("citation") or f"{published.scheme.upper()} {published.target}"
        yield Remark("published", f"has been published ({where})")
    place = venue_of(item)
    if place and is_comparable(place):
        return
    if not place and not is_preprint(item) and not any(is_preprint(record) for record in records if record in own):
        return
    for record in records:
        is_published = venue_of(record) and not is_preprint(record) and record.type in _PUBLISHED
        if is_published and (shared_names(people_of(item), people_of(record)) or not item.author):
            year = f" in {record.issued.year}" if record.issued and record.issued.year else ""
            yield Remark("published", f"has been published{year} ({venue_of(record)})", record)
            return
