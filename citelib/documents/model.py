"""What a reader of documents finds: places with offsets, in a text that stays as it is."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import attrs

from citelib.csl.citation import Mode
from citelib.diagnostics import Diagnostic
from citelib.model import Item

__all__ = ["EVERYTHING", "RAW", "CitedWork", "Document", "ListPlace", "Metadata", "Place", "Stretch"]

RAW: Final = 0xE100
"""Code of the first private character that stands for a stretch of the document's own markup in affixes."""
EVERYTHING: Final = "*"
"""The key that stands for all works, in ``nocite``."""


@attrs.frozen
class CitedWork:
    """One work within a citation, as the document writes it.

    Attributes:
        key: The key that names the work.
        position: Offset of the key (of its ``@``, where it has one) in the text of the document.
        prefix: What stands before the key, with the inline markup of CSL-JSON.
        suffix: What stands behind the locator, with that markup.
        locator: Place within the work; empty if none is named.
        label: Kind of the locator, one of `citelib.model.vocabulary.LOCATOR_TYPES`; None if there is no locator.
        suppress_author: Whether the document asks to leave out the names.
    """

    key: str
    position: int
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    label: str | None = None
    suppress_author: bool = False


@attrs.frozen
class Place:
    """A citation in a document.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        works: What it cites, in order.
        mode: As for `citelib.csl.citation.Citation`; ``"composite"`` for names in the sentence.
        note: Name of the note of the document's own in which it stands; None for the running text.
        opens_note: Whether it is the first thing in that note.
        raw: Stretches of the document's own markup that stand in affixes as single private characters, by character.
        chapter: Number of the stretch of the document within which positions such as ibid are counted, from 0.
        part: Number of the part of the document that is numbered and listed on its own; all are of part 0 in most
            documents.
        anchor: Offset at which it is read: its own, or that of the reference to its note; citations count in this
            order.
        capitalize: Whether it begins a sentence.
        wants_note: Whether it is to stand in a note of its own whatever the style.
        is_list: Whether it only asks for works to be listed, those of its part, and prints nothing.
        edited: Whether its text was changed by hand, so that it stays as it is.
        tentative: Whether it is a citation only if there are works of all its keys; else it is text like any other.
        in_tex: Whether it stands in raw LaTeX within Markdown, so that Markdown would be shown there as it is written.
        quote: What makes of its text what can stand there, as within a string of YAML; None if any text can.
    """

    start: int
    end: int
    works: tuple[CitedWork, ...]
    mode: Mode = ""
    note: str | None = None
    opens_note: bool = False
    raw: dict[str, str] = attrs.field(factory=dict)
    chapter: int = 0
    part: int = 0
    anchor: int = 0
    capitalize: bool = False
    wants_note: bool = False
    is_list: bool = False
    edited: bool = False
    tentative: bool = False
    in_tex: bool = False
    quote: Callable[[str], str] | None = None


@attrs.frozen
class ListPlace:
    """Where a bibliography goes.

    Attributes:
        start: Offset of what it replaces, or of where it is put in.
        end: Offset behind that.
        query: Which works it lists, in the language of `citelib.queries`; empty for all that are cited.
        within: Start and end of the section of the document whose works it lists; None for the whole document.
        part: The part of the document that it belongs to; see `Place`.
        title: Its heading; None for the usual one.
    """

    start: int
    end: int
    query: str = ""
    within: tuple[int, int] | None = None
    part: int = 0
    title: str | None = None


@attrs.frozen
class Metadata:
    """What a document says of its citations.

    Attributes:
        bibliographies: Files with the works, relative to the document.
        style: Name, address or path of a style.
        language: Language of the document.
        nocite: Keys that the list holds though nothing cites them; `EVERYTHING` for all.
        references: Works that stand in the document itself; they come before those of files.
        typed: Works of a list that stands in the document as text, as far as it could be read; they come after those of
            files.
        list_title: Heading of the list.
        has_list: Whether there is to be a list.
        links: Whether citations link to their entries; None for what the output does by itself.
        notes_after_punctuation: Whether notes are put behind the punctuation that follows a citation; None for what is
            usual for the style.
        folds_keys: Whether a key finds the work whose key differs in capitals only, as BibTeX has it.
        values: All that stands there, for what a writer needs besides.
    """

    bibliographies: tuple[str, ...] = ()
    style: str | None = None
    language: str | None = None
    nocite: tuple[str, ...] = ()
    references: tuple[Item, ...] = ()
    typed: tuple[Item, ...] = ()
    list_title: str | None = None
    has_list: bool = True
    links: bool | None = None
    notes_after_punctuation: bool | None = None
    folds_keys: bool = False
    values: dict[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Stretch:
    """A stretch of a document that is put together from several files.

    Attributes:
        start: Offset in the text of the document.
        file: Name of the file that it comes from.
        line: Line of its first character there, from 1.
        column: Column of its first character there, from 1.
    """

    start: int
    file: str
    line: int
    column: int


@attrs.frozen
class Document:
    """A document as it is, and the places in it.

    Attributes:
        text: The whole text, line ends included; of a packed document (DOCX, ODT) what is shown, a paragraph a line.
        kind: Name of its kind (``"markdown"``, ``"latex"``, ``"docx"``).
        name: Name of its file, for messages.
        places: Its citations in order; they do not overlap.
        lists: Where bibliographies go.
        metadata: What it says of its citations.
        notes: Name and anchor of each of its own notes, in order; those without citations count too.
        diagnostics: What the reader has to say.
        stretches: Which files the text comes from, if it is put together from several.
        source: What the reader of a packed document keeps for its writers.
    """

    text: str
    kind: str
    name: str = ""
    places: tuple[Place, ...] = ()
    lists: tuple[ListPlace, ...] = ()
    metadata: Metadata = attrs.field(factory=Metadata)
    notes: tuple[tuple[str, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    source: Any = attrs.field(default=None, repr=False, eq=False)

    def position(self, offset: int) -> tuple[str, int, int]:
        r"""File, line and column of an offset, from 1.

        >>> Document("a\nbc", "markdown", "a.md").position(3)
        ('a.md', 2, 2)
        """
        number = bisect.bisect_right(self.stretches, offset, key=lambda stretch: stretch.start) - 1
        stretch = self.stretches[number] if number >= 0 else Stretch(0, self.name, 1, 1)
        ends = _line_ends(self.text)
        first, last = bisect.bisect_left(ends, stretch.start), bisect.bisect_left(ends, offset)
        if first >= last:
            return stretch.file, stretch.line, stretch.column + offset - stretch.start
        return stretch.file, stretch.line + last - first, offset - ends[last - 1]


@lru_cache(maxsize=2)
def _line_ends(text: str) -> list[int]:
    """Offsets of the line ends of a text; kept, because many places of one document are asked for."""
    return [match.start() for match in re.finditer("\n", text)]
