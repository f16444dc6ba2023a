"""How far a long command is: a bar on standard error, at a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

__all__ = ["counted"]

T = TypeVar("T")

_STEP: Final = 500
"""How many go by between two looks at the bar; files of fewer never show one."""


def counted(things: Iterable[T], what: str = "references") -> Iterator[T]:
    """The same things, counted in a bar while they go by.

    Args:
        things: What is gone through.
        what: What they are, for people.

    >>> list(counted([1, 2]))
    [1, 2]
    """
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        # Nobody knows how many there are before the end of the file: the bar only moves.
        task = progress.add_task(what, total=None, visible=False)
        for number, thing in enumerate(things, 1):
            if number % _STEP == 0:
                progress.update(task, completed=number, visible=True)
            yield thing
