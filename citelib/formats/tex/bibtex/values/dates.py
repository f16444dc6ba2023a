r"""Dates of BibTeX and BibLaTeX to and from `Date`.

BibLaTeX's ``date`` fields hold EDTF (manual, section 2.3.8); older entries, and BibTeX, spread a date over ``year``,
``month``, ``day`` and ``endyear`` …, with all kinds of text in them. What is not a date but is meant to be printed («in
press») becomes a literal date.

>>> read_date({"year": "2004", "month": "15 March"}, "")[0]
Date('2004-03-15')
>>> write_date(Date.from_edtf("1997/.."), "", "bibtex")
{'year': '1997', 'date': '1997/..'}
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

import attrs

from citelib.errors import ModelError
from citelib.formats.tex.bibtex.syntax.macros import MONTH_MACROS
from citelib.formats.tex.latex import decode, encode
from citelib.model import Date, Point
from citelib.model.months import month_number
from citelib.model.numbers import whole_number

__all__ = ["read_date", "split_original", "write_date"]

_PARTS: Final = ("date", "year", "month", "day", "endyear", "endmonth", "endday", "season")
_EDTF_LIKE = re.compile(r"[-0-9XxUuYyTtZz:+/.?~%]+")
_FOUR = re.compile(r"[0-9]{4}")
_SHORT_RANGE = re.compile(r"([0-9]{4})\s*[-–/]+\s*([0-9]{2})")
_WITH_ORIGINAL = re.compile(r"\s*(?:\[([0-9]{3,4})\]\s*([0-9]{3,4})|([0-9]{3,4})\s*\[([0-9]{3,4})\])\s*")
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?"
_WORD = r"([^\W\d_]{3,})\.?"
_DAY_MONTH = re.compile(rf"{_DAY}[\s.,-]*{_WORD}|{_WORD}[\s.,]*{_DAY}")
_DAYS_MONTH = re.compile(rf"{_DAY}\s*[-–/]+\s*{_DAY}[\s.,]*{_WORD}|{_WORD}[\s.,]*{_DAY}\s*[-–/]+\s*{_DAY}")
_MONTHS = re.compile(rf"{_WORD}\s*(?:[-–/,]+|and|&)\s*{_WORD}", re.IGNORECASE)
_MONTH_NUMBERS = re.compile(r"([0-9]{1,2})\s*[-–/]+\s*([0-9]{1,2})")


def read_date(fields: Mapping[str, str], prefix: str) -> tuple[Date | None, frozenset[str]]:
    """The date of an entry.

    Args:
        fields: Values in LaTeX by field name.
        prefix: ``""``, ``"event"``, ``"orig"`` or ``"url"``.

    Returns:
        The date, and the names of the fields that it says everything of.
    """
    given = fields.get(f"{prefix}date")
    if given is not None and (date := _read_text(given)) is not None:
        if date.start is None and f"{prefix}year" in fields and (parts := _read_parts(fields, prefix))[0]:
            return parts
        # BibLaTeX ignores the parts beside a date; a month that is none is kept.
        month = fields.get(f"{prefix}month")
        is_odd = month is not None and _read_month(month, None) is None
        return date, frozenset(f"{prefix}{part}" for part in _PARTS if part != "month" or not is_odd)
    return _read_parts(fields, prefix)


def split_original(text: str) -> tuple[str, str] | None:
    """The year of an edition and that of the first one, which stands in brackets; None if that is not how it reads.

    >>> split_original("2004 [1929]"), split_original("[1929] 2004"), split_original("2004 [2005]")
    (('2004', '1929'), ('2004', '1929'), None)
    """
    match = _WITH_ORIGINAL.fullmatch(text)
    if match is None:
        return None
    year, original = (match[2], match[1]) if match[1] else (match[3], match[4])
    return (year, original) if int(original) < int(year) else None


@functools.lru_cache(maxsize=4096)
def _read_text(latex: str) -> Date | None:
    text = latex.strip()
    if _FOUR.fullmatch(text) and text != "0000":
        return Date(Point(int(text)))
    edtf = "/".join(part.strip() for part in text.split("/"))
    edtf = edtf.replace("/open", "/..").replace("/unknown", "/")  # as earlier manuals had it
    if _EDTF_LIKE.fullmatch(edtf):
        try:
            return Date.from_edtf(re.sub("[uU]", "X", edtf).replace("y", "Y").replace("x", "X"))
        except ModelError:
            pass
    text = decode(text)
    if not text:
        return None
    if match := _SHORT_RANGE.fullmatch(text):
        first, second = int(match[1]), int(match[1][:2] + match[2])
        if second > first and not (1 <= int(match[2]) <= 12 and "-" in text):
            return Date(Point(first), Point(second))
    date = Date.parse(text)
    if date.start is None:
        return Date(literal=text)
    return attrs.evolve(date, raw=None)


_OF_PARTS: Final = ("year", "month", "day", "endyear", "endmonth", "endday")


def _read_parts(fields: Mapping[str, str], prefix: str) -> tuple[Date | None, frozenset[str]]:
    parts = [fields.get(prefix + part) for part in _OF_PARTS] if prefix else map(fields.get, _OF_PARTS)
    return _of_parts(prefix, fields.get("season") if not prefix else None, *parts)


@functools.lru_cache(maxsize=4096)
def _of_parts(
    prefix: str,
    season: str | None,
    year: str | None,
    month: str | None,
    day: str | None,
    end_year: str | None,
    end_month: str | None,
    end_day: str | None,
) -> tuple[Date | None, frozenset[str]]:
    used = {f"{prefix}year"}
    date = _read_text(year) if year is not None else None
    month = month or season
    if date is None or not isinstance(date.start, Point) or date.start.month is not None:
        return date, frozenset(used)
    start, end = date.start, date.end
    if month is not None and end is None:
        read = _read_month(month, day)
        if read is not None:
            used |= {f"{prefix}month", f"{prefix}day", "season"}
            first, last = read
            start = attrs.evolve(start, month=first[0], day=first[1])
            if last is not None:
                end = Point(start.year, *last)
    if end_year is not None and (last_date := _read_text(end_year)) and isinstance(last_date.start, Point):
        used.add(f"{prefix}endyear")
        end = last_date.start
        if end_month is not None and (read := _read_month(end_month, end_day)) is not None:
            used |= {f"{prefix}endmonth", f"{prefix}endday"}
            end = attrs.evolve(end, month=read[0][0], day=read[0][1])
    try:
        return Date(start, end), frozenset(used)
    except ModelError:
        return date, frozenset({f"{prefix}year"})


_MonthDay = tuple[int, int | None]


@functools.lru_cache(maxsize=2048)
def _read_month(latex: str, day: str | None) -> tuple[_MonthDay, _MonthDay | None] | None:
    """Month and day of the start and, for a range, of the end."""
    text = decode(latex).replace("\u00a0", " ").strip().rstrip(".,")
    number = _month(text)
    if number is not None:
        if day is None:
            return (number, None), None
        days = decode(day).strip().rstrip(".")
        if match := re.fullmatch(r"([0-9]{1,2})\s*[-–/]+\s*([0-9]{1,2})", days):
            return _checked((number, int(match[1])), (number, int(match[2])))
        one_day = whole_number(days)
        return _checked((number, one_day), None) if one_day is not None and number <= 12 else None
    if match := _DAYS_MONTH.fullmatch(text):
        first, second, month = (match[1], match[2], match[3]) if match[3] else (match[5], match[6], match[4])
        number = _month(month)
        return _checked((number, int(first)), (number, int(second))) if number else None
    if match := _DAY_MONTH.fullmatch(text):
        month, day_text = (match[2], match[1]) if match[2] else (match[3], match[4])
        number = _month(month)
        return _checked((number, int(day_text)), None) if number else None
    if match := _MONTHS.fullmatch(text) or _MONTH_NUMBERS.fullmatch(text):
        first_month, last_month = _month(match[1]), _month(match[2])
        if first_month and last_month and first_month < last_month:
            return (first_month, None), (last_month, None)
    return None


def _checked(first: _MonthDay, last: _MonthDay | None) -> tuple[_MonthDay, _MonthDay | None] | None:
    for one in (first, last):
        if one is not None and not (1 <= one[0] <= 12 and 1 <= (one[1] or 0) <= 31):
            return None
    return first, last


def _month(text: str) -> int | None:
    if text.isdecimal():
        number = whole_number(text) or 0
        return number if 1 <= number <= 12 or 21 <= number <= 24 else None
    return month_number(text)


def write_date(date: Date, prefix: str, dialect: str, *, ascii_only: bool = False) -> dict[str, str]:
    """The fields that say a date, in LaTeX; a month is given as its macro's name.

    Args:
        date: The date.
        prefix: As for `read_date`.
        dialect: ``"bibtex"`` spreads the date over year, month and day, and adds ``date`` where they cannot say it.
        ascii_only: As for `citelib.formats.tex.latex.encode`.
    """
    edtf = date.edtf()
    if edtf and date.raw is not None and _EDTF_LIKE.fullmatch(date.raw):
        edtf = date.raw  # with the time of day
    if dialect == "biblatex" or prefix:
        text = edtf or encode(date.literal or date.raw or date.season or "", ascii_only=ascii_only)
        return {f"{prefix}date": text} if text else {}
    if not edtf:
        text = encode(date.literal or date.raw or date.season or "", ascii_only=ascii_only)
        return {"year": text} if text else {}
    point = date.start if isinstance(date.start, Point) else date.end
    assert isinstance(point, Point)
    fields = {"year": str(point.year) if point.year > 0 else edtf}
    is_plain = (
        date.end is None and date.raw is None and not point.unspecified and not date.circa and 999 < point.year < 10_000
    )
    if point.month is not None and point.month <= 12:
        fields["month"] = MONTH_MACROS[point.month - 1]
        if point.day is not None and date.end is None:
            fields["day"] = str(point.day)
    elif point.month is not None:
        is_plain = False
    if not is_plain:
        fields["date"] = edtf
    return fields
