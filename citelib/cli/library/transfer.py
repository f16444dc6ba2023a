"""``citelib library import`` and ``export``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from citelib.cli.choosing import Without, chosen, cited_option, without_option
from citelib.cli.files import (
    file_arguments,
    from_option,
    given_options,
    named_input,
    quiet_option,
    to_option,
    write_text,
)
from citelib.cli.library.opening import changing, dry_run_option, library_option, number_of, opened
from citelib.cli.progress import counted
from citelib.cli.report import Findings, fail, is_quiet, print_difference
from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError
from citelib.formats.exchange import dumps
from citelib.library import Library
from citelib.library import transfer as library_transfer
from citelib.model import Bibliography, Item

__all__ = ["export", "import_"]


@click.command("import")
@file_arguments
@from_option
@click.option("-c", "--collection", metavar="NAME", help="Put the references into this collection.")
@click.option(
    "--update/--keep",
    "update",
    default=None,
    help="Whether references that are known take what the file says of them; at a terminal, each is asked for.",
)
@library_option
@dry_run_option
def import_(
    files: tuple[str, ...],
    source_format: str | None,
    collection: str | None,
    update: bool | None,
    path: Path | None,
    dry_run: bool,
) -> int:
    """Add the references of files, all of them and under their keys.

    A reference is known again by its key or by an identifier, whatever was tagged, merged or edited since; what the
    file says otherwise of it is an update, which is shown. A key that belongs to another work gets a number behind it,
    and that is said. Each file is one step of the log.

    \b
    citelib library import refs.bib pubmed.nbib --collection Inbox
    """
    findings = Findings()
    choose = _asked if update is None and sys.stdin.isatty() else bool(update)

    def tell(diagnostic: Diagnostic) -> None:
        if update is None or diagnostic.code != "library-update":
            findings.add(diagnostic)

    try:
        for name in files or ("-",):
            with ExitStack() as stack:
                if dry_run:
                    library = stack.enter_context(changing(path, f"import {name}", dry_run=True))
                else:
                    library = stack.enter_context(opened(path))
                items = library_transfer.items_of(
                    named_input(name), source_format, report=findings.add, **given_options()
                )
                result = library_transfer.import_items(
                    library,
                    counted(items),
                    command=f"import {'standard input' if name == '-' else name}",
                    report=tell,
                    collection=collection,
                    update=choose,
                )
            said = f"{number_of(result.added)} {'would be added' if dry_run else 'added'}"
            if result.unchanged:
                said += f", {result.unchanged:,} {'was' if result.unchanged == 1 else 'were'} there already"
            if result.updated:
                said += f", {len(result.updated):,} {'would be ' * dry_run}updated"
            if result.kept:
                said += f", {len(result.kept):,} kept as {'it is' if len(result.kept) == 1 else 'they are'}"
            if not is_quiet():
                click.echo(f"{name}: {said}", err=True)
    finally:
        findings.print()
    return findings.status


def _asked(present: Item, changed: Item) -> bool:
    """Whether the user wants an update, which is shown."""
    before, after = (dumps([item], "csl-yaml") for item in (present, changed))
    print_difference(before, after, f"{present.id} in the library", f"{present.id} with what the file says")
    return click.confirm(f"Update {present.id}?", default=False, err=True)


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False), default="-")
@to_option("Format of the file; else its name decides.")
@click.option("--search", "query", metavar="QUERY", help="Only what a search finds: in:Thesis, tag:read …")
@cited_option
@without_option
@click.option("--watch", is_flag=True, help="Write again whenever the library changes, until interrupted.")
@library_option
@dry_run_option
@quiet_option
def export(
    file: str,
    target_format: str | None,
    query: str | None,
    documents: tuple[str, ...],
    without: Without,
    watch: bool,
    path: Path | None,
    dry_run: bool,
) -> int:
    """Write references to a file in order of their keys, in one step and only if the content changed.

    \b
    citelib library export refs.bib
    citelib library export thesis.bib --search in:Thesis --watch
    citelib library export paper.bib --only-cited paper.tex --without note
    """
    if file == "-" and (target_format is None or watch) and not dry_run:
        raise click.UsageError("standard output needs --to FORMAT" if target_format is None else "--watch needs a FILE")
    if watch and documents:
        raise click.UsageError("--watch cannot look at manuscripts; --search says what to write")
    findings = Findings()
    with opened(path) as library:
        state = library_transfer.state_of(library)
        cited = None if not documents else _cited(library, documents, findings)
        selection = library_transfer.Selection(query, cited, without or None)
        if dry_run:
            count = sum(1 for _ in library_transfer.chosen(library, selection))
            click.echo(f"{number_of(count)} would be written to {file}", err=True)
        elif file == "-" and target_format is not None:
            items = library_transfer.chosen(library, selection, report=findings.add)
            write_text(dumps(items, target_format, report=findings.add), None)
        else:
            changed = library_transfer.export(library, Path(file), target_format, query=selection, report=findings.add)
            if not is_quiet():
                click.echo(f"{file} {'was written' if changed else 'holds this already'}", err=True)
        for diagnostic in () if dry_run else without.unmet():
            findings.add(diagnostic)
        for key, notices in library_transfer.flagged(library, selection):
            message = f"{key!r} {' and '.join(notice.text for notice in notices)}"
            findings.add(Diagnostic("warning", "library-notice", message, item=key))
        findings.print()
        if watch and not dry_run:
            _watch(library, Path(file), target_format, selection, state)
    return findings.status


def _cited(library: Library, documents: tuple[str, ...], findings: Findings) -> frozenset[str]:
    """The keys of what manuscripts cite."""
    items, diagnostics = chosen(Bibliography(library), (), documents)
    for diagnostic in diagnostics:
        findings.add(diagnostic)
    return frozenset(item.id for item in items)


def _watch(library: Library, file: Path, format: str | None, query: library_transfer.Selection, state: object) -> None:
    click.echo(f"{file} is kept in step with {library.path}; Ctrl-C ends that", err=True)

    def failed(error: CitelibError) -> None:
        fail(error)
        click.echo(f"{file} will be written when that is possible", err=True)

    def written() -> None:
        click.echo(f"{file} was written", err=True)

    library_transfer.watch(library, file, format, query=query, written=written, failed=failed, since=state)
