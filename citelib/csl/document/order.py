"""The pass that orders items: the bibliography, and the cites within a citation (specification, Sorting).

Keys are rendered with the style's own macros; items without a key come last in either direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from citelib.csl.citation import Cite
from citelib.csl.document.collation import collation_key
from citelib.csl.render import Context, Decisions, Setting, date_sort_key, render_children
from citelib.csl.render.citation_label import citation_label
from citelib.csl.render.names import sort_names
from citelib.csl.render.number import number_text
from citelib.csl.style import nodes
from citelib.model import Date, Item
from citelib.model.vocabulary import NUMBER_VARIABLES
from citelib.richtext import Span, text_of

__all__ = ["sort_by_keys", "sort_key_texts"]

T = TypeVar("T")


def sort_by_keys(things: Sequence[T], keys: Sequence[nodes.Key], text_of: Callable[[T], Sequence[str]]) -> list[T]:
    """Order things by the texts of their keys; things with equal keys keep their order.

    Args:
        things: What is ordered.
        keys: The keys of ``cs:sort``.
        text_of: Gives the texts of a thing's keys.

    """
    rows = [([collation_key(text) for text in text_of(thing)], thing) for thing in things]
    for index in range(len(keys) - 1, -1, -1):
        descending = keys[index].sort == "descending"
        rows.sort(
            key=lambda row: ((row[0][index] == "") != descending, row[0][index]),  # noqa: B023
            reverse=descending,
        )
    return [thing for _, thing in rows]


def sort_key_texts(
    keys: Sequence[nodes.Key], item: Item, area: str, setting: Setting, number: int, cite: Cite | None = None,
    decisions: Decisions | None = None, position: int = 0,
) -> tuple[str, ...]:  # fmt: skip
    """The texts of the sort keys of an item."""
    texts = []
    context = Context(setting, area, item, cite, number=number, position=position)
    if decisions is not None:
        context.decisions = decisions
    for key in keys:
        context.begin_key(key)
        texts.append(_macro(key.macro, context) if key.macro is not None else _variable(key.variable or "", context))
    return tuple(texts)


def _macro(name: str, context: Context) -> str:
    out: list[Any] = []
    render_children(context.setting.macros[name].children, context, out)
    if not out:
        return ""
    return text_of(Span(out))


def _variable(variable: str, context: Context) -> str:
    if variable == "citation-number":
        return f"{context.number:09d}"
    value = context.variables.get(variable)
    if variable == "citation-label" and value is None:
        return citation_label(context.item)
    if isinstance(value, Date):
        return date_sort_key(value)
    if isinstance(value, tuple):
        return sort_names(value, context)
    text = context.text(variable)
    if not text:
        return ""
    if variable in NUMBER_VARIABLES:
        return text_of(Span(number_text(variable, text, "numeric", context)))
    return text_of(Span(context.leaf(text)))
