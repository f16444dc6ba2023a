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
    from citelib.csl.citation import Citation, Cite
    from citelib.csl.processor import Processor
    from citelib.formats.exchange import dump, dumps, iter_items, load, loads
    from citelib.formatting import cite, format
    from citelib.matching import link
    from citelib.model import Bibliography, Date, Item, Name, Relation

__version__ = "0.1.0"

__all__ = [
    "Bibliography",
    "Citation",
    "Cite",
    "Date",
    "Item",
    "Name",
    "Processor",
    "Relation",
    "__version__",
    "cite",
    "dump",
    "dumps",
    "format",
    "iter_items",
    "link",
    "load",
    "loads",
]

_HOME = {
    **dict.fromkeys(("Bibliography", "Date", "Item", "Name", "Relation"), "citelib.model"),
    **dict.fromkeys(("Citation", "Cite"), "citelib.csl.citation"),
    **dict.fromkeys(("cite", "format"), "citelib.formatting"),
    **dict.fromkeys(("dump", "dumps", "iter_items", "load", "loads"), "citelib.formats.exchange"),
    "Processor": "citelib.csl.processor",
    "link": "citelib.matching",
}
"""Module of each public name (PEP 562)."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'citelib' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
