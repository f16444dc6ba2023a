r"""Refer and its EndNote dialect (``.enw``): lines that begin with ``%`` and a letter.

Source of the tags: the manual page of refer and EndNote's list of its import and export tags. Variables without a tag,
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

from citelib.formats._draft import Draft
from citelib.formats._extra import extra_lines, read_extra, report_losses, said_type
from citelib.formats._fields import as_doi, isbns, issns
from citelib.formats._ids import made_id
from citelib.formats._names import read_name, write_name
from citelib.formats._tagged import (
    Field,
    Special,
    TaggedRecord,
    fill,
    lines_of,
    one_line,
    put_serial,
    stray,
    tagged_records,
)
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Date, Item, Name

__all__ = ["REFER"]

TYPES: Final[dict[str, str]] = {
    "Journal Article": "article-journal", "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper", "Book": "book", "Edited Book": "book", "Electronic Book": "book",
    "Book Section": "chapter", "Electronic Book Section": "chapter", "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference", "Thesis": "thesis", "Report": "report",
    "Government Document": "report", "Web Page": "webpage", "Electronic Source": "webpage", "Blog": "post-weblog",
    "Patent": "patent", "Computer Program": "software", "Dataset": "dataset", "Online Database": "dataset",
    "Personal Communication": "personal_communication", "Film or Broadcast": "motion_picture",
    "Audiovisual Material": "motion_picture", "Online Multimedia": "motion_picture", "Audio": "song", "Music": "song",
    "Artwork": "graphic", "Figure": "figure", "Chart or Table": "graphic", "Map": "map", "Bill": "bill",
    "Case": "legal_case", "Legal Rule or Regulation": "regulation", "Statute": "legislation", "Hearing": "hearing",
    "Manuscript": "manuscript", "Unpublished Work": "manuscript", "Pamphlet": "pamphlet", "Standard": "standard",
    "Dictionary": "entry-dictionary", "Encyclopedia": "entry-encyclopedia", "Classical Work": "classic",
    "Serial": "book", "Generic": "document", "Ancient Text": "document", "Equation": "document",
}  # fmt: skip
"""CSL type of each EndNote type; the first EndNote type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "T": "title", "!": "title-short", "A": "author", "E": "editor", "?": "translator", "J": "container-title",
    "B": "container-title", "S": "collection-title", "V": "volume", "N": "issue", "P": "page", "I": "publisher",
    "C": "publisher-place", "R": "DOI", "U": "URL", "G": "language", "K": "keyword", "L": "call-number",
    "M": "archive_location", "~": "archive", "W": "source", "7": "edition", "6": "number-of-volumes", "9": "genre",
    "&": "section", "X": "abstract",
}  # fmt: skip
"""Variable of each tag that means one thing."""

BY_TYPE: Final[Mapping[str, Mapping[str, str]]] = {
    "book": {"B": "collection-title", "J": "collection-title", "Y": "translator"},
    "chapter": {"Y": "collection-editor", "S": "collection-title"},
    "paper-conference": {"Y": "collection-editor"},
    "thesis": {"Y": "contributor", "B": "division"},
    "patent": {"N": "number", "C": "publisher-place"},
    "report": {"B": "collection-title"},
    "legal_case": {"I": "authority"},
    "song": {"A": "composer"},
    "motion_picture": {"A": "director"},
    "map": {"A": "author"},
    "software": {"7": "version"},
}
"""Tags that mean something else in the types that are named."""

_PAGED_WHOLES: Final = frozenset("book thesis manuscript pamphlet".split())
_TAG: Final = re.compile(r"%([0-9A-Za-z!?@~&()+>\[\]{}=^#$<*:-])(?:\s+(.*)|\s*())")


@cache
def _meaning(csl_type: str) -> Mapping[str, str]:
    return {**FIELDS, **BY_TYPE.get(csl_type, {})}


@cache
def _tags(csl_type: str) -> Mapping[str, str]:
    """Tag of each variable for a type."""
    tags: dict[str, str] = {}
    for tag, variable in {**BY_TYPE.get(csl_type, {}), **_meaning(csl_type)}.items():
        tags.setdefault(variable, tag)
    if csl_type not in _JOURNALS:
        tags.update({"container-title": "B"} if "B" not in BY_TYPE.get(csl_type, {}) else {})
    order = list(FIELDS)
    return dict(sorted(tags.items(), key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order)))


_JOURNALS: Final = frozenset("article article-journal article-magazine article-newspaper periodical review".split())


