r"""ReDIF, the templates by which archives describe working papers, articles, books and software to RePEc.

Source of the fields: the documentation of ReDIF 1.0 (papers, articles, chapters, books, software). Names of fields are
the same in capitals and small letters. Templates of series, archives, people and institutions describe no work and are
passed over. Fields without a variable stay in ``custom`` under ``redif:FIELD``.

>>> from citelib.formats.exchange import loads
>>> text = "Template-Type: ReDIF-Paper 1.0\nAuthor-Name: Roa, Ada\nTitle: On roads\nNumber: 7\nHandle: RePEc:abc:wp:7\n"
>>> item = loads(text, "redif")["RePEc:abc:wp:7"]
>>> item.type, item.number
('report', '7')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_in_order
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, read_serial, stray, tagged_records
from citelib.model import Date, Name

__all__ = ["REDIF"]

TYPES: Final = {
    "redif-paper": "report", "redif-article": "article-journal", "redif-book": "book", "redif-chapter": "chapter",
    "redif-software": "software",
}  # fmt: skip
"""CSL type of each template that describes a work."""

FIELDS: Final[Mapping[str, str]] = {
    "title": "title", "abstract": "abstract", "journal": "container-title", "book-title": "container-title",
    "volume": "volume", "issue": "issue", "pages": "page", "doi": "DOI", "publisher-name": "publisher",
    "provider-name": "publisher", "language": "language", "edition": "edition", "series": "collection-title",
    "note": "note", "publication-status": "note",
}  # fmt: skip
"""Variable of each field that means one thing, in small letters."""

_TAG: Final = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*):\s*(.*)")
_VERSION: Final = re.compile(r"\s+[0-9.]+$")


class _TemplateType:
    """The name of the field that begins a template, however it is written."""

    def __contains__(self, tag: object) -> bool:
        return isinstance(tag, str) and tag.casefold() == "template-type"


def read(source: Source) -> Iterator[Record]:
    """Yield the works."""
    for record in tagged_records(source, _TAG, starts=_TemplateType()):
        for field in record.fields:
            field.tag = field.tag.casefold()
        yield from stray(record, "redif")
        template = _VERSION.sub("", record.first("template-type").casefold())
        if template in TYPES:
            yield from _item(record, TYPES[template])


def _item(record: TaggedRecord, csl_type: str) -> Iterator[Record]:
    draft = Draft("redif", record.line)
    draft.type = csl_type
    fill(draft, record, FIELDS, _SPECIAL)
    _people(draft, record, "author")
    _people(draft, record, "editor")
    year, month = record.first("year"), record.first("month")
    draft.put("issued", Date.parse(f"{month} {year}".strip()) if year else None)
    for tag in ("publication-date", "creation-date", "revision-date"):
        if "issued" not in draft:
            draft.put("issued", record.first(tag))
    if number := record.first("number"):
        draft.put("issue" if csl_type == "article-journal" else "number", number, key="number")
    yield from draft.records(record.first("handle"))


def _people(draft: Draft, record: TaggedRecord, role: str) -> None:
    """The names of a role, each with the parts and the place of work that follow it."""
    parts: list[dict[str, str]] = []
    for field in record.fields:
        if field.tag == f"{role}-name":
            parts.append({"name": one_line(field.text)})
        elif parts and field.tag.startswith(f"{role}-"):
            parts[-1].setdefault(field.tag.removeprefix(f"{role}-").removeprefix("x-"), one_line(field.text))
    for one in parts:
        custom = affiliated([one.get("workplace-name", "")])
        if family := one.get("name-last"):
            draft.add(role, [Name(family, one.get("name-first") or None, custom=custom)])
        elif one["name"]:
            draft.add(role, [attrs.evolve(read_in_order(one["name"]), custom=custom)])


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    for word in re.split(";" if ";" in text else ",", text):
        draft.add_keyword(word)


def _length(draft: Draft, _: TaggedRecord, field: Field) -> None:
    match = re.fullmatch(r"([0-9]+)\s*(?:p(?:ages|\.|p\.?)?)?", one_line(field.text))
    if match:
        draft.put("number-of-pages", match[1])
    else:
        draft.keep(field.tag, field.text)


def _address(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = "".join(field.lines)  # an address that is too long for a line goes on in the next
    if "URL" in draft and draft.variables["URL"] != text:
        draft.keep(field.tag, text)
    else:
        draft.put("URL", text)


def _doi(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("DOI", as_doi(one_line(field.text)) or one_line(field.text))


_ELSEWHERE: Final = (
    "template-type handle number year month creation-date publication-date revision-date author-name editor-name "
    "author-name-first author-name-last author-x-name-first author-x-name-last author-workplace-name author-person "
    "author-email author-homepage author-workplace-homepage author-workplace-email author-workplace-postal "
    "editor-name-first editor-name-last editor-x-name-first editor-x-name-last editor-workplace-name editor-person "
    "editor-email editor-homepage file-format file-function file-size file-restriction"
)
_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys(_ELSEWHERE.split()),
    "keywords": _keywords,
    "length": _length,
    "file-url": _address,
    "doi": _doi,
    "isbn": read_serial,
    "issn": read_serial,
}


def sniff(text: str) -> float:
    """Sure of a template of a work."""
    is_template = re.search(r"^Template-Type:\s*ReDIF-", text[:50_000], re.IGNORECASE | re.MULTILINE)
    return 1.0 if is_template else 0.0


REDIF: Final = Format(
    "redif",
    "ReDIF (RePEc)",
    sniff=sniff,
    read=read,
    aliases=("redif-rdf",),
    note="working papers and articles of RePEc",
)
"""ReDIF."""
