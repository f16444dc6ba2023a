"""`LibraryReader`: what can be asked of a library, none of which changes it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, overload

import attrs

from citelib.errors import QueryError, UnknownNameError
from citelib.library.filing import is_within
from citelib.library.search import relations
from citelib.library.search.compiling import compile_query
from citelib.library.search.results import Results
from citelib.library.search.stories import near
from citelib.library.store import history, reading
from citelib.library.store.database import Database, default_path
from citelib.library.store.records import decode_record, fit_key
from citelib.library.store.rows import Progress, Store
from citelib.matching import stubs as linking
from citelib.model import Item, Relation
from citelib.model.notices import Notice
from citelib.model.streaming import arrow_stream
from citelib.near import did_you_mean
from citelib.queries.grammar import Term, parse

__all__ = ["LibraryReader", "Trashed"]


@attrs.frozen
class Trashed:
    """An item in the trash."""

    number: int
    key: str
    removed: str
    item: Item


class LibraryReader:
    """An open library, as it is read: the half of `Library` that changes nothing."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime] | None = None, progress: Progress | None = None
    ) -> None:
        self.database = database
        try:
            self.store = Store(database, clock, progress)
        except BaseException:
            database.close()
            raise

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 10.0,
        clock: Callable[[], datetime] | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Open a library, or make one.

        Args:
            path: The file; the environment variable ``CITELIB_LIBRARY`` or ``library.db`` in the platform's data folder
                if None.
            create: Whether to make a file that is not there.
            read_only: Whether nothing is to be changed.
            timeout: Seconds to wait for another writer.
            clock: Gives the time of changes.
            progress: Called with the number of items done and of all, while a library that an older citelib wrote is
                brought up to date (which `read_only` does in a temporary copy).

        Raises:
            LibraryError: The file cannot be opened, is damaged, or is not a library.
            SchemaVersionError: A newer citelib wrote it.
        """
        database = Database(
            default_path() if path is None else Path(path), timeout=timeout, create=create, read_only=read_only
        )
        return cls(database, clock, progress)

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    def close(self) -> None:
        """Close the file; does nothing the second time."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Items

    def number(self, key: str) -> int:
        """The number of the item of a key or former key.

        Raises:
            UnknownNameError: There is none, with near matches.
        """
        if fit_key(key) != key:
            raise UnknownNameError("item", key)
        if (number := reading.number_of(self.database, key)) is not None:
            return number
        raise UnknownNameError("item", key, known=reading.keys_beginning(self.database, key[:2]))

    def __getitem__(self, key: str) -> Item:
        """The item of a key or former key; `UnknownNameError` (a `LookupError`) if there is none."""
        number = self.number(key)
        record = self.store.state(("item", number))
        if record is None:  # removed between the two reads
            raise UnknownNameError("item", key)
        return self.store.item_of(number, record)

    def get(self, key: str) -> Item | None:
        """The item of a key or former key, or None."""
        try:
            return self[key]
        except UnknownNameError:
            return None

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str) or fit_key(key) != key:
            return False
        return reading.number_of(self.database, key) is not None

    def __len__(self) -> int:
        return reading.count(self.database)

    def __iter__(self) -> Iterator[Item]:
        """All items, in the order in which they were added; read in batches."""
        return (item for _, item in self.store.items())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All items as a stream of Arrow, for data frames."""
        return arrow_stream(self, requested_schema)

    def by_key(self) -> Iterator[Item]:
        """All items in order of their keys, which makes exports with small differences."""
        return (item for _, item in self.store.items(by_key=True))

    def find(self, scheme: str, identifier: str) -> list[Item]:
        """The items with an identifier in the normal form of `citelib.identifiers`.

        ``library.find("doi", "10.1126/science.aat8078")``.
        """
        return [item for _, item in self.store.items(reading.numbers_with(self.database, scheme, identifier))]

    def search(self, query: str = "") -> Results:
        """The items that a query finds, best first; see `citelib.queries.grammar` for the language.

        Raises:
            QueryError: The query cannot be read, or names a collection that is not there; with the column.
        """
        wanted = parse(query)
        inside = [term for term in wanted.terms if term.field == "in"]
        collections = self.collections() if inside else {}
        for term in inside:
            _check_collection(term, collections)
        saved = {path: text for path, text in collections.items() if text is not None}
        return Results(self.store, compile_query(wanted, saved))

    def link(
        self,
        stubs: Mapping[str, Item] | Iterable[Item],
        min_score: float = linking.THRESHOLD,
        *,
        threshold: float | None = None,
    ) -> list[linking.Proposal]:
        """Which record each stub may be, how likely, and why: `citelib.link` with candidates from the index.

        Args:
            stubs: A collection with stubs, such as a press release gives.
            min_score: Score from 0 to 1 from which a proposal is accepted.
            threshold: Deprecated since 0.2: the former name of ``min_score``.
        """
        if threshold is not None:
            warnings.warn("threshold= is deprecated; write min_score=", DeprecationWarning, stacklevel=2)
            min_score = threshold
        collection = list(stubs.values() if isinstance(stubs, Mapping) else stubs)
        records, background = near(self.store, collection)
        return linking.link(collection, records, min_score, background)

    def trash(self) -> list[Trashed]:
        """What was removed, the latest first."""
        return [
            Trashed(number, key, removed, decode_record(record, key))
            for number, key, removed, record in reading.trash(self.database)
        ]

    # Tags, collections and relations

    def tags(self) -> list[tuple[str, int]]:
        """All tags with the number of items that have them, in alphabetical order."""
        return reading.tags(self.database)

    def collections(self) -> dict[str, str | None]:
        """Paths of all collections (``"Thesis/Chapter 1"``); saved searches with their query."""
        return reading.collections(self.database)

    @overload
    def related(self, key: str, relation: str) -> list[Item]: ...
    @overload
    def related(self, key: str, relation: None = None) -> list[tuple[str, Item]]: ...
    def related(self, key: str, relation: str | None = None) -> list[Item] | list[tuple[str, Item]]:
        """What an item is related to, in both directions; see `citelib.model.Bibliography.related`."""
        if relation is not None:
            Relation(relation, key)  # refuses an unknown name
        pairs = relations.neighbours(self.store, self.number(key), relation)
        items = dict(self.store.items([n for _, n in pairs]))
        if relation is not None:
            return [items[number] for _, number in pairs if number in items]
        return [(name, items[number]) for name, number in pairs if number in items]

    def tree(self, key: str, depth: int = 5) -> relations.Branch:
        """What an item is related to, and that in turn, down to a depth."""
        return relations.tree(self.store, self.number(key), depth)

    def relation_path(self, start: str, end: str) -> list[tuple[str | None, Item]]:
        """A shortest chain of relations between two items; empty if there is none.

        Returns:
            The items on the way with the relation that leads to each, None for the first.
        """
        steps = relations.path(self.store, self.number(start), self.number(end))
        items = dict(self.store.items([n for _, n in steps]))
        return [(name, items[number]) for name, number in steps]

    def notices(self, key: str) -> tuple[Notice, ...]:
        """What a reader must know of an item, from relations at either end and from the item's own status."""
        return relations.notices(self.store, self.number(key), self[key])

    def flags(self, key: str) -> tuple[str, ...]:
        """``retracted``, ``concern`` and ``corrected``, where they apply; gravest first."""
        return tuple(notice.flag for notice in self.notices(key))

    # History

    def log(self, limit: int = -1, key: str | None = None) -> list[history.LogEntry]:
        """The latest steps first; with `key`, those that changed the item which has or had it."""
        return history.log(self.store, limit, key)

    def at(self, when: int | str) -> history.Past:
        """The library as it was after a step, or at a time (``"2026-11-23"``)."""
        return history.Past(self.store, when)

    def diff(self, since: int | str, until: int | str | None = None) -> Iterator[history.Difference]:
        """What differs between two states, each a step or a time; the second is now if None."""
        last = None if until is None else history.step_at(self.store, until)
        return history.diff(self.store, history.step_at(self.store, since), last)


def _check_collection(term: Term, collections: Iterable[str]) -> None:
    """Refuse a collection that neither is there nor has others in it; what saved searches name is not looked at."""
    path = term.value.strip("/")
    if not any(is_within(name, path) for name in collections):
        names = sorted(collections)
        there_are = f"there {'is' if len(names) == 1 else 'are'} {', '.join(map(repr, names[:5])) or 'none'}"
        hint = did_you_mean(path, names, there_are)
        raise QueryError(f"no collection is named {path!r}", term.column, hint=hint)
