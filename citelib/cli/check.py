"""``citelib check FILE…``: say what is wrong in files."""

from __future__ import annotations

import json
from collections import Counter

import attrs
import click

from citelib.cli.files import file_arguments, from_option, json_option, load_all
from citelib.cli.report import report, status
from citelib.diagnostics import SEVERITIES, Diagnostic
from citelib.errors import LimitError, ReadError
from citelib.model import RELATION_TYPES

__all__ = ["command"]


@click.command("check")
@file_arguments
@from_option
@json_option
def command(files: tuple[str, ...], source_format: str | None, as_json: bool) -> int:
    """Check files and say what is wrong in them.

    Each finding is printed as file:line:column with its code in brackets. The exit status is 1 if there is an error,
    0 if there are only warnings or nothing.
    """
    diagnostics: list[Diagnostic] = []
    count = 0
    for name in files or ("-",):
        try:
            works = load_all([name], source_format)
        except (ReadError, LimitError) as error:
            diagnostics.append(_unreadable(error, name))
        else:
            count += len(works)
            diagnostics += works.diagnostics
            diagnostics += [
                Diagnostic(
                    "warning",
                    "relation-dangling",
                    f"{item.id!r} {RELATION_TYPES[link.type].label} {link.target!r}, which is not in the file",
                    "give the link a DOI, PMID or URL, or add the item",
                    source="<stdin>" if name == "-" else name,
                    item=item.id,
                )
                for item in works.values()
                for link in item.relations
                if link.scheme == "id" and works.find(link) is None
            ]
    if as_json:
        click.echo(json.dumps([attrs.asdict(one) for one in diagnostics], ensure_ascii=False, indent=2))
    else:
        report(diagnostics)
        found = Counter(one.severity for one in diagnostics)
        summary = ", ".join(_count(found[severity], severity) for severity in SEVERITIES if found[severity])
        click.echo(f"{_count(count, 'item')}: {summary or 'nothing wrong'}", err=True)
    return status(diagnostics)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _unreadable(error: ReadError | LimitError, name: str) -> Diagnostic:
    line, column = (error.line, error.column) if isinstance(error, ReadError) else (None, None)
    return Diagnostic("error", "unreadable", error.message, error.hint, source=name, line=line, column=column)
