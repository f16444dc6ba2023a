"""Tables for people: drawn with rich at a terminal, tab-separated when the output is read by another program."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

__all__ = ["print_table"]


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output.

    Args:
        header: Names of the columns; printed at a terminal only.
        rows: Cells as text; they are data and never markup.
    """
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(cell.replace("\t", " ") for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header, box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
