r"""EndNote XML, the exchange format of EndNote.

Source of the elements: EndNote's exports and its RSXML document type; what a field means in a type is in
`citelib.formats.kit.endnote`. Bold, italic, superscript and subscript styles are the markup of CSL. Variables
without an element, and relations, are lines of ``notes`` in the form that RIS has; what CSL has no variable for
stays in ``custom`` under ``endnote-xml:NAME``.

>>> from citelib.formats.exchange import loads
>>> record = '<record><ref-type name="Book">6</ref-type><titles><title>T</title></titles></record>'
>>> loads(f"<xml><records>{record}</records></xml>", "endnote-xml")["t"].type
'book'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import FACES, Format, Record, Source, Writing
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
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_names
from citelib.formats.kit.values import is_read, put_serial, put_value
from citelib.formats.xml.elements import line_of, root_names, text, texts, xml_records
from citelib.formats.xml.writing import element, write_xml
from citelib.model import Date, Item, Point
from citelib.model.custom import ATTACHMENTS_KEY
from citelib.model.keywords import split_keywords
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.richtext.markup import TAGS, tagged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["ENDNOTE_XML"]

NUMBERS: Final[Mapping[str, str]] = {
    "Aggregated Database": "55", "Ancient Text": "51", "Artwork": "2", "Audiovisual Material": "3", "Bill": "4",
    "Blog": "56", "Book": "6", "Book Section": "5", "Case": "7", "Catalog": "8", "Chart or Table": "38",
    "Classical Work": "49", "Computer Program": "9", "Conference Paper": "47", "Conference Proceedings": "10",
    "Dataset": "59", "Dictionary": "52", "Edited Book": "28", "Electronic Article": "43", "Electronic Book": "44",
    "Electronic Book Section": "60", "Encyclopedia": "53", "Equation": "39", "Figure": "37",
    "Film or Broadcast": "21", "Generic": "13", "Government Document": "46", "Grant": "54", "Hearing": "14",
    "Journal Article": "17", "Legal Rule or Regulation": "50", "Magazine Article": "19", "Manuscript": "36",
    "Map": "20", "Music": "61", "Newspaper Article": "23", "Online Database": "45", "Online Multimedia": "48",
    "Pamphlet": "24", "Patent": "25", "Personal Communication": "26", "Report": "27", "Serial": "57",
    "Standard": "58", "Statute": "31", "Thesis": "32", "Unpublished Work": "34", "Web Page": "12",
}  # fmt: skip
"""Number of each type, which is what EndNote reads."""

FIELDS: Final[Mapping[str, str]] = {
    "titles/title": "TI", "titles/short-title": "ST", "periodical/full-title": "T2", "titles/secondary-title": "T2",
    "periodical/abbr-1": "J2", "titles/tertiary-title": "T3", "volume": "VL", "number": "IS", "edition": "ET",
    "section": "SE", "num-vols": "NV", "publisher": "PB", "pub-location": "CY", "language": "LA", "call-num": "CN",
    "accession-num": "AN", "remote-database-name": "DB", "remote-database-provider": "DP", "work-type": "M3",
    "electronic-resource-num": "DO", "custom1": "C1", "custom2": "C2", "custom3": "C3", "custom4": "C4",
    "custom5": "C5", "custom6": "C6", "custom7": "C7", "orig-pub": "OP", "contributors/authors": "AU",
    "contributors/secondary-authors": "A2", "contributors/tertiary-authors": "A3",
    "contributors/subsidiary-authors": "A4",
}  # fmt: skip
"""Field of each element, by its name in RIS; where two mean the same, the first is written."""


@cache
def _meaning(name: str, csl_type: str) -> Mapping[str, str]:
    """Variable of each element for a type."""
    fields = meaning(name, csl_type)
    found = {path: fields[field] for path, field in FIELDS.items() if field in fields}
    return {**found, "periodical/full-title": "container-title", "abstract": "abstract"}


_NAMES: Final = {number: name for name, number in NUMBERS.items()}


def read(source: Source) -> Iterator[Record]:
    """Yield the items of EndNote XML."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "endnote-xml", {"record"}, found.append):
        yield from _item(record)
    yield from found


