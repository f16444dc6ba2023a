"""Verdicts on references: does the work exist, and is it described as its records have it.

>>> from citelib.model import Date, Item, Name
>>> record = Item("r", "article-journal", title="Slow moss", author=[Name("Berg", "Ann")], issued=Date.on(2020))
>>> [one] = verify([record.evolve(id="a", issued=Date.on(2017))], [Collection([record])])
>>> one.verdict, one.differing
('mismatch', ('issued',))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from citelib.matching.merging import filled
from citelib.model import Item
from citelib.model.handles import handles
from citelib.model.names import people
from citelib.model.notices import Notice, notices_of
from citelib.verification import fields
from citelib.verification.fields import Field, has_shared_name, shared_names
from citelib.verification.sources import Collection, Source
from citelib.verification.titles import title_key

__all__ = ["Collection", "Verdict", "verify"]

Judgement = Literal["verified", "mismatch", "not-found", "unsure", "not-checked", "retracted"]

_UNASKED: Final = frozenset(
    {"standard", "webpage", "post", "post-weblog", "software", "legal_case", "legislation", "bill"}
)
"""Types that no registry of works holds."""

_TELLING: Final = 25
"""Letters of a title's key from which an equal title is that of the same work, whatever else differs."""

_NEAR: Final = 0.8
"""Likeness of titles from which one may be the other with a slip, if the names agree."""

_SHARED: Final = 0.5
"""Share of the names from which a record with another title, or with our DOI, is of the work that is meant."""

_CONFIDENCE: Final = {
    "verified": 0.97,
    "harmless": 0.94,
    "unknown": 0.9,
    "mismatch": 0.03,
    "not-found": 0.08,
    "not-checked": 0.6,
    "unsure": 0.5,
    "retracted": 0.5,
}
"""How likely a reference is right as it stands, by what was found."""


@attrs.frozen
class Verdict:
    """What was found of a reference.

    Attributes:
        item: The reference.
        verdict: ``"verified"``, ``"mismatch"``, ``"not-found"``, ``"unsure"``, ``"not-checked"`` or ``"retracted"``.
        confidence: How likely the reference is right as it stands, between 0 and 1.
        fields: The claims, each with what the records say.
        records: The records of the work.
        notices: What a reader must know of the work.

    """

    item: Item
    verdict: Judgement
    confidence: float
    fields: tuple[Field, ...] = ()
    records: tuple[Item, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the fields that every record contradicts."""
        return tuple(one.name for one in self.fields if one.outcome == "differs")

    @property
    def suggestion(self) -> Item | None:
        """The reference with what the first record says where it differs; None if there is nothing to suggest."""
        if not self.records or not self.differing:
            return None
        record = self.records[0]
        variables = {name: value for name, value in self.item.variables.items() if name not in self.differing}
        item = Item(self.item.id, self.item.type, variables, relations=self.item.relations, custom=self.item.custom)
        return filled(item, record)[0]


def verify(items: Iterable[Item], sources: Sequence[Source]) -> Iterator[Verdict]:
    """Verdicts on references, one after the other.

    Args:
        items: The references.
        sources: Where records are looked for; all of them count.

    """
    return (_verdict(item, sources) for item in items)


def _verdict(item: Item, sources: Sequence[Source]) -> Verdict:
    if not item.title:
        return Verdict(item, "not-checked", _CONFIDENCE["not-checked"])
    own = _of_identifiers(item, sources)
    records = _all_records(item, own, sources)
    if not records:
        if item.type in _UNASKED:
            return Verdict(item, "not-checked", _CONFIDENCE["not-checked"])
        return Verdict(item, "not-found", _CONFIDENCE["not-found"])
    compared = (
        fields.titles(item, records),
        fields.authors(item, records),
        fields.years(item, records),
        fields.venues(item, records),
        fields.doi(item, records, own, is_complete=all(source.is_complete for source in sources)),
    )
    claims = tuple(one for one in compared if one.ours)
    notices = notices_of(item, (link.type for record in records for link in record.relations))
    outcomes = {one.outcome for one in claims}
    verdict: Judgement = "mismatch" if "differs" in outcomes else "verified"
    if verdict == "verified" and any(notice.flag == "retracted" for notice in notices):
        verdict = "retracted"
    kind = verdict
    if verdict == "verified":
        confidence = _CONFIDENCE["unknown" if "unknown" in outcomes else "harmless" if "harmless" in outcomes else kind]
    else:
        confidence = _CONFIDENCE[kind]
    return Verdict(item, verdict, confidence, claims, tuple(records), notices)


def _of_identifiers(item: Item, sources: Sequence[Source]) -> list[Item]:
    found = [
        record
        for scheme, value in handles(item)
        if scheme in ("doi", "arxiv", "pmid", "pmcid", "isbn")
        for source in sources
        for record in source.by_identifier(scheme, value)
    ]
    return _once(found)


def _once(records: Iterable[Item]) -> list[Item]:
    return list({id(record): record for record in records}.values())


def _all_records(item: Item, own: list[Item], sources: Sequence[Source]) -> list[Item]:
    """All records of the work that a reference means; none if there is no such work."""
    title = item.title or ""
    ours = people(item.author)
    titled = _once(record for source in sources for record in source.by_title(title))
    found = [record for record in titled if _is_meant(item, record)]
    if not found:
        near = [
            (likeness, record)
            for source in sources
            for record in source.similar(title)
            if (likeness := _likeness(title, record.title or "")) >= _NEAR
            and shared_names(ours, people(record.author)) >= _SHARED
        ]
        found = [record for _, record in sorted(near, key=lambda pair: -pair[0])[:1]]
    if not found:
        found = [record for record in own if shared_names(ours, people(record.author)) >= _SHARED]
    if not found:
        return []
    # Whatever other records of the work there are, by title and by identifier.
    more = [*found, *(record for record in own if _likeness(title, record.title or "") >= _NEAR)]
    for record in found:
        for source in sources:
            more += [
                other
                for other in source.by_title(record.title or "")
                if other is not record and has_shared_name(people(record.author), people(other.author))
            ]
            more += [
                other
                for scheme, value in handles(record)
                if scheme in ("doi", "arxiv")
                for other in source.by_identifier(scheme, value)
            ]
    return _once(more)


def _is_meant(item: Item, record: Item) -> bool:
    """Whether a record with the title of a reference is of the work that is meant, and not of another of that title."""
    key = title_key(item.title or "")
    if len(key) >= _TELLING and key == title_key(record.title or ""):
        return True
    if has_shared_name(people(item.author), people(record.author)):
        return True
    same_year = bool(item.issued and record.issued and item.issued.year == record.issued.year)
    return same_year and fields.venues(item, [record]).outcome == "same"


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(title_key(one), title_key(other)) / 100
