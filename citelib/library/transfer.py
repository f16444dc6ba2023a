"""Files in and out: an import that loses no item and no key, exports that make small differences.

>>> import tempfile
>>> from citelib.library import Library
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     source = Path(folder) / "refs.json"
...     _ = source.write_text('[{"id": "a", "type": "book"}, {"id": "a", "type": "song"}, {"id": "a", "type": "book"}]')
...     result = import_file(library, source)
...     (result.added, result.unchanged, result.renamed, [item.id for item in library])
(2, 1, {'a': 'a-2'}, ['a', 'a-2'])
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TextIO

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, LibraryError, WriteError
from citelib.files import kind_of, replace_file
from citelib.formats import registry
from citelib.formats.exchange import dump, dumps, iter_items
from citelib.library.duplicates import follow
from citelib.library.library import Library, in_collections
from citelib.library.search.relations import notices
from citelib.library.store import reading
from citelib.library.store.rows import Step, fit_key
from citelib.model import Item
from citelib.model.custom import ALIASES_KEY, DAMAGED_KEY
from citelib.model.notices import NOTICES, Notice

__all__ = ["Imported", "chosen", "export", "flagged", "import_file", "import_items", "state_of", "watch"]

BATCH: Final = 5000
"""Items that an import keeps in one transaction."""

Report = Callable[[Diagnostic], None]


@attrs.define
class Imported:
    """What an import did.

    Attributes:
        added: Items that were added.
        unchanged: Items that were there already, word for word.
        renamed: New keys of items whose key belonged to a different item, by former key (the last, if several).
        step: Number of the step in the log, by which all of it can be undone; None if nothing was added.

    """

    added: int = 0
    unchanged: int = 0
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
) -> Imported:
    """Import a file; see `import_items`.

    Raises:
        ReadError: The file cannot be read.
        LibraryError: The library cannot be written.

    """
    name = file.name if isinstance(file, Path) else str(getattr(file, "name", "standard input"))
    items = iter_items(file, format, report=report)
    return import_items(
        library, items, command=f"import {name}", report=report, progress=progress, collection=collection
    )


def import_items(
    library: Library,
    items: Iterable[Item],
    *,
    command: str = "import",
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    collection: str | None = None,
) -> Imported:
    """Add all items: what is there word for word is left alone, and a key that is taken gets a number behind it.

    Items are kept in batches of 5,000, each a transaction, and all are one step of the log: memory stays bounded and
    other writers get their turn. If reading or writing fails on the way, whole batches stay, and the error says how to
    undo them.

    Args:
        library: Where to.
        items: What.
        command: What the log says.
        report: Called with a diagnostic for every key that was taken.
        progress: Called with the number of items seen so far, once a batch.
        collection: A collection to put the items into.

    """
    result = Imported()
    step = Step(command)
    stream = iter(items)
    seen = 0
    try:
        while batch := list(itertools.islice(stream, BATCH)):
            with library.transaction(command, step=step):
                if collection is not None and not seen:
                    library.make_collection(collection)
                for item in batch:
                    if collection is not None:
                        item = in_collections(item, (collection,))
                    _add(library, item, result, report)
            seen += len(batch)
            if progress is not None:
                progress(seen)
        if result.renamed and step.number is not None:
            with library.transaction(command, step=step):
                follow(library, result.renamed, added_in=step.number)
    except Exception as error:
        if step.number is not None and result.added:
            error.add_note(
                f"{seen} items were read and kept; `citelib library undo {step.number}` takes them out again"
            )
        raise
    result.step = step.number
    return result


def _add(library: Library, item: Item, result: Imported, report: Report | None) -> None:
    if (key := fit_key(item.id)) != item.id:
        key = key or "item"
        if report is not None:
            message = f"the key {item.id!r} has control characters; it is now {key!r}"
            report(Diagnostic("warning", "library-key-unfit", message, item=key))
        result.renamed[item.id] = key
        item = item.evolve(id=key)
    item = _with_free_aliases(library, item, report)
    if key in library:
        base, number = key, 2
        while (present := library.get(key)) is not None:
            # An earlier import may have brought the same item under the number that it got then.
            if present == item.evolve(id=present.id) and present.id == key:
                result.unchanged += 1
                return
            key, number = f"{base}-{number}", number + 1
        if report is not None:
            message = f"the key {base!r} belongs to another item of the library; this one is now {key!r}"
            report(Diagnostic("warning", "library-key-taken", message, item=key))
        result.renamed[base] = key
        item = item.evolve(id=key)
    library.store.insert(item)
    result.added += 1


def _with_free_aliases(library: Library, item: Item, report: Report | None) -> Item:
    """The item without aliases that other items of the library answer to; its own, if it is there already, are kept."""
    aliases = item.custom.get(ALIASES_KEY)
    if not isinstance(aliases, (list, tuple)):
        return item
    taken = [one for one in aliases if one in library and library[one].id != item.id]
    if not taken:
        return item
    if report is not None:
        message = f"{', '.join(map(repr, taken))} find another item of the library, and {item.id!r} no longer"
        report(Diagnostic("warning", "library-alias-taken", message, item=item.id))
    return item.evolve(custom={**item.custom, ALIASES_KEY: [one for one in aliases if one not in taken]})


def export(
    library: Library, file: Path, format: str | None = None, *, query: str | None = None, report: Report | None = None
) -> bool:
    """Write items to a file, in order of their keys, in one step and only if it would change; whether it did.

    Args:
        library: Where from.
        file: Where to; its name says the format if none is named.
        format: Name of the format.
        query: Which items; all if None. The order is that of the keys unless the query sorts.
        report: Called with a diagnostic for everything that the format has no place for.

    Raises:
        WriteError: The file cannot be written, or the format is not known.
        LibraryError: The query finds nothing; a file that holds something is not emptied.

    """
    if format is None:
        candidates = [one for one in registry.for_path(file) if one.write is not None]
        if not candidates:
            raise WriteError(f"no format is known by the file name {str(file)!r}", hint="name it with --to")
        format = candidates[0].name
    found = kind_of(file)
    if query is None and found is None:
        dump(chosen(library, None, report=report), file, format, report=report)
        return True
    items = list(chosen(library, query, report=report))
    if not items and query is not None and found == "file" and file.stat().st_size:
        raise LibraryError(f"nothing was found by {query!r}; {file} was left as it is", hint="see the query")
    text = dumps(items, format, report=report)
    if found == "file" and file.read_bytes() == text.encode():
        return False
    replace_file(file, [text])
    return True


def chosen(library: Library, query: str | None, *, report: Report | None = None) -> Iterator[Item]:
    """The items of a query, in order of their keys unless the query sorts; all without one.

    Records that are damaged are left out, and reported.
    """
    items: Iterable[Item]
    if query is None:
        items = library.by_key()
    else:
        results = library.search(query)
        items = results if "sort:" in query else sorted(results, key=lambda item: item.id)
    for item in items:
        if DAMAGED_KEY not in item.custom:
            yield item
        elif report is not None:
            message = f"the record of {item.id!r} is damaged and was left out"
            hint = "`citelib library verify` says what is wrong; an earlier state may be in the log or in a backup"
            report(Diagnostic("error", "library-record", message, hint, str(library.path), item=item.id))


def flagged(library: Library, query: str | None = None) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """Keys of the items of a query that should not be cited without a warning, with the notices about them."""
    wanted = None if query is None else set(library.search(query).numbers)
    for number in library.search(" OR ".join(f"is:{one.flag}" for one in NOTICES.values() if one.grave)).numbers:
        for _, item in library.store.items([number] if wanted is None or number in wanted else []):
            yield item.id, notices(library.store, number, item)


def watch(
    library: Library,
    file: Path,
    format: str | None = None,
    *,
    query: str | None = None,
    report: Report | None = None,
    written: Callable[[], None] | None = None,
    failed: Callable[[CitelibError], None] | None = None,
    wait: Callable[[], bool] | None = None,
    since: object = None,
) -> None:
    """Keep a file in step with a library until `wait` says otherwise.

    The file is written when the library changes or the file is gone. If it cannot be written for a while (a full disk,
    a folder that was moved), that is tried again.

    Args:
        library: What to watch; changes by other programs count.
        file: As for `export`.
        format: As for `export`.
        query: As for `export`.
        report: As for `export`.
        written: Called each time the file was written.
        failed: Called when it could not be written, once until it can be again; raised if None.
        wait: Waits a while and returns whether to go on; by default, half a second, for ever.
        since: The `state_of` the library that the file holds already.

    """
    state = since
    failing = False
    while True:
        now = state_of(library)
        if now != state or kind_of(file) is None:
            try:
                changed = export(library, file, format, query=query, report=report)
            except CitelibError as error:
                if failed is None:
                    raise
                if not failing:
                    failed(error)
                failing = True
            else:
                state, failing = now, False
                if changed and written is not None:
                    written()
        if not (wait or _half_a_second)():
            return


def state_of(library: Library) -> object:
    """What is another after each change, be it by this program or another; compared only with itself.

    Read it before what is read of the library: a change in between is then seen the next time.
    """
    return reading.state(library.database)


def _half_a_second() -> bool:
    time.sleep(0.5)
    return True
