r"""A table in Markdown, a row an item, for people to read; only written.

The columns are given by CSL's names of variables, and ``id`` and ``type``; the first name of each kind decides how a
cell is written: names as «Low, Hill & Vale», dates as year-month-day, DOIs and addresses as links. Pipes, brackets,
angle brackets and everything else that Markdown or HTML would take for markup is escaped. What has no column is
reported.

>>> from citelib.formats.exchange import dumps
>>> from citelib.model import Item
>>> print(dumps([Item("a", "book", title="Bonds | [x]")], "markdown-table", columns="id title"), end="")
| id | title |
| --- | --- |
| a | Bonds \| \[x\] |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from citelib.diagnostics import Diagnostic
from citelib.errors import UnknownNameError
from citelib.formats.format import FACES, Format, Writing
from citelib.model import ET_AL, Date, Item, is_cut_short, people
from citelib.model.vocabulary import VARIABLES
from citelib.richtext.markup import TAGS, translated

__all__ = ["MARKDOWN_TABLE"]

COLUMNS: Final = "id author issued title container-title volume page DOI"
"""The columns that are written if none are given."""

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~$&])")
"""What Markdown takes for markup within a line."""
_MARKS: Final = {**TAGS, "italic": ("*", "*"), "bold": ("**", "**")}
_EMPTY: Final = re.compile(r"<([ib])>(\s*)</\1>")
_LOOSE: Final = re.compile(r"(<[ib]>)(\s+)|((?<!\s)\s+)(</[ib]>)")


def write(items: Iterable[Item], writing: Writing, *, columns: str = COLUMNS) -> Iterator[str]:
    """Yield the table.

    Args:
        items: Items.
        writing: Told of what has no column.
        columns: Names of variables, ``id`` or ``type``, separated by white space or commas.

    Raises:
        UnknownNameError: No variable has that name.
    """
    names = columns.replace(",", " ").split()
    for name in names:
        if name not in VARIABLES and name not in ("id", "type"):
            raise UnknownNameError("variable", name, known=VARIABLES)
    yield f"| {' | '.join(names)} |\n"
    yield f"| {' | '.join('---' for _ in names)} |\n"
    for item in items:
        left = [name for name in item.variables if name not in names]
        left += ["relations"] if item.relations else []
        if left:
            message = f"the table has no column for {', '.join(left)}"
            writing.report(Diagnostic("info", "markdown-table-not-written", message, item=item.id))
        yield f"| {' | '.join(_cell(item, name) for name in names)} |\n"


def _cell(item: Item, name: str) -> str:
    value = item.id if name == "id" else item.type if name == "type" else item.get(name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        families = [_escape(one.full_family or one.given or "") for one in people(value)]
        if is_cut_short(value):
            return f"{', '.join(families)} {ET_AL}"
        return " & ".join(filter(None, (", ".join(families[:-1]), families[-1])))
    if isinstance(value, Date):
        return _escape(str(value))
    if name == "DOI":
        return f"[{_escape(value)}](https://doi.org/{_address(value)})"
    if name == "URL" and re.match("https?://", value):
        return f"[{_escape(value)}]({_address(value)})"
    return _words(value)


def _address(value: str) -> str:
    """An address in which nothing can end the link."""
    return quote("".join(value.split()).encode("utf-8", "replace"), safe=":/?#@!$&'*+,;=%~._-")


def _words(value: str) -> str:
    """Text with its markup, in which Markdown's stars must stand at words."""
    return translated(_LOOSE.sub(r"\2\1\4\3", _EMPTY.sub(r"\2", value)), _MARKS, _escape).strip()


def _escape(text: str) -> str:
    """Text on one line with a backslash before everything that could be markup."""
    lead, trail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    plain = _CONTROL.sub("\ufffd", " ".join(text.split()))
    return f"{lead}{_SPECIAL.sub(_escaped, plain)}{trail}" if plain else lead


def _escaped(match: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(match[1], f"\\{match[1]}")


_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")

MARKDOWN_TABLE: Final = Format(
    "markdown-table",
    "Markdown table",
    media_types=("text/markdown",),
    write=write,
    markup=FACES,
    aliases=("md-table", "markdown"),
    note="a row an item, for people to read; only written",
)
"""A table in Markdown."""
