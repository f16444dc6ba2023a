"""The vocabulary of MODS: genres, types of resources, details of parts, identifiers.

Source: the MARC genre terms (marcgt), the MODS user guidelines, the structure types of the DFG viewer, the collections
of govinfo.gov.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CALL_NUMBERS", "COLLECTIONS", "DETAILS", "GENRES", "HELD", "LATER_ORIGINS", "PERIODICAL", "RELATED", "RESOURCES",
    "WRITTEN_RESOURCES",
]  # fmt: skip

GENRES: Final = {
    "journal article": "article-journal", "academic journal": "article-journal", "article": "article-journal",
    "journalarticle": "article-journal", "magazine article": "article-magazine", "magazine": "article-magazine",
    "newspaper article": "article-newspaper", "newspaperarticle": "article-newspaper", "newspaper": "article-newspaper",
    "book": "book", "monograph": "book", "multivolume monograph": "book", "volume": "book", "multivolumework": "book",
    "multivolume_work": "book", "novel": "book", "festschrift": "book", "comic or graphic novel": "book",
    "loose-leaf": "book", "yearbook": "book", "dictionary": "book", "encyclopedia": "book", "atlas": "book",
    "ebook": "book", "proceedings": "book", "conference publication": "book", "conference proceedings": "book",
    "book chapter": "chapter", "bookchapter": "chapter", "booksection": "chapter", "book section": "chapter",
    "chapter": "chapter", "contained_work": "chapter", "containedwork": "chapter", "short story": "chapter",
    "conference paper": "paper-conference", "conferencepaper": "paper-conference", "conference article":
    "paper-conference", "conference": "paper-conference", "web site": "webpage", "website": "webpage", "webpage":
    "webpage", "web page": "webpage", "blog": "post-weblog", "blogpost": "post-weblog", "thesis": "thesis",
    "theses": "thesis", "dissertation": "thesis", "doctoral thesis": "thesis", "doctoral dissertation": "thesis",
    "master thesis": "thesis", "masters thesis": "thesis", "master's thesis": "thesis", "bachelor thesis": "thesis",
    "phd thesis": "thesis", "ph.d. thesis": "thesis", "academic theses": "thesis", "habilitation": "thesis",
    "hochschulschrift": "thesis", "electronic thesis or dissertation": "thesis", "report": "report",
    "technical report": "report", "researchreport": "report", "working paper": "report", "workingpaper": "report",
    "research report": "report", "preprint": "article", "letter": "personal_communication", "brief":
    "personal_communication", "letters (correspondence)": "personal_communication", "correspondence":
    "personal_communication", "email": "personal_communication", "map": "map", "globe": "map", "patent": "patent",
    "interview": "interview", "oral history": "interview", "motion picture": "motion_picture", "videorecording":
    "motion_picture", "video": "motion_picture", "film": "motion_picture", "encyclopedia article":
    "entry-encyclopedia", "encyclopediaarticle": "entry-encyclopedia", "dictionary entry": "entry-dictionary",
    "dictionaryentry": "entry-dictionary", "manuscript": "manuscript", "manuscripts": "manuscript", "handschrift":
    "manuscript", "technical standard": "standard", "standard or specification": "standard", "standard": "standard",
    "dataset": "dataset", "data set": "dataset", "database": "dataset", "numeric data": "dataset", "statistics":
    "dataset", "software": "software", "computerprogram": "software", "computer program": "software", "hearing":
    "hearing", "legal case and case notes": "legal_case", "legal case": "legal_case", "case": "legal_case",
    "legislation": "legislation", "statute": "legislation", "bill": "bill", "treaty": "treaty", "review": "review",
    "book review": "review-book", "speech": "speech", "lecture": "speech", "presentation": "speech", "poster":
    "speech", "art original": "graphic", "art reproduction": "graphic", "photographs": "graphic", "photograph":
    "graphic", "picture": "graphic", "pictures": "graphic", "slide": "graphic", "chart": "graphic", "graphic":
    "graphic", "technical drawing": "graphic", "postcard": "graphic", "illustration": "graphic", "musical score":
    "musical_score", "music": "musical_score", "podcast": "broadcast", "radiobroadcast": "broadcast", "tvbroadcast":
    "broadcast", "issue": "periodical", "pamphlet": "pamphlet", "series": "periodical",
}  # fmt: skip
"""CSL type of a genre or structure type; a genre that is a CSL type is that type."""

PERIODICAL: Final = frozenset(("periodical", "journal", "academic journal", "magazine", "newspaper", "periodicals"))
"""Genres of serials."""

RESOURCES: Final = {
    "still image": "graphic", "moving image": "motion_picture", "cartographic": "map", "sound recording": "song",
    "sound recording-musical": "song", "sound recording-nonmusical": "song", "audio": "song",
    "notated music": "musical_score", "software, multimedia": "software", "software": "software",
    "three dimensional object": "graphic", "artifact": "graphic", "dataset": "dataset", "collection": "collection",
    "manuscript": "manuscript", "mixed material": "collection",
}  # fmt: skip
"""CSL type of a type of resource."""

WRITTEN_RESOURCES: Final = {
    "graphic": "still image", "figure": "still image", "map": "cartographic", "song": "sound recording",
    "motion_picture": "moving image", "broadcast": "moving image", "software": "software, multimedia",
    "musical_score": "notated music", "collection": "mixed material",
}  # fmt: skip
"""Type of resource of a CSL type; all else is text."""

COLLECTIONS: Final = {
    "CHRG": "hearing", "BILLS": "bill", "PLAW": "legislation", "STATUTE": "legislation", "USCODE": "legislation",
    "CRPT": "report", "CPRT": "report", "CDOC": "report", "FR": "regulation", "CFR": "regulation", "USCOURTS":
    "legal_case",
}  # fmt: skip
"""CSL type by the collection of govinfo.gov."""

HELD: Final = frozenset("manuscript personal_communication graphic collection".split())
"""Types whose host is a collection of an archive rather than a publication."""

DETAILS: Final = {
    "volume": "volume", "vol": "volume", "issue": "issue", "number": "issue", "no": "issue", "part": "part-number",
    "section": "section", "chapter": "chapter-number", "report number": "number", "track": "chapter-number",
    "supplement": "supplement-number", "article number": "number", "article": "number", "article_number": "number",
}  # fmt: skip
"""Variable of a detail of a part."""

CALL_NUMBERS: Final = frozenset("lcc ddc udc nlm nal sudocs candocs rvk clc bcl agricola moys".split())
"""Authorities of classifications that are shelf marks."""

LATER_ORIGINS: Final = frozenset(
    "digitization digitisation digitalization captured manufacture distribution copyright reproduction".split()
)
"""Types of the event of an origin that is not the publication."""

RELATED: Final = {
    "preceding": "continues", "succeeding": "continued-by", "constituent": "has-part", "host": "part-of",
    "otherVersion": "has-version", "original": "version-of", "reviewOf": "reviews", "references": "cites",
    "isReferencedBy": "cited-by",
}  # fmt: skip
"""Relation that a related item asserts, if it has a DOI."""
