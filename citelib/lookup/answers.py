"""The items in the answers of services whose form is no format of its own.

>>> info = '{"title": "On moss.", "authors": {"author": {"text": "Bo Lee 0002"}}}'
>>> [(item.title, item.author) for item in dblp(f'{{"result": {{"hits": {{"hit": {{"info": {info}}}}}}}}}'.encode())]
[('On moss', (Name(family='Lee', given='Bo'),))]
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection
from typing import Any, Final

from citelib.errors import ReadError
from citelib.formats.exchange import loads
from citelib.identifiers import as_doi
from citelib.model import Date, Item, Name

__all__ = ["S2_FIELDS", "dblp", "europe_pmc", "in_format", "marc", "open_library", "semantic_scholar"]

S2_FIELDS: Final = "title,authors,year,venue,publicationVenue,externalIds,publicationTypes,journal"
"""What Semantic Scholar is asked for of each paper."""


def in_format(format: str, *keys: str) -> Callable[[bytes], list[Item]]:
    """What reads an answer in one of the formats of `citelib.formats`; one that is cut off is no answer.

    Args:
        format: The format.
        keys: For JSON, names of which an answer has one at least: services report errors with status 200, too.
    """
    return lambda body: _whole(_with_one_of(body, keys) if keys else body, format)


def _with_one_of(body: bytes, keys: Collection[str]) -> bytes:
    answer = json.loads(body)
    if not isinstance(answer, dict) or not any(key in answer for key in keys) or answer.get("status") == "failed":
        raise ReadError(f"it has none of {', '.join(keys)}: {_reported(answer)}")
    return body


def _reported(answer: Any) -> str:
    """What an answer that is no record says, in short."""
    if isinstance(answer, dict):
        found = next((answer[key] for key in ("error", "errMsg", "errors", "message") if answer.get(key)), answer)
        return str(found)[:200]
    return str(answer)[:200]


def _whole(body: bytes, format: str) -> list[Item]:
    if b"<ERROR>" in body[:500]:  # as NCBI's utilities report
        raise ReadError(body[:200].decode("utf-8", "replace"))
    works = loads(body, format)
    if not works and (broken := [one for one in works.diagnostics if one.severity == "error"]):
        raise ReadError(broken[0].message, format=format)
    return list(works.values())


def open_library(body: bytes) -> list[Item]:
    """Books of Open Library's ``jscmd=data`` and of its search.

    Raises:
        ReadError: The answer is none about books.
    """
    answer = json.loads(body)
    if not isinstance(answer, dict) or not ("docs" in answer or all(key.startswith("ISBN:") for key in answer)):
        raise ReadError(f"it has no books: {_reported(answer)}")
    if isinstance(answer.get("docs"), list):
        return [_found_book(number, book) for number, book in enumerate(answer["docs"]) if isinstance(book, dict)]
    return [_book(isbn.removeprefix("ISBN:"), book) for isbn, book in answer.items()]


def _titled(book: dict[str, Any]) -> str | None:
    title, subtitle = str(book.get("title") or ""), book.get("subtitle")
    return (f"{title}: {subtitle}" if subtitle else title) or None


def _found_book(number: int, book: dict[str, Any]) -> Item:
    """The work of a hit of Open Library's search, which has the year of its first edition and the names of all."""

    def texts(field: str) -> list[str]:
        return [str(one) for one in book.get(field) or []]

    year = book.get("first_publish_year")
    return Item(
        str(book.get("key") or number),
        "book",
        title=_titled(book),
        author=[Name.parse(name) for name in texts("author_name")],
        publisher=", ".join(texts("publisher")[:1]) or None,
        original_date=Date.on(year) if isinstance(year, int) else None,
        ISBN=" ".join(texts("isbn")[:5]) or None,
    )


def _book(isbn: str, book: dict[str, Any]) -> Item:
    def names(field: str) -> list[str]:
        return [str(one["name"]) for one in book.get(field) or [] if isinstance(one, dict) and one.get("name")]

    pages = book.get("number_of_pages")
    date = book.get("publish_date")
    return Item(
        isbn,
        "book",
        title=_titled(book),
        author=[Name.parse(name) for name in names("authors")],
        publisher=", ".join(names("publishers")) or None,
        publisher_place=", ".join(names("publish_places")) or None,
        number_of_pages=str(pages) if pages else None,
        issued=Date.parse(str(date)) if date else None,
        ISBN=isbn,
    )


