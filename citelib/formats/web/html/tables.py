"""The tags by which pages say what they show, and their words for types."""

from __future__ import annotations

from typing import Final

__all__ = ["FACTS", "GENERATOR", "GRAPH_TYPES", "PEOPLE", "SCHOLARLY", "SITE_TYPES", "TAGS_OF_TYPES", "TYPES"]

FACTS: Final[dict[str, str]] = {
    "title": "citation_title eprints.title bepress_citation_title dc.title dcterms.title prism.title og:title "
    "twitter:title",
    "container-title": "citation_journal_title citation_inbook_title citation_book_title citation_conference_title "
    "citation_conference eprints.publication bepress_citation_journal_title bepress_citation_series_title "
    "prism.publicationname dc.source.title",
    "container-title-short": "citation_journal_abbrev",
    "issued": "citation_publication_date citation_date citation_cover_date citation_online_date citation_year "
    "eprints.date bepress_citation_date prism.publicationdate dc.date.issued dcterms.issued dc.date dcterms.date "
    "dcterms.created article:published_time book:release_date video:release_date music:release_date datepublished "
    "article.published pubdate date",
    "volume": "citation_volume eprints.volume bepress_citation_volume prism.volume",
    "issue": "citation_issue eprints.number bepress_citation_issue prism.number",
    "publisher": "citation_publisher citation_dissertation_institution citation_technical_report_institution "
    "eprints.publisher bepress_citation_publisher dc.publisher dcterms.publisher",
    "number": "citation_technical_report_number citation_patent_number citation_article_number",
    "language": "citation_language dc.language dcterms.language og:locale",
    "abstract": "citation_abstract eprints.abstract dcterms.abstract dc.description.abstract dc.description "
    "dcterms.description og:description twitter:description description",
    "license": "dc.rights.license dcterms.license dc.rights dcterms.rights prism.copyright",
    "PMID": "citation_pmid",
    "collection-title": "citation_series_title",
    "event-title": "citation_conference_title citation_conference",
    "genre": "citation_dissertation_name",
    "URL": "citation_public_url citation_abstract_html_url citation_fulltext_html_url "
    "bepress_citation_abstract_html_url eprints.official_url og:url twitter:url",
}
"""Tags that say what a variable holds, the most trusted first."""

PEOPLE: Final[dict[str, str]] = {
    "author": "citation_author citation_authors eprints.creators_name bepress_citation_author dc.creator "
    "dc.creator.personalname dc.contributor.author dcterms.creator prism.author article:author book:author author",
    "editor": "citation_editor eprints.editors_name dc.contributor.editor",
    "translator": "citation_translator",
    "director": "video:director",
    "contributor": "dc.contributor dcterms.contributor",
}
"""Tags that name people."""

TAGS_OF_TYPES: Final = (
    ("citation_dissertation_institution citation_dissertation_name", "thesis"),
    ("citation_technical_report_institution citation_technical_report_number", "report"),
    ("citation_conference_title citation_conference", "paper-conference"),
    ("citation_inbook_title citation_book_title", "chapter"),
    ("citation_journal_title citation_issn eprints.publication bepress_citation_journal_title", "article-journal"),
    ("citation_patent_number", "patent"),
)
"""Tags that only works of a type have, the first that the page has counts."""

TYPES: Final = {
    "journal_article": "article-journal", "article": "article-journal", "journalarticle": "article-journal",
    "text.article": "article-journal", "text.serial.journal": "article-journal", "book": "book", "monograph": "book",
    "book_section": "chapter", "conference_item": "paper-conference", "conferencepaper": "paper-conference",
    "thesis": "thesis", "dissertation": "thesis", "report": "report", "technicalreport": "report",
    "dataset": "dataset", "software": "software", "patent": "patent", "image.moving": "motion_picture",
    "movingimage": "motion_picture", "image": "graphic", "stillimage": "graphic", "sound": "song",
    "text.thesis.doctoral": "thesis", "working_paper": "report", "preprint": "article",
}  # fmt: skip
"""CSL type of words of EPrints and Dublin Core."""

GRAPH_TYPES: Final = {
    "book": "book", "books.book": "book", "video.movie": "motion_picture", "video.episode": "broadcast",
    "video.other": "motion_picture", "video.tv_show": "broadcast", "music.song": "song", "music.album": "song",
    "blog": "post-weblog",
}  # fmt: skip
"""CSL type of OpenGraph's types; all else is a web page."""

SCHOLARLY: Final = ("citation_", "eprints.", "bepress_citation_", "dc.", "dcterms.", "prism.")
SITE_TYPES: Final = frozenset("webpage graphic document collection event".split())
"""Types of JSON-LD objects that describe the site rather than a work."""


GENERATOR: Final = "citelib"
"""Generator of our own pages, in which COinS hold everything."""
