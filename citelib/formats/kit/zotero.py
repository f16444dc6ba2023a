"""Zotero's names of types and roles, which several formats use, and CSL's.

Source: the type map of Zotero's schema (``csl.types`` and ``csl.names``).

>>> csl_type("journalArticle"), ZOTERO_TYPES["chapter"]
('article-journal', 'bookSection')
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

from citelib.formats.kit.lines import paragraphs

__all__ = ["ROLES", "ZOTERO_TYPES", "csl_type", "note_text", "paths_of"]

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


def note_text(markup: str) -> str:
    r"""The text of a note that Zotero keeps as HTML, with a line for each paragraph.

    >>> note_text("<div><p>Slow &amp; steady.</p><p>See <i>p.</i> 3</p></div>")
    'Slow & steady.\nSee p. 3'
    """
    return paragraphs(html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", markup))))


_BLOCK_END: Final = re.compile(r"</(?:p|div|li|h[1-6]|tr|blockquote)>|<br ?/?>", re.IGNORECASE)
_TAG: Final = re.compile("<[^<>]*>")


def paths_of(collections: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The path of each collection, by the name of each and the key of that which holds it; nameless ones have none.

    >>> paths_of({"a": ("Moss", ""), "b": ("Slow/fast", "a"), "c": ("Loop", "c")})
    {'a': 'Moss', 'b': 'Moss/Slow-fast', 'c': 'Loop'}
    """
    paths = {}
    for key in collections:
        names: list[str] = []
        seen: set[str] = set()
        at = key
        while at in collections and at not in seen:
            seen.add(at)
            name, parent = collections[at]
            # A slash would nest a collection that is not nested.
            names.append(name.replace("/", "-"))
            at = parent
        if all(names):
            paths[key] = "/".join(reversed(names))
    return paths
