"""What happened to a library: the log, undo and redo, earlier states, and what two states differ in.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("a", "book", title="One"))
...     former = library.replace(Item("a", "book", title="Two"))
...     step = library.undo()
...     library["a"].title, library.at(1)["a"].title, step.command
('One', 'One', "undo step 2 (replace 'a')")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.errors import LibraryError
from citelib.library.store.records import decode_record, digest
from citelib.library.store.rows import Step, Store, Subject
from citelib.model import Item

if TYPE_CHECKING:
    from typing import Any

__all__ = ["Difference", "LogEntry", "Past", "diff", "log", "revert", "step_at"]


@attrs.frozen
class LogEntry:
    """One step of the log.

    Attributes:
        number: Number of the step, from 1.
        at: Time in UTC, ``2026-11-23T12:00:00Z``.
        command: What was done.
        kind: ``"change"``, ``"undo"`` or ``"redo"``.
        target: The step that was undone or redone.
        undone: Whether it is undone now.
        changes: How many items and collections it changed.
    """

    number: int
    at: str
    command: str
    kind: str
    target: int | None
    undone: bool
    changes: int


@attrs.frozen
class Difference:
    """An item or collection that differs between two states.

    Attributes:
        kind: ``"item"`` or ``"collection"``.
        label: Key or path.
        before: The earlier record as CSL-JSON text, or None.
        after: The later one, or None.
    """

    kind: str
    label: str
    before: str | None
    after: str | None


_STEP: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d(:\d\d(:\d\dZ?)?)?)?)?", re.ASCII)
_LOG: Final = (
    "SELECT number, at, command, kind, target, undone, (SELECT count(*) FROM changes WHERE step = steps.number) "
    "FROM steps {} ORDER BY number DESC LIMIT ?"
)


def log(store: Store, limit: int = -1, key: str | None = None) -> list[LogEntry]:
    """The latest steps first; with `key`, those that changed the item which has or had that key."""
    where: str = ""
    parameters: tuple[Any, ...] = ()
    if key is not None:
        where = (
            "WHERE number IN (SELECT step FROM changes WHERE kind = 'item' AND subject IN "
            "(SELECT subject FROM changes WHERE kind = 'item' AND label = ?))"
        )
        parameters = (key,)
    rows = store.database.read(_LOG.format(where), (*parameters, limit))
    return [
        LogEntry(step, at, command, kind, target, bool(undone), changes)
        for step, at, command, kind, target, undone, changes in rows
    ]


def revert(store: Store, number: int | None, kind: str, *, dry_run: bool = False) -> Step:
    """Undo (or redo) a step, the last one that can be if none is named; the new step.

    Args:
        store: The library's rows.
        number: Number of the step, or None.
        kind: ``"undo"`` or ``"redo"``.
        dry_run: Whether to find out whether it can be done, and keep nothing.

    Raises:
        LibraryError: There is no such step, something that it changed was changed again since, or a transaction is
            open: undoing is a step of its own.
    """
    if store.database.in_transaction:
        raise LibraryError(f"{kind} is a step of its own", hint="call it outside of the transaction")
    step = Step(f"{kind} step", kind)
    with store.transaction(step, keep=not dry_run):
        _reverse(store, step, number, kind)
    return step


def _reverse(store: Store, step: Step, number: int | None, kind: str) -> None:
    target, command, changed = _target(store, number, kind)
    step.target = target
    step.command = f"{kind} step {target} ({command})"
    rows = store.database.read(
        "SELECT kind, subject, label, before, after FROM changes WHERE step = ? ORDER BY number DESC", (changed,)
    )
    for subject_kind, subject, label, before, after in rows:
        if digest(store.state((subject_kind, subject))) != after:
            raise LibraryError(
                f"step {target} cannot be {kind[:2]}done: {label!r} no longer is what that step left",
                hint=_since(store, (subject_kind, subject), changed),
            )
        store.put((subject_kind, subject), before, label)
    store.database.execute("UPDATE steps SET undone = ? WHERE number = ?", (kind == "undo", target))


_LAST_TO: Final = {
    "undo": "SELECT max(number) FROM steps WHERE kind = 'change' AND undone = 0 "
    "AND EXISTS (SELECT 1 FROM changes WHERE step = steps.number)",
    "redo": "SELECT max(u.number), u.target FROM steps AS u JOIN steps AS s ON s.number = u.target "
    "WHERE u.kind = 'undo' AND s.undone = 1",
}


def _target(store: Store, number: int | None, kind: str) -> tuple[int, str, int]:
    """The step to undo or redo, its command, and the step whose changes are to be reversed."""
    read = store.database.read
    if number is None:
        number = read(_LAST_TO[kind])[0][-1]
        if number is None:
            raise LibraryError(f"there is nothing to {kind}")
    rows = read("SELECT command, undone FROM steps WHERE number = ? AND kind = 'change'", (number,))
    if not rows:
        raise LibraryError(f"there is no step {number} to {kind}", hint="`citelib library log` lists them")
    command, is_undone = rows[0]
    if is_undone != int(kind == "redo"):
        raise LibraryError(f"step {number} is {'already' if is_undone else 'not'} undone")
    # After a redo, the changes of the redo are the ones that stand.
    latest = read(
        "SELECT max(number) FROM steps WHERE target = ? AND kind = ?", (number, "redo" if kind == "undo" else "undo")
    )[0][0]
    return number, command, latest or number


def _since(store: Store, subject: Subject, step: int) -> str:
    rows = store.database.read(
        "SELECT s.number, s.command FROM changes AS c JOIN steps AS s ON s.number = c.step "
        "WHERE c.kind = ? AND c.subject = ? AND c.step > ? ORDER BY c.number LIMIT 1",
        (*subject, step),
    )
    return f"step {rows[0][0]} ({rows[0][1]}) changed it since: undo that first" if rows else "it was changed since"


def step_at(store: Store, when: int | str) -> int:
    """The last step at a time (``2026-11-23``, ``2026-11-23T12:00:00Z``), or the step of a number itself.

    Raises:
        LibraryError: It is neither a time nor the number of a step.
    """
    if isinstance(when, str) and _TIME.fullmatch(when):
        [(step,)] = store.database.read("SELECT max(number) FROM steps WHERE substr(at, 1, ?) <= ?", (len(when), when))
        return step or 0
    if isinstance(when, str) and not _STEP.fullmatch(when):
        hint = "write 12, 2026-11-23 or 2026-11-23T12:00:00Z (UTC)"
        raise LibraryError(f"{when!r} is neither a step nor a time", hint=hint)
    [(last,)] = store.database.read("SELECT ifnull(max(number), 0) FROM steps")
    if not 0 <= int(when) <= last:
        raise LibraryError(f"there is no step {when}", hint=f"the last one is {last}; 0 is before the first")
    return int(when)


class Past:
    """The library as it was after a step.

    Args:
        store: The present.
        when: Number of the step, or a time.

    Raises:
        LibraryError: It is neither a time nor the number of a step.
    """

    def __init__(self, store: Store, when: int | str) -> None:
        self._store = store
        self.step = step_at(store, when)
        self.when = f"on {when}" if isinstance(when, str) and not when.isdecimal() else f"after step {when}"

    def __getitem__(self, key: str) -> Item:
        """The item that had this key; `LibraryError` if there was none."""
        item = self.get(key)
        if item is None:
            raise LibraryError(f"there was no item {key!r} {self.when}")
        return item

    def get(self, key: str) -> Item | None:
        """The item that had this key, or None."""
        rows = self._store.database.read(
            "SELECT subject FROM changes WHERE kind = 'item' AND (label = ? OR "
            "CASE WHEN json_valid(before) THEN json_extract(before, '$.id') END = ?) GROUP BY subject",
            (key, key),
        )
        for (number,) in rows:
            record = _state_after(self._store, ("item", number), self.step)
            if record is not None and (item := decode_record(record)).id == key:
                return item
        return None


def _state_after(store: Store, subject: Subject, step: int) -> str | None:
    rows = store.database.read(
        "SELECT before FROM changes WHERE kind = ? AND subject = ? AND step > ? ORDER BY number LIMIT 1",
        (*subject, step),
    )
    record: str | None = rows[0][0] if rows else store.state(subject)
    return record


def diff(store: Store, since: int, until: int | None = None) -> Iterator[Difference]:
    """What changed after step `since`, up to and with step `until` (up to now if None)."""
    bound = "" if until is None else "AND step <= ?"
    rows = store.database.read(
        f"SELECT kind, subject, label, min(number) FROM changes WHERE step > ? {bound} GROUP BY kind, subject "
        "ORDER BY min(number)",
        (since,) if until is None else (since, until),
    )
    for kind, subject, label, _ in rows:
        before = _state_after(store, (kind, subject), since)
        after = store.state((kind, subject)) if until is None else _state_after(store, (kind, subject), until)
        if before != after:
            yield Difference(kind, label, before, after)
