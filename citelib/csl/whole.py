"""A whole document, or a whole bibliography, in one call.

>>> from citelib.model import Item
>>> print(render_bibliography([Item("a", "book", title="The End")], "ieee"), end="")
[1] The End.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from citelib.csl.citation import Citation
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.processor import Processor, StyleName, Works
from citelib.csl.results import Document, RenderedBibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.output import Output

__all__ = ["render_bibliography", "render_document"]


def render_document(
    items: Works,
    citations: Iterable[Citation] = (),
    style: StyleName = "apa",
    *,
    locale: str | None = None,
    output: str | Output = "text",
    nocite: Iterable[str] | Literal["*"] = (),
    options: Options = DEFAULT_OPTIONS,
) -> Document:
    """Render all citations of a document and its bibliography at once.

    Args:
        items: As for `Processor`.
        citations: The citations in the order of the document.
        style: As for `Processor`.
        locale: Language of the output; None for that of the style.
        output: Name of an output, or an output.
        nocite: Ids of items that the bibliography lists though nothing cites them; ``"*"`` for all.
        options: Choices that hold in any style.

    >>> from citelib.model import Item
    >>> render_document([Item("a", title="T")], [Citation.of("a")], "ieee").citations
    (('citation-1', '[1]'),)
    """
    resolved = style if isinstance(style, ResolvedStyle) else resolve_style(style, locale)
    processor = Processor(items, resolved, output=output, nocite=nocite, options=options)
    processor.replace_citations(citations)
    return Document(processor.citations, None if resolved.style.bibliography is None else processor.bibliography())


def render_bibliography(
    items: Works,
    style: StyleName = "apa",
    *,
    locale: str | None = None,
    output: str | Output = "text",
    options: Options = DEFAULT_OPTIONS,
) -> RenderedBibliography:
    """The bibliography of all items.

    >>> from citelib.model import Item
    >>> print(render_bibliography([Item("a", "book", title="The End")], "ieee"), end="")
    [1] The End.
    """
    return Processor(items, style, locale=locale, output=output, nocite="*", options=options).bibliography()
