"""Which service answers what, as a table: how each is asked by identifier, for many at once, and by title.

Sources: the documentation of the REST interfaces of Crossref, DataCite (which registers arXiv's DOIs), doi.org,
OpenAlex, dblp, arXiv, NCBI's E-utilities and ID converter, Europe PMC, Semantic Scholar, ACL Anthology, Open Library,
and of SRU 1.1 at K10plus, the German National Library and the Library of Congress.

>>> [service.name for service in SERVICES["doi"]]
['Crossref', 'DataCite']
>>> SERVICES_BY_NAME["dblp"].kinds
frozenset({'paper'})
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from citelib.lookup import answers
from citelib.lookup.cache import HITS, NOTICES
from citelib.model import Item

__all__ = ["CONVERTER", "SERVICES", "SERVICES_BY_NAME", "Search", "Service", "Several"]

_PAPERS: Final = frozenset({"paper"})
_BOOKS: Final = frozenset({"book"})


@attrs.frozen
class Search:
    """How a service is asked by title.

    Attributes:
        path: Path and query, with ``{title}`` and ``{family}`` for the quoted words.
        family: What is put in the place of ``{family}``, with the quoted name as ``{}``; nothing where there is none.
        words: How many of the title's longest words are sent; 0 for the title as it is.
        needs_key: Whether the service answers searches only with a key.
    """

    path: str
    family: str = ""
    words: int = 0
    needs_key: bool = False


@attrs.frozen
class Several:
    """How a service is asked for several identifiers at once.

    Attributes:
        path: Path and query, with ``{}`` for the parts.
        part: What stands for one identifier there, with ``{}`` for it.
        between: What stands between two of them.
        most: How many are asked for at once.
        posted_as: Name of the list as which the parts are posted, instead of standing in the path.
    """

    path: str
    part: str = "{}"
    between: str = ","
    most: int = 20
    posted_as: str = ""


@attrs.frozen
class Service:
    """One service.

    Attributes:
        name: Name for people and for ``--source``.
        host: The host that is asked.
        paths: Path and query by scheme of identifier, with ``{}`` for the quoted identifier.
        read: The items of an answer.
        accept: Media type asked for.
        title: Name for people.
        kinds: Kinds of works that it holds, as `citelib.verification.kinds` calls them.
        many: How several are asked for at once, by scheme.
        search: How it is asked by title; None if it is not.
        ids: Path of a search that answers with identifiers, of `paths`' ``pmid``, instead of records.
        key: Environment variable with a key, and the header or parameter (``?name``) that it is sent as.
        contact: What is added to a request where an e-mail address is known, with ``{}`` for it.
        also: Other hosts to which it redirects.
        is_asked: Whether it is asked without being named.
        is_quoted: Whether slashes in identifiers are escaped.
        has_notices: Whether its records say that a work was retracted or corrected, so that they age within a day.
    """

    name: str
    host: str
    paths: Mapping[str, str]
    read: Callable[[bytes], list[Item]]
    accept: str = "application/json"
    title: str = ""
    kinds: frozenset[str] = _PAPERS
    many: Mapping[str, Several] = attrs.field(factory=dict)
    search: Search | None = None
    ids: str = ""
    key: tuple[str, str] | None = None
    contact: str = ""
    also: tuple[str, ...] = ()
    is_asked: bool = True
    is_quoted: bool = False
    has_notices: bool = False

    @property
    def lifetime(self) -> float:
        """Seconds for which its records are as good as new to somebody who must know of notices."""
        return NOTICES if self.has_notices else HITS


_CROSSREF: Final = Service(
    "Crossref", "api.crossref.org", {"doi": "/works/{}"}, answers.in_format("crossref-json", "message"),
    kinds=frozenset({"paper", "book", "report", "data", "standard", "thesis"}),
    many={"doi": Several("/works?rows=40&filter={}", "doi:{}")},
    search=Search("/works?query.title={title}{family}&rows=5", "&query.author={}"),
    is_quoted=True, has_notices=True,
)  # fmt: skip
_DATACITE: Final = Service(
    "DataCite", "api.datacite.org", {"doi": "/dois/{}", "arxiv": "/dois/10.48550/arxiv.{}"},
    answers.in_format("datacite-json", "data"), kinds=frozenset({"data", "software", "thesis", "report"}),
    many={scheme: Several("/dois?query=doi%3A({})&page%5Bsize%5D=25", f"%22{prefix}{{}}%22", "%20OR%20", 25)
          for scheme, prefix in (("doi", ""), ("arxiv", "10.48550/arxiv."))},
    search=Search("/dois?query=titles.title%3A%22{title}%22&page%5Bsize%5D=5"), is_quoted=True,
)  # fmt: skip
_DOI: Final = Service(
    "doi.org", "doi.org", {"doi": "/{}"}, answers.in_format("csl-json", "title", "type", "DOI"),
    "application/vnd.citationstyles.csl+json",
    kinds=frozenset(), also=("api.crossref.org", "api.datacite.org", "data.crosscite.org", "data.medra.org"),
)  # fmt: skip
_OPENALEX: Final = Service(
    "OpenAlex", "api.openalex.org", {"doi": "/works/doi:{}", "pmid": "/works/pmid:{}"},
    answers.in_format("openalex", "results", "id"),
    kinds=frozenset({"paper", "book", "thesis", "report", "data"}),
    many={"doi": Several("/works?filter=doi:{}&per-page=50", between="%7C", most=50)},
    search=Search("/works?filter=title.search:{title}&per-page=5", needs_key=True),
    key=("CITELIB_OPENALEX_KEY", "?api_key"), has_notices=True,
)  # fmt: skip
_DBLP: Final = Service(
    "dblp", "dblp.org", {}, answers.dblp,
    search=Search("/search/publ/api?q={title}{family}&format=json&h=10", "%20{}", 5),
)  # fmt: skip
_ARXIV: Final = Service(
    "arXiv", "export.arxiv.org", {"arxiv": "/api/query?id_list={}"}, answers.in_format("arxiv"), "application/atom+xml",
    many={"arxiv": Several("/api/query?id_list={}&max_results=50", most=50)},
    search=Search("/api/query?search_query=ti:%22{title}%22&max_results=5"),
)  # fmt: skip
_PUBMED: Final = Service(
    "PubMed", "eutils.ncbi.nlm.nih.gov", {"pmid": "/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={}"},
    answers.in_format("pubmed-xml"), "application/xml",
    many={"pmid": Several("/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={}", most=100)},
    ids="/entrez/eutils/esearch.fcgi?db=pubmed&retmode=json&retmax=5&term={title}%5BTitle%5D",
    search=Search("/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={title}"), key=("CITELIB_NCBI_KEY", "?api_key"),
    contact="&tool=citelib&email={}", is_asked=False, has_notices=True,
)  # fmt: skip
_EUROPE_PMC: Final = Service(
    "Europe PMC", "www.ebi.ac.uk",
    {scheme: f"/europepmc/webservices/rest/search?query={query}&resultType=core&format=json&pageSize=5"
     for scheme, query in (("doi", "DOI:%22{}%22"), ("pmid", "EXT_ID:{}%20AND%20SRC:MED"), ("pmcid", "PMCID:{}"))},
    answers.europe_pmc,
    many={"doi": Several("/europepmc/webservices/rest/search?query={}&resultType=core&format=json&pageSize=100",
                         "DOI:%22{}%22", "%20OR%20")},
    search=Search(
        "/europepmc/webservices/rest/search?query=TITLE:%22{title}%22{family}&resultType=core&format=json&pageSize=5",
        "%20AND%20AUTH:%22{}%22",
    ),
    has_notices=True,
)  # fmt: skip
_S2: Final = Service(
    "Semantic Scholar", "api.semanticscholar.org",
    {scheme: f"/graph/v1/paper/{prefix}:{{}}?fields={answers.S2_FIELDS}"
     for scheme, prefix in (("doi", "DOI"), ("arxiv", "ARXIV"), ("pmid", "PMID"))},
    answers.semantic_scholar,
    many={scheme: Several(f"/graph/v1/paper/batch?fields={answers.S2_FIELDS}", f"{prefix}:{{}}", most=100,
                          posted_as="ids")
          for scheme, prefix in (("doi", "DOI"), ("arxiv", "ARXIV"), ("pmid", "PMID"))},
    search=Search(f"/graph/v1/paper/search/match?query={{title}}&fields={answers.S2_FIELDS}"),
    key=("CITELIB_S2_KEY", "x-api-key"), is_asked=False,
)  # fmt: skip
_ACL: Final = Service(
    "ACL Anthology", "aclanthology.org", {"acl": "/{}.bib"}, answers.in_format("bibtex"), "text/plain",
)  # fmt: skip
_OPEN_LIBRARY: Final = Service(
    "OpenLibrary", "openlibrary.org", {"isbn": "/api/books?format=json&jscmd=data&bibkeys=ISBN:{}"},
    answers.open_library, title="Open Library", kinds=_BOOKS,
    many={"isbn": Several("/api/books?format=json&jscmd=data&bibkeys={}", "ISBN:{}")},
    search=Search(
        "/search.json?title={title}{family}&limit=5"
        "&fields=key,title,subtitle,author_name,first_publish_year,isbn,publisher",
        "&author={}",
    ),
)  # fmt: skip


def _sru(name: str, host: str, path: str, indexes: tuple[str, str, str], schema: str, title: str = "") -> Service:
    isbn, of_title, person = indexes
    start = f"{path}?version=1.1&operation=searchRetrieve&maximumRecords=5&recordSchema={schema}&query="
    return Service(
        name, host, {"isbn": f"{start}{isbn}%3D{{}}"}, answers.marc, "application/xml", title,
        kinds=frozenset({"book", "thesis", "report"}),
        search=Search(f"{start}{of_title}%3D%22{{title}}%22{{family}}", f"%20and%20{person}%3D{{}}"),
    )  # fmt: skip


_K10PLUS: Final = _sru("K10plus", "sru.k10plus.de", "/opac-de-627", ("pica.isb", "pica.tit", "pica.per"), "marcxml")
_DNB: Final = _sru("DNB", "services.dnb.de", "/sru/dnb", ("NUM", "TIT", "PER"), "MARC21-xml", "German National Library")
_LOC: Final = attrs.evolve(
    _sru("LoC", "lx2.loc.gov:210", "/LCDB", ("bath.isbn", "bath.title", "bath.name"), "marcxml", "Library of Congress"),
    is_asked=False,  # it answers without encryption only
)

ALL: Final = (
    _CROSSREF, _OPENALEX, _EUROPE_PMC, _DBLP, _ARXIV, _DATACITE, _DOI, _PUBMED, _S2, _ACL, _OPEN_LIBRARY, _K10PLUS,
    _DNB, _LOC,
)  # fmt: skip
"""All services, in the order in which they are asked: those that know most for least come first."""

SERVICES_BY_NAME: Final[Mapping[str, Service]] = {one.name.casefold().replace(" ", "-"): one for one in ALL}
"""All services by the names under which ``--source`` knows them."""

SERVICES: Final[dict[str, tuple[Service, ...]]] = {
    "doi": (_CROSSREF, _DATACITE),
    "arxiv": (_DATACITE,),
    "pmid": (_PUBMED,),
    "isbn": (_OPEN_LIBRARY,),
}
"""Services that know each kind of identifier best, in this order."""

CONVERTER: Final = ("pmc.ncbi.nlm.nih.gov", "/tools/idconv/api/v1/articles/?format=json&ids={}")
"""Host and path that tell the PMID of a PMCID."""


def pmid_of(body: bytes | None) -> str | None:
    """The PMID in an answer of the converter; None if it knows none."""
    try:
        records = json.loads(body or b"{}").get("records") or [{}]
        return str(records[0]["pmid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
