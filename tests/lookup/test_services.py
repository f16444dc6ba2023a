"""Services are asked politely and read as they answer; what fails is said, and accuses nobody."""

from __future__ import annotations

import email.utils
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citelib.cli import main
from citelib.errors import LookupFailedError, UnknownNameError
from citelib.lookup import Fetcher
from citelib.lookup.asking import is_registered, record_of, search
from citelib.lookup.cache import DAY, HITS, MISSES, NOTICES, Answers
from citelib.lookup.services import SERVICES_BY_NAME
from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify
from citelib.verification.remote import plan, services
from citelib.verification.sources import Source
from tests.lookup.answering import (
    ACL,
    ARXIV,
    BOOK,
    BOOKS,
    CROSSREF,
    DATACITE,
    DBLP_HIT,
    EUROPE_PMC,
    MARC,
    MISSING,
    OPENALEX,
    PUBMED,
    S2,
    TITLE,
    Answering,
    answering,
    body,
    slow,
)  # fmt: skip

pytest.importorskip("httpx2", reason="lookups need an extra: pip install citelib[lookup]")

MOSS = Item(
    "moss", "article-journal", title=TITLE, author=[Name("Berg", "Ann"), Name("Lee", "Bo")], issued=Date.on(2019),
    container_title="Mosses", DOI="10.5555/moss",
)  # fmt: skip
BERG = [Name("Berg", "Ann")]
PLAIN = CROSSREF | {"updated-by": []}
TITLED: Any = json.loads(json.dumps(DATACITE).replace("Slow moss counted", TITLE))


class Asking:
    """A fetcher that goes to a server on this machine, does not wait, and remembers how long it would have."""

    def __init__(self, server: Answering, cache: Path | None = None, **options: Any) -> None:
        self.waits: list[float] = []
        self.server = server
        self.fetcher = Fetcher(cache=cache, trusted=[server.host], sleep=self.waits.append, timeout=0.3, **options)

    def __call__(self, *names: str, **options: Any) -> list[Source]:
        return services(names, self.fetcher, base=self.server.base, **options)


@pytest.mark.parametrize(
    ("name", "scheme", "value", "path", "answer", "title"),
    [
        ("crossref", "doi", "10.5555/moss", "/works/10.5555/moss", {"message": CROSSREF}, TITLE),
        ("datacite", "doi", "10.5555/data", "/dois/10.5555/data", {"data": DATACITE}, "Slow moss counted"),
        ("openalex", "doi", "10.5555/moss", "/works/doi:10.5555/moss", OPENALEX, TITLE),
        ("arxiv", "arxiv", "1801.00001", "/api/query?id_list=1801.00001", ARXIV, TITLE),
        ("pubmed", "pmid", "77", "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=77", PUBMED, f"{TITLE}."),
        ("europe-pmc", "doi", "10.5555/moss", "/europepmc/webservices/rest/search?query=DOI:",
         {"resultList": {"result": [EUROPE_PMC]}}, TITLE),
        ("semantic-scholar", "doi", "10.5555/moss", "/graph/v1/paper/DOI:10.5555/moss", S2, TITLE),
        ("acl-anthology", "doi", "10.18653/v1/2019.acl-main.1", "/2019.acl-main.1.bib", ACL,
         "The behaviour of slow moss"),
        ("openlibrary", "isbn", "9780306406157", "/api/books?format=json&jscmd=data&bibkeys=ISBN:9780306406157", BOOK,
         "Moss: A life"),
        ("k10plus", "isbn", "9780306406157", "/opac-de-627?version=1.1&operation=searchRetrieve", MARC, "Moss: a life"),
        ("dnb", "isbn", "9780306406157", "/sru/dnb?version=1.1", MARC, "Moss: a life"),
        ("loc", "isbn", "9780306406157", "/LCDB?version=1.1", MARC, "Moss: a life"),
    ],
)  # fmt: skip
def test_each_service_by_identifier(name: str, scheme: str, value: str, path: str, answer: object, title: str) -> None:
    with answering({path: body(answer)}) as server:
        [source] = Asking(server)(name)
        [record] = source.by_identifier(scheme, value)
        assert (record.title or "").rstrip(".") == title.rstrip(".")
        assert record.source
        assert source.by_identifier(scheme, value) == [record]
        assert len(server.asked) == 1
    with answering({}) as server:
        assert Asking(server)(name)[0].by_identifier(scheme, value) == []


