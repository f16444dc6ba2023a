r"""MEDLINE records, as PubMed (``.nbib``) and databases that follow it (ERIC) write them.

Source of the tags: the National Library of Medicine's description of MEDLINE/PubMed data elements. Comments, errata,
retractions and their like (``CON``, ``CIN``, ``EFR``, ``ROF`` …) are relations; other relations and variables without
a tag are notes (``GN``) in the form that RIS has. What CSL has no variable for stays in ``custom`` under
``medline-nbib:TAG``.

Decisions. The full stop that PubMed puts behind every title is no part of it, nor is the place behind the titles of
journals, whose words have the capitals of English titles. PMID and PMCID are kept, and a number of the publisher
(``pii``) is a page only if it can be printed as one.

>>> from citelib.formats.exchange import loads
>>> item = loads("PMID- 1\nTI  - A title.\nPG  - 475-82\nCON - Science. 2019. PMID: 30975859\n", "nbib")["1"]
>>> item.title, item.page, item.relations[0].type, item.relations[0].target
('A title', '475-482', 'comments-on', '30975859')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import extra_lines, kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid, full_pages, issns
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import affiliated_too, affiliations, read_name, with_dots, write_name
from citelib.formats.kit.nlm import is_english, journal_title, without_stop
from citelib.formats.kit.values import put_serial
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, stray, tagged_records, written_records
from citelib.model import Date, Item, Name, Relation, is_cut_short, people
from citelib.model.custom import CITATION
from citelib.model.keywords import split_keywords
from citelib.model.names import stands_for_others

__all__ = ["NBIB"]

TYPES: Final[dict[str, str]] = {
    "Book": "book", "Books": "book", "Book Chapter": "chapter", "Chapter": "chapter",
    "Journal Article": "article-journal",
    "Journal Articles": "article-journal", "Dissertation": "thesis", "Academic Dissertation": "thesis",
    "Dissertations/Theses": "thesis", "Dataset": "dataset", "Newspaper Article": "article-newspaper",
    "Preprint": "article", "Technical Report": "report", "Patent": "patent", "Legal Case": "legal_case",
    "Webcast": "broadcast", "Interview": "interview", "Map": "map", "Speeches/Meeting Papers": "paper-conference",
}  # fmt: skip
"""CSL type of a publication type; the first publication type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "PMID": "PMID", "TI": "title", "JT": "container-title", "BTI": "container-title", "TA": "container-title-short",
    "CTI": "collection-title", "VI": "volume", "IP": "issue", "AB": "abstract", "CI": "license", "LA": "language",
    "PB": "publisher", "EN": "edition", "FED": "editor", "OT": "keyword", "MH": "keyword", "VTI": "volume-title",
    "TT": "original-title",
}  # fmt: skip
"""Variable of each tag that means one thing."""

RELATIONS: Final[dict[str, str]] = {
    "CON": "comments-on", "CIN": "commented-on-by", "EFR": "corrects", "EIN": "corrected-by", "ROF": "retracts",
    "RIN": "retracted-by", "ECF": "expresses-concern-about", "ECI": "expression-of-concern-in", "UOF": "replaces",
    "UIN": "replaced-by", "RPF": "replaces", "RPI": "replaced-by", "ORI": "based-on", "PRIN": "basis-of",
}  # fmt: skip
"""Relation of each tag for comments, corrections and versions."""

_FULL: Final = len("FAU")
_TAG: Final = re.compile(r"([A-Z]{2,4}) {0,3}-\s?(.*)")
_ORCID: Final = re.compile(r"ORCID:?\s*(?:https?://orcid\.org/)?((?:[0-9]{4}-){3}[0-9]{3}[0-9X])", re.ASCII)
_PMID: Final = re.compile(r"PMID:?\s*([0-9]+)", re.ASCII)


