"""What services report with status 200 and is no record, and how long they ask to be left alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from citelib.errors import LookupFailedError
from tests.lookup.answering import ARXIV, MARC, OPENALEX, TITLE, answering, body
from tests.lookup.test_services import Asking

pytest.importorskip("httpx2", reason="lookups need an extra: pip install citelib[lookup]")

SRU_ERROR = """<?xml version="1.0"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.1</version>
<numberOfRecords>0</numberOfRecords><diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">
<uri>info:srw/diagnostic/1/10</uri><message>Query syntax error</message></diagnostic></diagnostics>
</searchRetrieveResponse>"""
DUBLIN_CORE = MARC.split("<record xmlns=")[0] + "<dc>Moss</dc></zs:recordData></zs:record></zs:records></zs:x>"


@pytest.mark.parametrize(
    ("name", "scheme", "answer"),
    [
        ("crossref", "doi", {"status": "failed", "message": [{"type": "parameter-not-found", "message": "bad"}]}),
        ("datacite", "doi", {"errors": [{"status": "500", "title": "The service is not available."}]}),
        ("openalex", "doi", {"error": "Invalid query parameters error.", "message": "bad"}),
        ("doi.org", "doi", {"error": "not now"}),
        ("europe-pmc", "doi", {"version": "6.9", "errCode": 404, "errMsg": "bad"}),
        ("semantic-scholar", "doi", {"message": "Too Many Requests"}),
        ("semantic-scholar", "doi", {"error": "Internal error"}),
        ("pubmed", "pmid", "<?xml version='1.0'?><eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>"),
        ("arxiv", "arxiv", ARXIV.replace("http://arxiv.org/abs/1801.00001v2", "http://arxiv.org/api/errors#bad")
         .replace(TITLE, "Error")),
        ("openlibrary", "isbn", {"error": "internal"}),
        ("k10plus", "isbn", SRU_ERROR),
        ("dnb", "isbn", "<html><title>Wartung</title></html>"),
        ("loc", "isbn", DUBLIN_CORE),
    ],
)  # fmt: skip
def test_an_error_that_says_that_all_is_well_is_a_failure_and_no_miss(name: str, scheme: str, answer: object) -> None:
    value = {"doi": "10.5555/moss", "pmid": "77", "arxiv": "1801.00001", "isbn": "9780306406157"}[scheme]
    with answering({"/": body(answer)}) as server:
        [source] = Asking(server)(name)
        with pytest.raises(LookupFailedError, match="cannot be read"):
            source.by_identifier(scheme, value)


def test_an_answer_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    answers: dict[str, Any] = {"/works/doi:": body({"error": "not now"})}
    with answering(answers) as server:
        with pytest.raises(LookupFailedError):
            Asking(server, tmp_path)("openalex")[0].by_identifier("doi", "10.5555/moss")
        answers["/works/doi:"] = body(OPENALEX)
        assert len(Asking(server, tmp_path)("openalex")[0].by_identifier("doi", "10.5555/moss")) == 1


def test_a_search_of_pubmed_that_reports_an_error_found_nothing_out() -> None:
    answers: dict[str, Any] = {"/entrez/eutils/esearch": body({"esearchresult": {"ERROR": "Search backend failed"}})}
    with answering(answers) as server:
        [source] = Asking(server)("pubmed")
        with pytest.raises(LookupFailedError):
            source.by_title(TITLE)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "12"}, 12),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "12"}, 12),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "12"}, 0.1),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, 0.1),
    ],
)
def test_a_host_that_has_no_requests_left_is_asked_when_it_counts_anew(headers: dict[str, str], wait: float) -> None:
    with answering({"/works/doi:": (404, headers, b"")}) as server:
        asking = Asking(server, interval=0.1)
        [source] = asking("openalex")
        source.by_identifier("doi", "10.5555/one")
        source.by_identifier("doi", "10.5555/two")
        assert asking.waits[-1] == pytest.approx(wait, abs=0.11)


def test_too_many_requests_with_a_time_to_come_back_are_not_asked_again_before() -> None:
    reset = {"x-ratelimit-reset": str(int(time.time()) + 3600)}
    with answering({"/": (429, reset, b"{}")}) as server:
        [source] = Asking(server)("openalex")
        with pytest.raises(LookupFailedError, match=r"asks to wait 3[56]"):
            source.by_identifier("doi", "10.5555/moss")
        assert len(server.asked) == 1
