"""Primo Normalized XML (PNX), the records of Ex Libris's library catalogues.

Source of the sections (``display``, ``addata``, ``search`` …): the Primo technical guide. What CSL has no variable for
stays in ``custom``.

>>> from citelib.formats.exchange import loads
>>> display = "<display><type>book</type><title>T</title><creator>Beck, Simone, 1904-1991</creator></display>"
>>> loads(f"<record>{display}</record>", "primo-pnx-xml")["beckt"].author
(Name(family='Beck', given='Simone'),)
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.xml.elements import line_of, root_names, text, texts, xml_records
from citelib.model import Date, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PNX"]

TYPES: Final = {
    "book": "book", "ebook": "book", "print_book": "book", "books": "book", "pbooks": "book", "ebooks": "book",
    "score": "musical_score",
    "thesis": "thesis",
    "dissertation": "thesis", "article": "article-journal", "articles": "article-journal", "review": "review",
    "newspaper_article": "article-newspaper", "newspaperarticle": "article-newspaper", "journal": "periodical",
    "book_chapter": "chapter", "bookchapter": "chapter", "conference_proceeding": "paper-conference", "map": "map",
    "maps": "map", "video": "motion_picture", "dvd": "motion_picture", "videos": "motion_picture", "audio": "song",
    "audios": "song", "sound recording": "song", "music recording": "song", "image": "graphic", "images": "graphic",
    "report": "report", "technical_report": "report", "website": "webpage", "websites": "webpage", "patent": "patent",
    "dataset": "dataset", "research_dataset": "dataset", "legal_document": "legal_case", "reference_entry": "entry",
    "magazinearticle": "article-magazine", "government_document": "report",
}  # fmt: skip
"""CSL type of a resource type."""


def read(source: Source) -> Iterator[Record]:
    """Yield the items of PNX."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "primo-pnx-xml", {"record"}, found.append):
        if record.find("display") is not None or record.find("addata") is not None:
            yield from _item(record)
    yield from found


def _item(record: Element) -> Iterator[Record]:
    draft = Draft("primo-pnx-xml", line_of(record))
    kinds = [text(record, path).casefold() for path in ("display/type", "facets/rsrctype", "addata/ristype")]
    known = (TYPES.get(kind.replace(" ", "_")) or TYPES.get(kind) for kind in kinds)
    draft.type = next(filter(None, known), "document")
    title = _plain(text(record, "display/title") or text(record, "addata/btitle")).replace(" : ", ": ")
    draft.put("title", title.partition(" / ")[0])
    for one in texts(record, "display/relation"):
        if match := re.fullmatch(r"\$\$Cseries\s*\$\$V([^;$]+?)(?:\s*;\s*([0-9]+).*)?", one):
            draft.put("collection-title", match[1], key="relation")
            draft.put("collection-number", match[2], key="relation")
    draft.put("collection-title", text(record, "addata/seriestitle"), key="seriestitle")
    _people(draft, record)
    is_article = draft.type.startswith("article") or draft.type in ("review", "chapter", "paper-conference")
    if is_article:
        title = text(record, "addata/jtitle") or text(record, "addata/btitle")
        draft.put("container-title", title or _journal(text(record, "display/ispartof")))
        draft.put("volume", text(record, "addata/volume"))
        draft.put("issue", text(record, "addata/issue"))
        pages = text(record, "addata/pages") or page_range(text(record, "addata/spage"), text(record, "addata/epage"))
        draft.put("page", pages)
        draft.put("container-title-short", text(record, "addata/stitle"))
    if draft.type in ("chapter", "paper-conference") or not is_article:
        _publisher(draft, record)
    if not is_article:
        _extent(draft, text(record, "display/format"))
    draft.put("issued", _date(record, is_article))
    draft.put("edition", _plain(text(record, "display/edition")))
    numbers = [text(record, f"addata/{name}") for name in ("issn", "eissn", "isbn", "eisbn")]
    marked = [text(one) for one in record.findall("display/identifier")]
    for value in [*texts(record, "addata/isbn"), *([] if any(numbers) else marked), *texts(record, "search/isbn")]:
        if (found := isbns(re.sub(r"\$\$\w|<[^>]*>", " ", value))) and "ISBN" not in draft:
            draft.put("ISBN", found.split()[0])
    for value in [*numbers[:2], *marked, *texts(record, "search/issn")]:
        if is_article and (found := issns(re.sub(r"\$\$\w|<[^>]*>", " ", value))) and "ISSN" not in draft:
            draft.put("ISSN", found.split()[0])
    draft.put("DOI", as_doi(text(record, "addata/doi")))
    for value in marked:
        if "DOI" not in draft and (match := re.search(r"\b10\.[0-9]{4,9}/[^\s;<]+", value)):
            draft.put("DOI", match[0])
    draft.put("language", ", ".join(texts(record, "display/language")))
    draft.put(
        "abstract", ", ".join(dict.fromkeys(texts(record, "display/description"))) or text(record, "addata/abstract")
    )
    for one in texts(record, "display/subject"):
        for word in re.split(r"\s*;\s*", _plain(one)):
            draft.add_keyword(word.rstrip("."))
    calls = [match[1] for one in texts(record, "display/availlibrary") if (match := _CALL.search(one))]
    draft.put("call-number", ", ".join(dict.fromkeys(call.strip("() ") for call in calls if call.strip("() "))))
    for call in dict.fromkeys(text(one) for one in record.iter("callNumber")) if not calls else ():
        draft.append("call-number", call, ", ")
    for value in texts(record, "links/linktorsrc") + texts(record, "links/linktouc"):
        if match := re.search(r"\$\$U(https?://[^$\s]+)", value):
            draft.keep("link", match[1])
    yield from draft.records()


