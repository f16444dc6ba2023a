"""``citelib latex FILE.aux``: stand in for the program of LaTeX's package citation-style-language."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.files import load_all, quiet_option
from citelib.cli.report import report, status
from citelib.cli.styling import locale_option, style_option
from citelib.documents.latex.aux import answer, read_aux_file
from citelib.files import replace_file
from citelib.model import Bibliography

__all__ = ["command"]


@click.command("latex")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@style_option("Style; the one that the paper names without it.")
@locale_option("the paper")
@click.option(
    "-b", "--bibliography", "bibliographies", multiple=True, metavar="FILE", help="Works; those that the paper names."
)
@quiet_option
def command(file: str, style: str | None, locale: str | None, bibliographies: tuple[str, ...]) -> int:
    """Write the .bbl file for the .aux file of a LaTeX paper.

    The paper uses the package citation-style-language, which comes with TeX Live, and gets any style, with footnotes
    and locators.

    \b
    pdflatex paper && citelib latex paper.aux && pdflatex paper
    """
    path = Path(file)
    aux = read_aux_file(path)
    names = [*bibliographies] or [str(path.parent / name) for name in aux.bibliographies]
    works = load_all(names, None) if names else Bibliography()
    text, diagnostics = answer(aux, works.values(), style=style, locale=locale)
    report([*works.diagnostics, *diagnostics])
    replace_file(path.with_suffix(".bbl"), [text])
    return status([*works.diagnostics, *diagnostics])
