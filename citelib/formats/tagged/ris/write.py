"""Items to RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from citelib.formats.format import Writing
from citelib.formats.kit.attachments import ROLES, attachments_of
from citelib.formats.kit.endnote import author_lines, field_values, tags
from citelib.formats.kit.endnote.tables import ARTICLES, NUMBERED, OUT_TYPES, TYPES, WHOLES
from citelib.formats.kit.extra import extra_lines, kept_texts
from citelib.formats.kit.fields import as_doi, as_pmcid, isbns, issns, split_pages
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.nlm import publication_types
from citelib.formats.tagged.records import lines_of, written_records
from citelib.formats.tagged.ris.dates import is_before, read_date, write_date
from citelib.formats.tagged.ris.tables import GENERIC_GENRES, TAG, WITHOUT_GENRE, meaning, type_of
from citelib.model import Date, Item
from citelib.model.keywords import split_keywords

__all__ = ["write"]


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield RIS records, each followed by an empty line only if another comes.

    Args:
        items: Items.
    """
    return written_records((_fields(item) for item in items), "{}  - {}\n", TAG, end="ER  - \n")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kept = kept_texts(item, "ris")
    ris_type = next(iter(kept.pop("TY", [])), "")
    if ris_type not in TYPES or item.type not in (TYPES[ris_type], type_of(ris_type, _EVERY_TAG)):
        ris_type = OUT_TYPES[item.type]
    written = set(_ALWAYS)
    fields = [*_plain_fields(item, ris_type, written)]
    meant = meaning(ris_type, item.type)
    for variable, function in _SPECIAL_FIELDS:
        if variable in item.variables and (own := list(function(item, meant))):
            written.add(variable)
            fields += own
    left = [
        (tag, text)
        for tag, values in kept.items()
        if re.fullmatch("[A-Z][A-Z0-9]", tag) and tag not in ("ER", "TY", "ID")
        for value in values
        if (text := one_line(value))
    ]
    yield "TY", ris_type
    yield from fields
    if item.type != type_of(ris_type, {tag for tag, _ in (*fields, *left)}):
        yield "N1", f"type: {item.type}"
    for line in extra_lines(item, written):
        yield "N1", line
    yield from _file_fields(item)
    yield from (("M3", one_line(kind)) for kind in publication_types(item) if kind not in kept.get("M3", ()))
    yield from left
    yield "ID", one_line(item.id) or made_id(item.variables)


_EVERY_TAG: Final = frozenset(("T2", "VL"))
"""Tags that make an article of a record whose type is vague."""


def _plain_fields(item: Item, ris_type: str, written: set[str]) -> Iterator[tuple[str, str]]:
    """Fields of variables that have one tag; the variables are added to `written`."""
    for variable, tag in tags(ris_type, item.type).items():
        if variable not in item.variables or tag == "SP":
            continue
        if (values := field_values(item, variable, read_date, write_date)) is not None:
            written.add(variable)
            yield from ((tag, text) for value in values if (text := one_line(value)))
    yield from (("AU", line) for line in author_lines(item, tags(ris_type, item.type)))


Meant = Mapping[str, str]


def _page_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    first, last = split_pages(one_line(item.page or ""))
    is_whole = item.type in WHOLES or "SP" in meant
    if first and (last or not is_whole):
        yield "SP", first
        if last:
            yield "EP", last


def _size_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    text = one_line(item.number_of_pages or "")
    if item.type in WHOLES and "SP" not in meant and "page" not in item and text and not split_pages(text)[1]:
        yield "SP", text


def _dimension_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    text = one_line(item.dimensions or "")
    if meant.get("SP") == "dimensions" and "page" not in item and text:
        yield "SP", text


def _serial_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    for text in (item.ISBN, item.ISSN):
        if text and one_line(text):
            yield "SN", one_line(text)


def _number_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    text = one_line(item.number or "")
    if text.startswith("arXiv:") and "archive_location" not in item and "AN" in meant:
        yield "AN", text
    elif item.type in NUMBERED and text and not isbns(text) and not issns(text):
        yield "SN", text
    elif item.type in ARTICLES and "page" in item and text and "C7" not in meant:
        yield "C7", text


def _file_fields(item: Item) -> Iterator[tuple[str, str]]:
    """The files that a record named, under the tag of what they are."""
    tags = {role: tag for tag, role in ROLES.items()}
    for one in attachments_of(item):
        yield tags.get(one.get("role", ""), "L1"), one_line(one["path"])


def _genre_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    text = one_line(item.genre or "")
    # When a GEN record is read, its type follows from its other fields, and may be one whose M3 is not a genre.
    is_read = item.type not in (*WITHOUT_GENRE, "document") and "M3" not in meant
    if text and is_read and text.casefold() not in GENERIC_GENRES and not as_doi(text):
        yield "M3", text


def _pmcid_fields(item: Item, meant: Meant) -> Iterator[tuple[str, str]]:
    if item.PMCID and as_pmcid(item.PMCID) == item.PMCID and "C2" not in meant and "PMCID" not in meant.values():
        yield "C2", item.PMCID


def _issued_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    date = item.issued or Date()
    if date.start is None:
        if text := one_line(str(date)):
            yield "PY", text
        return
    if date.year is not None and 0 < date.year < 10_000:
        yield "PY", f"{date.year:04d}"
    if (text := write_date(date)) != f"{date.year:04d}":
        yield "DA", text


def _accessed_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    date, issued = item.accessed, item.issued or Date()
    is_filing = item.type == "patent" and is_before(date or Date(), issued)
    if date is not None and date.start is not None and not is_filing:
        yield "Y2", write_date(date)


def _abstract_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    if lines := lines_of(item.abstract or "", TAG):
        yield "AB", "\n".join(lines)


def _note_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    for line in lines_of(item.note or "", TAG):
        yield "N1", line


def _keyword_fields(item: Item, _: Meant) -> Iterator[tuple[str, str]]:
    for word in split_keywords(item.keyword or ""):
        if word := one_line(word):
            yield "KW", word


_SPECIAL_FIELDS: Final = (
    ("issued", _issued_fields),
    ("accessed", _accessed_fields),
    ("page", _page_fields),
    ("number-of-pages", _size_fields),
    ("dimensions", _dimension_fields),
    ("ISBN", _serial_fields),
    ("ISSN", lambda item, meant: () if item.ISBN else _serial_fields(item, meant)),
    ("number", _number_fields),
    ("genre", _genre_fields),
    ("PMCID", _pmcid_fields),
    ("keyword", _keyword_fields),
    ("abstract", _abstract_fields),
    ("note", _note_fields),
)
"""Variables that are written by more than one tag or not always."""

_ALWAYS: Final = frozenset("ISBN ISSN keyword abstract note issued".split())
"""Variables that are never left to notes."""
