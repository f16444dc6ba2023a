"""The graph of a release as a picture: SVG, laid out in layers by fast-sugiyama.

Kinds of works differ in the line around them and in the words in them, not in colour alone.

>>> nodes = [Node("n", "News release", "Moss found"), Node("s", "reports on", "Lee 2020", "study")]
>>> picture = draw(nodes, [Edge("n", "s", "reports on")])
>>> picture.count("<rect"), "Moss found" in picture
(3, True)
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final

import attrs

__all__ = ["Edge", "Node", "draw"]

_WIDTH: Final = 210
_HEIGHT: Final = 74
_ACROSS: Final = 34
"""Space between two nodes of one layer."""
_PASSAGE: Final = 70
"""Width of the empty place in a layer that an edge goes through."""
_DOWN: Final = 66
"""Space between two layers, where the labels of the edges stand."""
_Corners = Sequence[tuple[int | str, tuple[float, float]]]
"""What the library places: works by their ids, empty places by numbers."""
_Chains = Sequence[tuple[int | str, int | str]]
"""Edges between neighbouring layers."""
_LINE: Final = 24
"""Letters of a line in a node."""


@attrs.frozen
class Node:
    """A work in the picture.

    Attributes:
        id: Its id; a link to ``#work-ID`` stands on it.
        kind: What it is, in words.
        text: What it is called.
        role: ``"news"``, ``"study"``, ``"comment"``, ``"mention"`` or ``"related"``: how it is drawn.
    """

    id: str
    kind: str
    text: str
    role: str = "news"


@attrs.frozen
class Edge:
    """A relation in the picture."""

    start: str
    end: str
    label: str


def draw(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """The picture as an ``svg`` element.

    Args:
        nodes: Works; an edge to none of them is not drawn.
        edges: Relations between them.
    """
    known = {node.id for node in nodes}
    edges = [edge for edge in edges if edge.start in known and edge.end in known and edge.start != edge.end]
    layout = _layout(nodes, edges)
    width, height = layout.width + 16, layout.height + 16
    description = "; ".join(f"{_name(nodes, edge.start)} {edge.label} {_name(nodes, edge.end)}" for edge in edges)
    opening = (
        f'<svg class="graph" viewBox="-8 -8 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
        'aria-labelledby="graph-title graph-told">'
    )
    arrow = (
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path class="head" d="M0 0 L10 5 L0 10 z"/></marker></defs>'
    )
    parts = [
        opening,
        '<title id="graph-title">The works and their relations</title>',
        f'<desc id="graph-told">{escape(description or "no relations")}</desc>',
        arrow,
        *(_edge(edge, layout, number) for number, edge in enumerate(edges)),
        *(_node(node, layout.corners[node.id]) for node in nodes),
        "</svg>",
    ]
    return "\n".join(parts)


def _name(nodes: Sequence[Node], id: str) -> str:
    return next(node.text for node in nodes if node.id == id)


@attrs.define
class _Layout:
    """Where everything stands.

    Attributes:
        corners: The upper left corner of each node.
        bends: Points between its ends through which an edge goes, so that it passes no node.
        width: Width of the picture.
        height: Its height.
    """

    corners: dict[str, tuple[float, float]] = attrs.field(factory=dict)
    bends: dict[tuple[str, str], list[tuple[float, float]]] = attrs.field(factory=dict)
    width: float = 0
    height: float = _HEIGHT


def _layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> _Layout:
    """Layers from top to bottom; what is related to nothing stands at the end."""
    from fast_sugiyama import from_edges

    layout = _Layout()
    if edges:
        # The library takes vertices in the order of their hashes; those of numbers are the same in every process.
        names = list(dict.fromkeys(id for edge in edges for id in (edge.start, edge.end)))
        number = {name: place for place, name in enumerate(names)}

        def named(vertex: int | str) -> int | str:
            return names[vertex] if isinstance(vertex, int) and vertex < len(names) else vertex

        pairs = [(number[edge.start], number[edge.end]) for edge in edges]
        for places, _, _, chains in from_edges(pairs, dummy_vertices=True):
            corners = [(named(vertex), place) for vertex, place in places]
            _add_part(layout, corners, [(named(start), named(end)) for start, end in chains or ()], edges)
    for node in nodes:
        if node.id not in layout.corners:
            layout.corners[node.id] = (layout.width, 0.0)
            layout.width += _WIDTH + _ACROSS
    ends = [x + _WIDTH for x, _ in layout.corners.values()]
    ends += [x + _PASSAGE / 2 for bends in layout.bends.values() for x, _ in bends]
    layout.width = max(ends, default=0)
    return layout


def _add_part(layout: _Layout, corners: _Corners, chains: _Chains, edges: Sequence[Edge]) -> None:
    """Add a part of the graph that hangs together to the right of what is there.

    The library tells the order in each layer, and through which empty places a long edge goes; sizes are ours.
    """
    layers: dict[float, list[tuple[float, int | str]]] = {}
    for vertex, (x, y) in corners:
        # The library counts upward, a page downward.
        layers.setdefault(-y, []).append((x, vertex))
    middles: dict[int | str, tuple[float, float]] = {}
    wide = {y: sum(_slot(vertex) for _, vertex in row) for y, row in layers.items()}
    for level, y in enumerate(sorted(layers)):
        at = layout.width + (max(wide.values()) - wide[y]) / 2
        for _, vertex in sorted(layers[y], key=lambda place: place[0]):
            middles[vertex] = (at + (_slot(vertex) - _ACROSS) / 2, level * (_HEIGHT + _DOWN) + _HEIGHT / 2)
            at += _slot(vertex)
    for vertex, (x, y) in middles.items():
        if isinstance(vertex, str):
            layout.corners[vertex] = (x - _WIDTH / 2, y - _HEIGHT / 2)
            layout.height = max(layout.height, y + _HEIGHT / 2)
    follows: dict[int | str, list[int | str]] = {}
    for start, end in chains:
        follows.setdefault(start, []).append(end)
    for edge in edges:
        for first in follows.get(edge.start, ()):
            chain = [first]
            while isinstance(chain[-1], int):
                chain.append(follows[chain[-1]][0])
            if chain[-1] == edge.end:
                layout.bends[edge.start, edge.end] = [middles[vertex] for vertex in chain[:-1]]
    layout.width += max(wide.values())


def _slot(vertex: int | str) -> float:
    """The width that a node takes, or the empty place that an edge goes through."""
    return (_WIDTH if isinstance(vertex, str) else _PASSAGE) + _ACROSS


def _edge(edge: Edge, layout: _Layout, number: int) -> str:
    (ax, ay), (bx, by) = layout.corners[edge.start], layout.corners[edge.end]
    down = by > ay
    bends = layout.bends.get((edge.start, edge.end), [])
    points = [(ax + _WIDTH / 2, ay + (_HEIGHT if down else 0))]
    points += [(x, y + half) for x, y in bends for half in (-_HEIGHT / 2, _HEIGHT / 2)]
    points.append((bx + _WIDTH / 2, by + (0 if down else _HEIGHT)))
    if ay == by:
        points = [
            (ax + _WIDTH if ax < bx else ax, ay + _HEIGHT / 2),
            (bx if ax < bx else bx + _WIDTH, by + _HEIGHT / 2),
        ]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        bend = (y2 - y1) / 2
        path += f" C{x1:.1f} {y1 + bend:.1f} {x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2:.1f}"
    # The label stands on a bend, or between the ends, those of neighbours on two heights, so that none covers another.
    at = 0.42 if number % 2 else 0.62
    (x1, y1), (x2, y2) = points[0], points[-1]
    mx, my = bends[0] if bends else (x1 + (x2 - x1) * at, y1 + (y2 - y1) * at)
    half = len(edge.label) * 3.5 + 6
    return (
        f'<path class="edge" d="{path}" marker-end="url(#arrow)"/>'
        f'<rect class="plate" x="{mx - half:.1f}" y="{my - 9:.1f}" width="{2 * half:.1f}" height="18" rx="9"/>'
        f'<text class="label" x="{mx:.1f}" y="{my + 4:.1f}">{escape(edge.label)}</text>'
    )


def _node(node: Node, place: tuple[float, float]) -> str:
    x, y = place
    lines = textwrap.wrap(node.text, _LINE, max_lines=2, placeholder=" …") or [""]
    words = "".join(
        f'<text class="name" x="{x + _WIDTH / 2:.1f}" y="{y + 42 + 18 * number:.1f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<a href="#work-{escape(node.id)}"><g class="node {node.role}">'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>'
        f'<text class="kind" x="{x + _WIDTH / 2:.1f}" y="{y + 20:.1f}">{escape(node.kind)}</text>{words}</g></a>'
    )
