"""``citelib prisma FILE…``: the counts of a systematic review, as a table and as a picture."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import click

from citelib.cli.duplicates import repeated
from citelib.cli.files import from_option, json_option, load_all, of_library, write_text
from citelib.cli.report import Findings
from citelib.cli.tables import print_table
from citelib.cli.terminal import say
from citelib.diagnostics import Diagnostic
from citelib.errors import UnknownNameError
from citelib.matching.dedupe import dedupe
from citelib.matching.screening import STAGES, Flow, Tags, count_flow
from citelib.model import Item

__all__ = ["command"]


@click.command("prisma")
@click.argument("files", nargs=-1, metavar="[NAME=]FILE...")
@of_library("Count in this library.")
@click.option(
    "--sources",
    default="Sources",
    show_default=True,
    metavar="COLLECTION",
    help="Of the library, the collection whose collections are the sources.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="STAGE=TAG",
    help=f"The tag that tells a decision; stages are {', '.join(STAGES)}.",
)
@click.option("--svg", metavar="FILE", help="Draw the flow diagram into a file, or - for standard output.")
@from_option
@json_option
def command(
    files: tuple[str, ...],
    library: Path | None,
    sources: str,
    tags: tuple[str, ...],
    svg: str | None,
    source_format: str | None,
    as_json: bool,
) -> int:
    """Count what became of the records of a systematic review, as PRISMA 2020 asks.

    Each FILE is a source, named by its file name or NAME; duplicates are found as `dedupe` finds them. In a library,
    files are imported with --collection Sources/NAME, and duplicates are those that `library dedupe` merged. Decisions
    are tags (keywords) of the works: `excluded` by title and abstract, `excluded: REASON` after reading, `not
    retrieved`, `included`, `ineligible`.

    \b
    citelib prisma PubMed=pubmed.nbib Scopus=scopus.csv --svg flow.svg
    citelib library import pubmed.nbib --collection Sources/PubMed
    citelib library tag --search 'in:Sources title:mice' --add excluded
    citelib prisma --library refs.db --svg flow.svg
    """
    if bool(files) == (library is not None):
        raise click.UsageError("name FILEs, or a --library")
    decisions = _tags(tags)
    findings = Findings()
    try:
        if library is not None:
            flow = _of_library(library, sources, decisions, findings)
        else:
            flow = _of_files(files, source_format, decisions, findings)
        for key in flow.contradictory:
            message = f"the tags of {key!r} tell two decisions; it counts as not decided"
            findings.add(Diagnostic("warning", "prisma-contradiction", message, item=key))
        if flow.undecided:
            works = "work is" if flow.unique == 1 else "works are"
            message = f"{flow.undecided:,} of {flow.unique:,} {works} not decided yet"
            findings.add(Diagnostic("warning", "prisma-undecided", message, "tag them, or name your tags with --tag"))
    finally:
        findings.print()
    if svg is not None:
        from citelib.pages.flow import flow_diagram

        write_text(flow_diagram(flow), svg)
    if as_json:
        derived = {name: getattr(flow, name) for name in ("duplicates", "screened", "sought", "assessed")}
        say(json.dumps({**attrs.asdict(flow), **derived}, ensure_ascii=False, indent=2))
    elif svg != "-":
        print_table(("what", "number"), [(what, f"{number:,}") for what, number in flow.rows()])
    return findings.status


def _tags(given: tuple[str, ...]) -> Tags:
    tags = Tags()
    for one in given:
        stage, equals, tag = one.partition("=")
        if not equals or not tag.strip():
            raise click.UsageError(f"--tag takes STAGE=TAG, not {one!r}")
        if stage not in STAGES:
            raise UnknownNameError("stage", stage, known=STAGES)
        tags = attrs.evolve(tags, **{stage.replace("-", "_"): tag.strip()})
    return tags


def _of_files(files: tuple[str, ...], source_format: str | None, tags: Tags, findings: Findings) -> Flow:
    read: dict[str, list[str]] = {}
    for file in files:
        name, equals, path = file.partition("=")
        is_named = bool(equals and path) and not Path(file).exists()
        read.setdefault(name if is_named else Path(file).stem, []).append(path if is_named else file)
    works: dict[str, list[Item]] = {name: [] for name in read}
    identified = dict.fromkeys(read, 0)
    for name, paths in read.items():
        for path in paths:
            found = load_all([path], source_format)
            for diagnostic in found.diagnostics:
                findings.add(diagnostic)
            works[name] += found.values()
            identified[name] += len(found) + repeated(found)
    return count_flow(identified, dedupe(list(works.values())).items, tags)


def _of_library(path: Path, sources: str, tags: Tags, findings: Findings) -> Flow:
    from citelib.cli.library.opening import opened
    from citelib.library.sources import records_by_source

    with opened(path, read_only=True) as library:
        found = records_by_source(library, sources)
        if others := len(library) - len(found.works):
            message = f"{others:,} references of the library are in none of the sources, and are not counted"
            findings.add(Diagnostic("warning", "prisma-no-source", message))
    return count_flow(found.records, found.works, tags, removed=found.removed)
