r"""Records of the Ovid databases: «tagged» with two letters, and with field names in full («labelled»).

Source of the tags: Ovid's field guides of the databases, whose records differ. The newer databases give journal,
volume, pages and date a field each; in the others all of it stands in the source (``SO``) and is taken apart here. An
accession number is the call number of the record in the database that `source` names. What CSL has no variable for
stays in ``custom`` under ``ovid-tagged:TAG``.

Decisions. Dates are as exact as the record has them, and two months are a range. All ISBNs and ISSNs are kept, as they
are written. Of a thesis, the publisher is the university and not who sells copies; of theses and patents, the journal
that announces them is not a container. Brackets about a whole title mean that it is translated and are taken off, as in
MEDLINE. Publisher, PubMed number and DOI are kept for every type.

>>> from citelib.formats.exchange import loads
>>> text = "<1. >\nAN  - X1.\nAU  - Ding, Wei PhD 2,+\nTI  - A title.  [Article]\nSO  - Acta August 2011;43(8):647-53\n"
>>> item = loads(text, "ovid-tagged")["X1"]
>>> item.author[0].given, item.title, item.container_title, item.volume, item.issue, item.page, item.issued
('Wei', 'A title', 'Acta', '43', '8', '647-653', Date('2011-08'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import full_pages
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, read_serial, stray, tagged_records
from citelib.model import Date, Name

__all__ = ["OVID"]

TYPES: Final[Mapping[str, str]] = {
    "patent": "patent", "dissertation": "thesis", "chapter": "chapter", "book review": "review-book", "book": "book",
    "text/reference": "book", "drug reference": "book", "technical report": "report",
}  # fmt: skip
"""CSL type of a publication or document type that contains the words; the first of these decides."""

FIELDS: Final[Mapping[str, str]] = {
    "AN": "call-number", "DB": "source", "JN": "container-title", "VO": "volume", "IP": "issue", "DI": "DOI",
    "DO": "DOI", "PM": "PMID", "RO": "license", "AB": "abstract", "PN": "number", "JA": "container-title-short",
    "TT": "original-title", "NT": "note",
}  # fmt: skip

LABELS: Final[Mapping[str, str]] = {
    "Accession Number": "AN", "Author": "AU", "Authors": "AU", "Institution": "IN", "Title": "TI", "Source": "SO",
    "Abstract": "AB", "Author Keywords": "KW", "Keyword Heading": "KW", "Language": "LG", "Document Type": "DT",
    "Publication Type": "PT", "ISSN": "IS", "ISBN": "IB", "DOI Number": "DI", "DOI": "DI", "Digital Object Identifier":
    "DI", "Publisher": "PU", "Year of Publication": "YR", "Editor": "ED", "Database": "DB", "Copyright": "RO",
    "Subject Headings": "SH", "MeSH Subject Headings": "MH", "Journal Name": "JN", "Volume": "VO", "Issue": "IP",
    "Pages": "PG", "Page": "PG", "Date of Publication": "DP", "Original Title": "TT", "References": "RF",
}  # fmt: skip
"""Tag of each field name in full."""

# A record begins with its number in angle brackets; the bracket does duty as the tag.
_NUMBER: Final = r"(?<=<)[0-9]+\.? ?>\s*"
_TAG: Final = re.compile(rf" ?(<|[A-Z][A-Z0-9]|SCORE)(?:{_NUMBER}|(?<=[A-Z0-9]) {{1,3}}-(?: (.*))?)")
_LABEL: Final = re.compile(rf"(<|[A-Z][A-Za-z/&()' -]{{1,60}})(?:{_NUMBER}|(?<=[A-Za-z)])\s*())")
_TAGGED: Final = re.compile(r"^ ?[A-Z][A-Z0-9] {1,3}- ", re.MULTILINE)


def read(source: Source) -> Iterator[Record]:
    """Yield the items of an Ovid export, in either form."""
    pattern = _TAG if _TAGGED.search(source.head()) else _LABEL
    for record in tagged_records(source, pattern, starts=("<",)):
        for field in record.fields:
            field.tag = LABELS.get(field.tag, field.tag)
        yield from stray(record, "ovid-tagged")
        if any(field.tag != "<" for field in record.fields):
            yield from _item(record)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("ovid-tagged", record.line)
    draft.type = _type(record)
    fill(draft, record, FIELDS, _SPECIAL)
    _source(draft, record)
    _publisher(draft, record)
    _date(draft, record)
    if draft.type == "thesis":
        draft.put("genre", one_line(record.first("DT")))
    for variable in _OF_JOURNALS if draft.type in ("book", "thesis", "patent") else ():
        # Of the abstracts or the gazette where it is announced, not of the work.
        draft.keep(variable, draft.variables.pop(variable, ""))
    yield from draft.records(str(draft.variables.get("call-number", "")))


_OF_JOURNALS: Final = ("container-title", "volume", "issue", "ISSN")


def _type(record: TaggedRecord) -> str:
    given = [one_line(field.text).casefold() for field in record.fields if field.tag in ("PT", "DT")]
    for words, csl_type in TYPES.items():
        if any(words in one for one in given) and not (csl_type == "book" and record.first("JN")):
            return csl_type
    return "article-journal" if record.first("SO", "JN") or not record.first("IB", "PU", "ED") else "book"


# Names


_REMARK: Final = re.compile(r"(?<!\s)\s*\[[^\[\]]*\]")
_MARKS: Final = "0123456789+*#,^{}[]()"
"""Marks of affiliations and footnotes."""
_DEGREE: Final = re.compile(r"\b(?:Ph\.?\s?D|(?:[A-Z]\.)?[A-Z][a-z]*\.?[A-Z][A-Za-z]+|[MD]\.[DAS]\.|[MD]D|R\.?N)\b.*")

_SUFFIX: Final = re.compile(r"[JS]r\b|[IVX]+\b")


def _without_marks(text: str) -> str:
    """A name without the marks behind it, which stand behind a space, a full stop or a comma.

    >>> _without_marks("Roa, A.1,2"), _without_marks("Roa, Ada *"), _without_marks("Roa, A3")
    ('Roa, A.', 'Roa, Ada', 'Roa, A3')
    """
    bare = text.rstrip(_MARKS)
    if bare and bare != text and (bare[-1] == "." or bare[-1].isspace()):
        return bare.strip()
    comma = text.find(",", len(bare))
    return text if comma < 0 else text[: comma + 1]


def _name(text: str) -> Name:
    """A name without remarks in brackets, marks of affiliation and academic degrees, which Ovid appends.

    >>> _name("Walsdorf, Neill B. [Inventor, Reprint Author]"), _name("Gazic, Barbara MD, PhD *")
    (Name(family='Walsdorf', given='Neill B.'), Name(family='Gazic', given='Barbara'))
    """
    text = _without_marks(_REMARK.sub("", one_line(text)).strip())
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        return with_dots(read_name(text))
    first, space, rest = given.partition(" ")
    if space and (degree := _DEGREE.search(rest)) and not _SUFFIX.match(degree[0]):
        given = f"{first} {rest[: degree.start()]}".strip(" ,")
    if len(given) > 2 and given.endswith(".") and given[-3:-1].isalpha() and given[-2].islower() and len(first) > 3:
        given = given[:-1]
    if family.isupper() and len(family) > 2:
        family = family.title()
    name = with_dots(read_name(f"{family}, {given}"))
    # Given names are followed by an initial with or without its stop.
    return attrs.evolve(name, given=name.given.rstrip(",")) if name.given else name


def _names(variable: str) -> Special:
    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        for line in field.lines:
            draft.add(variable, [_name(one) for one in _REMARK.sub("", line).split(";") if one.strip()])

    return special


# Titles


_KIND: Final = re.compile(r"(?<!\s)\s*(?:\.\s*)?\[(?:[A-Z][A-Za-z &/,-]{2,40})\]\.?$")


def _plain_title(text: str) -> str:
    """A title without the kind of article behind it, its full stop, and quotation marks or brackets about all of it."""
    text = _KIND.sub(".", text) if not text.startswith("[") else text
    text = text.removesuffix(".") if not text.endswith("..") else text
    for start, end in ('""', "[]", "“”"):
        if text.startswith(start) and text.endswith(end) and len(text) > 1 and text.count(end, 1) == 1:
            text = text[1:-1].removesuffix(".")
    return text


def _title(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("title", _plain_title(one_line(field.text)), key="TI")


# The source


_EDITOR: Final = re.compile(r"([^\[\];]+?)\s*\[Eds?(?:itors?)?\b[^\[\]]*\][,;.]*\s*")
_YEAR: Final = r"(?:1[5-9]|20)[0-9]{2}"
_WORD: Final = r"(?:[A-Z][a-z]{2,8}\.?(?:[/-][A-Z][a-z]{2,8}\.?)?\s+)"
_DATE: Final = re.compile(
    rf"(?:{_WORD}(?:[0-9]{{1,2}},\s*)?{_YEAR}|{_YEAR}\s+[0-9]{{1,2}}\s+[A-Z][a-z]+"
    rf"|{_YEAR}(?:\s[A-Z][a-z]{{2}}(?:\s[0-9]{{1,2}})?)?)(?![0-9-])"
)
_VOLUME: Final = re.compile(
    r"(?:\bVol\.?\s*)?(?<![0-9(])\b(?P<volume>[0-9]+[A-Za-z]?)\s*\((?P<issue>(?:[^()]|\([^()]*\)){1,40})\)"
    rf"|\bVol\.?\s*(?P<only>[0-9]+)|(?<=;)\s*(?P<after>[0-9]+)(?=[:(])|(?<=\s)(?P<before>(?!{_YEAR})[0-9]{{1,4}})"
    rf"(?=,\s+{_WORD}?{_YEAR}|:\s?[A-Z]?[0-9])"
)
_PAGES: Final = re.compile(
    r"(?:\(?\bpp?\.?\s+|[:;]\s*)([A-Za-z]?[0-9]+(?:\s?-\s?[A-Za-z]?[0-9]+)?)(?![0-9(]|\s?pp)(?=[\s,.;)]|$)"
)
_PLACE: Final = re.compile(r"\bpp\.\s+(?P<place>[A-Z][^:.]{2,60}): (?P<publisher>.+)")


def _source(draft: Draft, record: TaggedRecord) -> None:
    """Take the source apart, as far as fields of its own do not say it."""
    field = next((one for one in record.fields if one.tag in ("SO", "BT") and one.text), None)
    if field is None:
        return
    text = one_line(field.lines[0])
    for line in field.lines[1:]:
        if match := re.fullmatch(r"Series Information:\s*(.+)", line):
            draft.put("collection-title", match[1].rstrip("."))
        else:
            text += f" {one_line(line)}"
    # What the source says in words of its own remains.
    draft.keep(field.tag, text)
    while match := _EDITOR.match(text):
        draft.add("editor", [_name(match[1])])
        text = text[match.end() :]
    text = re.sub(rf"^\(({_YEAR})\)\.\s*", "", text)
    chapter = draft.type == "chapter"
    starts = [found.start() for pattern in (_VOLUME, _DATE, _PAGES) if (found := pattern.search(text))]
    start = min(starts, default=len(text))
    if field.tag == "SO" or chapter:
        host = text[:start]
        publisher = record.first("PB")
        if field.tag == "BT" and publisher in host:
            host = host[: host.index(publisher)]
        if (translated := re.match(r"\[([^\[\]]+)\]", host)) is not None:
            host = translated[1]
        host, _, event = host.partition(". Conference: ")
        draft.put("event-title", event.strip(" .,:;("))
        # Without a number behind it, the title is the first sentence.
        _unless(draft, "container-title", host.strip(" .,:;("))
    rest = text[start:].partition("Date of Publication")[0]
    if (volume := _VOLUME.search(rest)) and not chapter and draft.type not in ("patent", "book"):
        number = volume["volume"] or volume["only"] or volume["after"] or volume["before"]
        _unless(draft, "volume", number)
        _unless(draft, "issue", (volume["issue"] or "").strip())
    if "Chapter pagination:" in rest:
        rest = rest[rest.index("Chapter pagination:") :]
    if draft.type != "patent" and (pages := _PAGES.search(rest)):
        _unless(draft, "page", full_pages(pages[1].replace(" ", "")))
    if chapter and (place := _PLACE.search(rest)):
        _unless(draft, "publisher-place", place["place"])


def _unless(draft: Draft, variable: str, value: str) -> None:
    if value and variable not in draft:
        draft.put(variable, value)


def _pages(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    if any(c.isdigit() for c in text):
        draft.put("page", full_pages(text), key="PG")


_SEEN: Final = re.compile(r"\[(?:viewed|accessed)\s+([^\[\]]+)\]")


def _date(draft: Draft, record: TaggedRecord) -> None:
    """The most exact date of those that the record gives, the year deciding."""
    year = record.first("YR")
    found = [one_line(record.first(tag)) for tag in ("DG", "DP")]
    for tag in ("SO", "BT"):
        text = one_line(record.first(tag))
        if seen := _SEEN.search(text):
            draft.put("accessed", seen[1])
            text = text[: seen.start()]
        found += [match[0] for match in _DATE.finditer(text)]
    for text in found:
        if not text or year not in text:
            continue
        if (date := Date.parse(text)).start is not None:
            draft.put("issued", date)
            return
    draft.put("issued", year)


def _publisher(draft: Draft, record: TaggedRecord) -> None:
    """Publisher and place: ``PU  - Name; country``, ``PB  - Name, place``, ``PI  - Name, address``."""
    if draft.type == "thesis" and (institution := one_line(record.first("IN"))):
        draft.put("publisher", institution.partition(": ")[2] or institution)
        draft.keep("PU", record.first("PU"))
        return
    if text := one_line(record.first("PU")).rstrip("."):
        name, _, place = text.partition("; ")
    elif text := one_line(record.first("PB")).rstrip("."):
        name, _, place = text.rpartition(", ")
        name, place = (name, place) if name else (place, "")
    else:
        name, _, place = one_line(record.first("PI")).partition(", ")
        place = ", ".join(place.split(", ")[-2:])
    draft.put("publisher", name)
    place = record.first("LC").rstrip(".") or place
    if len(place) > _LONGEST_PLACE or place.endswith("not given"):
        draft.keep("publisher-place", place)
    else:
        _unless(draft, "publisher-place", place)


_LONGEST_PLACE: Final = 60


def _keywords(separator: str) -> Special:
    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        for word in one_line(field.text).rstrip(".").split(separator):
            draft.add_keyword(word.strip(" *"))

    return special


def _plain(variable: str, end: str) -> Special:
    """A field whose usual ending says nothing."""

    def special(draft: Draft, _: TaggedRecord, field: Field) -> None:
        draft.put(variable, re.sub(end, "", one_line(field.text)), key=field.tag)

    return special


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys("< VN SCORE Score SO BT PU PB PI LC YR DP DG XP".split(), None),
    **dict.fromkeys(("IS", "IT", "IB"), read_serial),
    **dict.fromkeys(("KW", "DE"), _keywords(";")),
    **dict.fromkeys(("ID",), _keywords(", ")),
    **dict.fromkeys(("MH", "SH"), _keywords("\n")),
    "AN": _plain("call-number", r"\.$"),
    "AU": _names("author"),
    "ED": _names("editor"),
    "TI": _title,
    "PG": _pages,
    "LG": _plain("language", r"\.$"),
    "ET": _plain("edition", r"(?i)\s+edition\.?$"),
    "IU": _plain("URL", r"\s+\[[^\]]*\]$"),
}


def sniff(text: str) -> float:
    """Sure of a record number in angle brackets in front of a tag or a field name."""
    return 0.9 if _START.search(text) else 0.0


_START: Final = re.compile(
    r"^ ?<[0-9]+\.? ?>\s*\n(?: ?[A-Z][A-Z0-9] {1,3}- |[A-Z][A-Za-z ]+\r?\n {1,3}\S)", re.MULTILINE
)


OVID: Final = Format(
    "ovid-tagged",
    "Ovid tagged",
    sniff=sniff,
    read=read,
    aliases=("ovid",),
    note="the citation export of the Ovid databases, with two-letter tags or field names",
)
"""Ovid."""
