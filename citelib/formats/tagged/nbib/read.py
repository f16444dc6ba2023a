"""From MEDLINE records to items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid, full_pages
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.kit.names.affiliations import affiliated_too
from citelib.formats.kit.nlm import is_english, journal_title, without_stop
from citelib.formats.kit.values import put_serial
from citelib.formats.tagged.nbib.tables import FIELDS, OUT_TYPES, RELATIONS, TYPES
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, items_of, placed
from citelib.model import Date, Name, Relation, people
from citelib.model.custom import CITATION
from citelib.model.names import stands_for_others

__all__ = ["read", "sniff"]

_FULL: Final = len("FAU")
_TAG: Final = re.compile(r"([A-Z]{2,4}) {0,3}-\s?(.*)")
_ORCID: Final = re.compile(r"ORCID:?\s*(?:https?://orcid\.org/)?((?:[0-9]{4}-){3}[0-9]{3}[0-9X])", re.ASCII)
_PMID: Final = re.compile(r"PMID:?\s*([0-9]+)", re.ASCII)


def read(source: Source) -> Iterator[Record]:
    """Yield the items of a MEDLINE file."""
    return items_of(source, _TAG, "medline-nbib", _item, starts=("PMID",), blank_ends=True, repeat_ends=True)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("medline-nbib", record.line)
    draft.type = _type(record)
    draft.put("title", without_stop(" ".join(map(one_line, record.all("TI")))))
    fill(draft, record, FIELDS, _SPECIAL, _name)
    if draft.custom.get("medline-nbib:PT") == [OUT_TYPES.get(draft.type)]:
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
    yield from placed(draft, next(iter(own), "") or record.first("PMID", "OID"))


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


def sniff(text: str) -> float:
    """Sure of a ``PMID-`` line."""
    if re.search(r"^PMID ?- ?[0-9]+\s*$", text, re.MULTILINE):
        return 0.95
    tags = set(re.findall(r"^([A-Z]{2,4}) {0,2}- ", text, re.MULTILINE))
    if "TI" not in tags or "TY" in tags:
        return 0.0
    return 0.7 if tags & {"OWN", "STAT", "PMCR", "DP", "FAU"} else 0.3 * ("PT" in tags)