def read(source: Source) -> Iterator[Record]:
    """Yield the items of refer."""
    for record in tagged_records(source, _TAG, starts=("0",), blank_ends=True, repeat_ends=True):
        yield from stray(record, "refer")
        if record.fields:
            yield from _item(record)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("refer", record.line)
    names = [one_line(field.text) for field in record.fields if field.tag == "0"]
    draft.type = next((TYPES[name] for name in reversed(names) if name in TYPES), _guess(record))
    for name in names:
        if name not in TYPES:
            draft.report("warning", "unknown-type", f"the record type {name!r} is not known")
        if name != _OUT_TYPES.get(draft.type):
            draft.keep("0", name)
    draft.type = said_type(field.text for field in record.fields if field.tag == "Z") or draft.type
    fill(draft, record, _meaning(draft.type), _SPECIAL, _name)
    date, year = record.first("8"), record.first("D")
    _date(draft, one_line(date), one_line(year))
    languages = [one_line(field.text) for field in record.fields if field.tag == "G" and field.text]
    if len(languages) > 1:
        draft.variables["language"] = ", ".join(languages)
        draft.custom.pop("refer:G", None)
    yield from draft.records(one_line(record.first("F")))


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
        if year and not (year.isdigit() and exact.year == int(year)):
            draft.keep("D", year)
        return
    if year:
        draft.put("issued", year, key="D")
    draft.keep("8", date)


def _pages(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    match = re.fullmatch(r"(.*[0-9ivxlc])\s*(?:p|pp|s|S|pages)\.?", text)
    if draft.type in _PAGED_WHOLES and not re.search(r"[0-9]\s?[-–]\s?[0-9]", text):
        draft.put("number-of-pages", match[1] if match else text, key="P")
    else:
        draft.put("page", text, key="P")


def _lines(variable: str) -> Special:
    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        draft.append(variable, "\n".join(line for line in field.lines if line), "\n")

    return special


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for line in field.lines:
        draft.append("keyword", line, ", ")


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


def _serial(draft: Draft, record: TaggedRecord, field: Field) -> None:
    if draft.type in ("patent", "report", "standard") and not isbns(field.text) and not issns(field.text):
        draft.put("number", one_line(field.text), key="@")
    else:
        put_serial(draft, record, field)


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys(("0", "F", "D", "8"), None),
    "P": _pages,
    "X": _lines("abstract"),
    "K": _keywords,
    "Z": _note,
    "@": _serial,
    "[": _accessed,
}


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield refer records with an empty line between them.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    between = ""
    for item in items:
        yield between + "".join(f"%{tag} {value}\n" for tag, value in _fields(item, writing) if value)
        between = "\n"


_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}


def _fields(item: Item, writing: Writing) -> Iterator[tuple[str, str]]:
    kept = {key[6:]: value for key, value in item.custom.items() if key.startswith("refer:")}
    written = {"keyword", "note", "abstract", "issued", "DOI"}
    names = [one_line(str(name)) for name in kept.pop("0", ()) if isinstance(name, str)]
    own = [name for name in names if TYPES.get(name) == item.type]
    for name in own or [_OUT_TYPES.get(item.type, "Generic")]:
        yield "0", name
    if item.type not in _OUT_TYPES:
        yield "Z", f"type: {item.type}"
    for variable, tag in _tags(item.type).items():
        value = item.variables.get(variable)
        if value is None or variable in ("keyword", "abstract", "page") or (variable == "DOI" and not as_doi(value)):
            continue
        written.add(variable)
        if isinstance(value, tuple):
            for name in value:
                yield tag, write_name(name)
        else:
            yield tag, one_line(value)
    if item.DOI and not as_doi(item.DOI):
        written.discard("DOI")
    ranged = bool(re.search(r"[0-9]\s?[-–]\s?[0-9]", one_line(item.page or "")))
    if item.page and (item.type not in _PAGED_WHOLES or ranged):
        written.add("page")
        yield "P", one_line(item.page)
    elif (count := one_line(item.number_of_pages or "")).isdigit() and item.type in _PAGED_WHOLES:
        written.add("number-of-pages")
        yield "P", count
    for variable, read_numbers in (("ISBN", isbns), ("ISSN", issns)):
        value = item.variables.get(variable)
        if value and read_numbers(value) == value:
            written.add(variable)
            yield "@", value
    if item.issued:
        yield from _write_date(item.issued)
    if item.accessed and item.accessed.start is not None:
        written.add("accessed")
        yield "[", item.accessed.edtf()
    for word in re.split(r"[,\r\n]+", item.keyword or ""):
        yield "K", one_line(word)
    yield "X", "\n".join(lines_of(item.abstract or "", _TAG))
    for line in extra_lines(item, written):
        yield "Z", line
    for line in lines_of(item.note or "", _TAG):
        yield "Z", line
    report_losses(item, "refer", writing)
    for tag, values in kept.items():
        if len(tag) == 1 and isinstance(values, list):
            for value in values:
                yield tag, one_line(str(value))
    yield "F", one_line(item.id) or made_id(item.variables)


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
    extensions=(".enw", ".refer"),
    media_types=("application/x-endnote-refer",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("refer-enw", "enw", "endnote", "refer-bibix", "bibix"),
    note="lines with % and a letter; what EndNote's website and many catalogues offer",
)
"""Refer."""
