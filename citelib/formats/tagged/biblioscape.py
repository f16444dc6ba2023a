r"""Biblioscape's tagged export (``--AU-- Name``), a record up to a line of hyphens.

Source of the tags: Biblioscape's description of its tag file. What CSL has no variable for is kept in ``custom`` as
``biblioscape:TAG``.

>>> from citelib.formats.exchange import loads
>>> text = "--AU-- Low, A.; Hill, M.\n--TI-- Bonds\n--YP-- 1996\n--RT-- Journal Article\n------\n"
>>> loads(text, "biblioscape")["low1996bonds"].type
'article-journal'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import page_range
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, items_of, read_serial

__all__ = ["BIBLIOSCAPE"]

TYPES: Final = {
    "journal article": "article-journal", "journal": "article-journal", "book": "book", "book section": "chapter",
    "magazine article": "article-magazine", "newspaper article": "article-newspaper", "conference proceeding":
    "paper-conference", "conference proceedings": "paper-conference", "report": "report", "thesis": "thesis",
    "dissertation": "thesis", "patent": "patent", "web page": "webpage", "internet": "webpage", "map": "map",
    "computer program": "software", "motion picture": "motion_picture", "personal communication":
    "personal_communication", "manuscript": "manuscript", "case": "legal_case", "bill": "bill", "artwork": "graphic",
}  # fmt: skip
"""CSL type of a reference type."""

FIELDS: Final = {
    "TI": "title", "YP": "issued", "VL": "volume", "NB": "issue", "AB": "abstract", "NT": "note", "PB": "publisher",
    "CO": "publisher-place", "ED": "edition", "SE": "chapter-number", "DE": "annote", "TH": "title-short",
    "LG": "language", "DO": "DOI", "UR": "URL",
}  # fmt: skip
_TAG: Final = re.compile(r"(?:--)?([A-Z][A-Z0-9](?=-- )|-{5,})(?:-- ?)?(.*)")
_END: Final = re.compile(r"-{5,}\s*")


def read(source: Source) -> Iterator[Record]:
    """Yield the records."""
    # A line of hyphens ends a record; as a tag it has no letters.
    return items_of(source, _TAG, "biblioscape", _item, ends=_Hyphens())


class _Hyphens:
    """The tags that are nothing but hyphens."""

    def __contains__(self, tag: object) -> bool:
        return isinstance(tag, str) and _END.fullmatch(tag) is not None


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("biblioscape", record.line)
    draft.type = TYPES.get(one_line(record.first("RT")).casefold(), "document")
    fill(draft, record, FIELDS, _SPECIAL)
    draft.put("page", page_range(record.first("PS"), record.first("PE")))
    yield from draft.records()


def _names(variable: str) -> Special:
    def put(draft: Draft, _: TaggedRecord, field: Field) -> None:
        draft.add(variable, [read_name(one) for one in field.text.split(";") if one.strip()])

    return put


def _source(draft: Draft, _: TaggedRecord, field: Field) -> None:
    variable = "collection-title" if draft.type in ("book", "report", "thesis") else "container-title"
    draft.put(variable, one_line(field.text), key=field.tag)


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for word in field.text.split(";"):
        draft.add_keyword(one_line(word))


def _attachment(draft: Draft, record: TaggedRecord, field: Field) -> None:
    if record.first("UR"):
        draft.keep(field.tag, field.text)
    else:
        draft.put("URL", one_line(field.text), key=field.tag)


_SPECIAL: Final[dict[str, Special | None]] = {
    "AU": _names("author"), "SA": _names("editor"), "ST": _source, "KW": _keywords, "IS": read_serial,
    "AT": _attachment, "RT": None, "PS": None, "PE": None,
}  # fmt: skip


def sniff(text: str) -> float:
    """Sure of tags between hyphens."""
    return 1.0 if re.match(r"\s*--[A-Z][A-Z0-9]-- ", text) else 0.0


BIBLIOSCAPE: Final = Format(
    "biblioscape",
    "Biblioscape tagged",
    sniff=sniff,
    read=read,
    note="tag files of Biblioscape",
)
"""Biblioscape."""
