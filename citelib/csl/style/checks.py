"""The macros of a style as a graph: missing ones, cycles, depth and the work that one cite can cause.

A macro that is called from many places is shared, never inlined, so a small file can ask for an enormous amount of
work. What one cite can cause is counted here without doing it: a macro counts once as its own sum, a choice as its
heaviest branch, so the count is linear in the size of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from citelib.csl.style import nodes
from citelib.csl.style.markup import MarkupElement
from citelib.diagnostics import Diagnostic
from citelib.limits import Limits
from citelib.near import did_you_mean

__all__ = ["Cost", "check_macros", "cost"]


@attrs.frozen
class Cost:
    """What rendering costs at most.

    Attributes:
        visits: Elements visited.
        depth: Elements inside each other, through macros.
        calls: Macros inside each other.
    """

    visits: int = 0
    depth: int = 0
    calls: int = 0


def calls_of(children: Sequence[nodes.Node]) -> list[str]:
    """Names of the macros that are called directly from the nodes, each once, in order."""
    return list(dict.fromkeys(node.macro for node in nodes.walk(*children) if isinstance(node, nodes.TextMacro)))


def check_macros(
    style: nodes.Style, limits: Limits, where: Mapping[str, Sequence[MarkupElement]], source: str | None = None
) -> list[Diagnostic]:
    """Find missing macros, cycles, and styles that go beyond `macro_depth`, `nesting` or `macro_visits`.

    Args:
        style: The style; sort keys and layouts are where the walk starts.
        limits: The bounds.
        where: Elements that call a macro, by its name.
        source: Name of the file.
    """
    found: list[Diagnostic] = []

    def error(code: str, message: str, hint: str, macro: str | None = None) -> None:
        element = where[macro][0] if macro is not None and where.get(macro) else None
        line, column = (element.line, element.column) if element else (None, None)
        found.append(Diagnostic("error", f"style-{code}", message, hint, source=source, line=line, column=column))

    for macro, elements in where.items():
        if macro not in style.macros:
            hint = did_you_mean(macro, style.macros, "define it with <macro name=…>", count=1)
            found.extend(
                Diagnostic(
                    "error",
                    "style-missing-macro",
                    f"there is no macro {macro!r}",
                    hint,
                    source=source,
                    line=element.line,
                    column=element.column,
                )
                for element in elements
            )
    order, cycles = _order({name: calls_of(macro.children) for name, macro in style.macros.items()})
    for cycle in cycles:
        path = " → ".join(repr(name) for name in cycle)
        error("macro-cycle", f"macros call each other in a circle: {path}", "break the circle", cycle[-1])
    if found:
        return found
    costs: dict[str, Cost] = {}
    for name in order:
        costs[name] = cost(style.macros[name].children, costs)
    for area, children in _starts(style):
        total = cost(children, costs)
        for limit, value, what in (
            ("macro_depth", total.calls, "macros call each other to a depth of"),
            ("nesting", total.depth, "elements are nested, through macros, to a depth of"),
            ("macro_visits", total.visits, "the number of elements that one cite can visit is"),
        ):
            bound = getattr(limits, limit)
            if value > bound:
                hint = f"raise the limit with Limits({limit}=…) if you trust the style"
                error(limit.replace("_", "-"), f"{area}: {what} {value}, beyond the limit {limit}={bound}", hint)
    return found


def cost(children: Sequence[nodes.Node], macros: Mapping[str, Cost]) -> Cost:
    """What the nodes cost, given what the macros cost that they call."""
    visits = depth = calls = 0
    for node in children:
        inner = _node_cost(node, macros)
        visits += inner.visits
        depth = max(depth, inner.depth)
        calls = max(calls, inner.calls)
    return Cost(visits, depth, calls)


def _node_cost(node: nodes.Node, macros: Mapping[str, Cost]) -> Cost:
    match node:
        case nodes.TextMacro():
            inner = macros[node.macro]
            return Cost(inner.visits + 1, inner.depth + 1, inner.calls + 1)
        case nodes.Choose():
            branches = [cost(branch.children, macros) for branch in node.branches]
            return Cost(
                1 + len(branches) + max((branch.visits for branch in branches), default=0),
                1 + max((branch.depth for branch in branches), default=0),
                max((branch.calls for branch in branches), default=0),
            )
        case nodes.Group() | nodes.Substitute() | nodes.Names():
            inner = cost(nodes.children_of(node), macros)
            return Cost(inner.visits + 1, inner.depth + 1, inner.calls)
        case _:
            return Cost(1 + len(nodes.children_of(node)), 1, 0)


def _starts(style: nodes.Style) -> Iterator[tuple[str, tuple[nodes.Node, ...]]]:
    for name, area in (("citation", style.citation), ("bibliography", style.bibliography)):
        if area is not None:
            yield name, area.layout.children
            for layout in area.localized:
                yield f"{name} for {' '.join(layout.locales)}", layout.children
            keys = area.sort.keys if area.sort else ()
            yield (
                f"sort of the {name}",
                tuple(nodes.TextMacro(macro=key.macro) for key in keys if key.macro is not None),
            )


def _order(graph: Mapping[str, Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """The names with every name after those that it calls, and the cycles, each from a name back to it.

    An iterative depth-first search, so that a long chain of macros cannot exhaust the stack.
    """
    order: list[str] = []
    cycles: list[list[str]] = []
    done: set[str] = set()
    for start in graph:
        if start in done:
            continue
        path = [start]
        on_path = {start}
        pending = [iter(graph[start])]
        while pending:
            name = next(pending[-1], None)
            if name is None:
                pending.pop()
                last = path.pop()
                on_path.discard(last)
                if last not in done:
                    done.add(last)
                    order.append(last)
            elif name in on_path:
                cycles.append([*path[path.index(name) :], name])
            elif name not in done and name in graph:
                path.append(name)
                on_path.add(name)
                pending.append(iter(graph[name]))
    return order, cycles
