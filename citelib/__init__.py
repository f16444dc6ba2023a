"""Citations and bibliographies: read every format, cite in every style, lose nothing.

Everything here is imported when it is first used.

>>> import citelib
>>> citelib.loads('[{"id": "a", "type": "book", "title": "Structures"}]')["a"].title
'Structures'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citelib.formats.exchange import dump, dumps, iter_items, load, loads
    from citelib.model import Bibliography, Date, Item, Name, Relation

__version__ = "0.1.0"

__all__ = [
    "Bibliography",
    "Date",
    "Item",
    "Name",
    "Relation",
    "__version__",
    "dump",
    "dumps",
    "iter_items",
    "load",
    "loads",
]

_HOME = {
    **dict.fromkeys(("dump", "dumps", "iter_items", "load", "loads"), "citelib.formats.exchange"),
    **dict.fromkeys(("Bibliography", "Date", "Item", "Name", "Relation"), "citelib.model"),
}
"""Module of each public name (PEP 562)."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'citelib' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
