"""What is wrong in identifiers, addresses, dates and pages."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Final

from citelib.identifiers import as_doi, is_short_doi, normal, split_isbns
from citelib.model import Bound, Date, Item, Point
from citelib.model.custom import OWN
from citelib.model.months import month_number

__all__ = [
    "bare_doi",
    "dates",
    "dates_ahead",
    "doi",
    "doi_from_url",
    "doi_in_url",
    "doi_stop",
    "doi_without_stop",
    "isbn",
    "issn",
    "issn_from_isbn",
    "issn_in_isbn",
    "pages",
    "short_doi",
    "url",
    "url_in_doi",
]

_NEXT_ADDRESS: Final = re.compile(r"(?<![\s;,])[\s;,]++(?=[A-Za-z][A-Za-z0-9+.-]*+:)|(?<!\s)\s*+[;,]\s++")
_ISSN: Final = re.compile(r"(?i)(?:e-?|p-?)?(?:issn:?\s*)?([0-9]{4}-?[0-9]{3}[0-9X])(?:\s*\([^()]*\))?")


def isbn(item: Item) -> Iterator[str]:
    """ISBNs whose check digit is wrong; a remark in brackets behind one, such as «(pbk.)», is ignored."""
    from stdnum import isbn as standard

    for one in split_isbns(item.ISBN or ""):
        bare = re.sub(r"(?i)isbn(?:-1[03])?:?|\([^()]*\)", "", one).strip(" ,;")
        if bare and not standard.is_valid(bare) and not _ISSN.fullmatch(bare):
            yield f"the ISBN {one!r} fails its check digit"


def issn(item: Item) -> Iterator[str]:
    """ISSNs whose check digit is wrong."""
    from stdnum import issn as standard

    for one in re.split(r"[\s,;]+", item.ISSN or ""):
        if re.search(r"[0-9]{4}", one) and not standard.is_valid(one):
            yield f"the ISSN {one!r} fails its check digit"


def issn_in_isbn(item: Item) -> Iterator[str]:
    """Numbers of a serial that stand in the place of a book's."""
    from stdnum import issn as standard

    match = _ISSN.fullmatch((item.ISBN or "").strip())
    if match and standard.is_valid(match[1]):
        yield f"the ISBN {item.ISBN!r} is an ISSN"


def issn_from_isbn(item: Item) -> Item:
    """The item with the number where it belongs, unless another is there."""
    match = _ISSN.fullmatch((item.ISBN or "").strip())
    if match is None or item.ISSN not in (None, match[1]):
        return item
    return item.evolve(ISBN=None, ISSN=match[1])


def doi(item: Item) -> Iterator[str]:
    """What stands in place of a DOI and is not one."""
    if item.DOI and normal("doi", item.DOI) is None and not is_short_doi(item.DOI):
        yield f"{item.DOI!r} is not a DOI"


def short_doi(item: Item) -> Iterator[str]:
    """Short DOIs, which say the same but cannot be compared with the DOI of a record."""
    if item.DOI and is_short_doi(item.DOI):
        yield f"{item.DOI!r} is a short DOI, which only doi.org can resolve"


def doi_stop(item: Item) -> Iterator[str]:
    """DOIs with the punctuation of the sentence that they were copied from."""
    if item.DOI and item.DOI.rstrip(_STOPS) != item.DOI and normal("doi", item.DOI):
        yield f"the DOI {item.DOI!r} ends in {item.DOI[-1]!r}"


_STOPS: Final = ".,; "


def doi_without_stop(item: Item) -> Item:
    """The item with its DOI up to that punctuation."""
    return item.evolve(DOI=(item.DOI or "").rstrip(_STOPS))


def url_in_doi(item: Item) -> Iterator[str]:
    """DOIs that are written as addresses."""
    if item.DOI and normal("doi", item.DOI) and not item.DOI.startswith("10."):
        yield f"the DOI {item.DOI!r} is written as an address or with a prefix"


def bare_doi(item: Item) -> Item:
    """The item with the DOI alone."""
    assert item.DOI is not None
    return item if re.search("[?#]", item.DOI) else item.evolve(DOI=as_doi(item.DOI))


