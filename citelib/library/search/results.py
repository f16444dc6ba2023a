"""What a search finds, fetched as it is read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from citelib.errors import LibraryError
from citelib.library.search.compiling import Compiled
from citelib.library.search.ranking import by_relevance
from citelib.library.store.rows import Store
from citelib.model import Item
from citelib.model.streaming import arrow_stream

__all__ = ["Results"]


class Results:
    """Items that a query finds, fetched as they are read.

    The numbers of the items are looked up once, when they are first needed; items are read in batches, so that a
    result of a million items takes eight megabytes. What is removed meanwhile is left out.

    ``len(results)`` counts, ``results.first()`` is the best, ``results[:10]`` the ten best.
    """

    def __init__(self, store: Store, compiled: Compiled) -> None:
        self._store = store
        self._compiled = compiled
        self._numbers: array[int] | None = None

    @property
    def numbers(self) -> array[int]:
        """Numbers of the items found."""
        if self._numbers is None:
            query, database = self._compiled, self._store.database
            if query.relevance is not None:
                found = by_relevance(self._store, query.relevance, query.limit)
            else:
                found = [number for (number,) in database.read(query.statement, query.parameters)]
            self._numbers = array("q", found)
        return self._numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Item]:
        for _, item in self._store.items(list(self.numbers)):
            yield item

    def __getitem__(self, part: slice) -> list[Item]:
        """The items of a slice of the results."""
        if not isinstance(part, slice):
            raise TypeError("results are read by slices: results[:10]")
        return [item for _, item in self._store.items(list(self.numbers[part]))]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The items as a stream of Arrow, for data frames."""
        return arrow_stream(self, requested_schema)

    def first(self) -> Item:
        """The first item found.

        Raises:
            LibraryError: Nothing was found.
        """
        found = self[:1]
        if not found:
            raise LibraryError("nothing was found")
        return found[0]

    def keys(self) -> list[str]:
        """Keys of the items found."""
        return [item.id for item in self]
