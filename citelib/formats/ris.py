r"""RIS, in the dialects that databases and reference managers write.

The tags and their meaning by type follow the Reference Manager specification of 2001 and 2011 and what EndNote, Zotero,
Mendeley, Web of Science, Scopus, Ovid, Embase, the Cochrane Library and JSTOR make of them. Wrapped lines, missing
``ER``, repeated tags, tags with one space or none before the hyphen, and text between records are understood.

What CSL has no variable for stays in ``custom`` under ``ris:TAG`` and is written back under its tag. What RIS has no
tag for is written as ``N1  - variable: value``, and relations as ``N1  - reports-on: doi:10.1126/science.aat8078``
(a relation's name, then ``id:``, ``doi:``, ``pmid:`` or ``url:`` and the target); such lines are read back.

Decisions. What databases call articles, books and papers (``M3  - Article``) is no genre, which styles would print. A
date that cannot be read stays as it is. Databases, accession numbers and call numbers are kept for every type, and so
are volume and edition of reports. A work in press is an article.

>>> from citelib.formats.exchange import dumps, loads
>>> item = loads("TY  - JOUR\nPY  - 2019/04/12/\nSP  - 129\nEP  - 130\nID  - b\nER  - \n", "ris")["b"]
>>> item.page, item.issued
('129-130', Date('2019-04-12'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from citelib.formats._draft import Draft
from citelib.formats._extra import extra_lines, read_extra, report_losses, said_type
from citelib.formats._fields import as_doi, as_pmcid, isbns, issns, page_range, split_pages
from citelib.formats._ids import made_id
from citelib.formats._names import read_name, write_name
from citelib.formats._tagged import TaggedRecord, lines_of, one_line, stray, tagged_records
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Date, Item, Point
from citelib.model.vocabulary import ITEM_TYPES, NAME_VARIABLES

__all__ = ["RIS"]

TYPES: Final = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "periodical", "ABST": "article-journal",
    "INPR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "book", "WHOLE": "book", "SER": "book", "CLSWK": "classic", "CHAP": "chapter",
    "ECHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia", "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "standard",
    "PAMP": "pamphlet", "MANSCPT": "manuscript", "UNPB": "manuscript", "BLOG": "post-weblog", "WEB": "webpage",
    "ELEC": "webpage", "COMP": "software", "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset",
    "PCOMM": "personal_communication", "ICOMM": "personal_communication", "PAT": "patent", "CASE": "legal_case",
    "LEGAL": "legal_case", "STAT": "legislation", "BILL": "bill", "UNBILL": "bill", "HEAR": "hearing",
    "ADVS": "motion_picture", "VIDEO": "motion_picture", "MPCT": "motion_picture", "MULTI": "motion_picture",
    "SOUND": "song", "MUSIC": "song", "MAP": "map", "ART": "graphic", "FIGURE": "figure", "CHART": "graphic",
    "SLIDE": "speech", "CTLG": "article-magazine", "GEN": "document", "ANCIENT": "document", "EQUA": "document",
    "GRANT": "document", "UNKNOWN": "document",
}  # fmt: skip
"""CSL type of each RIS type; the first RIS type of a CSL type is the one that is written."""

OUT_TYPES: Final = {
    **{csl: ris for ris, csl in reversed(TYPES.items())},
    "pamphlet": "PAMP", "song": "SOUND", "article": "JOUR", "review": "JOUR", "review-book": "JOUR",
    "entry": "ENCYC", "post": "BLOG", "speech": "SLIDE", "legal_case": "CASE", "regulation": "LEGAL",
    "treaty": "LEGAL", "broadcast": "ADVS", "interview": "PCOMM", "musical_score": "MUSIC", "collection": "SER",
    "document": "GEN", "motion_picture": "MPCT", "webpage": "WEB", "paper-conference": "CONF", "classic": "CLSWK",
}  # fmt: skip

FIELDS: Final = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "T2": "container-title",
    "JF": "container-title", "BT": "container-title", "J2": "container-title-short", "JA": "container-title-short",
    "J1": "container-title-short", "T3": "collection-title", "AU": "author", "A1": "author", "A2": "editor",
    "ED": "editor", "A3": "collection-editor", "A4": "translator", "VL": "volume", "VO": "volume", "IS": "issue",
    "CP": "issue", "NV": "number-of-volumes", "ET": "edition", "SV": "collection-number", "SE": "section",
    "CY": "publisher-place", "PP": "publisher-place", "PB": "publisher", "DO": "DOI", "DI": "DOI", "UR": "URL",
    "LA": "language", "AN": "archive_location", "AV": "archive_location", "DB": "archive", "DP": "source",
    "H1": "source", "CN": "call-number", "H2": "call-number",
}  # fmt: skip
"""Variable of each tag that means one thing, whatever the type; where several mean the same, the first is written."""

_BOOKS: Final = {"T2": "collection-title", "A2": "collection-editor", "A3": "editor", "M1": "collection-number"}
_WHOLE: Final = {"T2": "collection-title", "A2": "collection-editor"}
_LAW: Final = {"T2": "container-title", "OP": "references", "A2": "editor", "J2": "container-title-short"}
_SCREEN: Final = {
    "AU": "director", "A1": "director", "A3": "producer", "A2": "performer", "A4": "contributor", "C5": "medium",
    "T2": "collection-title", "CY": "publisher-place", "SP": "dimensions",
}  # fmt: skip

BY_TYPE: Final[Mapping[str, Mapping[str, str]]] = {
    "book": _BOOKS,
    "classic": _BOOKS,
    "periodical": {"TI": "title"},
    "chapter": {"NV": "number-of-volumes", "M1": "number-of-volumes", "SE": "chapter-number"},
    "article-magazine": {"SE": "section"},
    "paper-conference": {
        "T2": "event-title", "C3": "container-title", "JF": "container-title", "C1": "publisher-place",
        "CY": "event-place", "PP": "publisher-place", "BT": "container-title", "A4": "contributor",
        "T3": "collection-title",
    },
    "entry-dictionary": {"ET": "edition"},
    "thesis": {"A3": "contributor", "T2": "division"},
    "report": {**_WHOLE, "A3": "contributor"},
    "standard": _WHOLE,
    "software": {**_WHOLE, "ET": "version", "IS": "version", "VL": "edition", "C1": "medium"},
    "dataset": {"ET": "version", "IS": "version", "A2": "producer", "A4": "contributor", "NV": "number"},
    "map": {**_WHOLE, "C1": "scale", "C3": "dimensions"},
    "graphic": {"C3": "dimensions", "M1": "medium", "M3": "medium", "VL": "dimensions"},
    "figure": {"C3": "dimensions", "M3": "medium", "VL": "dimensions"},
    "song": {
        "AU": "composer", "A1": "composer", "A2": "author", "C5": "medium", "CY": "publisher-place",
        "PB": "publisher",
    },
    "motion_picture": _SCREEN,
    "broadcast": _SCREEN,
    "personal_communication": {"A2": "recipient"},
    "patent": {
        "A2": "authority", "IS": "number", "M1": "call-number", "C6": "status", "C5": "references", "OP": "issue",
    },
    "legal_case": {**_LAW, "PB": "authority", "SV": "number", "A2": "container-title", "ET": "status"},
    "legislation": {**_LAW, "M1": "number", "ET": "chapter-number", "CY": "jurisdiction"},
    "bill": {**_LAW, "M1": "number", "ET": "chapter-number", "T3": "authority", "A2": "contributor"},
    "hearing": {"T2": "section", "T3": "authority", "M1": "number", "ET": "chapter-number", "OP": "references"},
    "webpage": {"T2": "container-title", "ET": "edition"},
    "post-weblog": {"T2": "container-title"},
}  # fmt: skip
"""Tags that mean something else in the types that are named; what follows the RIS tables of EndNote and Zotero."""

_ARTICLES: Final = frozenset("article article-journal article-magazine article-newspaper periodical review".split())
_BOOKISH: Final = frozenset("book classic chapter entry entry-dictionary entry-encyclopedia collection".split())
_PUBLISHED: Final = _ARTICLES | _BOOKISH | frozenset("paper-conference report".split())

_ELSE: Final = ITEM_TYPES - _ARTICLES - frozenset("bill legal_case legislation personal_communication".split())

ONLY: Final[Mapping[str, frozenset[str]]] = {
    "ET": _BOOKISH | {"map", "report", "article-newspaper"},
    "VL": _PUBLISHED
    | {"song", "musical_score", "legal_case", "legislation", "bill", "regulation", "treaty", "hearing"},
    "NV": _BOOKISH | {"song", "musical_score", "hearing"},
    "J2": _ARTICLES,
    "IS": _ARTICLES | {"paper-conference", "document", "manuscript", "chapter"},
    "CY": _ARTICLES | _ELSE,
    "PB": (_ARTICLES | _ELSE | {"legal_case"}) - {"patent", "post-weblog"},
    "T2": ITEM_TYPES - {"patent", "graphic", "figure", "pamphlet"},
    "T3": _PUBLISHED | {"song", "musical_score", "manuscript"},
    "SE": _ARTICLES | {"bill", "legislation", "regulation"},
    "SV": _BOOKISH | {"report"},
    "A3": _PUBLISHED | {"map"},
}
"""Tags that have their meaning in these types only; in others EndNote gives them one that CSL does not know."""

NOTE_LABELS: Final = {
    "Call Number": "call-number", "Language": "language", "ISBN": "ISBN", "Scale": "scale", "Size": "dimensions",
    "Series Title": "collection-title", "Series Volume ID": "collection-number", "Volume ID": "volume",
    "Series Volume Identification": "collection-number", "Publisher Name": "publisher", "History": "references",
    "Place of Publication": "publisher-place", "Proceedings Title": "container-title", "Edition": "edition",
    "Place of Meeting": "event-place", "Series Editor": "collection-editor",
}  # fmt: skip
"""Labels in front of notes that ProCite wrote for fields without a tag of their own."""

_PAGED: Final = _PUBLISHED | {"legal_case", "legislation", "bill", "hearing", "patent", "manuscript"}

# Types whose SP is the number of pages, those whose SN is a number, and those whose SN is an ISSN if it is unclear.
_WHOLES: Final = frozenset("book classic thesis manuscript pamphlet".split())
_NUMBERED: Final = frozenset("report patent standard".split())

_GENERIC_GENRES: Final = frozenset(("article", "journal article", "research article", "research-article"))
# What databases call articles and books is no genre to be printed («[Review]»).
_WITHOUT_GENRE: Final = _PUBLISHED - {"report"} | frozenset(("legal_case", "patent", "song"))
# Programs that strip lines leave ER without its hyphen.
_TAG: Final = re.compile(r"\s*([A-Z][A-Z0-9])(?: {0,3}-|(?<=ER)(?=\s*$))((?:\s.*)?)")


@cache
def _meaning(csl_type: str) -> Mapping[str, str]:
    """Variable of each tag for a type; tags of the type's own come first."""
    own = BY_TYPE.get(csl_type, {})
    default = {
        tag: variable
        for tag, variable in FIELDS.items()
        if tag not in own and csl_type in ONLY.get(tag, frozenset((csl_type,)))
    }
    return {**own, **default}


