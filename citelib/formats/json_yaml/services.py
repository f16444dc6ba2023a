"""JSON of programs and services that is not CSL-JSON, as tables: what each calls the variables of CSL.

Zotero's web interface and Better BibTeX, Publish or Perish, Semantic Scholar, Europe PMC, and papis (in YAML). Keys
without a variable stay in ``custom`` under the name of the format.

>>> from citelib.formats.exchange import loads
>>> text = '[{"title": "On roads", "authors": ["A Roa"], "rank": 1, "year": 2001, "source": "J Q", "article_url": ""}]'
>>> item = loads(text)["roa2001on"]
>>> item.author[0].family, item.container_title
('Roa', 'J Q')
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.json_yaml import zotero_json
from citelib.formats.json_yaml.json_values import json_values
from citelib.formats.json_yaml.named_fields import unwrapped
from citelib.formats.json_yaml.yaml_values import read_yaml, untyped
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, page_range
from citelib.formats.kit.lines import paragraphs
from citelib.formats.kit.names import read_in_order, read_name, with_dots
from citelib.formats.kit.nested import listed, plain, records_in
from citelib.formats.kit.nlm import relation_of, without_stop
from citelib.formats.kit.zotero import csl_type
from citelib.model import Name, Relation
from citelib.model.custom import COLLECTIONS_KEY
from citelib.model.vocabulary import ITEM_TYPES

__all__ = [
    "EUROPE_PMC",
    "PAPIS",
    "PUBLISH_OR_PERISH",
    "SEMANTIC_SCHOLAR",
    "ZOTERO_JSON",
    "service_of",
    "service_records",
]


@attrs.frozen
class _Service:
    """How a program writes a record.

    Attributes:
        name: Name of the format.
        signs: Keys, of which each record has all of one group.
        fields: Variable by path of keys, with dots between them; of several for one variable the first counts.
        people: Reads the names into a draft.
        type_key: Path of the word for the type.
        types: CSL type by the program's word.
        default: CSL type of all other words.
        inside: Path of the object that holds the record, if it is not the record itself.
        more: Reads what one field alone does not tell.
    """

    name: str
    signs: tuple[frozenset[str], ...]
    fields: Mapping[str, str]
    people: Callable[[Draft, Mapping[str, Any]], None]
    type_key: str = "type"
    types: Mapping[str, str] = attrs.field(factory=dict)
    default: str = "document"
    inside: str = ""
    id_keys: tuple[str, ...] = ()
    more: Callable[[Draft, Mapping[str, Any]], None] | None = None


def _listed_people(*path: str) -> Callable[[Draft, Mapping[str, Any]], None]:
    """Reads names in reading order, which stand as text or under ``name``."""

    def read(draft: Draft, record: Mapping[str, Any]) -> None:
        names = [plain(one, "name") or plain(one) for one in listed(record, *path)]
        draft.add("author", [_person(name) for name in names if name])

    return read


def _person(text: str) -> Name:
    return with_dots(read_in_order(text))


def _europe_pmc_people(draft: Draft, record: Mapping[str, Any]) -> None:
    people = listed(record, "authorList", "author")
    for one in people:
        family, given = plain(one, "lastName"), plain(one, "firstName") or plain(one, "initials")
        whole = plain(one, "collectiveName") or plain(one, "fullName")
        orcid = plain(one, "authorId", "value") or None
        if family:
            draft.add("author", [with_dots(Name(family, given or None, orcid=orcid))])
        elif whole:
            draft.add("author", [read_name(whole)])
    if not people:
        text = plain(record, "authorString").rstrip(".")
        draft.add("author", [with_dots(read_name(part)) for part in text.split(", ") if part])


def _read_europe_pmc(draft: Draft, record: Mapping[str, Any]) -> None:
    """Titles end in full stops; the year is that of the volume, before which an article may have been published."""
    if title := draft.variables.get("title"):
        draft.variables["title"] = without_stop(html.unescape(title))
    first, year = plain(record, "firstPublicationDate"), plain(record, "pubYear")
    if first and year and not first.startswith(year):
        draft.variables.pop("issued", None)
        draft.put("issued", year)
        draft.put("available-date", first)
    for one in listed(record, "commentCorrectionList", "commentCorrection"):
        relation, target, words = relation_of(plain(one, "type")), plain(one, "id"), plain(one, "reference")
        if relation and target and plain(one, "source") == "MED":
            draft.relations.append(Relation(relation, target, "pmid", custom={"citation": words} if words else None))
        elif words:
            draft.keep("commentCorrection", f"{plain(one, 'type')}: {words}")


def _papis_people(draft: Draft, record: Mapping[str, Any]) -> None:
    people = [(plain(one, "family"), plain(one, "given")) for one in listed(record, "author_list")]
    if people:
        draft.add("author", [Name(family or given, given or None if family else None) for family, given in people])
    else:
        draft.add("author", [read_name(one) for one in plain(record, "author").split(" and ") if one])
    draft.add("editor", [read_name(one) for one in plain(record, "editor").split(" and ") if one])


_ARTICLES: Final = {
    "journalarticle": "article-journal", "review": "article-journal", "conference": "paper-conference",
    "book": "book", "booksection": "chapter", "dataset": "dataset", "research-article": "article-journal",
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter",
    "inbook": "chapter", "phdthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "preprint": "article", "journal article": "article-journal",
}  # fmt: skip

_SERVICES: Final = (
    _Service(
        "zotero-json", (frozenset(("itemType",)),), zotero_json.FIELDS, zotero_json.read_people, "itemType",
        inside="data", id_keys=("citationKey", "citekey", "key", "itemKey"),
    ),
    _Service(
        "publish-or-perish-json",
        (frozenset(("rank", "authors", "article_url")), frozenset(("uid", "authors", "cites")),
         frozenset(("rank", "authors", "cites"))),
        {
            "title": "title", "year": "issued", "source": "container-title", "publisher": "publisher",
            "volume": "volume", "issue": "issue", "doi": "DOI", "article_url": "URL", "abstract": "abstract",
            "issn": "ISSN",
        },
        _listed_people("authors"), default="article-journal",
    ),
    _Service(
        "semantic-scholar", (frozenset(("paperId",)),),
        {
            "title": "title", "publicationDate": "issued", "year": "issued", "journal.name": "container-title",
            "venue": "container-title", "journal.volume": "volume", "journal.pages": "page",
            "externalIds.DOI": "DOI", "externalIds.PubMed": "PMID", "externalIds.PubMedCentral": "PMCID",
            "externalIds.ArXiv": "number", "abstract": "abstract", "url": "URL",
        },
        _listed_people("authors"), "publicationTypes", _ARTICLES, "article-journal", id_keys=("paperId",),
    ),
    _Service(
        "europe-pmc", (frozenset(("authorString", "source")), frozenset(("authorString", "pubYear"))),
        {
            "title": "title", "firstPublicationDate": "issued", "pubYear": "issued",
            "journalInfo.journal.title": "container-title", "journalTitle": "container-title",
            "journalInfo.journal.medlineAbbreviation": "container-title-short", "journalInfo.volume": "volume",
            "journalVolume": "volume", "journalInfo.issue": "issue", "issue": "issue", "pageInfo": "page",
            "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "abstractText": "abstract", "language": "language",
            "bookOrReportDetails.publisher": "publisher", "journalInfo.journal.issn": "ISSN", "journalIssn": "ISSN",
        },
        _europe_pmc_people, "pubTypeList.pubType", _ARTICLES, "article-journal", id_keys=("id",), more=_read_europe_pmc,
    ),
    _Service(
        "papis",
        (frozenset(("author_list", "title")), frozenset(("ref", "title")), frozenset(("papis_id",))),
        {
            "title": "title", "year": "issued", "journal": "container-title", "booktitle": "container-title",
            "volume": "volume", "number": "issue", "issue": "issue", "pages": "page", "doi": "DOI", "url": "URL",
            "abstract": "abstract", "publisher": "publisher", "isbn": "ISBN", "issn": "ISSN", "note": "note",
            "language": "language", "edition": "edition", "series": "collection-title", "tags": "keyword",
        },
        _papis_people, "type", _ARTICLES, id_keys=("ref",),
    ),
)  # fmt: skip
_BY_NAME: Final = {one.name: one for one in _SERVICES}
_EMPTY: Final = frozenset(("0", "", "null", "None"))
"""What programs write for numbers that they do not know."""


def service_of(record: Any) -> str | None:
    """The name of the format of a record by its keys, or None if it is none of these.

    >>> service_of({"key": "A", "data": {"itemType": "book", "title": "T"}}), service_of({"id": "a", "type": "book"})
    ('zotero-json', None)
    """
    if not isinstance(record, Mapping):
        return None
    for service in _SERVICES:
        inner = record.get(service.inside) if service.inside else None
        keys = (inner if isinstance(inner, Mapping) else record).keys()
        if any(group <= keys for group in service.signs):
            return service.name
    return None


def service_records(
    record: Mapping[str, Any],
    name: str,
    line: int | None = None,
    collections: Iterable[str] = (),
    beside: Iterable[Mapping[str, Any]] = (),
) -> Iterator[Record]:
    """The item of a record of a service; notes and attachments of Zotero are none, but belong to one.

    Args:
        record: The record.
        name: Name of the format.
        line: Line on which the record begins.
        collections: Paths of the collections that it is in.
        beside: Notes and attachments of it that are records of their own.
    """
    service = _BY_NAME[name]
    inner = record.get(service.inside) if service.inside else None
    work = inner if isinstance(inner, Mapping) else record
    kind = plain(work, *service.type_key.split("."))
    if kind in ("note", "attachment", "annotation"):
        return
    draft = Draft(name, line)
    draft.type = _type(service, kind)
    for path, variable in service.fields.items():
        text = plain(work, *path.split("."), fit=paragraphs if variable in ("abstract", "note") else str.strip)
        if text in _EMPTY:
            continue
        if variable == "DOI":
            text = as_doi(text) or text
        elif path == "externalIds.ArXiv":
            text = f"arXiv:{text}"
        elif variable == "PMCID":
            text = as_pmcid(text) or as_pmcid(f"PMC{text}") or text
        elif variable in ("ISBN", "ISSN"):
            text = " ".join(re.split(r"[,;\s]+", text))
        if variable not in draft:
            draft.put(variable, re.sub(r"T[0-9:.]+Z?$", "", text) if variable in ("issued", "accessed") else text)
    if service.more is not None:
        service.more(draft, work)
    pages = page_range(
        *(("" if text in _EMPTY else text) for text in (plain(work, "startpage"), plain(work, "endpage")))
    )
    draft.put("page", pages)
    if name == "papis":
        for tag in listed(work, "tags")[1:]:
            draft.add_keyword(plain(tag))
    service.people(draft, work)
    known = {path.partition(".")[0] for path in service.fields}
    for key, value in work.items():
        if key not in known | _HANDLED and isinstance(value, (str, int, float)) and str(value) not in _EMPTY:
            draft.keep(key, str(value))
    if paths := list(collections):
        draft.custom[COLLECTIONS_KEY] = paths
    if name == "zotero-json":
        zotero_json.read_attached(draft, work, beside)
    for key in listed(work, "collections") if name == "zotero-json" else ():
        # Zotero's web interface gives the keys of collections, and not their names.
        draft.keep("collections", plain(key))
    yield from draft.records(next((id for key in service.id_keys if (id := plain(work, key))), None))


_HANDLED: Final = frozenset(
    "creators tags extra itemType authors authorString authorList type startpage endpage author author_list editor "
    "publicationTypes pubTypeList key version itemID itemKey citationKey citekey dateAdded dateModified uri select "
    "relations collections libraryID ref journalInfo externalIds paperId".split()
)


def _type(service: _Service, word: str) -> str:
    if service.name == "zotero-json":
        return csl_type(word) or "document"
    found = service.types.get(word.casefold())
    return found or (word if word in ITEM_TYPES and word != "article" else service.default)


def _read(source: Source, *, name: str) -> Iterator[Record]:
    children = zotero_json.children_of(source) if name == "zotero-json" else {}
    for value in json_values(source, name):
        if isinstance(value, Diagnostic):
            yield value
            continue
        collections = zotero_json.collections_of(value.value)
        for record in records_in(value.value, ("items",), ("data",), ("resultList", "result"), ("results",)):
            if isinstance(record, Mapping):
                if service_of(record) is None:
                    record = unwrapped(record)
                paths = collections.get(str(record.get("itemID")), ())
                beside = children.get(plain(record, "key"), ()) if children else ()
                yield from service_records(record, service_of(record) or name, value.line, paths, beside)


def _read_yaml(source: Source) -> Iterator[Record]:
    value = untyped(read_yaml(source.read_text(), format="papis", source=source.name, limits=source.limits))
    for record in listed(value):
        if isinstance(record, Mapping):
            yield from service_records(record, "papis", getattr(record, "line", None))


def _sniff(text: str, *, patterns: tuple[str, ...]) -> float:
    """Sure of keys that only this program writes together."""
    start = text.lstrip()[:1]
    return 0.95 if start in ("[", "{") and all(re.search(pattern, text[:50_000]) for pattern in patterns) else 0.0


def _sniff_papis(text: str) -> float:
    """Sure of papis' list of authors."""
    is_papis = re.search(r"^author_list:", text, re.MULTILINE) and re.search(r"^(?:ref|papis_id):", text, re.MULTILINE)
    return 0.95 if is_papis else 0.0