_CALL: Final = re.compile(r"\$\$2\(?([^$]*?)\)?(?=\$\$|$)")


def _plain(value: str) -> str:
    """Text in front of the first subfield mark."""
    return value.partition("$$")[0].strip()


_YEAR: Final = r"(?:(?:active|b\.|born|d\.|ca?\.)\s*)?[0-9]{4}\??"
_LIFE: Final = re.compile(rf",?\s*\(?{_YEAR}(?:\s?[-–]\s?(?:[0-9]{{4}}\??)?)?\)?\.?(?:\s.*)?$")
"""Years of birth and death behind a name, and what catalogues put behind those."""

_ROLE: Final = re.compile(r"\s*(?:[\[(][^\])]*[\])]|<[^<>]*>|,\s*(?:compiler|editor|author|translator)\.?)\s*$")
"""The role of a person, behind the name."""

ROLES: Final = {
    "editor": "editor", "ed": "editor", "hrsg": "editor", "herausgeber": "editor", "curatore": "editor",
    "translator": "translator", "traduttore": "translator", "übersetzer": "translator", "traducteur": "translator",
    "illustrator": "illustrator",
}  # fmt: skip
"""Name variable of a role in the languages of catalogues."""


def _people(draft: Draft, record: Element) -> None:
    for path, variable in (("display/creator", "author"), ("display/contributor", "contributor")):
        found = texts(record, path)
        if not found and variable == "author":
            found = texts(record, "addata/au") or texts(record, "search/creatorcontrib")[:1]
        for one in found:
            for part in re.split(r"\s*;\s*", html.unescape(_plain(one))):
                said = _ROLE.search(part)
                words = _LIFE.sub("", part[: said.start()] if said else part).rstrip(", ")
                if re.search(r"[a-z]{2}\.$", words):
                    words = words[:-1]
                if words:
                    _add(draft, variable, _name(words), said[0].strip(" ,.<>()[]").casefold() if said else "")


def _add(draft: Draft, variable: str, name: Name, said: str) -> None:
    """Add a contributor, once even if it stands there in every language; without a creator, the first is the author."""
    role = ROLES.get(said)
    if role is None:
        role = variable if "author" in draft or "translator" in draft or "editor" in draft else "author"
    if variable == "author" and said not in ROLES:
        role = "author"
    if not any(name in draft.variables.get(one, ()) for one in ("author", *ROLES.values(), "contributor")):
        draft.add(role, [name])


def _name(words: str) -> Name:
    if "," in words:
        return with_dots(read_name(words))
    return Name.parse(words) if re.fullmatch(r"[^\W\d]+(?: [^\W\d]+\.?){1,2}", words) else Name(literal=words)


def _journal(part_of: str) -> str:
    return re.split(r",\s*(?:[0-9]|Vol|[A-Z][a-z]+ [0-9]{4})", part_of)[0]


def _publisher(draft: Draft, record: Element) -> None:
    words = _plain(text(record, "display/publisher"))
    place, colon, publisher = words.partition(" : ")
    known = text(record, "addata/pub")
    if not colon:
        where = text(record, "addata/cop")
        place, publisher = where, known or words
        if where and publisher.startswith(f"{where} "):
            publisher = publisher.removeprefix(where).strip()
    publisher = re.sub(r"(?:,|(?<![\s,]))\s*+\[?[©c]?[0-9]{4}(?:-[0-9]*)?\]?\.?$", "", publisher)
    draft.put("publisher", publisher.strip(" ,"))
    draft.put("publisher-place", place.strip(" ,:[]"))


def _extent(draft: Draft, words: str) -> None:
    match = re.search(r"\b([0-9]+)\s*(?:p\b|pages|S\b|Seiten)", words)
    if match and draft.type in ("book", "thesis", "musical_score"):
        draft.put("number-of-pages", match[1])
    else:
        draft.keep("format", words)


def _date(record: Element, is_article: bool) -> Date | None:
    compact = text(record, "addata/date") or text(record, "addata/risdate")
    if is_article and re.fullmatch("[0-9]{8}", compact):
        if compact[4:] != "0101":
            return Date.parse(f"{compact[:4]}-{compact[4:6]}-{compact[6:]}")
        compact = compact[:4]
    for value in (text(record, "display/creationdate"), compact, text(record, "search/creationdate")):
        if match := re.search(r"(?<![0-9])([12][0-9]{3})(?![0-9])", value):
            date = Date.parse(value)
            return date if is_article and date.start is not None else Date.on(int(match[1]))
    return None


def sniff(text: str) -> float:
    """Sure of Primo's namespace, or of its sections."""
    if not root_names(text)[0]:
        return 0.0
    if "primo_nm_bib" in text[:3000]:
        return 1.0
    return 0.9 if "<display>" in text and ("<control>" in text or "<addata>" in text or "<search>" in text) else 0.0


PNX: Final = Format(
    "primo-pnx-xml",
    "Primo PNX",
    sniff=sniff,
    read=read,
    aliases=("pnx", "primo"),
    note="records of Ex Libris Primo catalogues",
)
"""Primo PNX."""
