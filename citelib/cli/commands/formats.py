"""``citelib formats``: what can be read and written."""

from __future__ import annotations

import json

import click

from citelib.cli.files import json_option
from citelib.cli.terminal import say
from citelib.formats.registry import extensions, formats

__all__ = ["command"]


@click.command("formats")
@json_option
def command(as_json: bool) -> None:
    """List the formats that are read and written.

    Every command that reads files knows what a file is by its name and content, or by --from. These options of all such
    commands say more about how it is read:

    \b
    --encoding NAME        its encoding, where it does not say that itself
    --columns FILE         TOML that says what the columns of a table mean
    --case sentence|keep   titles of .bib files in sentence case, or with
                           their capitals
    --keep-notes           leave lines 'variable: value' of notes as they are

    \b
    citelib formats
    citelib convert export.csv refs.bib --columns columns.toml
    citelib format refs.bib --from bibtex --case keep
    """
    rows = sorted(formats(), key=lambda one: one.name)
    if as_json:
        listed = [
            {
                "name": one.name,
                "title": one.title,
                "read": one.read is not None,
                "write": one.writer is not None,
                "extensions": list(extensions(one)),
                "aliases": list(one.aliases),
                "note": one.note,
            }
            for one in rows
        ]
        say(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    from citelib.cli.tables import print_table

    print_table(
        ("name", "read", "write", "files", "what it is"),
        [
            (
                one.name,
                "yes" if one.read else "–",
                "yes" if one.writer else "–",
                " ".join(extensions(one)),
                one.note or one.title,
            )
            for one in rows
        ],
    )
