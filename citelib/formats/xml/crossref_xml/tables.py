"""The vocabulary of Crossref's schema: works, types, roles.

Source: unixref 1.1, the deposit schemas 4.3 to 5.4, and the list of types of posted content and peer reviews.
"""

from __future__ import annotations

from typing import Final

__all__ = ["METADATA", "POSTED", "REVIEWER", "REVIEWS", "ROLES", "WORKS"]

WORKS: Final = (
    ("journal/journal_article", "article-journal"), ("conference/conference_paper", "paper-conference"),
    ("book/content_item", "chapter"), ("report-paper/content_item", "chapter"), ("dissertation", "thesis"),
    ("posted_content", "article"), ("standard", "standard"), ("database/dataset", "dataset"), ("peer_review", "review"),
    ("report-paper", "report"), ("sa_component/component_list/component", "document"), ("book", "book"),
    ("conference", "book"), ("database", "dataset"), ("journal", "periodical"), ("pending_publication", "article"),
    ("grant", "document"),
)  # fmt: skip
"""Elements that are a work, by the element around them, with its CSL type; the first that is found is the work."""

METADATA: Final = (
    "book_metadata", "book_series_metadata", "book_set_metadata", "report-paper_metadata",
    "report-paper_series_metadata", "standard_metadata", "proceedings_metadata", "proceedings_series_metadata",
    "journal_metadata", "database_metadata", "grant_metadata", "publication",
)  # fmt: skip
"""Elements of what is said of a host, or of a work that stands alone."""

ROLES: Final = {"author": "author", "editor": "editor", "translator": "translator", "chair": "chair"}
REVIEWER: Final = {"reviewer": "author", "reviewer-external": "author"}

POSTED: Final = {
    "preprint": "article", "working_paper": "report", "report": "report", "dissertation": "thesis", "letter":
    "personal_communication", "other": "article",
}  # fmt: skip
"""CSL type by the type of posted content."""

REVIEWS: Final = {
    "referee-report": "referee report", "editor-report": "editor report", "author-comment": "author comment",
    "community-comment": "community comment", "aggregate": "peer review", "recommendation": "recommendation",
    "manuscript": "peer review",
}  # fmt: skip
"""Genre by the type of a peer review."""
