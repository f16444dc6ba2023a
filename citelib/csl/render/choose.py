"""``cs:choose`` and its conditions (specification, Choose).

Delimiters of the nearest group apply within it, so its output goes straight into that of its parent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from citelib.csl.citation import IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citelib.csl.render.context import Context
from citelib.csl.render.dispatch import render_children
from citelib.csl.render.numbers import is_identifier, is_numeric, parse_numbers
from citelib.csl.render.status import PLAIN
from citelib.csl.style import nodes

__all__ = ["chosen", "render_choose"]


def render_choose(node: nodes.Choose, context: Context, out: list[Any]) -> int:
    """Render the first branch that holds."""
    branch = chosen(node, context)
    return render_children(branch.children, context, out) if branch is not None else PLAIN


def chosen(node: nodes.Choose, context: Context) -> nodes.Branch | None:
    """The first branch that holds."""
    for branch in node.branches:
        if not branch.conditions or _holds(branch, context):
            return branch
    return None


def _holds(branch: nodes.Branch, context: Context) -> bool:
    match = branch.match
    wanted = match != "none"
    any_match = match == "any"
    for condition in branch.conditions:
        test = _TESTS[condition.test]
        # An item has one type only, so several types are one test that any of them meets, whatever `match` says.
        for value in condition.values if condition.test != "type" else (condition.values,):
            if test(value, context) == wanted:
                if any_match:
                    return True
            elif not any_match:
                return False
    return not any_match


def _disambiguate(_: str, context: Context) -> bool:
    context.conditions_seen += 1
    return context.conditions_seen <= context.decisions.condition


def _is_numeric(variable: str, context: Context) -> bool:
    value = context.variables.get(variable)
    if value is not None and type(value) is not str:
        return False
    text = context.text(variable).replace("\\-", "-")
    if variable == "locator":
        # A locator may have labels, «1, p. 10», and roman numerals.
        return bool(text) and (is_numeric(text) or parse_numbers(text).is_numeric)
    if variable == "page":
        # What PubMed writes: «215-25; discussion 226-9».
        text = text.partition(";")[0]
    if variable == "number" and context.item.type == "report" and is_identifier(text):
        # It gets «No.» however many parts it has; for a preprint, the variable holds the name of the server.
        return True
    return bool(text) and is_numeric(text)


def _is_uncertain_date(variable: str, context: Context) -> bool:
    date = context.date(variable)
    return date is not None and date.circa


def _locator(kind: str, context: Context) -> bool:
    return bool(context.locator) and context.label == kind


def _position(position: str, context: Context) -> bool:
    if context.area == "bibliography" or (context.cite is None and not context.comparing):
        return False
    if position == "first":
        return context.position == 0
    if position == "subsequent":
        return context.position >= SUBSEQUENT
    if position == "ibid":
        return context.position >= IBID
    if position == "ibid-with-locator":
        return context.position >= IBID_WITH_LOCATOR
    return position == "near-note" and context.near_note


def _type(kinds: tuple[str, ...], context: Context) -> bool:
    return context.item.type in kinds


def _variable(variable: str, context: Context) -> bool:
    return context.has(variable)


_TESTS: Final[dict[str, Callable[[Any, Context], bool]]] = {
    "disambiguate": _disambiguate,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain_date,
    "locator": _locator,
    "position": _position,
    "type": _type,
    "variable": _variable,
}
