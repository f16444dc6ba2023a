"""Dates: single days, months, seasons and years, ranges, open ranges, approximate and uncertain, before year 1.

Two notations go in and out: EDTF level 1 (ISO 8601-2:2019) and the date object of CSL-JSON (``csl-data.json``).
Years count as in CSL: 1 is AD 1, -1 is 1 BC and there is no year 0; EDTF's astronomical years (0 is 1 BC) are
converted.
Seasons are the months 21 (spring) to 24 (winter), as in EDTF.

>>> Date.from_edtf("2019-04-11")
Date('2019-04-11')
>>> Date.from_edtf("1984~/..").end
<Bound.OPEN: '..'>
>>> Date.from_edtf("2004-06") < Date.from_edtf("2004-06-01")
True
"""

from __future__ import annotations

import enum
import functools
import re
from typing import Any

import attrs

from citelib.errors import ModelError

__all__ = ["Bound", "Date", "Point"]

SEASONS = range(21, 25)
DAYS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1))
"""How many days each month can have."""


class Bound(enum.Enum):
    """An end of an interval that is not a date."""

    OPEN = ".."
    """Goes on (or back) without limit."""
    UNKNOWN = ""
    """Has a limit that is not known."""


@attrs.frozen(slots=True, weakref_slot=False)
class Point:
    """A day, month, season or year.

    Attributes:
        year: Year as CSL counts: -1 is 1 BC.
        month: 1–12, or a season 21 (spring), 22 (summer), 23 (autumn), 24 (winter); None if not known.
        day: 1–31, or None.
        approximate: «circa» (EDTF ``~``).
        uncertain: Perhaps wrong (EDTF ``?``).
        unspecified: The EDTF form when digits are left open (``"199X"``, ``"1999-XX"``), else empty. The other
            attributes then hold what is known; of the years that it may be, the first if the point begins a date, the
            last if it ends one.

    Raises:
        ModelError: A number is out of range, or a day has no month.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False
    unspecified: str = ""

    def __attrs_post_init__(self) -> None:
        year, month, day = self.year, self.month, self.day
        if not isinstance(year, int) or isinstance(year, bool):
            raise ModelError(f"Point.year is {year!r}, but must be an int")
        if month is not None and not (isinstance(month, int) and (1 <= month <= 12 or month in SEASONS)):
            raise ModelError(f"Point.month is {month!r}, but must be 1 to 12, a season 21 to 24, or None")
        if day is not None and (month is None or not (isinstance(day, int) and 1 <= day <= 31)):
            raise ModelError(f"Point.day is {day!r}, but must be 1 to 31 and have a month, or be None")

    @property
    def parts(self) -> tuple[int, ...]:
        """``(year,)``, ``(year, month)`` or ``(year, month, day)``, as in CSL's ``date-parts``."""
        if self.month is None:
            return (self.year,)
        if self.day is None:
            return (self.year, self.month)
        return (self.year, self.month, self.day)

    @classmethod
    def from_parts(cls, parts: tuple[int, ...], *, circa: bool = False) -> Point:
        """A point from one to three numbers; months 13–16 and 17–20 are read as the seasons 21–24, too.

        >>> Point.from_parts((2019, 4, 11))
        Point(year=2019, month=4, day=11, approximate=False, uncertain=False, unspecified='')
        """
        year, *rest = parts
        month = rest[0] if rest else None
        day = rest[1] if len(rest) > 1 else None
        if month is not None and 13 <= month <= 20:
            month = 21 + (month - 13) % 4
        if month is None or month == 0:
            month = day = None
        return cls(year, month, day or None, approximate=circa)

    def edtf(self) -> str:
        """This point in EDTF."""
        text = self.unspecified
        if not text:
            year = self.year if self.year > 0 else self.year + 1
            text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
            if abs(year) > 9999:
                text = f"Y{year}"
            text += "".join(f"-{part:02d}" for part in self.parts[1:])
        return text + _MARKS[self.approximate, self.uncertain]


