"""Which service answers for which identifier, as a table.

Sources: the REST interfaces of Crossref and DataCite (which registers arXiv's DOIs), NCBI's E-utilities and ID
converter, OpenLibrary's Books interface.

>>> [service.name for service in SERVICES["doi"]]
['Crossref', 'DataCite']
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

import attrs

from citelib.errors import CitelibError, LookupFailedError
from citelib.formats.exchange import loads
from citelib.identifiers import recognise
from citelib.lookup.http import Fetcher
from citelib.model import Date, Item, Name
from citelib.model.handles import handles

__all__ = ["SERVICES", "Service", "look_up", "look_up_all"]


@attrs.frozen
class Service:
    """One way to a record.

    Attributes:
        name: Name for people.
        host: The only host that is asked.
        path: Path and query, with ``{}`` for the quoted identifier.
        read: The items of the answer.
        accept: Media type asked for.
        several: Path and query that ask for several records at once, with ``{}`` for the parts; None if none does.
        part: What stands for one identifier there, with ``{}`` for it.
        between: What stands between two of them.
        most: How many are asked for at once.

    """

    name: str
    host: str
    path: str
    read: Callable[[bytes], list[Item]]
    accept: str = "application/json"
    several: str | None = None
    part: str = "{}"
    between: str = ","
    most: int = 1


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
        Service(
            "Crossref",
            "api.crossref.org",
            "/works/{}",
            _in_format("crossref-json"),
            several="/works?rows=40&filter={}",
            part="doi:{}",
            most=20,
        ),
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
            several="/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={}",
            most=100,
        ),
    ),
    "isbn": (
        Service(
            "OpenLibrary",
            "openlibrary.org",
            "/api/books?format=json&jscmd=data&bibkeys=ISBN:{}",
            _open_library,
            several="/api/books?format=json&jscmd=data&bibkeys={}",
            part="ISBN:{}",
            most=20,
        ),
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
        raise _no_identifier(text)
    scheme, identifier = known
    if scheme == "pmcid":
        scheme, identifier = "pmid", _pmid_of(identifier, fetcher, base)
    for service in SERVICES[scheme]:
        if items := _answer(service, service.path.format(_quoted(scheme, identifier)), identifier, fetcher, base):
            return items[0]
    raise _no_record(scheme, identifier)


def look_up_all(
    texts: Iterable[str], fetcher: Fetcher, *, base: str | None = None
) -> Iterator[tuple[str, Item | LookupFailedError]]:
    """The records of many identifiers, asked for in as few requests as the services allow.

    Args:
        texts: As for `look_up`; each is answered once, in no particular order.
        fetcher: What fetches.
        base: As for `look_up`.

    Yields:
        Each text with its record, or with why there is none: an error costs only those that it is about.
    """
    waiting: dict[str, dict[str, list[str]]] = {}
    for text in dict.fromkeys(texts):
        known = recognise(text)
        if known is None or known[0] == "url":
            yield text, _no_identifier(text)
            continue
        scheme, identifier = known
        if scheme == "pmcid":
            try:
                scheme, identifier = "pmid", _pmid_of(identifier, fetcher, base)
            except LookupFailedError as error:
                yield text, error
                continue
        waiting.setdefault(scheme, {}).setdefault(identifier, []).append(text)
    for scheme, by_identifier in waiting.items():
        for identifier, answer in _all_of(scheme, list(by_identifier), fetcher, base):
            for text in by_identifier[identifier]:
                yield text, answer


def _all_of(
    scheme: str, identifiers: list[str], fetcher: Fetcher, base: str | None
) -> Iterator[tuple[str, Item | LookupFailedError]]:
    left = identifiers
    for service in SERVICES[scheme]:
        unanswered: list[str] = []
        for start in range(0, len(left), service.most):
            chunk = left[start : start + service.most]
            try:
                records = _chunk(service, scheme, chunk, fetcher, base)
            except LookupFailedError as error:
                yield from ((identifier, error) for identifier in chunk)
                continue
            yield from records.items()
            unanswered += (one for one in chunk if one not in records)
        left = unanswered
    yield from ((identifier, _no_record(scheme, identifier)) for identifier in left)


def _chunk(
    service: Service, scheme: str, identifiers: list[str], fetcher: Fetcher, base: str | None
) -> dict[str, Item]:
    """The records of some identifiers, by identifier, from one service."""
    if service.several is None or len(identifiers) == 1:
        found = {one: _answer(service, service.path.format(_quoted(scheme, one)), one, fetcher, base)
                 for one in identifiers}  # fmt: skip
        return {one: items[0] for one, items in found.items() if items}
    # What parts the identifiers must not stand in one of them.
    alone = [one for one in identifiers if service.between in one]
    together = [one for one in identifiers if service.between not in one]
    records: dict[str, Item] = {}
    if together:
        parts = service.between.join(service.part.format(_quoted(scheme, one)) for one in together)
        for item in _answer(service, service.several.format(parts), ", ".join(together), fetcher, base):
            for handle in handles(item):
                if handle[0] == scheme and handle[1] in together:
                    records.setdefault(handle[1], item)
    for one in alone:
        records |= _chunk(service, scheme, [one], fetcher, base)
    return records


def _quoted(scheme: str, identifier: str) -> str:
    return quote(identifier, safe="/" * (scheme != "doi"))


def _answer(service: Service, path: str, identifier: str, fetcher: Fetcher, base: str | None) -> list[Item]:
    """The records that a service has; none if it knows none.

    Raises:
        LookupFailedError: There is no answer, or one that cannot be read.

    """
    url = (base or f"https://{service.host}") + path
    body = fetcher.get(url, hosts=(service.host,), accept=service.accept)
    if body is None:
        return []
    try:
        return service.read(body)
    except (CitelibError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise LookupFailedError(f"the answer of {service.name} for {identifier} cannot be read: {error}") from error


def _no_identifier(text: str) -> LookupFailedError:
    return LookupFailedError(f"{text!r} is no DOI, PMID, PMCID, ISBN or arXiv id", hint="nothing was asked")


def _no_record(scheme: str, identifier: str) -> LookupFailedError:
    asked = [service.name for service in SERVICES[scheme]]
    verb = "has" if len(asked) == 1 else "have"
    return LookupFailedError(f"{' and '.join(asked)} {verb} no record of {identifier}")


def _pmid_of(pmcid: str, fetcher: Fetcher, base: str | None) -> str:
    host, path = _CONVERTER
    body = fetcher.get((base or f"https://{host}") + path.format(pmcid), hosts=(host,))
    try:
        records = json.loads(body or b"{}").get("records") or [{}]
        return str(records[0]["pmid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LookupFailedError(f"PubMed knows no PMID of {pmcid}") from None
