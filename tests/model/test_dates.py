"""Dates: EDTF level 1, what people write, and order."""

from __future__ import annotations

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl.style.locale import languages, load_locale
from citelib.errors import ModelError
from citelib.model import Bound, Date, Point
from citelib.model.months import month_number

points = st.one_of(
    st.builds(Point, st.integers(-9000, 9000).filter(bool)),
    st.builds(Point, st.integers(1, 9999), st.one_of(st.integers(1, 12), st.integers(21, 24))),
    st.builds(Point, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), st.booleans(), st.booleans()),
)
dates = st.one_of(
    st.builds(Date, points),
    st.builds(Date, points, st.one_of(points, st.sampled_from(Bound))),
    st.builds(Date, st.sampled_from(Bound), points),
)

LEVEL_1 = """
1985-04-12 1985-04 1985 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2005/2006-02
Y170000002 Y-170000002 2001-21 1984? 2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985
-1985 -0043 0000 1984~/2004-06 2004-06-11%/2004-06-12?
""".split()


@pytest.mark.parametrize("text", LEVEL_1)
def test_level_1_comes_back_as_it_was(text: str) -> None:
    assert edtf.parse_edtf(text), "the oracle knows it, too"
    assert Date.from_edtf(text).edtf() == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("199X", [[1990], [1999]]),
        ("19XX~", [[1900], [1999]]),
        ("-004X", [[-50], [-41]]),
        ("197X/198X", [[1970], [1989]]),
        ("../198X", [[1989]]),
        ("1999-XX", [[1999]]),
    ],
)
def test_a_year_with_open_digits_is_all_the_years_that_it_may_be(text: str, parts: list[list[int]]) -> None:
    """BibLaTeX's manual and biber have 199X as 1990/1999, so that nobody is told 1990."""
    date = Date.from_edtf(text)
    assert (date.date_parts, date.edtf()) == (parts, text)


@given(dates)
def test_round_trip(date: Date) -> None:
    assert Date.from_edtf(date.edtf()) == date


@given(st.builds(Date, points))
def test_the_oracle_agrees_on_single_dates(date: Date) -> None:
    assert isinstance(date.start, Point)
    read = edtf.parse_edtf(date.edtf())
    year = date.start.year if date.start.year > 0 else date.start.year + 1
    assert int(str(getattr(read, "year", None) or read.date.year)) == year


@pytest.mark.parametrize(
    "text",
    ["", "x", "19", "1985-13", "1985-25", "1985-04-31", "2023-21-05", "../..", "/", "1985-4", "1985/04/12/1",
     "XXXX", "1X85", "199X-05", "٢٠١٩", "Y1", "9" * 100, "1985-XX-04"],
)  # fmt: skip
def test_what_is_no_edtf(text: str) -> None:
    with pytest.raises(ModelError, match="EDTF"):
        Date.from_edtf(text)


