"""A whole style, and the walk over its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from citelib.csl.style.nodes.elements import Date, Group, Name, NameOptions, Names, Node, Substitute
from citelib.csl.style.nodes.frozen import Data
from citelib.csl.style.nodes.info import Info
from citelib.csl.style.nodes.layouts import Bibliography, Choose, Citation, Layout, Macro
from citelib.csl.style.nodes.locales import Locale
from citelib.csl.style.nodes.values import Demote, PageRangeFormat, StyleClass
from citelib.diagnostics import Diagnostic

__all__ = ["Style", "children_of", "walk"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Style(Data):
    """``cs:style``: a whole independent style, or a dependent one (`citation` None, `info.parent` set).

    Attributes:
        macros: Macros by name; treat it as read-only.
        names_count: How many ``cs:names`` there are; each has its `Names.index` below it.
        dates_count: The same of ``cs:date``.
        diagnostics: Warnings found while the style was parsed.
    """

    class_: StyleClass = "in-text"
    version: str = "1.0"
    default_locale: str | None = None
    info: Info = Info()
    locales: tuple[Locale, ...] = ()
    macros: Mapping[str, Macro] = field(default_factory=dict, hash=False)
    citation: Citation | None = None
    bibliography: Bibliography | None = None
    name_options: NameOptions = NameOptions()
    demote_non_dropping_particle: Demote = "display-and-sort"
    initialize_with_hyphen: bool = True
    page_range_format: PageRangeFormat | None = None
    names_count: int = 0
    dates_count: int = 0
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in order; a macro call has none (its macro is shared, not inlined).

    >>> from citelib.csl.style.nodes import Group, TextTerm
    >>> children_of(Group(children=(TextTerm(term="in"),)))[0].term
    'in'
    """
    match node:
        case Group() | Layout() | Substitute():
            return node.children
        case Choose():
            return tuple(child for branch in node.branches for child in branch.children)
        case Names():
            parts = (node.name, node.et_al, node.label, node.substitute)
            return tuple(part for part in parts if part is not None)
        case Name() | Date():
            return node.parts
        case _:
            return ()


def walk(*nodes: Node) -> Iterator[Node]:
    """The nodes and everything inside them, in document order, without following macro calls.

    >>> from citelib.csl.style.nodes import TextTerm
    >>> [type(node).__name__ for node in walk(Group(children=(TextTerm(term="in"), TextTerm(term="from"))))]
    ['Group', 'TextTerm', 'TextTerm']
    """
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children_of(node)))
