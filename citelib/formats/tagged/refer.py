r"""Refer and its EndNote dialect (``.enw``): lines that begin with ``%`` and a letter.

Source of the tags: the manual page of refer and EndNote's list of its import and export tags; what a field of EndNote
means in a type is in `citelib.formats.kit.endnote`. Variables without a tag,
and relations, are notes (``%Z``) in the form that RIS has; what CSL has no variable for stays in ``custom`` under
``refer:X``.

>>> from citelib.formats.exchange import loads
>>> item = loads("%0 Book\n%A Calvino, Italo\n%T Le città invisibili\n%D 1972\n", "refer")["calvino1972citta"]
>>> item.type, item.title
('book', 'Le città invisibili')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.kit.attachments import attach, attachments_of
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.endnote import (
    CSL_TYPES,
    OUT_TYPES,
    author_lines,
    complete_titles,
    field_values,
    meaning,
    type_name,
    without_authors,
)
from citelib.formats.kit.endnote.tables import ARTICLES, NUMBERED, WHOLES
from citelib.formats.kit.extra import extra_lines, kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, isbns, issns
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import in_reading_order, read_in_order, read_name
from citelib.formats.kit.values import put_serial
from citelib.formats.tagged.records import (
    Field,
    Special,
    TaggedRecord,
    fill,
    items_of,
    lines_of,
    placed,
    written_records,
)
from citelib.model import Date, Item, Name
from citelib.model.custom import ATTACHMENTS_KEY
from citelib.model.keywords import split_keywords
from citelib.model.numbers import whole_number
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = ["REFER"]

FIELDS: Final = {
    "T": "TI", "!": "ST", "A": "AU", "E": "A2", "Y": "A3", "?": "A4", "J": "T2", "B": "T2", "S": "T3", "V": "VL",
    "N": "IS", "I": "PB", "C": "CY", "R": "DO", "U": "UR", "G": "LA", "L": "CN", "M": "AN", "~": "DB", "W": "DP",
    "7": "ET", "6": "NV", "9": "M3", "&": "SE", "1": "C1", "2": "C2", "3": "C3", "4": "C4", "#": "C5", "$": "C6",
    "]": "C7", "(": "OP",
}  # fmt: skip
"""Field of each tag, by its name in RIS."""

OWN: Final[Mapping[str, Mapping[str, str]]] = {"book": {"E": "editor", "Y": "translator"}}
"""Tags that mean in refer and in library catalogues what they do not mean in EndNote."""

_TAG: Final = re.compile(r"%([0-9A-Za-z!?@~&()+>\[\]{}=^#$<*:-])(?:\s+(.*)|\s*())")


@cache
def _meaning(name: str, csl_type: str) -> Mapping[str, str]:
    fields = meaning(name, csl_type)
    return {**{tag: fields[field] for tag, field in FIELDS.items() if field in fields}, **OWN.get(csl_type, {})}


@cache
def _tags(name: str, csl_type: str) -> Mapping[str, str]:
    """Tag of each variable for a type, in the order of writing."""
    tags: dict[str, str] = {}
    for tag, variable in _meaning(name, csl_type).items():
        if tag != "J" or csl_type in ARTICLES:
            tags.setdefault(variable, tag)
    return tags


def read(source: Source) -> Iterator[Record]:
    """Yield the items of refer."""
    return items_of(source, _TAG, "refer", _item, starts=("0",), blank_ends=True, repeat_ends=True)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("refer", record.line)
    record.fields = [one for field in record.fields for one in _one_by_one(field)]
    names = [type_name(one_line(field.text)) for field in record.fields if field.tag == "0"]
    known = next((name for name in reversed(names) if name in CSL_TYPES), "")
    draft.type = CSL_TYPES.get(known) or _guess(record)
    draft.type = noted_type(field.text for field in record.fields if field.tag == "Z") or draft.type
    for name in names:
        if name not in CSL_TYPES:
            draft.report("warning", "unknown-type", f"the record type {name!r} is not known")
        if name != OUT_TYPES[draft.type]:
            draft.keep("0", name)
    fill(draft, record, _meaning(known or OUT_TYPES[draft.type], draft.type), _SPECIAL, _name)
    for variable in NAME_VARIABLES & draft.variables.keys():
        found = in_reading_order(draft.variables[variable])
        if not names and not draft.is_exact(variable):  # EndNote always writes the type; refer itself has none
            found = [read_in_order(one.literal) if one.literal else one for one in found]
        draft.report_whole_person(variable, found)
        draft.variables[variable][:] = found
    complete_titles(draft)
    without_authors(draft)
    date, year = record.first("8"), record.first("D")
    _date(draft, one_line(date), one_line(year))
    languages = [one_line(field.text) for field in record.fields if field.tag == "G" and field.text]
    if len(languages) > 1:
        draft.variables["language"] = ", ".join(languages)
        draft.custom.pop("refer:G", None)
    yield from placed(draft, one_line(record.first("F")))


def _one_by_one(field: Field) -> list[Field]:
    """A field of names, of which some programs write several on one line, ``%A 蔺卿 %A 罗格平``, as one for each."""
    sign = f" %{field.tag} "
    if field.tag not in _NAMES or not any(sign in line for line in field.lines):
        return [field]
    return [Field(field.tag, field.line, [name.strip()]) for name in field.text.split(sign) if name.strip()]


_NAMES: Final = frozenset("AEY?")


def _guess(record: TaggedRecord) -> str:
    if record.first("J"):
        return "article-journal"
    if record.first("B"):
        return "chapter"
    return "report" if record.first("R") and not as_doi(record.first("R")) else "book"


_GIVEN_FIRST: Final = re.compile(r"(?:[^\W\d_][\w'’-]*\.?\s+)*[A-Z]\.(?:\s?[A-Z]\.)*\s+[^\W\d_][\w'’-]+(?:\s[\w'’-]+)?")


def _name(text: str) -> Name:
    """Names with a comma as everywhere; with initials and no comma in refer's own order."""
    if "," not in text and _GIVEN_FIRST.fullmatch(text):
        return Name.parse(text)
    return read_name(text)


