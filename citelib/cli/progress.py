"""How far a long command is: a bar on standard error, at a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from citelib.cli.terminal import unguarded

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Bar", "counted"]

T = TypeVar("T")

_STEP: Final = 500
"""How many go by between two looks at the bar; what has fewer never shows one."""


class Bar:
    """A bar that is drawn when it is first called, and gone when its context ends.

    It is called with how much is done and how much there is to do; None if nobody knows.

    Args:
        what: What is counted or done, for people.

    >>> with Bar("references") as bar:
    ...     bar(1, 2)
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._stack = ExitStack()
        self._drawn: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int | None) -> None:
        """Show how much is done."""
        if not sys.stderr.isatty():
            return
        if self._drawn is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (BarColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
            # Its own streams would go by the guard of the terminal.
            console = Console(file=unguarded(sys.stderr))
            bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
            progress = self._stack.enter_context(bar)
            self._drawn = progress, progress.add_task(self.what, total=total)
        progress, task = self._drawn
        progress.update(task, completed=done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def counted(things: Iterable[T], what: str = "references", total: int | None = None) -> Iterator[T]:
    """The same things, counted in a bar while they go by.

    Args:
        things: What is gone through.
        what: What they are, for people.
        total: How many there are; without it, the bar only moves.

    >>> list(counted([1, 2]))
    [1, 2]
    """
    with Bar(what) as bar:
        for number, thing in enumerate(things, 1):
            if number % _STEP == 0:
                bar(number, total)
            yield thing
