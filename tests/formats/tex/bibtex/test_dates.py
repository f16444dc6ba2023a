"""Dates of entries."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.formats.tex.bibtex.values.dates import read_date, write_date
from citelib.model import Bound, Date, Point


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2004-05-06"}, "2004-05-06"),
        ({"date": "1997/.."}, "1997/.."),
        ({"date": "../1997"}, "../1997"),
        ({"date": "1998/unknown"}, "1998/"),
        ({"date": "2001-21"}, "2001-21"),
        ({"date": "199X"}, "199X"),
        ({"date": "199u"}, "199X"),
        ({"date": "1723?"}, "1723?"),
        ({"date": "-0043"}, "-0043"),
        ({"date": "y-10000"}, "Y-10000"),
        ({"year": "2004", "month": "May"}, "2004-05"),
        ({"year": "2004", "month": "05", "day": "3"}, "2004-05-03"),
        ({"year": "2004", "month": "1~jan"}, "2004-01-01"),
        ({"year": "2004", "month": "15 March"}, "2004-03-15"),
        ({"year": "2004", "month": "July/August"}, "2004-07/2004-08"),
        ({"year": "1999", "month": "9-13 July"}, "1999-07-09/1999-07-13"),
        ({"year": "2004", "month": "Spring"}, "2004-21"),
        ({"year": "1995", "endyear": "1998"}, "1995/1998"),
        ({"year": "2004--2005"}, "2004/2005"),
        ({"year": "c. 1850"}, "1850~"),
        ({"year": "{\\noopsort{1973c}}1981"}, "1981"),
    ],
)
def test_read(fields: dict[str, str], date: str) -> None:
    assert read_date(fields, "")[0] == Date.from_edtf(date)


def test_the_year_of_the_first_edition_in_brackets() -> None:
    for text in (
        "@book{a, year={2004 [1929]}}",
        "@book{a, date={[1929] 2004}}",
        "@book{a, year={[1929] 2004}, origdate={1929}}",
    ):
        (found,) = loads(text, "bibtex").values()
        assert (found.issued, found.original_date) == (Date.on(2004), Date.on(1929))
    (found,) = loads("@book{a, year={2004 [i.e. 2005]}, origdate={1929}}", "bibtex").values()
    assert found.issued == Date(literal="2004 [i.e. 2005]")
    (found,) = loads("@book{a, year={2004 [1929]}, origdate={1928}}", "bibtex").values()
    assert (found.issued, found.original_date) == (Date(literal="2004 [1929]"), Date.on(1928))


def test_text_is_kept_to_be_printed() -> None:
    assert read_date({"year": "in press"}, "")[0] == Date(literal="in press")
    assert read_date({"year": "2004a"}, "")[0] == Date(literal="2004a")
    assert read_date({"year": "2004", "month": "????"}, "") == (Date.on(2004), frozenset({"year"}))


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "date",
    [Date.on(2019, 4, 12), Date.on(2019), Date(Point(2001, 21)), Date(Point(1997), Bound.OPEN), Date(Point(-44, 3, 15)),
     Date.from_edtf("1850~"), Date.from_edtf("199X"), Date(literal="in press"), Date.from_edtf("2004-07/2005-08")],
)  # fmt: skip
def test_written_dates_are_read_back(date: Date, dialect: str) -> None:
    assert read_date(write_date(date, "", dialect), "")[0] == date
