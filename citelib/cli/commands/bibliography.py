"""``citelib format FILE…``: the bibliography in a style."""

from __future__ import annotations

import json

import click

from citelib.cli.choosing import Without, chosen, cited_option, without_option
from citelib.cli.files import (
    file_arguments,
    from_option,
    json_option,
    key_option,
    output_option,
    read,
    write_text,
)
from citelib.cli.report import report, status
from citelib.cli.styling import abbreviate_option, abbreviating, style_options
from citelib.cli.terminal import say
from citelib.formatting import render
from citelib.releases.graph.sections import HEADINGS, sections, under_headings

__all__ = ["command"]


@click.command("format")
@file_arguments
@style_options
@from_option
@key_option("Format only this item; may be repeated.")
@cited_option
@without_option
@abbreviate_option
@click.option(
    "--sort/--no-sort",
    default=None,
    help="Sort where the style does not; or keep the order of the input.",
)
@click.option(
    "--sections/--no-sections",
    "sectioned",
    default=None,
    help="Put what a news release reports on, mentions and the like under headings, or not.",
)
@output_option
@json_option
def command(
    files: tuple[str, ...],
    style: str,
    locale: str | None,
    output: str,
    engine: str,
    source_format: str | None,
    keys: tuple[str, ...],
    documents: tuple[str, ...],
    without: Without,
    abbreviate: bool,
    journal_lists: tuple[str, ...],
    sort: bool | None,
    sectioned: bool | None,
    output_file: str | None,
    as_json: bool,
) -> int:
    """Format references in a style.

    \b
    citelib format refs.bib --style apa
    citelib format refs.bib --style ieee --locale de-DE --output html
    citelib format library.bib --only-cited paper.tex --without note
    cat refs.ris | citelib format --style nature
    """
    works = read(files, source_format)
    items, about_documents = chosen(works, keys, documents)
    items = [without(item) for item in items]
    about_documents += without.unmet()
    report(about_documents)
    options = abbreviating(abbreviate, journal_lists)
    parts = sections(items) if sectioned is not False and output in HEADINGS else []
    if sectioned and not parts:
        raise click.UsageError(f"sections need a news release and one of the outputs {', '.join(HEADINGS)}")
    # In a style that numbers, the numbers go through all sections.
    ordered = [item for _, members in parts for item in members] or items
    rendered = render(ordered, (), style, locale=locale, output=output, sort=sort, engine=engine, options=options)
    report(rendered.diagnostics)
    if as_json:
        of = {item.id: {"section": name} for name, members in parts for item in members}
        entries = [{"id": id, "text": text, **of.get(id, {})} for id, text in rendered.entries]
        write_text(json.dumps(entries, ensure_ascii=False, indent=2), output_file)
    elif parts:
        write_text(under_headings(rendered.entries, parts, output, locale or "en"), output_file)
    else:
        write_text(rendered.bibliography, output_file, drawn=output == "ansi" and engine == "citelib")
    if not items:
        say("citelib: there is nothing to format", err=True)
        return 1
    return status([*works.diagnostics, *about_documents])
