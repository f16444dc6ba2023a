"""The pass that orders items: the bibliography, and the cites within a citation (specification, Sorting).

Keys are rendered with the style's own macros; items without a key come last in either direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from citelib.csl.citation import Cite
from citelib.csl.document.collation import collation_key
from citelib.csl.render import Context, Decisions, Setting, date_sort_key, render_children
from citelib.csl.render.citation_label import citation_label
from citelib.csl.render.names import sort_names
from citelib.csl.render.number import number_text
from citelib.csl.render.status import MISSING
from citelib.csl.style import nodes
from citelib.model import Date, Item
from citelib.model.vocabulary import NUMBER_VARIABLES
from citelib.richtext import Span, text_of

__all__ = ["SortRow", "sort_by_keys", "sort_by_rows", "sort_in_groups", "sort_key_texts", "sort_row"]

T = TypeVar("T")

SortRow = tuple[str, ...]
"""The collation keys of a thing, one for each key of ``cs:sort``."""


def sort_row(texts: Iterable[str], language: str) -> SortRow:
    """The collation keys of the texts of sort keys, in the order of a language."""
    return tuple([collation_key(text, language) for text in texts])


def sort_by_keys(things: Sequence[T], keys: Sequence[nodes.Key], key_of: Callable[[T, int], str]) -> list[T]:
    """Order things as `sort_by_rows` does, but make a key only where those before it leave a tie.

    Args:
        things: What is ordered.
        keys: The keys of ``cs:sort``.
        key_of: Gives the collation key of a thing for the key of that index.

    >>> sort_by_keys(["b", "a1", "a0"], [nodes.Key(), nodes.Key()], lambda thing, index: thing[index])
    ['a0', 'a1', 'b']
    """
    groups = [list(things)]
    for index, key in enumerate(keys):
        descending = key.sort == "descending"
        finer: list[list[T]] = []
        for group in groups:
            if len(group) < 2:
                finer.append(group)
                continue
            # What has no key comes last in either direction.
            texts = [key_of(thing, index) for thing in group]
            rows = [(((text == "") != descending, text), thing) for text, thing in zip(texts, group, strict=True)]
            rows.sort(key=itemgetter(0), reverse=descending)
            finer += [[thing for _, thing in draw] for _, draw in groupby(rows, itemgetter(0))]
        groups = finer
    return [thing for group in groups for thing in group]


def sort_by_rows(things: Sequence[T], keys: Sequence[nodes.Key], rows: Sequence[SortRow]) -> list[T]:
    """Order things by their rows; things with equal rows keep their order.

    Args:
        things: What is ordered.
        keys: The keys of ``cs:sort``; a row may have one more, which ascends.
        rows: The row of each thing.

    >>> sort_by_rows(["b", "-", "a"], [nodes.Key(variable="title", sort="descending")], [("b",), ("",), ("a",)])
    ['b', 'a', '-']
    """
    indexes = list(range(len(things)))
    if all(key.sort == "ascending" for key in keys):
        complete = [[(not key, key) for key in row] for row in rows]
        indexes.sort(key=complete.__getitem__)
    else:
        for position in range(len(rows[0]) - 1 if rows else -1, -1, -1):
            descending = position < len(keys) and keys[position].sort == "descending"
            # What has no key comes last in either direction.
            column = [((row[position] == "") != descending, row[position]) for row in rows]
            indexes.sort(key=column.__getitem__, reverse=descending)
    return [things[index] for index in indexes]


def sort_in_groups(
    things: Sequence[T], keys: Sequence[nodes.Key], rows: Sequence[SortRow], authors: Sequence[str]
) -> list[T]:
    """Order things by their rows so that those of one author stay together.

    A group stands where the first key of its first thing puts it; groups with equal keys are ordered by author. The
    specification leaves the order of grouped cites open (Cite Grouping); this is that of the reference processor.

    Args:
        things: What is ordered.
        keys: The keys of ``cs:sort``.
        rows: The row of each thing.
        authors: The names of each thing, as a collation key.
    """
    first = nodes.Key(sort=keys[0].sort)
    named = [(author, *row) for author, row in zip(authors, rows, strict=True)]
    placed: dict[int, SortRow] = {}
    author = head = ""
    start = 0
    for place, index in enumerate(sort_by_rows(range(len(things)), (first, *keys), named)):
        row = named[index]
        if not place or row[0] != author:
            author, head, start = row[0], row[1], place
        placed[index] = (head, f"{start:06d}", *row[1:])
    return sort_by_rows(things, (first, first, *keys), [placed[index] for index in range(len(things))])


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
    status = render_children(context.setting.macros[name].children, context, out)
    if status == MISSING or not out:
        return ""
    return text_of(Span(out))


def _variable(variable: str, context: Context) -> str:
    if variable == "citation-number":
        return f"{context.number:09d}{context.setting.letters.get(context.item.id, '')}"
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
