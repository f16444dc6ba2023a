r"""A Markdown document with its citations resolved: places are replaced, the list is put in, and nothing else moves.

In note styles a citation becomes a footnote, ``[^cite-1]``, which most dialects know; the punctuation that follows the
citation comes before it, as in print. The texts of the notes stand before the list at the end of the document.

>>> from citelib.documents.markdown.read import read
>>> from citelib.documents.render import render
>>> from citelib.model import Date, Item, Name
>>> doe = Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))
>>> print(write(render(read("Said before [@doe, p. 3].\n"), [doe], style="apa")), end="")
Said before (Doe, 1999, p. 3).
<BLANKLINE>
Doe, J. (1999). *A Book*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citelib.documents.markdown.dialects import NOCITE
from citelib.documents.markdown.mask import front_matter
from citelib.documents.model import Document, ListPlace
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import Change, apply
from citelib.documents.text.writing import entries_of, place_change

__all__ = ["write"]

_LABEL: Final = "cite-"


def write(rendered: RenderedDocument) -> str:
    """The text of the document with the places and lists replaced.

    Args:
        rendered: The document, rendered in the output ``"markdown"`` or ``"html"``.
    """
    document = rendered.document
    newline = "\r\n" if "\r\n" in document.text else "\n"
    notes: list[str] = []

    def note(text: str) -> str:
        """Its mark; its text comes behind the document."""
        label = _free_label(document, len(notes) + 1)
        notes.append(f"[^{label}]: {text}")
        return f"[^{label}]"

    changes = [place_change(rendered, done, note) for done in rendered.places]
    ending = _ending(rendered, notes, newline)
    if ending:
        changes.append(ending)
    changes += _lists(rendered, newline)
    if rendered.bibliography is not None and rendered.bibliography.entries:
        changes += _done_requests(document.text)
    return apply(document.text, changes)


def _done_requests(text: str) -> Iterator[Change]:
    """What the metadata ask to be listed goes as it is listed, or a second run would list it again."""
    yaml, end = front_matter(text)
    begin = text.index("\n") + 1 if end else 0
    for match in NOCITE.finditer(yaml):
        yield begin + match.start(), begin + match.end(), ""


def _free_label(document: Document, number: int) -> str:
    """A label that no note of the document has."""
    taken = {name for name, _ in document.notes}
    label = f"{_LABEL}{number}"
    while label in taken:
        label += "a"
    return label


def _lists(rendered: RenderedDocument, newline: str) -> Iterator[Change]:
    """The lists where the document has places for them, which are left as they are when there is nothing to list."""
    for place, bibliography in zip(rendered.document.lists, rendered.lists, strict=False):
        if entries := entries_of(bibliography, newline):
            yield place.start, place.end, _at(place, entries, newline)


def _at(place: ListPlace, entries: str, newline: str) -> str:
    """A list within a place; in a div it stands behind what is there, with an empty line on either side."""
    return entries if place.end > place.start else f"{newline}{entries}{newline}{newline}"


def _ending(rendered: RenderedDocument, notes: list[str], newline: str) -> Change | None:
    """What comes behind the document: the notes, and the list if it has no place of its own."""
    document = rendered.document
    parts = []
    entries = "" if document.lists else entries_of(rendered.bibliography, newline)
    if entries:
        if document.metadata.list_title:
            parts.append(f"# {document.metadata.list_title}")
        parts.append(entries)
    if notes:
        parts.append(newline.join(notes))
    if not parts:
        return None
    body = document.text.rstrip("\r\n")
    text = f"{newline}{newline}".join(parts)
    return len(body), len(document.text), f"{newline}{newline}{text}{newline}" if body else f"{text}{newline}"
