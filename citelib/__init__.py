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
    from citelib.csl.each import format_each
    from citelib.csl.options import Options
    from citelib.csl.processor import Processor
    from citelib.csl.results import Formatted
    from citelib.csl.style.catalogue import StyleEntry
    from citelib.csl.style.repository import find_style, search_styles
    from citelib.diagnostics import Diagnostic
    from citelib.engines.engine import Rendered
    from citelib.errors import (
        CitelibError,
        DuplicateIdError,
        DuplicateKeyError,
        ExpressionError,
        LibraryError,
        LimitError,
        LocaleError,
        LookupFailedError,
        ModelError,
        PatternError,
        QueryError,
        ReadError,
        SchemaVersionError,
        StyleError,
        UnknownIdError,
        UnknownNameError,
        UnknownRelationError,
        WriteError,
    )
    from citelib.formats.exchange import dump, dumps, iter_items, load, loads
    from citelib.formatting import cite, format, render
    from citelib.library import Library
    from citelib.limits import Limits
    from citelib.matching import link
    from citelib.model import Bibliography, Date, Evidence, Item, Name, Relation
    from citelib.verification import verify

__version__ = "0.2.0"

__all__ = [
    "Bibliography",
    "Citation",
    "Cite",
    "CitelibError",
    "Date",
    "Diagnostic",
    "DuplicateIdError",
    "DuplicateKeyError",
    "Evidence",
    "ExpressionError",
    "Formatted",
    "Item",
    "Library",
    "LibraryError",
    "LimitError",
    "Limits",
    "LocaleError",
    "LookupFailedError",
    "ModelError",
    "Name",
    "Options",
    "PatternError",
    "Processor",
    "QueryError",
    "ReadError",
    "Relation",
    "Rendered",
    "SchemaVersionError",
    "StyleEntry",
    "StyleError",
    "UnknownIdError",
    "UnknownNameError",
    "UnknownRelationError",
    "WriteError",
    "__version__",
    "cite",
    "dump",
    "dumps",
    "find_style",
    "format",
    "format_each",
    "iter_items",
    "link",
    "load",
    "loads",
    "render",
    "search_styles",
    "verify",
]

_HOME = {
    name: module
    for module, names in {
        "citelib.csl.citation": "Citation Cite",
        "citelib.csl.each": "format_each",
        "citelib.csl.options": "Options",
        "citelib.csl.processor": "Processor",
        "citelib.csl.results": "Formatted",
        "citelib.csl.style.catalogue": "StyleEntry",
        "citelib.csl.style.repository": "find_style search_styles",
        "citelib.diagnostics": "Diagnostic",
        "citelib.engines.engine": "Rendered",
        "citelib.errors": """
            CitelibError DuplicateIdError DuplicateKeyError ExpressionError LibraryError LimitError LocaleError
            LookupFailedError ModelError PatternError QueryError ReadError SchemaVersionError StyleError UnknownIdError
            UnknownNameError UnknownRelationError WriteError
        """,
        "citelib.formats.exchange": "dump dumps iter_items load loads",
        "citelib.formatting": "cite format render",
        "citelib.library": "Library",
        "citelib.limits": "Limits",
        "citelib.matching": "link",
        "citelib.model": "Bibliography Date Evidence Item Name Relation",
        "citelib.verification": "verify",
    }.items()
    for name in names.split()
}
"""Module of each public name (PEP 562); for type checkers the same is said above."""


if not TYPE_CHECKING:  # for a type checker, no name is public but those imported above

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module 'citelib' has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOME[name]), name)
        return value


def __dir__() -> list[str]:
    return __all__
