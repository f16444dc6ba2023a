"""Pandoc's document tree, as its JSON has it: nodes are objects with a type ``t`` and contents ``c``.

Source: the types of pandoc-types 1.23.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

__all__ = [
    "MOST_DEEP",
    "Node",
    "attributes",
    "node",
    "plain_text",
    "span",
    "words",
]

Node = dict[str, Any]
MOST_DEEP: Final = 250
"""Lists and objects nested deeper than anybody writes are an error."""

_SPACES: Final = frozenset(("Space", "SoftBreak", "LineBreak"))
_INNER: Final = {"Link": 1, "Span": 1, "Image": 1, "Quoted": 1, "Cite": 1}
_TEXTS: Final = {"Str": None, "Code": 1, "Math": 1, "RawInline": 1}


def node(type: str, contents: Any = None) -> Node:
    """A node; those without contents have none."""
    return {"t": type} if contents is None else {"t": type, "c": contents}


def span(contents: list[Node], *classes: str) -> Node:
    """A span with classes."""
    return node("Span", [["", [*classes], []], contents])


def attributes(one: Node) -> tuple[str, list[str], dict[str, str]]:
    """Identifier, classes and values of a node that has attributes first."""
    id, classes, values = one["c"][0]
    return id, classes, dict(values)


def words(text: str) -> Iterator[Node]:
    """The nodes of a text: strings with spaces between them.

    >>> [one["t"] for one in words("a b ")]
    ['Str', 'Space', 'Str', 'Space']
    """
    for number, word in enumerate(text.split(" ")):
        if number:
            yield node("Space")
        if word:
            yield node("Str", word)


def plain_text(inlines: Iterable[Node], depth: int = 0) -> str:
    """What inline nodes show, without markup."""
    parts = []
    for one in inlines:
        kind, contents = one["t"], one.get("c", "")
        if kind in _SPACES:
            parts.append(" ")
        elif kind in _TEXTS:
            at = _TEXTS[kind]
            parts.append(str(contents if at is None else contents[at]))
        elif kind != "Note" and depth < MOST_DEEP and isinstance(contents, list):
            inner = contents[_INNER[kind]] if kind in _INNER else contents
            text = plain_text(inner, depth + 1)
            parts.append(f"“{text}”" if kind == "Quoted" else text)
    return "".join(parts)
