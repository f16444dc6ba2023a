"""Fields of BibTeX and BibLaTeX and the CSL variables that they fill, as tables.

Sources: BibLaTeX manual, section 2.2 (fields, aliases, types of values); CSL 1.0.2, appendix IV. A field without a
variable is kept in `Item.custom` under ``bibtex:`` or ``biblatex:`` and its own name.

>>> TEXT_FIELDS["booktitle"] if "booktitle" in TEXT_FIELDS else FIELD_ALIASES["address"]
'location'
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "BIBTEX_NAMES",
    "DATE_FIELDS",
    "EDITOR_ROLES",
    "FIELD_ALIASES",
    "FIELD_ORDER",
    "KEPT_FIELDS",
    "NAMES_OF_ANYTHING",
    "NAMES_OF_THINGS",
    "NAME_FIELDS",
    "OTHERWISE_MEANT",
    "STRINGS",
    "TAKEN",
    "TEXT_FIELDS",
    "TITLE_FIELDS",
    "VERBATIM",
]

FIELD_ALIASES: Final = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "hyphenation": "langid",
    "lastchecked": "urldate",
    "lastvisited": "urldate",
    "lastaccessed": "urldate",
    "issue_date": "issuedate",
    "keyword": "keywords",
    "shortjournaltitle": "shortjournal",
}
"""Other names of fields; where an entry has both, the one on the right counts."""

TEXT_FIELDS: Final = {
    "abstract": "abstract",
    "annotation": "annote",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "eventtitle": "event-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "library": "call-number",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "pmcid": "PMCID",
    "pmid": "PMID",
    "pubstate": "status",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "type": "genre",
    "url": "URL",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
"""Fields that fill one variable, whatever the entry's type."""

TITLE_FIELDS: Final = frozenset(
    """
    title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon
    issuetitle issuesubtitle eventtitle origtitle shorttitle series
    """.split()
)
"""Titles in which braces protect case."""

NAMES_OF_ANYTHING: Final = frozenset(["series", "eventtitle"])
"""Titles that are names, whose capitals are those of a name, whatever the type of the entry."""

NAMES_OF_THINGS: Final = {
    **dict.fromkeys(
        ("inproceedings", "conference"), NAMES_OF_ANYTHING | {"booktitle", "booksubtitle", "maintitle", "mainsubtitle"}
    ),
    **dict.fromkeys(
        ("proceedings", "mvproceedings", "periodical", "legislation", "jurisdiction", "legal", "legadminmaterial"),
        TITLE_FIELDS,
    ),
}
"""The same by types: proceedings have the name of their event, and laws and journals are names."""

NAME_FIELDS: Final = {
    "author": "author",
    "bookauthor": "container-author",
    "director": "director",
    "editor": "editor",
    "translator": "translator",
}
"""Lists of names and their variables."""

EDITOR_ROLES: Final = {
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "illustrator": "illustrator",
    "organizer": "organizer",
    "producer": "producer",
    "curator": "curator",
    "composer": "composer",
    "performer": "performer",
    "narrator": "narrator",
    "translator": "translator",
    "interviewer": "interviewer",
    "chair": "chair",
    "host": "host",
    "scriptwriter": "script-writer",
}
"""Values of ``editortype``, ``editoratype`` … and the variables of those people."""

DATE_FIELDS: Final = {"": "issued", "event": "event-date", "orig": "original-date", "url": "accessed"}
"""Prefixes of date fields and their variables."""

VERBATIM: Final = frozenset(
    """
    doi eprint file pdf url urlraw verba verbb verbc crossref xref xdata ids entryset related options execute
    keywords-raw bdsk-url-1 bdsk-url-2 bdsk-url-3 bdsk-file-1 bdsk-file-2
    """.split()
)
"""Fields that are not LaTeX."""

KEPT_FIELDS: Final = ("eprint", "eprinttype", "eprintclass")
"""Fields that are kept although a variable is made of them."""

TAKEN: Final = frozenset("number issue collection-number publisher-place jurisdiction genre event title-short".split())
"""CSL variables whose names or usual fields mean something else in some types; then ``csl-`` is put before."""

OTHERWISE_MEANT: Final = frozenset(["status"])
"""CSL variables whose names mean something else in files as they are found (``status``: a stage in MEDLINE)."""

BIBTEX_NAMES: Final = {"location": "address", "journaltitle": "journal", "annotation": "annote", "langid": "language"}
"""What BibTeX calls fields of BibLaTeX."""

STRINGS: Final = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
    "newseries": "new series",
    "oldseries": "old series",
    "jourser": "series",
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
    "letter": "letter",
}
"""Localisation keys of BibLaTeX (manual, section 4.9.2) that stand as values in data."""

FIELD_ORDER: Final = """
    author editor editortype editora editoratype editorb editorbtype editorc editorctype translator bookauthor director
    title subtitle titleaddon shorttitle maintitle mainsubtitle maintitleaddon booktitle booksubtitle booktitleaddon
    issuetitle issuesubtitle journal journaltitle journalsubtitle shortjournal series
    volume number issue part volumes edition chapter pages eid pagetotal version type
    date year month day eventtitle eventdate venue
    publisher institution school organization howpublished address location
    origtitle origdate origpublisher origlocation
    doi isbn issn pmid pmcid eprint eprinttype archiveprefix eprintclass primaryclass url urldate
    langid language pubstate note addendum annotation annote keywords abstract
    crossref xref related relatedtype relations ids options entrysubtype
""".split()
"""The order in which fields are written; others follow by name."""
