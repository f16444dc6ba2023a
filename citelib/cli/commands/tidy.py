"""``citelib tidy FILE``: a .bib file set in order."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.files import load_all, output_option, write_text
from citelib.cli.report import report, status
from citelib.errors import ReadError
from citelib.files import replace_file
from citelib.formats.tex.bibtex.tidying import ORDERS, tidied

__all__ = ["command"]


@click.command("tidy")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--sort", type=click.Choice(list(ORDERS)), help="What to sort the entries by.")
@click.option("--without", default="", metavar="FIELD,...", help="Fields to leave out, such as abstract,file.")
@click.option("--align", is_flag=True, help="Begin all values in one column.")
@click.option("--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Spaces in front of fields.")
@click.option("--check", is_flag=True, help="Change nothing; exit with status 1 if the file is not tidy.")
@output_option
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def command(
    file: str,
    sort: str | None,
    without: str,
    align: bool,
    indent: int,
    check: bool,
    output_file: str | None,
    quiet: bool,
) -> int:
    """Set a .bib file in order: fields in one order and layout, entries sorted if asked.

    Values stay as they are written, with their macros and braces; comments stay in front of their entries; what cannot
    be read stays as it is. FILE is replaced, unless there is an --output-file (- for standard output).

    \b
    citelib tidy refs.bib --sort key --without abstract,file
    citelib tidy refs.bib --check
    """
    works = load_all([file], None)
    if not any(block.format in ("bibtex", "biblatex") for block in works.blocks):
        raise ReadError("is no .bib file", source=file)
    report(works.diagnostics, quiet=quiet)
    text = "".join(block.text for block in works.blocks)
    left_out = [name.strip() for name in without.split(",") if name.strip()]
    tidy = tidied(text, sort=sort, without=left_out, align=align, indent=" " * indent)
    if check:
        return max(status(works.diagnostics), int(tidy != text))
    if output_file:
        write_text(tidy, None if output_file == "-" else output_file)
    elif tidy != text:
        replace_file(Path(file), [tidy])
    return status(works.diagnostics)
