r"""Full dates as news prints them, and what they are the dates of.

What a date says is read by `citelib.model.Date.parse`; here is only where dates stand and what the words beside them
tell: the date of the release, the end of an embargo, an update, an event.

>>> text = "May 3, 2020 (updated May 4, 2020)"
>>> [(str(found.date), found.kind) for found in find_dates(text, 0, len(text))]
[('2020-05-03', 'release'), ('2020-05-04', 'updated')]
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.model import Date
from citelib.releases.page.page import CJK, Span, clean, count_words
from citelib.releases.words.patterns import DATE, SENTENCE_CLOSE, alternatives, compiled
from citelib.releases.words.tables import mapping

__all__ = ["EMBARGO", "FoundDate", "any_date", "find_dates", "is_date_line", "read_date"]


@attrs.frozen
class FoundDate:
    """A date in the text, and what it is the date of: ``"release"``, ``"embargo"``, ``"updated"``, ``"event"`` …."""

    date: Date
    span: Span
    kind: str = "release"


EMBARGO: Final = compiled("embargo", re.IGNORECASE)
_UPDATED: Final = compiled("updated", re.IGNORECASE)
_EVENT: Final = compiled("event", re.IGNORECASE, before=r"\b", after=r"\b")
_ERAS: Final = {era: int(before) for era, (before,) in mapping("eras").items()}
"""The year before the first of an era."""
_IN_LETTERS: Final = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})?\s?(?P<year>元|[0-9]{{1,4}})\s?年\s?(?P<month>[0-9]{{1,2}})\s?月\s?(?P<day>[0-9]{{1,2}})\s?日"
)
_DATE_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_MONTH_HYPHEN: Final = re.compile(r"(?<=[0-9])-(?=[^\W\d_])|(?<=[^\W\d_])-(?=[0-9])")
_LINE_OF_DATES: Final = re.compile(rf"[|·•]|\b{alternatives('date_line')}\b", re.IGNORECASE)
"""What stands in a line that has more words than a date, but is there for the date."""


def read_date(written: str, *, day_first: bool = False) -> Date | None:
    """A full date as news prints it, or None if it cannot be read in one way.

    Args:
        written: The date.
        day_first: Whether the day stands first where the numbers do not tell.

    >>> read_date("平成29年3月8日"), read_date("2023.4.13")
    (Date('2017-03-08'), Date('2023-04-13'))
    >>> read_date("14-Mar-2023"), read_date("1st of May 2020"), read_date("3/4/2020"), read_date("3/14/2020")
    (Date('2023-03-14'), Date('2020-05-01'), None, Date('2020-03-14'))
    """
    text = _MONTH_HYPHEN.sub(" ", clean(written)).replace("º", "").replace(" of ", " ").replace(" del ", " de ")
    text = re.sub(r"^([0-9]{1,2})er\b", r"\1", text)
    if parts := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        first, second, year = (int(part) for part in parts.groups())
        if (first > 12) == (second > 12) and first != second and not day_first:
            return None
        month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
        text = f"{year:04d}-{month:02d}-{day:02d}"
    if numbers := _IN_LETTERS.fullmatch(text):
        text = "-".join(part.zfill(2) for part in (str(_year(numbers)), numbers["month"], numbers["day"]))
    if re.fullmatch(r"[0-9]{4}(?:\.\s?[0-9]{1,2}){2}", text):
        text = "-".join(part.strip().zfill(2) for part in text.split("."))
    date = Date.parse(text.replace("/", "-") if re.fullmatch(r"[0-9/]+", text) else text)
    return date if date.date_parts and len(date.date_parts[0]) == 3 and not date.is_range else None


def _year(numbers: re.Match[str]) -> int:
    """The year of a date in letters, counted from the beginning of an era or not."""
    count = 1 if numbers["year"] == "元" else int(numbers["year"])
    return _ERAS.get(numbers["era"] or "", 0) + count


def find_dates(text: str, start: int, end: int, *, day_first: bool = False) -> list[FoundDate]:
    """Full dates in a stretch, each with its kind as the words before it tell."""
    found = []
    before_at = start
    for match in DATE.finditer(text, start, end):
        if date := read_date(match[0], day_first=day_first):
            before = text[max(before_at, match.start() - 60) : match.start()]
            kind = (
                "updated" if _UPDATED.search(before)
                else "embargo" if EMBARGO.search(before)
                else "event" if _EVENT.search(before)
                else "release"
            )  # fmt: skip
            found.append(FoundDate(date, match.span(), kind))
            before_at = match.end()
    return found


def any_date(written: str | None) -> Date | None:
    """The date that a value of a page's head is, full or not, or None.

    >>> any_date("2020-05"), any_date("soon")
    (Date('2020-05'), None)
    """
    if not written:
        return None
    date = read_date(written) or Date.parse(written)
    return date if date.date_parts else None


def is_date_line(text: str) -> bool:
    """Whether a line consists of a date with little beside it.

    >>> is_date_line("Published: 3 May 2020"), is_date_line("On 3 May 2020 they saw the moss grow.")
    (True, False)
    """
    if len(text) > 160 or not any(read_date(match[0], day_first=True) for match in DATE.finditer(text)):
        return False
    bare = DATE.sub(" ", text)
    if CJK.search(bare):
        return count_words(bare) <= 8
    rest = _DATE_WORDS.findall(bare)
    return len(rest) <= 4 or (
        len(rest) <= 12 and _LINE_OF_DATES.search(text) is not None and not SENTENCE_CLOSE.search(text)
    )