def read(source: Source) -> Iterator[Record]:
    """Yield the items of a MEDLINE file."""
    for record in tagged_records(source, _TAG, starts=("PMID",), blank_ends=True, repeat_ends=True):
        yield from stray(record, "medline-nbib")
        if record.fields:
            yield from _item(record)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("medline-nbib", record.line)
    draft.type = _type(record)
    draft.put("title", without_stop(" ".join(map(one_line, record.all("TI")))))
    fill(draft, record, FIELDS, _SPECIAL, _name)
    if draft.custom.get("medline-nbib:PT") == [_OUT_TYPES.get(draft.type)]:
        del draft.custom["medline-nbib:PT"]  # it says no more than the type
    _dates(draft, record)
    if draft.type == "thesis" and (source := _THESIS.fullmatch(one_line(record.first("SO")))):
        # ERIC names degree and university in the source; the journal is then who distributes it.
        draft.put("genre", source[1])
        draft.put("publisher", source[2])
        draft.put("archive", draft.variables.pop("container-title", ""))
    if draft.type in ("report", "book", "thesis") and "container-title" in draft and "publisher" not in draft:
        # Databases with one field for the source put the publisher there.
        draft.variables["publisher"] = draft.variables.pop("container-title")
    own = [text[3:] for text in record.all("OID") if text.startswith("id:")]
    yield from draft.records(next(iter(own), "") or record.first("PMID", "OID"))


_THESIS: Final = re.compile(r"([^,]*(?:Dissertation|Thesis)), (.+)")


def _type(record: TaggedRecord) -> str:
    if (said := noted_type(record.all("GN"))) is not None:
        return said
    given = list(map(one_line, record.all("PT")))
    known = [TYPES[name] for name in given if name in TYPES]
    if record.first("BTI"):
        return "chapter" if record.first("TI") and record.first("TI") != record.first("BTI") else "book"
    if known:
        return next((one for one in known if one != "article-journal"), "article-journal")
    for start, csl_type in _STARTS:
        if any(name.startswith(start) for name in given) and not record.first("VI"):
            return csl_type
    return "book" if record.first("ISBN") and not record.first("IS", "VI") else "article-journal"


_STARTS: Final = (("Dissertation", "thesis"), ("Reports", "report"), ("Book", "book"))
"""Publication types of ERIC by their beginning."""


def _name(text: str) -> Name:
    return with_dots(read_name(text))


def _date(text: str) -> Date:
    text = one_line(text)
    date = Date.parse(text)
    if date.start is None and (year := re.search(r"(?<!\d)[12][0-9]{3}(?!\d)", text)):
        return Date.on(int(year[0]))
    return date


def _dates(draft: Draft, record: TaggedRecord) -> None:
    electronic = record.first("DEP")
    if text := record.first("DP"):
        draft.put("issued", _date(text))
    elif re.fullmatch("[0-9]{8}", electronic):
        draft.put("issued", Date.parse(f"{electronic[:4]}-{electronic[4:6]}-{electronic[6:]}"))


def _journal(draft: Draft, record: TaggedRecord, field: Field) -> None:
    title, qualifier = journal_title(one_line(field.text), is_english=is_english(record.all("LA")))
    draft.put("container-title", title, key="JT")
    if qualifier:
        draft.keep("JT", one_line(field.text))


