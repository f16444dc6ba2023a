"""What is fetched, from where, and what is not."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from citelib.errors import LookupFailedError
from citelib.lookup import Fetcher
from citelib.lookup.asking import is_registered
from tests.lookup.answering import answering

pytest.importorskip("httpx2", reason="lookups need an extra: pip install citelib[lookup]")


def fetcher(*hosts: str) -> Fetcher:
    return Fetcher(cache=None, trusted=hosts, sleep=lambda _: None, timeout=0.3)


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_a_miss(status: int) -> None:
    with answering({"/": (status, {}, b"gone")}) as server:
        assert fetcher(server.host).get(f"{server.base}/x", hosts=()) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_followed(status: int) -> None:
    with answering({"/old": (status, {"Location": "/new"}, b""), "/new": (200, {}, b"moss")}) as server:
        assert fetcher(server.host).get(f"{server.base}/old", hosts=()) == b"moss"


def test_a_host_that_does_not_listen_is_named_with_the_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(LookupFailedError, match=rf"{host} cannot be asked: .*[a-z]{{5}}"):
        fetcher(host).get(f"http://{host}/x", hosts=())


@pytest.mark.parametrize(
    ("address", "is_public"), [("8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), (None, False)]
)
def test_answers_of_private_addresses_are_not_read(address: str | None, is_public: bool) -> None:
    told = (address, 443) if address else None
    stream = SimpleNamespace(get_extra_info=lambda _: told)
    answer: Any = SimpleNamespace(extensions={"network_stream": stream})
    if is_public:
        fetcher()._check_address("https://example.org/x", answer)
        return
    for one in (answer, SimpleNamespace(extensions={})):
        with pytest.raises(LookupFailedError, match="not public"):
            fetcher()._check_address("https://example.org/x", one)


def test_a_doi_that_nobody_has_is_not_registered() -> None:
    with answering({}) as server:
        assert is_registered("10.5555/none", fetcher(server.host), base=server.base) is False
