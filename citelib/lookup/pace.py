"""How often a host is asked: as its answers say, else as its documentation does.

>>> retry_after("120", now=0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=0.0), retry_after("soon", now=0.0)
(120.0, 60.0, None)
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["Pace", "retry_after", "until_reset"]

INTERVALS: Final[Mapping[str, float]] = {
    "api.crossref.org": 0.34,
    "api.datacite.org": 0.4,
    "doi.org": 0.34,
    "dblp.org": 1.5,
    "export.arxiv.org": 3.0,
    "eutils.ncbi.nlm.nih.gov": 0.35,
    "www.ebi.ac.uk": 0.2,
    "api.openalex.org": 0.1,
    "api.semanticscholar.org": 1.1,
    "aclanthology.org": 2.0,
    "openlibrary.org": 1.0,
    "sru.k10plus.de": 1.0,
    "services.dnb.de": 1.0,
    "lx2.loc.gov:210": 1.0,
}
"""Seconds between two requests, as each service's own documentation asks (November 2026)."""

_LEAST: Final = 0.05
_MOST: Final = 30.0
_YEAR: Final = 365 * 24 * 3600.0
"""Seconds beyond which a number counts from 1970."""
_SPAN: Final = re.compile(r"([0-9.]+)\s*(ms|s|m|h)?")
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0}


def retry_after(value: str, *, now: float | None = None) -> float | None:
    """Seconds that an answer asks to wait: ``Retry-After`` is a number of seconds or a date (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, then.timestamp() - (time.time() if now is None else now))


def until_reset(headers: Mapping[str, str], *, now: float | None = None) -> float | None:
    """Seconds until a host counts requests anew (``x-ratelimit-reset``): a number of seconds, or a time since 1970.

    >>> until_reset({"x-ratelimit-reset": "30"}), until_reset({"x-ratelimit-reset": "1700000060"}, now=1.7e9)
    (30.0, 60.0)
    """
    value = headers.get("x-ratelimit-reset", headers.get("ratelimit-reset", "")).strip()
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]+)?", value):
        return None
    seconds = float(value)
    return seconds if seconds < _YEAR else max(0.0, seconds - (time.time() if now is None else now))


class Pace:
    """When each host may be asked again.

    Args:
        interval: Seconds between two requests to a host of which nothing is known.
        sleep: Waits.
    """

    def __init__(self, interval: float = 0.4, sleep: Callable[[float], None] = time.sleep) -> None:
        self._default = interval
        self._sleep = sleep
        self._intervals = dict(INTERVALS)
        self._next: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until a host may be asked, and count this request."""
        now = time.monotonic()
        due = self._next.get(host, now)
        if due > now:
            self._sleep(due - now)
        self._next[host] = max(due, now) + self.interval(host)

    def interval(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return self._intervals.get(host, self._default)

    def learn(self, host: str, headers: Mapping[str, str]) -> None:
        """Take over what an answer says of how often, and from when on, the host may be asked.

        Crossref sends a limit for a span of time (``x-rate-limit-limit``, ``x-rate-limit-interval``); OpenAlex, Zenodo
        and others send how many requests are left, and when they are new.
        """
        limit, span = headers.get("x-rate-limit-limit", "").strip(), headers.get("x-rate-limit-interval", "1s").strip()
        match = _SPAN.fullmatch(span)
        if limit.isdigit() and int(limit) and match is not None:
            seconds = float(match[1]) * _SECONDS[match[2] or ""] / int(limit)
            self._intervals[host] = min(max(seconds, _LEAST), _MOST)
        if headers.get("x-ratelimit-remaining", headers.get("ratelimit-remaining", "")).strip() == "0":
            wait = until_reset(headers)
            if wait is not None:
                self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + min(wait, _MOST))

    def slow_down(self, host: str) -> None:
        """Ask half as often from now on: the host has said that this is too much."""
        self._intervals[host] = min(max(self.interval(host), _LEAST) * 2, _MOST)
