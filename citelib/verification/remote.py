"""Services as sources of records: what was asked before is not asked again, and many identifiers go in one request.

>>> from citelib.lookup import Fetcher
>>> [source.name for source in services(["crossref", "dblp"], Fetcher(cache=None))]
['Crossref', 'dblp']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from citelib.errors import LookupFailedError, UnknownNameError
from citelib.lookup import Fetcher, Service
from citelib.lookup.asking import has_key, is_registered, record_of, records_of, search
from citelib.lookup.services import SERVICES_BY_NAME
from citelib.matching.people import family_of
from citelib.model import Item, Name
from citelib.model.handles import handles
from citelib.verification.comparison.titles import head_key, title_key
from citelib.verification.kinds import is_held_by, is_held_nowhere
from citelib.verification.sources import Source
from citelib.verification.standing import Standing

__all__ = ["Plan", "Remote", "plan", "services"]

_ACL: Final = re.compile(r"(?:10\.18653/v1/|aclanthology\.org/)([A-Za-z0-9][\w.-]+?)(?:\.pdf|\.bib|/)?$", re.IGNORECASE)


class Remote:
    """A service.

    Args:
        service: What it is and how it is asked.
        fetcher: What fetches.
        base: Where to ask instead of the service's own host; for tests.
        with_titles: Whether titles may be sent, or identifiers alone.
    """

    is_remote = True

    def __init__(
        self, service: Service, fetcher: Fetcher, *, base: str | None = None, with_titles: bool = True
    ) -> None:
        self.with_titles = with_titles
        self.name = service.name
        self.standing: Standing = "registry"
        self.knows_dois = "doi" in service.paths
        self.is_complete = "paper" in service.kinds and service.host != "export.arxiv.org"
        self.service = service
        self._fetcher = fetcher
        self._base = base
        self._known: dict[tuple[str, str], list[Item]] = {}
        self._searched: dict[tuple[str, str], list[Item]] = {}

    def holds(self, item: Item) -> bool:
        """Whether the service has works of this kind, or answers for an identifier of this work."""
        if is_held_nowhere(item):
            return False
        return is_held_by(item, self.service.kinds) or any(True for _ in self._identifiers(item))

    def _identifiers(self, item: Item) -> Iterable[tuple[str, str]]:
        for scheme, value in handles(item):
            if scheme in self.service.paths:
                yield scheme, value
            if "acl" in self.service.paths and scheme in ("doi", "url") and (match := _ACL.search(value)):
                yield "acl", match[1].upper() if match[1][:1].isalpha() else match[1]

    def prepare(self, items: Iterable[Item]) -> None:
        """Ask for the identifiers of several references at once; a failure is found again when one of them is asked."""
        if not self.service.many:
            return
        wanted: dict[str, list[str]] = {}
        for item in items:
            for scheme, value in self._identifiers(item):
                if scheme in self.service.many and (scheme, value) not in self._known:
                    wanted.setdefault(scheme, []).append(value)
        for scheme, values in wanted.items():
            try:
                found = records_of(
                    self.service, scheme, values, self._fetcher, base=self._base, lifetime=self.service.lifetime
                )
            except LookupFailedError:
                continue
            self._known.update({(scheme, value): records for value, records in found.items()})

    def by_identifier(self, scheme: str, value: str) -> Sequence[Item]:
        """Records with an identifier in normal form."""
        if scheme == "doi" and "acl" in self.service.paths and (match := _ACL.search(value)):
            scheme, value = "acl", match[1].upper() if match[1][:1].isalpha() else match[1]
        if scheme not in self.service.paths:
            return []
        if (scheme, value) not in self._known:
            self._known[scheme, value] = record_of(
                self.service, scheme, value, self._fetcher, base=self._base, lifetime=self.service.lifetime
            )
        return self._known[scheme, value]

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:
        """Records whose title has the same key, with or without subtitles."""
        key, head = title_key(title), head_key(title)
        return [
            record
            for record in self._search(title, names)
            if key and (key in (title_key(record.title or ""), head_key(record.title or "")) or
                        (head and head == title_key(record.title or "")))
        ]  # fmt: skip

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> Sequence[Item]:  # noqa: ARG002
        """Records that the service finds by the title and the first family name."""
        return self._search(title, names)

    def _search(self, title: str, names: Sequence[Name]) -> list[Item]:
        if not self.with_titles:
            return []
        asked = title_key(title), family_of(names[0]) if names else ""
        if asked not in self._searched:
            self._searched[asked] = search(
                self.service, title, asked[1], self._fetcher, base=self._base, lifetime=self.service.lifetime
            )
        return self._searched[asked]

    def is_registered(self, doi: str) -> bool | None:
        """Whether a DOI is registered, if this is doi.org; other services cannot tell that it is not."""
        if self.service.host == "doi.org":
            return is_registered(doi, self._fetcher, base=self._base)
        return True if self._known.get(("doi", doi)) else None


def services(
    names: Iterable[str], fetcher: Fetcher, *, base: str | None = None, with_titles: bool = True
) -> list[Source]:
    """Services as sources.

    Args:
        names: Their names; those that are asked without being named if there are none.
        fetcher: What fetches.
        base: Where to ask instead of the services' own hosts; for tests.
        with_titles: Whether titles may be sent, or identifiers alone.

    Raises:
        UnknownNameError: There is no such service.
    """
    wanted = [name.casefold().replace(" ", "-") for name in names]
    for name in wanted:
        if name not in SERVICES_BY_NAME:
            raise UnknownNameError("service", name, known=list(SERVICES_BY_NAME))
    chosen = [
        service for name, service in SERVICES_BY_NAME.items() if name in wanted or (not wanted and service.is_asked)
    ]
    return [Remote(service, fetcher, base=base, with_titles=with_titles) for service in chosen]


@attrs.frozen
class Plan:
    """What would be sent to a host.

    Attributes:
        host: The host.
        identifiers: How many identifiers it would be asked for.
        titles: How many titles it may be asked for, if others do not know them.
    """

    host: str
    identifiers: int
    titles: int

    def __str__(self) -> str:
        def count(number: int, noun: str) -> str:
            return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

        parts = [count(self.identifiers, "identifier")] if self.identifiers else []
        parts += [f"at most {count(self.titles, 'title')}"] if self.titles else []
        return f"{self.host}: {' and '.join(parts) or 'nothing'}"


def plan(items: Sequence[Item], sources: Iterable[Source]) -> list[Plan]:
    """What would leave the machine, for each host, before anything does."""
    plans = []
    for source in sources:
        if not isinstance(source, Remote):
            continue
        held = [item for item in items if source.holds(item)]
        identifiers = {one for item in held for one in source._identifiers(item)}
        can_search = (
            source.with_titles
            and source.service.search is not None
            and (not source.service.search.needs_key or has_key(source.service))
        )
        plans.append(Plan(source.service.host, len(identifiers), len(held) if can_search else 0))
    return [one for one in plans if one.identifiers or one.titles]
