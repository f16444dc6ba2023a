"""Styles cut to the shape of an item: its type and which variables it has.

Most conditions of a style ask for the type of an item or for the presence of variables, and most elements of a large
style find their variables empty. Both are the same for all items of one shape, so the answer is worked out once: a
list of nodes becomes the shorter list of those that may print something, and the status of those that cannot. What
depends on values, on the cite or on earlier elements is left to the rendering.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from citelib.csl.render.status import MISSING, PLAIN
from citelib.csl.style import nodes

__all__ = ["ANNOTATION", "Shape", "adds_nothing", "is_annotation"]

ANNOTATION: Final = "annote"
"""The variable in which BibLaTeX and Zotero have the annotation of a work."""

_OF_CITE: Final = frozenset(("locator", "first-reference-note-number"))
"""Variables that only cites have."""
_ALWAYS: Final = frozenset(("citation-number", "year-suffix", "citation-label"))
"""Variables that an item need not have to print them."""
_SHORT: Final = {
    "title": "title-short",
    "container-title": "container-title-short",
    "volume-title": "volume-title-short",
}

Cut = tuple[tuple[Any, ...], int]
"""The nodes that may print something, and the greatest status of those that cannot."""


class Shape:
    """A shape of items in one area of a style, with the lists of nodes cut to it so far.

    Args:
        area: ``"citation"`` or ``"bibliography"``.
        item_type: Type of the items.
        variables: The variables that the items have.
        macros: The macros of the style.

    Attributes:
        cut: Lists of nodes cut to the shape, by the identity of the whole lists.
        shows_address: Whether the style prints the address of such items; None as long as nobody asked.
    """

    __slots__ = ("_held", "cut", "in_bibliography", "item_type", "macros", "shows_address", "variables")

    def __init__(self, area: str, item_type: str, variables: Sequence[str], macros: Mapping[str, nodes.Macro]) -> None:
        self.in_bibliography: bool = area == "bibliography"
        self.item_type = item_type
        self.variables = frozenset(variables)
        self.macros = macros
        self.shows_address: bool | None = None
        self.cut: dict[int, Cut] = {}
        self._held: list[Sequence[Any]] = []
        """Keeps the lists alive, so that their identities are not used again."""

    def cut_to(self, children: Sequence[Any]) -> Cut:
        """The part of a list of nodes that matters to items of this shape."""
        found = self.cut.get(id(children))
        if found is not None:
            return found
        self._held.append(children)
        # A macro that calls itself is refused when a style is parsed; this stands in for it while it is worked on.
        self.cut[id(children)] = ((), PLAIN)
        kept: list[Any] = []
        status = PLAIN
        for child in children:
            cut = _CUTS.get(type(child))
            if cut is None:
                kept.append(child)
            else:
                status = max(status, cut(child, self, kept))
        found = self.cut[id(children)] = (tuple(kept), status)
        return found

    def lacks(self, variable: str) -> bool:
        """Whether items of this shape never have a variable."""
        if variable in self.variables or variable in _ALWAYS:
            return False
        if variable == "page-first":
            return "page" not in self.variables
        return variable not in _OF_CITE or self.in_bibliography


def is_annotation(node: nodes.TextVariable) -> bool:
    """Whether a node prints the annotation of a work: ``note`` in a block of its own, as in the official styles.

    `ANNOTATION` stands in where there is no note.
    """
    return node.variable == "note" and node.display == "block"


def _variable(node: nodes.TextVariable, shape: Shape, kept: list[Any]) -> int:
    missing = shape.lacks(node.variable) and not (is_annotation(node) and not shape.lacks(ANNOTATION))
    if missing and node.form == "short":
        missing = shape.lacks(_SHORT.get(node.variable, node.variable))
    if missing:
        return MISSING
    kept.append(node)
    return PLAIN


def _number_or_date(node: nodes.Number | nodes.Date, shape: Shape, kept: list[Any]) -> int:
    if shape.lacks(node.variable):
        return MISSING
    kept.append(node)
    return PLAIN


def _label(node: nodes.Label, shape: Shape, kept: list[Any]) -> int:
    if not shape.lacks(node.variable or ""):
        kept.append(node)
    return PLAIN


def _names(node: nodes.Names, shape: Shape, kept: list[Any]) -> int:
    counts = node.name is not None and node.name.options.form == "count"  # A sort key has a count of no names, too.
    if node.substitute is None and not counts and all(shape.lacks(variable) for variable in node.variables):
        return MISSING
    kept.append(node)
    return PLAIN


def _keep(node: nodes.Group | nodes.TextMacro, shape: Shape, kept: list[Any]) -> int:
    """Keep a group or the call of a macro, or the one of these inside that prints the same without it."""
    inside, status = shape.cut_to(_inside(node, shape))
    if not inside:
        return status
    only = inside[0]
    if (
        len(inside) == 1
        and adds_nothing(node)
        and adds_nothing(only)
        and shape.cut_to(_inside(only, shape))[1] >= status
    ):
        node = only
    kept.append(node)
    return PLAIN


def _inside(node: nodes.Group | nodes.TextMacro, shape: Shape) -> Sequence[nodes.Node]:
    return shape.macros[node.macro].children if isinstance(node, nodes.TextMacro) else node.children


def adds_nothing(node: nodes.Node) -> bool:
    """Whether a node is a group or a call of a macro that neither sets nor formats what is in it."""
    if isinstance(node, nodes.TextMacro):
        if node.quotes or node.strip_periods or node.text_case is not None:
            return False
    elif not isinstance(node, nodes.Group):
        return False
    return node.formatting is None and not node.prefix and not node.suffix and node.display is None


def _choose(node: nodes.Choose, shape: Shape, kept: list[Any]) -> int:
    for index, branch in enumerate(node.branches):
        holds = _holds(branch, shape)
        if holds is None:
            kept.append(node if index == 0 else nodes.Choose(branches=node.branches[index:]))
            return PLAIN
        if holds:
            inside, status = shape.cut_to(branch.children)
            kept.extend(inside)
            return status
    return PLAIN


def _holds(branch: nodes.Branch, shape: Shape) -> bool | None:
    """Whether a branch holds for all items of a shape (True), for none (False), or for some (None)."""
    match = branch.match
    unknown = False
    for condition in branch.conditions:
        test = condition.test
        # Several types are one test, as in `choose`.
        for value in condition.values if test != "type" else (condition.values,):
            result = _test(test, value, shape)
            if result is None:
                unknown = True
            elif match == "all":
                if not result:
                    return False
            elif result:
                return match == "any"
    if unknown:
        return None
    return match != "any" if branch.conditions else True


def _test(test: str, value: Any, shape: Shape) -> bool | None:
    if test == "type":
        return shape.item_type in value
    if test in ("variable", "is-numeric", "is-uncertain-date"):
        if shape.lacks(value):
            return False
        return True if test == "variable" and value in shape.variables else None
    if test in ("locator", "position") and shape.in_bibliography:
        return False
    return None


_CUTS: Final[dict[type, Callable[[Any, Shape, list[Any]], int]]] = {
    nodes.Choose: _choose,
    nodes.Date: _number_or_date,
    nodes.Group: _keep,
    nodes.Label: _label,
    nodes.Names: _names,
    nodes.Number: _number_or_date,
    nodes.TextMacro: _keep,
    nodes.TextVariable: _variable,
}
