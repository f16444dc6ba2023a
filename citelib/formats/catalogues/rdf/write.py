"""From items to Zotero RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.rdf.people import read_node
from citelib.formats.format import Writing
from citelib.formats.kit.extra import kept_texts
from citelib.formats.kit.fields import as_doi, isbns, issns, web_address
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import in_reading_order
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.kit.zotero import ROLES, ZOTERO_TYPES, csl_type
from citelib.formats.xml.writing import declare, element, legal, prefixed, write_xml
from citelib.model import Item, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write"]

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
_BIB_LISTS: Final = {"author": "bib:authors", "editor": "bib:editors", "contributor": "bib:contributors"}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield Zotero RDF.

    Args:
        items: Items.
    """
    spaces = "".join(f'\n xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return write_xml(f"<rdf:RDF{spaces}>", (_element(item) for item in items), "</rdf:RDF>")


_make: Final = prefixed(_NAMESPACES)


def _element(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    zotero = ZOTERO_TYPES.get(item.type, "document")
    content = [_make("z:itemType", zotero)]
    container = [
        _make("dc:title", rest.take("container-title")),
        _make("dcterms:alternative", rest.take("container-title-short")),
        *(_make("dc:identifier", f"ISSN {number}") for number in (rest.take_exact("ISSN", issns) or "").split()),
        _make("prism:volume", rest.take("volume")),
        _make("prism:number", rest.take("issue")),
    ]
    if any(one is not None for one in container):
        content.append(_make("dcterms:isPartOf", [_make("bib:Journal", container)]))
    if "collection-title" in item:
        series = [
            _make("dc:title", rest.take("collection-title")),
            _make(
                "dc:identifier",
                rest.take_exact("collection-number", _no_number),
            ),
        ]
        content.append(_make("dcterms:isPartOf", [_make("bib:Series", series)]))
    lists = {variable: f"z:{name}" for name, variable in reversed(ROLES.items())} | _BIB_LISTS
    for variable, name in lists.items():
        people = [
            _make("rdf:li", [one]) for one in rest.take_names(variable, _person, _read_person, whole=in_reading_order)
        ]
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
        value = "\n".join(rest.take_lines(variable)) if variable == "abstract" else rest.take(variable)
        content.append(_make(name, value))
    for number in (rest.take_exact("ISBN", isbns) or "").split():
        content.append(_make("dc:identifier", f"ISBN {number}"))
    if doi := rest.take_exact("DOI", as_doi):
        content.append(_make("dc:identifier", f"DOI {doi}"))
    if url := rest.take_exact("URL", web_address):
        uri = _make("dcterms:URI", [_make("rdf:value", url)])
        content.append(_make("dc:identifier", [uri]))
    content += [_make("dc:subject", one) for one in rest.take_keywords()]
    if shelf := rest.take("call-number"):
        content.append(_make("dc:subject", [_make("dcterms:LCC", [_make("rdf:value", shelf)])]))
    for name, texts in kept_texts(item, "rdf").items():
        if re.fullmatch(r"[A-Za-z][\w.-]*", name):
            content += [_make(f"z:{name}", one) for one in texts]
    lines = "\n".join(rest.lines(csl_type(zotero)))
    content.append(_make("dc:description", lines))
    content.append(_make("z:citationKey", item.id))
    node = _make("rdf:Description", content)
    if node is None:
        return None
    node.set(f"{{{_NAMESPACES['rdf']}}}about", legal(f"#{item.id}"))
    return declare(node, _NAMESPACES)


def _no_number(value: str) -> str | None:
    """The value, if the reader does not take it for an identifier."""
    is_number = issns(value) or isbns(value) or as_doi(value) or _SCHEME.match(value)
    return None if is_number else value


_SCHEME: Final = re.compile("https?://|urn:|doi|isbn|issn|pmid", re.IGNORECASE)


def _person(name: Name) -> Element | None:
    """The node of a person; Zotero has no place for an affiliation or an ORCID."""
    return _make("foaf:Person", [_make(f"foaf:{part}", value) for part, value in _parts(name)])


def _parts(name: Name) -> list[tuple[str, str]]:
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if name.suffix:
        given = f"{given}, {name.suffix}" if given else name.suffix
    parts = (("surname", one_line(name.full_family)), ("givenName", one_line(given)))
    return [(part, value) for part, value in parts if value]


def _read_person(node: Element) -> Name | None:
    # The reader knows elements without their namespaces.
    plain = element("Person", [element(str(one.tag).rpartition("}")[2], str(one.text or "")) for one in node])
    return None if plain is None else read_node(plain)