@pytest.mark.parametrize(
    ("name", "path", "answer"),
    [
        ("crossref", "/works?query.title=", {"message": {"items": [CROSSREF]}}),
        ("datacite", "/dois?query=titles.title:", {"data": [TITLED]}),
        ("dblp", "/search/publ/api?q=", {"result": {"hits": {"@total": "1", "hit": [DBLP_HIT]}}}),
        ("arxiv", "/api/query?search_query=ti:", ARXIV),
        ("europe-pmc", "/europepmc/webservices/rest/search?query=TITLE:", {"resultList": {"result": [EUROPE_PMC]}}),
        ("semantic-scholar", "/graph/v1/paper/search/match?query=", {"data": [S2 | {"matchScore": 200.1}]}),
    ],
)  # fmt: skip
def test_each_service_by_title(name: str, path: str, answer: object) -> None:
    with answering({path: body(answer)}) as server:
        [source] = Asking(server)(name)
        [record] = source.by_title(TITLE.upper(), BERG)
        assert [str(one) for one in record.author or ()][:1] == ["Ann Berg"]
        assert source.by_title("Another title of no work", BERG) == []
        assert [one.id for one in source.by_people(BERG, TITLE.upper(), 2019)] == [record.id]
        sent = server.asked[0]
        assert "Berg" not in sent or "berg" in sent.casefold()
        assert "Ann" not in sent


