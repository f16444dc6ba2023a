r"""NoteExpress, and the labelled text of CNKI: what Chinese databases (CNKI, Wanfang, VIP) offer beside RefWorks.

Lines are ``{Field}: value`` in NoteExpress, ``Field-名称: value`` in CNKI's own text. Lists of names and keywords stand
in one line or a line each. Names and titles in translation are kept in ``custom`` under ``noteexpress:FIELD``.

>>> from citelib.formats.exchange import loads
>>> text = "{Reference Type}: Journal Article\n{Title}: 关于道路\n{Author}: 王小明;李四;\n{Year}: 2021\n"
>>> [name.literal for item in loads(text, "noteexpress").values() for name in item.author]
['王小明', '李四']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, items_of, read_serial
from citelib.model import Name

__all__ = ["NOTEEXPRESS"]

TYPES: Final = {
    "journal article": "article-journal", "期刊": "article-journal", "thesis": "thesis", "硕士": "thesis",
    "博士": "thesis", "conference proceedings": "paper-conference", "conference paper": "paper-conference",
    "会议": "paper-conference", "中国会议": "paper-conference", "国际会议": "paper-conference", "book": "book",
    "图书": "book", "book section": "chapter", "newspaper article": "article-newspaper", "报纸": "article-newspaper",
    "patent": "patent", "专利": "patent", "standard": "standard", "标准": "standard", "report": "report",
    "科技报告": "report", "web page": "webpage", "generic": "document", "yearbook": "book", "年鉴": "book",
}  # fmt: skip
"""CSL type of each word for a type, in small letters."""

FIELDS: Final[Mapping[str, str]] = {
    "title": "title", "journal": "container-title", "source": "container-title", "secondary title": "container-title",
    "tertiary title": "event-title", "year": "issued", "pubtime": "issued", "volume": "volume", "issue": "issue",
    "period": "issue", "pages": "page", "pagecount": "page", "abstract": "abstract", "summary": "abstract",
    "doi": "DOI", "url": "URL", "link": "URL", "publisher": "publisher", "place published": "publisher-place",
    "place": "publisher-place", "type of work": "genre", "database provider": "source", "language": "language",
    "edition": "edition", "patent number": "number", "standard number": "number", "subsidiary author": "contributor",
    "tutor": "contributor", "date": "issued", "author": "author",
}  # fmt: skip
"""Variable of each field, in small letters; CNKI's is called by its English half."""

_LINE: Final = re.compile(r"(\{[^{}]{1,40}\}|[A-Za-z]+-[\u4e00-\u9fffA-Za-z]+)\s*[:：]\s?(.*)")
_STARTS: Final = frozenset(("reference type", "srcdatabase"))


def read(source: Source) -> Iterator[Record]:
    """Yield the records."""
    return items_of(source, _LINE, "noteexpress", _item, starts=_Starts())


class _Starts:
    """The fields that begin a record, however they are written."""

    def __contains__(self, tag: object) -> bool:
        return isinstance(tag, str) and _name_of(tag) in _STARTS


def _name_of(tag: str) -> str:
    """The name of a field without its brackets or its Chinese half."""
    return " ".join(tag.strip("{} ").split("-")[0].casefold().split())


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("noteexpress", record.line)
    for field in record.fields:
        field.tag = _name_of(field.tag)
    word = record.first("reference type", "srcdatabase").strip()
    draft.type = TYPES.get(word.casefold(), "document")
    if draft.type == "document" and word and word.casefold() not in TYPES:
        draft.report("warning", "unknown-type", f"the record type {word!r} is not known")
        draft.keep("reference type", word)
    dated = record.first("pubtime") or record.first("date")
    if dated and record.first("year") in dated:
        draft.put("issued", re.sub(r"\s[0-9]{1,2}:[0-9]{2}.*$", "", dated))
    fill(draft, record, FIELDS, _SPECIAL, _person)
    yield from draft.records()


def _person(text: str) -> Name:
    return read_name(re.sub(r"\[[0-9,\s]*\]$", "", text).strip())


def _people(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    draft.add("author", [_person(part) for part in re.split("[;；]", text) if part.strip()])


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for word in re.split("[;；,，]+", one_line(field.text)):
        draft.add_keyword(word)


def _year(draft: Draft, _: TaggedRecord, field: Field) -> None:
    if "issued" not in draft:
        draft.put("issued", one_line(field.text))


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys(("reference type", "srcdatabase", "pubtime", "date")),
    "author": _people,
    "keywords": _keywords,
    "keyword": _keywords,
    "year": _year,
    "isbn/issn": read_serial,
    "issn": read_serial,
    "isbn": read_serial,
}


def sniff(text: str) -> float:
    """Sure of the line that begins a record."""
    start = r"^[^\S\r\n]*+(?:\{Reference Type\}|SrcDatabase-来源库)\s*[:：]"
    return 1.0 if re.search(start, text[:20_000], re.MULTILINE) else 0.0


NOTEEXPRESS: Final = Format(
    "noteexpress", "NoteExpress and CNKI text", sniff=sniff, read=read, aliases=("cnki",),
    note="what CNKI, Wanfang and VIP export",
)  # fmt: skip
"""NoteExpress."""
