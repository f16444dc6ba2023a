"""``citelib render FILE``: a document with its citations and its list of works in a style."""

from __future__ import annotations

import sys

import click

from citelib.cli.files import (
    bibliography_option,
    given_options,
    kind_option,
    load_all,
    new_place,
    output_option,
    reading_options,
)
from citelib.cli.report import report, status
from citelib.cli.styling import abbreviate_option, abbreviating, locale_option, style_option
from citelib.cli.terminal import say
from citelib.documents.files import render_file
from citelib.files import replace_bytes

__all__ = ["command"]


@click.command("render")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@bibliography_option
@reading_options
@style_option("Style; the one that the document names without it, else apa.")
@locale_option("the document")
@abbreviate_option
@click.option("-t", "--to", metavar="FORMAT", help="What to make of it; a document of the same kind without it.")
@kind_option
@output_option
def command(
    file: str,
    bibliographies: tuple[str, ...],
    style: str | None,
    locale: str | None,
    abbreviate: bool,
    journal_lists: tuple[str, ...],
    to: str | None,
    kind: str | None,
    output_file: str | None,
) -> int:
    """Put citations and the list of works into a document.

    The document itself is not touched. A key without a work stays visible and is an error.

    \b
    citelib render paper.md -b refs.bib -s apa -o paper.apa.md
    citelib render paper.md
    """
    works = load_all(bibliographies, None) if bibliographies else None
    items = works.values() if works is not None else None
    done = render_file(
        file,
        items,
        style=style,
        locale=locale,
        to=to,
        kind=kind,
        processor_options=abbreviating(abbreviate, journal_lists),
        **given_options(),
    )
    diagnostics = [*(works.diagnostics if works is not None else ()), *done.diagnostics]
    report(diagnostics)
    if output_file is None or output_file == "-":
        if sys.stdout.isatty():
            say(done.data.decode("utf-8", "replace"), nl=False)
        else:
            sys.stdout.buffer.write(done.data)
    else:
        replace_bytes(new_place(output_file), done.data)
    return status(diagnostics)
