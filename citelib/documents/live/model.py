"""What a document that is edited tells: its citations as they are now, and what an edit changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

import attrs

from citelib.csl.document.clusters import CitationText
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.processor import Processor
from citelib.csl.results import EntryChanges
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.diagnostics import Diagnostic
from citelib.documents.model import Metadata
from citelib.errors import ReadError, StyleError, UnknownNameError

__all__ = ["NO_CHANGES", "ChosenStyle", "DocumentChanges", "LiveCitation", "printed"]


@attrs.frozen
class LiveCitation:
    """A citation as it is now.

    Attributes:
        id: Its name, which it keeps as long as it is the same citation.
        start: Offset of its first character.
        end: Offset behind its last character.
        text: What stands for it in the running text, or in the note in which it is.
        note: What stands in a note of its own; None for none.
    """

    id: str
    start: int
    end: int
    text: str
    note: str | None


@attrs.frozen
class DocumentChanges:
    """What an edit changed.

    Attributes:
        citations: Those that are new or read otherwise now, in order.
        removed: Ids of those that are gone.
        entries: What changed in the list of works.
        parts: What changed in the lists of parts of the document that are numbered and listed on their own, by the
            number of the part; see `citelib.documents.model.Place`.
    """

    citations: tuple[LiveCitation, ...]
    removed: tuple[str, ...]
    entries: EntryChanges
    parts: Mapping[int, EntryChanges] = attrs.field(factory=dict)


NO_CHANGES: Final = EntryChanges((), (), ())
"""Of a document without a list."""


class ChosenStyle:
    """The style of a document that is edited, and the choices that hold in any.

    While the document names one that there is not, as while its name is typed, the last one stays.

    Args:
        style: A style that holds whatever the document names; None for that of the document.
        locale: Language of the output; None for that of the document.
        name: Name of the file of the document.
        options: Choices that hold in any style.

    Attributes:
        problem: What is wrong with the style that the document names.
    """

    def __init__(
        self,
        style: str | os.PathLike[str] | ResolvedStyle | None,
        locale: str | None,
        name: str,
        options: Options = DEFAULT_OPTIONS,
    ) -> None:
        self._style = style
        self._locale = locale
        self._name = name
        self.options = options
        self._last: ResolvedStyle | None = None
        self._asked: tuple[object, str | None] | None = None
        self.problem: Diagnostic | None = None

    def of(self, metadata: Metadata) -> ResolvedStyle:
        """The style of a document that says this of itself.

        Raises:
            StyleError: The first style cannot be used.
            UnknownNameError: There is no first style of that name, or no such locale.
        """
        asked = (self._style if self._style is not None else metadata.style or "apa", self._locale or metadata.language)
        if isinstance(asked[0], ResolvedStyle):
            return asked[0]
        if self._last is None or asked != self._asked:
            try:
                self._last = resolve_style(asked[0], asked[1] or None)
                self.problem = None
            except (StyleError, ReadError, UnknownNameError) as error:
                if self._last is None:
                    raise
                self.problem = Diagnostic("error", "document-style", str(error), error.hint, self._name or None, 1)
            self._asked = asked
        return self._last


def printed(processor: Processor, id: str) -> CitationText | None:
    """What a citation prints; None if the processor was not asked for it."""
    try:
        return processor.parts(id)
    except UnknownNameError:
        return None
