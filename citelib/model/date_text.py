"""Dates as people write them: «April 11, 2019», «12. Okt. 1999», «Spring 2004», «c. 1850», «44 BC», «1998–2001».

Only what can be read in one way is read: «4/11/2019» may be two days and stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.errors import ModelError
from citelib.model.dates import Bound, Date, Point

__all__ = ["month_number", "read_date_text"]

_NAMES: Final[dict[int, str]] = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari gener",
    2: "february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari febrer",
    3: "march mar märz maerz mrz mars marzo março marco maart mrt març",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio mag maio mei maig",
    6: "june jun juni juin junio giugno giu junho juny",
    7: "july jul juli juillet juil julio luglio lug julho juliol",
    8: "august aug août aout agosto ago augustus agost",
    9: "september sept sep septembre septiembre settembre set setembro setembre",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desembre",
    21: "spring frühling frühjahr printemps primavera",
    22: "summer sommer été estate verano",
    23: "autumn fall herbst automne otoño autunno",
    24: "winter hiver invierno inverno",
}
_NUMBERS: Final = {word: number for number, words in _NAMES.items() for word in words.split()}

_CIRCA = re.compile(r"^(?:c|ca|circa|approx|about|um|vers|env)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_ERA_AFTER = re.compile(r"^(.+?)\s*(B\.?C\.?(?:E\.?)?|v\.\s?Chr\.|A\.?D\.?|C\.?E\.?)$", re.IGNORECASE)
_ERA_BEFORE = re.compile(r"^A\.?D\.?\s+(.+)$", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:--|[–—])\s*|\s+-\s+")
_YEAR_RANGE = re.compile(r"([12][0-9]{3})\s*[-–—/]\s*([12][0-9]{3})", re.ASCII)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>[0-9]{1,4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>[0-9]{{4}})",
        rf"{_DAY}\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?(?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}}),?\s+{_MONTH}(?:\s+{_DAY})?",
        rf"{_MONTH},?\s+(?:de\s+)?(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})(?:[/.](?P<day>[0-9]{1,2}))?",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})",
        rf"{_YEAR}",
    )
)
_MONTH_DAY = re.compile(rf"{_MONTH}\s+{_DAY}")
_DAY_MONTH = re.compile(rf"{_DAY}\s+{_MONTH}")
_DAY_YEAR = re.compile(r"(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})")
_LONGEST = 80


def month_number(word: str) -> int | None:
    """Number of a month (1–12) or season (21–24) named in one of several languages, full or shortened.

    >>> month_number("Sept."), month_number("Oktober"), month_number("Spring"), month_number("Smarch")
    (9, 10, 21, None)
    """
    return _NUMBERS.get(word.strip().rstrip(".").casefold())


def read_date_text(text: str) -> Date | None:
    """The date that `text` writes out, or None if it cannot be read in exactly one way."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(text)
    except ModelError:
        return None


def _read(text: str) -> Date | None:
    if match := _YEAR_RANGE.fullmatch(text):
        start, end = (int(year) for year in match.groups())
        return Date(Point(start), Point(end)) if start < end else None
    if point := _point(text):
        return Date(point)
    ends = _DASH.split(text)
    if len(ends) == 2:
        return _range(*ends)
    return None


def _range(first: str, second: str) -> Date | None:
    """«1998 – 2001», «May – June 1999», «12–15 June 1999», «April 11–13, 2019», «1998–»."""
    start, end = _point(first), _point(second)
    if start and not second:
        return Date(start, Bound.OPEN)
    # Either end may borrow what only the other says: month and year, or the year.
    if end is None and (shared := _MONTH_DAY.fullmatch(first)) and (rest := _DAY_YEAR.fullmatch(second)):
        month, year = month_number(shared["month"]), int(rest["year"])
        if month is not None:
            start, end = Point(year, month, int(shared["day"])), Point(year, month, int(rest["day"]))
    elif end is not None and (start is None or len(first) < 3):
        if first.isdigit() and end.day is not None:
            start = Point(end.year, end.month, int(first))
        elif (month := month_number(first)) is not None:
            start = Point(end.year, month)
        elif match := (_MONTH_DAY.fullmatch(first) or _DAY_MONTH.fullmatch(first)):
            month = month_number(match["month"])
            start = Point(end.year, month, int(match["day"])) if month else None
    return Date(start, end) if start and end and start.parts <= end.parts else None


def _point(text: str) -> Point | None:
    approximate = uncertain = False
    text = _WEEKDAY.sub("", text)
    if text.startswith("[") and text.endswith("]"):
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
    year = int(groups["year"])
    if year == 0 or (len(groups["year"]) < 3 and not has_era):
        return None
    month = groups.get("month")
    number = None
    if month is not None:
        number = int(month) if month.isdigit() else month_number(month)
        if number is None or not (1 <= number <= 12 or 21 <= number <= 24):
            return None
    day = groups.get("day")
    if number is not None and number > 12 and day is not None:
        return None
    point = Point(-year if before_christ else year, number, int(day) if day else None)
    return attrs.evolve(point, approximate=approximate, uncertain=uncertain)
