r"""Tables: CSV and TSV with a header that names variables, as spreadsheets and Scopus write them.

The columns are found by their headers: CSL names, the names in `COLUMNS`, or a mapping given as ``columns``. Other
columns stay in ``custom`` under ``csv:HEADER``. Written are CSL names, and whatever a cell has that a spreadsheet would
take for a formula (``=``, ``+``, ``-``, ``@``, tab) gets an apostrophe in front, which is taken off again on reading.

>>> from citelib.formats.exchange import dumps, loads
>>> works = loads("id,type,title,author,issued\na,book,T,\"Beyeler, Anna; Liston, C.\",2019\n", "csv")
>>> [name.family for name in works["a"].author]
['Beyeler', 'Liston']
>>> dumps(works, "csv").splitlines()[1]
'a,book,T,"Beyeler, Anna; Liston, C.",2019'
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import STYLES, Format, Record, Source, Writing
from citelib.formats.kit.extra import kept_texts, relation_line
from citelib.formats.kit.names import write_name
from citelib.formats.tables.cells import with_entities
from citelib.formats.tables.columns import Columns
from citelib.formats.tables.rows import FORMULA, HEADER_WITHIN, read_rows
from citelib.model import Date, Item

__all__ = ["CSV", "TSV"]


def read(
    source: Source, *, columns: Mapping[str, Any] | str | PathLike[str] | None = None, delimiter: str | None = None
) -> Iterator[Record]:
    """Yield an item a row.

    Args:
        source: The input.
        columns: What headers mean that are not understood by themselves: a mapping, or the path of a file of TOML; see
            `citelib.formats.tables.columns`.
        delimiter: What stands between cells; found out if not given.

    Raises:
        ReadError: There is no header with a column that is understood.
    """
    lines = source.lines()
    lead: list[str] = []
    for line in itertools.islice(lines, HEADER_WITHIN):
        lead.append(line)
        if _delimiter(line) in line:
            break
    csv.field_size_limit(min(source.limits.field_size, 2**31 - 1))
    quotes: list[int] = []
    reader = csv.reader(_with_ends(lead, lines, quotes), delimiter=delimiter or _delimiter("".join(lead)))
    begin, is_open = 1, False

    def rows() -> Iterator[tuple[int, list[str]]]:
        nonlocal begin, is_open
        line = 1
        for row in reader:
            yield line, row
            is_open = len(quotes) > 1 and sum(quotes) % 2 == 1
            begin, line = line, reader.line_num + 1
            quotes.clear()

    try:
        yield from read_rows(rows(), source, columns)
    except csv.Error as error:
        yield Diagnostic("error", "csv-syntax", f"the table breaks off: {error}", line=reader.line_num)
    if is_open:
        message = "a quotation mark is not closed, so that all that follows is in one cell"
        yield Diagnostic("error", "csv-unclosed-quote", message, line=begin)


def _delimiter(line: str) -> str:
    return max(",\t;|", key=line.count)


def _with_ends(head: list[str], rest: Iterator[str], quotes: list[int]) -> Iterator[str]:
    """The lines with their ends; how many quotation marks each has is added to `quotes`."""
    for line in itertools.chain(head, rest):
        quotes.append(line.count('"'))
        yield line + "\n"


def _writer(delimiter: str) -> Any:
    def write(items: Iterable[Item], _: Writing, *, columns: Iterable[str] | None = None) -> Iterator[str]:
        """Yield a table with a row an item.

        Args:
            items: Items; unless `columns` is given, all are looked at before the first row is written.
            columns: CSL names to write; by default all that any item has.
        """
        if columns is None:
            items = list(items)
            used = {name for item in items for name in item.variables}
            names = [name for name in _ORDER if name in used] + sorted(used - set(_ORDER))
            if any(item.relations for item in items):
                names.append("relations")
            # Columns that nobody knew go back under their own names.
            kept_headers = dict.fromkeys(one for item in items for one in kept_texts(item, "csv") if one != "type")
            columns_of_them = Columns.of(list(kept_headers))
            headers = dict.fromkeys(columns_of_them.unknown)
        else:
            names, headers = [name for name in columns if name not in ("id", "type")], {}
        yield _row(["id", "type", *map(_guard, (*names, *headers))], delimiter)
        for item in items:
            kept = kept_texts(item, "csv")
            kind = kept["type"][0] if item.type == "document" and "type" in kept else item.type
            cells = [_cell(item, name) for name in names] + ["; ".join(kept.get(name, ())) for name in headers]
            yield _row([_guard(item.id), _guard(kind), *map(_guard, cells)], delimiter)

    return write


_ORDER: Final = (
    "title author issued container-title volume issue page publisher publisher-place DOI URL ISBN ISSN".split()
)


def _cell(item: Item, name: str) -> str:
    if name == "relations":
        return "\n".join(relation_line(relation) for relation in item.relations)
    value = item.variables.get(name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(line.replace(";", ",") for one in value if (line := write_name(one)))
    if isinstance(value, Date):
        return str(value)
    return with_entities(str(value).strip()) if name != "keyword" else str(value).strip()


def _guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _row(cells: list[str], delimiter: str) -> str:
    buffer = io.StringIO()
    plain = [re.sub(r"\r\n?", "\n", cell.replace("\0", "")) for cell in cells]
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(plain)
    return buffer.getvalue()


def _sniffer(delimiters: str) -> Callable[[str], float]:
    def sniff(text: str) -> float:
        """Sure of a line near the beginning with several headers that are understood."""
        lines = list(itertools.islice((line for line in text.splitlines() if line.strip()), HEADER_WITHIN))
        return max((_likeness(line, delimiters) for line in lines), default=0.0)

    return sniff


def _likeness(line: str, delimiters: str) -> float:
    delimiter = _delimiter(line)
    if delimiter not in delimiters or not line.count(delimiter):
        return 0.0
    try:
        columns = Columns.of(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0.0
    if columns.product:
        return 0.95
    known, size = columns.known, len(columns.header)
    return 0.9 if known > 2 and known * 3 > size else 0.3 if known > 1 and size < 6 else 0.0


CSV: Final = Format(
    "csv",
    "CSV table",
    media_types=("text/csv",),
    sniff=_sniffer(",;|"),
    read=read,
    write=_writer(","),
    markup=STYLES,
    aliases=("scopus-csv", "zotero-csv"),
    note="a table with a header; also as Scopus and Zotero write it",
)
"""Comma-separated values."""

TSV: Final = Format(
    "tsv",
    "TSV table",
    media_types=("text/tab-separated-values",),
    sniff=_sniffer("\t"),
    read=read,
    write=_writer("\t"),
    markup=STYLES,
    note="the same with tabs",
    own=("csv:",),
)
"""Tab-separated values."""
