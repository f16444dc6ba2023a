"""Who may contradict a reference: a registry alone, people who typed it only together.

A record of a registry or of a library's catalogue was made by whoever publishes or keeps the work. What stands in
somebody's list of references was typed, or copied, by somebody: where it differs from a reference, one of the two is
wrong, and nobody knows which. Such records contradict a claim only where two of them, from different lists and not
copies of each other, agree on something else; and what a registry contradicts they do not confirm. A slip of the pen
in one of two lists is nothing to decide.

>>> from citelib.model import Item
>>> standing_of(Item("a", source="DBLP"), "list"), standing_of(Item("a", source="DOI.org (Crossref)"), "list")
('registry', 'list')
>>> standing_of_format("dblp"), standing_of_format("bibtex")
('registry', 'list')
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

import attrs

from citelib.model import Item
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.fields import compare
from citelib.verification.comparison.registries import REGISTRIES, key_of
from citelib.verification.comparison.slips import is_slip
from citelib.verification.comparison.venues import compare_venues

__all__ = ["Standing", "Testimony", "standing_of", "standing_of_format"]

Standing = Literal["registry", "list"]

_FORMATS: Final = frozenset(
    "arxiv cochrane copac crossref-json crossref-xml datacite-json datacite-xml dblp dspace-dim-xml dublin-core "
    "europe-pmc inveniordm marc marcxml medline-nbib mods openalex ovid-tagged primo-pnx-xml pubmed-text pubmed-xml "
    "semantic-scholar wos-tagged".split()
)
"""Formats in which registries, databases and catalogues give out their records, and hardly anybody types."""


def standing_of_format(name: str) -> Standing:
    """The standing of the records of a file by its format, unless they say themselves whose they are."""
    return "registry" if name in _FORMATS else "list"


def standing_of(record: Item, default: Standing) -> Standing:
    """The standing of a record of a source: a registry's, if it says so or looks so, else that of the source.

    What a registry's format has beside the variables of CSL is in ``custom`` under the name of the format.
    """
    is_known = key_of(record.source) in REGISTRIES or any(
        key.partition(":")[0] in _FORMATS for key in record.custom or ()
    )
    return "registry" if is_known else default


@attrs.frozen
class Testimony:
    """The records of a work with who they are from.

    Attributes:
        records: All records of the work.
        own: The records with an identifier of the reference.
        standing: The standing of a record.
        origin: The name of the source of a record.
    """

    records: Sequence[Item]
    own: Sequence[Item]
    standing: Callable[[Item], Standing]
    origin: Callable[[Item], str]

    def official(self) -> list[Item]:
        """The records of the work that are a registry's."""
        return [record for record in self.records if self.standing(record) == "registry"]

    def has_registry(self) -> bool:
        """Whether any record is a registry's."""
        return any(self.standing(record) == "registry" for record in (*self.records, *self.own))

    def weighed(
        self, item: Item, fields: Iterable[Field], *, is_registered: bool | None = None, is_complete: bool = True
    ) -> tuple[tuple[Field, ...], tuple[str, ...]]:
        """The claims without what only one typed list contradicts, and the names of those that nobody can decide.

        Args:
            item: The reference.
            fields: Its claims, as all records together have them.
            is_registered: Whether the DOI is, by who must know.
            is_complete: Whether the sources would have the published version of a preprint.
        """
        fields = tuple(fields)
        if all(self.standing(record) == "registry" for record in (*self.records, *self.own)):
            return fields, ()
        official, own = (
            [record for record in group if self.standing(record) == "registry"] for group in (self.records, self.own)
        )
        outcomes = {
            one.name: one.outcome
            for one in compare(item, official, own, is_registered=is_registered, is_complete=is_complete)
        }
        weighed, open_ = [], []
        for field in fields:
            is_refuted = outcomes.get(field.name) == "differs"
            if field.outcome == "differs" and not is_refuted and not self._is_refuted_twice(item, field.name):
                weighed.append(attrs.evolve(field, outcome="unknown"))
                if not any(is_slip(field.name, item, record) for record in self.records):
                    open_.append(field.name)
                continue
            if field.outcome in ("same", "harmless") and is_refuted:
                open_.append(field.name)
            weighed.append(field)
        return tuple(weighed), tuple(open_)

    def _is_refuted_twice(self, item: Item, name: str) -> bool:
        """Whether two lists, neither of them a copy of the other, contradict a claim and agree with each other."""
        by_origin: dict[str, list[Item]] = defaultdict(list)
        for record in (*self.records, *self.own):
            by_origin[self.origin(record)].append(record)
        against = [
            records[0]
            for records in by_origin.values()
            if any(one.name == name and one.outcome == "differs" for one in self._alone(item, records))
        ]
        return any(
            _as_typed(one) != _as_typed(other) and _agree(one, other, name)
            for one, other in itertools.combinations(against, 2)
        )

    def _alone(self, item: Item, records: Sequence[Item]) -> tuple[Field, ...]:
        """The claims of a reference against the records of one origin."""
        known = {id(record) for record in self.records}
        own = {id(record) for record in self.own}
        return compare(
            item, [one for one in records if id(one) in known], [one for one in records if id(one) in own],
            is_complete=False,
        )  # fmt: skip


_TYPED: Final = ("title", "author", "editor", "issued", "container-title", "volume", "issue", "page", "DOI")


def _as_typed(record: Item) -> tuple[str, ...]:
    """What is typed of a record, to the letter: who copies an entry copies its slips."""
    return tuple(str(record.variables.get(name) or "") for name in _TYPED)


def _agree(one: Item, other: Item, name: str) -> bool:
    """Whether two records say the same of a claim."""
    if name == "container-title":
        return compare_venues(one.container_title or "", other.container_title or "") == "same"
    if name == "DOI":  # of another work, which is the same for both
        name = "title"
    outcomes = {field.name: field.outcome for field in compare(one, [other], [])}
    if name in ("volume", "page"):
        return one.variables.get(name) == other.variables.get(name)
    return outcomes.get(name) in ("same", "harmless")
