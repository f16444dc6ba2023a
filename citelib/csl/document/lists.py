"""Which works a list shows and in which order, where a document has several lists or wants an order of its own.

>>> from citelib.model import Date, Item
>>> works = [Item("a", "book", issued=Date.on(1999)), Item("b", "book", issued=Date.on(2005))]
>>> [item.id for item in in_order(works, ["-issued"], "en-US")]
['b', 'a']
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from operator import itemgetter
from typing import Any, ParamSpec, TypeVar

from citelib.csl.document.collation import collation_key
from citelib.csl.render import date_sort_key
from citelib.errors import UnknownNameError
from citelib.model import Date, Item
from citelib.model.vocabulary import VARIABLES
from citelib.richtext.markup import parse_markup, plain

__all__ = ["Selection", "heading_of", "in_order", "selected", "sort_was_order"]

P = ParamSpec("P")
R = TypeVar("R")

Selection = Iterable[str] | Callable[[Item], bool] | None
"""What a list shows: works by their ids, those for which a function holds, or all (None)."""


def selected(items: Sequence[Item], selection: Selection) -> list[Item]:
    """The items that are selected, in the order in which they are."""
    if selection is None:
        return list(items)
    if callable(selection):
        return [item for item in items if selection(item)]
    wanted = set(selection)
    return [item for item in items if item.id in wanted]


def in_order(items: Sequence[Item], keys: Sequence[str] | None, language: str) -> list[Item]:
    """The items ordered by variables; those that are equal in all of them keep their order.

    Args:
        items: The items.
        keys: Names of variables, or ``"type"``; a hyphen in front for the greatest first. What lacks a variable comes
            last in either direction. None leaves the items in the order in which they are.
        language: Language in whose order text is sorted.

    Raises:
        UnknownNameError: CSL has no such variable.
    """
    keys = keys or ()
    for key in keys:
        if key.removeprefix("-") not in VARIABLES and key.removeprefix("-") != "type":
            raise UnknownNameError("variable", key.removeprefix("-"), known=[*VARIABLES, "type"])
    ordered = list(items)
    for key in reversed(keys):
        name, descending = key.removeprefix("-"), key.startswith("-")
        texts = [_key(item, name, language) for item in ordered]
        rows = [((text == "") != descending, text, item) for text, item in zip(texts, ordered, strict=True)]
        rows.sort(key=itemgetter(0, 1), reverse=descending)
        ordered = [item for _, _, item in rows]
    return ordered


def _key(item: Item, variable: str, language: str) -> str:
    """Text of a variable as it sorts; "" if there is none."""
    value: Any = item.type if variable == "type" else item.get(variable)
    if value is None or value == ():
        return ""
    if isinstance(value, Date):
        return date_sort_key(value)
    if isinstance(value, tuple):
        value = "\x01".join([name.inverted for name in value])
    return collation_key(plain(parse_markup(value)), language)


def heading_of(item: Item, by: str | Callable[[Item], str]) -> str:
    """The heading under which a list in groups shows an item: its year, its type, the text of a variable.

    Raises:
        UnknownNameError: There is no such variable.
    """
    if callable(by):
        return by(item)
    if by == "type":
        return item.type
    name = "issued" if by == "year" else by
    if name not in VARIABLES:
        raise UnknownNameError("variable", by, known=[*VARIABLES, "type", "year"])
    value: Any = item.get(name)
    if isinstance(value, Date):
        return str(value) if value.year is None else str(value.year)
    if isinstance(value, tuple):
        return str(value[0])
    return "" if value is None else str(value)


def sort_was_order(method: Callable[P, R]) -> Callable[P, R]:
    """A method whose argument ``sort`` was called ``order`` before 0.2; the former name still works, with a warning."""

    @wraps(method)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        if "order" in kwargs:
            warnings.warn("order= is deprecated; write sort=", DeprecationWarning, stacklevel=2)
            kwargs["sort"] = kwargs.pop("order")
        return method(*args, **kwargs)

    return called
