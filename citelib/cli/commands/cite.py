"""``citelib cite FILE KEY…``: an in-text citation."""

from __future__ import annotations

import json

import click

from citelib.cli import completing
from citelib.cli.files import from_option, json_option, output_option, read, write_text
from citelib.cli.report import status
from citelib.cli.styling import style_options
from citelib.formatting import cite
from citelib.model.vocabulary import LOCATOR_TYPES

__all__ = ["command"]


@click.command("cite")
@click.argument("file", type=click.Path())
@click.argument("keys", nargs=-1, required=True, metavar="KEY...", shell_complete=completing.keys)
@style_options
@from_option
@click.option("-p", "--locator", help="Place within the last item, such as 61 or 129–130.")
@click.option("--label", type=click.Choice(sorted(LOCATOR_TYPES)), metavar="LABEL", help="Kind of the locator.")
@click.option("--prefix", default="", help="Text before the first item.")
@click.option("--suffix", default="", help="Text after the last item.")
@click.option("--suppress-author", is_flag=True, help="Leave out the names, because the sentence has them.")
@click.option("--in-text", is_flag=True, help="Names in the sentence: Gordon (1978).")
@output_option
@json_option
def command(
    file: str,
    keys: tuple[str, ...],
    style: str,
    locale: str | None,
    output: str,
    engine: str,
    source_format: str | None,
    locator: str | None,
    label: str | None,
    prefix: str,
    suffix: str,
    suppress_author: bool,
    in_text: bool,
    output_file: str | None,
    as_json: bool,
) -> int:
    """Format an in-text citation of the items KEY….

    \b
    citelib cite refs.bib gordon1978 --locator 61 --style apa
    citelib cite refs.bib gordon1978 beyeler2019 --prefix "see "
    """
    works = read([file], source_format)
    keys = tuple(works[key].id for key in keys)
    text = cite(
        works,
        *keys,
        style=style,
        locale=locale,
        output=output,
        locator=locator,
        label=label,
        prefix=prefix,
        suffix=suffix,
        suppress_author=suppress_author,
        mode="composite" if in_text else "",
        engine=engine,
    )
    shown = json.dumps({"keys": keys, "text": text}, ensure_ascii=False) if as_json else text
    write_text(shown, output_file, drawn=output == "ansi" and engine == "citelib" and not as_json)
    return status(works.diagnostics)
