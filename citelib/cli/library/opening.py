"""What all subcommands share: the library's options, dry runs, and questions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from citelib.cli.files import of_library
from citelib.cli.progress import Bar
from citelib.errors import LibraryError
from citelib.library import Library

__all__ = [
    "NOT_KEPT",
    "as_logged",
    "changing",
    "chosen_keys",
    "confirmed",
    "dry_run_option",
    "library_option",
    "number_of",
    "opened",
    "search_option",
    "yes_option",
]

NOT_KEPT: Final = "dry run: nothing was changed"

F = TypeVar("F", bound=Callable[..., Any])


def library_option(function: F) -> F:
    """``-L/--library``."""
    return of_library("File of the library.", "path")(function)


def dry_run_option(function: F) -> F:
    """``-n/--dry-run``."""
    return click.option("-n", "--dry-run", is_flag=True, help="Say what would be done, and change nothing.")(function)


def search_option(function: F) -> F:
    """``--search``, for what is done to everything that a search finds."""
    return click.option(
        "--search", "query", metavar="QUERY", help="Everything that a search finds: in:Thesis, tag:new …"
    )(function)


def chosen_keys(library: Library, keys: Sequence[str], query: str | None) -> list[str]:
    """The keys that were named, and those of what a search finds.

    Raises:
        UsageError: Neither was given.
        LibraryError: Nothing was found.
    """
    if query is None:
        if not keys:
            raise click.UsageError("name KEYs, or what --search finds")
        return list(keys)
    found = library.search(query).keys()
    if not found and not keys:
        raise LibraryError(f"nothing was found by {query!r}")
    return list(dict.fromkeys((*keys, *found)))


def as_logged(keys: Sequence[str], query: str | None) -> str:
    """Keys and search, as the log has them."""
    return " ".join((*keys, *([f"--search {query!r}"] if query is not None else [])))


def yes_option(function: F) -> F:
    """``-y/--yes``."""
    return click.option("-y", "--yes", is_flag=True, help="Do not ask.")(function)


def opened(path: Path | None, *, read_only: bool = False) -> Library:
    """The library, which must exist; one that an older citelib wrote is brought up to date."""
    with Bar("references brought up to date") as bar:
        return Library.open(path, create=False, read_only=read_only, progress=bar)


def number_of(count: int, noun: str = "reference") -> str:
    """A number and what it counts.

    >>> number_of(1), number_of(2000, "group")
    ('1 reference', '2,000 groups')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def changing(path: Path | None, command: str, *, dry_run: bool) -> Iterator[Library]:
    """The library within a transaction, which a dry run does everything in and then does not keep."""
    with opened(path) as library:
        with library.transaction(command, keep=not dry_run):
            yield library
        if dry_run:
            click.echo(NOT_KEPT, err=True)


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether the user agrees; without a terminal there is no one to ask.

    Raises:
        UsageError: There is no terminal, and ``--yes`` was not given.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask at; --yes agrees beforehand")
    return click.confirm(question, err=True)
