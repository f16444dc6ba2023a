"""One function that fetches: from allowed hosts only, bounded in size and time, slowly, and never twice.

Redirects go only to allowed hosts, and no answer is read from an address that is not public, whatever a name resolves
to.

>>> Fetcher(cache=None).get("https://example.org/x", hosts=("api.crossref.org",))
Traceback (most recent call last):
citelib.errors.LookupFailedError: example.org is not asked: lookups go to api.crossref.org only
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from citelib.errors import LookupFailedError
from citelib.files import cache_folder, new_file

__all__ = ["Fetcher", "default_cache"]

_SIZE: Final = 5_000_000
_REDIRECTS: Final = 3
_TRIES: Final = 3
_LONGEST_WAIT: Final = 30.0
_KEPT: Final = 30 * 24 * 3600
_TRANSIENT: Final = frozenset({429, 500, 502, 503, 504})


def default_cache() -> Path | None:
    """Where answers are kept for a month, within the cache folder; None if there is to be no cache."""
    folder = cache_folder()
    return folder / "lookups" if folder else None


class Fetcher:
    """Fetches answers.

    Args:
        cache: A folder in which answers are kept; None for none.
        timeout: Seconds for connecting and for each read.
        interval: Seconds between two requests to one host.
        email: Address that services like to be told (``CITELIB_EMAIL`` if None).
        trusted: Hosts, with their port, that may be private and without TLS; for tests.
        sleep: Waits.

    """

    def __init__(
        self,
        *,
        cache: Path | None,
        timeout: float = 15.0,
        interval: float = 0.4,
        email: str | None = None,
        trusted: Sequence[str] = (),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cache = cache
        self._timeout = timeout
        self._interval = interval
        self._email = email if email is not None else os.environ.get("CITELIB_EMAIL", "")
        self._trusted = frozenset(trusted)
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def get(self, url: str, *, hosts: Sequence[str], accept: str = "application/json") -> bytes | None:
        """The body of the answer; None if there is no such record (404 or 410).

        Args:
            url: What to fetch.
            hosts: Hosts that may be asked, also by way of redirects.
            accept: The media type wanted.

        Raises:
            LookupFailedError: In one line, why there is no answer.

        """
        self._check(url, hosts)
        kept = self._kept(url, accept)
        if kept is not None and kept.exists() and time.time() - kept.stat().st_mtime < _KEPT:
            return kept.read_bytes()
        body = self._fetch(url, hosts, accept)
        if body is not None and kept is not None:
            with contextlib.suppress(OSError):  # an answer that cannot be kept is an answer
                kept.parent.mkdir(parents=True, exist_ok=True)
                with new_file(kept, durable=False) as new:
                    new.path.write_bytes(body)
        return body

    def _kept(self, url: str, accept: str) -> Path | None:
        if self._cache is None:
            return None
        return self._cache / hashlib.sha256(f"{accept} {url}".encode()).hexdigest()

    def _check(self, url: str, hosts: Sequence[str]) -> None:
        parts = urlsplit(url)
        if parts.netloc in self._trusted:
            return
        if parts.netloc not in hosts:
            raise LookupFailedError(f"{parts.netloc} is not asked: lookups go to {', '.join(hosts)} only")
        if parts.scheme != "https":
            raise LookupFailedError(f"{parts.netloc} is not asked without encryption")

    def _fetch(self, url: str, hosts: Sequence[str], accept: str) -> bytes | None:
        try:
            import httpx2 as httpx
        except ImportError:
            raise LookupFailedError(
                "lookups need the package httpx2", hint="pip install 'citelib[lookup]'; all else works without it"
            ) from None
        agent = "citelib" + (f" (mailto:{self._email})" if self._email else "")
        with httpx.Client(
            timeout=self._timeout,
            follow_redirects=False,
            headers={"User-Agent": agent, "Accept": accept},
            trust_env=False,
        ) as client:
            for attempt in range(1, _TRIES + 1):
                try:
                    status, wait, body = self._follow(client, url, hosts)
                except httpx.HTTPError as error:
                    status, wait, body = 0, None, str(error).encode()
                if status == 200:
                    return body
                if status in (404, 410):
                    return None
                if status and status not in _TRANSIENT:
                    raise LookupFailedError(f"{urlsplit(url).netloc} answered with status {status}")
                if attempt < _TRIES:
                    self._sleep(min(wait if wait is not None else 2.0**attempt / 2, _LONGEST_WAIT))
        why = f"it answered with status {status}" if status else body.decode(errors="replace") or "no connection"
        raise LookupFailedError(
            f"{urlsplit(url).netloc} cannot be asked: {why}", hint="everything but lookups works without the network"
        )

    def _follow(self, client: Any, url: str, hosts: Sequence[str]) -> tuple[int, float | None, bytes]:
        for _ in range(_REDIRECTS + 1):
            self._check(url, hosts)
            self._wait_for_turn(urlsplit(url).netloc)
            with client.stream("GET", url) as answer:
                self._check_address(url, answer)
                if answer.status_code in (301, 302, 303, 307, 308):
                    url = urljoin(url, answer.headers.get("location", ""))
                    continue
                body = bytearray()
                for block in answer.iter_bytes():
                    body += block
                    if len(body) > _SIZE:
                        raise LookupFailedError(f"the answer of {urlsplit(url).netloc} is larger than {_SIZE} bytes")
                after = answer.headers.get("retry-after", "")
                return answer.status_code, float(after) if after.isdigit() else None, bytes(body)
        raise LookupFailedError(f"{urlsplit(url).netloc} redirects without end")

    def _check_address(self, url: str, answer: Any) -> None:
        """The machine that answered must be public, whatever its name says."""
        if urlsplit(url).netloc in self._trusted:
            return
        stream = answer.extensions.get("network_stream")
        address = stream.get_extra_info("server_addr") if stream is not None else None
        if not address or not ipaddress.ip_address(address[0].partition("%")[0]).is_global:
            raise LookupFailedError(f"{urlsplit(url).netloc} is at an address that is not public")

    def _wait_for_turn(self, host: str) -> None:
        now = time.monotonic()
        due = self._last.get(host, float("-inf")) + self._interval
        if due > now:
            self._sleep(due - now)
        self._last[host] = max(due, now)
