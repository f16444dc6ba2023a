"""The vocabulary of Dublin Core: words for types, variables of elements, people, relations.

Source: DCMI Metadata Terms (2020), the fifteen elements of ISO 15836, DSpace's metadata registry, the types of EPrints,
OJS, info:eu-repo and COAR.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "FIELDS",
    "FIRST_PAGES",
    "LAST_PAGES",
    "OURS",
    "PEOPLE",
    "RELATIONS",
    "WORDS_OF_TYPES",
    "is_status",
    "known_type",
    "last_part",
]

TYPES: Final = {
    "article": "article-journal", "journal article": "article-journal", "journalarticle": "article-journal",
    "book": "book", "monograph": "book", "book chapter": "chapter", "book section": "chapter", "book part": "chapter",
    "bookpart": "chapter", "booksection": "chapter", "conference paper": "paper-conference", "conference object":
    "paper-conference", "conferenceobject": "paper-conference", "conference proceedings": "book", "thesis": "thesis",
    "dissertation": "thesis", "doctoral thesis": "thesis", "master thesis": "thesis", "doctoralthesis": "thesis",
    "masterthesis": "thesis", "report": "report", "technical report": "report", "working paper": "report",
    "workingpaper": "report", "preprint": "article", "dataset": "dataset", "software": "software", "image": "graphic",
    "stillimage": "graphic", "still image": "graphic", "movingimage": "motion_picture", "moving image":
    "motion_picture", "sound": "song", "map": "map", "patent": "patent", "lecture": "speech", "presentation": "speech",
    "review": "review", "book review": "review-book", "web page": "webpage", "interactiveresource": "webpage",
    "manuscript": "manuscript", "newspaper article": "article-newspaper", "magazine article": "article-magazine",
    "musical score": "musical_score", "text": "document", "collection": "collection", "event": "event",
    # DSpace, EPrints, OJS and info:eu-repo
    "research article": "article-journal", "peer-reviewed article": "article-journal", "contributiontoperiodical":
    "article-journal", "review article": "article-journal", "conference or workshop item": "paper-conference",
    "conferencecontribution": "paper-conference", "conference contribution": "paper-conference", "inproceedings":
    "paper-conference", "conferenceposter": "speech", "poster": "speech", "conferenceproceedings": "book",
    "proceedings": "book", "bachelorthesis": "thesis", "bachelor thesis": "thesis", "studentthesis": "thesis",
    "phd thesis": "thesis", "master's thesis": "thesis", "electronic thesis or dissertation": "thesis",
    "habilitation thesis": "thesis", "internalreport": "report", "externalresearchreport": "report", "technicalreport":
    "report", "researchreport": "report", "research report": "report", "report part": "report", "video":
    "motion_picture", "recording, musical": "song", "recording, oral": "song", "audio": "song", "photograph":
    "graphic", "bookreview": "review-book", "periodical": "periodical", "journal": "periodical", "newspaper":
    "periodical", "website": "webpage", "letter": "personal_communication", "interview": "interview", "standard":
    "standard", "physicalobject": "graphic", "software application": "software", "model": "dataset",
    # COAR resource types
    "c_6501": "article-journal", "c_2df8fbb1": "article-journal", "c_3e5a": "article-journal", "c_dcae04bc":
    "article-journal", "c_b239": "article-journal", "c_545b": "article-journal", "c_2f33": "book", "c_f744": "book",
    "c_3248": "chapter", "c_5794": "paper-conference", "c_c94f": "paper-conference", "c_46ec": "thesis", "c_db06":
    "thesis", "c_bdcc": "thesis", "c_7a1f": "thesis", "c_93fc": "report", "c_18gh": "report", "c_8042": "report",
    "c_816b": "article", "c_ddb1": "dataset", "c_5ce6": "software", "c_c513": "graphic", "c_ecc8": "graphic",
    "c_12ce": "motion_picture", "c_8a7e": "motion_picture", "c_18cc": "song", "c_12cd": "map", "c_15cd": "patent",
    "c_8544": "speech", "c_6670": "speech", "c_efa0": "review", "c_ba08": "review-book", "c_7ad9": "webpage",
    "c_0640": "periodical", "c_998f": "article-newspaper", "c_0857": "personal_communication", "c_26e4": "interview",
    "c_18cw": "musical_score", "c_0040": "manuscript", "c_18cf": "document",
}  # fmt: skip
"""CSL type of the words and codes that repositories have for types."""

WORDS_OF_TYPES: Final = {csl: word for word, csl in reversed(TYPES.items())}
_STATUSES: Final = re.compile(
    r".*(?:published|accepted|submitted|draft|updated)Version|(?:Non)?PeerReviewed|c_[0-9a-f]+"
)
"""Words for types that say how far a work has come, or a code without a CSL type."""

FIELDS: Final = {
    "title": "title", "abstract": "abstract", "description.abstract": "abstract", "description": "abstract",
    "publisher": "publisher", "publisher.place": "publisher-place", "date.issued": "issued", "issued": "issued",
    "date.created": "issued", "created": "issued", "date": "issued",
    "dateSubmitted": "submitted", "date.submitted": "submitted", "available": "available-date",
    "language": "language", "language.iso": "language", "rights": "license", "rights.uri": "license",
    "license": "license", "rights.license": "license", "relation.ispartofseries": "collection-title",
    "relation.ispartof": "container-title", "isPartOf": "container-title", "relation.ispartofjournal":
    "container-title", "source": "container-title", "bibliographicCitation.title": "container-title",
    "journalTitle": "container-title", "volume": "volume", "issue": "issue",
    "bibliographicCitation.volume": "volume", "bibliographicCitation.issue": "issue", "medium": "medium",
    "identifier.volume": "volume", "identifier.issue": "issue", "edition": "edition", "title.alternative":
    "title-short", "alternative": "title-short", "type.degree": "genre", "publisher.institution": "publisher",
    "identifier.pmid": "PMID", "format.extent": "dimensions", "extent": "dimensions", "source.journaltitle":
    "container-title", "citation.volume": "volume", "citation.issue": "issue", "identifier.edition": "edition",
}  # fmt: skip
"""Variable of each element or qualified element; of several for one variable, the first listed is trusted most."""

PEOPLE: Final = {
    "creator": "author", "contributor.author": "author", "contributor.editor": "editor", "contributor.translator":
    "translator", "contributor": "contributor", "contributor.illustrator": "illustrator", "creator.author": "author",
}  # fmt: skip
RELATIONS: Final = {
    "references": "References", "isReferencedBy": "IsReferencedBy", "replaces": "Obsoletes", "isReplacedBy":
    "IsObsoletedBy", "isVersionOf": "IsVersionOf", "hasVersion": "HasVersion", "hasPart": "HasPart",
}  # fmt: skip
"""DataCite's name of the relation that a DCMI term is."""

OURS: Final = "citelib: "
"""Begins a description that holds what no element has."""

FIRST_PAGES: Final = frozenset(("firstpage", "startpage", "stpage", "spage"))
LAST_PAGES: Final = frozenset(("lastpage", "endpage", "epage"))


def known_type(word: str) -> str | None:
    """The CSL type of a word for a type, or of the last part of its address, or None.

    >>> known_type("info:eu-repo/semantics/doctoralThesis"), known_type("http://purl.org/coar/resource_type/c_6501")
    ('thesis', 'article-journal')
    """
    key = re.split(r"[/#]", word)[-1].casefold().strip().removeprefix("text.")
    return TYPES.get(key) or TYPES.get(key.replace("_", " "))


def is_status(word: str) -> bool:
    """Whether a word for a type says only how far a work has come."""
    return bool(_STATUSES.fullmatch(re.split(r"[/#]", word)[-1]))


def last_part(name: str) -> str:
    """What a qualified name ends in, as ``lastpage`` of ``citation.lastpage``."""
    return name.rpartition(".")[2]
