"""The sources that references are checked against, by what is named on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from citelib.cli.files import load_all
from citelib.errors import CitelibError, ReadError
from citelib.files import kind_of
from citelib.formats import registry
from citelib.formats.format import sources as sources_of
from citelib.library import Library
from citelib.verification.index import Index, is_index
from citelib.verification.retractions import COLUMNS, RetractionWatch
from citelib.verification.sources import Collection, Source
from citelib.verification.standing import Standing, standing_of_format

__all__ = ["Against", "against"]


@attrs.frozen
class Against:
    """What to check against: sources of records, and of notices alone."""

    sources: tuple[Source, ...]
    retractions: tuple[Source, ...]


def against(names: Sequence[str], *, is_complete: bool, as_registry: bool = False) -> Against:
    """The files, libraries, indexes and lists of retractions of these names.

    Args:
        names: Names of files.
        is_complete: Whether a DOI that they lack is not registered.
        as_registry: Whether all files have the records of registries, whatever their formats say.

    Raises:
        ReadError: A file cannot be read.
    """
    sources: list[Source] = []
    retractions: list[Source] = []
    for name in names:
        path = Path(name)
        if kind_of(name) == "file" and is_index(path):
            index = Index(path)
            click.get_current_context().call_on_close(index.close)
            sources.append(index)
        elif kind_of(name) == "file" and _begins(path, b"SQLite format 3\0"):
            with Library.open(path, create=False, read_only=True) as kept:
                standing: Standing = "registry" if as_registry else "list"
                sources.append(Collection(kept, path.name, is_complete=is_complete, standing=standing))
        elif kind_of(name) == "file" and path.suffix.casefold() == ".csv" and _is_retraction_watch(path):
            retractions.append(RetractionWatch.load(path))
        else:
            works = load_all([name], None)
            if not works:
                raise ReadError("has no references to check against", source=name)
            standing = "registry" if as_registry else _standing(name)
            sources.append(Collection(works.values(), path.name, is_complete=is_complete, standing=standing))
    return Against(tuple(sources), tuple(retractions))


def _standing(name: str) -> Standing:
    """The standing of a file, or of all files in a compressed one, by format; what differs is a list."""
    try:
        found = {standing_of_format(registry.choose(one.head(), one.name).name) for one in sources_of(Path(name))}
    except CitelibError:
        return "list"
    return "registry" if found == {"registry"} else "list"


def _begins(path: Path, sign: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(sign)) == sign


def _is_retraction_watch(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.readline(10_000)
    return all(column.encode() in head for column in COLUMNS[:3])
