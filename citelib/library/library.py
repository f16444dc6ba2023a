"""`Library`: items kept in one file, safe from several threads and processes, with a history that can be undone.

>>> import tempfile
>>> from pathlib import Path
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
from collections.abc import Iterable
from contextlib import AbstractContextManager

from citelib.errors import DuplicateKeyError, LibraryError, UnknownNameError
from citelib.library.filing import collection_path, collections_of, in_collections, is_within, with_alias, with_tags
from citelib.library.reader import LibraryReader
from citelib.library.store import history, reading
from citelib.library.store.records import decode_record, encode_record
from citelib.library.store.rows import Step
from citelib.model import Item, Relation

__all__ = ["Library"]


class Library(LibraryReader):
    """A library on disk; made with `Library.open`.

    Reading is by key, like a mapping: ``library["moda2019"]``, ``"moda2019" in library``, ``len(library)``; a former
    key (alias) finds its item, too. Changes are kept when the method returns, or at the end of ``with
    library.transaction()``.

    A library object may be used by several threads; each gets a connection of its own. Use it in a ``with`` statement,
    or call `close`: Python 3.13 and later warn of what is left open with a `ResourceWarning`.
    """

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
                    f"the key {item.id!r} belongs to {(present.title or present.type)!r}",
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
        """Give an item another key; the present one stays as an alias. The item as it is now.

        Raises:
            UnknownNameError: There is no item of that key.
            DuplicateKeyError: The new key belongs to another item.
        """
        with self.transaction(f"rename {key!r} to {new!r}"):
            self.replace(self[key].evolve(id=new), key=key)
            return self[new]

    def remove(self, key: str) -> Item:
        """Move an item to the trash, and return it.

        Raises:
            UnknownNameError: There is no item of that key.
        """
        with self.transaction(f"remove {key!r}"):
            number = self.number(key)
            item = self[key]
            self.store.put(("item", number), None, item.id)
        return item

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
                raise LibraryError(f"{one!r} is not a tag", hint="commas and semicolons separate tags")
        words = " ".join([f"+{one}" for one in added] + [f"-{one}" for one in removed])
        with self.transaction(f"tag {key!r} {words}"):
            item = with_tags(self[key], added, removed)
            self.replace(item)
        return item

    def make_collection(self, path: str, query: str | None = None) -> None:
        """Make a collection, or with `query` a saved search that acts as one; parents need not exist.

        Raises:
            QueryError: The query cannot be read.
            LibraryError: There is one already, or the path is empty.
        """
        path = collection_path(path)
        definition = "{}" if query is None else json.dumps({"query": query})
        with self.transaction(f"make collection {path!r}"):
            if self.store.state(("collection", path)) not in (None, definition):
                raise LibraryError(f"there is a collection {path!r} already", hint="delete it first")
            self.store.put(("collection", path), definition, path)
            if query is not None:
                self.search(f"in:{_quoted(path)}")  # refuses what cannot be read, and circles

    def delete_collection(self, path: str) -> None:
        """Delete a collection and what is nested in it; its items stay in the library.

        Raises:
            UnknownNameError: There is no such collection.
        """
        path = collection_path(path)
        with self.transaction(f"delete collection {path!r}"):
            inside = [name for name in self.collections() if is_within(name, path)]
            if not inside:
                raise UnknownNameError("collection", path, known=self.collections())
            for name in inside:
                for _, item in list(self.store.items(reading.members(self.database, name))):
                    self.replace(in_collections(item, [one for one in collections_of(item) if one != name]))
                self.store.put(("collection", name), None, name)

    def collect(self, key: str, path: str) -> Item:
        """Put an item into a collection, which is made if need be.

        Raises:
            LibraryError: The collection is a saved search.
            UnknownNameError: There is no item of that key.
        """
        path = collection_path(path)
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
        """Take an item out of a collection.

        Raises:
            UnknownNameError: There is no item of that key.
        """
        path = collection_path(path)
        with self.transaction(f"take {key!r} out of {path!r}"):
            item = self[key]
            item = in_collections(item, [one for one in collections_of(item) if one != path])
            self.replace(item)
        return item

    # Relations and history

    def relate(self, key: str, relation: Relation) -> Item:
        """Add a relation to an item; does nothing if it is there.

        Raises:
            UnknownNameError: There is no item of that key.
        """
        with self.transaction(f"relate {key!r} {relation.type} {relation.target!r}"):
            item = self[key]
            if relation not in item.relations:
                item = item.evolve(relations=(*item.relations, relation))
                self.replace(item)
        return item

    def undo(self, step: int | None = None, *, dry_run: bool = False) -> Step:
        """Undo a step, the last one if None; with `dry_run`, only find out whether that can be done.

        Raises:
            LibraryError: Something that the step changed was changed again since; the hint says by which step.
        """
        return history.revert(self.store, step, "undo", dry_run=dry_run)

    def redo(self, step: int | None = None, *, dry_run: bool = False) -> Step:
        """Redo a step that was undone, the last one if None; errors as for `undo`."""
        return history.revert(self.store, step, "redo", dry_run=dry_run)


def _quoted(text: str) -> str:
    """A text as a phrase of the query language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
