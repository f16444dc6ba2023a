r"""Web of Science «tagged» records (ISI export format), as Web of Science and CiteSpace-like tools write them.

Source of the tags: the field tags of Clarivate's Core Collection. What CSL has no variable for stays in ``custom``
under ``wos-tagged:TAG``.

Titles of journals, which Web of Science has in capitals, are in title case if their abbreviation (JI) tells which words
keep their capitals. Groups that published a book or proceedings (GP) are not authors of the papers in it. Of patents,
the gazette that announces them is not a container.

>>> from citelib.formats.exchange import loads
>>> works = loads("PT J\nAU Zelle, RM\n   Harrison, JC\nTI A title\nPY 2011\nUT WOS:1\nER\n", "wos-tagged")
>>> [name.given for name in works["WOS:1"].author]
['R. M.', 'J. C.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.casing.title_case import lowered
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import full_pages, page_range
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.tagged.records import (
    Field,
    Special,
    TaggedRecord,
    fill,
    placed,
    read_serial,
    stray,
    tagged_records,
)
from citelib.model import Date, Name

__all__ = ["WOS"]

TYPES: Final[Mapping[str, str]] = {"J": "article-journal", "B": "book", "S": "chapter", "P": "patent", "C": "chapter"}
DOCUMENT_TYPES: Final[Mapping[str, str]] = {
    "proceedings paper": "paper-conference",
    "book chapter": "chapter",
    "book": "book",
    "book review": "review-book",
    "data set": "dataset",
    "patent": "patent",
    "software": "software",
}
"""CSL type of a document type (DT), where it says more than the publication type (PT)."""

FIELDS: Final[Mapping[str, str]] = {
    "TI": "title", "SO": "container-title", "JI": "container-title-short", "J9": "container-title-short",
    "SE": "collection-title", "VL": "volume", "IS": "issue", "DI": "DOI", "LA": "language", "PU": "publisher",
    "PI": "publisher-place", "CT": "event-title", "CL": "event-place", "PN": "number", "PM": "PMID",
}  # fmt: skip

_NAMES: Final = {
    "AU": "author", "CA": "author", "BA": "container-author", "GP": "container-author", "BE": "editor", "ED": "editor",
}  # fmt: skip
"""Role of the people and of the groups (CA, GP) of a work, and of the book or the proceedings that it is in."""

_FULL: Final = {"AU": "AF", "BA": "BF"}
_TAG: Final = re.compile(r"([A-Z][A-Z0-9])(?:[ \t](.*))?")


def read(source: Source) -> Iterator[Record]:
    """Yield the items of a Web of Science export."""
    for record in tagged_records(source, _TAG, starts=("PT",), ends=("ER", "EF"), repeat_ends=True):
        yield from stray(record, "wos-tagged")
        if record.first("PT", "TI", "UT"):
            yield from _item(record)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("wos-tagged", record.line)
    draft.type = TYPES.get(record.first("PT"), "article-journal")
    for kind in record.first("DT").casefold().split(";"):
        draft.type = DOCUMENT_TYPES.get(kind.strip(), draft.type)
    if draft.type == "paper-conference" and record.first("PT") == "J":
        draft.type = "article-journal"
    for tag, variable in _NAMES.items():
        full = _FULL.get(tag, "")
        is_own = variable == "container-author" and draft.type in ("book", *_ARTICLES)
        for field in record.fields:
            if field.tag == full or (field.tag == tag and not record.first(full)):
                name = _group if tag in ("CA", "GP") else _name
                draft.add("author" if is_own else variable, [name(one) for one in _one_each(field)])
    meaning = dict(FIELDS)
    if draft.type == "book":
        meaning["SO"] = "title"
    if record.first("JI"):
        meaning.pop("J9")
    fill(draft, record, meaning, _SPECIAL)
    if draft.type == "patent":
        # Those of the gazette that announces it.
        for variable, tag in (("container-title", "SO"), ("ISSN", "SN")):
            draft.keep(tag, draft.variables.pop(variable, ""))
    elif title := draft.variables.get("container-title"):
        draft.variables["container-title"] = lowered(title, record.first("JI"))
    pages = page_range(record.first("BP"), record.first("EP"))
    span, number = record.first("PS"), record.first("AR")
    if pages:
        draft.keep("PS", span if span != pages else "")
    else:
        pages = full_pages(one_line(span))  # MEDLINE and INSPEC have first and last page in one field
    draft.put("page", pages or number)
    if pages:
        draft.put("number", number, key="AR")
    _date(draft, record)
    yield from placed(draft, record.first("UT"))


_ARTICLES: Final = ("article-journal", "review-book")


def _one_each(field: Field) -> Iterator[str]:
    """The names of a field: one on each line, and in records of MEDLINE all on one with semicolons between them."""
    for line in field.lines:
        yield from (one for one in line.split(";") if one.strip())


def _group(text: str) -> Name:
    return Name(literal=one_line(text))


def _name(text: str) -> Name:
    text = one_line(text)
    if "," not in text and (match := re.fullmatch(r"(.+) ([A-Z]{1,3})", text)):
        # Inventors are in capitals.
        return with_dots(Name(match[1].title() if match[1].isupper() else match[1], match[2]))
    return with_dots(read_name(text))


def _date(draft: Draft, record: TaggedRecord) -> None:
    year, day = record.first("PY"), one_line(record.first("PD")).title()
    if not year and record.first("PT") == "P":
        day, year = record.first("DG", "PD"), ""
    date = Date()
    if day and year:
        date = Date.parse(day if year in day else f"{day} {year}")
    if date.start is None:
        date = Date.parse(year or day) if year or day else Date()
    if date.start is None and (early := one_line(record.first("EA"))):
        date = Date.parse(early.title())  # what has no volume yet
    if date:
        draft.put("issued", date)


def _semicolons(variable: str) -> Special:
    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        for word in one_line(field.text).split(";"):
            draft.append(variable, word, ", ")

    return special


def _abstract(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("abstract", one_line(field.text))


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys("FN VR PT UT AU AF BA BF BE ED CA GP BP EP PS PY PD DG AR".split(), None),
    "DE": _semicolons("keyword"),
    "ID": _semicolons("keyword"),
    "AB": _abstract,
    "SN": read_serial,
    "EI": read_serial,
    "BN": read_serial,
}


def sniff(text: str) -> float:
    """Sure of a ``PT`` line followed by another field."""
    if re.search(r"^FN .*(?:Clarivate|Thomson|ISI |Web of)", text, re.MULTILINE):
        return 1.0
    return 0.8 if re.search(r"^PT [JBSPC]\r?$\n^[A-Z][A-Z0-9] ", text, re.MULTILINE) else 0.0


WOS: Final = Format(
    "wos-tagged",
    "Web of Science tagged",
    media_types=("application/x-inst-for-Scientific-info",),
    sniff=sniff,
    read=read,
    aliases=("wos", "isi", "web-of-science"),
    note="the plain-text export of Web of Science",
)
"""Web of Science."""