_END_TYPES = frozenset((Point, Bound, type(None)))
_TEXT_TYPES = frozenset((str, type(None)))


@functools.total_ordering
@attrs.frozen(slots=True, weakref_slot=False, repr=False, order=False)
class Date:
    """A date as an item has it.

    Attributes:
        start: The date, or the start of a range; None when only `literal` or `raw` is known.
        end: End of a range; None for a single date.
        season: Name of a season or term that is none of the four («Trinity»), as written.
        literal: Text to be printed as it stands («in press»).
        raw: The date as its source wrote it, for what could not be read or says more than the rest.

    Raises:
        ModelError: A field has a value of another type, or an end has no start.
    """

    start: Point | Bound | None = None
    end: Point | Bound | None = None
    season: str | None = None
    literal: str | None = None
    raw: str | None = None

    def __attrs_post_init__(self) -> None:
        # Testing all fields at once is faster when nothing is wrong.
        ends = {type(self.start), type(self.end)}
        if not (ends <= _END_TYPES and {type(self.season), type(self.literal), type(self.raw)} <= _TEXT_TYPES):
            self._check()
        if self.start is None and self.end is not None:
            raise ModelError(f"Date.end is {self.end!r}, but a date without a start has no end")
        if isinstance(self.start, Bound) and not isinstance(self.end, Point):
            raise ModelError(f"Date.start is {self.start!r}, but then the end must be a Point")

    def _check(self) -> None:
        """Find the field that has another kind of value than it may."""
        for field in ("start", "end"):
            value = getattr(self, field)
            if value is not None and not isinstance(value, (Point, Bound)):
                raise ModelError(f"Date.{field} is {value!r}, but must be a Point, a Bound or None")
        for field in ("season", "literal", "raw"):
            value = getattr(self, field)
            if value is not None and not isinstance(value, str):
                raise ModelError(f"Date.{field} is {value!r}, but must be a str or None")

    def __repr__(self) -> str:
        if self.start is not None and self.season is None and self.literal is None and self.raw is None:
            return f"Date({self.edtf()!r})"
        shown = ", ".join(f"{k}={v!r}" for k, v in attrs.asdict(self, recurse=False).items() if v is not None)
        return f"Date({shown})"

    def __str__(self) -> str:
        return self.literal or (self.edtf() if self.start is not None else None) or self.raw or self.season or ""

    def __bool__(self) -> bool:
        return any(part is not None for part in (self.start, self.season, self.literal, self.raw))

    # Making dates

    @classmethod
    def on(cls, year: int, month: int | None = None, day: int | None = None) -> Date:
        """A single date.

        >>> Date.on(2019, 4)
        Date('2019-04')
        """
        return cls(Point(year, month, day))

    @classmethod
    def from_edtf(cls, text: str) -> Date:
        """Read EDTF level 0 or 1, time of day left in `raw`.

        A year with open digits is the range of years that it may be, as in BibLaTeX (manual, section 2.3.8).

        Raises:
            ModelError: `text` is not EDTF.

        >>> Date.from_edtf("-0043").start.year
        -44
        >>> Date.from_edtf("199X").date_parts
        [[1990], [1999]]
        """
        date = _edtf_date(text.strip())
        if date is None:
            raise ModelError(
                f"{text!r} is not an EDTF date",
                hint="write 2019-04-11, 2019-04, 2019, 1997/2001, 1997/.., 199X, 1850~ or 1723?",
            )
        return date

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read EDTF or a date as people write it; what cannot be read is kept in `raw`, never guessed.

        >>> Date.parse("April 11, 2019")
        Date('2019-04-11')
        >>> Date.parse("c. 1850")
        Date('1850~')
        >>> Date.parse("in due course")
        Date(raw='in due course')
        """
        from citelib.model.date_text import read_date_text

        text = text.strip()
        return _edtf_date(text) or read_date_text(text) or cls(raw=text)

    # Reading dates

    @property
    def year(self) -> int | None:
        """Year of the start (of the end, if the start is open)."""
        point = self.start if isinstance(self.start, Point) else self.end
        return point.year if isinstance(point, Point) else None

    @property
    def is_range(self) -> bool:
        """Whether there are two ends."""
        return self.end is not None

    @property
    def circa(self) -> bool:
        """Whether any end is approximate or uncertain, which is what CSL's ``is-uncertain-date`` tests."""
        start, end = self.start, self.end
        return (isinstance(start, Point) and (start.approximate or start.uncertain)) or (
            isinstance(end, Point) and (end.approximate or end.uncertain)
        )

    def edtf(self) -> str:
        """This date in EDTF level 1; empty when there is only literal or raw text."""
        if self.start is None:
            return ""
        start = _end_text(self.start)
        if self.end is None:
            return start
        end = _end_text(self.end)
        # 199X has two ends, which say the same.
        return start if start == end and "X" in start else f"{start}/{end}"

    @property
    def date_parts(self) -> list[list[int]]:
        """CSL-JSON's ``date-parts`` – one list for a date, two for a range, none if there are no numbers."""
        return [list(point.parts) for point in (self.start, self.end) if isinstance(point, Point)]

    # Order: by start, then end; open starts first, dates without numbers last and by their text

    @property
    def _order(self) -> tuple[Any, ...]:
        if self.start is None:
            return (1, (), (), str(self), self.edtf())
        return (0, _order(self.start, False), _order(self.end, True), str(self), self.edtf())

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Date):
            return NotImplemented
        return self._order < other._order


