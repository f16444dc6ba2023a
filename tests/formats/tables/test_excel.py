"""Spreadsheets: the same as tables of text, in their own kinds of cells, and never without bounds."""

from __future__ import annotations

import datetime
import importlib
import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest

from citelib.errors import LimitError, ReadError
from citelib.formats.exchange import load, loads
from citelib.limits import DEFAULT_LIMITS

for _package in ("openpyxl", "xlrd", "xlwt"):
    pytest.importorskip(_package, reason=f"{_package} (extras «excel» and «test») is not installed")
openpyxl: Any = importlib.import_module("openpyxl")
xlwt: Any = importlib.import_module("xlwt")

HEADER = ["Title", "Authors", "Publication Year", "Source Title", "Volume", "Date Accessed"]
ROW = ["On roads", "Roa, Ada; Vu, Bo", 2001, "J. Roads", 12, datetime.datetime(2024, 5, 7)]


def _xlsx(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _xls(rows: list[list[Any]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("savedrecs")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet.write(row, column, value, *([style] if isinstance(value, datetime.date) else []))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [_xlsx(refs=[HEADER, ROW]), _xls([HEADER, ROW])], ids=["xlsx", "xls"])
def test_cells_are_read_as_a_person_sees_them(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nameless"
    path.write_bytes(data)
    (item,) = load(path).values()
    assert item == next(iter(loads(data, "excel").values()))
    assert [name.family for name in item.author] == ["Roa", "Vu"]
    assert (item.title, item.container_title, item.volume) == ("On roads", "J. Roads", "12")
    assert (str(item.issued), str(item.accessed)) == ("2001", "2024-05-07")


def test_products_are_known_in_them_too() -> None:
    header = [
        "Publication Type",
        "Authors",
        "Article Title",
        "Source Title",
        "Start Page",
        "End Page",
        "UT (Unique WOS ID)",
    ]
    (item,) = loads(_xls([header, ["J", "Roa, Ada", "On roads", "J ROADS", 1, 9, "WOS:1"]])).values()
    assert (item.type, item.page) == ("article-journal", "1-9")


def test_other_sheets_are_told_and_can_be_named() -> None:
    data = _xlsx(empty=[], refs=[HEADER, ROW], more=[HEADER, ["Second", *ROW[1:]]])
    works = loads(data)
    assert [one.title for one in works.values()] == ["On roads"]
    assert "'more'" in next(one.message for one in works.diagnostics if one.code == "excel-other-sheets")
    assert [one.title for one in loads(data, "excel", sheet="more").values()] == ["Second"]
    with pytest.raises(ReadError, match="no sheet 'x'"):
        loads(data, "excel", sheet="x")


def test_the_first_sheet_with_headers_is_read() -> None:
    works = loads(_xlsx(summary=[["Search of 5 May"], ["Base", "Found"], ["Roads", 1]], refs=[HEADER, ROW]))
    assert [one.title for one in works.values()] == ["On roads"]
    told = next(one.message for one in works.diagnostics if one.code == "excel-other-sheets")
    assert told == "the sheet 'refs' was read; 'summary' is not empty either"


def test_what_openpyxl_warns_of_reaches_nobody() -> None:
    table = _with(_xlsx(refs=[HEADER, ROW]), "xl/styles.xml", b'name="Normal"', b'name="Other"')
    extension = b"</sheetData><extLst><ext uri='{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}'/></extLst>"
    table = _with(table, SHEET, b"</sheetData>", extension)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(loads(table, "excel")) == 1


def test_a_table_without_known_columns_is_an_error() -> None:
    with pytest.raises(ReadError, match="no header"):
        loads(_xlsx(a=[["x", "y"], [1, 2]]))
    with pytest.raises(ReadError, match="is empty"):
        loads(_xlsx(a=[]))


@pytest.mark.parametrize("data", [_xlsx(refs=[HEADER, ROW]), _xls([HEADER, ROW])], ids=["xlsx", "xls"])
def test_spoilt_files_are_errors(data: bytes) -> None:
    for cut in range(1000, len(data), len(data) // 7):
        with pytest.raises(ReadError):
            loads(data[:cut], "excel")


def _with(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            text = before.read(info)
            after.writestr(info.filename, text.replace(old, new) if info.filename == part else text)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_hostile_spreadsheets() -> None:
    data = _xlsx(refs=[HEADER, ROW])
    wide = _with(data, SHEET, b'<dimension ref="A1:F2"', b'<dimension ref="A1:XFD1048576"')
    assert len(loads(wide, "excel")) == 1
    with pytest.raises(LimitError, match="rows"):
        loads(_with(data, SHEET, b'<row r="2"', b'<row r="99999999999"'), "excel")
    with pytest.raises(ReadError, match="document type"):
        loads(_with(data, SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "excel")
    with pytest.raises(LimitError, match="package_ratio"):
        loads(_with(data, SHEET, b"<sheetData>", b"<sheetData>" + b" " * 20_000_000), "excel")
    with pytest.raises(LimitError, match="package_size"):
        loads(data, "excel", limits=attrs.evolve(DEFAULT_LIMITS, package_size=1000))
