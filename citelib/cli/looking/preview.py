"""``citelib preview FILE…``: references in several styles side by side, as a page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.files import file_arguments, from_option, output_option, read, write_text
from citelib.cli.report import report, status
from citelib.cli.styling import locale_option, style_option
from citelib.cli.terminal import say
from citelib.diagnostics import Diagnostic

__all__ = ["command"]


@click.command("preview")
@file_arguments
@style_option("Style; may be repeated; apa without it.", multiple=True)
@locale_option("each style")
@click.option("--title", metavar="TEXT", help="What the page is called; the name of the file without it.")
@from_option
@output_option
def command(
    files: tuple[str, ...],
    style: tuple[str, ...],
    locale: str | None,
    title: str | None,
    source_format: str | None,
    output_file: str | None,
) -> int:
    """Write one page with references in several styles side by side, to compare, filter and copy.

    The page needs no network and no other file. It is written to standard output, or to the file that -o names.

    \b
    citelib preview refs.bib -s apa -s nature -o refs.html
    """
    from citelib.pages.preview import preview_page

    works = read(files, source_format)
    called = title or (Path(files[0]).name if len(files) == 1 and files[0] != "-" else "References")
    losses: list[Diagnostic] = []
    write_text(preview_page(works, style or ("apa",), locale=locale, title=called, report=losses.append), output_file)
    report(losses)
    if not works:
        say("citelib: there is nothing to show", err=True)
        return 1
    return status(works.diagnostics)
