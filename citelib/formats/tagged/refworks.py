r"""RefWorks «tagged» records.

Source of the tags: the RefWorks tagged format as its help describes it. What CSL has no variable for stays in
``custom`` under ``refworks-tagged:TAG``.

>>> from citelib.formats.exchange import loads
>>> item = loads("RT Journal Article\nID 7\nA1 Allan,Steven\nT1 Anger\nYR 2002\nFD Feb\n", "refworks-tagged")["7"]
>>> item.author[0].given, item.issued
('Steven', Date('2002-02'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import page_range
from citelib.formats.kit.lines import one_line
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, items_of, read_serial
from citelib.model import Date

__all__ = ["REFWORKS"]

TYPES: Final[Mapping[str, str]] = {
    "abstract": "article-journal", "artwork": "graphic", "bills/resolutions": "bill", "bills": "bill",
    "book, section": "chapter", "book section": "chapter", "book, edited": "book", "book, whole": "book",
    "case/court decisions": "legal_case", "computer program": "software", "conference proceedings": "paper-conference",
    "dissertation/thesis": "thesis", "dissertation": "thesis", "dissertation/thesis, unpublished": "thesis",
    "generic": "document", "grant": "document", "hearing": "hearing", "journal": "article-journal",
    "journal article": "article-journal", "journal, electronic": "article-journal", "laws/statutes": "legislation",
    "magazine article": "article-magazine", "map": "map", "monograph": "book", "motion picture": "motion_picture",
    "music score": "musical_score", "newspaper article": "article-newspaper", "online discussion forum": "post",
    "patent": "patent", "personal communication": "personal_communication", "report": "report",
    "sound recording": "song", "unpublished material": "manuscript", "video/ dvd": "motion_picture",
    "video/dvd": "motion_picture", "web page": "webpage", "blog": "post-weblog", "dataset": "dataset",
}  # fmt: skip

FIELDS: Final[Mapping[str, str]] = {
    "A1": "author", "T1": "title", "JF": "container-title", "JO": "container-title-short", "T2": "container-title",
    "T3": "collection-title", "A2": "editor", "A3": "collection-editor", "A4": "translator", "A5": "compiler",
    "A6": "editor", "VO": "volume", "vo": "volume", "IS": "issue", "PB": "publisher", "PP": "publisher-place",
    "AB": "abstract", "K1": "keyword", "LA": "language", "DO": "DOI", "NO": "note", "UL": "URL", "SN": "ISBN",
    "ST": "title-short", "CN": "call-number",
}  # fmt: skip

_TAG: Final = re.compile(r"([A-Z][A-Z0-9]|vo)(?: +(.*)|\s*())")
"""A line that begins a field; CNKI writes the tag of the volume in small letters."""


def read(source: Source) -> Iterator[Record]:
    """Yield the items of a RefWorks export."""
    return items_of(source, _TAG, "refworks-tagged", _item, starts=("RT",), repeat_ends=True)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("refworks-tagged", record.line)
    name = record.first("RT")
    draft.type = TYPES.get(name.casefold(), "document")
    if name.casefold() not in TYPES:
        draft.report("warning", "unknown-type", f"the record type {name!r} is not known")
    fill(draft, record, FIELDS, _SPECIAL)
    if draft.type in _WHOLE and not record.first("OP") and record.first("SP").isdecimal():
        draft.put("number-of-pages", record.first("SP"))
    else:
        draft.put("page", page_range(record.first("SP"), record.first("OP")))
    year, day = record.first("YR"), one_line(record.first("FD"))
    exact = Date.parse(f"{day} {year}") if day and year and year not in day else Date.parse(day) if day else Date()
    if exact.start is not None:
        draft.put("issued", exact)
    else:
        draft.put("issued", year)
        draft.keep("FD", day)
    yield from draft.records(record.first("ID"))


_WHOLE: Final = frozenset(("book", "thesis", "report"))
"""Types of which a start page without an end is the number of pages."""


def _edition(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    # Of web pages, some have their address here.
    is_address = re.match("https?://", text) is not None
    draft.put("URL" if is_address else "edition", text.replace(" ", "") if is_address else text, key=field.tag)


def _accessed(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("accessed", one_line(field.text))


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for line in field.lines:
        for word in re.split("[;；]", line):
            draft.add_keyword(word.strip())


def _language(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("language", one_line(field.text).rstrip(";；"), key=field.tag)


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys("RT ID SP OP YR FD SR".split(), None),
    "K1": _keywords,
    "ED": _edition,
    "LA": _language,
    "SN": read_serial,
    "RD": _accessed,
    "LK": lambda draft, _, field: draft.keep(field.tag, one_line(field.text)),
}


def sniff(text: str) -> float:
    """Sure of an ``RT`` line with a RefWorks type."""
    match = re.search(r"^RT (.+?)\s*$", text, re.MULTILINE)
    return 0.95 if match and match[1].casefold() in TYPES else 0.0


REFWORKS: Final = Format(
    "refworks-tagged",
    "RefWorks tagged",
    sniff=sniff,
    read=read,
    aliases=("refworks",),
    note="the tagged export of RefWorks",
)
"""RefWorks."""
