"""What RIS has besides EndNote's types and fields (see `citelib.formats.kit.endnote.tables`), as tables.

>>> meaning("EDBOOK", "book")["AU"], meaning("BOOK", "book")["AU"]
('editor', 'author')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from citelib.formats.kit import endnote
from citelib.formats.kit.endnote.tables import ARTICLES, BOOKISH, NUMBERED, PUBLISHED, TYPES
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = [
    "ACCESSED_BY_DA",
    "ACCESSED_BY_PARTS",
    "DESCRIBED",
    "GENERIC_GENRES",
    "M1_IS_ISSUE",
    "NOTE_LABELS",
    "PMID_TAGS",
    "SERIALS",
    "TAG",
    "WITHOUT_GENRE",
    "days_of_issue",
    "late",
    "meaning",
    "type_of",
]

VAGUE: Final = frozenset("GEN UNPB AGGR".split())
"""Types that mean an article when there is a periodical around it."""

_PERIODICAL: Final = frozenset("JO JF JA T2 J2".split())
_ISSUE: Final = frozenset("VL IS SN JO JF".split())

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
"""Tags under which databases, recognised by words in DB, have the PubMed number."""

DESCRIBED: Final = frozenset("figure graphic map post-weblog software webpage".split())
"""Types whose SP is a description of the work unless it has digits."""

_WITH_ISBN: Final = BOOKISH | frozenset("software paper-conference map song musical_score motion_picture".split())

SERIALS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WITH_ISBN, "ISBN"), **dict.fromkeys(ARTICLES, "ISSN"), **dict.fromkeys(NUMBERED, "number"),
}  # fmt: skip
"""Variable of an SN in a type, if it looks neither like an ISBN nor like an ISSN."""

GENERIC_GENRES: Final = frozenset(("article", "journal article", "research article", "research-article"))

WITHOUT_GENRE: Final = PUBLISHED - {"report"} | frozenset(("legal_case", "patent", "song"))
"""Types whose M3 is not a genre to be printed («[Review]»), but what databases call articles and books."""

TAG: Final = re.compile(r"\s*(PMID|[A-Z][A-Z0-9])(?:[ \t]{0,3}-|(?<=ER)(?=\s*$))((?:\s.*)?)")
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
    """Variable of each tag in a type; what ProCite writes otherwise comes first."""
    return endnote.fields_of(ris_type, csl_type, PROCITE.get(ris_type, {}) if is_procite else {})


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
