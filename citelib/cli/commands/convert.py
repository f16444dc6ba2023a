"""``citelib convert IN OUT``: from one format to another."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import click

from citelib.cli.choosing import Without, chosen, cited_option, excerpt_of, without_option
from citelib.cli.files import (
    from_option,
    key_option,
    load_all,
    read_items,
    standard_output,
    to_option,
)
from citelib.cli.progress import counted
from citelib.cli.report import Findings
from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.files import kind_of
from citelib.formats.exchange import dump
from citelib.formats.format import sources
from citelib.formats.ids import distinct
from citelib.formats.registry import choose, find, for_path
from citelib.model import Bibliography, Item

__all__ = ["command"]

_WITH_TEXT: Final = frozenset(("bibtex", "biblatex", "bib.txt"))
"""Formats in which comments and entries that did not change come out as they were."""


@click.command("convert")
@click.argument("files", metavar="IN... [OUT]", nargs=-1, required=True, type=click.Path())
@from_option
@to_option("Format of the output.")
@click.option("-o", "--output-file", metavar="FILE", help="File to write; all files named are then input.")
@key_option("Convert only this item; may be repeated.")
@cited_option
@without_option
@click.option(
    "--option", "options", multiple=True, metavar="NAME=VALUE", help="Option of the output format; may be repeated."
)
@click.option("--strict", is_flag=True, help="Write nothing if anything was not understood.")
def command(
    files: tuple[str, ...],
    output_file: str | None,
    source_format: str | None,
    target_format: str | None,
    keys: tuple[str, ...],
    documents: tuple[str, ...],
    without: Without,
    options: tuple[str, ...],
    strict: bool,
) -> int:
    """Convert references from one format to another.

    IN and OUT are files, or - for standard input and output. Formats are known by the names of the files or, for the
    input, by its content; OUT on standard output needs --to. OUT is replaced in one step. It is left as it is if there
    are no references in IN, or if it is IN itself and not all of that was understood. Files larger than memory are
    converted reference by reference. Several files become one with -o OUT, or if there is no file of the last name yet.
    Of a .bib file, what goes to a .bib file is copied as it is written.

    \b
    citelib convert refs.ris refs.bib
    citelib convert refs.bib - --to csl-json
    citelib convert pubmed.nbib scopus.csv -o all.bib
    citelib convert dump/*.jsonl.gz works.parquet
    citelib convert library.bib paper.bib --only-cited paper.tex --without file
    """
    sources, target = _in_and_out(files, output_file)
    if target == "-" and target_format is None:
        raise click.UsageError("standard output needs --to FORMAT")
    settings = _settings(options)
    in_place = any(_is_same(source, target) for source in sources)
    if in_place and (keys or documents):
        raise click.UsageError("an input as OUT would lose what has no --key and is not cited")
    findings = Findings()
    items: Mapping[str, Item] | Iterable[Item]
    whole = bool(keys or documents or strict or in_place)
    try:
        if whole or any(_keeps_text(source, source_format, target, target_format) for source in sources):
            works = load_all(sources, source_format)
            for diagnostic in works.diagnostics:
                findings.add(diagnostic)
            if findings.doubts and (strict or (in_place and not _repeats(works, target_format))):
                raise ReadError("not all of it was understood, and nothing is written", source=", ".join(sources))
            if not works and not works.blocks:
                _check_not_empty(sources, target, findings)
            items = works
            if keys or documents:
                of_them, diagnostics = chosen(works, keys, documents)
                for diagnostic in diagnostics:
                    findings.add(diagnostic)
                if not of_them:
                    _check_not_empty(sources, target, findings)
                items = excerpt_of(works, of_them)
            if without:
                items = Bibliography(map(without, items.values()), blocks=items.blocks)
        else:
            read = _stream(sources, source_format, findings)
            first = next(read, None)
            if first is None:
                _check_not_empty(sources, target, findings)
            items = map(without, read if first is None else itertools.chain((first,), read))
        dump(
            items,
            standard_output(target_format) if target == "-" else target,
            target_format,
            report=findings.add,
            **settings,
        )
        for diagnostic in without.unmet():
            findings.add(diagnostic)
    finally:
        findings.print()
    return findings.status


def _in_and_out(files: Sequence[str], output_file: str | None) -> tuple[list[str], str]:
    """The input and the output; without an option for it, the second of two files is the output.

    The last of more files is the output only if there is no such file: `convert *.bib` would write over it.
    """
    if output_file is not None:
        return list(files), output_file
    if len(files) > 2:
        if files[-1] == "-" or kind_of(Path(files[-1])) is not None:
            raise click.UsageError("of several files, -o OUT says where they go")
        return list(files[:-1]), files[-1]
    return [files[0]], files[1] if len(files) == 2 else "-"


def _is_same(source: str, target: str) -> bool:
    """Whether the output is to take the place of the input."""
    if "-" in (source, target) or not kind_of(source) == kind_of(target) == "file":
        return False
    return Path(source).samefile(target)


def _stream(sources: Sequence[str], source_format: str | None, findings: Findings) -> Iterator[Item]:
    """The items of several files as they are read, none of them twice."""
    reading = "-"

    def items() -> Iterator[Item]:
        nonlocal reading
        for reading in sources:
            yield from read_items(reading, source_format, findings.add)

    def of_file(diagnostic: Diagnostic) -> None:
        is_named = len(sources) > 1 and reading != "-"
        findings.add(attrs.evolve(diagnostic, source=reading) if is_named else diagnostic)

    return distinct(counted(items()), of_file)


def _check_not_empty(sources: Sequence[str], target: str, findings: Findings) -> None:
    """Input without references is an error if it has something else, or if its output would empty a file."""
    fills = target != "-" and kind_of(target) == "file" and Path(target).stat().st_size > 0
    if fills or findings.doubts:
        hint = f"{target} was left as it is" if fills else None
        names = ", ".join("<stdin>" if source == "-" else source for source in sources)
        raise ReadError("there are no references in it", source=names, hint=hint)


def _repeats(works: Bibliography, target_format: str | None) -> bool:
    """Whether text that was not understood comes out again."""
    formats = {block.format for block in works.blocks}
    return bool(formats) and (target_format is None or find(target_format).name in formats)


def _keeps_text(source: str, source_format: str | None, target: str, target_format: str | None) -> bool:
    """Whether text of the input may come out again as it was, which takes a whole bibliography."""
    wanted = [find(target_format)] if target_format else for_path(target)
    if _WITH_TEXT.isdisjoint(one.name for one in wanted):
        return False
    if source_format is not None:
        return find(source_format).name in _WITH_TEXT
    if source == "-" or kind_of(source) != "file":
        return True
    read = sources(Path(source))
    return len(read) > 1 or choose(read[0].head(), read[0].name).name in _WITH_TEXT


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
