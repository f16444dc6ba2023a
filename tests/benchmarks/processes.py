"""What a piece of work costs when it has a process to itself, with all processes that it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

__all__ = ["Cost", "watched"]

T = TypeVar("T")


class Cost(NamedTuple):
    """What the work took, from the start of its process on.

    Attributes:
        seconds: By the clock.
        processor: Seconds of processor time of all its processes.
        memory: Megabytes of all its processes together, where they had most; pages that they share count for each.
    """

    seconds: float
    processor: float
    memory: float


def watched(work: Callable[..., T], *arguments: Any) -> tuple[T, Cost]:
    """What the work gives, and what it cost.

    Args:
        work: A function of a module, with arguments and a result that can be pickled.
        arguments: Its arguments.
    """
    if sys.platform != "linux":
        raise SystemExit("what all processes of a piece of work take is read from /proc, which only Linux has")
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_worked, args=(there, work, arguments))
    started = perf_counter()
    process.start()
    there.close()
    memory = 0.0
    while not here.poll(0.25):
        memory = max(memory, sum(map(_megabytes, _family(process.pid))))
    try:
        found = here.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"the process that was measured ended with status {process.exitcode}") from None
    cost = Cost(perf_counter() - started, sum(map(_processor_seconds, _family(process.pid))), memory)
    here.send("measured")
    process.join()
    return found, cost


def _worked(there: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    there.send(work(*arguments))
    there.recv()  # the times of this process are read while it is there


def _family(root: int | None) -> Iterator[Path]:
    """The folders in ``/proc`` of a process and of all that came from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := _fields(folder):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    waiting = [] if root is None else [root]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        yield Path("/proc", str(process))


def _fields(folder: Path) -> list[str]:
    """What ``stat`` has behind the name of the program; nothing of a process that has gone."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _processor_seconds(folder: Path) -> float:
    """Of the process, and of those of its children that have ended."""
    return sum(map(int, _fields(folder)[11:15])) / os.sysconf("SC_CLK_TCK")


def _megabytes(folder: Path) -> float:
    fields = _fields(folder)
    return int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if fields else 0.0
