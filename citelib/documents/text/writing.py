"""What the writers of texts share: what a place becomes, and the note that it may need."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citelib.csl.results import RenderedBibliography
from citelib.documents.places import RenderedPlace, is_tex
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import Change, before_note

__all__ = ["entries_of", "list_title", "place_change"]

PUNCTUATION: Final = re.compile(r"[.,;:!?]+(?:(?:''|[\"'”’»)])(?=\s|$))?|(?:''|[\"'”’»])[.,;:!?]?")
_SPACES: Final = re.compile(r"(?<![| \t~\u00a0])[ \t~\u00a0]+\Z")


def place_change(
    rendered: RenderedDocument,
    done: RenderedPlace,
    note: Callable[[str], str],
    punctuation: re.Pattern[str] = PUNCTUATION,
) -> Change:
    """What a place becomes.

    A note comes behind the punctuation that follows the citation, and no space stands before it or a raised number.

    Args:
        rendered: The document.
        done: What stands in the place.
        note: What marks a note in the text; takes the text of the note.
        punctuation: Punctuation that may come before a note.
    """
    document, place = rendered.document, done.place
    text, start, end = document.text, place.start, place.end
    moves = document.metadata.notes_after_punctuation
    if place.quote is not None:  # what is around it are marks of YAML
        return start, end, done.text + (note(done.note) if done.note is not None else "")
    if done.note is None:
        if not rendered.raises or place.tentative or place.mode or not done.text or place.note is not None:
            return start, end, done.text
        start -= len(match.group()) if (match := _SPACES.search(text, max(start - 50, 0), start)) else 0
        following = punctuation.match(text, end) if moves else None
        mark = done.text
    else:
        mark = f"\\footnote{{{done.note}}}" if is_tex(place, rendered.output) else note(done.note)
        if done.text:
            return start, end, f"{done.text}{mark}"
        start = before_note(text, start)
        following = punctuation.match(text, end) if moves is not False else None
    return (start, following.end(), f"{following.group()}{mark}") if following else (start, end, mark)


def entries_of(bibliography: RenderedBibliography | None, newline: str = "\n") -> str:
    """The entries of a list as text; empty if there are none."""
    if bibliography is None or not bibliography.entries:
        return ""
    whole = "".join(bibliography.output.entry(entry.id, entry.text) for entry in bibliography.entries)
    return whole.strip().replace("\n", newline)


def list_title(rendered: RenderedDocument, title: str | None = None) -> str:
    """The heading of a list as text of the output: its own, that of the document, or the word of the language."""
    word = title or rendered.document.metadata.list_title
    word = word or rendered.style.locale.term("reference", "long", plural=True) or "References"
    return rendered.output.escape(word[:1].upper() + word[1:])