@cache
def _tags(csl_type: str) -> tuple[tuple[str, str], ...]:
    """Variable and tag, in the order of writing, for a type."""
    tags: dict[str, str] = {}
    for tag, variable in _meaning(csl_type).items():
        tags.setdefault(variable, tag)
    order = {tag: position for position, tag in enumerate(FIELDS)}
    return tuple(sorted(tags.items(), key=lambda pair: order.get(pair[1], len(order))))


# Reading


def read(source: Source) -> Iterator[Record]:
    """Yield the items of RIS.

    Raises:
        LimitError: A field is longer than the limit.

    """
    for record in tagged_records(source, _TAG, starts=("TY",), ends=("ER",)):
        yield from stray(record, "ris")
        if record.fields:
            yield from _item(record)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("ris", record.line)
    _set_type(draft, record)
    meaning = _meaning(draft.type)
    for field in record.fields:
        tag, text = field.tag, one_line(field.text)
        if not text or tag in _WHOLE_RECORD:
            continue
        if tag in ("AB", "N2"):
            draft.put("abstract", "\n".join(line for line in field.lines if line), key=tag)
        elif tag == "N1":
            for line in field.lines:
                _note(draft, line)
        elif tag == "KW":
            for line in field.lines:
                draft.append("keyword", line, ", ")
        elif (variable := meaning.get(tag)) is None:
            _special(draft, record, tag, text)
        elif variable in NAME_VARIABLES:
            draft.add(variable, [read_name(text)])
        elif variable == "DOI":
            if (doi := as_doi(text)) is not None:
                draft.put("DOI", doi, key=tag)
            else:
                draft.keep(tag, text)
        else:
            draft.put(variable, text, key=tag)
    _pages(draft, record, meaning)
    _dates(draft, record)
    _titles(draft)
    if not record.is_closed:
        draft.report("info", "no-end", "the record has no ER line")
    yield from draft.records(one_line(record.first("ID")))


