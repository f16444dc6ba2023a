"""Accepted proposals carried out: full records in the place of stubs, relations and evidence kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.errors import ModelError
from citelib.model import Bibliography, Item, Relation
from citelib.model.bibliography import ALIASES_KEY

if TYPE_CHECKING:
    from citelib.matching.propose import Proposal

__all__ = ["apply"]

_STUB_KEY: Final = "press-release:stub"
_PRESUMED: Final = "research article"
"""The genre of a stub of which the text says nothing else: nothing that a record has to be told."""


def apply(stubs: Bibliography | Iterable[Item], proposals: Iterable[Proposal]) -> Bibliography:
    """A copy of the collection with records in the place of the stubs whose proposals are accepted.

    Relations that pointed at a stub point at the record; the stub's own relations go over to it with their evidence; a
    variable that only the stub has is kept, and the stub's id stays as an alias. If the record is in the collection
    already, the stub goes and its relations move there.

    Args:
        stubs: The collection with the stubs.
        proposals: Proposals of `citelib.link`; those that are not accepted are passed over.

    Raises:
        ModelError: Two accepted proposals for one stub, or for one record.

    """
    items = stubs if isinstance(stubs, Bibliography) else Bibliography(stubs)
    records: dict[str, Item] = {}
    for proposal in proposals:
        if not proposal.accepted:
            continue
        stub, record = proposal.stub, proposal.record
        if stub.id in records:
            raise ModelError(f"the stub {stub.id!r} is accepted for {records[stub.id].id!r} and for {record.id!r}")
        if any(record.id == other.id for other in records.values()):
            raise ModelError(f"the record {record.id!r} is accepted for two stubs")
        if stub.id in items:
            records[stub.id] = record
    targets = {stub: record.id for stub, record in records.items()}
    taken = {record.id for record in records.values()}
    result: dict[str, Item] = {}
    for item in items.values():
        if item.id in records:
            item = _merged(item, _present(items, records[item.id]), targets)
        elif item.id in taken:
            # The record was in the collection already: it is merged where its stub stands.
            continue
        else:
            item = _repointed(item, targets)
        result[item.id] = item
    return Bibliography(result.values(), blocks=items.blocks, diagnostics=items.diagnostics)


def _present(items: Bibliography, record: Item) -> Item:
    """The record as the collection has it already, else as it was proposed."""
    present = items.get(record.id)
    return present if present is not None and present.id == record.id else record


def _merged(stub: Item, record: Item, targets: Mapping[str, str]) -> Item:
    """The record with what only the stub knows."""
    extra = {name: stub[name] for name in stub if name not in record and stub[name] != _PRESUMED}
    custom: dict[str, Any] = dict(record.custom)
    custom.update({name: value for name, value in stub.custom.items() if name not in custom and name != _STUB_KEY})
    if stub.id != record.id:
        custom[ALIASES_KEY] = list(dict.fromkeys([*custom.get(ALIASES_KEY, ()), stub.id]))
    relations = _relations((*record.relations, *stub.relations), targets, record.id)
    return Item(record.id, record.type, {**record.variables, **extra}, relations=relations, custom=custom)


def _repointed(item: Item, targets: Mapping[str, str]) -> Item:
    if not any(link.scheme == "id" and link.target in targets for link in item.relations):
        return item
    return item.evolve(relations=_relations(item.relations, targets, item.id))


def _relations(relations: Iterable[Relation], targets: Mapping[str, str], own: str) -> list[Relation]:
    """Relations pointing at records instead of stubs; the same link once, with evidence if one of them has it."""
    found: dict[tuple[str, str, str], Relation] = {}
    for link in relations:
        if link.scheme == "id" and link.target in targets:
            link = attrs.evolve(link, target=targets[link.target])
        if link.scheme == "id" and link.target == own:
            continue
        key = (link.type, link.scheme, link.target)
        if key not in found or (found[key].evidence is None and link.evidence is not None):
            found[key] = link
    return list(found.values())
