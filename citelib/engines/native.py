"""citelib's own engine: the processor of `citelib.csl`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Final

from citelib.csl.citation import Citation
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.processor import Processor
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.csl.whole import render_bibliography
from citelib.diagnostics import Diagnostic
from citelib.engines.engine import Order, Rendered
from citelib.engines.references import MACRO, with_references
from citelib.model import Item
from citelib.output.markup import MARKUP

__all__ = ["ENGINE"]


class _Citelib:
    """See `citelib.engines.engine.Engine`."""

    def render(
        self,
        items: Sequence[Item],
        citations: Sequence[Citation],
        *,
        style: str | os.PathLike[str],
        locale: str | None,
        output: str,
        sort: Order,
        options: Options = DEFAULT_OPTIONS,
    ) -> Rendered:
        resolved = resolve_style(style, locale)
        if MACRO in resolved.layouts["bibliography"].macros:
            items = with_references(items, lambda item: _entry(item, resolved))
        names = None if sort is None or isinstance(sort, bool) else sort
        if isinstance(sort, bool):
            items, resolved = _sorted(items, resolved, sort)
        processor = Processor(items, resolved, output=output, nocite="*", options=options)
        processor.replace_citations(citations)
        bibliography = processor.bibliography(sort=names)
        diagnostics = resolved.style.diagnostics
        if resolved.style.bibliography is None and not citations:
            diagnostics = (*diagnostics, _NO_LIST)
        diagnostics = (*diagnostics, *bibliography.losses(resolved.style.info.title))
        return Rendered(
            tuple(text for _, text in processor.citations),
            tuple((entry.id, entry.text) for entry in bibliography.entries),
            str(bibliography),
            diagnostics,
        )


ENGINE: Final = _Citelib()
_NO_LIST: Final = Diagnostic(
    "warning",
    "style-without-bibliography",
    "the style has no bibliography: its references stand in the text or in notes",
    "format citations with it, as `citelib cite` does",
)


def _entry(item: Item, resolved: ResolvedStyle) -> str:
    """The entry of one item, as text for a variable of another."""
    entries = render_bibliography([item], resolved, output=MARKUP).entries
    return entries[0].text if entries else ""


def _sorted(items: Sequence[Item], resolved: ResolvedStyle, sort: bool) -> tuple[Sequence[Item], ResolvedStyle]:
    """The items and the style in the order that is asked for."""
    bibliography = resolved.style.bibliography
    if bibliography is None:
        return items, resolved
    if sort:
        return (sorted(items, key=_by_names) if bibliography.sort is None else items), resolved
    style = resolved.style.evolve(bibliography=bibliography.evolve(sort=None))
    return items, resolved.evolve(style=style)


def _by_names(item: Item) -> tuple[Any, ...]:
    """Order by names, year and title, those that lack one first."""
    creators = item.author or item.editor or item.translator
    year = item.issued.year if item.issued and item.issued.year is not None else 0
    return [name.inverted.casefold() for name in creators], year, (item.title or "").casefold()
