"""The parameters and types of Wikipedia's citation templates (Citation Style 1 and 2 of the English Wikipedia)."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CONTAINERS", "DISPLAYED", "FIELDS", "MONTHS", "NAME", "OUT", "OUT_TYPES", "PARTS", "READ", "ROLES", "TYPES"]

TYPES: Final = {
    "journal": "article-journal", "book": "book", "web": "webpage", "news": "article-newspaper", "magazine":
    "article-magazine", "thesis": "thesis", "conference": "paper-conference", "report": "report", "tech report":
    "report", "techreport": "report", "encyclopedia": "entry-encyclopedia", "encyclopaedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary", "arxiv": "article", "biorxiv": "article", "medrxiv": "article", "ssrn":
    "article", "citeseerx": "article", "preprint": "article", "press release": "webpage", "podcast": "broadcast",
    "episode": "broadcast", "serial": "broadcast", "av media": "motion_picture", "av media notes": "document",
    "interview": "interview", "map": "map", "speech": "speech", "sign": "graphic", "mailing list": "post",
    "newsgroup": "post", "tweet": "post", "document": "document", "patent": "patent", "court": "legal_case",
    "newspaper": "article-newspaper", "website": "webpage", "dvd notes": "document", "video": "motion_picture",
    "dataset": "dataset", "software": "software",
}  # fmt: skip
"""CSL type of each template by its name behind «cite»."""

OUT_TYPES: Final = {
    csl: name for name, csl in reversed(TYPES.items())
} | {
    "article": "document", "chapter": "book", "document": "document", "webpage": "web", "post-weblog": "web",
    "review": "journal", "review-book": "journal", "report": "report", "dataset": "document", "software": "document",
    "motion_picture": "av media", "graphic": "document", "post": "web", "patent": "document", "legal_case": "document",
    "article-newspaper": "news", "entry-encyclopedia": "encyclopedia", "broadcast": "episode",
}  # fmt: skip
CONTAINERS: Final = {
    "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "newspaper", "review":
    "journal", "review-book": "journal", "webpage": "website", "post-weblog": "website", "post": "website",
    "entry-encyclopedia": "encyclopedia", "entry-dictionary": "dictionary", "paper-conference": "book-title",
}  # fmt: skip
"""Parameter of the container by CSL type; all else has a work."""

FIELDS: Final = {
    "journal": "container-title", "magazine": "container-title", "newspaper": "container-title", "website":
    "container-title", "work": "container-title", "periodical": "container-title", "encyclopedia": "container-title",
    "encyclopaedia": "container-title", "dictionary": "container-title", "book-title": "container-title",
    "program": "container-title", "publisher": "publisher", "institution": "publisher", "location": "publisher-place",
    "place": "publisher-place", "publication-place": "publisher-place", "volume": "volume", "issue": "issue",
    "number": "issue", "page": "page", "pages": "page", "at": "page", "pp": "page", "p": "page", "isbn": "ISBN",
    "issn": "ISSN", "eissn": "ISSN", "pmid": "PMID", "url": "URL", "chapter-url": "URL", "access-date": "accessed",
    "accessdate": "accessed", "language": "language", "lang": "language", "edition": "edition", "series":
    "collection-title", "type": "genre", "degree": "genre", "medium": "genre", "via": "source", "orig-date":
    "original-date", "orig-year": "original-date", "origyear": "original-date", "conference": "event-title", "event":
    "event-title", "script-title": "original-title", "agency": "authority", "department": "section", "section":
    "section", "version": "version", "scale": "scale", "time": "dimensions",
}  # fmt: skip
"""Variable of each parameter that means one thing."""

OUT: Final = (
    ("publisher", "publisher"), ("publisher-place", "location"), ("volume", "volume"), ("issue", "issue"),
    ("page", "pages"), ("ISBN", "isbn"), ("ISSN", "issn"), ("PMID", "pmid"), ("URL", "url"), ("language", "language"),
    ("edition", "edition"), ("collection-title", "series"), ("source", "via"),
)  # fmt: skip
ROLES: Final = {"": "author", "author": "author", "editor": "editor", "translator": "translator", "interviewer":
                 "interviewer", "contributor": "contributor", "subject": "author", "inventor": "author"}  # fmt: skip
PARTS: Final = {"last": "family", "surname": "family", "first": "given", "given": "given", "": "whole",
                 "author": "whole"}  # fmt: skip
NAME: Final = re.compile(
    r"(?:(author|editor|translator|interviewer|contributor|subject|inventor)([0-9]*)-?)?(last|surname|first|given|author)?"
    r"([0-9]*)"
)
MONTHS: Final = (
    "January February March April May June July August September October November December".split(),
    ("Spring", "Summer", "Autumn", "Winter"),
)
READ: Final = frozenset(
    "title chapter contribution article entry doi pmc arxiv eprint date year month day vauthors veditors authors "
    "publication-date display-authors display-editors ref mode".split()
)
DISPLAYED: Final = {"author": "display-authors", "editor": "display-editors"}
"""The parameter that says how many names of a list are shown, or ``etal`` if it is cut short."""
