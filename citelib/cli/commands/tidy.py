"""``citelib tidy FILE``: a .bib file set in order."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.files import load_all, quiet_option, write_text
from citelib.cli.report import report, status
from citelib.cli.styling import journal_list_option
from citelib.cli.terminal import say
from citelib.errors import ReadError
from citelib.files import replace_file
from citelib.formats.exchange import dumps
from citelib.formats.tex.bibtex.tidying import ORDERS, tidied
from citelib.model import Bibliography

__all__ = ["command"]


@click.command("tidy")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--sort", type=click.Choice(list(ORDERS)), help="What to sort the entries by.")
@click.option("--without", default="", metavar="NAME,...", help="Fields to leave out, such as abstract,file.")
@click.option("--align", is_flag=True, help="Begin all values in one column.")
@click.option("--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Spaces in front of fields.")
@click.option(
    "--journals",
    type=click.Choice(["short", "long"]),
    help="Abbreviate the names of journals by the rules of ISO 4, or write them in full as far as they are known.",
)
@journal_list_option
@click.option("--check", is_flag=True, help="Change nothing; exit with status 1 if the file is not tidy.")
@click.option(
    "-o",
    "--output-file",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="File to write instead; - for standard output.",
)
@quiet_option
def command(
    file: str,
    sort: str | None,
    without: str,
    align: bool,
    indent: int,
    journals: str | None,
    journal_lists: tuple[str, ...],
    check: bool,
    output_file: str | None,
) -> int:
    """Set a .bib file in order: fields in one order and layout, entries sorted if asked.

    Values stay as they are written, with their macros and braces; comments stay in front of their entries; what cannot
    be read stays as it is. FILE is replaced, unless there is an --output-file (- for standard output).

    --journals short keeps the full name in the field fjournal, from which --journals long takes it again. What a
    --journal-list has comes before the rules: a long and a short name on each line, as JabRef writes it.

    \b
    citelib tidy refs.bib --sort key --without abstract,file
    citelib tidy refs.bib --check
    citelib tidy refs.bib --journals short --journal-list mine.csv
    """
    if journal_lists and journals is None:
        raise click.UsageError("--journal-list goes with --journals short or --journals long")
    works = load_all([file], None, case="keep")
    if not any(block.format in ("bibtex", "biblatex") for block in works.blocks):
        raise ReadError("is not a .bib file", source=file)
    report(works.diagnostics)
    text = "".join(block.text for block in works.blocks)
    before = text
    if journals is not None:
        text = _with_journals(works, journals, journal_lists)
    left_out = [name.strip() for name in without.split(",") if name.strip()]
    tidy = tidied(text, sort=sort, without=left_out, align=align, indent=" " * indent)
    if check:
        return max(status(works.diagnostics), int(tidy != before))
    if output_file == "-":
        write_text(tidy, None)
    elif output_file or tidy != before:
        replace_file(Path(output_file or file), [tidy])
    return status(works.diagnostics)


def _with_journals(works: Bibliography, form: str, lists: tuple[str, ...]) -> str:
    """The text of a file with short or long names of journals, changed where they stand."""
    from citelib.journals import Journals

    journals = Journals.load(lists)
    journals.learn(works.values())
    dialect = next(block.format for block in works.blocks)
    change = journals.shortened if form == "short" else journals.lengthened
    changed = Bibliography((change(item, dialect) for item in works.values()), blocks=works.blocks)
    number = sum(item != works[item.id] for item in changed.values())
    what = "abbreviated" if form == "short" else "written in full"
    say(f"journals {what} in {number:,} entr{'y' if number == 1 else 'ies'}", err=True)
    if form == "long":
        left = {item.container_title for item in changed.values() if journals.is_unknown(item)}
        if left:
            say(f"not known in full: {'; '.join(sorted(map(str, left)))}", err=True)
    return dumps(changed, dialect, report=lambda _: None)
