"""Rendering of one cite or entry: a pure walk over the nodes of a resolved style.

`render_layout` gives the rendered tree; one module holds each element, and `RENDERERS` is the table from classes of
nodes to their functions.
"""

from __future__ import annotations

from typing import Any

from citelib.csl.render.choose import render_choose
from citelib.csl.render.context import NO_DECISIONS, Context, Decisions, Nameset
from citelib.csl.render.date import date_sort_key, date_text, render_date
from citelib.csl.render.dispatch import RENDERERS, render_children
from citelib.csl.render.group import render_group, render_macro
from citelib.csl.render.label import render_label
from citelib.csl.render.names import NameList, render_names, short_names
from citelib.csl.render.number import render_number
from citelib.csl.render.setting import Setting
from citelib.csl.render.status import FOUND, MISSING, PLAIN
from citelib.csl.render.text import address_of, render_term, render_value, render_variable
from citelib.csl.style import nodes
from citelib.richtext import Span

__all__ = [
    "FOUND",
    "MISSING",
    "NO_DECISIONS",
    "PLAIN",
    "Context",
    "Decisions",
    "NameList",
    "Nameset",
    "Setting",
    "address_of",
    "date_sort_key",
    "date_text",
    "render_children",
    "render_layout",
    "short_names",
]

RENDERERS.update(
    {
        nodes.Choose: render_choose,
        nodes.Date: render_date,
        nodes.Group: render_group,
        nodes.Label: render_label,
        nodes.Names: render_names,
        nodes.Number: render_number,
        nodes.TextMacro: render_macro,
        nodes.TextTerm: render_term,
        nodes.TextValue: render_value,
        nodes.TextVariable: render_variable,
    }
)


def render_layout(layout: nodes.Layout, context: Context) -> list[Span]:
    """The output of a layout's children, one span each; affixes and formatting of the layout are not applied."""
    out: list[Any] = []
    render_children(layout.children, context, out)
    return out
