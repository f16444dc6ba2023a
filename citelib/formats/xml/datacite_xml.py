"""DataCite XML: the metadata of DataCite kernels 3 and 4.

Source of the elements: DataCite Metadata Schema 4.6. A record is turned into the keys of DataCite JSON, whose module
knows what they mean; an item is written by the way of the same keys. What it is published in is a related item.

>>> from citelib.formats.exchange import dumps, loads
>>> content = '<identifier identifierType="DOI">10.5072/x</identifier><titles><title>T</title></titles>'
>>> works = loads(f"<resource>{content}</resource>", "datacite-xml")
>>> works["10.5072/x"].title, loads(dumps(works, "datacite-xml"), "datacite-xml") == works
('T', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.kit.datacite import datacite_record, datacite_work
from citelib.formats.kit.lines import paragraphs
from citelib.formats.kit.nested import at, listed, plain
from citelib.formats.xml.elements import line_of, rich, root_names, text, xml_records
from citelib.formats.xml.writing import element, write_xml
from citelib.model import Item

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["DATACITE_XML"]


_ID: Final = "citelib-id"


def read(source: Source) -> Iterator[Record]:
    """Yield the works of DataCite XML."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "datacite-xml", {"resource"}, found.append):
        for one in datacite_record(_keys(record), "datacite-xml", line_of(record)):
            yield attrs.evolve(one, line=line_of(record)) if isinstance(one, Diagnostic) else one
    yield from found


def _keys(record: Element) -> dict[str, Any]:
    """The record with the keys of DataCite JSON."""
    kind = record.find("resourceType")
    identifier = record.find("identifier")
    work: dict[str, Any] = {
        "types": {
            "resourceTypeGeneral": (kind.get("resourceTypeGeneral") or "") if kind is not None else "",
            "resourceType": text(kind),
        },
        "titles": [
            {"title": rich(one), "titleType": one.get("titleType"), "lang": one.get("lang")}
            for one in record.findall("titles/title")
        ],
        "creators": [_person(one, "creatorName") for one in record.findall("creators/creator")],
        "contributors": [
            {**_person(one, "contributorName"), "contributorType": one.get("contributorType")}
            for one in record.findall("contributors/contributor")
        ],
        "subjects": [{"subject": text(one)} for one in record.findall("subjects/subject")],
        "descriptions": [
            {
                "description": rich(one, fit=paragraphs),
                "descriptionType": one.get("descriptionType"),
                "lang": one.get("lang"),
            }
            for one in record.findall("descriptions/description")
        ],
        "dates": [{"date": text(one), "dateType": one.get("dateType")} for one in record.findall("dates/date")],
        "rightsList": [
            {"rights": text(one), "rightsUri": one.get("rightsURI")}
            for one in [*record.findall("rightsList/rights"), *record.findall("rights")]
        ],
        "sizes": [text(one) for one in record.findall("sizes/size")],
        "formats": [text(one) for one in record.findall("formats/format")],
        "relatedIdentifiers": [
            {
                "relatedIdentifier": text(one),
                "relatedIdentifierType": one.get("relatedIdentifierType"),
                "relationType": one.get("relationType"),
            }
            for one in record.findall("relatedIdentifiers/relatedIdentifier")
        ],
        "relatedItems": [_related(one) for one in record.findall("relatedItems/relatedItem")],
        "identifiers": [
            {"identifierType": one.get("alternateIdentifierType"), "identifier": text(one)}
            for one in record.findall("alternateIdentifiers/alternateIdentifier")
            if one.get("alternateIdentifierType") != _ID
        ],
        "citelib-id": text(record, f"alternateIdentifiers/alternateIdentifier[@alternateIdentifierType='{_ID}']"),
        "publisher": text(record, "publisher"),
        "publicationYear": text(record, "publicationYear"),
        "version": text(record, "version"),
        "language": text(record, "language"),
    }
    if identifier is not None:
        work["doi" if (identifier.get("identifierType") or "DOI").upper() == "DOI" else "url"] = text(identifier)
    return work


def _person(node: Element, name: str) -> dict[str, Any]:
    whole = node.find(name)
    return {
        "name": text(whole),
        "nameType": (whole.get("nameType") if whole is not None else None) or "",
        "givenName": text(node, "givenName"),
        "familyName": text(node, "familyName"),
        "nameIdentifiers": [
            {"nameIdentifier": text(one), "nameIdentifierScheme": one.get("nameIdentifierScheme") or ""}
            for one in node.findall("nameIdentifier")
        ],
        "affiliation": [text(one) for one in node.findall("affiliation")],
    }


_PARTS: Final = ("volume", "issue", "firstPage", "lastPage", "edition", "publisher")