def _format(name: str, title: str, patterns: tuple[str, ...], note: str, aliases: tuple[str, ...] = ()) -> Format:
    return Format(
        name,
        title,
        sniff=functools.partial(_sniff, patterns=patterns),
        read=functools.partial(_read, name=name),
        aliases=aliases,
        note=note,
    )


ZOTERO_JSON: Final = _format(
    "zotero-json", "Zotero JSON", (r'"itemType"\s*:', r'"(?:creators|dateAdded|citationKey|title)"\s*:'),
    "Zotero's web interface and Better BibTeX", ("zotero", "better-bibtex-json", "bbt-json"),
)  # fmt: skip
PUBLISH_OR_PERISH: Final = _format(
    "publish-or-perish-json", "Publish or Perish JSON",
    (r'"authors"\s*:', r'"rank"\s*:', r'"(?:article_url|cites)"\s*:'), "searches of Google Scholar and others",
    ("pop-json",),
)  # fmt: skip
SEMANTIC_SCHOLAR: Final = _format(
    "semantic-scholar", "Semantic Scholar JSON", (r'"paperId"\s*:',), "papers of Semantic Scholar's interface", ("s2",)
)
EUROPE_PMC: Final = _format(
    "europe-pmc", "Europe PMC JSON", (r'"authorString"\s*:',), "results of Europe PMC's interface", ("epmc",)
)
PAPIS: Final = Format(
    "papis", "papis info.yaml", sniff=_sniff_papis, read=_read_yaml, note="what papis keeps beside each document"
)
