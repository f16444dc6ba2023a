"""Tables for people: drawn with rich at a terminal, tab-separated when the output is read by another program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence

from citelib.cli.terminal import say, unguarded, visible

__all__ = ["print_table"]

_NARROWEST = 10
"""Columns of the terminal that a column of a table needs on average, so that words are not cut in pieces."""


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output; as a list where the terminal is too narrow for its columns.

    Args:
        header: Names of the columns; printed at a terminal only.
        rows: Cells as text; they are data and never markup.
    """
    if not sys.stdout.isatty():
        for row in rows:
            say("\t".join(re.sub("[\t\r\n]", " ", cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(file=unguarded(sys.stdout), color_system=None if os.environ.get("NO_COLOR") else "auto")
    shown = [[Text(visible(cell, one_line=True)) for cell in row] for row in rows]
    # What the first column holds is typed again, so it is never cut; the others share what is left.
    first = max((row[0].cell_len for row in shown), default=0)
    others = console.width - first
    if first > others or others < _NARROWEST * (len(header) - 1):
        for cells in shown:
            console.print(cells[0], style="bold", soft_wrap=True)
            console.print(Padding(Text(" · ").join(cell for cell in cells[1:] if cell), (0, 0, 0, 4)))
        return
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for number, title in enumerate(header):
        table.add_column(title, no_wrap=number == 0, min_width=first if number == 0 else None, overflow="fold")
    for cells in shown:
        table.add_row(*cells)
    console.print(table)
