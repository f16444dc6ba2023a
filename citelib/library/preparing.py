"""Items of a large file, read and prepared by a process beside the one that writes them.

Reading, encoding and deriving take as long as writing, and nothing of them needs the library. The other process is a
Python of its own that sends what it made through a pipe: no program needs a guard for it, as one that is started anew
with the whole program does, and it ends when nobody reads any more. If it cannot be started, or does not come to its
end, the rest is read here, so that errors are those of reading here.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = Path(folder, "refs.json")
...     _ = path.write_text('[{"id": "a", "type": "book"}]')
...     [(one.id, one.record, one.item.type) for one in prepared_items(path)]
[('a', '{"id":"a","type":"book"}', 'book')]
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.files import kind_of
from citelib.formats.exchange import iter_items
from citelib.library.derived import Derived, derive
from citelib.library.store.records import decode_record, encode_record, fit_key
from citelib.model import Item

__all__ = ["Prepared", "is_large", "prepared_items"]

LARGE: Final = 4_000_000
"""Bytes of a file from which on another process pays: it takes half a second to start."""

_BATCH: Final = 500
"""Items that are sent at once."""

_AHEAD: Final = 20
"""Batches, some 20 MB, that are made before anybody takes them: the library takes none while it writes a transaction,
which is half as many."""

_PROGRAM: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from citelib.library.preparing import _send; _send(sys.argv[2], json.loads(sys.argv[3]))"
)

Report = Callable[[Diagnostic], None]


@attrs.frozen
class Prepared:
    """An item, with all that a library keeps of it.

    Attributes:
        id: Its key.
        record: Its record.
        derived: What is derived of it.
        is_plain: Whether it can be kept as it is if nobody has its key: the key is fit and is its only one.
    """

    id: str
    record: str
    derived: Derived
    is_plain: bool

    @property
    def item(self) -> Item:
        """The item as it was read: few are asked for, so that the record serves, and none is sent beside it."""
        return decode_record(self.record, self.id)


def is_large(file: object) -> bool:
    """Whether a file is worth another process."""
    return (
        isinstance(file, Path)
        and bool(sys.executable)
        and (os.cpu_count() or 1) > 1
        and kind_of(file) == "file"
        and file.stat().st_size >= LARGE
    )


def prepared_items(file: Path, format: str | None = None, *, report: Report | None = None) -> Iterator[Prepared]:
    """The items of a file, prepared by another process, as `citelib.iter_items` would give them.

    Raises:
        ReadError: The file cannot be read.
    """
    done = _Done(report)
    arguments = [json.dumps(sys.path), str(file), json.dumps(format)]
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        pass
    else:
        assert process.stdout is not None
        try:
            yield from done.received(process.stdout)
        finally:
            process.stdout.close()
            process.kill()
            process.wait()
    if not done.is_whole:
        yield from done.rest(file, format)


class _Done:
    """How far the other process has come."""

    def __init__(self, report: Report | None) -> None:
        self.is_whole = False
        self._report = report
        self._items = 0
        self._diagnostics = 0

    def received(self, pipe: IO[bytes]) -> Iterator[Prepared]:
        while not self.is_whole:
            try:
                batch: list[Any] | None = pickle.load(pipe)
            except (EOFError, pickle.UnpicklingError):  # torn by the end of the process; the rest is read here
                return
            self.is_whole = batch is None
            for one in batch or ():
                if isinstance(one, Diagnostic):
                    self._diagnostics += 1
                    if self._report is not None:
                        self._report(one)
                else:
                    self._items += 1
                    yield Prepared(one[0], one[1], Derived(*one[2]), one[3])

    def rest(self, file: Path, format: str | None) -> Iterator[Prepared]:
        told = 0

        def report(diagnostic: Diagnostic) -> None:
            nonlocal told
            told += 1
            if told > self._diagnostics and self._report is not None:
                self._report(diagnostic)

        for number, item in enumerate(iter_items(file, format, report=report)):
            if number >= self._items:
                id, record, derived, is_plain = _prepared(item)
                yield Prepared(id, record, Derived(*derived), is_plain)


_DERIVED: Final = tuple(attribute.name for attribute in attrs.fields(Derived))


def _prepared(item: Item) -> tuple[str, str, tuple[Any, ...], bool]:
    """The parts of `Prepared`, in types that are pickled fast."""
    new = derive(item)
    is_plain = fit_key(item.id) == item.id and sum(scheme == "id" for scheme, _ in new.identifiers) == 1
    parts = tuple(getattr(new, name) for name in _DERIVED)
    return item.id, encode_record(item), parts, is_plain


def _send(file: str, format: str | None) -> None:
    """What the other process does: batches on standard output, and None when all was sent."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a reader prints must not come between
    made: queue.Queue[bytes] = queue.Queue(_AHEAD)

    def send() -> None:
        """A thread, as a pipe holds far less than one batch, and who waits for it to be emptied reads nothing."""
        try:
            while batch := made.get():
                out.write(batch)
            out.flush()
        except OSError:  # nobody takes them any more
            os._exit(1)

    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    batch: list[Any] = []
    for item in iter_items(Path(file), format, report=batch.append):
        batch.append(_prepared(item))
        if len(batch) >= _BATCH:
            made.put(_packed(batch))
            batch.clear()
    made.put(_packed(batch))
    made.put(_packed(None))
    made.put(b"")
    sender.join()


def _packed(batch: list[Any] | None) -> bytes:
    return pickle.dumps(batch, protocol=5)
