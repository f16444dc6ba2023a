"""The expressions of ``:filter:``, which are Python's in form: ``author % "Doe" and year >= "2000" and cited``.

Names are ``cited``, ``docname``, ``docnames`` (pages that cite the work), ``type``, ``key`` and the fields of BibTeX; a
field that there is not is empty. ``%`` looks for a regular expression, whatever the case. Nothing is executed.

>>> from citelib.model import Item, Name
>>> work = Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")])
>>> accepts = parse_filter('type == "book" and author % "doe" and not cited and "a" not in docnames')
>>> accepts("doe", work, "index", frozenset())
True
>>> parse_filter("author(1)")
Traceback (most recent call last):
ValueError: a filter cannot have Call
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from citelib.formats.tex.bibtex.entry.write import compose_entry
from citelib.model import Item

__all__ = ["CITED", "Filter", "parse_filter"]

Filter = Callable[[str, Item, str, frozenset[str]], bool]
"""Takes the key of a work, the work, the page of the list, and the pages that cite the work."""

_COMPARISONS: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
_KINDS: Final = (
    ast.Expression, ast.BoolOp, ast.boolop, ast.UnaryOp, ast.Not, ast.BinOp, ast.Mod, ast.BitOr, ast.BitAnd,
    ast.Compare, ast.Name, ast.Load, ast.Constant, ast.Set, *_COMPARISONS,
)  # fmt: skip


def parse_filter(text: str) -> Filter:
    """What an expression means.

    Raises:
        ValueError: It is no such expression.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"{text!r} is not an expression") from error
    for node in ast.walk(tree):
        if not isinstance(node, _KINDS):
            raise ValueError(f"a filter cannot have {type(node).__name__}")

    def accepts(key: str, item: Item, page: str, pages: frozenset[str]) -> bool:
        return bool(_value(tree.body, _Names(key, item, page, pages)))

    return accepts


CITED: Final = parse_filter("cited")
"""What a list shows by itself."""


class _Names(Mapping[str, Any]):
    """What names stand for; every name that is none of ours is a field, which may be empty."""

    def __init__(self, key: str, item: Item, page: str, pages: frozenset[str]) -> None:
        self.own: dict[str, Any] = {"cited": bool(pages), "docname": page, "docnames": pages, "key": key}
        self.item = item

    def __getitem__(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        type, fields = _entry(self.item)
        return type if name == "type" else fields.get(name.lower(), "")

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)


@lru_cache(maxsize=10_000)
def _entry(item: Item) -> tuple[str, Mapping[str, str]]:
    return compose_entry(item, "bibtex", capitals=False)


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return names[node.id]
        case ast.Set():
            return frozenset(_value(one, names) for one in node.elts)
        case ast.UnaryOp():
            return not _value(node.operand, names)
        case ast.BoolOp():
            values = (_value(one, names) for one in node.values)
            return all(values) if isinstance(node.op, ast.And) else any(values)
        case ast.BinOp(op=ast.Mod()):
            return re.search(str(_value(node.right, names)), str(_value(node.left, names)), re.IGNORECASE) is not None
        case ast.BinOp():
            left, right = frozenset(_value(node.left, names)), frozenset(_value(node.right, names))
            return left | right if isinstance(node.op, ast.BitOr) else left & right
        case ast.Compare():
            left = _value(node.left, names)
            for kind, right_node in zip(node.ops, node.comparators, strict=True):
                right = _value(right_node, names)
                if not _COMPARISONS[type(kind)](left, right):
                    return False
                left = right
            return True
    raise ValueError(f"a filter cannot have {type(node).__name__}")
