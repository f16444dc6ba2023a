"""The pass of ``subsequent-author-substitute`` over a bibliography (specification, Reference Grouping).

Names count as the same if they are those of the same people and as many are shown: a dash says who wrote this, and the
«Doe, J.» of Jane is not that of John.
"""

from __future__ import annotations

from typing import Any

from citelib.csl.document.cites import find_role
from citelib.csl.render import NameList
from citelib.csl.render.names import TERM_FOR_NAMES
from citelib.csl.style import nodes
from citelib.model import Name
from citelib.richtext import Span, text_of

__all__ = ["PrintedNames", "printed_names", "substitute_names"]

PrintedNames = list[tuple[str, ...]]
"""The first names of an entry: the parts of each name that is shown; behind them "…" for a list that has more."""


def printed_names(spans: list[Any]) -> PrintedNames | None:
    """The first names of an entry; None if it has none."""
    span = find_role(spans, "names")
    if span is None or span.value == TERM_FOR_NAMES:
        return None
    if not isinstance(span.value, list):
        return [(text_of(Span(span.children, delimiter=span.delimiter)),)]
    names = [_parts(name) for name_list in span.value for name in name_list.names]
    return names + [("…",) for name_list in span.value if name_list.is_cut]


def _parts(name: Name) -> tuple[str, ...]:
    parts = (name.family, name.given, name.dropping_particle, name.non_dropping_particle, name.suffix, name.literal)
    return tuple([part for part in parts if part])


def substitute_names(
    spans: list[Any], own: PrintedNames, before: PrintedNames, bibliography: nodes.Bibliography
) -> None:
    """Put the substitute in place of names that the entry before prints, too, where they begin the entry.

    Args:
        spans: The entry; changed in place.
        own: Its `printed_names`.
        before: Those of the entry before.
        bibliography: Options of the style.
    """
    substitute = bibliography.subsequent_author_substitute
    rule = bibliography.subsequent_author_substitute_rule
    span = find_role(spans, "names")
    if span is None or substitute is None or not _leads(spans, span):
        return
    complete = own == before
    lists: list[NameList] = span.value if isinstance(span.value, list) else []
    if rule == "complete-all" or not lists:
        if complete:
            # Labels stay; further lists of names go with the first.
            first, *others = [name_list.span for name_list in lists] or [span]
            first.children = [substitute] if substitute else []
            for other in others:
                other.children = []
            if not substitute:
                # If the substitute is empty, elements that held nothing but the names go as well.
                _prune(spans)
        return
    places = [(name_list.span.children, at) for name_list in lists for at in name_list.at]
    if rule == "complete-each":
        count = len(places) if complete else 0
    else:
        count = 0
        while count < len(places) and count < len(before) and own[count] == before[count]:
            count += 1
        if rule == "partial-first":
            count = min(count, 1)
    for children, at in places[:count]:
        children[at] = substitute


def _leads(children: list[Any], names: Span) -> bool | None:
    """Whether names stand before all text but a number; a dash further in would be read as something else."""
    for child in children:
        if child is names:
            return True
        if type(child) is Span:
            found = None if child.role == "citation-number" else _leads(child.children, names)
            if found is not None:
                return found
        elif child:
            return False
    return None


def _prune(children: list[Any]) -> None:
    """Remove the spans that hold nothing."""
    for child in children:
        if type(child) is Span:
            _prune(child.children)
    children[:] = [child for child in children if type(child) is not Span or child.children]
