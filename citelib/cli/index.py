"""``citelib index …``: build an index of registries' dumps, against which references are checked without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from citelib.cli.files import json_option
from citelib.cli.groups import Group
from citelib.cli.progress import Bar
from citelib.cli.report import Findings
from citelib.cli.terminal import say

__all__ = ["build", "command", "info", "update"]

SUBCOMMANDS: Final = {
    "build": ("index:build", "Build an index of dumps, or go on with one."),
    "update": ("index:update", "Take newer dumps into an index."),
    "info": ("index:info", "Say what is in an index."),
}
"""Module and function of each subcommand, and the first line of its help."""


@click.group("index", cls=Group, package="citelib.cli", table=SUBCOMMANDS)
def command() -> None:
    """Build an index of registries' dumps, against which references are checked without a network.

    \b
    citelib index build crossref-2026/ dblp.xml.gz -o index.db
    citelib verify refs.bib --against index.db
    """


_DUMPS = click.argument("dumps", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DUMP...")
_OUTPUT = click.option(
    "-o",
    "--output-file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File of the index.",
)


@click.command("build")
@_DUMPS
@_OUTPUT
def build(dumps: tuple[Path, ...], output_file: Path) -> int:
    """Build an index of dumps, or go on with one that was interrupted.

    A DUMP is a file, or a folder with files: Crossref's public data file, DataCite's and OpenAlex's JSON, dblp.xml, or
    references in any format; packed with gzip or not. Memory does not grow with the dump.

    \b
    citelib index build crossref-2026/ dblp.xml.gz -o index.db
    """
    return _built(dumps, output_file, update=False)


@click.command("update")
@_DUMPS
@_OUTPUT
def update(dumps: tuple[Path, ...], output_file: Path) -> int:
    """Take newer dumps into an index: their records replace those of the same id and source.

    \b
    citelib index update crossref-april.jsonl -o index.db
    """
    return _built(dumps, output_file, update=True)


def _built(dumps: tuple[Path, ...], output: Path, *, update: bool) -> int:
    from citelib.verification.index import build as build_index

    findings = Findings()
    with Bar("records") as bar:
        taken = build_index(output, dumps, update=update, progress=lambda _, done: bar(done, None), report=findings.add)
    findings.print()
    left_out = sum(count for (_, severity), count in findings.counts.items() if severity == "error")
    rest = f"; {left_out:,} cannot be read and are left out" if left_out else ""
    say(f"{taken:,} records taken into {output}{rest}", err=True)
    return int(left_out > 0)


@click.command("info")
@click.argument("path", type=click.Path(path_type=Path), metavar="INDEX")
@json_option
def info(path: Path, as_json: bool) -> int:
    """Say what is in an index: how many records of each source, and which dumps it was built of.

    \b
    citelib index info index.db
    """
    from citelib.verification.index import Index

    with Index(path) as index:
        sources, dumps = index.sources(), index.dumps()
    if as_json:
        keys = ("name", "size", "day", "records", "finished")
        rows = [dict(zip(keys, dump, strict=True)) for dump in dumps]
        content = {"records": sum(sources.values()), "sources": sources, "dumps": rows}
        say(json.dumps(content, ensure_ascii=False, indent=2))
        return 0
    say(f"{sum(sources.values()):,} records, {path.stat().st_size / 1e6:,.1f} MB")
    for name, count in sources.items():
        say(f"  {count:,} of {name}")
    for name, _, day, done, finished in dumps:
        say(f"  {name}: {done:,} records on {day}{'' if finished else ', not finished'}")
    return 0
