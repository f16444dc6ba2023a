"""Dates as RIS writes them: ``YYYY/MM/DD/other``.

>>> read_date("2019/04/12/"), read_date("2019///Spring"), read_date("April 12, 2019")
(Date('2019-04-12'), Date('2019-21'), Date('2019-04-12'))
>>> write_date(Date.parse("2019-04"))
'2019/04/'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.kit.lines import one_line
from citelib.model import Date, Point

__all__ = ["exactness", "is_before", "leading_year", "read_date", "with_year", "write_date"]

_SLASHED: Final = re.compile(r"(-?[0-9]{4,9})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/\s*(.*))?")


_LABEL: Final = re.compile(r"^[A-Za-z ]{0,20}date:\s*", re.IGNORECASE)
"""What databases write in front of a date: «Start date: 20170812»."""
_RANGE: Final = re.compile(r"[0-9]{4}/(?:[0-9]{4}|\.\.)")
"""What EDTF has for years from one to another, which is not a year and a season."""


_DIGITS_OF_A_DAY: Final = len("20170812")


def read_date(text: str) -> Date:
    """``2019/04/12/other``; or any other date."""
    text = _LABEL.sub("", text)
    match = _SLASHED.fullmatch(text)
    if match is None or _RANGE.fullmatch(text) or len(match[1]) == _DIGITS_OF_A_DAY:
        return Date.parse(text)
    year, month, day, other = match.groups()
    if int(year) == 0:
        return Date()
    numbers = [int(part) if part else 0 for part in (month, day)]
    if not numbers[0] and other:
        date = Date.parse(f"{other} {year}")
        if date.start is not None:
            return date
        return Date(Point(int(year)), season=other)
    if not (numbers[0] <= 12 and numbers[1] <= 31):
        return Date.parse(text)
    return Date(Point.from_parts((int(year), *numbers)))


def write_date(date: Date) -> str:
    """``YYYY/MM/DD/``, with the name of a season behind; EDTF for what that cannot say."""
    point = date.start
    text = date.edtf()
    if not isinstance(point, Point) or date.end is not None or not re.fullmatch("[0-9-]{4,10}", text) or point.year < 1:
        return text
    season = date.season or _SEASONS.get(point.month or 0)
    if season and point.month in (None, *_SEASONS):
        return f"{point.year:04d}///{one_line(season)}"
    return "/".join([text.replace("-", "/"), *[""] * (point.month is not None)]) if point.month else text


_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


def is_before(date: Date, issued: Date) -> bool:
    """Whether a date is of an earlier year than that of issue, as the day is on which a patent was filed (Y2)."""
    return date.year is not None and issued.year is not None and date.year < issued.year


def leading_year(text: str) -> str:
    """The year that a text begins with; else empty."""
    match = _LEADING_YEAR.match(text)
    return match[1] if match else ""


_LEADING_YEAR: Final = re.compile(r"\s*([0-9]{4})(?![0-9])")


def exactness(date: Date) -> int:
    """How many of year, month and day a date says."""
    return len(date.start.parts) if isinstance(date.start, Point) else 0


def with_year(text: str, year: str) -> Date:
    """A date that may lack its year."""
    date = read_date(text)
    if date.start is None and year:
        return Date.parse(f"{text.title() if text.isupper() else text} {year}")
    return date
