"""The vocabulary of schema.org: types, properties, people."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELDS", "NAMES", "NOT_READ", "PUBLISHER_ID", "TYPES"]

TYPES: Final[dict[str, str]] = {
    "ScholarlyArticle": "article-journal", "MedicalScholarlyArticle": "article-journal", "NewsArticle":
    "article-newspaper", "ReportageNewsArticle": "article-newspaper", "Article": "article-magazine", "Report": "report",
    "TechArticle": "report", "BlogPosting": "post-weblog", "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "Book": "book", "Chapter": "chapter", "Thesis": "thesis", "Dataset": "dataset", "DataCatalog": "dataset",
    "SoftwareSourceCode": "software", "SoftwareApplication": "software", "WebPage": "webpage", "AboutPage": "webpage",
    "WebSite": "webpage", "VideoObject": "motion_picture", "Movie": "motion_picture", "AudioObject": "song",
    "MusicRecording": "song", "PodcastEpisode": "broadcast", "TVEpisode": "broadcast", "RadioEpisode": "broadcast",
    "ImageObject": "graphic", "Photograph": "graphic", "Painting": "graphic", "Map": "map",
    "Legislation": "legislation",
    "Review": "review", "Manuscript": "manuscript", "PresentationDigitalDocument": "speech", "Event": "event",
    "Periodical": "periodical", "Collection": "collection", "SheetMusic": "musical_score", "CreativeWork": "document",
    "DigitalDocument": "document",
}  # fmt: skip
"""CSL type of each schema.org type; the first schema.org type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "name": "title", "headline": "title", "title": "title", "alternativeHeadline": "title-short",
    "abstract": "abstract", "description": "abstract", "version": "version", "softwareVersion": "version",
    "bookEdition": "edition", "isbn": "ISBN", "inLanguage": "language", "volumeNumber": "volume",
    "issueNumber": "issue", "numberOfPages": "number-of-pages", "position": "chapter-number", "inSupportOf": "genre",
    "reportNumber": "number",
}  # fmt: skip

NAMES: Final = {"author": "author", "creator": "author", "editor": "editor", "translator": "translator",
                "contributor": "contributor", "director": "director", "illustrator": "illustrator"}  # fmt: skip
"""Name variable of each property; a second one of the same variable is read only if the first has no names."""

PUBLISHER_ID: Final = "#publisher"
"""Id of the publisher of a news article that is only said again: the site that carries it, else who issued it."""
NOT_READ: Final = frozenset(("sameAs", "isPartOf", "about", "review"))
"""Properties that name a relation for some type, and mean other things elsewhere."""
