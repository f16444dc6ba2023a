"""Entry types of BibTeX and BibLaTeX and the CSL types that they stand for.

Sources: BibLaTeX manual, section 2.1; BibTeX's ``btxdoc``; CSL 1.0.2, appendix III. Where a file does not know a CSL
type, the field ``entrysubtype`` names it.

>>> read_type("phdthesis", None), read_type("article", "magazine"), write_type("webpage", "biblatex")
('thesis', 'article-magazine', 'online')
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from citelib.model.vocabulary import ITEM_TYPES

__all__ = ["ARTICLES", "BOOKS", "KNOWN_TYPES", "PARTS", "read_type", "write_subtype", "write_type"]

_READ: dict[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "commentary": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "map": "map",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "presentation": "speech",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "set": "document",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "talk": "speech",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "www": "webpage",
}
_READ |= {
    # Types of biblatex-apa and biblatex-software, and those that Mendeley and others write.
    "bill": "bill",
    "book_section": "chapter",
    "case": "legal_case",
    "codefragment": "software",
    "computer_program": "software",
    "conference_proceedings": "paper-conference",
    "constitution": "legislation",
    "encyclopedia_article": "entry-encyclopedia",
    "film": "motion_picture",
    "hearing": "hearing",
    "legadminmaterial": "regulation",
    "legmaterial": "legislation",
    "magazine_article": "article-magazine",
    "newsarticle": "article-newspaper",
    "newspaper_article": "article-newspaper",
    "softwaremodule": "software",
    "softwareversion": "software",
    "statute": "legislation",
    "television_broadcast": "broadcast",
    "web_page": "webpage",
    "working_paper": "report",
}
KNOWN_TYPES: Final = frozenset((*_READ, "xdata"))
"""Entry types that mean something."""

ARTICLES: Final = frozenset("article periodical suppperiodical review newspaper".split())
"""Types with a journal and an issue."""

PARTS: Final = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
"""Types with a book around them."""

BOOKS: Final = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual booklet".split()
)
"""Types that are, or are bound as, a book."""

_WRITE: Final[dict[str, tuple[str, str]]] = {
    # CSL type: BibLaTeX, BibTeX
    "article": ("online", "misc"),
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("legislation", "misc"),
    "book": ("book", "book"),
    "broadcast": ("video", "misc"),
    "chapter": ("incollection", "incollection"),
    "classic": ("book", "book"),
    "dataset": ("dataset", "misc"),
    "entry": ("inreference", "incollection"),
    "entry-dictionary": ("inreference", "incollection"),
    "entry-encyclopedia": ("inreference", "incollection"),
    "figure": ("image", "misc"),
    "graphic": ("image", "misc"),
    "legal_case": ("jurisdiction", "misc"),
    "legislation": ("legislation", "misc"),
    "manuscript": ("unpublished", "unpublished"),
    "motion_picture": ("movie", "misc"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("patent", "misc"),
    "performance": ("performance", "misc"),
    "periodical": ("periodical", "book"),
    "personal_communication": ("letter", "misc"),
    "post": ("online", "misc"),
    "post-weblog": ("online", "misc"),
    "regulation": ("legislation", "misc"),
    "report": ("report", "techreport"),
    "review": ("review", "article"),
    "review-book": ("review", "article"),
    "software": ("software", "misc"),
    "song": ("music", "misc"),
    "speech": ("unpublished", "unpublished"),
    "standard": ("standard", "misc"),
    "thesis": ("thesis", "phdthesis"),
    "treaty": ("legal", "misc"),
    "webpage": ("online", "misc"),
}

_SUBTYPES: Final = {
    **{(article, "magazine"): "article-magazine" for article in ARTICLES},
    **{(article, "newspaper"): "article-newspaper" for article in ARTICLES},
    # As biblatex-apa has them.
    ("video", "tvepisode"): "broadcast",
    ("video", "tvseries"): "broadcast",
}
"""The CSL types of entry types with an ``entrysubtype``; of several for one, the first is written."""


def read_type(entry_type: str, subtype: str | None, fields: Container[str] = ()) -> str:
    """The CSL type of an entry.

    Args:
        entry_type: Its type in lower case.
        subtype: Its ``entrysubtype``.
        fields: Names of its fields, which decide for a type that is not known.
    """
    if subtype is not None:
        subtype = subtype.strip().lower()
        if (entry_type, subtype) in _SUBTYPES:
            return _SUBTYPES[entry_type, subtype]
        if subtype in ITEM_TYPES:
            return subtype
    known = _READ.get(entry_type)
    if known == "manuscript" and ("eventtitle" in fields or "eventdate" in fields):
        return "speech"
    if known is not None:
        return known
    if "journaltitle" in fields or "journal" in fields:
        return "article-journal"
    return "chapter" if "booktitle" in fields else "document"


def write_type(csl_type: str, dialect: str) -> str:
    """The entry type for a CSL type."""
    return _WRITE.get(csl_type, ("misc", "misc"))[dialect == "bibtex"]


def write_subtype(csl_type: str, entry_type: str) -> str:
    """The ``entrysubtype`` by which an entry type stands for a CSL type that is not its own.

    >>> write_subtype("article-magazine", "article"), write_subtype("bill", "legislation")
    ('magazine', 'bill')
    """
    words = (subtype for (entry, subtype), found in _SUBTYPES.items() if (entry, found) == (entry_type, csl_type))
    return next(words, csl_type)
