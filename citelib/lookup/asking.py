"""Asking services: by identifier, for several at once, by title; and whether a DOI is registered.

What leaves the machine is an identifier, or a title with the family name of the first author.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar
from urllib.parse import quote

from citelib.errors import CitelibError, LookupFailedError
from citelib.identifiers import recognise
from citelib.lookup.cache import HITS
from citelib.lookup.http import Fetcher
from citelib.lookup.services import CONVERTER, SERVICES, Service, pmid_of
from citelib.model import Item
from citelib.model.handles import handles

__all__ = ["is_registered", "look_up", "look_up_all", "record_of", "records_of", "search"]

_DOI: Final = "doi.org"
_BROKEN: Final = (CitelibError, ValueError, TypeError, AttributeError, KeyError, IndexError)
"""What reading an answer that is not as it should be may raise."""


T = TypeVar("T")


def _asked(
    service: Service,
    path: str,
    what: str,
    read: Callable[[bytes], T],
    fetcher: Fetcher,
    base: str | None,
    lifetime: float = HITS,
    posted: bytes | None = None,
) -> T | None:
    """What a service answers to a request, read; None if it has nothing.

    An answer that cannot be read is a failure, and is not kept.
    """
    headers: dict[str, str] = {}
    if service.key is not None and (key := os.environ.get(service.key[0])):
        name = service.key[1]
        if name.startswith("?"):
            path += f"{'&' if '?' in path else '?'}{name[1:]}={quote(key, safe='')}"
        else:
            headers[name] = key
    if service.contact and fetcher.email:
        path += service.contact.format(quote(fetcher.email, safe=""))
    url = (base or f"https://{service.host}") + path
    hosts = (service.host, *service.also)
    body = fetcher.get(url, hosts=hosts, accept=service.accept, body=posted, headers=headers, lifetime=lifetime)
    if not body or not body.strip():
        return None
    try:
        return read(body)
    except _BROKEN as error:
        fetcher.forget(url, accept=service.accept, body=posted)
        raise LookupFailedError(f"the answer of {service.name} for {what} cannot be read: {error}") from error


def _records(
    service: Service,
    path: str,
    what: str,
    fetcher: Fetcher,
    base: str | None,
    lifetime: float,
    posted: bytes | None = None,
) -> list[Item]:
    found = _asked(service, path, what, service.read, fetcher, base, lifetime, posted) or []
    return [item if item.source else item.evolve(source=service.name) for item in found]


def _quoted(service: Service, scheme: str, identifier: str) -> str:
    return quote(identifier, safe="" if service.is_quoted or scheme not in ("doi", "arxiv", "acl") else "/")


def record_of(
    service: Service, scheme: str, identifier: str, fetcher: Fetcher, *, base: str | None = None, lifetime: float = HITS
) -> list[Item]:
    """The records that a service has of an identifier.

    Args:
        service: The service.
        scheme: Scheme of the identifier.
        identifier: Its normal form.
        fetcher: What fetches.
        base: Where to ask instead of the service's own host; for tests.
        lifetime: Seconds for which a kept answer counts.

    Raises:
        LookupFailedError: The service does not answer, or not as it should.
    """
    if scheme not in service.paths:
        return []
    path = service.paths[scheme].format(_quoted(service, scheme, identifier))
    return _records(service, path, identifier, fetcher, base, lifetime)


def records_of(
    service: Service,
    scheme: str,
    identifiers: Iterable[str],
    fetcher: Fetcher,
    *,
    base: str | None = None,
    lifetime: float = HITS,
) -> dict[str, list[Item]]:
    """The records of many identifiers, with as few requests as the service can do with; none for unknown ones.

    Raises:
        LookupFailedError: The service does not answer, or not as it should.
    """
    wanted = list(dict.fromkeys(identifiers))
    if scheme not in service.many:
        return {one: record_of(service, scheme, one, fetcher, base=base, lifetime=lifetime) for one in wanted}
    several = service.many[scheme]
    found: dict[str, list[Item]] = {one: [] for one in wanted}
    # The separator of the identifiers must not occur in one of them.
    alone = [one for one in wanted if "," in one or "|" in one]
    together = [one for one in wanted if one not in alone]
    for start in range(0, len(together), several.most):
        some = together[start : start + several.most]
        if len(some) == 1:
            alone += some
            continue
        path, posted = several.path, None
        if several.posted_as:
            posted = json.dumps({several.posted_as: [several.part.format(one) for one in some]}).encode()
        else:
            path = path.format(several.between.join(several.part.format(_quoted(service, scheme, one)) for one in some))
        for item in _records(service, path, ", ".join(some), fetcher, base, lifetime, posted):
            for its_scheme, value in handles(item):
                if its_scheme == scheme and value in found:
                    found[value].append(item)
    return found | {one: record_of(service, scheme, one, fetcher, base=base, lifetime=lifetime) for one in alone}


_WORD: Final = re.compile(r"[^\W_]+")
_SENT: Final = 300
"""Characters of a title that are sent."""


def search(
    service: Service, title: str, family: str, fetcher: Fetcher, *, base: str | None = None, lifetime: float = HITS
) -> list[Item]:
    """The records that a service finds by a title and a family name.

    Raises:
        LookupFailedError: The service does not answer, or not as it should.
    """
    if service.search is None or (service.search.needs_key and not has_key(service)):
        return []
    words = _WORD.findall(title)
    if service.search.words:
        longest = sorted(words, key=len, reverse=True)[: service.search.words]
        words = [word for word in words if word in longest]
    text = quote(" ".join(words)[:_SENT], safe="")
    if not text:
        return []
    if service.ids:
        ids = _asked(service, service.ids.format(title=text), "a title", _ids, fetcher, base, lifetime) or []
        text = ",".join(str(one) for one in ids if str(one).isdigit())
        if not text:
            return []
    people = service.search.family.format(quote(family, safe="")) if family and service.search.family else ""
    path = service.search.path.format(title=text, family=people)
    return _records(service, path, "a title", fetcher, base, lifetime)


def _ids(body: bytes) -> list[Any]:
    """The numbers of records that NCBI's ``esearch`` has found."""
    found: list[Any] = json.loads(body)["esearchresult"]["idlist"]
    return found


