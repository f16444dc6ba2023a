"""What the types and tags of RIS mean, as tables.

Sources: the specifications of Reference Manager (2001) and EndNote (2011), the field names that EndNote and ProCite
give each tag of each type, and what Zotero makes of them. A type of CSL stands for several of RIS, so what all of them
share is in `BY_TYPE`, and what sets one apart in `BY_RIS_TYPE`.

>>> meaning("EDBOOK", "book")["AU"], meaning("BOOK", "book")["AU"]
('editor', 'author')
>>> tags("BILL", "bill")["author"]
'A2'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from citelib.model.vocabulary import ITEM_TYPES, NAME_VARIABLES

__all__ = [
    "ACCESSED_BY_DA",
    "ACCESSED_BY_PARTS",
    "ARTICLES",
    "BOOKISH",
    "DESCRIBED",
    "GENERIC_GENRES",
    "M1_IS_ISSUE",
    "NOTE_LABELS",
    "NUMBERED",
    "OUT_TYPES",
    "PMID_TAGS",
    "SERIALS",
    "TAG",
    "TYPES",
    "WHOLES",
    "WITHOUT_GENRE",
    "days_of_issue",
    "late",
    "meaning",
    "tags",
    "type_of",
]

TYPES: Final = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "periodical", "ABST": "article-journal",
    "INPR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "book", "WHOLE": "book", "SER": "book", "CLSWK": "classic", "CHAP": "chapter",
    "ECHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia", "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "standard",
    "PAMP": "pamphlet", "MANSCPT": "manuscript", "UNPB": "manuscript", "UNPD": "manuscript", "BLOG": "post-weblog",
    "WEB": "webpage", "ELEC": "webpage", "COMP": "software", "DATA": "dataset", "DBASE": "dataset", "AGGR": "document",
    "PCOMM": "personal_communication", "ICOMM": "personal_communication", "PAT": "patent", "CASE": "legal_case",
    "LEGAL": "regulation", "STAT": "legislation", "BILL": "bill", "UNBILL": "bill", "HEAR": "hearing",
    "ADVS": "motion_picture", "VIDEO": "motion_picture", "MPCT": "motion_picture", "MULTI": "motion_picture",
    "SOUND": "song", "MUSIC": "song", "MAP": "map", "ART": "graphic", "FIGURE": "figure", "CHART": "graphic",
    "SLIDE": "speech", "CTLG": "article-magazine", "GEN": "document", "ANCIENT": "document", "EQUA": "document",
    "GRANT": "document", "GRNT": "document", "UNKNOWN": "document",
}  # fmt: skip
"""CSL type of each RIS type; the first RIS type of a CSL type is the one that is written."""

OUT_TYPES: Final = {
    **dict.fromkeys(ITEM_TYPES, "GEN"),
    **{csl: ris for ris, csl in reversed(TYPES.items())},
    "pamphlet": "PAMP", "song": "SOUND", "article": "JOUR", "review": "JOUR", "review-book": "JOUR",
    "entry": "ENCYC", "post": "BLOG", "speech": "SLIDE", "legal_case": "CASE", "treaty": "LEGAL",
    "broadcast": "MPCT", "interview": "PCOMM", "musical_score": "MUSIC", "collection": "SER",
    "document": "GEN", "motion_picture": "MPCT", "webpage": "WEB", "paper-conference": "CONF", "classic": "CLSWK",
}  # fmt: skip

VAGUE: Final = frozenset("GEN UNPB AGGR".split())
"""Types that mean an article when there is a periodical around it."""

_PERIODICAL: Final = frozenset("JO JF JA T2 J2".split())
_ISSUE: Final = frozenset("VL IS SN JO JF".split())

FIELDS: Final = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "title-short", "T2": "container-title",
    "JF": "container-title", "BT": "container-title", "J2": "container-title-short", "JA": "container-title-short",
    "J1": "container-title-short", "JI": "container-title-short", "J9": "container-title-short",
    "NL": "container-title-short",
    "T3": "collection-title", "AU": "author", "A1": "author", "A2": "editor", "ED": "editor",
    "A3": "collection-editor", "A4": "translator", "VL": "volume", "VO": "volume", "IS": "issue", "CP": "issue",
    "NV": "number-of-volumes", "ET": "edition", "SV": "collection-number", "SE": "section", "CY": "publisher-place",
    "PP": "publisher-place", "PI": "publisher-place", "PB": "publisher", "PU": "publisher", "DO": "DOI", "DI": "DOI",
    "UR": "URL", "LA": "language", "AN": "archive_location", "AV": "archive_location", "DB": "archive",
    "DP": "source", "H1": "source", "CN": "call-number", "H2": "call-number",
}  # fmt: skip
"""Variable of each tag that means one thing, whatever the type.