def test_books_and_pubmed_by_title(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering({
        "/search.json?title=": body(BOOKS), "/opac-de-627?": body(MARC),
        "/entrez/eutils/esearch.fcgi": body({"esearchresult": {"idlist": ["77"]}}),
        "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=77": body(PUBMED),
    }) as server:  # fmt: skip
        asking = Asking(server)
        for name in ("openlibrary", "k10plus"):
            [record] = asking(name)[0].by_title("Moss: a life", BERG)
            assert (record.title or "").casefold() == "moss: a life"
        assert len(asking("pubmed")[0].by_title(TITLE, BERG)) == 1
        # OpenAlex searches with a key only, which goes into no cache and no message.
        assert asking("openalex")[0].by_title(TITLE, BERG) == []
        monkeypatch.setenv("CITELIB_OPENALEX_KEY", "secret")
        server.answers["/works?filter=title.search:"] = body({"results": [OPENALEX]})
        assert len(asking("openalex")[0].by_title(TITLE, BERG)) == 1
        assert "api_key=secret" in server.asked[-1]
    with pytest.raises(UnknownNameError, match="crossref"):
        services(["crosref"], Fetcher(cache=None))


def test_many_identifiers_go_in_one_request() -> None:
    others = [MOSS.evolve(id=f"m{n}", DOI=f"10.5555/m{n}") for n in range(30)]
    with answering({"/works?rows=40&filter=doi:": body({"message": {"items": [CROSSREF]}})}) as server:
        [source] = Asking(server)("crossref")
        source.prepare([MOSS, *others])  # type: ignore[attr-defined]
        assert len(server.asked) == 2
        assert source.by_identifier("doi", "10.5555/moss")
        assert source.by_identifier("doi", "10.5555/m3") == []
        assert len(server.asked) == 2


def test_europe_pmc_is_asked_for_many_dois_at_once() -> None:
    found = {"resultList": {"result": [EUROPE_PMC]}}
    with answering({"/europepmc/webservices/rest/search?query=DOI:": body(found)}) as server:
        [source] = Asking(server)("europe-pmc")
        source.prepare([MOSS, MOSS.evolve(DOI="10.5555/none")])  # type: ignore[attr-defined]
        assert [len(source.by_identifier("doi", f"10.5555/{name}")) for name in ("moss", "none")] == [1, 0]
        [sent] = server.asked
        assert "?query=DOI:%2210.5555/moss%22%20OR%20DOI:%2210.5555/none%22&" in sent


@pytest.mark.parametrize(
    ("name", "answer", "path", "posted"),
    [
        ("datacite", {"data": [TITLED]}, "/dois?query=doi:(\"10.5555/data\" OR \"10.5555/none\")&page[size]=25", None),
        ("semantic-scholar", [S2 | {"externalIds": {"DOI": "10.5555/data"}}, None],
         "/graph/v1/paper/batch?fields=title,", {"ids": ["DOI:10.5555/data", "DOI:10.5555/none"]}),
    ],
)  # fmt: skip
def test_many_dois_in_one_request(name: str, answer: object, path: str, posted: object) -> None:
    with answering({path: body(answer)}) as server:
        [source] = Asking(server)(name)
        source.prepare([MOSS.evolve(DOI="10.5555/data"), MOSS.evolve(DOI="10.5555/none")])  # type: ignore[attr-defined]
        assert [len(source.by_identifier("doi", f"10.5555/{one}")) for one in ("data", "none")] == [1, 0]
        assert len(server.asked) == 1
        assert [json.loads(one) for one in server.bodies] == ([posted] if posted else [])


def test_preprints_are_asked_for_by_the_dois_that_arxiv_registers() -> None:
    found: Any = json.loads(json.dumps(TITLED).replace("10.5555/data", "10.48550/arxiv.2101.00001"))
    with answering({"/dois?query=doi:(": body({"data": [found]})}) as server:
        [source] = Asking(server)("datacite")
        items = [Item(f"m{at}", "article", title=TITLE, number=f"arXiv:2101.0000{at}") for at in (1, 2)]
        source.prepare(items)  # type: ignore[attr-defined]
        assert [len(source.by_identifier("arxiv", f"2101.0000{at}")) for at in (1, 2)] == [1, 0]
        assert len(server.asked) == 1


def test_ncbi_is_told_who_asks() -> None:
    with answering({"/entrez/eutils/efetch.fcgi": body(PUBMED)}) as server:
        Asking(server, email="ann@example.org")("pubmed")[0].by_identifier("pmid", "77")
        assert server.asked[0].endswith("&id=77&tool=citelib&email=ann%40example.org")
        Asking(server, email="")("pubmed")[0].by_identifier("pmid", "77")
        assert server.asked[1].endswith("&id=77")


def verdict(item: Item, sources: list[Source]) -> tuple[str, dict[str, str]]:
    [one] = verify([item], sources)
    return one.verdict, {answer.source: answer.outcome for answer in one.answers}


def test_one_service_that_confirms_is_enough() -> None:
    plain = {key: value for key, value in CROSSREF.items() if key != "updated-by"}
    with answering({"/works/10.5555/moss": body({"message": plain})}) as server:
        assert verdict(MOSS, Asking(server)("crossref", "dblp", "arxiv")) == (
            "verified", {"Crossref": "found", "dblp": "not-asked", "arXiv": "not-asked"},
        )  # fmt: skip
        assert server.asked == ["/works/10.5555%2Fmoss"]


def test_retractions_are_told_by_the_retracted_work() -> None:
    with answering({"/works/10.5555/moss": body({"message": CROSSREF})}) as server:
        [one] = verify([MOSS], Asking(server)("crossref"))
        assert (one.verdict, [notice.flag for notice in one.notices]) == ("retracted", ["retracted"])
    with answering({"/europepmc/": body({"resultList": {"result": [EUROPE_PMC]}})}) as server:
        assert verdict(MOSS, Asking(server)("europe-pmc"))[0] == "retracted"


@pytest.mark.parametrize(
    "answer",
    [(500, {}, b""), (503, {}, b""), (403, {}, b""), (200, {}, b"{"), (200, {}, b"<html>busy</html>"), slow,
     (429, {"Retry_After": "3600"}, b""), (200, {}, b"x" * 6_000_000)],
    ids=["500", "503", "403", "cut", "page", "slow", "busy", "huge"],
)  # fmt: skip
def test_what_fails_makes_nobody_unreal(answer: Any) -> None:
    with answering({"/": answer}) as server:
        found, answers = verdict(MOSS, Asking(server)("crossref", "dblp"))
    assert found == "unsure"
    assert set(answers.values()) == {"failed"}


def test_a_source_that_fails_is_left_alone_after_a_while() -> None:
    with answering({"/": (403, {}, b"")}) as server:
        list(verify([MOSS.evolve(id=str(n), DOI=None) for n in range(9)], Asking(server)("dblp")))
        assert len(server.asked) == 3


def test_a_mismatch_is_said_only_if_nobody_else_may_know_better() -> None:
    wrong = MOSS.evolve(issued=Date.on(2012))
    with answering({"/works": body({"message": CROSSREF}), "/search/publ/": (500, {}, b"")}) as server:
        assert verdict(wrong, Asking(server)("crossref", "dblp"))[0] == "unsure"
    hit = body({"result": {"hits": {"hit": DBLP_HIT}}})
    with answering({"/works": body({"message": CROSSREF}), "/search/publ/": hit}) as server:
        assert verdict(wrong, Asking(server)("crossref", "dblp", "arxiv")) == (
            "mismatch", {"Crossref": "found", "dblp": "found", "arXiv": "not-asked"},
        )  # fmt: skip


def test_only_doi_org_says_that_a_doi_is_not_registered() -> None:
    item = MOSS.evolve(DOI="10.5555/nowhere")
    works = body({"message": {"items": [CROSSREF]}})
    with answering({"/works?query.title": works, "/works?rows": works}) as server:
        assert verdict(item, Asking(server)("crossref"))[0] == "retracted"
        [one] = verify([item], Asking(server)("crossref", "doi.org"))
        assert one.differing == ("DOI",)
    registered = {"/works?query.title": works, "/api/handles/": body({"responseCode": 1, "values": []})}
    with answering(registered) as server:  # by another agency, whose records nobody has
        [one] = verify([item], Asking(server)("crossref", "doi.org"))
        assert one.differing == ()
        assert is_registered("10.5555/x", Asking(server).fetcher, base=server.base)
    with answering({"/api/handles/": body({"responseCode": 2})}) as server, pytest.raises(LookupFailedError, match="2"):
        is_registered("10.5555/x", Asking(server).fetcher, base=server.base)


def test_a_doi_whose_handle_is_missing_is_not_registered() -> None:
    with answering({}) as server:
        assert is_registered("10.5555/none", Asking(server).fetcher, base=server.base) is False


def test_a_service_that_is_not_asked_by_an_identifier_has_no_record_of_it() -> None:
    with answering({}) as server:
        assert (
            record_of(SERVICES_BY_NAME["dblp"], "doi", "10.5555/moss", Asking(server).fetcher, base=server.base) == []
        )
        assert server.asked == []


def test_the_pace_is_what_the_answers_say() -> None:
    limits = {"X_Rate_Limit_Limit": "10", "X_Rate_Limit_Interval": "1s"}
    with answering({"/works/10.5555/moss": body({"message": CROSSREF}, **limits)}) as server:
        asking = Asking(server)
        [source] = asking("crossref")
        for doi in ("10.5555/moss", "10.5555/a", "10.5555/b"):
            source.by_identifier("doi", doi)
        assert asking.fetcher._pace.interval(server.host) == pytest.approx(0.1)
    then = email.utils.formatdate(time.time() + 20, usegmt=True)
    with answering({"/": (429, {"Retry_After": then}, b"")}) as server:
        asking = Asking(server)
        with pytest.raises(LookupFailedError, match="429"):
            search(SERVICES_BY_NAME["dblp"], TITLE, "berg", asking.fetcher, base=server.base)
        assert any(18 <= wait <= 20 for wait in asking.waits)


def test_answers_are_kept_for_as_long_as_they_hold(tmp_path: Path) -> None:
    with answering({"/works/10.5555/moss": body({"message": CROSSREF})}) as server:
        for _ in range(2):
            [source] = Asking(server, tmp_path)("crossref")
            assert len(source.by_identifier("doi", "10.5555/moss")) == 1
            assert source.by_identifier("doi", "10.5555/none") == []
        assert len(server.asked) == 2
        [source] = Asking(server, tmp_path, offline=True)("crossref")
        assert len(source.by_identifier("doi", "10.5555/moss")) == 1
        with pytest.raises(LookupFailedError, match="offline"):
            source.by_identifier("doi", "10.5555/new")
    with answering({"/": (500, {}, b"")}) as server:
        for _ in range(2):
            with pytest.raises(LookupFailedError):
                Asking(server, tmp_path)("dblp")[0].by_title(TITLE)
        assert len(server.asked) == 6  # failures are never kept
    answers = Answers(tmp_path)
    answers.keep("GET x", None)
    assert answers.get("GET x") is not None
    [path] = [one for one in tmp_path.iterdir() if one.suffix == ".none" and one.stat().st_size == 0][-1:]
    for one in tmp_path.iterdir():
        old = time.time() - MISSES - DAY
        os.utime(one, (old, old))
    assert answers.get("GET x") is None
    assert path.exists()


def _age(folder: Path, seconds: float) -> None:
    then = time.time() - seconds
    for path in folder.iterdir():
        os.utime(path, (then, then))


@pytest.mark.parametrize(
    ("name", "item", "before", "after"),
    [
        ("crossref", MOSS, {"/works/10.5555/moss": body({"message": PLAIN})},
         {"/works/10.5555/moss": body({"message": CROSSREF})}),
        ("crossref", MOSS.evolve(DOI=None), {"/works?query.title": body({"message": {"items": [PLAIN]}})},
         {"/works?query.title": body({"message": {"items": [CROSSREF]}})}),
        ("europe-pmc", MOSS, {"/europepmc/": body({"resultList": {"result": [EUROPE_PMC | {"pubTypeList": {}}]}})},
         {"/europepmc/": body({"resultList": {"result": [EUROPE_PMC]}})}),
    ],
    ids=["by DOI", "by title", "Medline's"],
)  # fmt: skip
def test_a_retraction_is_known_within_a_day(tmp_path: Path, name: str, item: Item, before: Any, after: Any) -> None:
    with answering(before) as server:
        assert verdict(item, Asking(server, tmp_path)(name))[0] == "verified"
        asked, server.answers = len(server.asked), after
        _age(tmp_path, NOTICES - 3600)
        assert verdict(item, Asking(server, tmp_path)(name))[0] == "verified"
        _age(tmp_path, NOTICES + 3600)
        assert verdict(item, Asking(server, tmp_path, offline=True)(name))[0] == "verified"
        assert len(server.asked) == asked
        assert verdict(item, Asking(server, tmp_path)(name))[0] == "retracted"


def test_records_without_notices_are_kept_for_a_month(tmp_path: Path) -> None:
    with answering({"/search/publ/": body({"result": {"hits": {"hit": [DBLP_HIT]}}})}) as server:
        for age, asked in ((0, 1), (HITS - DAY, 1), (HITS + DAY, 2)):
            if age:
                _age(tmp_path, age)
            assert Asking(server, tmp_path)("dblp")[0].by_title(TITLE)
            assert len(server.asked) == asked


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What a shell starts in the background ignores Ctrl-C, and so would what is tried here."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_what_was_interrupted_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import citelib.verification.remote as remote

    items = [
        {"id": f"m{n}", "type": "article-journal", "title": f"Moss of the {town}"}
        for n, town in enumerate(("harbour", "cathedral", "station", "townhall", "graveyard", "library"))
    ]
    path = tmp_path / "refs.json"
    path.write_text(json.dumps(items))
    stopped: list[int] = []
    with answering({}) as server:

        def interrupted() -> Any:
            # Requests overlap: on a busy machine no answer may see exactly four of them.
            if len(server.asked) >= 4 and not stopped:
                stopped.append(len(server.asked))
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                time.sleep(0.2)
            return body({"result": {"hits": {"hit": []}}})

        server.answers["/search/publ/"] = interrupted
        asking = Asking(server, tmp_path / "kept")
        monkeypatch.setattr(remote, "services", lambda names, _, with_titles: asking(*names, with_titles=with_titles))
        run = ["verify", str(path), "--online", "--source", "dblp", "--json"]
        with pytest.raises(SystemExit) as end:
            main(run)
        assert end.value.code == 130
        before, server.asked = server.asked, []
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(run)
        assert end.value.code == 1
        assert [one["verdict"] for one in json.loads(capsys.readouterr().out)] == ["not-found"] * 6
        assert not set(before[:3]) & set(server.asked)
        assert len(set(server.asked)) >= 2


def test_titles_stay_here_if_they_are_to() -> None:
    with answering({}) as server:
        asking = Asking(server)
        sources = asking("crossref", "dblp", with_titles=False)
        list(verify([MOSS], sources))
        assert [path for path in server.asked if "moss" in path.casefold()] == ["/works/10.5555%2Fmoss"]
        told = {one.host: (one.identifiers, one.titles) for one in plan([MOSS], asking("crossref", "dblp"))}
        assert told == {"api.crossref.org": (1, 1), "dblp.org": (0, 1)}
        page = Item("p", "webpage", title="A page", URL="https://example.org")
        assert plan([page], asking()) == []
        assert MISSING[0] == 404


def test_the_command_says_whom_it_would_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import citelib.verification.remote as remote

    path = tmp_path / "refs.json"
    path.write_text(json.dumps([{"id": "a", "type": "article-journal", "title": TITLE, "DOI": "10.5555/moss"}]))
    with answering({"/": (500, {}, b"")}) as server:
        asking = Asking(server)
        monkeypatch.setattr(remote, "services", lambda names, _, with_titles: asking(*names, with_titles=with_titles))
        with pytest.raises(SystemExit) as end:
            main(["verify", str(path), "--online", "--source", "crossref", "--json"])
    out, err = capsys.readouterr()
    assert "api.crossref.org: 1 identifier and at most 1 title" in err
    assert json.loads(out)[0]["verdict"] == "unsure"
    assert end.value.code == 3
    # A source at hand that knows better makes nobody wait for those that fail.
    assert [one.verdict for one in verify([MOSS], [Collection([MOSS])])] == ["verified"]