def _item(record: Element) -> Iterator[Record]:
    draft = Draft("endnote-xml", line_of(record))
    notes = [line for path in ("notes",) for line in _lines(record, path)]
    kind = record.find("ref-type")
    name, numbered = (kind.get("name") or "", _NAMES.get(text(kind), "")) if kind is not None else ("", "")
    name = type_name(name)
    if numbered not in ("", "Generic") and name not in CSL_TYPES:
        name = numbered  # people may call EndNote's types as they like
    is_in_volume = bool(text(record, "volume") and text(record, "titles/secondary-title"))
    draft.type = noted_type(notes) or _type_of(name, is_in_volume=is_in_volume)
    if name and name not in CSL_TYPES:
        draft.report("warning", "unknown-type", f"the record type {name!r} is not known")
    if name and OUT_TYPES[draft.type] != name:
        draft.keep("ref-type", name)
    variables = _meaning(name or OUT_TYPES[draft.type], draft.type)
    for path in (*FIELDS, "abstract"):
        variable = variables.get(path)
        if variable in NAME_VARIABLES:
            names = read_names(list(_values(record, path)))
            draft.report_whole_person(str(variable), names)
            draft.add(str(variable), names)
            continue
        for found in _values(record, path):
            if variable is not None:
                put_value(draft, variable, path, found)
            else:
                draft.keep(path, found)
    complete_titles(draft)
    _rest(draft, record, notes)
    without_authors(draft)
    yield from draft.records(text(record, "label"))


def _type_of(name: str, *, is_in_volume: bool) -> str:
    """CSL type of an EndNote type, which some programs leave generic, with or without a volume of something around."""
    is_generic = name == "Generic" or name not in CSL_TYPES
    return "article-journal" if is_generic and is_in_volume else CSL_TYPES.get(name, "document")


def _values(record: Element, path: str) -> Iterator[str]:
    if path.startswith("contributors/"):
        yield from texts(record, f"{path}/author")
    elif value := _styled(record.find(path)):
        yield value


def _rest(draft: Draft, record: Element, notes: list[str]) -> None:
    for note in notes:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    for word in texts(record, "keywords/keyword"):
        for part in word.split(";"):
            draft.add_keyword(part)
    for url in texts(record, _URL) + texts(record, "urls/web-urls/url"):
        if (doi := as_doi(url)) and draft.variables.get("DOI", doi) == doi:
            draft.put("DOI", doi)
        else:
            put_value(draft, "URL", _URL, url)
    if text(record, "remote-database-name").casefold() in _WITH_PMIDS:
        number = text(record, "accession-num")
        draft.put("PMID", number if number.isascii() and number.isdigit() else None)
    pages = text(record, "pages")
    if draft.type in WHOLES and pages.isdecimal():
        draft.put("number-of-pages", pages)
    else:
        draft.put("page", pages)
    put_serial(draft, "isbn", text(record, "isbn"), "number" if draft.type in NUMBERED else None)
    year, day = text(record, "dates/year"), text(record, "dates/pub-dates/date")
    exact = Date.parse(day) if day else Date()
    if day and year and exact.start is None:
        exact = Date.parse(f"{day} {year}")
    if isinstance(exact.start, Point) and (not year.isdecimal() or year == str(exact.start.year)):
        draft.put("issued", exact)
    else:
        draft.put("issued", year)
        draft.keep("dates/pub-dates/date", day)
    draft.put("accessed", text(record, "access-date"))
    for path, role in _FILES.items():
        for address in texts(record, path):
            attach(draft.custom, address, role=role)
    for path in _KEPT:
        for one in record.findall(path):
            draft.keep(path, text(one))


_URL: Final = "urls/related-urls/url"
_WITH_PMIDS: Final = frozenset(("medline", "pubmed", "nlm"))
"""Databases whose numbers of access are those of PubMed, in small letters."""
_FILES: Final = {
    "urls/pdf-urls/url": "pdf", "urls/text-urls/url": "full-text", "urls/image-urls/url": "image",
}  # fmt: skip
"""What a file is to the work, by where its address stands."""
_KEPT: Final = (
    "research-notes", "auth-address", "titles/alt-title", "reprint-edition", "reviewed-item", "caption",
)  # fmt: skip
"""Elements that stay in ``custom`` in every type."""
_KEEPABLE: Final = frozenset((*_KEPT, *FIELDS, _URL, "isbn", "dates/pub-dates/date"))
"""Elements of which something can be in ``custom``."""

_STYLES: Final = {"italic": "italic", "bold": "bold", "sup": "superscript", "sub": "subscript"}
"""EndNote's face for each kind of markup."""


def _styled(node: Element | None) -> str:
    """Text with EndNote's styles as markup."""
    if node is None:
        return ""
    parts = [str(node.text or "")]
    for child in node:
        face = child.get("face") or ""
        marks = [TAGS[kind] for kind, name in _STYLES.items() if name in face]
        inside = "".join(str(one) for one in child.itertext())
        parts += [start for start, _ in marks]
        parts.append(inside)
        parts += [end for _, end in reversed(marks)]
        parts.append(str(child.tail or ""))
    return one_line("".join(parts))


