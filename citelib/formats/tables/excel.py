"""Tables of spreadsheet programs, XLSX and XLS, with a header that names variables, as `citelib.formats.tables.csv`.

The first sheet with headers that are understood is read, or the one that is named; others that hold something are
reported.
Numbers and dates are read as the text that a person sees, formulas as what was computed last. Needs the extra ``excel``
(openpyxl, and xlrd for XLS).
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from os import PathLike
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Format, Record, Source
from citelib.formats.tables.rows import has_header, read_rows
from citelib.limits import Limits

__all__ = ["EXCEL"]

_XLS: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a file of XLS begins with, as other documents of the time do."""

Rows = Iterator[list[str]]


def read(
    source: Source, *, columns: Mapping[str, Any] | str | PathLike[str] | None = None, sheet: str | None = None
) -> Iterator[Record]:
    """Yield an item a row.

    Args:
        source: The input.
        columns: As for tables of CSV.
        sheet: Name of the sheet; the first with headers that are understood if not given.

    Raises:
        ReadError: It is not a spreadsheet, has no such sheet, or no header with a column that is understood.
        LimitError: It goes beyond a limit.
    """
    data = source.read_bytes()
    sheets = (_xls if data.startswith(_XLS) else _xlsx)(data, source)
    if sheet is not None and sheet not in sheets:
        known = ", ".join(map(repr, sheets))
        raise ReadError(f"has no sheet {sheet!r}", format="excel", source=source.name, hint=f"there are {known}")
    names = [sheet] if sheet is not None else list(sheets)
    filled = [name for name in names if any(map(any, sheets[name]()))]
    if not filled:
        raise ReadError("is empty", format="excel", source=source.name)
    chosen = next((name for name in filled if has_header(sheets[name](), columns)), filled[0])
    yield from read_rows(enumerate(sheets[chosen](), 1), source, columns)
    if len(filled) > 1:
        others = ", ".join(repr(name) for name in filled if name != chosen)
        message = f"the sheet {chosen!r} was read; {others} {'are' if len(filled) > 2 else 'is'} not empty either"
        yield Diagnostic("warning", "excel-other-sheets", message, hint="name another one with sheet=… in Python")


def _xlsx(data: bytes, source: Source) -> dict[str, Callable[[], Rows]]:
    """What gives the rows of each sheet, by its name."""
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        raise _not_installed("openpyxl", source) from error
    _check_package(data, source)
    try:
        with _without_warnings():
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # of a spoilt file, it raises whatever its parts make of it
        raise ReadError(f"is a damaged spreadsheet: {error}", format="excel", source=source.name) from error

    def rows_of(sheet: Any) -> Callable[[], Rows]:
        def rows() -> Rows:
            sheet.reset_dimensions()  # they may be a lie, by which each row would be filled up with empty cells
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                source.limits.check("rows", number, "the number of rows")
                yield [_text(value) for value in row]

        return lambda: _guarded(rows(), source)

    return {sheet.title: rows_of(sheet) for sheet in book.worksheets}


def _check_package(data: bytes, source: Source) -> None:
    """Refuse what no spreadsheet program writes: bombs, and XML with a document type."""
    limits: Limits = source.limits
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            limits.check("package_members", len(infos), "the number of parts of the spreadsheet")
            limits.check("package_size", sum(info.file_size for info in infos), "the size of all parts")
            for info in infos:
                if info.file_size > _SMALL:
                    ratio = info.file_size // max(info.compress_size, 1)
                    limits.check("package_ratio", ratio, f"the ratio of sizes of the part {info.filename!r}")
                with package.open(info) as part:
                    if b"<!DOCTYPE" in part.read(_HEAD).replace(b"\0", b"").upper():
                        raise ReadError("has a document type, which is refused", format="excel", source=source.name)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise ReadError(f"is a damaged spreadsheet: {error}", format="excel", source=source.name) from None


_SMALL: Final = 10_000_000
_HEAD: Final = 4096


def _xls(data: bytes, source: Source) -> dict[str, Callable[[], Rows]]:
    """The same for the older kind of file."""
    try:
        import xlrd
    except ModuleNotFoundError as error:
        raise _not_installed("xlrd", source) from error
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True)
    except Exception as error:  # of a spoilt file, it raises whatever its parts make of it
        raise ReadError(f"is a damaged spreadsheet: {error}", format="excel", source=source.name) from error

    def rows_of(sheet: Any) -> Callable[[], Rows]:
        def rows() -> Rows:
            for row in sheet.get_rows():
                values = (
                    xlrd.xldate_as_datetime(cell.value, book.datemode) if cell.ctype == xlrd.XL_CELL_DATE else
                    bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else
                    None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
                    for cell in row
                )  # fmt: skip
                yield [_text(value) for value in values]

        return lambda: _guarded(rows(), source)

    return {sheet.name: rows_of(sheet) for sheet in book.sheets()}


@contextlib.contextmanager
def _without_warnings() -> Iterator[None]:
    """What openpyxl warns of, such as styles that are missing, says nothing of the cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _guarded(rows: Rows, source: Source) -> Rows:
    """The rows; what a library raises on the way is an error of the file."""
    while True:
        try:
            with _without_warnings():
                row = next(rows)
        except StopIteration:
            return
        except (KeyError, IndexError, TypeError, ValueError, ArithmeticError, SyntaxError, zipfile.BadZipFile) as error:
            raise ReadError(f"is a damaged spreadsheet: {error}", format="excel", source=source.name) from error
        yield row


def _text(value: object) -> str:
    """What a person sees in a cell."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)


def _not_installed(package: str, source: Source) -> ReadError:
    hint = "install it with pip install 'citelib[excel]', or save the table as CSV"
    return ReadError(f"needs {package}, which is not installed", format="excel", source=source.name, hint=hint)


def sniff(text: str) -> float:
    """Sure of a packed spreadsheet; fairly sure of an old document of Microsoft's."""
    if text.startswith("PK\x03\x04"):
        return 1.0 if re.search(r"xl/(?:worksheets|workbook|_rels|styles|sharedStrings)", text) else 0.0
    return 0.5 if text.startswith(_XLS.decode("latin-1")) else 0.0


EXCEL: Final = Format(
    "excel",
    "Excel table",
    media_types=(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
    ),
    sniff=sniff,
    read=read,
    aliases=("xlsx", "xls", "spreadsheet"),
    note="a table with a header in an XLSX or XLS file (extra «excel»)",
    is_binary=True,
    own=("csv:",),
)
"""Spreadsheets."""
