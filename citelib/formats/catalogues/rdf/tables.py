"""The vocabularies of RDF about works: classes, properties, lists of people.

Source: BIBO 1.3, schema.org, DCMI terms, PRISM 2, FOAF, the RDA element sets, and Zotero's RDF export. Names are those
without namespaces, since the vocabularies agree on what they mean, except where `OTHER_FIELDS` says otherwise.
"""

from __future__ import annotations

from typing import Final

from citelib.formats.kit.zotero import ROLES

__all__ = ["CONTAINERS", "DATES", "FIELDS", "LISTS", "OTHER_FIELDS", "PEOPLE", "SKIPPED", "TYPES"]

TYPES: Final = {
    "Article": "article-journal", "AcademicArticle": "article-journal", "ScholarlyArticle": "article-journal",
    "Book": "book", "EditedBook": "book", "Monograph": "book", "BookSection": "chapter", "Chapter": "chapter",
    "Thesis": "thesis", "Report": "report", "TechReport": "report", "Document": "document", "WebPage": "webpage",
    "Webpage": "webpage", "WebSite": "webpage", "Patent": "patent", "Manuscript": "manuscript", "Letter":
    "personal_communication", "Map": "map", "Image": "graphic", "Illustration": "graphic", "Film": "motion_picture",
    "Recording": "song", "AudioDocument": "song", "Legislation": "legislation", "LegalDecision": "legal_case",
    "ConferenceProceedings": "book", "Proceedings": "book", "Conference": "event", "Interview": "interview",
    "NewsArticle": "article-newspaper", "Dataset": "dataset", "SoftwareApplication": "software",
    "SoftwareSourceCode": "software", "Code": "software", "BlogPosting": "post-weblog", "Review": "review",
    "MotionPicture": "motion_picture", "Artwork": "graphic", "Standard": "standard", "Bill": "bill",
    "PersonalCommunication": "personal_communication", "Email": "personal_communication", "ReferenceEntry": "entry",
    "CreativeWork": "document", "Slideshow": "speech", "Performance": "performance", "Hearing": "hearing", "Statute":
    "legislation", "Brief": "legal_case", "LegalCaseDocument": "legal_case", "Event": "event", "Workshop": "event",
    "Journal": "periodical", "Periodical": "periodical", "Magazine": "periodical", "Newspaper": "periodical",
    "ArticleEPrint": "article-journal", "Book_SectionEPrint": "chapter", "BookEPrint": "book", "ThesisEPrint": "thesis",
    "Conference_ItemEPrint": "paper-conference", "MonographEPrint": "report", "DatasetEPrint": "dataset",
    "Video": "motion_picture", "AudioVisualDocument": "motion_picture", "StillImage": "graphic", "MovingImage":
    "motion_picture", "Sound": "song", "Software": "software", "Manual": "book", "Book_Section": "chapter",
    "Conference_Paper": "paper-conference", "ConferencePaper": "paper-conference", "InProceedings": "paper-conference",
    "MastersThesis": "thesis", "MasterThesis": "thesis", "PhDThesis": "thesis", "Preprint": "article",
    "Poster": "speech", "Presentation": "speech", "Podcast": "broadcast", "VideoObject": "motion_picture",
    "AudioObject": "song", "ImageObject": "graphic", "Photograph": "graphic", "Painting": "graphic", "Movie":
    "motion_picture", "Message": "personal_communication", "EmailMessage": "personal_communication", "item": "webpage",
}  # fmt: skip
"""CSL type of a class of works."""

CONTAINERS: Final = frozenset(
    "Journal Periodical Magazine Newspaper PublicationIssue PublicationVolume Issue Series Collection Organization "
    "Person Attachment Memo Seq Bag List Address URI Website Blog CourtReporter Forum Volume channel "
    "image textinput Concept Organisation Agent Group".split()
)
"""Classes of nodes that are not items of their own; so is a book that something is part of."""

FIELDS: Final = {
    "title": "title", "name": "title", "headline": "title", "abstract": "abstract", "date": "issued",
    "issued": "issued", "datePublished": "issued", "created": "issued", "pages": "page", "volume": "volume",
    "volumeNumber": "volume", "issue": "issue", "issueNumber": "issue", "edition": "edition", "bookEdition": "edition",
    "shortTitle": "title-short", "language": "language", "inLanguage": "language", "libraryCatalog": "source",
    "dateSubmitted": "accessed", "rights": "license", "license": "license", "source": "archive",
    "coverage": "archive_location", "numPages": "number-of-pages", "numberOfPages": "number-of-pages",
    "type": "genre", "number": "number", "numberOfVolumes": "number-of-volumes", "medium": "medium",
    "section": "section", "doi": "DOI", "publicationTitle": "container-title", "versionNumber": "version",
    "version": "version", "status": "status", "meetingName": "event-title", "runningTime": "dimensions",
    "presented": "event-date", "archive": "archive", "archiveLocation": "archive_location", "callNumber": "call-number",
}  # fmt: skip
"""Variable of each property with a plain value."""

OTHER_FIELDS: Final = {
    "publicationName": "container-title", "publicationDate": "issued", "coverDate": "issued", "coverDisplayDate":
    "issued", "dateSubmitted": "submitted", "available": "available-date", "chapter": "chapter-number", "numVolumes":
    "number-of-volumes", "pmid": "PMID", "P60163": "publisher-place", "degree": "genre", "alternative": "title-short",
    "placeOfPublication": "publisher-place", "location": "", "number": "number", "volumeTitle": "volume-title",
    "encoded": "", "doi": "DOI",
}  # fmt: skip
"""What differs from Zotero's use in BIBO, PRISM, DCMI terms and RDA; an empty variable is left over."""

DATES: Final = ("issued", "datePublished", "publicationDate", "coverDate", "date", "coverDisplayDate", "created")
"""Properties of the date of issue, the most trusted first."""

LISTS: Final = {**ROLES, "authorList": "author", "editorList": "editor"}
PEOPLE: Final = {
    "author": "author", "creator": "author", "editor": "editor", "contributor": "contributor",
    "translator": "translator", "director": "director", "interviewer": "interviewer", "recipient": "recipient",
    "producer": "producer", "performer": "performer", "illustrator": "illustrator", "composer": "composer",
    "narrator": "narrator", "interviewee": "author", "inventor": "author", "painter": "author", "maker": "author",
}  # fmt: skip
SKIPPED: Final = frozenset(
    "itemType isPartOf identifier sameAs description publisher subject about seriesStatement presentedAt "
    "isReferencedBy link hasPart pageStart pageEnd uri issn isbn eissn isbn10 isbn13 url relation ISBN keywords path "
    "citationKey extra eIssn startingPage endingPage handle".split()
)