Where several mean the same, the first is written, and counts if they differ.
"""

_BOOKS: Final = {"T2": "collection-title", "A2": "collection-editor", "A3": "editor", "M1": "collection-number"}
_WHOLE: Final = {"T2": "collection-title", "A2": "collection-editor"}
_LAW: Final = {"OP": "references", "J2": "container-title-short"}
_SCREEN: Final = {
    "AU": "director", "A1": "director", "A3": "producer", "A2": "performer", "A4": "contributor", "C5": "medium",
    "T2": "collection-title", "T3": "collection-title", "SP": "dimensions",
}  # fmt: skip

BY_TYPE: Final[Mapping[str, Mapping[str, str]]] = {
    "book": _BOOKS,
    "classic": _BOOKS,
    "chapter": {"NV": "number-of-volumes", "M1": "number-of-volumes", "SE": "chapter-number"},
    "paper-conference": {
        "T2": "event-title", "C3": "container-title", "JF": "container-title", "C1": "publisher-place",
        "CY": "event-place", "A4": "contributor",
    },
    "speech": {"T2": "event-title", "CY": "event-place"},
    "thesis": {"A3": "contributor", "T2": "division"},
    "report": {**_WHOLE, "A3": "contributor"},
    "standard": _WHOLE,
    "software": {**_WHOLE, "ET": "version", "IS": "version", "VL": "edition", "C1": "medium"},
    "dataset": {
        "ET": "version", "IS": "version", "A2": "producer", "A4": "contributor", "NV": "number",
        "T3": "collection-title",
    },
    "map": {**_WHOLE, "C1": "scale", "C3": "dimensions"},
    "graphic": {"M3": "medium", "M1": "medium", "C3": "dimensions", "VL": "dimensions"},
    "figure": {"M3": "medium", "C3": "dimensions", "VL": "dimensions"},
    "song": {"AU": "composer", "A1": "composer", "A2": "author", "C5": "medium"},
    "motion_picture": _SCREEN,
    "broadcast": _SCREEN,
    "personal_communication": {"A2": "recipient"},
    "patent": {
        "A2": "authority", "IS": "number", "M1": "call-number", "C6": "status", "C5": "references", "OP": "issue",
    },
    "legal_case": {
        "T2": "container-title", "A2": "container-title", "NV": "container-title-short", "OP": "references",
        "PB": "authority", "SV": "number",
    },
    "regulation": {**_LAW, "A2": "authority", "VL": "number"},
    "legislation": {**_LAW, "M1": "number", "ET": "chapter-number", "CY": "jurisdiction"},
    "bill": {**_LAW, "M1": "number", "ET": "chapter-number", "T3": "authority", "A2": "author", "A3": "author"},
    "hearing": {"T2": "section", "T3": "authority", "M1": "number", "ET": "chapter-number", "OP": "references"},
    "webpage": {"ET": "edition"},
}  # fmt: skip
"""Tags that mean something else in the types that are named; what follows the RIS tables of EndNote and Zotero."""

_IMAGES: Final = {"A2": None, "T2": None, "M1": None, "VL": "dimensions"}

BY_RIS_TYPE: Final[Mapping[str, Mapping[str, str | None]]] = {
    "JOUR": {"ET": "available-date", "SE": None},
    "EJOUR": {"SE": "available-date", "C3": "PMCID"},
    "MGZN": {"SE": None},
    "NEWS": {"C2": "issue"},
    "CTLG": {"A2": None, "SE": None},
    "EDBOOK": {"AU": "editor", "A1": "editor"},
    "EBOOK": {
        "A2": "editor", "A3": "collection-editor", "T3": "collection-title", "T2": "collection-title",
        "NV": "version", "C7": "PMCID",
    },
    "ECHAP": {"M1": "collection-number", "C7": "PMCID"},
    "SER": {"A2": "editor", "A3": "collection-editor", "T3": "collection-title", "T2": "collection-title"},
    "AGGR": {"ET": "issued", "SE": None},
    "RPRT": {"NV": "collection-number"},
    "GOVDOC": {"A2": "authority"},
    "MANSCPT": {"T2": "archive_collection", "NV": "number"},
    "PAT": {"C2": "issued"},
    "DATA": {"SE": "original-date"},
    "DBASE": {"ET": "issued"},
    "ADVS": {"A3": "collection-editor", "C3": "dimensions"},
    "MPCT": {"C5": "medium", "A2": "contributor", "A4": "performer", "M3": "medium", "C4": "genre"},
    "MULTI": {"A2": "collection-editor"},
    "MUSIC": {"A2": "editor", "A3": "collection-editor", "A4": "producer"},
    "CHART": _IMAGES,
    "FIGURE": _IMAGES,
    "EQUA": _IMAGES,
    "WEB": {"A2": "collection-editor"},
}  # fmt: skip
"""The same for the types of RIS that differ from others of their CSL type; None for what CSL has no variable for."""

_EDITIONS: Final = {"VL": "edition"}
_VOLUMES: Final = {"VL": "edition", "IS": "volume"}

PROCITE: Final[Mapping[str, Mapping[str, str | None]]] = {
    "BOOK": _VOLUMES,
    "ADVS": _VOLUMES,
    "MUSIC": _VOLUMES,
    "CHAP": _EDITIONS,
    "SER": _EDITIONS,
    "ART": _EDITIONS,
    "CTLG": _EDITIONS,
    "MAP": {"VL": "edition", "M2": "genre"},
    "MPCT": {"M2": "dimensions", "U5": "publisher"},
    "VIDEO": {"M2": "dimensions"},
    "NEWS": {"M2": "section"},
    "ELEC": {"IS": "edition"},
    "CONF": {"CY": "publisher-place", "Y2": "event-date"},
    "RPRT": {"VL": "number"},
    "PAT": {"VL": "call-number", "M1": None},
    "CASE": {"CY": "container-title", "T2": "title-short", "T3": "references"},
    "STAT": {"CY": "container-title", "SP": "section", "T3": "references"},
    "BILL": {"CY": "container-title", "SP": "section", "T3": "references", "VL": "number"},
    "UNBILL": {"CY": "container-title", "SP": "section", "T3": "references", "VL": "number"},
    "HEAR": {"CY": "section", "VL": "number"},
}
"""What ProCite writes under other tags than all the rest."""

ARTICLES: Final = frozenset("article article-journal article-magazine article-newspaper periodical review".split())
BOOKISH: Final = frozenset("book classic chapter entry entry-dictionary entry-encyclopedia collection".split())
_PUBLISHED: Final = ARTICLES | BOOKISH | frozenset("paper-conference report".split())
_LAWS: Final = frozenset("bill legislation regulation treaty".split())

_ELSE: Final = ITEM_TYPES - ARTICLES - frozenset("bill legal_case legislation personal_communication".split())

ONLY: Final[Mapping[str, frozenset[str]]] = {
    "ET": BOOKISH | {"map", "report", "article-newspaper"},
    "VL": _PUBLISHED | _LAWS | {"song", "musical_score", "legal_case", "hearing"},
    "NV": BOOKISH | {"song", "musical_score", "hearing"},
    "J2": ARTICLES,
    "IS": ARTICLES | {"paper-conference", "document", "manuscript", "chapter"},
    "CY": ARTICLES | _ELSE,
    "PB": (ARTICLES | _ELSE | {"legal_case"}) - {"patent", "post-weblog"},
    "T2": ITEM_TYPES - {"patent", "graphic", "figure", "pamphlet"},
    "T3": _PUBLISHED | {"song", "musical_score", "manuscript"},
    "SE": ARTICLES | _LAWS - {"treaty"},
    "SV": BOOKISH | {"report"},
    "A2": ITEM_TYPES - {"graphic", "figure", "pamphlet"},
    "A3": _PUBLISHED | {"map"},
    "A4": ITEM_TYPES - {"legal_case", "patent", "report"},
}
"""Tags that have their meaning in these types only; in others EndNote gives them one that CSL does not know."""

NOTE_LABELS: Final = {
    "Call Number": "call-number", "Language": "language", "ISBN": "ISBN", "Scale": "scale", "Size": "dimensions",
    "Series Title": "collection-title", "Series Volume ID": "collection-number", "Volume ID": "volume",
    "Series Volume Identification": "collection-number", "Publisher Name": "publisher", "History": "references",
    "Histroy": "references",
    "Place of Publication": "publisher-place", "Proceedings Title": "container-title", "Edition": "edition",
    "Place of Meeting": "event-place", "Series Editor": "collection-editor",
}  # fmt: skip
"""Labels in front of notes that ProCite wrote for fields without a tag of their own."""

ACCESSED_BY_DA: Final = frozenset("AGGR CASE DBASE EBOOK EJOUR MULTI".split())
"""Types in which EndNote has the day of access under DA; other programs have the day of issue there."""

ACCESSED_BY_PARTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "EBOOK": (("C1", "C2"),), "EJOUR": (("C1", "C2"),), "MULTI": (("C1", "C2"),),
    "WEB": (("C1", "C2"), ("VL", "M1")), "BLOG": (("VL", "M1"),),
}  # fmt: skip
"""Tags of the year, and of month and day, of access in EndNote's types of what is online."""