def _set_type(draft: Draft, record: TaggedRecord) -> None:
    name = record.first("TY").upper()
    draft.type = TYPES.get(name, "document")
    if name not in TYPES:
        message = f"the record type {name!r} is not known" if name else "the record has no type (TY)"
        draft.report("warning", "unknown-type", message)
    if name in _VAGUE and record.first("JO", "JF", "JA", "T2", "J2") and record.first("VL", "IS", "SN", "JO", "JF"):
        draft.type = "article-journal"
    draft.type = said_type(field.text for field in record.fields if field.tag == "N1") or draft.type
    if name and name != OUT_TYPES.get(draft.type):
        draft.keep("TY", name)


_VAGUE: Final = frozenset("GEN UNPB GRANT".split())
"""Types that mean an article when there is a periodical around it."""

_WHOLE_RECORD: Final = frozenset("TY ID SP EP PY Y1 DA".split())
"""Tags that are read together with others."""


def _note(draft: Draft, line: str) -> None:
    if not line:
        return
    label, colon, value = line.partition(": ")
    variable = NOTE_LABELS.get(label) if colon else None
    if variable in NAME_VARIABLES:
        draft.add(str(variable), [read_name(value)])
    elif (variable and variable not in draft and draft.put(variable, value)) or read_extra(line, draft):
        pass
    elif (doi := as_doi(line)) and line.casefold().startswith("doi") and draft.variables.get("DOI", doi) == doi:
        draft.put("DOI", doi)
    else:
        draft.append("note", line, "\n")


