"""Files in and out: imports (see `citelib.library.importing`), and exports that make small differences.

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

import io
import time
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, LibraryError, WriteError
from citelib.files import kind_of, replace_file
from citelib.formats import registry
from citelib.formats.exchange import dump
from citelib.library.importing import Imported, import_file, import_items, items_of
from citelib.library.library import Library
from citelib.library.search.relations import notices
from citelib.library.store import reading
from citelib.model import Item
from citelib.model.custom import DAMAGED_KEY
from citelib.model.notices import NOTICES, Notice

__all__ = [
    "Imported", "Selection", "chosen", "export", "flagged", "import_file", "import_items", "items_of", "state_of",
    "watch",
]  # fmt: skip

Report = Callable[[Diagnostic], None]


@attrs.frozen
class Selection:
    """Which items of a library are written, and what of them.

    Attributes:
        query: Only what a search finds; all if None. The order is that of the keys unless the query sorts.
        keys: Only items of these keys; all if None.
        change: What is done to each item before it is written, such as leaving fields out.
    """

    query: str | None = None
    keys: Container[str] | None = None
    change: Callable[[Item], Item] | None = None


def _selection(query: str | Selection | None) -> Selection:
    return query if isinstance(query, Selection) else Selection(query)


def export(
    library: Library,
    file: Path,
    format: str | None = None,
    *,
    query: str | Selection | None = None,
    report: Report | None = None,
) -> bool:
    """Write items to a file, in order of their keys, in one step and only if it would change; whether it did.

    Args:
        library: Where from.
        file: Where to; its name says the format if none is named.
        format: Name of the format.
        query: Which items, by a search or a `Selection`; all if None.
        report: Called with a diagnostic for everything that the format has no place for.

    Raises:
        WriteError: The file cannot be written, or the format is not known.
        LibraryError: The query finds nothing; a file that holds something is not emptied.
    """
    if format is None:
        candidates = [one for one in registry.for_path(file) if one.writer is not None]
        if not candidates:
            raise WriteError(f"no format is known by the file name {str(file)!r}", hint="name it with --to")
        format = candidates[0].name
    found = kind_of(file)
    selection = _selection(query)
    is_part = selection.query is not None or selection.keys is not None
    if not is_part and found is None:
        dump(chosen(library, selection, report=report), file, format, report=report)
        return True
    items = list(chosen(library, selection, report=report))
    if not items and is_part and found == "file" and file.stat().st_size:
        why = "nothing of it is cited" if selection.query is None else f"nothing was found by {selection.query!r}"
        raise LibraryError(f"{why}; {file} was left as it is", hint="see the query")
    buffer = io.BytesIO()
    dump(items, buffer, format, report=report)
    if found == "file" and file.read_bytes() == buffer.getvalue():
        return False
    replace_file(file, [buffer.getvalue()])
    return True


def chosen(library: Library, query: str | Selection | None, *, report: Report | None = None) -> Iterator[Item]:
    """The items of a search or selection, in order of their keys unless the query sorts; all without one.

    Records that are damaged are left out, and reported.
    """
    selection = _selection(query)
    items: Iterable[Item]
    if selection.query is None:
        items = library.by_key()
    else:
        results = library.search(selection.query)
        items = results if "sort:" in selection.query else sorted(results, key=lambda item: item.id)
    for item in items:
        if selection.keys is not None and item.id not in selection.keys:
            continue
        if DAMAGED_KEY not in item.custom:
            yield item if selection.change is None else selection.change(item)
        elif report is not None:
            message = f"the record of {item.id!r} is damaged and was left out"
            hint = "`citelib library verify` says what is wrong; an earlier state may be in the log or in a backup"
            report(Diagnostic("error", "library-record", message, hint, str(library.path), item=item.id))


def flagged(library: Library, query: str | Selection | None = None) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """Keys of the items of a query that should not be cited without a warning, with the notices about them."""
    selection = _selection(query)
    wanted = None if selection.query is None else set(library.search(selection.query).numbers)
    for number in library.search(" OR ".join(f"is:{one.flag}" for one in NOTICES.values() if one.grave)).numbers:
        for _, item in library.store.items([number] if wanted is None or number in wanted else []):
            if selection.keys is None or item.id in selection.keys:
                yield item.id, notices(library.store, number, item)


def watch(
    library: Library,
    file: Path,
    format: str | None = None,
    *,
    query: str | Selection | None = None,
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
        if not (wait or _wait)():
            return


def state_of(library: Library) -> object:
    """What is another after each change, be it by this program or another; compared only with itself.

    Read it before what is read of the library: a change in between is then seen the next time.
    """
    return reading.state(library.database)


def _wait() -> bool:
    time.sleep(0.5)
    return True
