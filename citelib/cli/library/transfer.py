"""``citelib library import`` and ``export``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from citelib.cli.files import file_arguments, from_option, write_text
from citelib.cli.library.opening import changing, dry_run_option, library_option, opened
from citelib.cli.report import report, status
from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.exchange import dumps
from citelib.library import Library
from citelib.library import transfer as library_transfer

__all__ = ["export", "import_"]


@click.command("import")
@file_arguments
@from_option
@click.option("-c", "--collection", metavar="NAME", help="Put the references into this collection.")
@library_option
@dry_run_option
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def import_(
    files: tuple[str, ...],
    source_format: str | None,
    collection: str | None,
    path: Path | None,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Add the references of files, all of them and under their keys.

    A reference that is there word for word is left alone; a key that belongs to another reference gets a number behind
    it, and that is said. Each file is one step of the log.
    """
    diagnostics: list[Diagnostic] = []
    for name in files or ("-",):
        source = _opened(name)
        if dry_run:
            with changing(path, f"import {name}", dry_run=True) as library:
                _import(library, name, source, source_format, collection, diagnostics)
        else:
            with opened(path) as library:
                _import(library, name, source, source_format, collection, diagnostics)
    report(diagnostics, quiet=quiet)
    return status(diagnostics)


def _opened(name: str) -> Path | BinaryIO:
    if name == "-":
        if sys.stdin.isatty():
            raise click.UsageError("no file is named, and standard input is a terminal")
        return sys.stdin.buffer
    if not Path(name).is_file():
        raise ReadError("there is no such file", source=name)
    return Path(name)


def _import(
    library: Library,
    name: str,
    source: Path | BinaryIO,
    source_format: str | None,
    collection: str | None,
    diagnostics: list[Diagnostic],
) -> None:
    result = library_transfer.import_file(
        library, source, source_format, report=diagnostics.append, progress=_progress(), collection=collection
    )
    click.echo(f"{name}: {result.added} references added, {result.unchanged} were there already", err=True)


def _progress() -> Callable[[int], None] | None:
    """Counts at a terminal, in one line."""
    if not sys.stderr.isatty():
        return None
    return lambda count: click.echo(f"\r{count:,} references …\r", nl=False, err=True)


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False), default="-")
@click.option("-t", "--to", "format", metavar="FORMAT", help="Format; else the file's name decides.")
@click.option("--search", "query", metavar="QUERY", help="Only what a search finds: in:Thesis, tag:read …")
@click.option("--watch", is_flag=True, help="Write again whenever the library changes, until interrupted.")
@library_option
@dry_run_option
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def export(
    file: str, format: str | None, query: str | None, watch: bool, path: Path | None, dry_run: bool, quiet: bool
) -> int:
    r"""Write references to a file in order of their keys, in one step and only if the content changed.

    \b
    citelib library export refs.bib
    citelib library export thesis.bib --search in:Thesis --watch
    """
    diagnostics: list[Diagnostic] = []
    with opened(path) as library:
        if dry_run:
            count = len(library) if query is None else len(library.search(query))
            click.echo(f"{count} references would be written to {file}", err=True)
        elif file == "-":
            if format is None or watch:
                raise click.UsageError(
                    "standard output needs --to FORMAT" if format is None else "--watch needs a FILE"
                )
            write_text(dumps(library_transfer.chosen(library, query), format, report=diagnostics.append), None)
        elif watch:
            library_transfer.watch(
                library, Path(file), format, query=query, written=lambda: click.echo(f"{file} was written", err=True)
            )
        else:
            library_transfer.export(library, Path(file), format, query=query, report=diagnostics.append)
    report(diagnostics, quiet=quiet)
    return status(diagnostics)