def _special(draft: Draft, record: TaggedRecord, tag: str, text: str) -> None:
    """Tags whose meaning depends on their value or on other tags; all that is left over is kept."""
    if tag == "SN":
        _serial(draft, text)
    elif tag == "Y2":
        date = _ris_date(text)
        if date.start is not None and "accessed" not in draft:
            draft.put("accessed", date)
        else:
            draft.keep(tag, text)
    elif tag == "JO":
        is_short = bool(record.first("JF", "T2"))
        draft.put("container-title-short" if is_short else "container-title", text, key=tag)
    elif tag == "M3":
        if (doi := as_doi(text)) is not None:
            draft.put("DOI", doi, key=tag)
        elif text.casefold() in _GENERIC_GENRES or draft.type in _WITHOUT_GENRE:
            draft.keep(tag, text)
        else:
            draft.put("genre", text, key=tag)
    elif tag == "M1" and draft.type in _ARTICLES and text[:1].isdigit() and not record.first("IS", "CP"):
        draft.put("issue", text, key=tag)
    elif tag == "C7" and draft.type in _ARTICLES:
        draft.put("number" if record.first("SP") else "page", text, key=tag)
    elif tag == "C2" and (pmcid := as_pmcid(text)) is not None:
        draft.put("PMCID", pmcid, key=tag)
    elif tag == "LK" and not record.first("UR"):
        draft.put("URL", text, key=tag)
    else:
        draft.keep(tag, text)


_WITH_ISBN: Final = frozenset("software paper-conference map song musical_score motion_picture".split())


def _serial(draft: Draft, text: str) -> None:
    if (numbers := isbns(text)) is not None:
        draft.append("ISBN", numbers, " ")
    elif (numbers := issns(text)) is not None:
        draft.append("ISSN", numbers, " ")
    elif draft.type in _NUMBERED:
        draft.put("number", text, key="SN")
    elif draft.type in _ARTICLES:
        draft.put("ISSN", text, key="SN")
    elif draft.type in _BOOKISH or draft.type in _WITH_ISBN:
        draft.put("ISBN", text, key="SN")
    else:
        draft.keep("SN", text)


def _pages(draft: Draft, record: TaggedRecord, meaning: Mapping[str, str]) -> None:
    first, last = one_line(record.first("SP")), one_line(record.first("EP"))
    pages = page_range(first, last)
    if "SP" in meaning and not last:
        draft.put(meaning["SP"], pages, key="SP")
    elif draft.type in _WHOLES and not last and not split_pages(first)[1]:
        draft.put("number-of-pages", re.sub(r"\s*(?:p|pp|pages)\.?$", "", pages), key="SP")
    elif draft.type in _PAGED or any(map(str.isdigit, pages)):
        draft.put("page", pages, key="SP")
    else:
        draft.keep("SP", pages)
    for tag, used in (("SP", first), ("EP", last)):
        for field in record.fields:
            if field.tag == tag and one_line(field.text) != used:
                draft.keep(tag, one_line(field.text))


