"""Dates as people write them: «April 11, 2019», «12. Okt. 1999», «Jan-Feb 2004», «c. 1850», «44 BC», «2009年3月».

Only what can be read in one way is read: «4/11/2019» may be two days and stays as it is, «15/11/2019» may not. A month
or day of zero is one that is not known.
"""

from __future__ import annotations

import functools
import re

import attrs

from citelib.errors import ModelError
from citelib.model.dates import DAYS, Bound, Date, Point
from citelib.model.months import month_number
from citelib.model.numbers import whole_number

__all__ = ["read_date_text"]

_CIRCA = re.compile(r"^(?:c|ca|circa|approx|about|um|vers|env)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_ERA_AFTER = re.compile(r"^(.+?)\s*(B\.?C\.?(?:E\.?)?|v\.\s?Chr\.|A\.?D\.?|C\.?E\.?)$", re.IGNORECASE)
_ERA_BEFORE = re.compile(r"^A\.?D\.?\s+(.+)$", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:--|[–—])\s*|\s+-\s+|(?<=[0-9])-$")
_CLOSE_DASH = re.compile(r"(?<=[^\W_])\.?-(?=[^\W_])|(?<=[^\W\d_])\.?\s?/\s?(?=[^\W\d_])")
"""A hyphen, or a slash between words; whether it separates the ends of a range depends on what surrounds it."""
_YEAR_RANGE = re.compile(r"([12][0-9]{3})\s*[-–—/]\s*([12][0-9]{3})", re.ASCII)
_ZEROS = re.compile(r"(?<=^[0-9]{4})(?:-00-00|/00/00)$|(?<=^[0-9]{4}[-/][01][0-9])[-/]00$", re.ASCII)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?"
_MONTH = r"(?P<month>[^\d\s,./()\[\]–—-]{1,15})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_CJK_YEAR = r"(?P<reign>明治|大正|昭和|平成|令和|民國|民国)?(?P<year>[0-9]{1,4}|元)\s?年"
_CJK_MONTH = r"(?P<month>(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月|[春夏秋冬]季?)"
_OF = r"\s+(?:of\s+|d(?:el?|en)\s+|d['’])?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:©|cop\.|c)\s*{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?:den\s+)?{_DAY}{_OF}{_MONTH},?{_OF}{_YEAR}(?:\s*[гр]\.?)?",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_YEAR}[.,]?\s+{_MONTH}(?:\s+{_DAY})?",
        rf"{_YEAR}\s+{_DAY}\s+{_MONTH}",
        rf"{_MONTH},?{_OF}{_YEAR}(?:\s*[гр]\.?)?",
        rf"(?P<month>[^\W\d_]{{3,9}}){_YEAR}",
        rf"{_YEAR}[/.](?P<month>[0-9]{{1,2}})(?:[/.](?P<day>[0-9]{{1,2}}))?",
        rf"{_YEAR}\.\s(?P<month>[0-9]{{1,2}})\.(?:\s(?P<day>[0-9]{{1,2}})\.?)?",
        rf"{_YEAR}-(?P<month>[0-9]{{1,2}})(?:-(?P<day>[0-9]{{1,2}}))?",
        rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})\.\s?{_YEAR}",
        rf"(?P<day>1[3-9]|2[0-9]|3[01])([/-])(?P<month>[0-9]{{1,2}})\2{_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})([/-])(?P<day>1[3-9]|2[0-9]|3[01])\2{_YEAR}",
        rf"(?P<month>0?[1-9]|1[0-2])/{_YEAR}",
        r"(?P<year>[12][0-9]{3})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])",
        r"(?P<year>[0-9]{1,4})\.?",
        rf"{_CJK_YEAR}(?:\s?{_CJK_MONTH}(?:\s?(?P<day>[0-9]{{1,2}})\s?[日号號])?)?",
        rf"{_YEAR}\s?년(?:\s?(?P<month>[0-9]{{1,2}})\s?월(?:\s?(?P<day>[0-9]{{1,2}})\s?일)?)?",
    )
)
_REIGNS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The year before the first of each Japanese era since 1868, and of the Chinese republic."""
_MONTH_DAY = re.compile(rf"{_MONTH}\s+{_DAY}")
_DAY_MONTH = re.compile(rf"{_DAY}\s+{_MONTH}")
_DAY_ALONE = re.compile(_DAY)
_YEAR_FIRST = re.compile(r"[0-9]{4}[.,]?\s")
_DAY_YEAR = re.compile(r"(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})")
_LONGEST = 80


def read_date_text(text: str) -> Date | None:
    """The date that `text` writes out, or None if it cannot be read in exactly one way."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(text)
    except ModelError:
        return None


