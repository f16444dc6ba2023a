"""A reference: its title, people, dates, links and all other elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.formats.format import Record
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi
from citelib.formats.xml.elements import line_of, rich, text
from citelib.formats.xml.jats.parts import read_date, read_identifiers, read_name, read_pages, read_relations
from citelib.formats.xml.jats.tables import FIELDS, GROUPS, TITLES, TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["one_of_each", "read_citation", "type_of"]

_READ: Final = frozenset(
    "source year month day season fpage lpage page-range elocation-id pub-id isbn issn ext-link uri person-group name "
    "string-name collab etal comment date date-in-citation annotation size related-article related-object label "
    "name-alternatives given-names surname anonymous italic bold sup sub styled-content object-id article-id".split()
) | {*TITLES, *FIELDS}


def one_of_each(node: Element, citations: list[Element]) -> list[Element]:
    """The citations of a reference without those that say the same in running text as another does in parts."""
    in_parts = [one for one in citations if one.tag == "element-citation"]
    if node.find("citation-alternatives") is not None:
        return sorted(citations, key=lambda one: one.tag != "element-citation")[:1]
    is_twice = in_parts and len(citations) - len(in_parts) <= len(in_parts)
    return in_parts if is_twice else citations


def read_citation(node: Element, id: str | None) -> Iterator[Record]:
    """The item of a reference that is tagged in parts; one without parts keeps its words."""
    draft = Draft("jats", line_of(node))
    notes = [text(one) for one in node.findall("comment") if one.get("content-type") == "citelib"]
    draft.type = noted_type(notes) or type_of(node)
    for note in notes:
        read_extra(note, draft)
    _titles(draft, node)
    _people(draft, node)
    read_dates(draft, node)
    for one in node:
        name = one.tag if isinstance(one.tag, str) else ""
        if variable := FIELDS.get(name):
            draft.put(variable, text(one), key=name)
        elif name == "comment" and one.get("content-type") != "citelib":
            draft.append("note", text(one).strip("()[]. "), "\n")
        elif name and name not in _READ:
            draft.keep(name, text(one))
    read_pages(draft, node)
    read_identifiers(draft, node)
    _links(draft, node)
    read_relations(draft, node)
    if not draft.variables and not notes and text(node):
        draft.keep("text", text(node))
        draft.report("warning", "untagged", "the citation has no tagged parts", hint="read it as plain text")
    yield from draft.records(id)


def type_of(node: Element) -> str:
    """The CSL type of a reference by what it is called, or else by the parts that it has."""
    kind = (node.get("publication-type") or node.get("citation-type") or "").casefold().replace(" ", "-")
    found = TYPES.get(kind)
    if found == "book" and any(
        node.find(name) is not None for name in ("chapter-title", "article-title", "part-title")
    ):
        return "chapter"
    if found in (None, "document"):
        if (
            node.find("article-title") is not None
            and node.find("source") is not None
            and (node.find("volume") is not None or node.find("fpage") is not None)
        ):
            return "article-journal"
        if node.find("conf-name") is not None:
            return "paper-conference"
        if node.find("chapter-title") is not None:
            return "chapter"
        if node.find("publisher-name") is not None:
            return "book"
    return found or "document"


def _titles(draft: Draft, node: Element) -> None:
    source = rich(node, "source")
    title = next((found for name in TITLES if (found := rich(node, name))), "")
    for name in TITLES:
        draft.put("title", rich(node, name), key=name)
    if title:
        draft.put("container-title", source, key="source")
    else:
        draft.put("title", source, key="source")
    if "event-title" not in draft and "container-title" not in draft and draft.type == "paper-conference":
        draft.put("container-title", text(node, "conf-name"))


def _people(draft: Draft, node: Element) -> None:
    default = "author"
    for group in node.findall("person-group"):
        variable = GROUPS.get((group.get("person-group-type") or "author").casefold(), "contributor")
        draft.add(variable, [name for one in group if (name := read_name(one)) is not None])
        default = "author" if "author" not in draft else "editor"
    draft.add(default, [name for one in node if (name := read_name(one)) is not None])


def read_dates(draft: Draft, node: Element) -> None:
    draft.put("issued", read_date(node))
    if (date := node.find("date")) is not None and "issued" not in draft:
        draft.put("issued", read_date(date))
    for one in node.findall("date-in-citation"):
        value = one.get("iso-8601-date") or text(one)
        draft.put("accessed", re.sub(r"^(?:accessed|cited|retrieved)\s+(?:on\s+)?", "", value, flags=re.IGNORECASE))
    if conference := text(node, "conf-date"):
        draft.put("event-date", conference)


def _links(draft: Draft, node: Element) -> None:
    for one in [*node.iter("ext-link"), *node.iter("uri")]:
        value = one.get("href") or text(one)
        if (doi := as_doi(value)) is not None:
            draft.put("DOI", doi, key="ext-link")
        elif re.match(r"https?://|www\.", value):
            draft.put("URL", value, key="ext-link")
