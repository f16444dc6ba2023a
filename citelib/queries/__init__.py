"""The query language: one grammar for the library's search, for lists in documents and for publication lists."""

from citelib.queries.grammar import Query, parse
from citelib.queries.items import matcher

__all__ = ["Query", "matcher", "parse"]