@functools.lru_cache(maxsize=8192)
def _read(text: str) -> Date | None:
    # Bibliographies have few dates that differ.
    if match := _YEAR_RANGE.fullmatch(text):
        start, end = (int(year) for year in match.groups())
        return Date(Point(start), Point(end)) if start < end else None
    if point := _point(_ZEROS.sub("", text)):
        return Date(point)
    ends = _DASH.split(text)
    if len(ends) == 1 and any(map(str.isalpha, text)):
        ends = _CLOSE_DASH.split(text)
    return _range(*ends) if len(ends) == 2 else None


def _range(first: str, second: str) -> Date | None:
    """«1998 – 2001», «May – June 1999», «12–15 June 1999», «April 11–13, 2019», «2019 Jan–Feb», «1998–»."""
    start, end = _point(first), _point(second)
    if start and not second:
        return Date(start, Bound.OPEN)
    # Either end may borrow what only the other says: month and year, or the year.
    if end is None and (shared := _MONTH_DAY.fullmatch(first)) and (rest := _DAY_YEAR.fullmatch(second)):
        month, year = month_number(shared["month"]), int(rest["year"])
        if month is not None:
            start, end = Point(year, month, int(shared["day"])), Point(year, month, int(rest["day"]))
    elif end is None and start is not None and _YEAR_FIRST.match(first):
        end = _borrowed(second, start)
    elif end is not None and (start is None or len(first) < 3):
        start = _borrowed(first, end)
    return Date(start, end) if start and end and start.parts <= end.parts else None


def _borrowed(text: str, other: Point) -> Point | None:
    """An end of a range that has its year, and perhaps its month, from the other end, and is as exact."""
    if other.day is None:
        month = month_number(text)
        return Point(other.year, month) if month is not None and other.month is not None else None
    match = _DAY_ALONE.fullmatch(text) or _MONTH_DAY.fullmatch(text) or _DAY_MONTH.fullmatch(text)
    if match is None:
        return None
    word = match.groupdict().get("month")
    month, day = other.month if word is None else month_number(word), int(match["day"])
    return Point(other.year, month, day) if day <= DAYS.get(month or 0, 0) else None


def _point(text: str) -> Point | None:
    approximate = uncertain = False
    text = _WEEKDAY.sub("", text)
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1].strip()
    if match := _CIRCA.match(text):
        approximate, text = True, text[match.end() :]
    if text.endswith("?"):
        uncertain, text = True, text[:-1].rstrip()
    before_christ = False
    has_era = False
    if match := _ERA_AFTER.match(text):
        has_era = True
        before_christ = match[2][0] in "BbVv"
        text = match[1]
    elif match := _ERA_BEFORE.match(text):
        has_era, text = True, match[1]
    for form in _FORMS:
        if match := form.fullmatch(text):
            break
    else:
        return None
    groups = match.groupdict()
    reign = groups.get("reign")
    year = 1 if groups["year"] == "元" else int(groups["year"])
    if year == 0 or (len(groups["year"]) < 3 and not has_era and not reign):
        return None
    year += _REIGNS[reign] if reign else 0
    month = groups.get("month")
    number = None
    if month is not None:
        digits = month.rstrip("月")
        number = whole_number(digits) if digits.isdecimal() else month_number(month)
        if number is None or not (1 <= number <= 12 or 21 <= number <= 24):
            return None
    day = groups.get("day")
    if number is not None and day is not None and int(day) > DAYS.get(number, 0):
        return None
    point = Point(-year if before_christ else year, number, int(day) if day else None)
    return attrs.evolve(point, approximate=approximate, uncertain=uncertain)
