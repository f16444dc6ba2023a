"""What EndNote's types and fields mean, which its formats (RIS, refer, XML) write under names of their own.

A field is called by its tag of RIS here, a type by its tag of RIS, too. A type of CSL stands for several of EndNote's,
so what all of them share is in `BY_TYPE`, and what sets one apart in `BY_RIS_TYPE`.

Sources: the specifications of Reference Manager (2001) and EndNote (2011), the names that EndNote gives the fields of
each type, and what Zotero makes of them.

>>> TYPES["EDBOOK"], OUT_TYPES["book"], FIELDS["T2"]
('book', 'BOOK', 'container-title')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citelib.model.vocabulary import ITEM_TYPES

__all__ = [
    "ARTICLES",
    "BOOKISH",
    "BY_RIS_TYPE",
    "BY_TYPE",
    "FIELDS",
    "NUMBERED",
    "ONLY",
    "OUT_TYPES",
    "PUBLISHED",
    "TYPES",
    "WHOLES",
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

ARTICLES: Final = frozenset("article article-journal article-magazine article-newspaper periodical review".split())
BOOKISH: Final = frozenset("book classic chapter entry entry-dictionary entry-encyclopedia collection".split())
PUBLISHED: Final = ARTICLES | BOOKISH | frozenset("paper-conference report".split())
_LAWS: Final = frozenset("bill legislation regulation treaty".split())

_ELSE: Final = ITEM_TYPES - ARTICLES - frozenset("bill legal_case legislation personal_communication".split())

ONLY: Final[Mapping[str, frozenset[str]]] = {
    "ET": BOOKISH | {"map", "report", "article-newspaper"},
    "VL": PUBLISHED | _LAWS | {"song", "musical_score", "legal_case", "hearing"},
    "NV": BOOKISH | {"song", "musical_score", "hearing"},
    "J2": ARTICLES,
    "IS": ARTICLES | {"paper-conference", "document", "manuscript", "chapter"},
    "CY": ARTICLES | _ELSE,
    "PB": (ARTICLES | _ELSE | {"legal_case"}) - {"patent", "post-weblog"},
    "T2": ITEM_TYPES - {"patent", "graphic", "figure", "pamphlet"},
    "T3": PUBLISHED | {"song", "musical_score", "manuscript"},
    "SE": ARTICLES | _LAWS - {"treaty"},
    "SV": BOOKISH | {"report"},
    "A2": ITEM_TYPES - {"graphic", "figure", "pamphlet"},
    "A3": PUBLISHED | {"map"},
    "A4": ITEM_TYPES - {"legal_case", "patent", "report"},
}
"""Tags that have their meaning in these types only; in others EndNote gives them one that CSL does not know."""

WHOLES: Final = frozenset("book classic thesis manuscript pamphlet".split())
"""Types whose SP is the number of pages."""

NUMBERED: Final = frozenset("report patent standard".split())
"""Types whose SN is a number."""
