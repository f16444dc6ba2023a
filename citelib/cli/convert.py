"""``citelib convert IN OUT``: from one format to another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from citelib.cli.files import load_all, select, write_text
from citelib.cli.report import report, status
from citelib.formats.exchange import dump, dumps
from citelib.model import Bibliography, Item

__all__ = ["command"]


@click.command("convert")
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("target", metavar="[OUT]", type=click.Path(), default="-")
@click.option("-f", "--from", "source_format", metavar="FORMAT", help="Format of the input.")
@click.option("-t", "--to", "target_format", metavar="FORMAT", help="Format of the output.")
@click.option("-k", "--key", "keys", multiple=True, metavar="KEY", help="Convert only this item; may be repeated.")
@click.option(
    "--option", "options", multiple=True, metavar="NAME=VALUE", help="Option of the output format; may be repeated."
)
@click.option("--strict", is_flag=True, help="Write nothing if anything was not understood.")
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def command(
    source: str,
    target: str,
    source_format: str | None,
    target_format: str | None,
    keys: tuple[str, ...],
    options: tuple[str, ...],
    strict: bool,
    quiet: bool,
) -> int:
    r"""Convert references from one format to another.

    IN and OUT are files, or - for standard input and output. Formats are known by the names of the files or, for the
    input, by its content; OUT on standard output needs --to. OUT is replaced in one step, and IN is never touched
    unless it is OUT as well.

    \b
    citelib convert refs.ris refs.bib
    citelib convert refs.bib - --to csl-json
    """
    if target == "-" and target_format is None:
        raise click.UsageError("standard output needs --to FORMAT")
    works = load_all([source], source_format)
    diagnostics = list(works.diagnostics)
    if strict and status(diagnostics):
        report(diagnostics, quiet=quiet)
        return 1
    chosen: Bibliography | Iterator[Item] = works
    if keys:
        chosen = select(works, keys)
    settings = _settings(options)
    if target == "-":
        write_text(dumps(chosen, str(target_format), report=diagnostics.append, **settings), None)
    else:
        dump(chosen, target, target_format, report=diagnostics.append, **settings)
    report(diagnostics, quiet=quiet)
    return status(diagnostics)


def _settings(options: tuple[str, ...]) -> dict[str, Any]:
    """``NAME=VALUE`` pairs; a value that is JSON (``true``, ``3``) is read as such, any other is text."""
    settings: dict[str, Any] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals:
            raise click.UsageError(f"--option takes NAME=VALUE, not {option!r}")
        try:
            settings[name.replace("-", "_")] = json.loads(value)
        except json.JSONDecodeError:
            settings[name.replace("-", "_")] = value
    return settings