def _date(draft: Draft, date: str, year: str) -> None:
    exact = Date.parse(date) if date else Date()
    if date and exact.start is None and year:
        exact = Date.parse(f"{date} {year}")
    if exact.start is not None:
        draft.put("issued", exact)
        if year and exact.year != whole_number(year):
            draft.keep("D", year)
        return
    if year:
        draft.put("issued", year, key="D")
    draft.keep("8", date)


def _pages(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    match = re.fullmatch(r"(.*[0-9ivxlc])\s*(?:p|pp|s|S|pages)\.?", text)
    if draft.type in WHOLES and not re.search(r"[0-9]\s?[-–]\s?[0-9]", text):
        draft.put("number-of-pages", match[1] if match else text, key="P")
    else:
        draft.put("page", text, key="P")


def _lines(variable: str) -> Special:
    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        draft.append(variable, "\n".join(line for line in field.lines if line), "\n")

    return special


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for line in field.lines:
        draft.add_keyword(line)


def _note(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for line in field.lines:
        if not read_extra(line, draft):
            draft.append("note", line, "\n")


def _accessed(draft: Draft, _: TaggedRecord, field: Field) -> None:
    date = Date.parse(field.text)
    if date.start is None:
        draft.keep("[", field.text)
    else:
        draft.put("accessed", date, key="[")


def _serial(draft: Draft, _: TaggedRecord, field: Field) -> None:
    put_serial(draft, "@", one_line(field.text), "number" if draft.type in NUMBERED else None)


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys(("0", "F", "D", "8"), None),
    "P": _pages,
    "X": _lines("abstract"),
    "K": _keywords,
    "Z": _note,
    "@": _serial,
    "[": _accessed,
    ">": lambda draft, _, field: attach(draft.custom, one_line(field.text), role="pdf"),
}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield refer records with an empty line between them.

    Args:
        items: Items.
    """
    return written_records((_fields(item) for item in items), "%{} {}\n", _TAG)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kept = kept_texts(item, "refer")
    written = {"keyword", "note", "abstract", "issued", "DOI"}
    names = map(one_line, kept.pop("0", ()))
    own = [name for name in names if CSL_TYPES.get(name, item.type) == item.type]
    if not any(name in CSL_TYPES for name in own):
        own.append(OUT_TYPES[item.type])
    for name in own:
        yield "0", name
    known = next(name for name in reversed(own) if name in CSL_TYPES)
    if CSL_TYPES[known] != item.type:
        yield "Z", f"type: {item.type}"
    for variable, tag in _tags(known, item.type).items():
        if variable in item.variables and (values := field_values(item, variable)) is not None:
            written.add(variable)
            yield from ((tag, one_line(value)) for value in values)
    yield from (("A", line) for line in author_lines(item, _tags(known, item.type)))
    if item.DOI and not as_doi(item.DOI):
        written.discard("DOI")
    yield from _pages_and_numbers(item, written)
    if item.issued:
        yield from _write_date(item.issued)
    if item.accessed and item.accessed.start is not None:
        written.add("accessed")
        yield "[", item.accessed.edtf()
    yield from _texts(item, written)
    for tag, values in kept.items():
        if len(tag) == 1:
            for value in values:
                yield tag, one_line(value)
    yield "F", one_line(item.id) or made_id(item.variables)


def _pages_and_numbers(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """Pages and serial numbers; what is exact is added to `written`."""
    ranged = bool(re.search(r"[0-9]\s?[-–]\s?[0-9]", one_line(item.page or "")))
    if item.page and (item.type not in WHOLES or ranged):
        written.add("page")
        yield "P", one_line(item.page)
    elif (count := one_line(item.number_of_pages or "")).isdecimal() and item.type in WHOLES:
        written.add("number-of-pages")
        yield "P", count
    for variable, read_numbers in (("ISBN", isbns), ("ISSN", issns)):
        value = item.variables.get(variable)
        if value and read_numbers(value) == value:
            written.add(variable)
            yield "@", value


def _texts(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """Keywords, abstract, notes and attachments."""
    for word in split_keywords(item.keyword or ""):
        yield "K", one_line(word)
    yield "X", "\n".join(lines_of(item.abstract or "", _TAG))
    for line in extra_lines(item, written):
        yield "Z", line
    for line in lines_of(item.note or "", _TAG):
        yield "Z", line
    yield from ((">", one_line(one["path"])) for one in attachments_of(item))


def _write_date(date: Date) -> Iterator[tuple[str, str]]:
    text = date.edtf()
    if re.fullmatch("[0-9]{4}", text) or not text:
        yield "D", text or one_line(str(date))
        return
    if date.year is not None and date.year > 0:
        yield "D", str(date.year)
    yield "8", text


def sniff(text: str) -> float:
    """Sure of ``%0``; fairly sure of several other tags."""
    if re.search(r"^%0 [A-Z]", text, re.MULTILINE):
        return 1.0
    tags = set(re.findall(r"^%([ATDJIKPBV]) \S", text, re.MULTILINE))
    return 0.8 if len(tags) > 2 else 0.0


REFER: Final = Format(
    "refer",
    "Refer / EndNote tagged (enw)",
    media_types=("application/x-endnote-refer",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("refer-enw", "enw", "endnote", "refer-bibix", "bibix"),
    note="lines with % and a letter; what EndNote's website and many catalogues offer",
    own=("refer:", ATTACHMENTS_KEY),
)
"""Refer."""
