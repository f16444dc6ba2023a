"""References whose every character knows which variable it shows.

The renderers of the processor are wrapped while it works: what an element adds gets a formatting property of
our own, ``variable``, which the typography carries along like italics and an output of our own writes as sentinels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from citelib.csl.render import RENDERERS
from citelib.csl.style import nodes
from citelib.csl.style.resolve import ResolvedStyle
from citelib.csl.whole import render_bibliography
from citelib.model import Item
from citelib.model.vocabulary import VARIABLES
from citelib.output import Output
from citelib.richtext import Span

_NAMES: Final = (*sorted(VARIABLES), "year-suffix")
_OPEN: Final = {name: chr(0xE100 + number) for number, name in enumerate(_NAMES)}
_CLOSE: Final = "\ue000"
_SENTINELS: Final = {ord(mark): name for name, mark in _OPEN.items()}

Labelled = list[tuple[str, str]]
"""Pieces of text, each with the variable that it shows or ""."""


def _mark(spans: Sequence[Any], variable: str) -> None:
    for span in spans:
        if isinstance(span, Span):
            span.formatting = (("variable", variable), *span.formatting)


def _marking(render: Callable[[Any, Any, list[Any]], int]) -> Callable[[Any, Any, list[Any]], int]:
    def marking(node: Any, context: Any, out: list[Any]) -> int:
        before = len(out)
        status = render(node, context, out)
        if not context.sorting:
            _mark(out[before:], node.variable)
        return status

    return marking


def _marking_names(render: Callable[[Any, Any, list[Any]], int]) -> Callable[[Any, Any, list[Any]], int]:
    def marking(node: Any, context: Any, out: list[Any]) -> int:
        shown = [v for v in node.variables if context.variables.get(v) and v not in context.suppressed]
        before = len(out)
        status = render(node, context, out)
        if shown and len(out) > before and not context.sorting:
            children = out[-1].children
            for variable, child in zip(shown, children, strict=False):
                _mark([child], variable)
        return status

    return marking


@contextmanager
def _marked() -> Iterator[None]:
    """Renderers that mark what they add."""
    before = dict(RENDERERS)
    for node in (nodes.TextVariable, nodes.Number, nodes.Date, nodes.Label):
        RENDERERS[node] = _marking(before[node])
    RENDERERS[nodes.Names] = _marking_names(before[nodes.Names])
    try:
        yield
    finally:
        RENDERERS.update(before)


def _around(name: str, value: str) -> tuple[str, str]:
    if name == "variable":
        return _OPEN[value], _CLOSE
    if name != "display":
        return "", ""
    return (" " if value in ("block", "indent", "right-inline") else ""), (" " if value == "left-margin" else "")


def _escape(text: str) -> str:
    return "".join(" " if "\ue000" <= c <= "\uf8ff" or c in "\n\r\t" else c for c in text)


_OUTPUT: Final = Output("labelled", "labelled text", _escape, _around)


def references(style: str | ResolvedStyle, items: list[Item], locale: str | None = None) -> list[tuple[Item, Labelled]]:
    """The entries of a bibliography of the items, each as labelled pieces."""
    by_id = {item.id: item for item in items}
    with _marked():
        entries = render_bibliography(items, style, locale=locale, output=_OUTPUT).entries
    return [(by_id[entry.id], pieces(entry.text)) for entry in entries]


def pieces(text: str) -> Labelled:
    """Sentinels read back."""
    found: Labelled = []
    stack: list[str] = []
    current = ""
    for character in text:
        code = ord(character)
        if code in _SENTINELS or character == _CLOSE:
            if current:
                found.append((current, stack[-1] if stack else ""))
            current = ""
            if character == _CLOSE:
                stack.pop()
            else:
                stack.append(_SENTINELS[code])
        else:
            current += character
    if current:
        found.append((current, stack[-1] if stack else ""))
    return found
