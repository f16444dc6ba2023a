"""`Library`: items kept in one file, safe from several threads and processes, with a history that can be undone.

>>> import tempfile
>>> from citelib.model import Item, Name
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     with library.transaction("two books"):
...         library.add(Item("a", "book", title="Structures", author=[Name("Gordon", "J. E.")]))
...         library.add(Item("b", "book", title="Materials"))
...     library.search("author:gordon").keys(), len(library), library.log()[0].command
(['a'], 2, 'two books')
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, overload

import attrs

from citelib.errors import DuplicateKeyError, LibraryError, QueryError, UnknownNameError
from citelib.library.derived import collections_of, with_tags
from citelib.library.search import relations
from citelib.library.search.compiling import compile_query
from citelib.library.search.results import Results
from citelib.library.search.stories import near
from citelib.library.store import history, reading
from citelib.library.store.database import Database, default_path
from citelib.library.store.rows import Progress, Step, Store, decode_record, encode_record, fit_key
from citelib.matching import stubs as linking
from citelib.model import Item, Relation
from citelib.model.custom import ALIASES_KEY, COLLECTIONS_KEY
from citelib.model.notices import Notice
from citelib.near import did_you_mean
from citelib.queries.grammar import Term, parse

__all__ = ["Library", "Trashed", "in_collections", "with_alias"]


@attrs.frozen
class Trashed:
    """An item in the trash."""

    number: int
    key: str
    removed: str
    item: Item


class Library:
    """A library on disk; made with `Library.open`.

    Reading is by key, like a mapping: ``library["moda2019"]``, ``"moda2019" in library``, ``len(library)``; a former
    key (alias) finds its item, too. Changes are kept when the method returns, or at the end of ``with
    library.transaction()``.

    A library object may be used by several threads; each gets a connection of its own. Use it in a ``with`` statement,
    or call `close`: Python 3.13 and later warn of what is left open with a `ResourceWarning`.
    """

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
    ) -> Library:
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
            LibraryError: The file cannot be opened, is damaged, or is no library.
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

    def transaction(
        self, command: str = "change", *, step: Step | None = None, keep: bool = True
    ) -> AbstractContextManager[Step]:
        """Keep everything within, or nothing, as one step of the log.

        Args:
            command: What the log says of it.
            step: A step of an earlier transaction that this one goes on with (imports in batches).
            keep: Whether what was done is kept in the end; a dry run does everything and keeps nothing.

        Raises:
            LibraryError: Another writer did not finish in time, the disk is full, the library is read-only.
        """
        return self.store.transaction(step or Step(command), keep=keep)

    # Reading

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
        self, stubs: Mapping[str, Item] | Iterable[Item], threshold: float = linking.THRESHOLD
    ) -> list[linking.Proposal]:
        """Which record each stub may be, how likely, and why: `citelib.link` with candidates from the index.

        Args:
            stubs: A collection with stubs, such as a press release gives.
            threshold: Score from 0 to 1 from which a proposal is accepted.
        """
        collection = list(stubs.values() if isinstance(stubs, Mapping) else stubs)
        records, background = near(self.store, collection)
        return linking.link(collection, records, threshold, background)

    # Changing items

    def add(self, item: Item) -> None:
        """Add an item; does nothing if an equal item is there already.

        Raises:
            DuplicateKeyError: The key belongs to a different item.
        """
        with self.transaction(f"add {item.id!r}"):
            if (present := self.get(item.id)) is not None:
                if present == item:
                    return
                raise DuplicateKeyError(
                    f"the key {item.id!r} belongs to «{present.title or present.type}»",
                    hint="give the item another key, or use replace",
                )
            self.store.insert(item)

    def replace(self, item: Item, *, key: str | None = None) -> Item:
        """Put `item` in the place of the item with the same key (or with `key`), and return the former one.

        With another key, the former one is kept as an alias, so that manuscripts that use it still resolve.

        Raises:
            UnknownNameError: There is no such item.
            DuplicateKeyError: The new key belongs to a third item.
        """
        key = item.id if key is None else key
        with self.transaction(f"replace {key!r}"):
            number = self.number(key)
            former = self[key]
            if former.id != item.id:
                item = with_alias(item, former.id)
            self.store.put(("item", number), encode_record(item), item.id)
        return former

    def rename(self, key: str, new: str) -> Item:
        """Give an item another key; the present one stays as an alias. The item as it is now."""
        with self.transaction(f"rename {key!r} to {new!r}"):
            self.replace(self[key].evolve(id=new), key=key)
            return self[new]

    def remove(self, key: str) -> Item:
        """Move an item to the trash, and return it."""
        with self.transaction(f"remove {key!r}"):
            number = self.number(key)
            item = self[key]
            self.store.put(("item", number), None, item.id)
        return item

    def trash(self) -> list[Trashed]:
        """What was removed, the latest first."""
        return [
            Trashed(number, key, removed, decode_record(record, key))
            for number, key, removed, record in reading.trash(self.database)
        ]

    def put_back(self, key: str) -> Item:
        """Take the item that was last removed under a key out of the trash.

        Raises:
            UnknownNameError: The trash has none.
            DuplicateKeyError: The key belongs to another item by now.
        """
        with self.transaction(f"put back {key!r}"):
            removed = reading.last_in_trash(self.database, key)
            if removed is None:
                raise UnknownNameError("item in the trash", key)
            number, record = removed
            self.store.put(("item", number), record, key)
        return decode_record(record, key)

    def empty_trash(self) -> int:
        """Delete what is in the trash, and its history, for good; how many items that were."""
        with self.transaction("empty the trash"):
            return self.store.empty_trash()

    # Tags and collections

    def tag(self, key: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Item:
        """Add and remove tags, which are the item's keywords.

        Raises:
            LibraryError: A tag holds a comma or semicolon.
        """
        added, removed = tuple(add), tuple(remove)
        for one in added:
            if not one.strip() or "," in one or ";" in one:
                raise LibraryError(f"{one!r} is no tag", hint="commas and semicolons separate tags")
        words = " ".join([f"+{one}" for one in added] + [f"-{one}" for one in removed])
        with self.transaction(f"tag {key!r} {words}"):
            item = with_tags(self[key], added, removed)
            self.replace(item)
        return item

    def tags(self) -> list[tuple[str, int]]:
        """All tags with the number of items that have them, in alphabetical order."""
        return reading.tags(self.database)

    def collections(self) -> dict[str, str | None]:
        """Paths of all collections (``"Thesis/Chapter 1"``); saved searches with their query."""
        return reading.collections(self.database)

    def make_collection(self, path: str, query: str | None = None) -> None:
        """Make a collection, or with `query` a saved search that acts as one; parents need not exist.

        Raises:
            QueryError: The query cannot be read.
            LibraryError: There is one already, or the path is empty.
        """
        path = _path(path)
        definition = "{}" if query is None else json.dumps({"query": query})
        with self.transaction(f"make collection {path!r}"):
            if self.store.state(("collection", path)) not in (None, definition):
                raise LibraryError(f"there is a collection {path!r} already", hint="delete it first")
            self.store.put(("collection", path), definition, path)
            if query is not None:
                self.search(f"in:{_quote(path)}")  # refuses what cannot be read, and circles

    def delete_collection(self, path: str) -> None:
        """Delete a collection and what is nested in it; its items stay in the library."""
        path = _path(path)
        with self.transaction(f"delete collection {path!r}"):
            inside = [name for name in self.collections() if name == path or name.startswith(path + "/")]
            if not inside:
                raise UnknownNameError("collection", path, known=self.collections())
            for name in inside:
                for _, item in list(self.store.items(reading.members(self.database, name))):
                    self.replace(in_collections(item, [one for one in collections_of(item) if one != name]))
                self.store.put(("collection", name), None, name)

    def collect(self, key: str, path: str) -> Item:
        """Put an item into a collection, which is made if need be."""
        path = _path(path)
        with self.transaction(f"collect {key!r} in {path!r}"):
            if self.collections().get(path) is not None:
                raise LibraryError(f"{path!r} is a saved search", hint="change its query instead")
            item = self[key]
            item = in_collections(item, [*collections_of(item), path])
            if self.store.state(("collection", path)) is None:
                self.make_collection(path)
            self.replace(item)
        return item

    def uncollect(self, key: str, path: str) -> Item:
        """Take an item out of a collection."""
        path = _path(path)
        with self.transaction(f"take {key!r} out of {path!r}"):
            item = self[key]
            item = in_collections(item, [one for one in collections_of(item) if one != path])
            self.replace(item)
        return item

    # Relations

    def relate(self, key: str, relation: Relation) -> Item:
        """Add a relation to an item; does nothing if it is there."""
        with self.transaction(f"relate {key!r} {relation.type} {relation.target!r}"):
            item = self[key]
            if relation not in item.relations:
                item = item.evolve(relations=(*item.relations, relation))
                self.replace(item)
        return item

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

    def undo(self, step: int | None = None, *, dry_run: bool = False) -> Step:
        """Undo a step, the last one if None; with `dry_run`, only find out whether that can be done.

        Raises:
            LibraryError: Something that the step changed was changed again since; the hint says by which step.
        """
        return history.revert(self.store, step, "undo", dry_run=dry_run)

    def redo(self, step: int | None = None, *, dry_run: bool = False) -> Step:
        """Redo a step that was undone, the last one if None; errors as for `undo`."""
        return history.revert(self.store, step, "redo", dry_run=dry_run)

    def at(self, when: int | str) -> history.Past:
        """The library as it was after a step, or at a time (``"2026-11-23"``)."""
        return history.Past(self.store, when)

    def diff(self, since: int | str, until: int | str | None = None) -> Iterator[history.Difference]:
        """What differs between two states, each a step or a time; the second is now if None."""
        last = None if until is None else history.step_at(self.store, until)
        return history.diff(self.store, history.step_at(self.store, since), last)


def with_alias(item: Item, alias: str) -> Item:
    """The item known by one more key."""
    aliases = [one for one in item.custom.get(ALIASES_KEY, ()) if one != item.id]
    if alias != item.id and alias not in aliases:
        aliases.append(alias)
    return item.evolve(custom={**item.custom, ALIASES_KEY: aliases})


def _check_collection(term: Term, collections: Iterable[str]) -> None:
    """Refuse a collection that neither is there nor has others in it; what saved searches name is not looked at."""
    path = term.value.strip("/")
    if not any(name == path or name.startswith(f"{path}/") for name in collections):
        names = sorted(collections)
        there_are = f"there {'is' if len(names) == 1 else 'are'} {', '.join(map(repr, names[:5])) or 'none'}"
        hint = did_you_mean(path, names, there_are)
        raise QueryError(f"no collection is named {path!r}", term.column, hint=hint)


def in_collections(item: Item, paths: Iterable[str]) -> Item:
    """The item in exactly these collections."""
    paths = list(dict.fromkeys(paths))
    custom = {**item.custom, COLLECTIONS_KEY: paths}
    if not paths:
        del custom[COLLECTIONS_KEY]
    return item.evolve(custom=custom)


def _path(path: str) -> str:
    parts = [part.strip() for part in path.split("/") if part.strip()]
    if not parts:
        raise LibraryError(f"{path!r} names no collection", hint="write Thesis or Thesis/Chapter 1")
    return "/".join(parts)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
