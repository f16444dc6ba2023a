"""``citelib-pandoc``: a filter for pandoc, ``pandoc --filter citelib-pandoc``.

Exit status: 0 if there is a result, even if works are missing, because pandoc throws a document away whose filter
fails; 1 if there is none, or if the metadata of the document say ``citelib-strict: true`` and something is wrong.
"""

from __future__ import annotations

import json
import sys

import click

from citelib import __version__
from citelib.cli import run
from citelib.cli.files import load_all
from citelib.cli.report import report, status
from citelib.cli.styling import locale_option

__all__ = ["main"]


@click.command("citelib-pandoc", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", metavar="[FORMAT]", default="")
@click.option(
    "-b",
    "--bibliography",
    "bibliographies",
    multiple=True,
    metavar="FILE",
    help="Works; those that the document names without it.",
)
@click.option("-s", "--style", help="Style; the one that the document names without it, else chicago-author-date.")
@locale_option("the document")
@click.version_option(__version__, "-V", "--version", message="citelib %(version)s")
def command(target: str, bibliographies: tuple[str, ...], style: str | None, locale: str | None) -> int:
    """Resolve citations in a document tree of pandoc: JSON in, JSON out.

    FORMAT is the format that pandoc will write, which it names when it runs a filter.

    \b
    pandoc paper.md --filter citelib-pandoc -o paper.docx
    pandoc -t json paper.md | citelib-pandoc -s nature | pandoc -f json -o paper.html
    """
    from citelib.documents.pandoc.filter import parse, resolve

    if sys.stdin.isatty():
        raise click.UsageError("it is run by pandoc: pandoc --filter citelib-pandoc")
    works = load_all(bibliographies, None) if bibliographies else None
    tree = parse(sys.stdin.buffer.read())
    items = works.values() if works is not None else None
    made, diagnostics = resolve(tree, items, style=style, locale=locale, target=target)
    report([*(works.diagnostics if works is not None else ()), *diagnostics])
    sys.stdout.buffer.write(json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return status(diagnostics) if tree["meta"].get("citelib-strict") == {"t": "MetaBool", "c": True} else 0


def main(arguments: list[str] | None = None) -> None:
    """Run the filter and exit with its status.

    Args:
        arguments: Arguments without the program's name; those of the process if None.
    """
    run(command, arguments)
