"""``cs:group`` and the calls of macros, which count as groups (specification, Group; Macro)."""

from __future__ import annotations

from typing import Any

from citelib.csl.render.context import Context
from citelib.csl.render.dispatch import render_children
from citelib.csl.render.shape import adds_nothing
from citelib.csl.render.status import FOUND, MISSING, PLAIN
from citelib.csl.style import nodes
from citelib.richtext import Span

__all__ = ["render_group", "render_macro"]


def render_group(node: nodes.Group, context: Context, out: list[Any]) -> int:
    """Render the children; nothing if they call variables that are all empty."""
    children: list[Any] = []
    status = render_children(node.children, context, children)
    if status == MISSING:
        return MISSING
    if not children:
        return status
    if len(children) == 1 and adds_nothing(node):
        _promote(children[0], out)
        return FOUND
    span = Span(children, context.setting.properties(node.formatting), node.prefix, node.suffix, node.delimiter)
    span.display = node.display
    out.append(span)
    # To its parent, a group that prints something counts as a variable with a value.
    return FOUND


def _promote(child: Span, out: list[Any]) -> None:
    """Replace a plain group by its only child; a display at such a depth makes no block."""
    child.display = None
    child.wrapped = True
    out.append(child)


def render_macro(node: nodes.TextMacro, context: Context, out: list[Any]) -> int:
    """Render the macro that a ``cs:text`` calls."""
    children: list[Any] = []
    status = render_children(context.setting.macros[node.macro].children, context, children)
    if status == MISSING:
        return MISSING
    if not children:
        return status if status == FOUND else PLAIN
    if len(children) == 1 and adds_nothing(node):
        _promote(children[0], out)
        return FOUND
    span = Span(children, context.setting.properties(node.formatting), node.prefix, node.suffix)
    span.quotes = node.quotes and not context.sorting
    span.strip_periods = node.strip_periods
    context.set_case(span, node.text_case, of_item=True)
    span.display = node.display
    out.append(span)
    return FOUND