def _lines(record: Element, path: str) -> list[str]:
    return [
        line
        for one in record.findall(path)
        for part in "".join(str(piece) for piece in one.itertext()).splitlines()
        if (line := one_line(part))
    ]


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield an EndNote XML document.

    Args:
        items: Items.
    """
    return write_xml("<xml><records>", (_element(item) for item in items), "</records></xml>")


def _element(item: Item) -> Element | None:
    variables = item.variables
    kept = kept_texts(item, "endnote-xml")
    written = {"keyword", "note", "issued"}
    values: dict[str, list[Any]] = {}
    names = [name for name in kept.pop("ref-type", ()) if CSL_TYPES.get(name, "document") == item.type]
    name = next(iter(names), OUT_TYPES[item.type])
    for path, variable in _meaning(name, item.type).items():
        if (
            variable not in variables
            or variable in written
            or (path == "periodical/full-title" and item.type not in ARTICLES)
        ):
            continue
        if (found := field_values(item, variable)) is not None:
            written.add(variable)
            values |= {path: found} if found else {}
    if authors := author_lines(item, _meaning(name, item.type).values()):
        values.setdefault("contributors/authors", []).extend(authors)
    if item.type in WHOLES and (count := item.number_of_pages) and count.isdecimal() and "page" not in variables:
        written.add("number-of-pages")
        values["pages"] = [count]
    elif item.page and not (item.type in WHOLES and item.page.isdecimal()):
        written.add("page")
        values["pages"] = [item.page]
    for variable, numbers in (("ISBN", isbns), ("ISSN", issns)):
        value = variables.get(variable)
        if value and numbers(value) == value and "isbn" not in values:
            written.add(variable)
            values["isbn"] = [value]
    if item.URL and item.URL.strip() and is_read("URL", item.URL) and (item.DOI or not as_doi(item.URL)):
        written.add("URL")
        values[_URL] = [item.URL]
    if item.issued:
        day = item.issued.edtf()
        is_year = bool(re.fullmatch("[0-9]{4}", day)) or not day
        values["dates/year"] = [str(item.issued) if is_year else str(item.issued.year)]
        if not is_year:
            values["dates/pub-dates/date"] = [day]
    if item.accessed and item.accessed.start is not None:
        written.add("accessed")
        values["access-date"] = [item.accessed.edtf()]
    read_as = _type_of(name, is_in_volume={"volume", "titles/secondary-title"} <= values.keys())
    notes = [] if read_as == item.type else [f"type: {item.type}"]
    notes += [*extra_lines(item, written), *(item.note or "").splitlines()]
    places = {role: path for path, role in _FILES.items()}
    for one in attachments_of(item):
        values.setdefault(places.get(one.get("role", ""), "urls/pdf-urls/url"), []).append(one["path"])
    for path, more in kept.items():
        if path in _KEEPABLE:
            values.setdefault(path, []).extend(more)
    keywords = split_keywords(item.keyword or "")
    return element(
        "record",
        [
            element("ref-type", NUMBERS.get(name, "13"), name=name),
            *(_nested(values)),
            element("keywords", [element("keyword", word) for word in keywords if word]),
            element("notes", "\n".join(line for line in notes if line.strip())),
            element("label", item.id),
        ],
    )


def _nested(values: Mapping[str, list[Any]]) -> Iterator[Element | None]:
    """Elements of values by path, those of one parent together."""
    groups: dict[str, dict[str, list[Any]]] = {}
    for path, content in values.items():
        head, _, rest = path.partition("/")
        groups.setdefault(head, {})[rest] = content
    for head, inside in groups.items():
        for rest, content in inside.items():
            if not rest:
                for one in content:
                    yield element(head, _style(one))
        deeper = {rest: content for rest, content in inside.items() if rest}
        if head == "contributors":
            people = {rest: [element("author", str(one)) for one in content] for rest, content in deeper.items()}
            yield element(head, [element(rest, authors) for rest, authors in people.items()])
        elif deeper:
            yield element(head, _nested(deeper))


def _style(value: str) -> Any:
    """Text, or its markup as EndNote's styles."""
    pieces = list(tagged(value))
    if all(turn == 0 for turn, _ in pieces):
        return value
    parts: list[Element | None] = []
    faces: list[str] = []
    for turn, part in pieces:
        if turn == 0:
            parts.append(element("style", part, face=" ".join(faces) or "normal"))
        elif turn > 0:
            faces.append(_STYLES[part])
        else:
            faces.pop()
    return parts


def sniff(text: str) -> float:
    """Sure of ``<xml><records>`` and a ``ref-type``."""
    root = root_names(text)[0]
    if root not in ("xml", "records", "record"):
        return 0.0
    if "<ref-type" in text:
        return 1.0
    return 0.5 if "<record>" in text and (root != "record" or "<titles>" in text) else 0.0


ENDNOTE_XML: Final = Format(
    "endnote-xml",
    "EndNote XML",
    sniff=sniff,
    read=read,
    write=write,
    markup=FACES,
    aliases=("enxml",),
    note="the exchange format of EndNote",
    own=("endnote-xml:", ATTACHMENTS_KEY),
)
"""EndNote XML."""