@pytest.mark.parametrize(
    ("text", "edtf_text"),
    [
        ("April 11, 2019", "2019-04-11"),
        ("Thursday, April 11th, 2019", "2019-04-11"),
        ("11 April 2019", "2019-04-11"),
        ("12. Okt. 1999", "1999-10-12"),
        ("3 de mayo de 2001", "2001-05-03"),
        ("1er mars 1999", "1999-03-01"),
        ("15 de abril del 2009", "2009-04-15"),
        ("15 d’abril de 2009", "2009-04-15"),
        ("den 5. mai 2001", "2001-05-05"),
        ("15 января 2003 г.", "2003-01-15"),
        ("2009. március 15.", "2009-03-15"),
        ("2009. 3. 15.", "2009-03-15"),
        ("2009年", "2009"),
        ("2009年 3月 15日", "2009-03-15"),
        ("1976年四月", "1976-04"),
        ("四月 1, 1976", "1976-04-01"),
        ("2009年春季", "2009-21"),
        ("昭和51年4月1日", "1976-04-01"),
        ("令和元年", "2019"),
        ("民國98年", "2009"),
        ("98年", ""),
        ("2009년 3월 15일", "2009-03-15"),
        ("15/11/2019", "2019-11-15"),
        ("11-15-2019", "2019-11-15"),
        ("15/11-2019", ""),
        ("11/2019", "2019-11"),
        ("13/2019", ""),
        ("20190411", "2019-04-11"),
        ("20191411", ""),
        ("31 April 2009", ""),
        ("12 listopad 2009", ""),
        ("2009.", "2009"),
        ("©1999", "1999"),
        ("cop. 1999", "1999"),
        ("1999-", "1999/.."),
        ("2019 Apr 11", "2019-04-11"),
        ("2019 Apr", "2019-04"),
        ("Apr 2019", "2019-04"),
        ("2019/4/11", "2019-04-11"),
        ("2019-4", "2019-04"),
        ("11.4.2019", "2019-04-11"),
        ("Spring 2004", "2004-21"),
        ("2019", "2019"),
        ("[1999]", "1999"),
        ("c. 1850", "1850~"),
        ("ca 1850", "1850~"),
        ("circa 1850?", "1850%"),
        ("1850?", "1850?"),
        ("44 BC", "-0043"),
        ("44 v. Chr.", "-0043"),
        ("AD 79", "0079"),
        ("1998–2001", "1998/2001"),
        ("1998-2001", "1998/2001"),
        ("1998–", "1998/.."),
        ("May – June 1999", "1999-05/1999-06"),
        ("12–15 June 1999", "1999-06-12/1999-06-15"),
        ("April 11–13, 2019", "2019-04-11/2019-04-13"),
        ("30 June – 2 July 1999", "1999-06-30/1999-07-02"),
        ("Jan-Feb 2019", "2019-01/2019-02"),
        ("November-December 2019", "2019-11/2019-12"),
        ("Sept./Oct. 2004", "2004-09/2004-10"),
        ("2019 Jan-Feb", "2019-01/2019-02"),
        ("2019 Jan 30-Feb 3", "2019-01-30/2019-02-03"),
        ("2019 Apr 11-13", "2019-04-11/2019-04-13"),
        ("2003 Dec-2004 Jan", "2003-12/2004-01"),
        ("12-15 June 1999", "1999-06-12/1999-06-15"),
        ("Fall-Winter 2004", "2004-23/2004-24"),
        ("2009 12 May", "2009-05-12"),
        ("Winter-Spring 2004", ""),
        ("Jan-2004", ""),
        ("2004-Jan", ""),
        ("Jan-Feb", ""),
        ("1998-99", ""),
        ("4/11/2019", ""),
        ("2019-04-00", "2019-04"),
        ("2019-00-00", "2019"),
        ("2019/04/00", "2019-04"),
        ("2019/00/00", "2019"),
        ("31 February 2019 maybe", ""),
        ("in press", ""),
        ("0", ""),
        ("99", ""),
        ("2001–1998", ""),
        ("Smarch 2001", ""),
    ],
)
def test_what_people_write(text: str, edtf_text: str) -> None:
    date = Date.parse(text)
    assert date.edtf() == edtf_text
    assert date.raw == (None if edtf_text else text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_kept(text: str) -> None:
    date = Date.parse(text)
    assert (date.start is None) == (date.raw == text.strip())


@pytest.mark.parametrize("text", ["2021-04-29 09:40:40", "2021-04-29 09:40", "2021-04-29 09:40:40 UTC"])
def test_the_time_of_a_day_is_kept_as_text(text: str) -> None:
    date = Date.parse(text)
    assert (date.edtf(), date.raw) == ("2021-04-29", text)


def test_order() -> None:
    texts = ["../1900", "-0100", "-0043", "1850", "1850-21", "1850/1860", "1850/..", "1851-02", "1851-02-03"]
    ordered = sorted(Date.from_edtf(text) for text in reversed(texts))
    assert [date.edtf() for date in ordered] == ["../1900", "-0100", "-0043", "1850", "1850/1860", "1850/..",
                                                 "1850-21", "1851-02", "1851-02-03"]  # fmt: skip
    assert Date(literal="in press") > Date.on(9999)


@given(dates, dates)
def test_order_is_total(a: Date, b: Date) -> None:
    assert (a < b) + (b < a) + (a == b) == 1


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Point(2019, 13), "month is 13"),
        (lambda: Point(2019, None, 4), "day is 4"),
        (lambda: Point("2019"), "year is '2019'"),  # type: ignore[arg-type]
        (lambda: Date("2019"), "start is '2019'"),  # type: ignore[arg-type]
        (lambda: Date(None, Point(2019)), "without a start"),
        (lambda: Date(Bound.OPEN), "end must be a Point"),
        (lambda: Date(literal=3), "literal is 3"),  # type: ignore[arg-type]
    ],
)
def test_wrong_values_are_refused(make: object, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        make()  # type: ignore[operator]


def test_months() -> None:
    assert month_number("déc.") == 12
    assert month_number("Herbst") == 23
    assert month_number("") is None


NOT_READ = {
    "bal-PK", "brh-PK", "km-KH", "lij-IT", "mn-MN", "pa-PK",  # rarely met
    "cy-GB", "ms-MY",  # months that are other words, or names: Medi, Mac
    "th-TH",  # its years are those of another era
    "vi-VN", "ja-JP", "ko-KR",  # months by number
}  # fmt: skip
SHARED = {"listopad", "listopada"}
"""Names of different months in different languages."""


def test_months_of_csl_locales() -> None:
    unread = set()
    for language in languages():
        for term in load_locale(language).terms:
            if term.name.startswith("month-") and term.form == "long" and term.single not in SHARED:
                number = month_number(term.single)
                assert number in {None, int(term.name.removeprefix("month-"))}, (language, term.single)
                if number is None:
                    unread.add(language)
    assert unread == NOT_READ
