"""`LiveDocument`: a document that is edited, whatever kind of text it is."""

from __future__ import annotations

import os
from collections.abc import Iterable

from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.style.resolve import ResolvedStyle
from citelib.diagnostics import Diagnostic
from citelib.documents.live.markdown import LiveMarkdown
from citelib.documents.live.model import ChosenStyle, DocumentChanges, LiveCitation
from citelib.documents.live.whole import LiveText
from citelib.model import Item
from citelib.output import Output, get_output

__all__ = ["LiveDocument"]


class LiveDocument:
    r"""A document that is edited: Markdown, LaTeX, Typst, Org or AsciiDoc.

    Args:
        text: The document.
        works: The works that it can cite, besides those in it.
        kind: Name of its kind, one of `citelib.documents.kinds.KINDS` that are texts.
        style: A style; by default the one that the document names, else APA.
        locale: Language of the output; by default that of the document, else that of the style.
        output: Name of an output, or an output; by default the language of the document.
        name: Name of its file, for messages.
        options: Choices that hold in any style, such as abbreviated names of journals.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such kind of text, style, locale or output.

    >>> from citelib.model import Date, Item, Name
    >>> works = [Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))]
    >>> live = LiveDocument(r"See \cite[p.~3]{doe}.", works, kind="latex", style="apa")
    >>> [one.text for one in live.edit(13, 14, "45").citations]
    ['(Doe, 1999, p. 45)']
    """

    def __init__(
        self,
        text: str,
        works: Iterable[Item] = (),
        *,
        kind: str = "markdown",
        style: str | os.PathLike[str] | ResolvedStyle | None = None,
        locale: str | None = None,
        output: str | Output | None = None,
        name: str = "",
        options: Options = DEFAULT_OPTIONS,
    ) -> None:
        self.name = name
        chosen = ChosenStyle(style, locale, name, options)
        form = get_output(kind if output is None else output)
        self._text: LiveMarkdown | LiveText = (
            LiveMarkdown(text, works, chosen, form, name)
            if kind == "markdown"
            else LiveText(text, works, kind, chosen, form, name)
        )

    @property
    def text(self) -> str:
        """The document as it is now."""
        return self._text.text

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the document as it is now: keys without a work, a style that there is not."""
        return self._text.diagnostics

    def citations(self) -> tuple[LiveCitation, ...]:
        """All citations in the order of the text."""
        return self._text.citations()

    def entries(self, part: int = 0) -> tuple[tuple[str, str], ...]:
        """Id and text of each entry of a list, in order.

        Args:
            part: Number of the part of the document that is listed on its own, such as a refsection of biblatex; 0 for
                the document.
        """
        return self._text.entries(part)

    def edit(self, start: int, end: int, new: str) -> DocumentChanges:
        """Put other text in the place of a stretch.

        Args:
            start: Offset of its first character.
            end: Offset behind its last character; the same to put something in.
            new: The other text.

        Raises:
            UnknownNameError: The document has no such stretch.
        """
        return self._text.edit(start, end, new)
