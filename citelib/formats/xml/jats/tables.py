"""The vocabulary of JATS: types, fields, groups of people, titles.

Source: JATS 1.3 (NISO Z39.96-2021), and values as publishers have them.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CITATIONS", "FIELDS", "GROUPS", "NAMES_OF_TYPES", "TITLES", "TYPES"]

TYPES: Final = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "book-chapter": "chapter",
    "confproc": "paper-conference", "conference": "paper-conference", "conf-proc": "paper-conference",
    "thesis": "thesis", "report": "report", "working-paper": "report", "gov": "report", "web": "webpage",
    "webpage": "webpage", "website": "webpage", "data": "dataset", "database": "dataset", "software": "software",
    "preprint": "article", "newspaper": "article-newspaper", "magazine": "article-magazine", "patent": "patent",
    "standard": "standard", "letter": "personal_communication", "commun": "personal_communication", "blog":
    "post-weblog", "periodical": "article-magazine", "video": "motion_picture", "film": "motion_picture",
    "legislation": "legislation", "list": "document", "discussion": "document", "other": "document",
}  # fmt: skip
"""CSL type of a ``publication-type``."""

NAMES_OF_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items()) if name != "other"} | {"document": "other"}

FIELDS: Final = {
    "volume": "volume", "issue": "issue", "publisher-name": "publisher", "institution": "publisher",
    "publisher-loc": "publisher-place", "edition": "edition", "series": "collection-title", "version": "version",
    "conf-name": "event-title", "conf-loc": "event-place", "patent": "number", "supplement": "supplement-number",
    "std": "number", "trans-source": "original-title", "gov": "authority", "collab-alternatives": "authority",
}  # fmt: skip
GROUPS: Final = {
    "author": "author", "allauthors": "author", "editor": "editor", "translator": "translator", "compiler": "compiler",
    "director": "director", "inventor": "author", "guest-editor": "editor", "transed": "editor-translator",
    "curator": "curator", "assignee": "contributor", "sponsor": "contributor", "illustrator": "illustrator",
}  # fmt: skip
TITLES: Final = ("article-title", "chapter-title", "data-title", "part-title", "trans-title")
CITATIONS: Final = ("element-citation", "mixed-citation", "citation", "nlm-citation", "product")
