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

__all__ = ["command"]


@click.command("cited")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@bibliography_option
@to_option("Format of the output; else what the name of the file says, or BibTeX.")
@kind_option
@reading_options
@output_option
def command(
    file: str,
    bibliographies: tuple[str, ...],
    target_format: str | None,
    kind: str | None,
    output_file: str | None,
) -> int:
    """Write the works that a document cites, in the order in which it does.

    Of a manuscript that cites by no key or field, the list of references that is typed in it is read.

    \b
    citelib cited paper.md -b library.bib -o paper.bib
    citelib cited manuscript.docx --to ris
    """
    document = read_document(file, kind)
    works = load_all(bibliographies, None) if bibliographies else works_of(document, **given_options())
    found = cited_works(document, works.values())
    diagnostics = [*document.diagnostics, *works.diagnostics, *found.diagnostics]
    if not found and not document.places:
        found = typed_list(document)
        diagnostics += found.diagnostics
    report(diagnostics)
    if not found and not document.places:
        hint = "keys and fields were looked for, and a list below a heading such as References"
        raise ReadError("nothing is cited in it", source=file, hint=hint)
    lost: list[Diagnostic] = []
    if output_file and output_file != "-":
        dump(found, new_place(output_file), target_format, report=lost.append)
    else:
        write_text(dumps(found, target_format or "bibtex", report=lost.append), None)
    report(lost)
    return status(diagnostics)
