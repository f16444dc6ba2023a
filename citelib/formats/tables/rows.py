"""Rows of cells with a row of headers, from whatever file they are read.

>>> from citelib.formats.format import Source
>>> rows = [(1, ["Title", "Authors", "Year"]), (2, ["On roads", "Roa, Ada; Vu, Bo", "2001"])]
>>> [getattr(item, "title", None) for item in read_rows(iter(rows), Source(""))][-1]
'On roads'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import read_extra
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.names import read_names as read_single_names
from citelib.formats.tables.cells import (
    read_citation,
    read_date,
    read_keywords,
    read_names,
    read_type,
    without_entities,
)
from citelib.formats.tables.columns import Column, Columns, read_map
from citelib.model import Name
from citelib.model.vocabulary import NAME_VARIABLES, VARIABLES

__all__ = ["FORMULA", "HEADER_WITHIN", "read_row", "read_rows", "understood"]

FORMULA: Final = re.compile("'?(?:[\t\r]|[\\s\\0\u200b-\u200f\u2060\ufeff]*[-=+@\uff0b\uff0d\uff1d\uff20])")
"""What a spreadsheet may take for a formula: its signs, also full-width, behind what is not seen or is dropped."""
HEADER_WITHIN: Final = 40
"""Rows in which the headers are looked for; some products have a line about the data in front."""


def read_rows(
    rows: Iterator[tuple[int, list[str]]],
    source: Source,
    columns: Mapping[str, Any] | str | PathLike[str] | None = None,
) -> Iterator[Record]:
    """Yield an item a row; see `citelib.formats.tables.csv.read` for the arguments.

    Args:
        rows: Number of the line and cells of each row.
        source: The input, for its name.
        columns: What headers mean.

    Raises:
        ReadError: There is no row of headers that says what a column means.
    """
    above: list[str] = []
    found = _header(rows, columns, above)
    if found is None:
        raise ReadError(
            "no header with known columns",
            format="csv",
            source=source.name,
            line=1,
            hint="say what the columns mean: columns=… in Python, --columns map.toml on the command line",
        )
    line, header = found
    if header.unknown:
        names = ", ".join(map(repr, header.unknown[:_SHOWN])) + (", …" if len(header.unknown) > _SHOWN else "")
        yield Diagnostic(
            "info",
            "csv-unknown-columns",
            f"{len(header.unknown)} columns are not understood and stay in custom: {names}"
            if len(header.unknown) > 1
            else f"the column {names} is not understood and stays in custom",
            line=line,
            hint="--columns map.toml says what they mean",
        )
    # EndNote has the type of all rows in a line of its own.
    kind = next((line[1:] for line in above if line.startswith("*")), "")
    for number, row in rows:
        if any(cell.strip() for cell in row):
            yield from _Row(header, row, number, kind).records()


_SHOWN: Final = 12


def has_header(rows: Iterator[list[str]], columns: Mapping[str, Any] | str | PathLike[str] | None = None) -> bool:
    """Whether there is a row of headers at the beginning that says what a column means."""
    return _header(enumerate(rows, 1), columns, []) is not None


def _header(
    rows: Iterator[tuple[int, list[str]]],
    columns: Mapping[str, Any] | str | PathLike[str] | None,
    above: list[str],
) -> tuple[int, Columns] | None:
    """The first of the rows at the beginning in which headers are understood, and its line.

    The first cells of the rows above it are added to `above`.
    """
    given = read_map(Path(columns)) if isinstance(columns, (str, PathLike)) else columns
    for _, (number, row) in zip(range(HEADER_WITHIN), rows, strict=False):
        cells = [_unguarded(cell.strip().lstrip("\ufeff")) for cell in row]
        header = Columns.of(cells, given)
        if header.known >= max(1, min(2, len(cells))):
            return number, header
        above += cells[:1]
    return None


def read_row(cells: Mapping[str, str], format: str, line: int | None = None) -> Iterator[Record]:
    """The item of a row by itself, whose cells stand under their headers.

    Args:
        cells: Cell by header.
        format: Name of the format for diagnostics and for what is not understood.
        line: Where the row begins.
    """
    yield from _Row(_columns(tuple(cells)), list(cells.values()), line, format=format).records()


def understood(headers: tuple[str, ...]) -> dict[str, str]:
    """What each header means of those that are understood.

    >>> understood(("Titel", "Jahr", "nonsense"))
    {'Titel': 'title', 'Jahr': 'issued'}
    """
    columns = _columns(headers)
    return {
        name: one.to
        for name, one in zip(headers, columns.meanings, strict=True)
        if one is not None and one.to != "keep"
    }


_columns: Final = lru_cache(64)(Columns.of)


class _Row:
    """The cells of a row, by what their columns mean; `kind` is the word for the type of all rows."""

    def __init__(self, columns: Columns, row: list[str], line: int | None, kind: str = "", format: str = "csv") -> None:
        self.kind = kind
        self._says_type = False
        self.draft = Draft(format, line)
        self.columns = columns
        self.cells = [
            _plain_cell(cell, columns.meanings[place] if place < len(columns.meanings) else None)
            for place, cell in enumerate(map(_unguarded, row))
        ]

    def texts(self, meaning: str) -> list[str]:
        """Texts of the columns that mean something, but empty ones."""
        numbers = self.columns.places().get(meaning, ())
        return [self.cells[one] for one in numbers if one < len(self.cells) and self.cells[one].strip()]

    def first(self, meaning: str) -> str:
        """The first of them, or empty."""
        return next(iter(self.texts(meaning)), "")

    def records(self) -> Iterator[Record]:
        """The item, and what to report about it."""
        draft = self.draft
        self._type()
        for number, cell in enumerate(self.cells):
            column = self.columns.meanings[number] if number < len(self.columns.meanings) else None
            if column is None or column.to == "keep":
                header = self.columns.header
                draft.keep(header[number] if number < len(header) else str(number + 1), cell)
        for meaning, numbers in self.columns.places().items():
            filled = [one for one in numbers if one < len(self.cells) and self.cells[one].strip()]
            if filled and meaning in VARIABLES:
                self._put(meaning, filled)
        if (title := draft.variables.get("title")) and (subtitle := self.first("subtitle")):
            draft.variables["title"] = f"{title}: {subtitle}"
        for text in self.texts("relations"):
            for part in text.splitlines():
                read_extra(part, draft)
        draft.put("page", page_range(self.first("page start"), self.first("page end")))
        for variable, value in read_citation(self.first("citation")).items():
            if variable == "issued":
                draft.variables["issued"] = read_date([value, *self.texts("issued")])
            elif variable not in draft:
                draft.put(variable, value)
        if names := [name.strip() for text in self.texts("group author") for name in text.split(";")]:
            draft.add("author", [Name(literal=name) for name in names if name])
        for number in self.columns.places().get("further authors", ()):
            column = self.columns.meanings[number]
            if column is not None and number < len(self.cells) and self.cells[number].strip():
                draft.add("author", read_names(self.cells[number], column))
        if names := self.texts("one author"):
            draft.add("author", read_single_names(names))
        if not self._says_type and "container-title" in draft:
            draft.type = "article-journal"
        yield from draft.records(" ".join(self.first("id").split()))

    def _type(self) -> None:
        if text := self.first("type") or self.kind:
            known = read_type(text, self.columns.types)
            if known is None:
                self.draft.report("warning", "unknown-type", f"the type {text!r} is not known")
            if known is None or known in ("", "document"):
                self.draft.keep("type", text)
            self._says_type = known != ""
            self.draft.type = known or "document"

    def _put(self, variable: str, numbers: list[int]) -> None:
        """Give a variable what its columns say."""
        draft = self.draft
        columns = [column for one in numbers if (column := self.columns.meanings[one]) is not None]
        texts = [self.cells[one] for one in numbers]
        if variable in NAME_VARIABLES:
            # Products say the same names in several ways, the fullest first in their tables.
            draft.add(variable, read_names(texts[0], columns[0]))
        elif variable == "keyword":
            for text, column in zip(texts, columns, strict=True):
                for word in read_keywords(text, column):
                    draft.add_keyword(word)
        elif variable == "issued":
            draft.put("issued", read_date(texts, self.first("month")))
        elif variable == "DOI":
            draft.put("DOI", as_doi(texts[0]) or _doi_within(texts[0]) or texts[0])
        elif variable in ("ISSN", "ISBN"):
            for text in texts:
                serials = issns(text) if variable == "ISSN" else isbns(text)
                draft.append(variable, serials or " ".join(re.split(r"[;,|\s]+", text.strip(" ;,"))), " ")
        elif variable == "PMID":
            # Cochrane has «PUBMED 123», and Abstrackr a zero for none.
            draft.put("PMID", next((number for text in texts for number in _NUMBER.findall(text)), ""))
        else:
            draft.put(variable, without_entities(texts[0]), key=self.columns.header[numbers[0]])
            for number, text in zip(numbers[1:], texts[1:], strict=True):
                if text.strip() != texts[0].strip():
                    draft.keep(self.columns.header[number], text)


_NUMBER: Final = re.compile("(?<![0-9])[1-9][0-9]*")
_DOI: Final = re.compile(r"doi[:=](10\.[0-9]{4,}[^&\s]+)", re.IGNORECASE)


def _doi_within(text: str) -> str | None:
    """The DOI in the address of a resolver."""
    match = _DOI.search(unquote(text))
    return as_doi(match[1]) if match else None


_ABSENT: Final = frozenset(("NA", "N/A", "NaN", "nan", "#N/A", "NULL", "null", "None"))
"""How R, pandas, spreadsheets and databases write a cell that has no value."""


_COUNTED: Final = frozenset(
    ("volume", "issue", "page", "page start", "page end", "issued", "month", "PMID", "number-of-pages")
)
"""What is counted in whole numbers, so that a decimal is not part of it."""
_DECIMAL: Final = re.compile(r"(?<![\w.])([0-9]+)\.0(?![\w.])")


def _plain_cell(cell: str, column: Column | None) -> str:
    """A cell without what programs make of an absent value or a whole number (``307.0``) on the way."""
    if column is None:
        return "" if cell.strip() in _ABSENT else cell
    if column.to == "title":
        return cell
    if cell.strip() in _ABSENT:
        return ""
    return _DECIMAL.sub(r"\1", cell) if column.to in _COUNTED and ".0" in cell else cell


def _unguarded(cell: str) -> str:
    """A cell without what keeps spreadsheets from taking it for a formula or a number: an apostrophe, or ``="…"``."""
    if match := _FORMULA_OF_TEXT.fullmatch(cell):
        return match[1].replace('""', '"')
    return cell.removeprefix("'") if cell.startswith("'") and FORMULA.match(cell) else cell


_FORMULA_OF_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"')
