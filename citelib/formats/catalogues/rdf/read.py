"""From RDF/XML to items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.cataloguing import catalogue_date
from citelib.formats.catalogues.dublin_core.statements import read_extent, read_source
from citelib.formats.catalogues.dublin_core.tables import RELATIONS, is_status, known_type
from citelib.formats.catalogues.rdf.graph import Graph, classes
from citelib.formats.catalogues.rdf.people import is_person_property, read_people
from citelib.formats.catalogues.rdf.tables import CONTAINERS, DATES, FIELDS, OTHER_FIELDS, SKIPPED, TYPES
from citelib.formats.catalogues.rdf.zotero import collections_of, read_attached
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.languages import as_language
from citelib.formats.kit.lines import paragraphs
from citelib.formats.kit.names import in_reading_order
from citelib.formats.kit.zotero import csl_type
from citelib.formats.xml.elements import line_of, root_names, text, texts, xml_records
from citelib.model.custom import COLLECTIONS_KEY
from citelib.model.relations import RELATION_TYPES, Relation, RelationType, relation_type
from citelib.model.vocabulary import VARIABLES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read", "sniff"]


def read(source: Source) -> Iterator[Record]:
    """Yield the works of RDF/XML."""
    found: list[Diagnostic] = []
    for root in xml_records(source, "rdf", {"RDF"}, found.append):
        graph = Graph(root)
        collections = collections_of(root, graph)
        for node in root:
            if not isinstance(node.tag, str) or not len(node):
                continue
            if text(node, "itemType") not in ("attachment", "note") and _is_work(node, graph):
                yield from _item(node, graph, collections.get(graph.key(node), ()))
    yield from found


def _is_work(node: Element, graph: Graph) -> bool:
    if node.find("itemType") is not None:
        return True
    kinds = set(classes(node))
    key = graph.key(node)
    if key in graph.contained or (key in graph.parts and kinds <= {"Document", "Description"}):
        return False
    if CONTAINERS & kinds:
        # A journal that nothing is part of is described for its own sake.
        return bool(kinds & _SERIALS) and node.find("title") is not None
    return node.find("title") is not None or any(name in TYPES for name in kinds)


_SERIALS: Final = frozenset(("Journal", "Periodical", "Magazine", "Newspaper"))


def _item(node: Element, graph: Graph, collections: Sequence[str]) -> Iterator[Record]:
    draft = Draft("rdf", line_of(node))
    notes = [line.strip() for one in node.findall("description") for line in (one.text or "").splitlines()]
    is_zotero = node.find("itemType") is not None
    draft.type = noted_type(notes) or _type(node, graph)
    for variable, names in read_people(node, graph):
        draft.add(variable, in_reading_order(names) if is_zotero else names)
    children = [one for one in node if isinstance(one.tag, str)]
    for one in children if is_zotero else sorted(children, key=_rank):
        _property(draft, one, is_zotero)
    _numbers(draft, node)
    _publisher(draft, node, graph)
    _containers(draft, node, graph)
    for event in graph.targets(node, "presentedAt"):
        draft.put("event-title", text(event, "title") or text(event, "name"), key="presentedAt")
    key = graph.key(node)
    if (copy := graph.copies.get(key)) is not None:
        draft.put("accessed", text(copy, "accessDate"))
        draft.put("source", text(copy, "repository"))
        for tag in graph.targets(copy, "tagged"):
            draft.add_keyword(text(tag, "label"))
    if key.startswith(("http:", "https:")) and "zotero.org/" not in key and "#" not in key and not as_doi(key):
        draft.put("URL", key)
    _notes(draft, node, notes, is_zotero)
    _subjects(draft, node, graph)
    for one in children:
        if one.get("resource") not in graph.memos:
            _relation(draft, one)
    if is_zotero:
        read_attached(draft, node, graph)
        if collections:
            draft.custom[COLLECTIONS_KEY] = list(collections)
    else:
        _refine(draft)
    id = text(node, "citationKey")
    yield from draft.records(id or (key.removeprefix("#") if key.startswith("#") else None))


def _numbers(draft: Draft, node: Element) -> None:
    """Pages, identifiers, and serial numbers."""
    for first, last in (("pageStart", "pageEnd"), ("startingPage", "endingPage")):
        draft.put("page", page_range(text(node, first), text(node, last)))
    for name in ("identifier", "sameAs", "uri", "url", "handle"):
        for one in node.findall(name):
            _identifier(draft, one)
    for name in ("issn", "eissn", "eIssn", "isbn", "isbn10", "isbn13", "ISBN"):
        for one in node.findall(name):
            _number(draft, text(one))


def _containers(draft: Draft, node: Element, graph: Graph) -> None:
    """What the work is part of, as a node or by its title or serial number alone."""
    for place in graph.containers(node):
        _container(draft, place, graph)
    for one in node.findall("isPartOf"):
        if not len(one) and (value := text(one)) and not value.startswith("http"):
            _number(draft, value) if issns(value) else draft.put("container-title", value, key="isPartOf")


def _notes(draft: Draft, node: Element, notes: Sequence[str], is_zotero: bool) -> None:
    """Descriptions, which are abstracts but in Zotero's files, and Zotero's field for extras."""
    if not is_zotero and notes and "abstract" not in draft:
        draft.put("abstract", " ".join(filter(None, notes)))
    else:
        for note in notes:
            if note and not read_extra(note, draft, is_loose=is_zotero):
                draft.append("note", note, "\n")
    for line in (line.strip() for one in node.findall("extra") for line in (one.text or "").splitlines()):
        if line and not read_extra(line, draft, is_loose=True):
            draft.append("note", line, "\n")


def _rank(node: Element) -> int:
    """The order of trust: dates of issue first, a source after what says more precisely the same."""
    name = str(node.tag)
    if name in ("rights", "license"):
        return int("creativecommons.org" not in (text(node) or node.get("resource") or ""))
    return DATES.index(name) if name in DATES else len(DATES) if name == "source" else 0


def _refine(draft: Draft) -> None:
    """The type that variables tell where no class does, and the number that is an issue."""
    has = draft.variables.keys()
    if draft.type in ("document", "webpage"):
        if "container-title" in has and has & {"volume", "issue", "ISSN"}:
            draft.type = "article-journal"
        elif draft.type == "document" and "ISBN" in has:
            draft.type = "chapter" if "container-title" in has else "book"
    if draft.type == "article-journal" and "issue" not in has and "number" in has:
        draft.variables["issue"] = draft.variables.pop("number")


def _relation(draft: Draft, node: Element) -> None:
    row = _relation_type(str(node.tag))
    target = node.get("resource") or (text(node) if node.tag in RELATIONS else "")
    if not target or row is None:
        return
    if doi := as_doi(target):
        draft.relations.append(Relation(row.name, doi, "doi"))
    elif target.startswith("#"):
        draft.relations.append(Relation(row.name, target[1:], "id")) if target[1:] else None
    elif target.startswith("http") and node.tag != "hasPart":
        draft.relations.append(Relation(row.name, target, "url"))


def _relation_type(name: str) -> RelationType | None:
    if name == "relation":
        return RELATION_TYPES["related-to"]
    if name in RELATIONS:
        return relation_type("datacite", RELATIONS[name])
    return relation_type("schema_org", name) if name in _ASSERTED else _BIBO.get(name)


_ASSERTED: Final = frozenset("citation translationOfWork workTranslation isBasedOn itemReviewed".split())
"""The properties of schema.org that are relations."""

_BIBO: Final = {
    "cites": RELATION_TYPES["cites"], "citedBy": RELATION_TYPES["cited-by"], "reviewOf": RELATION_TYPES["reviews"],
    "translationOf": RELATION_TYPES["translation-of"],
}  # fmt: skip


def _type(node: Element, graph: Graph) -> str:
    zotero = text(node, "itemType")
    if zotero:
        return csl_type(zotero) or ("treaty" if zotero == "treaty" else "document")
    found = next((TYPES[name] for name in classes(node) if name in TYPES and TYPES[name] != "document"), None)
    words = [found for word in texts(node, "type") if (found := known_type(word)) not in (None, "document")]
    if found in (None, "webpage") and words:
        found = words[0]
    places = list(graph.containers(node))
    hosts = [_HOSTS[kind] for one in places[:1] for kind in classes(one) if kind in _HOSTS]
    if hosts and "Article" in classes(node):
        return hosts[0]
    if found in (None, "article-journal") and any(set(classes(one)) & _SERIALS for one in places):
        return "article-journal"
    if found is None and any(TYPES.get(name) == "book" for one in places for name in classes(one)):
        return "chapter"
    if node.find("versionNumber") is not None and found is None:
        return "software"
    return found or "document"


_HOSTS: Final = {
    "Proceedings": "paper-conference", "ConferenceProceedings": "paper-conference", "Newspaper": "article-newspaper",
    "Magazine": "article-magazine", "Book": "chapter", "EditedBook": "chapter",
}  # fmt: skip
"""CSL type of an article by the class of what it is part of."""


def _property(draft: Draft, one: Element, is_zotero: bool) -> None:
    name = str(one.tag)
    value = text(one)
    if is_person_property(name) or name in SKIPPED or _relation_type(name) is not None:
        return
    if name in _TEXTS and not is_zotero:
        _read_text(draft, name, value)
        return
    variable = FIELDS.get(name) if is_zotero else OTHER_FIELDS.get(name, FIELDS.get(name))
    if not value and name in ("rights", "license", "language", "degree"):
        value = one.get("resource") or ""
        value = value if name in ("rights", "license") else re.split("[#/]", value)[-1]
    if name == "type" and one.get("resource"):
        return
    if not is_zotero and name in ("type", "source", "coverage"):
        _dublin(draft, name, value)
    elif variable == "DOI":
        if doi := as_doi(value):
            draft.put("DOI", doi, key=name)
        elif value:
            draft.keep(name, value)
    elif name == "number" and draft.type in ("article-journal", "article-magazine"):
        draft.put("issue", value)
    elif name == "versionIdentifier":
        draft.put("version", value)
    elif variable == "language" and not is_zotero:
        draft.put(variable, as_language(value), key=name)
    elif variable and VARIABLES[variable] == "date" and not is_zotero:
        draft.put(variable, catalogue_date(value), key=name)
    elif variable == "abstract":
        draft.put(variable, text(one, fit=paragraphs), key=name)
    elif variable:
        draft.put(variable, value, key=name)
    elif not len(one):
        draft.keep(name, value)


_TEXTS: Final = frozenset(("extent", "P1053", "P60493", "subtitle"))


def _read_text(draft: Draft, name: str, value: str) -> None:
    """Read an extent or a subtitle, also by their numbers in ISBD and RDA."""
    if name in ("extent", "P1053"):
        read_extent(draft, "dc-extent", value)
    elif "title" in draft:
        draft.variables["title"] += f": {value}" if value else ""
    else:
        draft.keep(f"dc-{name}", value)


def _dublin(draft: Draft, name: str, value: str) -> None:
    """Elements of Dublin Core that Zotero has for other things."""
    if name == "coverage":
        draft.add_keyword(value)
    elif name == "source":
        has_title = "container-title" in draft and not issns(value)
        if has_title or (value and not read_source(draft, value)):
            draft.keep("dc-source", value)
    elif is_status(value):
        draft.keep("dc-type", value)
    elif known_type(value) is None:
        draft.put("genre", value, key="dc-type")


def _identifier(draft: Draft, node: Element) -> None:
    value = text(node) or node.get("resource") or ""
    number = re.fullmatch(r"(?:urn:)?(doi|isbn|issn|pmid)[\s:]+(\S.*)", value, re.IGNORECASE)
    if doi := as_doi(value) or (as_doi(number[2]) if number else None):
        draft.put("DOI", doi, key="identifier")
    elif number and number[1].casefold() in ("isbn", "issn"):
        _number(draft, number[2])
    elif number and number[1].casefold() == "pmid":
        draft.put("PMID", number[2])
    elif re.match("https?://", value):
        draft.put("URL", value, key="identifier")
    elif isbns(value) or issns(value):
        _number(draft, value)
    elif value:
        draft.keep("identifier", value)


def _number(draft: Draft, value: str) -> None:
    if numbers := isbns(value):
        draft.append("ISBN", numbers, " ")
    elif numbers := issns(value):
        draft.append("ISSN", numbers, " ")


def _publisher(draft: Draft, node: Element, graph: Graph) -> None:
    for one in graph.targets(node, "publisher"):
        draft.put("publisher", text(one, "name"), key="publisher")
        draft.put("publisher-place", text(one, "adr/Address/locality") or text(one, "localityName"), key="place")
    for one in node.findall("publisher"):
        if not len(one):
            draft.put("publisher", text(one), key="publisher")


def _container(draft: Draft, node: Element, graph: Graph) -> None:
    title = text(node, "title") or text(node, "name") or text(node, "shortTitle")
    kinds = set(classes(node))
    if "Series" in kinds:
        draft.put("collection-title", title, key="series")
        numbers = [text(one) for one in node.findall("identifier")]
        draft.put("collection-number", next((one for one in numbers if one and not issns(one)), ""))
        numbers = [one for one in numbers if issns(one)]
    else:
        draft.put("container-title", title, key="isPartOf")
        draft.put("container-title-short", text(node, "alternative") if title != text(node, "shortTitle") else "")
        numbers = []
        for one in node.findall("identifier"):
            _identifier(draft, one)
    for name in ("issn", "eissn", "isbn", "isbn13", "isbn10"):
        numbers += texts(node, name)
    for value in numbers:
        _number(draft, value)
    for name, variable in _PARTS.items():
        if variable not in draft:
            draft.put(variable, text(node, name))
    if not kinds & (_SERIALS | {"Series"}):
        for variable, names in read_people(node, graph):
            variable = "container-author" if variable == "author" else variable
            if variable not in draft:
                draft.add(variable, names)
    if "publisher" not in draft and "Series" not in kinds:
        _publisher(draft, node, graph)
        if draft.type == "article-journal" and "publisher" in draft:
            draft.keep("journal-publisher", draft.variables.pop("publisher"))


_PARTS: Final = {
    "volume": "volume", "volumeNumber": "volume", "number": "issue", "issueNumber": "issue", "issue": "issue",
    "datePublished": "issued", "issued": "issued", "date": "issued", "edition": "edition",
}  # fmt: skip
"""Variable of what a container says of the part."""


def _subjects(draft: Draft, node: Element, graph: Graph) -> None:
    for one in [*node.findall("subject"), *node.findall("about"), *node.findall("keywords")]:
        if one.find("LCC") is not None:
            draft.put("call-number", text(one, "LCC"))
            continue
        concept = graph.nodes.get(one.get("resource") or "")
        words = text(one) if concept is None else text(concept, "prefLabel") or text(concept, "label")
        for word in [words] if node.find("itemType") is not None else re.split(r";\s*", words):
            draft.add_keyword(word)


def sniff(text: str) -> float:
    """Sure of RDF with Zotero's namespace; likely for other RDF that has titles."""
    if root_names(text)[0] != "RDF":
        return 0.0
    if "www.zotero.org/namespaces/export#" in text[:20_000]:
        return 1.0
    return 0.9 if re.search(r"bibo|schema\.org|purl\.org/dc|purl\.org/net/biblio", text[:20_000]) else 0.3