def _dates(draft: Draft, record: TaggedRecord) -> None:
    """DA is more exact than PY, and Y1 is what PY was called before; DA may say no more than month and day."""
    primary, exact, former = (one_line(record.first(tag)) for tag in ("PY", "DA", "Y1"))
    dates = [(tag, text, _ris_date(text)) for tag, text in (("DA", exact), ("Y1", former), ("PY", primary)) if text]
    if exact and dates[0][2].start is None and (year := re.match(r"[0-9]{4}", primary or former)):
        with_year = Date.parse(f"{exact.title() if exact.isupper() else exact} {year[0]}")
        if with_year.start is not None:
            dates[0] = ("DA", exact, with_year)
    known = [entry for entry in dates if entry[2].start is not None] or dates
    if not known:
        return
    chosen = known[0]
    if not exact:
        # Of PY and Y1 the one that says more.
        chosen = max(known, key=lambda entry: len(entry[2].start.parts) if isinstance(entry[2].start, Point) else 0)
    draft.put("issued", chosen[2])
    for tag, text, date in dates:
        if date != chosen[2] and not (date.start is not None and date.year == chosen[2].year):
            draft.keep(tag, text)


_SLASHED: Final = re.compile(r"(-?[0-9]{4,})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/\s*(.*))?")


def _ris_date(text: str) -> Date:
    """``2019/04/12/other``; or any other date."""
    match = _SLASHED.fullmatch(text)
    if match is None:
        return Date.parse(text)
    year, month, day, other = match.groups()
    if int(year) == 0:
        return Date()
    numbers = [int(part) if part else 0 for part in (month, day)]
    if not numbers[0] and other:
        date = Date.parse(f"{other} {year}")
        if date.start is not None:
            return date
        return Date(Point(int(year)), season=other)
    if not (numbers[0] <= 12 and numbers[1] <= 31):
        return Date.parse(text)
    return Date(Point.from_parts((int(year), *numbers)))


def _titles(draft: Draft) -> None:
    variables = draft.variables
    if "title" not in variables and draft.type in ("legal_case", "legislation") and "title-short" in variables:
        variables["title"] = variables.pop("title-short")
    if draft.type == "paper-conference" and "container-title" not in variables and "event-title" in variables:
        # T2 of conference papers is the proceedings to most databases and the conference to others.
        variables["container-title"] = variables["event-title"]


# Writing


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield RIS records, each followed by an empty line only if another comes.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    between = ""
    for item in items:
        yield between + "".join(f"{tag}  - {value}\n" for tag, value in _fields(item, writing)) + "ER  - \n"
        between = "\n"


def _fields(item: Item, writing: Writing) -> Iterator[tuple[str, str]]:
    variables = item.variables
    kept: dict[str, list[str]] = {
        key[4:]: value for key, value in item.custom.items() if key.startswith("ris:") and isinstance(value, list)
    }
    csl_type = item.type
    ris_type = next(iter(kept.pop("TY", [])), "")
    if TYPES.get(ris_type) != csl_type and not (ris_type in _VAGUE and csl_type == "article-journal"):
        ris_type = OUT_TYPES.get(csl_type, "GEN")
    yield "TY", ris_type
    written = set(_ALWAYS)
    for variable, tag in _tags(csl_type):
        value = variables.get(variable)
        if value is None or tag == "SP":
            continue
        if variable == "DOI" and as_doi(one_line(value)) is None:
            continue
        if variable == "container-title" and value == variables.get("event-title") and csl_type == "paper-conference":
            written.add(variable)
            continue
        written.add(variable)
        if isinstance(value, tuple):
            for name in value:
                yield tag, write_name(name)
        elif text := one_line(value):
            yield tag, text
    for variable, fields in _SPECIAL_FIELDS:
        if variable in variables and (own := list(fields(item))):
            written.add(variable)
            yield from own
    if csl_type != TYPES[ris_type] and not (ris_type in _VAGUE and csl_type == "article-journal"):
        yield "N1", f"type: {csl_type}"
    for line in extra_lines(item, written):
        yield "N1", line
    report_losses(item, "ris", writing)
    for tag, values in kept.items():
        if re.fullmatch("[A-Z][A-Z0-9]", tag) and tag not in ("ER", "TY", "ID"):
            for value in values:
                if text := one_line(str(value)):
                    yield tag, text
    yield "ID", one_line(item.id) or made_id(variables)