def _pages(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("page", full_pages(one_line(field.text)), key="PG")


def _serial(draft: Draft, _: TaggedRecord, field: Field) -> None:
    put_serial(draft, field.tag, one_line(re.sub(r"^E?IS[SB]N-", "", field.text)))


def _identifier(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    bare, kind = [*text.split(" [", 1), ""][:2]
    if (doi := as_doi(bare)) is not None:
        draft.put("DOI", doi, key=field.tag)
    elif kind == "pii]" and field.tag == "LID" and not bare.startswith("S") and not draft.variables.get("page"):
        draft.put("page", bare, key=field.tag)
    else:
        draft.keep(field.tag, text)


def _pmcid(draft: Draft, _: TaggedRecord, field: Field) -> None:
    pmcid = as_pmcid(one_line(field.text))
    if pmcid is None:
        draft.keep(field.tag, field.text)
    else:
        draft.put("PMCID", pmcid, key=field.tag)


def _note(draft: Draft, _: TaggedRecord, field: Field) -> None:
    text = one_line(field.text)
    if not read_extra(text, draft):
        draft.append("note", text, "\n")


def _place(draft: Draft, _: TaggedRecord, field: Field) -> None:
    """The place of publication; of journals it is a country, which nobody cites."""
    if draft.type.startswith("article"):
        draft.keep(field.tag, one_line(field.text))
    else:
        draft.put("publisher-place", one_line(field.text), key=field.tag)


def _corporate(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.add("author", [Name(literal=one_line(field.text))])


def _relation(draft: Draft, _: TaggedRecord, field: Field) -> None:
    match = _PMID.search(field.text)
    if match is None:
        draft.keep(field.tag, one_line(field.text))
        return
    words = one_line(field.text[: match.start()]).rstrip(". ")
    custom = {CITATION: words} if words else None
    draft.relations.append(Relation(RELATIONS[field.tag], match[1], "pmid", custom=custom))


def _people(variable: str) -> Special:
    def read(draft: Draft, record: TaggedRecord, field: Field) -> None:
        # Of each person who has a whole name, it stands before the shortened one.
        name = _name(one_line(field.text))
        if len(field.tag) == _FULL or record.tag_before(field) != f"F{field.tag}" or stands_for_others(name):
            draft.add(variable, [name])

    return read


def _place_of_author(draft: Draft, _: TaggedRecord, field: Field) -> None:
    """An affiliation, which follows the author."""
    if (place := _last_author(draft)) is None:
        draft.keep(field.tag, one_line(field.text))
    else:
        authors = draft.variables["author"]
        authors[place] = affiliated_too(authors[place], one_line(field.text))


def _id_of_author(draft: Draft, _: TaggedRecord, field: Field) -> None:
    """An identifier, which follows the author; of others than ORCID, nothing is known."""
    place = _last_author(draft)
    match = _ORCID.fullmatch(one_line(field.text))
    authors = draft.variables.get("author", [])
    if place is None or authors[place].orcid or match is None:
        draft.keep(field.tag, one_line(field.text))
    else:
        authors[place] = attrs.evolve(authors[place], orcid=match[1])


def _last_author(draft: Draft) -> int | None:
    """The place of the last person among the authors."""
    return len(people(draft.variables.get("author", ()))) - 1 if "author" in draft else None


_SPECIAL: Final[Mapping[str, Special | None]] = {
    **dict.fromkeys(("TI", "DP"), None),
    **dict.fromkeys(("AU", "FAU"), _people("author")),
    **dict.fromkeys(("ED", "FED"), _people("editor")),
    **dict.fromkeys(RELATIONS, _relation),
    "AD": _place_of_author,
    "AUID": _id_of_author,
    "JT": _journal,
    "PG": _pages,
    "IS": _serial,
    "ISSN": _serial,
    "ISBN": _serial,
    "LID": _identifier,
    "AID": _identifier,
    "PMC": _pmcid,
    "GN": _note,
    "CN": _corporate,
    "OID": lambda draft, _, field: None if field.text.startswith("id:") else draft.keep("OID", field.text),
    "PL": _place,
}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield MEDLINE records with an empty line between them.

    Args:
        items: Items.
    """
    return written_records((_fields(item) for item in items), "{:<4}- {}\n")


_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
_OUT: Final = {variable: tag for tag, variable in reversed(FIELDS.items()) if variable not in ("keyword", "PMID")}


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kept = kept_texts(item, "medline-nbib")
    written = {"title", "author", "keyword", "note", "issued", "PMID"}
    if (pmid := item.PMID) and pmid.isascii() and pmid.isdigit():
        yield "PMID", pmid
    else:
        written.discard("PMID")
    if pmid != item.id:
        yield "OID", f"id:{one_line(item.id) or made_id(item.variables)}"
    yield "TI", one_line(item.title or "")
    for name in people(item.author):
        yield ("CN", one_line(name.literal)) if name.literal is not None else ("FAU", write_name(name))
        if name.orcid:
            yield "AUID", f"ORCID: {name.orcid}"
        for place in affiliations(name):
            yield "AD", one_line(place)
    if is_cut_short(item.author):
        yield "AU", "et al."  # as PubMed has it of the years in which it indexed the first ten authors
    for variable, tag in _OUT.items():
        value = item.variables.get(variable)
        if value is None or variable in written or (tag == "BTI" and item.type != "chapter"):
            continue
        written.add(variable)
        if isinstance(value, tuple):
            for name in people(value):
                yield tag, write_name(name)
        else:
            tag = "BTI" if tag == "JT" and item.type == "chapter" else tag
            yield tag, one_line(value)
    yield from _numbers(item, written)
    if item.issued:
        yield "DP", _write_date(item.issued)
    for word in split_keywords(item.keyword or ""):
        yield "OT", one_line(word)
    types = list(map(one_line, kept.pop("PT", ())))
    own = _OUT_TYPES.get(item.type)
    if own is None:
        yield "GN", f"type: {item.type}"
    elif own not in types:
        types.append(own)
    for kind in types:
        yield "PT", kind
    links, others = _links(item)
    yield from links
    for line in extra_lines(item, written, others, cut_short=("author",)):
        yield "GN", line
    for line in (item.note or "").splitlines():
        yield "GN", one_line(line)
    for tag, values in kept.items():
        if re.fullmatch("[A-Z]{2,4}", tag):
            for value in values:
                yield tag, one_line(value)


def _numbers(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """Pages, place, serial numbers and identifiers; what is exact is added to `written`."""
    if page := one_line(item.page or ""):
        yield "PG", page
        if full_pages(page) == item.page:
            written.add("page")
    if item.publisher_place and not item.type.startswith("article"):
        written.add("publisher-place")
        yield "PL", one_line(item.publisher_place)
    if item.ISSN and issns(item.ISSN) == item.ISSN:
        written.add("ISSN")
        for number in item.ISSN.split():
            yield "IS", number
    if item.DOI and as_doi(item.DOI) == item.DOI:
        written.add("DOI")
        yield "LID", f"{item.DOI} [doi]"
    if item.PMCID and as_pmcid(item.PMCID) == item.PMCID:
        written.add("PMCID")
        yield "PMC", item.PMCID


def _links(item: Item) -> tuple[list[tuple[str, str]], list[Relation]]:
    """Fields of relations to records of PubMed, and the other relations."""
    tags = {relation: tag for tag, relation in reversed(RELATIONS.items())}
    links, others = [], []
    for relation in item.relations:
        tag = tags.get(relation.type, "")
        if not tag or relation.scheme != "pmid" or relation.evidence or not relation.target.isdigit():
            others.append(relation)
            continue
        citation = one_line(str((relation.custom or {}).get(CITATION, "")))
        links.append((tag, f"{citation}. PMID: {relation.target}" if citation else f"PMID: {relation.target}"))
    return links, others


_NAMES: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _write_date(date: Date) -> str:
    """``2019 Apr 12``; EDTF for what that cannot say."""
    text = date.edtf()
    if not re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", text):
        return text or one_line(str(date))
    parts = text.split("-")
    return " ".join(
        [parts[0], *[_NAMES[int(month) - 1] for month in parts[1:2]], *[str(int(day)) for day in parts[2:]]]
    )


def sniff(text: str) -> float:
    """Sure of a ``PMID-`` line."""
    if re.search(r"^PMID ?- ?[0-9]+\s*$", text, re.MULTILINE):
        return 0.95
    tags = set(re.findall(r"^([A-Z]{2,4}) {0,2}- ", text, re.MULTILINE))
    if "TI" not in tags or "TY" in tags:
        return 0.0
    return 0.7 if tags & {"OWN", "STAT", "PMCR", "DP", "FAU"} else 0.3 * ("PT" in tags)


NBIB: Final = Format(
    "medline-nbib",
    "MEDLINE / PubMed (nbib)",
    media_types=("application/nbib",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("nbib", "medline", "pubmed"),
    note="records of PubMed as plain text; comments and corrections are relations",
    of_names=OF_NAMES,
)
"""MEDLINE."""
