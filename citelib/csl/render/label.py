"""``cs:label`` (specification, Label)."""

from __future__ import annotations

from typing import Any, Final

from citelib.csl.render.context import Context
from citelib.csl.render.number import brings_label
from citelib.csl.render.numbers import parse_numbers, without_markup
from citelib.csl.render.status import PLAIN
from citelib.csl.style import nodes
from citelib.richtext import Span

__all__ = ["label_span", "render_label"]

_COUNTS: Final = frozenset(("number-of-pages", "number-of-volumes"))
"""Variables whose value is a count, which decides between singular and plural."""


def render_label(node: nodes.Label, context: Context, out: list[Any]) -> int:
    """The term of a variable, if the variable has a value."""
    variable = node.variable or ""
    value = context.labelled(variable)
    if not value:
        return PLAIN
    name = variable
    numbers = parse_numbers(without_markup(value) if variable == "locator" else value)
    if variable == "locator":
        name = context.label
    elif brings_label(variable, numbers, context):
        return PLAIN  # «art. 5», not «no. art. 5»
    if node.plural == "contextual":
        plural = numbers.is_plural or (variable in _COUNTS and value.isdecimal() and value.lstrip("0") not in ("", "1"))
    else:
        plural = node.plural == "always"
    span = label_span(node, name, plural, context)
    if span is not None:
        context.started = True
        out.append(span)
    return PLAIN


def label_span(node: nodes.Label, name: str, plural: bool, context: Context) -> Span | None:
    """The term `name` in the form and look of a label; None if the term is empty."""
    text = context.setting.term(name, node.form, plural)
    if not text or text.isspace():
        return None
    span = Span(context.leaf(text), context.leaf_formatting(node, text), node.prefix, node.suffix)
    span.strip_periods = node.strip_periods
    context.set_case(span, node.text_case)
    return span
