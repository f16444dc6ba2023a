"""RIS to items."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from citelib.formats.format import Record, Source
from citelib.formats.kit.attachments import ROLES, attach
from citelib.formats.kit.casing.title_case import lowered
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.endnote import RIS_TYPES, complete_titles, without_authors
from citelib.formats.kit.endnote.tables import ARTICLES, OUT_TYPES, TYPES, WHOLES
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid, page_range, split_pages
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, read_names, split_names, with_dots
from citelib.formats.kit.values import put_serial, put_value
from citelib.formats.tagged.records import Field, TaggedRecord, placed, stray, tagged_records
from citelib.formats.tagged.ris.dates import exactness, is_before, leading_year, read_date, with_year
from citelib.formats.tagged.ris.tables import (
    ACCESSED_BY_DA,
    ACCESSED_BY_PARTS,
    DESCRIBED,
    GENERIC_GENRES,
    M1_IS_ISSUE,
    NOTE_LABELS,
    PMID_TAGS,
    SERIALS,
    TAG,
    WITHOUT_GENRE,
    days_of_issue,
    late,
    meaning,
    type_of,
)
from citelib.model import Date, Name
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = ["read"]

_WHOLE_RECORD: Final = frozenset("TY ID SP EP PY Y1 DA".split())
"""Tags that are read together with others."""

_MOST_COMMAS: Final = 3
"""So many has a name at most, if it is none of an institution."""


def read(source: Source) -> Iterator[Record]:
    """Yield the items of RIS.

    Raises:
        LimitError: A field is longer than the limit.
    """
    for record in _records(source):
        yield from stray(record, "ris")
        if record.fields:
            yield from _item(record)


def _records(source: Source) -> Iterator[TaggedRecord]:
    """The records; fields that Ovid writes behind the end of a record belong to it, as do those in front of its TY."""
    before: TaggedRecord | None = None
    for record in tagged_records(source, TAG, starts=("TY",), ends=("ER",)):
        if before is None:
            before = record
        elif not before.is_closed and "TY" not in before.texts and record.fields and record.fields[0].tag == "TY":
            record.fields[1:1] = before.fields
            record.stray[:0] = before.stray
            before = record
        elif before.is_closed and not record.is_closed and record.fields and not _SUBSTANCE & record.texts.keys():
            before.fields += [Field(field.tag, field.line, field.lines[:1]) for field in record.fields]
            before.stray += [(field.line, line) for field in record.fields for line in field.lines[1:]]
        else:
            yield before
            before = record
    if before is not None:
        yield before


_SUBSTANCE: Final = frozenset("TY TI T1 AU A1".split())
"""Tags one of which a record has that stands for itself."""


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("ris", record.line)
    ris_type = _set_type(draft, record)
    id = one_line(record.first("ID"))
    number = "" if id else _procite_number(record)
    variables = meaning(ris_type, draft.type, is_procite=bool(number))
    exact = days_of_issue(ris_type, draft.type, is_procite=bool(number))
    places = late(ris_type, draft.type, is_procite=bool(number))
    days, done = _dates(draft, record, ris_type, variables, exact)
    names: dict[tuple[str, str], str] = {}
    people: dict[str, list[str]] = {}
    for field in _in_order(record, places, is_article=draft.type in ARTICLES):
        tag, text = field.tag, one_line(field.text)
        if not text or tag in done:
            continue
        if (read := _BY_TAG.get(tag)) is not None and read(draft, field, number):
            continue
        if (variable := variables.get(tag)) is None:
            _special(draft, record, ris_type, tag, text)
        elif variable in NAME_VARIABLES:
            # Databases repeat the authors under both of their tags.
            if names.setdefault((variable, text), tag) == tag:
                _gather(draft, people, variable, tag, text)
        else:
            put_value(draft, variable, tag, text, read_date)
    for variable, texts in people.items():
        found = read_names(texts)
        draft.report_whole_person(variable, found)
        draft.add(variable, map(_spaced, found))
    if "PMID" not in draft:
        # A number of access that is that of PubMed.
        numbers = (_pubmed_number(record, "AN", text) for text in record.all("AN"))
        draft.put("PMID", next(filter(None, numbers), None))
    _pages(draft, record, variables)
    for name, date in days.items():
        draft.put(name, date)
    _complete(draft, record)
    if not record.is_closed:
        draft.report("info", "no-end", "the record has no ER line")
    yield from placed(draft, id or number)


def _complete(draft: Draft, record: TaggedRecord) -> None:
    """What titles and people that are there, or are not, say of each other."""
    complete_titles(draft)
    without_authors(draft)
    if title := draft.variables.get("container-title"):
        # Web of Science writes titles in capitals.
        draft.variables["container-title"] = lowered(title, record.first("JI"))


def _abstract(draft: Draft, field: Field, _: str) -> bool:
    draft.put("abstract", "\n".join(line for line in field.lines if line), key=field.tag)
    return True


def _notes(draft: Draft, field: Field, number: str) -> bool:
    for line in field.lines:
        if not (number and _RECORD_NUMBER.fullmatch(line)):
            _note(draft, line)
    return True


def _keywords(draft: Draft, field: Field, _: str) -> bool:
    for line in field.lines:
        draft.add_keyword(line)
    return True


def _accession(draft: Draft, field: Field, _: str) -> bool:
    """The number of a preprint of arXiv, which most programs write as one of access."""
    match = _ARXIV.fullmatch(one_line(field.text))
    return match is not None and draft.put("number", f"arXiv:{match[1]}", key=field.tag)


_BY_TAG: Final[Mapping[str, Callable[[Draft, Field, str], bool]]] = {
    "AB": _abstract, "N2": _abstract, "N1": _notes, "KW": _keywords, "AN": _accession,
}  # fmt: skip
"""Tags that mean the same in every type, with what reads them; it says whether it has."""


def _gather(draft: Draft, people: dict[str, list[str]], variable: str, tag: str, text: str) -> None:
    """Add the names of a field to those that the record has named before."""
    if variable != "author" and text.count(",") > _MOST_COMMAS and ",," not in text:
        draft.keep(tag, text)  # Ovid lists the authors of cited works as editors
        return
    if variable not in people and variable not in draft:
        draft.variables[variable] = []  # its place among the others
    for one in split_names(text):
        edited = _EDITOR.fullmatch(one)  # ERIC has «Roa, Ada, Ed» among the authors
        people.setdefault("editor" if edited else variable, []).append(edited[1] if edited else one)


def _set_type(draft: Draft, record: TaggedRecord) -> str:
    name, *behind = next((field.lines for field in record.fields if field.tag == "TY"), [""])
    name = name.strip().upper()
    name = _SPELT_OUT.get(name, name)
    for line in behind:  # what wrapped lines there are in other fields is nothing of a type
        draft.append("note", line, "\n")
    draft.type = type_of(name, record.texts.keys())
    if name not in TYPES:
        message = f"the record type {name!r} is not known" if name else "the record has no type (TY)"
        draft.report("warning", "unknown-type", message)
    draft.type = noted_type(record.all("N1")) or draft.type
    if name and name != OUT_TYPES[draft.type]:
        draft.keep("TY", name)
    return name if name in TYPES else ""  # the tables keep what they made of each type


_SPELT_OUT: Final = {endnote.upper(): ris for endnote, ris in RIS_TYPES.items()}
"""Types that are written as EndNote calls them: «Journal Article»."""


def _in_order(record: TaggedRecord, places: Mapping[str, int], *, is_article: bool) -> Iterator[Field]:
    """The fields, so that of tags for one variable the first of the tables counts, and notes fill what is open."""
    found = {tag: places[tag] for tag in places.keys() & record.texts.keys()}
    if "JF" in found and "T2" in record.texts and is_article:
        # EBSCO has another title of the article under T2.
        found["T2"] = found.pop("JF")
    if not found:
        return iter(record.fields)
    behind = sorted((field for field in record.fields if field.tag in found), key=lambda field: found[field.tag])
    return chain((field for field in record.fields if field.tag not in found), behind)


_RECORD_NUMBER: Final = re.compile(r"Record (?:ID|Number): (\S+)")


def _procite_number(record: TaggedRecord) -> str:
    """Number of a record, if the notes of ProCite tell it; nobody else writes this label."""
    return next((match[1] for text in record.all("N1") if (match := _RECORD_NUMBER.fullmatch(text))), "")


def _spaced(name: Name) -> Name:
    """A name, the initials of which may stand close together and without full stops."""
    are_initials = name.given and _INITIALS.fullmatch(name.given) and not (name.family or "").isupper()
    return with_dots(name) if are_initials else name


_INITIALS: Final = re.compile("[A-Z]{2,3}")


_HTML: Final = re.compile(r"</?(?:p|div|span|br|ul|ol|li|h[1-6]|blockquote|strong|em|a)\b[^<>]*>", re.IGNORECASE)


def _note(draft: Draft, line: str) -> None:
    if "<" in line and _HTML.search(line):  # Zotero's own notes are HTML
        line = one_line(html.unescape(_HTML.sub(" ", line)))
    if not line:
        return
    label, colon, value = line.partition(": ")
    variable = NOTE_LABELS.get(label) if colon else None
    if variable in NAME_VARIABLES:
        draft.add(str(variable), [_spaced(read_name(value))])
    elif (variable and variable not in draft and draft.put(variable, value)) or read_extra(line, draft):
        pass
    elif (doi := as_doi(line)) and line.casefold().startswith("doi") and draft.variables.get("DOI", doi) == doi:
        draft.put("DOI", doi)
    else:
        draft.append("note", line, "\n")


def _special(draft: Draft, record: TaggedRecord, ris_type: str, tag: str, text: str) -> None:
    """Tags whose meaning depends on their value or on other tags; all that is left over is kept."""
    if tag == "PMID":
        draft.put("PMID", text, key=tag)
    elif tag == "SN":
        put_serial(draft, tag, text, SERIALS.get(draft.type))
    elif tag == "JO":
        whole = one_line(record.first("JF", "T2"))
        if text != whole:
            draft.put("container-title-short" if whole else "container-title", text, key=tag)
    elif tag == "M3":
        if (doi := as_doi(text)) is not None:
            draft.put("DOI", doi, key=tag)
        elif text.casefold() in GENERIC_GENRES or draft.type in WITHOUT_GENRE:
            draft.keep(tag, text)
        else:
            draft.put("genre", text, key=tag)
    elif tag == "M1" and _is_issue(draft, record, ris_type, text):
        draft.put("issue", text, key=tag)
    elif tag == "C7" and draft.type in ARTICLES:
        draft.put("number" if record.first("SP") else "page", text, key=tag)
    elif tag == "C2" and (pmcid := as_pmcid(text)) is not None:
        draft.put("PMCID", pmcid, key=tag)
    elif tag == "L3" and (doi := as_doi(text)) is not None:
        draft.put("DOI", doi, key=tag)
    elif tag in ROLES:
        attach(draft.custom, text, role=ROLES[tag])
    elif tag == "LK" and not record.first("UR"):
        draft.put("URL", text, key=tag)
    elif (number := _pubmed_number(record, tag, text)) is not None:
        draft.put("PMID", number, key=tag)
    else:
        draft.keep(tag, text)


_ARXIV: Final = re.compile(r"arXiv:\s*(\S+)", re.IGNORECASE)


def _is_issue(draft: Draft, record: TaggedRecord, ris_type: str, text: str) -> bool:
    if record.first("IS", "CP"):
        return False
    return draft.type in ARTICLES and (ris_type in M1_IS_ISSUE or text[:1].isdigit())


def _pubmed_number(record: TaggedRecord, tag: str, text: str) -> str | None:
    words = PMID_TAGS.get(tag)
    match = _PMID.fullmatch(text) if words else None
    if match is None:
        return None
    database = record.first("DB").casefold()
    return match[2] if match[1] or any(word in database for word in words or ()) else None


_PMID: Final = re.compile(r"(PMID: ?)?([0-9]{1,8})")


_UNPAGED: Final = "No-Specified"
"""What Ovid makes of «No Pagination Specified»."""


def _pages(draft: Draft, record: TaggedRecord, variables: Mapping[str, str]) -> None:
    first, last = one_line(record.first("SP")), one_line(record.first("EP"))
    pages = page_range(first, last)
    if pages == _UNPAGED:
        draft.keep("SP", first)
        draft.keep("EP", last)
    elif "SP" in variables and not last:
        draft.put(variables["SP"], pages, key="SP")
    elif draft.type in WHOLES and not last and not split_pages(first)[1]:
        draft.put("number-of-pages", re.sub(r"\s*(?:p|pp|pages)\.?$", "", pages), key="SP")
    elif draft.type not in DESCRIBED or any(map(str.isdigit, pages)):
        draft.put("page", pages, key="SP")
    else:
        draft.keep("SP", pages)
    for tag, used in (("SP", first), ("EP", last)):
        for text in record.all(tag):
            if one_line(text) != used:
                draft.keep(tag, one_line(text))


def _dates(
    draft: Draft, record: TaggedRecord, ris_type: str, variables: Mapping[str, str], exact: Iterable[str]
) -> tuple[dict[str, Date], set[str]]:
    """The days of issue, access and filing, and the tags that were read; what is left over of them is kept.

    DA is more exact than PY, and Y1 is what PY was called before; DA may say no more than month and day. Where DA has
    another year than PY, which is the year to be cited, it is the day of access or of something else.
    """
    exact = [tag for tag in exact if record.first(tag)]
    cited = leading_year(record.first("PY"))
    year = cited or leading_year(record.first("Y1"))
    dates = [
        (tag, text, with_year(text, year) if tag in exact else read_date(text))
        for tag in (*exact, "Y1", "PY")
        for text in record.all(tag)
    ]
    fitting = [entry for entry in dates if not (cited and entry[2].year not in (None, int(cited)))] or dates
    known = [entry for entry in fitting if entry[2].start is not None] or fitting
    days, done = {}, {*_WHOLE_RECORD, *exact}
    issued = Date()
    if known:
        tag, _, issued = known[0]
        if tag not in exact:
            # Of PY and Y1 the one that says more.
            issued = max((date for _, _, date in known), key=exactness)
        days["issued"] = issued
    if "Y2" not in variables:
        done.add("Y2")
        for text in record.all("Y2"):
            date = read_date(text)
            variable = "submitted" if draft.type == "patent" and is_before(date, issued) else "accessed"
            # Ovid says the year of issue twice.
            is_issued = date == issued and text == record.first("Y1") and date.start is not None
            if date.start is None or variable in days or (is_issued and exactness(date) == 1):
                draft.keep("Y2", text)
            else:
                days[variable] = date
    for year_tag, day_tag in ACCESSED_BY_PARTS.get(ris_type, ()):
        year_there, day = leading_year(record.first(year_tag)), one_line(record.first(day_tag))
        date = with_year(day, year_there) if day else read_date(year_there)
        if year_there and date.start is not None and "accessed" not in days:
            days["accessed"] = date
            done.update((year_tag, day_tag))
    for tag, text, date in dates:
        if date.start is not None and date.year == issued.year:
            continue
        if tag == "DA" and ris_type in ACCESSED_BY_DA and date.start is not None and "accessed" not in days:
            days["accessed"] = date
        elif date not in (issued, days.get("accessed")):
            draft.keep(tag, text)
    return days, done


_EDITOR: Final = re.compile(r"([^,]+,[^,]+),\s*[Ee]ds?\.?")
