"""Finding items: the query language, its translation into SQL, the order of results, and the graph of relations."""

from citelib.library.search.results import Results

__all__ = ["Results"]
