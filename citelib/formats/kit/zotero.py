"""Zotero's names of types and roles, which several formats use, and CSL's.

Source: the type map of Zotero's schema (``csl.types`` and ``csl.names``).

>>> csl_type("journalArticle"), ZOTERO_TYPES["chapter"]
('article-journal', 'bookSection')
"""

from __future__ import annotations

from typing import Final

__all__ = ["ROLES", "ZOTERO_TYPES", "csl_type"]

_TYPES: Final = (
    "artwork graphic, audioRecording song, bill bill, blogPost post-weblog, book book, bookSection chapter, "
    "case legal_case, computerProgram software, conferencePaper paper-conference, dataset dataset, "
    "dictionaryEntry entry-dictionary, document document, email personal_communication, "
    "encyclopediaArticle entry-encyclopedia, film motion_picture, forumPost post, hearing hearing, "
    "instantMessage personal_communication, interview interview, journalArticle article-journal, "
    "letter personal_communication, magazineArticle article-magazine, manuscript manuscript, map map, "
    "newspaperArticle article-newspaper, patent patent, podcast song, preprint article, presentation speech, "
    "radioBroadcast broadcast, report report, standard standard, statute legislation, thesis thesis, "
    "tvBroadcast broadcast, videoRecording motion_picture, webpage webpage"
)
_CSL_TYPES: Final = dict(pair.split() for pair in _TYPES.split(", "))

ZOTERO_TYPES: Final = {
    **{csl: zotero for zotero, csl in reversed(_CSL_TYPES.items())},
    "personal_communication": "letter", "song": "audioRecording", "broadcast": "tvBroadcast",
    "motion_picture": "film", "review": "journalArticle", "review-book": "journalArticle", "entry": "dictionaryEntry",
    "figure": "artwork", "musical_score": "document", "collection": "document", "pamphlet": "manuscript",
    "regulation": "bill", "treaty": "document", "classic": "manuscript", "performance": "presentation",
    "event": "presentation", "periodical": "document",
}  # fmt: skip
"""The Zotero type by which an item of each CSL type is best known."""

ROLES: Final = {
    "authors": "author", "editors": "editor", "contributors": "contributor", "translators": "translator",
    "seriesEditors": "collection-editor", "bookAuthors": "container-author", "directors": "director",
    "composers": "composer", "interviewers": "interviewer", "interviewees": "author", "inventors": "author",
    "artists": "author", "cartographers": "author", "programmers": "author", "performers": "performer",
    "presenters": "author", "podcasters": "author", "recipients": "recipient", "reviewedAuthors": "reviewed-author",
    "scriptwriters": "script-writer", "producers": "producer", "guests": "guest", "sponsors": "contributor",
    "commenters": "contributor", "castMembers": "performer", "wordsBy": "contributor", "counsels": "contributor",
    "cosponsors": "contributor", "attorneyAgents": "contributor",
}  # fmt: skip
"""The name variable of each of Zotero's lists of creators."""


def csl_type(zotero: str) -> str | None:
    """The CSL type of one of Zotero's, or None."""
    return _CSL_TYPES.get(zotero)
