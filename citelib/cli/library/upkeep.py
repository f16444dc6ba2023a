"""``citelib library init``, ``backup``, ``restore``, ``verify`` and ``rebuild``."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.library.opening import (
    changing,
    confirmed,
    dry_run_option,
    library_option,
    number_of,
    opened,
    yes_option,
)
from citelib.cli.progress import Bar
from citelib.cli.report import report, status
from citelib.files import kind_of
from citelib.library import Library, default_path
from citelib.library import upkeep as library_upkeep

__all__ = ["backup", "init", "inspect", "rebuild", "restore"]


@click.command("init")
@library_option
@dry_run_option
def init(path: Path | None, dry_run: bool) -> None:
    """Make a library; one that is there stays as it is.

    \b
    citelib library init --library refs.db
    """
    place = path or default_path()
    if dry_run:
        click.echo(f"{place} {'is there already' if kind_of(place) else 'would be made'}", err=True)
        return
    with Library.open(place) as library:
        click.echo(f"{library.path}: {number_of(len(library))}", err=True)


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@library_option
@dry_run_option
def backup(target: Path, path: Path | None, dry_run: bool) -> None:
    """Copy the library into one file, also while it is in use; TARGET is replaced in one step.

    \b
    citelib library backup refs-2026.db
    """
    with opened(path) as library:
        if dry_run:
            click.echo(f"{target} would be {'replaced' if kind_of(target) else 'made'}", err=True)
        else:
            with Bar("pages") as bar:
                library_upkeep.backup(library, target, progress=bar)
            click.echo(f"{target}: {number_of(len(library))}", err=True)


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
@dry_run_option
@yes_option
def restore(source: Path, path: Path | None, dry_run: bool, yes: bool) -> int:
    """Put a backup in the place of the library, which is kept beside it under another name.

    \b
    citelib library restore refs-2026.db
    """
    place = path or default_path()
    if dry_run:
        click.echo(f"{place} would be replaced by {source}", err=True)
        return 0
    if kind_of(place) and not confirmed(f"Replace {place} by {source}?", yes=yes):
        return 1
    if aside := library_upkeep.restore(place, source):
        click.echo(f"what was there is in {aside}", err=True)
    with opened(place) as library:
        click.echo(f"{place}: {number_of(len(library))}", err=True)
    return 0


@click.command("inspect")
@library_option
def inspect(path: Path | None) -> int:
    """Look for damage: in the file, in the references, in the index and in the history.

    \b
    citelib library inspect
    """
    with opened(path) as library:
        with Bar("references") as bar:
            faults = list(library_upkeep.inspect(library, progress=bar))
        report(faults)
        if not faults:
            click.echo(f"{number_of(len(library))}: nothing wrong", err=True)
    return status(faults)


@click.command("rebuild")
@library_option
@dry_run_option
def rebuild(path: Path | None, dry_run: bool) -> None:
    """Make everything that is derived from the references again: index, identifiers, relations, tags.

    \b
    citelib library rebuild
    """
    with changing(path, "rebuild", dry_run=dry_run) as library, Bar("references") as bar:
        click.echo(number_of(library_upkeep.rebuild(library, progress=bar)), err=True)
