"""Tags of MEDLINE records: variables, publication types and relations."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELDS", "OUT_TYPES", "RELATIONS", "TYPES"]

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

OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
"""The publication type that is written for a CSL type."""
