"""``citelib dedupe FILE…``: each work of some files once, without a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Final

import attrs
import click

from citelib.cli.duplicates import as_json_text, counts, repeated, show_proposals, similarity_options
from citelib.cli.files import from_option, json_option, load_all, standard_output, to_option
from citelib.cli.progress import Bar
from citelib.cli.report import Findings
from citelib.cli.tables import print_table
from citelib.errors import ReadError
from citelib.formats.exchange import dump
from citelib.formats.ids import distinct
from citelib.matching import Found, find_groups
from citelib.matching.dedupe import Deduped, dedupe
from citelib.model import Bibliography

__all__ = ["command"]


@click.command("dedupe")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("-o", "--output-file", metavar="FILE", help="Write each work once, to a file or to - (with --to).")
@to_option("Format of the file; else its name decides.")
@similarity_options
@click.option(
    "--counts",
    "only_counts",
    is_flag=True,
    help="Print only numbers of records: found, removed, left, and in one file only.",
)
@from_option
@json_option
def command(
    files: tuple[str, ...],
    output_file: str | None,
    target_format: str | None,
    min_score: float,
    identifiers_only: bool,
    only_counts: bool,
    source_format: str | None,
    as_json: bool,
) -> int:
    """Find duplicates in files, and with -o write each work once.

    Each group is printed with its score and reasons, the record whose key stays first. Editions, errata, parts and
    originals are kept apart; preprints, reports and versions are related to what was published later, not merged. Of
    duplicates, the best of each field is kept, and every key stays as an alias. A hundred thousand records and more are
    compared by all cores if duckdb is installed (pip install citelib[duckdb]).

    \b
    citelib dedupe pubmed.nbib scopus.csv wos.txt -o all.ris --counts
    """
    if output_file == "-" and target_format is None:
        raise click.UsageError("standard output needs --to FORMAT")
    findings = Findings()
    try:
        read = [load_all([name], source_format) for name in files]
        for works in read:
            for diagnostic in works.diagnostics:
                findings.add(diagnostic)
        if not any(read):
            raise ReadError("there are no references in it", source=", ".join(files))
        with Bar("compared") as bar:
            result = dedupe(
                [works.values() for works in read],
                min_score=min_score,
                identifiers_only=identifiers_only,
                find=_engine(sum(map(len, read)), bar),
            )
        identified = (number + repeated(works) for number, works in zip(result.identified, read, strict=True))
        result = attrs.evolve(result, identified=tuple(identified))
        if output_file is not None:
            blocks = read[0].blocks if len(read) == 1 else ()
            kept = Bibliography(distinct(result.items, findings.add), blocks=blocks)
            out = standard_output(target_format) if output_file == "-" else output_file
            dump(kept, out, target_format, report=findings.add)
    finally:
        findings.print()
    if output_file != "-":
        file_of = [name for name, works in zip(files, read, strict=True) for _ in works]
        _show(result, files, file_of, only_counts=only_counts, as_json=as_json)
    done = "" if output_file in (None, "-") else f"; {output_file} has each work once"
    click.echo(f"{counts(result.proposals)} found{done}", err=True)
    return findings.status


_MANY: Final = 100_000
"""Records from which on several processes are worth their start."""


def _engine(count: int, bar: Bar) -> Callable[..., Found]:
    """What finds the duplicates of so many records: DuckDB and all cores if they are many and it is installed."""
    if count < _MANY or not all(map(find_spec, ("duckdb", "pyarrow"))):
        return find_groups
    from citelib.scale.duckdb import find_groups as find_by_duckdb

    def progress(what: str, done: int, total: int | None) -> None:
        if what == "pairs":
            bar(done, total)

    return partial(find_by_duckdb, progress=progress)


def _show(result: Deduped, files: tuple[str, ...], file_of: Sequence[str], *, only_counts: bool, as_json: bool) -> None:
    if as_json:
        click.echo(as_json_text(result.proposals))
    elif only_counts:
        rows = [(name, f"{number:,}") for name, number in zip(files, result.identified, strict=True)]
        rows += [
            ("records identified", f"{sum(result.identified):,}"),
            ("duplicates removed", f"{result.removed:,}"),
            ("works left", f"{len(result.items):,}"),
        ]
        if len(set(files)) > 1:
            found_in = Counter(file_of)
            for group in result.proposals.duplicates:
                found_in.subtract(file_of[number] for number in group.numbers)
                if len(where := {file_of[number] for number in group.numbers}) == 1:
                    found_in.update(where)
            rows += [(f"only in {name}", f"{found_in[name]:,}") for name in dict.fromkeys(files)]
        print_table(("what", "records"), rows)
    else:
        show_proposals(result.proposals, file_of)
