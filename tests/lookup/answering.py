"""A server on this machine that answers as registries and catalogues do, with made-up works."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

Answer = tuple[int, dict[str, str], bytes]

TITLE = "The Behaviour of Slow Moss"

CROSSREF = {
    "DOI": "10.5555/moss", "type": "journal-article", "title": ["The Behaviour of Slow Moss"],
    "author": [{"given": "Ann", "family": "Berg", "sequence": "first"}, {"given": "Bo", "family": "Lee"}],
    "container-title": ["Mosses"], "published-print": {"date-parts": [[2019, 3]]}, "volume": "3", "page": "1-4",
    "updated-by": [{"DOI": "10.5555/moss.r", "type": "retraction", "source": "retraction-watch"}],
}  # fmt: skip
OPENALEX = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/moss", "display_name": TITLE, "title": TITLE,
    "publication_year": 2019, "type": "article", "is_retracted": True,
    "authorships": [{"author": {"display_name": "Ann Berg"}}, {"author": {"display_name": "Bo Lee"}}],
    "primary_location": {"source": {"display_name": "Mosses", "type": "journal"}},
}  # fmt: skip
DATACITE = {"id": "10.5555/data", "type": "dois", "attributes": {
    "doi": "10.5555/data", "titles": [{"title": "Slow moss counted"}], "publicationYear": 2020, "publisher": "Zenodo",
    "creators": [{"name": "Berg, Ann", "givenName": "Ann", "familyName": "Berg"}],
    "types": {"resourceTypeGeneral": "Dataset"}}}  # fmt: skip
DBLP_HIT = {"info": {"authors": {"author": [{"@pid": "1", "text": "Ann Berg 0002"}, {"@pid": "2", "text": "Bo Lee"}]},
                     "title": "The Behaviour of Slow Moss.", "venue": "Mosses", "volume": "3", "year": "2019",
                     "type": "Journal Articles", "key": "journals/moss/BergL19", "doi": "10.5555/MOSS"}}  # fmt: skip
ARXIV = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/abs/1801.00001v2</id><title>The Behaviour of Slow Moss</title>
<published>2018-01-01T00:00:00Z</published><author><name>Ann Berg</name></author><author><name>Bo Lee</name></author>
</entry></feed>"""
PUBMED = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>77</PMID><Article>
<Journal><JournalIssue><Volume>3</Volume><PubDate><Year>2019</Year></PubDate></JournalIssue><Title>Mosses</Title>
</Journal><ArticleTitle>The Behaviour of Slow Moss.</ArticleTitle><AuthorList><Author><LastName>Berg</LastName>
<ForeName>Ann</ForeName></Author><Author><LastName>Lee</LastName><ForeName>Bo</ForeName></Author></AuthorList>
</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
EUROPE_PMC = {"id": "77", "source": "MED", "pmid": "77", "doi": "10.5555/moss", "title": "The Behaviour of Slow Moss.",
              "authorString": "Berg A, Lee B.", "pubYear": "2019",
              "authorList": {"author": [{"fullName": "Berg A", "firstName": "Ann", "lastName": "Berg", "initials": "A"},
                                        {"fullName": "Lee B", "firstName": "Bo", "lastName": "Lee", "initials": "B"}]},
              "journalInfo": {"volume": "3", "yearOfPublication": 2019, "journal": {"title": "Mosses"}},
              "pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]}}  # fmt: skip
S2 = {"paperId": "abc", "title": TITLE, "year": 2019, "venue": "Mosses",
      "authors": [{"name": "Ann Berg"}, {"name": "Bo Lee"}],
      "externalIds": {"DOI": "10.5555/moss"}}  # fmt: skip
ACL = """@inproceedings{berg-2019-moss,
 title = {The Behaviour of Slow Moss}, author = {Berg, Ann and Lee, Bo}, year = 2019, booktitle = {Proceedings of ACL}
}
"""
BOOK = {"ISBN:9780306406157": {"title": "Moss", "subtitle": "A life", "authors": [{"name": "Ann Berg"}],
                               "publish_date": "1978"}}  # fmt: skip
BOOKS = {"docs": [{"key": "/works/OL1W", "title": "Moss", "subtitle": "A life", "author_name": ["Ann Berg"],
                   "first_publish_year": 1978, "isbn": ["9780306406157"]}]}  # fmt: skip
MARC = """<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">
<zs:numberOfRecords>1</zs:numberOfRecords><zs:records><zs:record><zs:recordData>
<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000cam a2200000 a 4500</leader>
<controlfield tag="001">1</controlfield><controlfield tag="008">780101s1978    xx            000 0 eng d</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Berg, Ann</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Moss :</subfield><subfield code="b">a life</subfield>
</datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="c">1978</subfield></datafield></record>
</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"""


def body(value: object, **headers: str) -> Answer:
    """An answer with status 200."""
    text = value if isinstance(value, str) else json.dumps(value)
    return 200, headers, text.encode()


MISSING: Answer = (404, {}, b"Resource not found.")


class Answering:
    """The server: answers by the beginning of the path (decoded), and what was asked."""

    def __init__(self, answers: dict[str, Answer | Callable[[], Answer]]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.base = ""
        self.host = ""

    def answer(self, path: str) -> Answer:
        for start, found in self.answers.items():
            if unquote(path).startswith(start):
                return found() if callable(found) else found
        return MISSING


@contextmanager
def answering(answers: dict[str, Answer | Callable[[], Answer]]) -> Iterator[Answering]:
    """A server that is there as long as the block runs."""
    state = Answering(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.headers.append(dict(self.headers))
            status, headers, text = state.answer(self.path)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)
            except OSError:
                pass  # whoever asked does not wait any longer

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.host = f"127.0.0.1:{server.server_port}"
    state.base = f"http://{state.host}"
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def slow() -> Answer:
    """An answer that comes too late."""
    time.sleep(0.6)
    return body({})