def _related(node: Element) -> dict[str, Any]:
    related: dict[str, Any] = {part: text(node, part) for part in _PARTS}
    related["relationType"] = node.get("relationType")
    related["titles"] = [{"title": text(one)} for one in node.findall("titles/title")]
    return related


# Writing

_NAMESPACE: Final = "http://datacite.org/schema/kernel-4"


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield the resources, of which DataCite takes one a file, in an element around them.

    Args:
        items: Items.
    """
    works = (datacite_work(item, "datacite-xml", ("URL",)) for item in items)
    return write_xml(f'<resources xmlns="{_NAMESPACE}">', map(_resource, works), "</resources>")


def _resource(work: Mapping[str, Any]) -> Element | None:
    def many(outer: str, nodes: Iterable[Element | None]) -> Element | None:
        return element(outer, list(nodes))

    kind = plain(work, "types", "resourceTypeGeneral")
    return element(
        "resource",
        [
            element("identifier", plain(work, "doi") or None, identifierType="DOI") if work.get("doi") else None,
            many("creators", (_write_person(one, "creator") for one in listed(work, "creators"))),
            many("titles", (_text("title", one, "title", titleType="titleType") for one in listed(work, "titles"))),
            element("publisher", plain(work, "publisher") or None),
            element("publicationYear", plain(work, "publicationYear") or None),
            element("resourceType", kind, resourceTypeGeneral=kind),
            many("subjects", (element("subject", plain(one, "subject")) for one in listed(work, "subjects"))),
            many(
                "contributors",
                (
                    _write_person(one, "contributor", contributorType=plain(one, "contributorType"))
                    for one in listed(work, "contributors")
                ),
            ),
            many("dates", (_text("date", one, "date", dateType="dateType") for one in listed(work, "dates"))),
            element("language", plain(work, "language") or None),
            many(
                "alternateIdentifiers",
                [element("alternateIdentifier", work["citelib-id"], alternateIdentifierType=_ID)]
                if work.get("citelib-id")
                else [],
            ),
            many(
                "relatedIdentifiers",
                (
                    _text(
                        "relatedIdentifier", one, "relatedIdentifier",
                        relatedIdentifierType="relatedIdentifierType", relationType="relationType",
                    )
                    for one in listed(work, "relatedIdentifiers")
                ),
            ),
            element("version", plain(work, "version") or None),
            many("rightsList", (element("rights", plain(one, "rights")) for one in listed(work, "rightsList"))),
            many(
                "descriptions",
                (
                    _text("description", one, "description", descriptionType="descriptionType")
                    for one in listed(work, "descriptions")
                ),
            ),
            many("relatedItems", [_write_container(work)]),
        ],
    )  # fmt: skip


def _text(name: str, value: Any, key: str, **attributes: str) -> Element | None:
    """An element of the text under a key, and attributes from other keys; the kernel has no markup in it."""
    node = element(name, plain(value, key, fit=paragraphs))
    for attribute, other in attributes.items():
        if node is not None and (found := plain(value, other)):
            node.set(attribute, found)
    return node


def _write_person(value: Any, name: str, **attributes: str) -> Element | None:
    identifiers = [
        element("nameIdentifier", plain(one, "nameIdentifier"), nameIdentifierScheme="ORCID")
        for one in listed(value, "nameIdentifiers")
    ]
    return element(
        name,
        [
            element(f"{name}Name", plain(value, "name"), nameType=plain(value, "nameType") or None),
            element("givenName", plain(value, "givenName") or None),
            element("familyName", plain(value, "familyName") or None),
            *identifiers,
            *(element("affiliation", plain(one, "name")) for one in listed(value, "affiliation")),
        ],
        **attributes,
    )


def _write_container(work: Mapping[str, Any]) -> Element | None:
    """What the work is published in; DataCite JSON has it as ``container``."""
    container = at(work, "container")
    if not isinstance(container, dict):
        return None
    titles = element("titles", [element("title", plain(container, "title"))])
    parts = [element(part, plain(container, part) or None) for part in _PARTS]
    return element("relatedItem", [titles, *parts], relatedItemType="Journal", relationType="IsPublishedIn")


def sniff(content: str) -> float:
    """Sure of DataCite's namespace."""
    name, rest = root_names(content)
    if name in ("resource", "resources") and "datacite.org/schema" in rest:
        return 1.0
    return 0.5 if name and "datacite.org/schema/kernel" in content else 0.0


DATACITE_XML: Final = Format(
    "datacite-xml",
    "DataCite XML",
    media_types=("application/vnd.datacite.datacite+xml",),
    sniff=sniff,
    read=read,
    write=write,
    note="the metadata of DataCite as XML",
    of_names=OF_NAMES,
)
"""DataCite XML."""
