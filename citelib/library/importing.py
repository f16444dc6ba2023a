"""Imports: no item and no key is lost, and what was read before is known again.

>>> import tempfile
>>> from citelib.library import Library
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     items = [Item("a", "book", title="Structures"), Item("a", "song", title="Songs of steel")]
...     first = import_items(library, items)
...     tagged = library.tag("a", add=["read"])
...     again = import_items(library, items)
...     (first.added, first.renamed, again.added, again.unchanged, library["a"].keyword)
(2, {'a': 'a-2'}, 0, 2, 'read')
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import attrs

from citelib.comparing import fold_words
from citelib.diagnostics import Diagnostic
from citelib.formats.exchange import iter_items
from citelib.identifiers import SCHEMES, normal
from citelib.library.duplicates import follow
from citelib.library.filing import collections_of, in_collections, with_alias
from citelib.library.library import Library
from citelib.library.preparing import Prepared, is_large, prepared_items
from citelib.library.store import reading
from citelib.library.store.records import encode_record, fit_key
from citelib.library.store.rows import Step
from citelib.matching import updated
from citelib.matching.features import STRONG
from citelib.matching.likeness import name_agreement
from citelib.matching.merging import is_less_precise
from citelib.matching.verdicts import is_edited_record
from citelib.model import Date, Item
from citelib.model.custom import ALIASES_KEY
from citelib.model.handles import handles

__all__ = ["Choose", "Imported", "import_file", "import_items", "items_of"]

BATCH: Final = 5000
"""Items that an import keeps in one transaction."""

Report = Callable[[Diagnostic], None]

Choose = Callable[[Item, Item], bool]
"""Told an item as it is and as it would be with what a file says of it; whether to update it."""


@attrs.define
class Imported:
    """What an import did.

    Attributes:
        added: Items that were added. unchanged: Items that were there already, with all that the file says of them, or
        as an earlier import brought them.
        updated: Keys of items that took what the file says.
        kept: Keys of items of which the file says something else, and which stayed as they are.
        renamed: New keys of items whose key belonged to a different item, by former key (the last, if several).
        step: Number of the step in the log, by which all of it can be undone; None if nothing was changed.
    """

    added: int = 0
    unchanged: int = 0
    updated: list[str] = attrs.field(factory=list)
    kept: list[str] = attrs.field(factory=list)
    renamed: dict[str, str] = attrs.field(factory=dict)
    step: int | None = None


def import_file(
    library: Library,
    file: Path | TextIO | BinaryIO,
    format: str | None = None,
    *,
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    collection: str | None = None,
    update: Choose | bool = False,
) -> Imported:
    """Import a file; see `import_items`.

    Raises:
        ReadError: The file cannot be read.
        LibraryError: The library cannot be written.
    """
    name = file.name if isinstance(file, Path) else str(getattr(file, "name", "standard input"))
    items = items_of(file, format, report=report)
    return _import(library, items, _Import(library, report, collection, update), f"import {name}", progress)


def items_of(
    file: Path | TextIO | BinaryIO, format: str | None = None, *, report: Report | None = None, **options: Any
) -> Iterator[Item | Prepared]:
    """The items of a file, to be imported; those of a large one are read by another process, while others are kept.

    Args:
        file: The file.
        format: Name of its format; if not given, the content decides.
        report: Called with what the reader has to say.
        options: Options of the reader; with any, this process reads.

    Raises:
        ReadError: The file cannot be read.
    """
    if isinstance(file, Path) and not options and is_large(file):
        return prepared_items(file, format, report=report)
    return iter_items(file, format, report=report, **options)


def import_items(
    library: Library,
    items: Iterable[Item | Prepared],
    *,
    command: str = "import",
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    collection: str | None = None,
    update: Choose | bool = False,
) -> Imported:
    """Add all items that are new, and know the others again.

    An item is known by its key or by an identifier, whatever was tagged, merged or edited since; one that an earlier
    import brought as it is now changes nothing. What a file says otherwise of a known item is an update, which is made
    or left as `update` says. A key that belongs to a different work gets a number behind it.

    Items are kept in batches of 5,000, each a transaction, and all are one step of the log: memory stays bounded and
    other writers get their turn. If reading or writing fails on the way, whole batches stay, and the error says how to
    undo them.

    Args:
        library: Where to.
        items: What.
        command: What the log says.
        report: Called with a diagnostic for every key that was taken, and for every update that was left.
        progress: Called with the number of items seen so far, once a batch.
        collection: A collection to put the items into.
        update: Whether known items take what the file says of them; a function is asked for each.
    """
    return _import(library, items, _Import(library, report, collection, update), command, progress)


def _import(
    library: Library,
    items: Iterable[Item | Prepared],
    run: _Import,
    command: str,
    progress: Callable[[int], None] | None,
) -> Imported:
    step = Step(command)
    stream = iter(items)
    seen = 0
    try:
        while batch := list(itertools.islice(stream, BATCH)):
            with library.transaction(command, step=step):
                if run.collection is not None and not seen:
                    library.make_collection(run.collection)
                for item in batch:
                    run.take(item)
            seen += len(batch)
            if progress is not None:
                progress(seen)
        if run.result.renamed and step.number is not None:
            with library.transaction(command, step=step):
                follow(library, run.result.renamed, added_in=step.number)
    except Exception as error:
        if step.number is not None:
            error.add_note(f"{seen} items were read and kept; `citelib library undo {step.number}` undoes that")
        raise
    run.result.step = step.number
    return run.result


class _Import:
    """One import: its settings, and what it has done so far."""

    def __init__(self, library: Library, report: Report | None, collection: str | None, update: Choose | bool) -> None:
        self.library = library
        self.report = report
        self.collection = collection
        self.update = update
        self.last = reading.last_number(library.database)  # what has a greater number came with this import
        self.result = Imported()

    def tell(self, code: str, message: str, key: str, hint: str | None = None) -> None:
        if self.report is not None:
            self.report(Diagnostic("warning", code, message, hint, item=key))

    def take(self, item: Item | Prepared) -> None:
        """Add an item, or know it again."""
        if isinstance(item, Prepared):
            if self.is_new(item):
                self.library.store.insert_prepared(item.id, item.record, item.derived)
                self.result.added += 1
                return
            item = item.item
        item = self.with_fit_key(item)
        known = list(dict.fromkeys(self.candidates(item)))
        if any(method(number, item) for method in (self.recognises, self.updates) for number in known):
            return
        item = self.with_free_aliases(item)
        key, number = item.id, 2
        while key in self.library:
            # An earlier import may have brought the same item under the number that it got then.
            if self.recognises(self.library.number(key), item):
                return
            key, number = f"{item.id}-{number}", number + 1
        if key != item.id:
            message = f"the key {item.id!r} belongs to another item of the library; this one is now {key!r}"
            self.tell("library-key-taken", message, key)
            self.result.renamed[item.id] = key
            item = item.evolve(id=key)
        if self.collection is not None:
            item = in_collections(item, (self.collection,))
        self.library.store.insert(item)
        self.result.added += 1

    def is_new(self, item: Prepared) -> bool:
        """Whether nothing of the library is known by a key or identifier of an item, which can be kept as it is."""
        if not item.is_plain or self.collection is not None or item.id in self.library:
            return False
        return not self.last or not any(self.with_identifiers(item.derived.identifiers))

    def with_fit_key(self, item: Item) -> Item:
        key = fit_key(item.id)
        if key == item.id:
            return item
        key = key or "item"
        self.tell("library-key-unfit", f"the key {item.id!r} has control characters; it is now {key!r}", key)
        self.result.renamed[item.id] = key
        return item.evolve(id=key)

    def candidates(self, item: Item) -> Iterator[int]:
        """Numbers of the items with the key of this one, and of those before this import with an identifier of it."""
        if item.id in self.library:
            yield self.library.number(item.id)
        yield from self.with_identifiers(handles(item))

    def with_identifiers(self, identifiers: Iterable[tuple[str, str]]) -> Iterator[int]:
        for scheme, value in identifiers:
            if scheme in STRONG:
                numbers = reading.numbers_with(self.library.database, scheme, value)
                yield from (number for number in numbers if number <= self.last)

    def recognises(self, number: int, item: Item) -> bool:
        """Whether the item of that number is this one, or was when it was read before."""
        [(_, present)] = self.library.store.items([number])
        if present != item.evolve(id=present.id) and not self.was_read(number, present, item):
            return False
        self.know(present, item)
        self.result.unchanged += 1
        return True

    def updates(self, number: int, item: Item) -> bool:
        """Whether this item says something else of the one of that number; if so, that is made or left."""
        [(_, present)] = self.library.store.items([number])
        if number > self.last or not is_edited_record(present, item):
            return False
        changed = updated(present, item)
        if changed == present:
            self.result.unchanged += 1
        elif self.update(present, changed) if callable(self.update) else self.update:
            self.library.replace(changed)
            self.result.updated.append(present.id)
        else:
            self.result.kept.append(present.id)
            if names := ", ".join(_differing(present, changed)):
                message = f"the file differs, and the library was not changed: {names}"
                hint = "--update takes what the file has, --keep leaves this warning out"
                self.tell("library-update", message, present.id, hint)
        self.know(self.library[present.id], item)
        return True

    def was_read(self, number: int, present: Item, item: Item) -> bool:
        """Whether the item was once what the file has, or what was merged into it was."""
        store = self.library.store
        numbers = [number, *reading.removed_numbers(self.library.database, item.id)]
        ids = dict.fromkeys((item.id, present.id))
        texts = [encode_record(item.evolve(id=id)) for id in ids]
        if self.collection is not None:
            texts += [encode_record(in_collections(item.evolve(id=id), (self.collection,))) for id in ids]
        return any(store.was_once(one, text) for one in numbers for text in texts)

    def know(self, present: Item, item: Item) -> None:
        """Let a known item be found by the key that the file has, and in the collection."""
        changed = present if item.id in self.library else with_alias(present, item.id)
        if self.collection is not None and self.collection not in (paths := collections_of(changed)):
            changed = in_collections(changed, (*paths, self.collection))
        if changed != present:
            self.library.replace(changed)

    def with_free_aliases(self, item: Item) -> Item:
        """The item without aliases that other items answer to; its own, if it is there already, are kept."""
        aliases = item.custom.get(ALIASES_KEY)
        if not isinstance(aliases, (list, tuple)):
            return item
        taken = [one for one in aliases if one in self.library and self.library[one].id != item.id]
        if not taken:
            return item
        message = f"{', '.join(map(repr, taken))} find another item of the library, and {item.id!r} no longer"
        self.tell("library-alias-taken", message, item.id)
        return item.evolve(custom={**item.custom, ALIASES_KEY: [one for one in aliases if one not in taken]})


def _differing(present: Item, changed: Item) -> Iterator[str]:
    """What an update would change, by name, but for capitals, punctuation, initials and spellings of identifiers."""
    for name in {**present.variables, **changed.variables}:
        if not _says_the_same(name, present.variables.get(name), changed.variables.get(name)):
            yield name
    if present.type != changed.type:
        yield "type"
    if present.relations != changed.relations:
        yield "relations"
    # Fields of another format than the record's own are no news of the work.
    formats = {name.partition(":")[0] for name in present.custom}
    for name, value in changed.custom.items():
        if present.custom.get(name) != value and name.partition(":")[0] in formats:
            yield name


_OF_THE_RECORD: Final = frozenset({"source", "accessed"})
"""What tells where and when a record was made, and nothing of the work."""


def _says_the_same(name: str, one: Any, other: Any) -> bool:
    """Whether a value, if there is one, says of the work what the value that would take its place says."""
    if one == other or name in _OF_THE_RECORD:
        return True
    if one is None:
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(name_agreement, one, other))
    if isinstance(one, Date):
        return is_less_precise(other, one)
    scheme = name.casefold()
    if scheme in SCHEMES and (identifier := normal(scheme, one)) is not None:
        return identifier == normal(scheme, other)
    return fold_words(one) == fold_words(other)
