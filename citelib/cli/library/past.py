"""``citelib library log``, ``diff``, ``undo`` and ``redo``."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import click

from citelib.cli import completing
from citelib.cli.files import json_option
from citelib.cli.library.opening import NOT_KEPT, dry_run_option, library_option, opened
from citelib.cli.report import print_difference
from citelib.cli.tables import print_table
from citelib.formats.exchange import dumps
from citelib.library.store.records import decode_record

__all__ = ["diff", "log", "redo", "undo"]


@click.command("log")
@click.argument("key", required=False, shell_complete=completing.library_keys)
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="List at most this many steps.")
@library_option
@json_option
def log(key: str | None, limit: int, path: Path | None, as_json: bool) -> int:
    """List what was done, the latest first; with KEY, what was done to that reference.

    \b
    citelib library log beyeler2019 --limit 5
    """
    with opened(path) as library:
        steps = library.log(limit, key)
    if as_json:
        click.echo(json.dumps([attrs.asdict(step) for step in steps], ensure_ascii=False, indent=2))
    else:
        rows = [(str(s.number), s.at, str(s.changes), s.command + " (undone)" * s.undone) for s in steps]
        if rows:
            print_table(("step", "when", "changes", "what"), rows)
        else:
            click.echo(f"nothing was done{'' if key is None else f' to {key!r}'} yet", err=True)
    return 0 if steps else 1


@click.command("diff")
@click.argument("since", metavar="STEP|DATE")
@click.argument("until", required=False, metavar="[STEP|DATE]")
@library_option
@json_option
def diff(since: str, until: str | None, path: Path | None, as_json: bool) -> None:
    """Show what changed between two states, each a step of the log or a date; the second is now.

    \b
    citelib library diff 3 5
    """
    with opened(path) as library:
        for one in library.diff(since, until):
            if as_json:
                click.echo(json.dumps(attrs.asdict(one), ensure_ascii=False))
                continue
            before, after = (_readable(one.kind, record) for record in (one.before, one.after))
            print_difference(before, after, f"{one.label} before", f"{one.label} after")


def _readable(kind: str, record: str | None) -> str:
    """A record as people edit it; nothing for none."""
    if record is None:
        return ""
    return dumps([decode_record(record)], "csl-yaml") if kind == "item" else f"search: {record}"


@click.command("undo")
@click.argument("step", type=int, required=False)
@library_option
@dry_run_option
def undo(step: int | None, path: Path | None, dry_run: bool) -> None:
    """Take a step back, the last one or the one of that number.

    A step whose references were changed again since is not undone; the error says what to undo first.

    \b
    citelib library undo
    """
    with opened(path) as library:
        click.echo(library.undo(step, dry_run=dry_run).command, err=True)
    if dry_run:
        click.echo(NOT_KEPT, err=True)


@click.command("redo")
@click.argument("step", type=int, required=False)
@library_option
@dry_run_option
def redo(step: int | None, path: Path | None, dry_run: bool) -> None:
    """Do again what was undone.

    \b
    citelib library redo
    """
    with opened(path) as library:
        click.echo(library.redo(step, dry_run=dry_run).command, err=True)
    if dry_run:
        click.echo(NOT_KEPT, err=True)
