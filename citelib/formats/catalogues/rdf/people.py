"""People and bodies as nodes or text of RDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citelib.formats.catalogues.dublin_core.statements import read_people as read_text
from citelib.formats.catalogues.rdf.graph import Graph, classes
from citelib.formats.catalogues.rdf.tables import LISTS, PEOPLE
from citelib.formats.catalogues.roles import role
from citelib.formats.kit.names import read_name
from citelib.formats.xml.elements import text
from citelib.model import Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["is_person_property", "read_node", "read_people"]


def is_person_property(name: str) -> bool:
    """Whether a property leads to people; MARC relators are properties, too."""
    return name in LISTS or name in PEOPLE or _relator(name) is not None


def _relator(name: str) -> str | None:
    return role(name) if re.fullmatch("[a-z]{3}", name) and name not in ("res", "col", "com") else None


def read_people(node: Element, graph: Graph) -> Iterator[tuple[str, list[Name]]]:
    """Yield the name variables of a node and their names; a list that is in order comes before single statements."""
    listed = set()
    for prop, variable in LISTS.items():
        for one in graph.targets(node, prop):
            people = [one] if one.tag not in ("Seq", "List", "Bag", "Description") else _members(one, graph)
            if found := [name for person in people if (name := read_node(person))]:
                listed.add(variable)
                yield variable, found
    for child in node:
        role_of = (PEOPLE.get(str(child.tag)) or _relator(str(child.tag))) if isinstance(child.tag, str) else None
        if role_of is None or role_of in listed:
            continue
        inner = [one for one in child if isinstance(one.tag, str)]
        key = child.get("resource") or child.get("nodeID")
        if key and key in graph.nodes:
            inner = [graph.nodes[key]]
        people = [
            one for whole in inner for one in (_members(whole, graph) if whole.tag in ("Seq", "Bag") else [whole])
        ]
        if people:
            yield role_of, [name for person in people if (name := read_node(person))]
        elif value := text(child):
            yield role_of, _plain(value)


def _plain(value: str) -> list[Name]:
    return read_text(value) if "," in value else [_reading_order(value)]


def _reading_order(value: str) -> Name:
    return Name.parse(value) if 1 < len(value.split()) < 5 else Name(literal=value)


def _members(node: Element, graph: Graph) -> list[Element]:
    found = []
    for one in node:
        if not isinstance(one.tag, str) or one.tag == "type":
            continue
        key = one.get("resource") or one.get("nodeID")
        found += [graph.nodes[key]] if key and key in graph.nodes else list(one)
    return found


def read_node(node: Element) -> Name | None:
    """The name of a person or body, or None."""
    family = text(node, "surname") or text(node, "familyName") or text(node, "family_name")
    given = text(node, "givenName") or text(node, "givenname") or text(node, "firstName")
    whole = text(node, "name") or text(node, "label") or text(node, "prefLabel")
    if family and given:
        name = Name.parse(f"{family}, N.")
        return Name(name.family, given, non_dropping_particle=name.non_dropping_particle)
    is_body = bool({"Organization", "Organisation"} & set(classes(node)))
    if family or (whole and (is_body or "," not in whole)):
        return Name(literal=family or whole) if family or is_body else _reading_order(whole)
    return read_name(whole) if whole else None
