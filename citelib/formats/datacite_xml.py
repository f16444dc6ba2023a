"""DataCite XML: the metadata of DataCite kernels 3 and 4.

Source of the elements: DataCite Metadata Schema 4.6. A record is turned into the keys of DataCite JSON, whose module
knows what they mean.

>>> from citelib.formats.exchange import loads
>>> content = '<identifier identifierType="DOI">10.5072/x</identifier><titles><title>T</title></titles>'
>>> loads(f"<resource>{content}</resource>", "datacite-xml")["10.5072/x"].title
'T'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats._xml import line_of, rich, root_names, text, xml_records
from citelib.formats.datacite_json import datacite_record
from citelib.formats.format import Format, Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["DATACITE_XML"]


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
        "titles": [{"title": rich(one), "titleType": one.get("titleType")} for one in record.findall("titles/title")],
        "creators": [_person(one, "creatorName") for one in record.findall("creators/creator")],
        "contributors": [
            {**_person(one, "contributorName"), "contributorType": one.get("contributorType")}
            for one in record.findall("contributors/contributor")
        ],
        "subjects": [{"subject": text(one)} for one in record.findall("subjects/subject")],
        "descriptions": [
            {"description": rich(one), "descriptionType": one.get("descriptionType")}
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
        ],
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


def sniff(content: str) -> float:
    """Sure of DataCite's namespace."""
    name, rest = root_names(content)
    if name == "resource" and "datacite.org/schema" in rest:
        return 1.0
    return 0.5 if name and "datacite.org/schema/kernel" in content else 0.0


DATACITE_XML: Final = Format(
    "datacite-xml",
    "DataCite XML",
    extensions=(".xml",),
    media_types=("application/vnd.datacite.datacite+xml",),
    sniff=sniff,
    read=read,
    note="the metadata of DataCite as XML",
)
"""DataCite XML."""