def has_key(service: Service) -> bool:
    """Whether there is a key for a service in the environment."""
    return service.key is not None and bool(os.environ.get(service.key[0]))


def is_registered(doi: str, fetcher: Fetcher, *, base: str | None = None) -> bool:
    """Whether a DOI is registered, by doi.org's own answer, the only one that says so.

    Raises:
        LookupFailedError: doi.org does not answer, or not as it should.
    """
    url = (base or f"https://{_DOI}") + f"/api/handles/{quote(doi, safe='/')}?type=URL"
    body = fetcher.get(url, hosts=(_DOI,))
    if body is None:
        return False
    try:
        code = json.loads(body).get("responseCode")
    except (ValueError, AttributeError) as error:
        raise LookupFailedError(f"the answer of {_DOI} for {doi} cannot be read: {error}") from error
    if code in (1, 200):
        return True
    if code == 100:
        return False
    raise LookupFailedError(f"{_DOI} answered with response code {code} for {doi}")


def look_up(text: str, fetcher: Fetcher, *, base: str | None = None) -> Item:
    """The record of an identifier.

    Args:
        text: A DOI, PMID, PMCID, ISBN or arXiv id, bare or as an address.
        fetcher: What fetches.
        base: Where to ask instead of the services' own hosts; for tests.

    Raises:
        LookupFailedError: The text is no identifier, there is no such record, or the network does not answer.
    """
    [(_, found)] = look_up_all([text], fetcher, base=base)
    if isinstance(found, LookupFailedError):
        raise found
    return found


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
            yield (
                text,
                LookupFailedError(f"{text!r} is not a DOI, PMID, PMCID, ISBN or arXiv id", hint="nothing was asked"),
            )
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
        most = service.many[scheme].most if scheme in service.many else 1
        for start in range(0, len(left), most):
            chunk = left[start : start + most]
            try:
                records = records_of(service, scheme, chunk, fetcher, base=base)
            except LookupFailedError as error:
                yield from ((identifier, error) for identifier in chunk)
                continue
            # Where a record comes from is not for a library to keep.
            yield from ((one, _plain(items[0], service)) for one, items in records.items() if items)
            unanswered += (one for one in chunk if not records[one])
        left = unanswered
    asked = [service.name for service in SERVICES[scheme]]
    verb = "has" if len(asked) == 1 else "have"
    for one in left:
        yield one, LookupFailedError(f"{' and '.join(asked)} {verb} no record of {one}")


def _plain(item: Item, service: Service) -> Item:
    return item.evolve(source=None) if item.source == service.name else item


def _pmid_of(pmcid: str, fetcher: Fetcher, base: str | None) -> str:
    host, path = CONVERTER
    pmid = pmid_of(fetcher.get((base or f"https://{host}") + path.format(pmcid), hosts=(host,)))
    if pmid is None:
        raise LookupFailedError(f"PubMed knows no PMID of {pmcid}")
    return pmid
