"""Zotero RDF, and other RDF/XML that describes works: BIBO, schema.org and Dublin Core terms.

Source of the names: Zotero's RDF export (the bib, z, prism, foaf, vcard and Dublin Core vocabularies), BIBO 1.3,
schema.org and DCMI terms. Names are read without their namespaces, since the vocabularies agree on what they mean.

A container is what ``isPartOf`` leads to; a container that is a ``Series`` is the collection. The address that a node
is about is its URL if nothing else is. As in Zotero, ``dc:description`` is the «Extra» field: variables without a
place, relations and the type where Zotero has none stand there as lines; other lines are notes. A date of submission
(``dcterms:dateSubmitted``) is the date of access, as Zotero has it. What is not understood is kept in ``custom`` as
``rdf:NAME`` and written back in Zotero's namespace.

>>> from citelib.formats.exchange import loads
>>> text = '<RDF><Article about="#x1"><itemType>webpage</itemType><title>Home</title></Article></RDF>'
>>> loads(text, "zotero-rdf")["x1"].type
'webpage'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._extra import read_extra, report_losses, said_type
from citelib.formats._fields import as_doi, isbns, issns, page_range
from citelib.formats._names import read_name
from citelib.formats._remainder import Remainder
from citelib.formats._xml import element, line_of, root_names, text, write_xml, xml_records
from citelib.formats._zotero import ROLES, ZOTERO_TYPES, csl_type
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Item, Name
from citelib.model.relations import RELATION_TYPES, Relation, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["ZOTERO_RDF"]

TYPES: Final = {
    "Article": "article-journal", "AcademicArticle": "article-journal", "ScholarlyArticle": "article-journal",
    "Book": "book", "EditedBook": "book", "Monograph": "book", "BookSection": "chapter", "Chapter": "chapter",
    "Thesis": "thesis", "Report": "report", "TechReport": "report", "Document": "document", "WebPage": "webpage",
    "Webpage": "webpage", "WebSite": "webpage", "Patent": "patent", "Manuscript": "manuscript", "Letter":
    "personal_communication", "Map": "map", "Image": "graphic", "Illustration": "graphic", "Film": "motion_picture",
    "Recording": "song", "AudioDocument": "song", "Legislation": "legislation", "LegalDecision": "legal_case",
    "ConferenceProceedings": "book", "Proceedings": "book", "Conference": "event", "Interview": "interview",
    "NewsArticle": "article-newspaper", "Dataset": "dataset", "SoftwareApplication": "software",
    "SoftwareSourceCode": "software", "Code": "software", "BlogPosting": "post-weblog", "Review": "review",
    "MotionPicture": "motion_picture", "Artwork": "graphic", "Standard": "standard", "Bill": "bill",
    "PersonalCommunication": "personal_communication", "Email": "personal_communication", "ReferenceEntry": "entry",
    "CreativeWork": "document",
}  # fmt: skip
"""CSL type of a class of works."""

CONTAINERS: Final = frozenset(
    "Journal Periodical Magazine Newspaper PublicationIssue PublicationVolume Issue Series Collection Organization "
    "Person Attachment Memo Seq Bag List Address URI Website Blog CourtReporter Forum Volume".split()
)
"""Classes of nodes that are no items of their own; so is a book that something is part of."""

_FIELDS: Final = {
    "title": "title", "name": "title", "headline": "title", "abstract": "abstract", "date": "issued",
    "issued": "issued", "datePublished": "issued", "created": "issued", "pages": "page", "volume": "volume",
    "volumeNumber": "volume", "issue": "issue", "issueNumber": "issue", "edition": "edition", "bookEdition": "edition",
    "shortTitle": "title-short", "language": "language", "inLanguage": "language", "libraryCatalog": "source",
    "dateSubmitted": "accessed", "rights": "license", "license": "license", "source": "archive",
    "coverage": "archive_location", "numPages": "number-of-pages", "numberOfPages": "number-of-pages",
    "type": "genre", "number": "number", "numberOfVolumes": "number-of-volumes", "medium": "medium",
    "section": "section", "doi": "DOI", "publicationTitle": "container-title", "versionNumber": "version",
    "version": "version", "status": "status", "meetingName": "event-title", "runningTime": "dimensions",
    "presented": "event-date",
}  # fmt: skip
"""Variable of each property with a plain value."""

_OUT: Final = (
    ("title", "dc:title"), ("abstract", "dcterms:abstract"), ("page", "bib:pages"), ("edition", "prism:edition"),
    ("title-short", "z:shortTitle"), ("language", "z:language"), ("source", "z:libraryCatalog"),
    ("license", "dc:rights"), ("archive", "dc:source"), ("archive_location", "dc:coverage"),
    ("number-of-pages", "z:numPages"), ("genre", "z:type"), ("number", "prism:number"),
    ("number-of-volumes", "z:numberOfVolumes"), ("medium", "z:medium"), ("section", "z:section"),
    ("event-title", "z:meetingName"), ("dimensions", "z:runningTime"), ("status", "z:status"),
    ("version", "prism:versionIdentifier"),
)  # fmt: skip
_NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#",
    "dcterms": "http://purl.org/dc/terms/", "bib": "http://purl.org/net/biblio#", "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#", "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip
_LISTS: Final = {**ROLES, "authorList": "author", "editorList": "editor"}
_PEOPLE: Final = {
    "author": "author", "creator": "author", "editor": "editor", "contributor": "contributor",
    "translator": "translator", "director": "director", "interviewer": "interviewer", "recipient": "recipient",
}  # fmt: skip
_BIB_LISTS: Final = {"author": "bib:authors", "editor": "bib:editors", "contributor": "bib:contributors"}
_SKIPPED: Final = frozenset(
    "itemType isPartOf identifier sameAs description publisher subject about seriesStatement presentedAt "
    "isReferencedBy link hasPart pageStart pageEnd uri issn isbn eissn isbn10 isbn13 url relation ISBN keywords path "
    "citationKey".split()
)


class _Graph:
    """The nodes of a document by what they are about."""

    def __init__(self, root: Element) -> None:
        self.nodes: dict[str, Element] = {}
        self.contained: set[str] = set()
        for node in root.iter():
            if not isinstance(node.tag, str):
                continue
            key = self.key(node)
            if key and len(node):
                self.nodes.setdefault(key, node)
            if node.tag in ("isPartOf", "presentedAt", "link", "isReferencedBy"):
                self.contained |= {target for target in (node.get("resource"), *map(self.key, node)) if target}

    @staticmethod
    def key(node: Element) -> str:
        return node.get("about") or node.get("nodeID") or (f"#{node.get('ID')}" if node.get("ID") else "")

    def targets(self, node: Element, name: str) -> list[Element]:
        """The nodes to which a property leads, inside of it or elsewhere."""
        found = []
        for one in node.findall(name):
            key = one.get("resource") or one.get("nodeID")
            if key and key in self.nodes:
                found.append(self.nodes[key])
            found += [child for child in one if isinstance(child.tag, str)]
        return found

    def containers(self, node: Element) -> Iterator[Element]:
        """What a node is part of, and what that is part of; each once."""
        seen: list[Element] = [node]
        waiting = self.targets(node, "isPartOf")
        while waiting and len(seen) < 10:
            one = waiting.pop(0)
            if all(one is not other for other in seen):
                seen.append(one)
                yield one
                waiting += self.targets(one, "isPartOf")


def read(source: Source) -> Iterator[Record]:
    """Yield the works of RDF/XML."""
    found: list[Diagnostic] = []
    for root in xml_records(source, "rdf", {"RDF"}, found.append):
        graph = _Graph(root)
        for node in root:
            if not isinstance(node.tag, str) or not len(node):
                continue
            if text(node, "itemType") not in ("attachment", "note") and _is_work(node, graph):
                yield from _item(node, graph)
    yield from found


def _classes(node: Element) -> list[str]:
    types = [re.split("[#/]", one.get("resource") or "")[-1] for one in node.findall("type")]
    return [*types, node.tag]


def _is_work(node: Element, graph: _Graph) -> bool:
    if node.find("itemType") is not None:
        return True
    classes = _classes(node)
    if CONTAINERS & set(classes) or (graph.key(node) in graph.contained):
        return False
    return node.find("title") is not None or any(name in TYPES for name in classes)


def _item(node: Element, graph: _Graph) -> Iterator[Record]:
    draft = Draft("rdf", line_of(node))
    notes = [line.strip() for one in node.findall("description") for line in (one.text or "").splitlines()]
    draft.type = said_type(notes) or _type(node, graph)
    _people(draft, node, graph)
    for one in node:
        if isinstance(one.tag, str):
            _property(draft, one)
    first, last = text(node, "pageStart"), text(node, "pageEnd")
    draft.put("page", page_range(first, last))
    for one in [*node.findall("identifier"), *node.findall("sameAs"), *node.findall("uri"), *node.findall("url")]:
        _identifier(draft, one)
    for name in ("issn", "eissn", "isbn", "isbn10", "isbn13", "ISBN"):
        for one in node.findall(name):
            _number(draft, text(one))
    _publisher(draft, node, graph)
    for place in graph.containers(node):
        _container(draft, place, graph)
    for event in graph.targets(node, "presentedAt"):
        draft.put("event-title", text(event, "title") or text(event, "name"), key="presentedAt")
    key = graph.key(node)
    if key.startswith(("http:", "https:")) and "zotero.org/" not in key and "#" not in key:
        draft.put("URL", key)
    if "itemType" not in {child.tag for child in node} and notes and "abstract" not in draft:
        draft.put("abstract", " ".join(filter(None, notes)))
    else:
        for note in notes:
            if note and not read_extra(note, draft):
                draft.append("note", note, "\n")
    _subjects(draft, node)
    for name in ("relation", *_schema_relations()):
        for one in node.findall(name):
            _relation(draft, one)
    id = text(node, "citationKey")
    yield from draft.records(id or (key.removeprefix("#") if key.startswith("#") else None))


def _schema_relations() -> tuple[str, ...]:
    return tuple(row.schema_org for row in RELATION_TYPES.values() if row.schema_org and row.schema_org in _ASSERTED)


_ASSERTED: Final = frozenset("citation translationOfWork workTranslation isBasedOn itemReviewed".split())


def _relation(draft: Draft, node: Element) -> None:
    target = node.get("resource") or ""
    row = RELATION_TYPES["related-to"] if node.tag == "relation" else relation_type("schema_org", str(node.tag))
    if not target or row is None:
        return
    if doi := as_doi(target):
        draft.relations.append(Relation(row.name, doi, "doi"))
    elif target.startswith("#"):
        draft.relations.append(Relation(row.name, target[1:], "id")) if target[1:] else None
    elif target.startswith("http"):
        draft.relations.append(Relation(row.name, target, "url"))


def _type(node: Element, graph: _Graph) -> str:
    zotero = text(node, "itemType")
    if zotero:
        return csl_type(zotero) or ("treaty" if zotero == "treaty" else "document")
    found = next((TYPES[name] for name in _classes(node) if name in TYPES), None)
    if found in (None, "document", "article-journal") and any(
        set(_classes(place)) & {"Journal", "Periodical"} for place in graph.containers(node)
    ):
        return "article-journal"
    if node.find("versionNumber") is not None and found is None:
        return "software"
    return found or "document"


def _property(draft: Draft, one: Element) -> None:
    name = str(one.tag)
    if name in _LISTS or name in _PEOPLE or name in _SKIPPED or name in _ASSERTED:
        return
    value = text(one)
    if name == "type" and one.get("resource"):
        return
    if name == "rights" and not value:
        value = one.get("resource") or ""
    variable = _FIELDS.get(name)
    if variable == "DOI":
        draft.put("DOI", as_doi(value), key=name)
    elif name == "number" and draft.type in ("article-journal", "article-magazine"):
        draft.put("issue", value)
    elif name == "versionIdentifier":
        draft.put("version", value)
    elif variable is not None:
        draft.put(variable, value, key=name)
    elif not len(one):
        draft.keep(name, value)


def _people(draft: Draft, node: Element, graph: _Graph) -> None:
    for name, variable in _LISTS.items():
        for one in graph.targets(node, name):
            people = [one] if one.tag not in ("Seq", "List", "Bag", "Description") else _members(one, graph)
            draft.add(variable, [found for person in people if (found := _name(person))])
    for name, variable in _PEOPLE.items():
        if variable in draft:
            continue
        for one in node.findall(name):
            inner = [child for child in one if isinstance(child.tag, str)]
            key = one.get("resource") or one.get("nodeID")
            if key and key in graph.nodes:
                inner = [graph.nodes[key]]
            if inner:
                draft.add(variable, [found for person in inner if (found := _name(person))])
            elif value := text(one):
                draft.add(variable, [read_name(value) if "," in value else _reading_order(value)])


def _reading_order(value: str) -> Name:
    return Name.parse(value) if 1 < len(value.split()) < 5 else Name(literal=value)


def _members(node: Element, graph: _Graph) -> list[Element]:
    found = []
    for one in node:
        if not isinstance(one.tag, str):
            continue
        key = one.get("resource") or one.get("nodeID")
        found += [graph.nodes[key]] if key and key in graph.nodes else list(one)
    return found


def _name(node: Element) -> Name | None:
    family = text(node, "surname") or text(node, "familyName") or text(node, "family_name")
    given = text(node, "givenName") or text(node, "givenname") or text(node, "firstName")
    whole = text(node, "name")
    if family and given:
        name = Name.parse(f"{family}, N.")
        return Name(name.family, given, non_dropping_particle=name.non_dropping_particle)
    if family or (whole and (node.tag == "Organization" or "," not in whole)):
        return Name(literal=family or whole) if family or node.tag == "Organization" else _reading_order(whole)
    return read_name(whole) if whole else None


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


def _publisher(draft: Draft, node: Element, graph: _Graph) -> None:
    for one in graph.targets(node, "publisher"):
        draft.put("publisher", text(one, "name"), key="publisher")
        draft.put("publisher-place", text(one, "adr/Address/locality") or text(one, "localityName"), key="place")
    for one in node.findall("publisher"):
        if not len(one):
            draft.put("publisher", text(one), key="publisher")


def _container(draft: Draft, node: Element, graph: _Graph) -> None:
    title = text(node, "title") or text(node, "name") or text(node, "shortTitle")
    if "Series" in _classes(node):
        draft.put("collection-title", title, key="series")
        numbers = [text(one) for one in node.findall("identifier")]
        draft.put("collection-number", next((one for one in numbers if one and not issns(one)), ""))
        numbers = [one for one in numbers if issns(one)]
    else:
        draft.put("container-title", title, key="isPartOf")
        draft.put("container-title-short", text(node, "alternative"))
        numbers = []
        for one in node.findall("identifier"):
            _identifier(draft, one)
    for value in [*numbers, *(text(one) for name in ("issn", "eissn", "isbn") for one in node.findall(name))]:
        _number(draft, value)
    for name, variable in _PARTS.items():
        if variable not in draft:
            draft.put(variable, text(node, name))
    if "publisher" not in draft and "Series" not in _classes(node):
        _publisher(draft, node, graph)
        if draft.type == "article-journal" and "publisher" in draft:
            draft.keep("journal-publisher", draft.variables.pop("publisher"))


_PARTS: Final = {
    "volume": "volume", "volumeNumber": "volume", "number": "issue", "issueNumber": "issue", "issue": "issue",
    "datePublished": "issued",
}  # fmt: skip
"""Variable of what a container says of the part."""


def _subjects(draft: Draft, node: Element) -> None:
    for one in [*node.findall("subject"), *node.findall("about"), *node.findall("keywords")]:
        if one.find("LCC") is not None:
            draft.put("call-number", text(one, "LCC"))
        else:
            draft.append("keyword", text(one), ", ")


# Writing


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield Zotero RDF.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    spaces = "".join(f'\n xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return write_xml(f"<rdf:RDF{spaces}>", (_element(item, writing) for item in items), "</rdf:RDF>")


def _make(name: str, content: Any = None, /, **attributes: str | None) -> Element | None:
    """An element by its prefixed name; attributes are those of RDF."""
    prefix, _, local = name.partition(":")
    rdf = {f"{{{_NAMESPACES['rdf']}}}{key}": value for key, value in attributes.items() if value is not None}
    node = element(f"{{{_NAMESPACES[prefix]}}}{local}", content, x="" if rdf else None)
    if node is not None and rdf:
        del node.attrib["x"]
        for key, value in rdf.items():
            node.set(key, value)
    return node


def _element(item: Item, writing: Writing) -> Element | None:
    rest = Remainder(item)
    zotero = ZOTERO_TYPES.get(item.type, "document")
    content = [_make("z:itemType", zotero)]
    container = [
        _make("dc:title", rest.take("container-title")),
        _make("dcterms:alternative", rest.take("container-title-short")),
        *(_make("dc:identifier", f"ISSN {number}") for number in (rest.take("ISSN", issns) or "").split()),
        _make("prism:volume", rest.take("volume")),
        _make("prism:number", rest.take("issue")),
    ]
    if any(one is not None for one in container):
        content.append(_make("dcterms:isPartOf", [_make("bib:Journal", container)]))
    if "collection-title" in item:
        series = [
            _make("dc:title", rest.take("collection-title")),
            _make("dc:identifier", rest.take("collection-number", lambda value: None if _is_number(value) else value)),
        ]
        content.append(_make("dcterms:isPartOf", [_make("bib:Series", series)]))
    lists = {variable: f"z:{name}" for name, variable in reversed(ROLES.items())} | _BIB_LISTS
    for variable, name in lists.items():
        people = [_make("rdf:li", [_person(one)]) for one in rest.take_names(variable, _fits)]
        if people:
            content.append(_make(name, [_make("rdf:Seq", people)]))
    publisher = [
        _make("vcard:adr", [_make("vcard:Address", [_make("vcard:locality", place)])])
        if (place := rest.take("publisher-place"))
        else None,
        _make("foaf:name", rest.take("publisher")),
    ]
    if any(one is not None for one in publisher):
        content.append(_make("dc:publisher", [_make("foaf:Organization", publisher)]))
    content += [_make("dc:date", rest.take_date("issued")), _make("dcterms:dateSubmitted", rest.take_date("accessed"))]
    for variable, name in _OUT:
        if variable == "number" and item.type in ("article-journal", "article-magazine"):
            continue
        content.append(_make(name, rest.take(variable)))
    for number in (rest.take("ISBN", isbns) or "").split():
        content.append(_make("dc:identifier", f"ISBN {number}"))
    if doi := rest.take("DOI", as_doi):
        content.append(_make("dc:identifier", f"DOI {doi}"))
    if url := rest.take("URL", lambda value: value if re.match("https?://", value) and not as_doi(value) else None):
        uri = _make("dcterms:URI", [_make("rdf:value", url)])
        content.append(_make("dc:identifier", [uri]))
    keywords = rest.take("keyword", lambda value: ", ".join(dict.fromkeys(filter(None, value.split(", ")))))
    content += [_make("dc:subject", one) for one in (keywords or "").split(", ")]
    if shelf := rest.take("call-number"):
        content.append(_make("dc:subject", [_make("dcterms:LCC", [_make("rdf:value", shelf)])]))
    for key, values in item.custom.items():
        if key.startswith("rdf:") and re.fullmatch(r"[A-Za-z][\w.-]*", key[4:]) and isinstance(values, list):
            content += [_make(f"z:{key[4:]}", value) for value in values if isinstance(value, str)]
    lines = "\n".join(rest.lines(csl_type(zotero)))
    content.append(_make("dc:description", lines))
    report_losses(item, "rdf", writing)
    content.append(_make("z:citationKey", item.id))
    node = _make("rdf:Description", content, about=f"#{item.id}")
    if node is not None:
        from lxml import etree

        etree.cleanup_namespaces(node, top_nsmap=_NAMESPACES)
    return node


def _is_number(value: str) -> bool:
    return bool(issns(value) or isbns(value) or as_doi(value) or _SCHEME.match(value))


_SCHEME: Final = re.compile("https?://|urn:|doi|isbn|issn|pmid", re.IGNORECASE)


def _person(name: Name) -> Element | None:
    family = name.literal if name.literal is not None else name.full_family
    return _make("foaf:Person", [_make("foaf:surname", family), _make("foaf:givenName", name.given)])


def _fits(name: Name) -> bool:
    again = _name_of(name)
    return again == name


def _name_of(name: Name) -> Name | None:
    node = _person(name)
    if node is None:
        return None
    for one in node.iter():
        one.tag = str(one.tag).rpartition("}")[2]
    return _name(node)


def sniff(text: str) -> float:
    """Sure of RDF with Zotero's namespace; likely for other RDF that has titles."""
    if root_names(text)[0] != "RDF":
        return 0.0
    if "www.zotero.org/namespaces/export#" in text[:20_000]:
        return 1.0
    return 0.9 if re.search(r"bibo|schema\.org|purl\.org/dc|purl\.org/net/biblio", text[:20_000]) else 0.3


ZOTERO_RDF: Final = Format(
    "zotero-rdf",
    "Zotero RDF",
    extensions=(".rdf",),
    media_types=("application/rdf+xml",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("rdf-dc", "rdf", "bibo-rdf", "rdf-xml"),
    note="RDF/XML as Zotero writes it; BIBO, schema.org and Dublin Core terms are read, too",
)
"""Zotero RDF."""