M1_IS_ISSUE: Final = frozenset("EJOUR MGZN GEN UNPB".split())
"""Types in which EndNote has the issue under M1; in other articles it holds whatever has no place."""

PMID_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "AN": ("medline", "pubmed"), "C2": ("scopus",), "C5": ("embase", "medline"),
}  # fmt: skip
"""Tags under which databases, told by words of DB, have the PubMed number."""

DESCRIBED: Final = frozenset("figure graphic map post-weblog software webpage".split())
"""Types whose SP is a description of the work unless it has digits."""

WHOLES: Final = frozenset("book classic thesis manuscript pamphlet".split())
"""Types whose SP is the number of pages."""

NUMBERED: Final = frozenset("report patent standard".split())
"""Types whose SN is a number."""

_WITH_ISBN: Final = BOOKISH | frozenset("software paper-conference map song musical_score motion_picture".split())

SERIALS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WITH_ISBN, "ISBN"), **dict.fromkeys(ARTICLES, "ISSN"), **dict.fromkeys(NUMBERED, "number"),
}  # fmt: skip
"""Variable of an SN in a type, if it looks neither like an ISBN nor like an ISSN."""

GENERIC_GENRES: Final = frozenset(("article", "journal article", "research article", "research-article"))

WITHOUT_GENRE: Final = _PUBLISHED - {"report"} | frozenset(("legal_case", "patent", "song"))
"""Types whose M3 is no genre to be printed («[Review]»), but what databases call articles and books."""

