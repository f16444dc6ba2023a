"""Rules about a collection as a whole: duplicates, circles of relations, retracted works; and the check of everything.

>>> from citelib.model import Bibliography, Item, Relation
>>> works = Bibliography([Item("a", "book", title="T", relations=[Relation("part-of", "a")])])
>>> [one.code for one in check(works)]
['item-missing-field', 'item-missing-field', 'relation-circle']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citelib.checks.rules import RULES
from citelib.diagnostics import Diagnostic, Severity
from citelib.identifiers import normal
from citelib.model import RELATION_TYPES, Bibliography, Item
from citelib.model.notices import NOTICES, Notice, notices_of

__all__ = ["COLLECTION_RULES", "FIXABLE", "check", "notices"]

FIXABLE: Final = "--fix repairs it"
"""The hint of findings that `repaired` takes away."""

COLLECTION_RULES: Final[dict[str, tuple[Severity, str]]] = {
    "relation-dangling": ("warning", "A relation points at an id that is not there"),
    "relation-circle": (
        "error",
        "A work is part, version, translation or correction of itself, perhaps by way of others",
    ),
    "item-duplicate": ("warning", "Two items have the same DOI, PMID or PMCID"),
    "item-retracted": ("warning", "A work was retracted, and its record does not say so"),
    "item-concern": ("warning", "A concern about a work was published, and its record does not say so"),
}
"""Rules about collections: severity and what they look for."""

_DIRECTED: Final = frozenset(
    {"part-of", "version-of", "preprint-of", "replaces", "translation-of", "corrects", "retracts"}
)


def check(works: Bibliography, *, source: str | None = None, dangling: bool = True) -> Iterator[Diagnostic]:
    """What is suspicious in a collection, item by item.

    Args:
        works: The collection; where its text is known, findings have the line of the item.
        source: Name of the file.
        dangling: Whether to look for relations to ids that are not there.
    """
    lines = {block.item.id: block.line for block in works.blocks if block.item is not None}
    circular = _in_circles(works)
    known = notices(works)
    seen: dict[tuple[str, str], str] = {}
    for item in works.values():
        for severity, code, message, hint in _about(item, works, dangling, seen, circular, known):
            yield Diagnostic(severity, code, message, hint, source, lines.get(item.id), item=item.id)


def _about(
    item: Item,
    works: Bibliography,
    dangling: bool,
    seen: dict[tuple[str, str], str],
    circular: dict[str, str],
    known: dict[str, tuple[Notice, ...]],
) -> Iterator[tuple[Severity, str, str, str | None]]:
    for rule in RULES:
        for message in rule.find(item):
            can_repair = rule.repair is not None and rule.repair(item) != item
            hint = rule.hint or (FIXABLE if can_repair else None)
            yield rule.severity, rule.code, f"{item.id!r}: {message}", hint
    found: list[tuple[str, str, str | None]] = []
    if dangling:
        found += [
            ("relation-dangling", f"{RELATION_TYPES[link.type].label} {link.target!r}, which is not in the file",
             "give the link a DOI, PMID or URL, or add the item")
            for link in item.relations
            if link.scheme == "id" and works.find(link) is None
        ]  # fmt: skip
    if item.id in circular:
        found.append(
            ("relation-circle", f"leads back to itself by {circular[item.id]!r}", "remove one of the relations")
        )
    for scheme, variable in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
        if identifier := normal(scheme, item.get(variable) or ""):
            first = seen.setdefault((scheme, identifier), item.id)
            if first != item.id:
                found.append(("item-duplicate", f"has the same {variable} as {first!r}", "merge them"))
    text = f"{item.status} {item.title} {item.note} {item.genre}".casefold()
    for notice in known.get(item.id, ()):
        if notice.grave and notice.stem not in text:
            found.append((f"item-{notice.flag}", notice.text, "say so where it is cited, or cite something else"))
    yield from ((COLLECTION_RULES[code][0], code, f"{item.id!r} {message}", hint) for code, message, hint in found)


def notices(works: Bibliography) -> dict[str, tuple[Notice, ...]]:
    """The notices about works, gravest first, known from either end of a relation or from the record, by id."""
    asserted: dict[str, set[str]] = {}
    for item in works.values():
        for link in item.relations:
            if link.inverse_type in NOTICES and (target := works.find(link)) is not None:
                asserted.setdefault(target.id, set()).add(link.inverse_type)
    return {item.id: notices_of(item, asserted.get(item.id, ())) for item in works.values()}


def _in_circles(works: Bibliography) -> dict[str, str]:
    """Items from which a directed relation leads back to themselves, with that relation; one pass for each relation."""
    found: dict[str, str] = {}
    edges: dict[str, dict[str, list[str]]] = {}
    for item in works.values():
        for link in item.relations:
            if link.type in _DIRECTED and (target := works.find(link)) is not None:
                edges.setdefault(link.type, {}).setdefault(item.id, []).append(target.id)
    for relation, targets in edges.items():
        # Take away what points at nothing that is left, until only circles and what leads into them are there.
        remaining = {one: set(others) for one, others in targets.items()}
        while ends := [one for one, others in remaining.items() if not others & remaining.keys()]:
            for one in ends:
                del remaining[one]
        pointed = {other for others in remaining.values() for other in others}
        found.update((one, relation) for one in remaining if one in pointed)
    return found
