"""The table from kinds of nodes to the functions that render them, and the walk over children.

Every function takes a node, the context and the list to add its output to, and returns a status: `PLAIN` (no
variable called), `MISSING` (called, but all empty) or `FOUND`. Groups combine the statuses of their children by `max`
and vanish when the result is `MISSING` (specification, Group).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from citelib.csl.render.context import Context
from citelib.limits import DEFAULT_LIMITS
from citelib.richtext import Span

__all__ = ["RENDERERS", "Renderer", "render_children", "render_node"]

Renderer = Callable[[Any, Context, list[Any]], int]

RENDERERS: Final[dict[type, Renderer]] = {}
"""Function of each class of nodes; filled by the modules of the elements."""

_VISITS: Final = DEFAULT_LIMITS.macro_visits


def render_children(children: Sequence[Any], context: Context, out: list[Any]) -> int:
    """Render nodes one after the other into `out`; returns the greatest status."""
    found = context.shape.cut.get(id(children))
    if found is None:
        found = context.shape.cut_to(children)
    kept, status = found
    renderers = RENDERERS
    context.visits += len(kept)
    if context.visits > _VISITS:
        DEFAULT_LIMITS.check("macro_visits", context.visits, f"the rendering of {context.item.id!r}")
    for child in kept:
        reported = renderers[type(child)](child, context, out)
        if reported > status:
            status = reported
    return status


def render_node(node: Any, context: Context) -> tuple[int, list[Span]]:
    """Render one node on its own."""
    out: list[Any] = []
    return RENDERERS[type(node)](node, context, out), out
