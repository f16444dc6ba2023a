"""Which service answers for which identifier, as a table.

Sources: the REST interfaces of Crossref and DataCite (which registers arXiv's DOIs), NCBI's E-utilities and ID
converter, OpenLibrary's Books interface.

>>> [service.name for service in SERVICES["doi"]]
['Crossref', 'DataCite']
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

import attrs

from citelib.errors import CitelibError, LookupFailedError
from citelib.formats.exchange import loads
from citelib.identifiers import recognise
from citelib.lookup.http import Fetcher
from citelib.model import Date, Item, Name

__all__ = ["SERVICES", "Service", "look_up"]


@attrs.frozen
class Service:
    """One way to a record.

    Attributes:
        name: Name for people.
        host: The only host that is asked.
        path: Path and query, with ``{}`` for the quoted identifier.
        read: The items of the answer.
        accept: Media type asked for.

    """

    name: str
    host: str
    path: str
    read: Callable[[bytes], list[Item]]
    accept: str = "application/json"


def _in_format(format: str) -> Callable[[bytes], list[Item]]:
    return lambda body: list(loads(body, format).values())


def _open_library(body: bytes) -> list[Item]:
    """Books of OpenLibrary's ``jscmd=data``."""
    answer = json.loads(body)
    return (
        [_book(isbn.removeprefix("ISBN:"), book) for isbn, book in answer.items()] if isinstance(answer, dict) else []
    )


def _book(isbn: str, book: dict[str, Any]) -> Item:
    def names(field: str) -> list[str]:
        return [str(one["name"]) for one in book.get(field) or [] if isinstance(one, dict) and one.get("name")]

    title = str(book.get("title") or "")
    if subtitle := book.get("subtitle"):
        title += f": {subtitle}"
    pages = book.get("number_of_pages")
    date = book.get("publish_date")
    return Item(
        isbn,
        "book",
        title=title or None,
        author=[Name.parse(name) for name in names("authors")],
        publisher=", ".join(names("publishers")) or None,
        publisher_place=", ".join(names("publish_places")) or None,
        number_of_pages=str(pages) if pages else None,
        issued=Date.parse(str(date)) if date else None,
        ISBN=isbn,
    )


SERVICES: Final[dict[str, tuple[Service, ...]]] = {
    "doi": (
        Service("Crossref", "api.crossref.org", "/works/{}", _in_format("crossref-json")),
        Service("DataCite", "api.datacite.org", "/dois/{}", _in_format("datacite-json")),
    ),
    "arxiv": (Service("DataCite", "api.datacite.org", "/dois/10.48550/arxiv.{}", _in_format("datacite-json")),),
    "pmid": (
        Service(
            "PubMed",
            "eutils.ncbi.nlm.nih.gov",
            "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={}",
            _in_format("pubmed-xml"),
            "application/xml",
        ),
    ),
    "isbn": (
        Service("OpenLibrary", "openlibrary.org", "/api/books?format=json&jscmd=data&bibkeys=ISBN:{}", _open_library),
    ),
}
"""Services that are asked for each kind of identifier, in this order."""

_CONVERTER: Final = ("pmc.ncbi.nlm.nih.gov", "/tools/idconv/api/v1/articles/?format=json&ids={}")


def look_up(text: str, fetcher: Fetcher, *, base: str | None = None) -> Item:
    """The record of an identifier.

    Args:
        text: A DOI, PMID, PMCID, ISBN or arXiv id, bare or as an address.
        fetcher: What fetches.
        base: Where to ask instead of the services' own hosts; for tests.

    Raises:
        LookupFailedError: The text is no identifier, there is no such record, or the network does not answer.

    """
    known = recognise(text)
    if known is None or known[0] == "url":
        raise LookupFailedError(f"{text!r} is no DOI, PMID, PMCID, ISBN or arXiv id", hint="nothing was asked")
    scheme, identifier = known
    if scheme == "pmcid":
        scheme, identifier = "pmid", _pmid_of(identifier, fetcher, base)
    asked = []
    for service in SERVICES[scheme]:
        url = (base or f"https://{service.host}") + service.path.format(quote(identifier, safe="/" * (scheme != "doi")))
        asked.append(service.name)
        body = fetcher.get(url, hosts=(service.host,), accept=service.accept)
        if body is None:
            continue
        try:
            items = service.read(body)
        except (CitelibError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise LookupFailedError(f"the answer of {service.name} for {identifier} cannot be read: {error}") from error
        if items:
            return items[0]
    verb = "has" if len(asked) == 1 else "have"
    raise LookupFailedError(f"{' and '.join(asked)} {verb} no record of {identifier}")


def _pmid_of(pmcid: str, fetcher: Fetcher, base: str | None) -> str:
    host, path = _CONVERTER
    body = fetcher.get((base or f"https://{host}") + path.format(pmcid), hosts=(host,))
    try:
        records = json.loads(body or b"{}").get("records") or [{}]
        return str(records[0]["pmid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LookupFailedError(f"PubMed knows no PMID of {pmcid}") from None
