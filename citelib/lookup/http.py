"""One function that fetches: from allowed hosts only, bounded in size and time, politely, and never twice.

Redirects go only to allowed hosts, and no answer is read from an address that is not public, whatever a name resolves
to. How often a host is asked is in `citelib.lookup.pace`, for how long answers are kept in `citelib.lookup.cache`.

>>> Fetcher(cache=None).get("https://example.org/x", hosts=("api.crossref.org",))
Traceback (most recent call last):
citelib.errors.LookupFailedError: example.org is not asked: lookups go to api.crossref.org only
"""

from __future__ import annotations

import ipaddress
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

from citelib.errors import LookupFailedError
from citelib.lookup.cache import HITS, Answers, default_cache
from citelib.lookup.pace import Pace, retry_after, until_reset

__all__ = ["Fetcher", "default_cache"]

_SIZE: Final = 5_000_000
_REDIRECTS: Final = 3
_TRIES: Final = 3
_LONGEST_WAIT: Final = 30.0
_TRANSIENT: Final = frozenset({429, 500, 502, 503, 504})
_MISSING: Final = frozenset({404, 410})


def _request(accept: str, url: str, body: bytes | None) -> str:
    """What is asked, by which the answer is kept."""
    return f"{accept} {url}" + (f" {body.decode('utf-8', 'replace')}" if body is not None else "")


class Fetcher:
    """Fetches answers.

    Args:
        cache: A folder in which answers are kept; None for none.
        timeout: Seconds for connecting and for each read.
        interval: Seconds between two requests to a host that has no pace of its own.
        email: E-mail address that services ask for (``CITELIB_EMAIL`` if None).
        trusted: Hosts, with their port, that may be private and without TLS; for tests.
        sleep: Waits.
        offline: Whether only what is kept is given, and no service is asked.
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
        offline: bool = False,
    ) -> None:
        self.email = email if email is not None else os.environ.get("CITELIB_EMAIL", "")
        self.requests = 0
        self._answers = Answers(cache)
        self._timeout = timeout
        self._trusted = frozenset(trusted)
        self._sleep = sleep
        self._pace = Pace(interval, sleep)
        self._offline = offline
        self._client: Any = None

    def get(
        self,
        url: str,
        *,
        hosts: Sequence[str],
        accept: str = "application/json",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        lifetime: float = HITS,
    ) -> bytes | None:
        """The body of the answer; None if there is no such record (404 or 410).

        Args:
            url: What to fetch.
            hosts: Hosts that may be asked, also by way of redirects.
            accept: The media type wanted.
            body: JSON to post; None to get.
            headers: Further headers, such as a key, which are not part of what is kept.
            lifetime: Seconds for which a kept answer counts; offline, all that is kept counts for its full time.

        Raises:
            LookupFailedError: In one line, why there is no answer.
        """
        self._check(url, hosts)
        request = _request(accept, url, body)
        if (kept := self._answers.get(request, HITS if self._offline else lifetime)) is not None:
            return kept.body
        if self._offline:
            raise LookupFailedError(f"{urlsplit(url).netloc} is not asked: offline", hint="leave out --offline")
        answer = self._fetch(url, hosts, {"Accept": accept, **(headers or {})}, body)
        self._answers.keep(request, answer)
        return answer

    def forget(self, url: str, *, accept: str = "application/json", body: bytes | None = None) -> None:
        """Keep an answer no longer, as it turned out to be none."""
        self._answers.forget(_request(accept, url, body))

    def _check(self, url: str, hosts: Sequence[str]) -> None:
        parts = urlsplit(url)
        if parts.netloc in self._trusted:
            return
        if parts.netloc not in hosts:
            raise LookupFailedError(f"{parts.netloc} is not asked: lookups go to {', '.join(hosts)} only")
        if parts.scheme != "https":
            raise LookupFailedError(f"{parts.netloc} is not asked without encryption")

    def _opened(self) -> Any:
        try:
            import httpx2 as httpx
        except ImportError:
            raise LookupFailedError(
                "lookups need the package httpx2", hint="pip install 'citelib[lookup]'; all else works without it"
            ) from None
        if self._client is None:
            agent = "citelib" + (f" (mailto:{self.email})" if self.email else "")
            self._client = httpx.Client(
                timeout=self._timeout, follow_redirects=False, headers={"User-Agent": agent}, trust_env=False
            )
        return self._client

    def close(self) -> None:
        """Close the connections; they are opened again when something is fetched."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _fetch(self, url: str, hosts: Sequence[str], headers: Mapping[str, str], body: bytes | None) -> bytes | None:
        client = self._opened()
        import httpx2 as httpx

        host = urlsplit(url).netloc
        why = "no connection"
        for attempt in range(1, _TRIES + 1):
            wait: float | None = None
            try:
                status, wait, answer = self._follow(client, url, hosts, headers, body)
            except httpx.TimeoutException:
                why = f"no answer within {self._timeout:g} seconds"
            except httpx.HTTPError as error:
                why = str(error) or type(error).__name__
            else:
                if status == 200:
                    return answer
                if status in _MISSING:
                    return None
                if status not in _TRANSIENT:
                    raise LookupFailedError(f"{host} answered with status {status}")
                why = f"it answered with status {status}"
                if status == 429:
                    self._pace.slow_down(host)
            if wait is not None and wait > _LONGEST_WAIT:
                raise LookupFailedError(f"{host} asks to wait {wait:.0f} seconds", hint="run the same again later")
            if attempt < _TRIES:
                self._sleep(wait if wait is not None else 2.0**attempt / 2)
        raise LookupFailedError(
            f"{host} cannot be asked: {why}", hint="everything but lookups works without the network"
        )

    def _follow(
        self, client: Any, url: str, hosts: Sequence[str], headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, float | None, bytes]:
        for _ in range(_REDIRECTS + 1):
            self._check(url, hosts)
            host = urlsplit(url).netloc
            self._pace.wait(host)
            self.requests += 1
            method = "GET" if body is None else "POST"
            sent = {**headers, **({"Content-Type": "application/json"} if body is not None else {})}
            with client.stream(method, url, headers=sent, content=body) as answer:
                self._check_address(url, answer)
                self._pace.learn(host, answer.headers)
                if answer.status_code in (301, 302, 303, 307, 308):
                    url = urljoin(url, answer.headers.get("location", ""))
                    # A key is for the host that it was meant for.
                    headers = {"Accept": headers.get("Accept", "*/*")}
                    continue
                found = bytearray()
                for block in answer.iter_bytes():
                    found += block
                    if len(found) > _SIZE:
                        raise LookupFailedError(f"the answer of {host} is larger than {_SIZE} bytes")
                wait = retry_after(answer.headers.get("retry-after", ""))
                if wait is None and answer.status_code == 429:
                    wait = until_reset(answer.headers)
                return answer.status_code, wait, bytes(found)
        raise LookupFailedError(f"{urlsplit(url).netloc} redirects without end")

    def _check_address(self, url: str, answer: Any) -> None:
        """The machine that answered must be public, whatever its name says."""
        if urlsplit(url).netloc in self._trusted:
            return
        stream = answer.extensions.get("network_stream")
        address = stream.get_extra_info("server_addr") if stream is not None else None
        if not address or not ipaddress.ip_address(address[0].partition("%")[0]).is_global:
            raise LookupFailedError(f"{urlsplit(url).netloc} is at an address that is not public")
