"""The vocabulary of Hayagriva: types alone and within a parent, fields, roles, serial numbers."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELDS", "ROLES", "SERIALS", "TYPES", "TYPES_BY_PARENT", "WHOLE"]

TYPES: Final = {
    "article": "article", "chapter": "chapter", "entry": "entry-encyclopedia", "anthos": "chapter", "report": "report",
    "thesis": "thesis", "web": "webpage", "scene": "motion_picture", "artwork": "graphic", "patent": "patent",
    "case": "legal_case", "newspaper": "periodical", "legislation": "legislation", "manuscript": "manuscript",
    "original": "document", "post": "post", "misc": "document", "performance": "performance", "periodical":
    "periodical", "proceedings": "book", "book": "book", "blog": "webpage", "reference": "book", "conference": "event",
    "anthology": "book", "repository": "software", "thread": "post", "video": "motion_picture", "audio": "song",
    "exhibition": "event",
}  # fmt: skip
"""CSL type of an entry type, when its parent does not say more."""

TYPES_BY_PARENT: Final = {
    ("article", "periodical"): "article-journal", ("article", "newspaper"): "article-newspaper",
    ("article", "proceedings"): "paper-conference", ("article", "conference"): "paper-conference",
    ("article", "blog"): "post-weblog", ("article", "reference"): "entry-encyclopedia", ("article", "book"): "chapter",
    ("article", "anthology"): "chapter", ("web", "blog"): "post-weblog", ("audio", "video"): "song",
}  # fmt: skip
"""CSL type of an entry type within a parent."""

FIELDS: Final = {
    "abstract": "abstract", "genre": "genre", "edition": "edition", "page-range": "page", "page-total":
    "number-of-pages", "volume-total": "number-of-volumes", "volume": "volume", "issue": "issue", "chapter":
    "chapter-number", "publisher": "publisher", "location": "publisher-place", "organization": "authority",
    "language": "language", "archive": "archive", "archive-location": "archive_location", "call-number": "call-number",
    "note": "note", "runtime": "dimensions", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN",
}  # fmt: skip
ROLES: Final = {
    "translator": "translator", "afterword": "contributor", "foreword": "contributor", "introduction": "contributor",
    "annotator": "contributor", "commentator": "contributor", "holder": "contributor", "compiler": "compiler",
    "founder": "contributor", "collaborator": "contributor", "organizer": "organizer", "cast-member": "performer",
    "castmember": "performer", "composer": "composer", "producer": "producer", "executive-producer":
    "executive-producer", "executiveproducer": "executive-producer", "writer": "script-writer", "cinematography":
    "contributor", "director": "director", "illustrator": "illustrator", "narrator": "narrator",
}  # fmt: skip
"""Name variable of each role of people who are ``affiliated``."""
SERIALS: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number"}


WHOLE: Final = frozenset("book report thesis periodical manuscript graphic patent performance dataset".split())
"""Types whose parent is a series."""