_DBLP_TYPES: Final = {
    "Journal Articles": "article-journal", "Conference and Workshop Papers": "paper-conference",
    "Informal and Other Publications": "article", "Books and Theses": "book", "Editorship": "book",
    "Parts in Books or Collections": "chapter", "Reference Works": "entry", "Data and Artifacts": "dataset",
}  # fmt: skip
_NAMESAKE: Final = re.compile(r"\s+[0-9]{4}$")


def dblp(body: bytes) -> list[Item]:
    """Hits of dblp's search, in which a list of one is that one."""
    hits = json.loads(body)["result"]["hits"].get("hit") or []
    return [_item_of_hit(number, one["info"]) for number, one in enumerate(_listed(hits)) if "info" in one]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _item_of_hit(number: int, info: dict[str, Any]) -> Item:
    def text(key: str) -> str | None:
        value = info.get(key)
        return html.unescape(str(_listed(value)[0])) if value else None

    people = [
        one.get("text") if isinstance(one, dict) else one for one in _listed((info.get("authors") or {}).get("author"))
    ]
    title = (text("title") or "").removesuffix(".")
    year = text("year") or ""
    kind = _DBLP_TYPES.get(text("type") or "", "document")
    names = [Name.parse(_NAMESAKE.sub("", html.unescape(str(name)))) for name in people if name]
    is_edited = text("type") == "Editorship"
    return Item(
        text("key") or str(number),
        kind,
        title=title or None,
        author=None if is_edited else names,
        editor=names if is_edited else None,
        container_title=text("venue") if kind != "book" else None,
        issued=Date.on(int(year)) if year.isdigit() else None,
        volume=text("volume"),
        issue=text("number") if kind == "article-journal" else None,
        page=text("pages"),
        publisher=text("publisher"),
        DOI=as_doi(text("doi") or ""),
        source="dblp",
    )


def europe_pmc(body: bytes) -> list[Item]:
    """Results of Europe PMC; none where it found none."""
    found = json.loads(_with_one_of(body, ["resultList"]))["resultList"].get("result") or []
    return _with_notices(found, list(loads(json.dumps(found), "europe-pmc").values())) if found else []


def _with_notices(found: list[Any], items: list[Item]) -> list[Item]:
    """Items with what the types of publication say of retractions."""
    kinds = [
        str((one.get("pubTypeList") or {}).get("pubType") or "").casefold() for one in found if isinstance(one, dict)
    ]
    if len(kinds) != len(items):
        return items
    return [
        item.evolve(status="retracted") if "retracted publication" in kind else item
        for item, kind in zip(items, kinds, strict=True)
    ]


def semantic_scholar(body: bytes) -> list[Item]:
    """Papers of Semantic Scholar: one, those of a search, or those of a batch, in which null stands for none.

    Raises:
        ReadError: The answer is none about papers.
    """
    answer = json.loads(body)
    if isinstance(answer, dict) and not {"data", "paperId", "total"} & answer.keys():
        raise ReadError(f"it has no papers: {_reported(answer)}")
    papers = answer.get("data", [] if "total" in answer else [answer]) if isinstance(answer, dict) else answer
    papers = [one for one in papers if isinstance(one, dict) and one.get("paperId")]
    return list(loads(json.dumps(papers), "semantic-scholar").values()) if papers else []


_COUNT: Final = re.compile(rb"numberOfRecords[^<>]*>\s*([0-9]+)")
_DIAGNOSTIC: Final = re.compile(rb"<(?:\w+:)?message>([^<]{1,200})")


def marc(body: bytes) -> list[Item]:
    """Records of an answer of SRU in MARCXML.

    Raises:
        ReadError: The service reports a fault, or none of its records can be read.
    """
    count = _COUNT.search(body)
    diagnostic = _DIAGNOSTIC.search(body) if b"diagnostic" in body else None
    if count is None or not int(count[1]):
        if count is None or diagnostic is not None:
            raise ReadError(diagnostic[1].decode("utf-8", "replace") if diagnostic else "it does not count its records")
        return []
    # The envelope of an answer may be read as an empty record.
    books = [item for item in loads(body, "marcxml").values() if item.title]
    if not books:
        raise ReadError(f"none of its {int(count[1]):,} records can be read as MARC")
    return books