def doi_in_url(item: Item) -> Iterator[str]:
    """Addresses that are DOIs, of items that have none."""
    if item.URL and not item.DOI and normal("doi", item.URL) is not None:
        yield f"the URL {item.URL!r} is a DOI"


def doi_from_url(item: Item) -> Item:
    """The item with the DOI in its place."""
    assert item.URL is not None
    # Behind ? and # stand things that are no part of the DOI, but that somebody may have meant to keep.
    if re.search("[?#]", item.URL) or (doi := as_doi(item.URL)) is None:
        return item
    return item.evolve(DOI=doi, URL=None)


def url(item: Item) -> Iterator[str]:
    """What stands in place of an address and is not one; a field may hold several addresses."""
    for one in _NEXT_ADDRESS.split((item.URL or "").strip()):
        if one and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", one):
            yield f"the URL {one!r} is not an address"


_LAST_YEAR: Final = 2100
"""No year of a publication is later."""


_LIKE_A_DATE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?/?")
_TOO_LONG: Final = re.compile(r"[0-9]{5,7}")
"""A year with a digit too many; eight are a day without its hyphens."""
_PARTS: Final = frozenset({"year", "month", "day", "date"})


def _fault(year: str, month: str, day: str | None) -> str:
    """Why a text that looks like a date was not read as one."""
    if not 1 <= int(month) <= 12:
        return f"there is no month {int(month)}"
    return f"there is no such day in {year}" if day else "that is not a date"


def dates(item: Item) -> Iterator[str]:
    """Dates that cannot be."""
    for name, date in item.variables.items():
        if not isinstance(date, Date):
            continue
        written = date.literal or date.raw or ""
        if match := _LIKE_A_DATE.fullmatch(written.strip()):
            yield f"{name} is {written!r}, but {_fault(*match.groups())}"
        elif _TOO_LONG.fullmatch(written.strip()):
            yield f"{name} is {written!r}, which is not a year"
        for point in (date.start, date.end):
            if isinstance(point, Point) and point.year > _LAST_YEAR:
                yield f"{name} is {date}, which is far in the future"
            if isinstance(point, Point) and point.day and point.month and point.month <= 12:
                # No leap years before year 4, and none are asked for there.
                last = calendar.monthrange(point.year if 1 <= point.year <= 9999 else 4, point.month)[1]
                if point.day > last:
                    yield f"{name} is {date}, but that month has {last} days"
        start, end = date.start, date.end
        if isinstance(start, Point) and isinstance(end, Point) and end.parts < start.parts[: len(end.parts)]:
            yield f"{name} is {date}, which ends before it begins"
        if isinstance(start, Bound) and start is Bound.UNKNOWN and end is None:
            yield f"{name} has no beginning"
    for key, value in item.custom.items():
        # What a reader of dates did not understand stays under the name of its field.
        origin, _, part = key.rpartition(":")
        if part.casefold() in _PARTS and origin and not key.startswith(OWN):
            shown = value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, list) else ""
            # A month is left beside a year that was not understood, of which enough is said.
            if part.casefold() != "month" or month_number(shown) is None:
                yield f"{part} is {shown!r}, which is not part of a date"
    issued, accessed = item.issued, item.accessed
    if issued and accessed and issued.year is not None and accessed.year is not None and accessed.year < issued.year:
        yield f"accessed in {accessed.year}, before it was issued in {issued.year}"


_AHEAD: Final = 2
"""So many years ahead works are announced."""


def dates_ahead(item: Item) -> Iterator[str]:
    """Years that have not come yet, and no work has been announced for."""
    last = datetime.datetime.now(datetime.UTC).year + _AHEAD
    for name, date in item.variables.items():
        if isinstance(date, Date) and date.year is not None and last < date.year <= _LAST_YEAR:
            yield f"{name} is {date}, which is still to come"


def pages(item: Item) -> Iterator[str]:
    """Pages that end before they begin."""
    match = re.fullmatch(r"\s*([0-9]{1,9})\s*[-–—]+\s*([0-9]{1,9})\s*", item.page or "")
    # «129–30» is short for 129–130.
    if match and len(match[1]) <= len(match[2]) and int(match[2]) < int(match[1]):
        yield f"the pages {item.page!r} end before they begin"
