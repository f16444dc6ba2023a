"""The pass that makes the text of a citation from its cites: affixes, delimiters, modes.

A citation whose first cite prints nothing says so, in citeproc-js's words; later empty cites vanish with their
delimiter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from citelib.csl.citation import Citation
from citelib.csl.document.cites import (
    CiteRow,
    counts_as_start,
    find_role,
    render_cite,
    spaced_prefix,
    spaced_suffix,
)
from citelib.csl.document.collapse import Arranged, arrange
from citelib.csl.render import Setting
from citelib.model import Item
from citelib.output import Output, write
from citelib.richtext import ROOT, Line, Span, flatten
from citelib.richtext.tree import Child

__all__ = ["EMPTY", "Rows", "render_citation"]

EMPTY: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands in place of a first cite, or of an entry of a numeric style, that prints nothing."""

Rows = tuple[CiteRow, ...]


def render_citation(citation: Citation, rows: Rows, items: Mapping[str, Item], setting: Setting, output: Output) -> str:
    """The text of a citation.

    Args:
        citation: The citation.
        rows: Its cites in the order in which they are printed.
        items: The items by id.
        setting: The style.
        output: The output.

    """
    if setting.style.citation is None or not rows:
        return ""
    mode = citation.mode
    if mode == "author-only" or (not mode and rows[0].cite.author_only):
        return _names(rows, items, setting, output)
    if mode == "composite":
        names = _names(rows, items, setting, output)
        rest = _citation(citation, _without_names(rows), items, setting, output)
        return f"{names} {rest}" if names and rest else names or rest
    if mode == "suppress-author":
        rows = _without_names(rows)
    return _citation(citation, rows, items, setting, output)


def _without_names(rows: Rows) -> Rows:
    """The first cite without its names."""
    first = rows[0]
    return (first._replace(cite=attrs.evolve(first.cite, suppress_author=True)), *rows[1:])


def _names(rows: Rows, items: Mapping[str, Item], setting: Setting, output: Output) -> str:
    """The names of the first cite; all of it if it shows none."""
    cite = render_cite(rows[0], items[rows[0].cite.id], setting)
    names = find_role(cite.spans, "names")
    line = Line(setting.quotes, setting.locale.punctuation_in_quote)
    flatten(Span([*cite.spans] if names is None else [names]), line, ROOT)
    return write(line.runs, output)


def _citation(citation: Citation, rows: Rows, items: Mapping[str, Item], setting: Setting, output: Output) -> str:
    """All cites with what stands between and around them."""
    style = setting.style.citation
    assert style is not None
    cites = []
    for index, row in enumerate(rows):
        cite = row.cite
        started = counts_as_start(cite.prefix) if cite.prefix else index > 0 or counts_as_start(citation.prefix)
        full = row._replace(started=started, hide_names=cite.suppress_author)
        cites.append(render_cite(full, items[cite.id], setting))
    arranged = arrange(cites, setting, lambda row: render_cite(row, items[row.cite.id], setting))
    children = _delimited(arranged, setting)
    if citation.prefix:
        children.insert(0, Span(setting.leaf(spaced_prefix(citation.prefix))))
    if citation.suffix:
        children.append(Span(setting.leaf(spaced_suffix(citation.suffix)), role="affix"))
    layout = style.layout
    inner = Span(children, prefix=layout.prefix, suffix=layout.suffix)
    line = Line(setting.quotes, setting.locale.punctuation_in_quote)
    flatten(Span([inner], setting.properties(layout.formatting)), line, ROOT)
    return write(line.runs, output)


def _delimited(arranged: list[Arranged], setting: Setting) -> list[Child]:
    """The cites within their affixes, and the delimiters between them."""
    children: list[Child] = []
    for index, (cite, delimiter) in enumerate(arranged):
        own = cite.row.cite
        body: list[Child] = [*cite.spans]
        if not body:
            if not index and not cite.row.hide_names:
                body = [EMPTY]
            elif not (own.prefix or own.suffix):
                continue
        if delimiter and children:
            children.append(Span([delimiter]))
        if own.prefix:
            body.insert(0, Span(setting.leaf(spaced_prefix(own.prefix))))
        if own.suffix:
            body.append(Span(setting.leaf(spaced_suffix(own.suffix)), role="affix"))
        children.append(Span(body))
    return children