def _end_text(end: Point | Bound) -> str:
    return end.edtf() if isinstance(end, Point) else end.value


def _order(end: Point | Bound | None, last: bool) -> tuple[float, ...]:
    if isinstance(end, Point):
        return tuple(float(part) for part in end.parts)
    return () if end is None else (float("inf") if last else float("-inf"),)


_MARKS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
_YEAR = r"(?:-?[0-9X]{4}|Y-?[0-9]{5,})"
_POINT = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>[0-9]{{2}}|XX)(?:-(?P<day>[0-9]{{2}}|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
_TIME = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?: ?(?:Z|UTC|GMT)|[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.ASCII,
)
_OPEN_YEAR = re.compile(r"-?[0-9]+X")


@functools.lru_cache(maxsize=8192)
def _edtf_date(text: str) -> Date | None:
    if len(text) > 64:
        return None
    if match := _TIME.fullmatch(text):
        point = _edtf_point(match["date"])
        return Date(point, raw=text) if point else None
    start, slash, end = text.partition("/")
    if not slash and not _OPEN_YEAR.match(text):
        point = _edtf_point(start)
        return Date(point) if point else None
    first, last = _edtf_end(start), _edtf_end(end if slash else start, is_last=True)
    if first is None or last is None or not (isinstance(first, Point) or isinstance(last, Point)):
        return None
    return Date(first, last)


def _edtf_end(text: str, *, is_last: bool = False) -> Point | Bound | None:
    return Bound(text) if text in ("", "..") else _edtf_point(text, is_last=is_last)


def _edtf_point(text: str, *, is_last: bool = False) -> Point | None:
    """The point that a text says, the last of those that it may be if so wanted."""
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day, mark = match.group("year", "month", "day", "mark")
    digits = year.lstrip("Y")
    if not re.fullmatch(r"-?[0-9]+X{0,3}", digits) or (len(digits) > 30):
        return None
    if "X" in digits and month is not None:
        return None
    number = int(digits.replace("X", "9" if is_last != digits.startswith("-") else "0"))
    unspecified = text.rstrip("?~%") if "X" in text else ""
    month_number = int(month) if month and month != "XX" else None
    day_number = int(day) if day and day != "XX" else None
    if month_number is None and day_number is not None:
        return None
    if month_number is not None:
        is_season = month_number in SEASONS
        if not (1 <= month_number <= 12 or is_season) or (day is not None and is_season):
            return None
        if day_number is not None and not 1 <= day_number <= DAYS[month_number]:
            return None
    return Point(
        number if number > 0 else number - 1,
        month_number,
        day_number,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        unspecified=unspecified,
    )