TAG: Final = re.compile(r"\s*([A-Z][A-Z0-9])(?: {0,3}-|(?<=ER)(?=\s*$))((?:\s.*)?)")
"""A line that begins a field; programs that strip lines leave ER without its hyphen."""


def type_of(ris_type: str, present: AbstractSet[str]) -> str:
    """CSL type of a record with these tags.

    >>> type_of("GEN", {"T2", "VL"}), type_of("GEN", {"TI"})
    ('article-journal', 'document')
    """
    if ris_type in VAGUE and present & _PERIODICAL and present & _ISSUE:
        return "article-journal"
    return TYPES.get(ris_type, "document")


@cache
def meaning(ris_type: str, csl_type: str, *, is_procite: bool = False) -> Mapping[str, str]:
    """Variable of each tag in a type; what is its own comes first."""
    found: dict[str, str | None] = {}
    default = {tag: name for tag, name in FIELDS.items() if csl_type in ONLY.get(tag, frozenset((csl_type,)))}
    for table in (
        PROCITE.get(ris_type, {}) if is_procite else {},
        BY_RIS_TYPE.get(ris_type, {}),
        BY_TYPE.get(csl_type, {}),
        default,
    ):
        for tag, name in table.items():
            found.setdefault(tag, name)
    return {tag: name for tag, name in found.items() if name is not None}


@cache
def late(ris_type: str, csl_type: str, *, is_procite: bool = False) -> Mapping[str, int]:
    """Tags that are read behind others, each with its place: notes, and all but the first for a variable but names."""
    variables = meaning(ris_type, csl_type, is_procite=is_procite)
    found = {tag: place for tag, place in _LAST.items() if tag not in variables}
    counts: Counter[str] = Counter()
    for tag, name in variables.items():
        if counts[name] and name not in NAME_VARIABLES:
            found[tag] = counts[name]
        counts[name] += 1
    return found


_LAST: Final = {"M3": 1000, "N1": 1001}
"""Tags of notes and the like, which fill what is open."""


@cache
def days_of_issue(ris_type: str, csl_type: str, *, is_procite: bool = False) -> tuple[str, ...]:
    """Tags that have the day of issue, the most exact first."""
    variables = meaning(ris_type, csl_type, is_procite=is_procite)
    return (*(tag for tag, name in variables.items() if name == "issued"), "DA")


@cache
def tags(ris_type: str, csl_type: str) -> Mapping[str, str]:
    """Tag of each variable in a type, in the order of writing."""
    found: dict[str, str] = {}
    for tag, name in meaning(ris_type, csl_type).items():
        found.setdefault(name, tag)
    order = {tag: place for place, tag in enumerate(FIELDS)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[1], len(order))))
