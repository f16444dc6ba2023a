"""``citelib cited FILE``: the works that a document cites."""

from __future__ import annotations

import click

from citelib.cli.files import (
    bibliography_option,
    given_options,
    kind_option,
    load_all,
    new_place,
    output_option,
    reading_options,
    to_option,
    write_text,
)
from citelib.cli.report import report, status
from citelib.cli.typed_list import typed_list
from citelib.diagnostics import Diagnostic
from citelib.documents.files import cited_works, read_document, works_of
from citelib.errors import ReadError
from citelib.formats.exchange import dump, dumps
from citelib.formats.ids import distinct
from citelib.model import Item

__all__ = ["command"]


@click.command("cited")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE...")
@bibliography_option
@to_option("Format of the output; else what the name of the file says, or BibTeX.")
@kind_option
@reading_options
@output_option
def command(
    files: tuple[str, ...],
    bibliographies: tuple[str, ...],
    target_format: str | None,
    kind: str | None,
    output_file: str | None,
) -> int:
    """Write the works that documents cite, in the order in which they do.

    Of a manuscript that cites by no key or field, the list of references that is typed in it is read.

    \b
    citelib cited paper.md -b library.bib -o paper.bib
    citelib cited manuscript.docx --to ris
    citelib cited chapter*.tex -o thesis.bib
    """
    given = load_all(bibliographies, None) if bibliographies else None
    diagnostics = [] if given is None else [*given.diagnostics]
    first: dict[str, Item] = {}
    found: list[Item] = []
    asked = False
    for file in files:
        document = read_document(file, kind)
        diagnostics += document.diagnostics
        if (works := given) is None:
            works = works_of(document, **given_options())
            diagnostics += works.diagnostics
        cited = cited_works(document, works.values())
        diagnostics += cited.diagnostics
        if not cited and not document.places:
            cited = typed_list(document)
            diagnostics += cited.diagnostics
        asked = asked or bool(cited or document.places)
        found += [item for item in cited.values() if first.get(item.id) != item]
        first = {**cited, **first}
    items = list(distinct(found, diagnostics.append))
    report(diagnostics)
    if not asked:
        hint = "keys and fields were looked for, and a list below a heading such as References"
        raise ReadError("nothing is cited in it", source=", ".join(files), hint=hint)
    lost: list[Diagnostic] = []
    if output_file and output_file != "-":
        dump(items, new_place(output_file), target_format, report=lost.append)
    else:
        write_text(dumps(items, target_format or "bibtex", report=lost.append), None)
    report(lost)
    return status(diagnostics)
