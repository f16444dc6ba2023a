"""``citelib convert IN OUT``: from one format to another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from citelib.cli.files import load_all, read_items, select
from citelib.cli.progress import counted
from citelib.cli.report import Findings
from citelib.formats.exchange import distinct, dump
from citelib.formats.format import Source
from citelib.formats.registry import choose, find, for_path
from citelib.model import Item

__all__ = ["command"]

_WITH_TEXT: Final = frozenset(("bibtex", "biblatex", "bib.txt"))
"""Formats in which comments and entries that did not change come out as they were."""


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
    """Convert references from one format to another.

    IN and OUT are files, or - for standard input and output. Formats are known by the names of the files or, for the
    input, by its content; OUT on standard output needs --to. OUT is replaced in one step, and IN is never touched
    unless it is OUT as well. Files larger than memory are converted reference by reference.

    \b
    citelib convert refs.ris refs.bib
    citelib convert refs.bib - --to csl-json
    """
    if target == "-" and target_format is None:
        raise click.UsageError("standard output needs --to FORMAT")
    settings = _settings(options)
    findings = Findings()
    items: Mapping[str, Item] | Iterable[Item]
    if keys or strict or _keeps_text(source, source_format, target, target_format):
        works = load_all([source], source_format)
        for diagnostic in works.diagnostics:
            findings.add(diagnostic)
        if strict and findings.status:
            findings.print(quiet=quiet)
            return 1
        items = select(works, keys) if keys else works
    else:
        items = distinct(counted(read_items(source, source_format, findings.add)), findings.add)
    try:
        dump(items, sys.stdout if target == "-" else target, target_format, report=findings.add, **settings)
    finally:
        findings.print(quiet=quiet)
    return findings.status


def _keeps_text(source: str, source_format: str | None, target: str, target_format: str | None) -> bool:
    """Whether text of the input may come out again as it was, which takes a whole bibliography."""
    wanted = [find(target_format)] if target_format else for_path(target)
    if _WITH_TEXT.isdisjoint(one.name for one in wanted):
        return False
    if source_format is None and (source == "-" or not Path(source).is_file()):
        return True
    given = find(source_format) if source_format else choose(Source(Path(source)).head(), source)
    return given.name in _WITH_TEXT


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
