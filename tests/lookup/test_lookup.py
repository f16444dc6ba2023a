"""Lookups against a server on this machine, with answers in the shape of the services' own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from citelib.lookup import Fetcher, LookupFailedError, look_up, look_up_all
from citelib.model import Item

pytest.importorskip("httpx2", reason="lookups need an extra: pip install citelib[lookup]")

CROSSREF = {"message": {"DOI": "10.1126/science.aat8078", "type": "journal-article", "title": ["Sustained rescue"]}}
DATACITE = {
    "data": {
        "id": "10.48550/arxiv.1207.7214",
        "type": "dois",
        "attributes": {
            "doi": "10.48550/arxiv.1207.7214",
            "titles": [{"title": "Observation"}],
            "types": {"resourceTypeGeneral": "Preprint"},
        },
    }
}
PUBMED = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>30975859</PMID><Article>
<ArticleTitle>Sustained rescue</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
BOOK = {"ISBN:9780306406157": {"title": "Structures", "subtitle": "Or why", "authors": [{"name": "J. E. Gordon"}],
                               "publish_date": "1978", "number_of_pages": 395}}  # fmt: skip
ANSWERS = {
    "/works/10.1126%2Fscience.aat8078": json.dumps(CROSSREF),
    "/dois/10.48550/arxiv.1207.7214": json.dumps(DATACITE),
    "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=30975859&tool=citelib&email=a%40example.org": PUBMED,
    "/tools/idconv/api/v1/articles/?format=json&ids=PMC6785189": '{"records": [{"pmid": 30975859}]}',
    "/api/books?format=json&jscmd=data&bibkeys=ISBN:9780306406157": json.dumps(BOOK),
    "/works?rows=40&filter=doi:10.5555%2Fa,doi:10.5555%2Fb,doi:10.5555%2Fc": json.dumps(
        {"message": {"items": [{"DOI": f"10.5555/{one}", "type": "book", "title": [one]} for one in "BA"]}}
    ),
    "/works/10.5555%2Fd%2Ce": json.dumps({"message": {"DOI": "10.5555/d,e", "type": "book", "title": ["D"]}}),
    "/dois/10.5555%2Fc": json.dumps({"data": {"attributes": {"doi": "10.5555/c", "titles": [{"title": "C"}]}}}),
    "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=30975859,2&tool=citelib&email=a%40example.org": PUBMED,
    "/works/10.1%2Fbroken": "",
    "/works/10.1234%2Fbroken": "{",
    "/works/10.1234%2Flist": "[1, null]",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    seen: list[tuple[str, dict[str, str]]]
    failures: list[int]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        status, headers, body = 200, {}, ANSWERS.get(self.path, "").encode()
        if self.server.failures:
            status, body = self.server.failures.pop(0), b""
            headers["Retry-After"] = "7"
        elif self.path == "/works/10.1234%2Fredirect":
            status, headers["Location"] = 302, "http://169.254.169.254/latest/meta-data"
        elif self.path == "/works/10.1234%2Fcircle":
            status, headers["Location"] = 302, self.path
        elif self.path == "/works/10.1234%2Fhuge":
            body = b"x" * 6_000_000
        elif not body:
            status = 404
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.seen, server.failures = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


class Asking:
    def __init__(self, server: Server, cache: Path) -> None:
        host = f"127.0.0.1:{server.server_port}"
        self.base = f"http://{host}"
        self.waits: list[float] = []
        self.fetcher = Fetcher(cache=cache, trusted=[host], email="a@example.org", sleep=self.waits.append)

    def __call__(self, text: str) -> Item:
        return look_up(text, self.fetcher, base=self.base)


@pytest.fixture
def asking(server: Server, tmp_path: Path) -> Asking:
    return Asking(server, tmp_path / "cache")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("10.1126/science.aat8078", "Sustained rescue"),
        ("https://doi.org/10.1126/SCIENCE.aat8078", "Sustained rescue"),
        ("arXiv:1207.7214v2", "Observation"),
        ("30975859", "Sustained rescue"),
        ("PMC6785189", "Sustained rescue"),
        ("0-306-40615-2", "Structures: Or why"),
    ],
)
def test_records_are_found(asking: Asking, text: str, title: str) -> None:
    assert asking(text).title == title


def test_only_the_identifier_is_sent_politely_and_once(asking: Asking, server: Server) -> None:
    asking("10.1126/science.aat8078")
    asking("10.1126/science.aat8078")
    [(path, headers)] = server.seen
    assert path == "/works/10.1126%2Fscience.aat8078"
    assert headers["User-Agent"] == "citelib (mailto:a@example.org)"
    assert set(headers) <= {"Host", "Accept", "Accept-Encoding", "Connection", "User-Agent"}


def test_requests_to_one_host_are_spaced(asking: Asking) -> None:
    asking("PMC6785189")
    assert len(asking.waits) == 1
    assert 0 < asking.waits[0] <= 0.4


def test_busy_services_are_asked_again_later(asking: Asking, server: Server) -> None:
    server.failures[:] = [503, 429]
    assert asking("10.1126/science.aat8078").title == "Sustained rescue"
    assert asking.waits.count(7.0) == 2
    server.failures[:] = [500, 500, 500]
    with pytest.raises(LookupFailedError, match="status 500"):
        asking("30975859")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10.9999/none", "Crossref and DataCite have no record of 10.9999/none"),
        ("10.1234/redirect", r"169\.254\.169\.254 is not asked"),
        ("10.1234/circle", "redirects without end"),
        ("10.1234/huge", "larger than"),
        ("10.1234/broken", "no record|cannot be read"),
        ("10.1234/list", "no record|cannot be read"),
        ("https://example.org/paper", "is not a DOI"),
        ("nonsense", "is not a DOI"),
    ],
)
def test_whatever_goes_wrong_is_said_in_one_line(asking: Asking, text: str, message: str) -> None:
    with pytest.raises(LookupFailedError, match=message) as caught:
        asking(text)
    assert "\n" not in str(caught.value)


def test_private_addresses_are_not_read_whatever_their_name(server: Server) -> None:
    class Open(Fetcher):
        def _check(self, url: str, hosts: object) -> None:
            """As if the name of an allowed host led to this machine."""

    with pytest.raises(LookupFailedError, match="not public"):
        Open(cache=None).get(f"http://127.0.0.1:{server.server_port}/works/x", hosts=())


def test_offline_is_said_in_one_line(tmp_path: Path) -> None:
    fetcher = Fetcher(cache=None, trusted=["127.0.0.1:9"], sleep=lambda _: None)
    with pytest.raises(LookupFailedError, match="everything but lookups works without the network"):
        look_up("10.1126/science.aat8078", fetcher, base="http://127.0.0.1:9")


def test_unencrypted_requests_are_refused() -> None:
    with pytest.raises(LookupFailedError, match="without encryption"):
        Fetcher(cache=None).get("http://api.crossref.org/x", hosts=("api.crossref.org",))


def test_many_are_asked_for_in_few_requests(asking: Asking, server: Server) -> None:
    texts = ["10.5555/a", "https://doi.org/10.5555/B", "10.5555/c", "10.5555/d,e", "30975859", "2", "no", "10.5555/A"]
    found = dict(look_up_all(texts, asking.fetcher, base=asking.base))
    assert set(found) == set(texts)
    assert {text: item.title for text, item in found.items() if isinstance(item, Item)} == {
        "10.5555/a": "A", "https://doi.org/10.5555/B": "B", "10.5555/A": "A", "10.5555/c": "C", "10.5555/d,e": "D",
        "30975859": "Sustained rescue",
    }  # fmt: skip
    assert str(found["2"]) == "PubMed has no record of 2"
    assert "is not a DOI" in str(found["no"])
    # A DOI with a comma cannot stand in a list; what Crossref does not have, DataCite is asked for.
    assert [path for path, _ in server.seen] == [
        "/works?rows=40&filter=doi:10.5555%2Fa,doi:10.5555%2Fb,doi:10.5555%2Fc",
        "/works/10.5555%2Fd%2Ce",
        "/dois/10.5555%2Fc",
        "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=30975859,2&tool=citelib&email=a%40example.org",
    ]


def test_a_failure_costs_only_those_it_is_about(asking: Asking, server: Server) -> None:
    server.failures[:] = [500, 500, 500]
    found = dict(look_up_all(["10.5555/a", "10.5555/b", "10.5555/c", "30975859"], asking.fetcher, base=asking.base))
    assert [text for text, item in found.items() if isinstance(item, Item)] == ["30975859"]
    assert "status 500" in str(found["10.5555/b"])


def test_the_command_completes_a_file_in_place(
    asking: Asking, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import citelib.lookup
    from citelib.cli import main

    monkeypatch.setattr(
        citelib.lookup, "look_up_all", lambda texts, _: look_up_all(texts, asking.fetcher, base=asking.base)
    )
    bib = tmp_path / "refs.bib"
    text = "@book{a, title = {$a$}, doi = {10.5555/a}}\n@book{z, doi = {10.9999/z}}\n@book{n, title = {N}}\n"
    bib.write_text(text)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(["complete", str(bib), *arguments])
        return int(end.value.code or 0), *capsys.readouterr()

    status, out, err = run()
    assert (status, out.splitlines()[2]) == (0, "n: author or editor, issued, publisher (no identifier)")
    assert "2 of 3 references lack something and have an identifier; --online asks" in err
    assert (server.seen, bib.read_text()) == ([], text)
    monkeypatch.setitem(
        ANSWERS,
        "/works?rows=40&filter=doi:10.5555%2Fa,doi:10.9999%2Fz",
        json.dumps({"message": {"items": [{
            "DOI": "10.5555/a", "type": "book", "title": ["Another"], "publisher": "Acme",
            "issued": {"date-parts": [[2020]]}, "reference": [{"DOI": "10.5555/q"}],
        }]}}),
    )  # fmt: skip
    assert run("--online", "--dry-run")[0] == 1
    assert bib.read_text() == text
    status, out, err = run("--online")
    assert (status, out) == (1, "a: publisher, issued\n")
    assert "z: Crossref and DataCite have no record of 10.9999/z" in err
    assert "a: title: kept a, found Another" in err
    assert "1 of 3 references completed; 0 lacked nothing, 1 have no identifier" in err
    added = "doi = {10.5555/a}, year = {2020}, publisher = {Acme}}"
    assert bib.read_text() == text.replace("doi = {10.5555/a}}", added)