def _page_fields(item: Item) -> Iterator[tuple[str, str]]:
    first, last = split_pages(one_line(item.page or ""))
    is_whole = item.type in _WHOLES or "SP" in _meaning(item.type)
    if first and (last or not is_whole):
        yield "SP", first
        if last:
            yield "EP", last


def _size_fields(item: Item) -> Iterator[tuple[str, str]]:
    text = one_line(item.number_of_pages or "")
    if item.type in _WHOLES and "page" not in item and text and not split_pages(text)[1]:
        yield "SP", text


def _dimension_fields(item: Item) -> Iterator[tuple[str, str]]:
    text = one_line(item.dimensions or "")
    if _meaning(item.type).get("SP") == "dimensions" and "page" not in item and text:
        yield "SP", text


def _serial_fields(item: Item) -> Iterator[tuple[str, str]]:
    for text in (item.ISBN, item.ISSN):
        if text and one_line(text):
            yield "SN", one_line(text)


def _number_fields(item: Item) -> Iterator[tuple[str, str]]:
    text = one_line(item.number or "")
    if item.type in _NUMBERED and text and not isbns(text) and not issns(text):
        yield "SN", text
    elif item.type in _ARTICLES and "page" in item and text:
        yield "C7", text


def _genre_fields(item: Item) -> Iterator[tuple[str, str]]:
    text = one_line(item.genre or "")
    # The type of a GEN record is told by its other fields when it is read, and may be one whose M3 is no genre.
    is_read = item.type not in (*_WITHOUT_GENRE, "document") and "M3" not in _meaning(item.type)
    if text and is_read and text.casefold() not in _GENERIC_GENRES and not as_doi(text):
        yield "M3", text


def _pmcid_fields(item: Item) -> Iterator[tuple[str, str]]:
    if item.PMCID and as_pmcid(item.PMCID) == item.PMCID and "C2" not in _meaning(item.type):
        yield "C2", item.PMCID


def _issued_fields(item: Item) -> Iterator[tuple[str, str]]:
    date = item.issued or Date()
    if date.start is None:
        if text := one_line(str(date)):
            yield "PY", text
        return
    if date.year is not None and 0 < date.year < 10_000:
        yield "PY", f"{date.year:04d}"
    if (text := _write_date(date)) != f"{date.year:04d}":
        yield "DA", text


def _accessed_fields(item: Item) -> Iterator[tuple[str, str]]:
    if item.accessed is not None and item.accessed.start is not None:
        yield "Y2", _write_date(item.accessed)


def _write_date(date: Date) -> str:
    """``YYYY/MM/DD/``, with the name of a season behind; EDTF for what that cannot say."""
    point = date.start
    text = date.edtf()
    if not isinstance(point, Point) or date.end is not None or not re.fullmatch("[0-9-]{4,10}", text) or point.year < 1:
        return text
    season = date.season or _SEASONS.get(point.month or 0)
    if season and point.month in (None, *_SEASONS):
        return f"{point.year:04d}///{one_line(season)}"
    return "/".join([text.replace("-", "/"), *[""] * (point.month is not None)]) if point.month else text


_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


def _abstract_fields(item: Item) -> Iterator[tuple[str, str]]:
    if lines := lines_of(item.abstract or "", _TAG):
        yield "AB", "\n".join(lines)


def _note_fields(item: Item) -> Iterator[tuple[str, str]]:
    for line in lines_of(item.note or "", _TAG):
        yield "N1", line


def _keyword_fields(item: Item) -> Iterator[tuple[str, str]]:
    for word in re.split(r"[,\r\n]+", item.keyword or ""):
        if word := one_line(word):
            yield "KW", word


_SPECIAL_FIELDS: Final = (
    ("issued", _issued_fields),
    ("accessed", _accessed_fields),
    ("page", _page_fields),
    ("number-of-pages", _size_fields),
    ("dimensions", _dimension_fields),
    ("ISBN", _serial_fields),
    ("ISSN", lambda item: () if item.ISBN else _serial_fields(item)),
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


def sniff(text: str) -> float:
    """Sure of a ``TY  -`` line."""
    if re.search(r"^\s{0,3}TY {1,3}-\s*[A-Z]{2,8}\s*$", text, re.MULTILINE):
        return 1.0
    return 0.0


RIS: Final = Format(
    "ris",
    "RIS",
    extensions=(".ris",),
    media_types=("application/x-research-info-systems",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("refman", "reference-manager"),
    note="what databases and reference managers exchange; all dialects",
)
"""RIS."""
