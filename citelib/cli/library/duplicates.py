"""``citelib library dedupe`` and ``merge``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from citelib.cli import completing
from citelib.cli.duplicates import as_json_text, counts, show_proposals, similarity_options
from citelib.cli.files import json_option
from citelib.cli.library.opening import changing, dry_run_option, library_option, opened
from citelib.cli.progress import counted
from citelib.cli.report import report
from citelib.cli.titles import title_of
from citelib.diagnostics import Diagnostic
from citelib.errors import LibraryError
from citelib.library import duplicates
from citelib.matching import compare
from citelib.matching.numbers import DUPLICATE
from citelib.model import Item

__all__ = ["dedupe", "merge"]


@click.command("dedupe")
@click.option("--apply", "apply_", is_flag=True, help="Merge the groups, and relate preprints to published versions.")
@similarity_options
@library_option
@dry_run_option
@json_option
def dedupe(
    apply_: bool, min_score: float, identifiers_only: bool, path: Path | None, dry_run: bool, as_json: bool
) -> int:
    """Find duplicates, and with --apply merge them.

    Each group is printed with its score and reasons, the reference whose key stays first. Editions, errata and
    originals are kept apart. Merging keeps every key as an alias, and `undo` takes it back.

    \b
    citelib library dedupe --apply --dry-run
    """
    with opened(path) as library:
        numbered = counted(library.store.items(), "references read", len(library))
        found = duplicates.find(library, numbered, min_score=min_score, identifiers_only=identifiers_only)
    if apply_:
        with changing(path, "dedupe", dry_run=dry_run) as library:
            duplicates.settle(library, found)
    if as_json:
        click.echo(as_json_text(found))
        return 0
    show_proposals(found)
    what = counts(found)
    if apply_:
        click.echo(f"{what} {'would be ' * dry_run}merged and related", err=True)
    else:
        is_some = found.duplicates or found.versions
        click.echo(f"{what} found{'; --apply merges and relates them' if is_some else ''}", err=True)
    return 0


@click.command("merge")
@click.argument("keys", nargs=-1, required=True, metavar="KEY KEY...", shell_complete=completing.library_keys)
@library_option
@dry_run_option
def merge(keys: tuple[str, ...], path: Path | None, dry_run: bool) -> None:
    """Merge references into one under the first KEY; the other keys become aliases, and the others go to the trash.

    \b
    citelib library merge lee2020 lee2020a
    """
    if len(keys) < 2:
        raise click.UsageError("name at least two references")
    with changing(path, f"merge {' '.join(keys)}", dry_run=dry_run) as library:
        first, *others = {item.id: item for item in (library[key] for key in keys)}.values()
        if not others:
            raise LibraryError(f"{' and '.join(map(repr, dict.fromkeys(keys)))} are one reference")
        report(_doubts(first, others))
        item = duplicates.merge(library, keys)
        click.echo(f"{item.id} ({title_of(item, 'untitled')}) now also answers to {', '.join(keys[1:])}")


def _doubts(first: Item, others: Iterable[Item]) -> Iterator[Diagnostic]:
    """What speaks against merging references that somebody names; they may know better."""
    for other in others:
        pair = compare(first, other)
        if pair.verdict == "apart" and pair.score < DUPLICATE.alike:
            message = f"{other.id!r} looks like another work than {first.id!r}: {pair.reasons[-1]}"
            yield Diagnostic("warning", "library-merge", message, "`citelib library undo` takes the merging back")
