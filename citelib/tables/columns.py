"""What the columns of a table of works hold, each as a function of one item; without Arrow.

>>> from citelib.model import Date, Item
>>> item = Item("a", "book", DOI="https://doi.org/10.5555/X", keyword="moss, ferns", issued=Date.from_edtf("2020-05~"))
>>> row = row_of(item)
>>> row["doi"], row["keywords"], row["issued"]["precision"], row["issued"]["edtf"], row["isbn"]
('10.5555/x', ['moss', 'ferns'], 'month', '2020-05~', [])
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final

from citelib.formats.json_yaml.json_values import json_text
from citelib.identifiers import normal, split_isbns
from citelib.model import Date, Item, Name, Point, people, unstructure
from citelib.model.custom import AFFILIATION
from citelib.model.handles import handles
from citelib.model.keywords import split_keywords
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = ["COLUMNS", "NAME_FIELDS", "row_of", "whole", "year_of"]

Row = dict[str, Any]

NAME_FIELDS: Final = ("family", "given", "suffix", "dropping_particle", "non_dropping_particle", "literal", "orcid")
"""Fields of a `Name` that a row has under the same names."""

_ROLES: Final = ("author", "editor", *sorted(NAME_VARIABLES - {"author", "editor"}))
"""Name variables in the order in which a row has them: authors and editors first."""

_DAYS_BEFORE: Final = datetime.date(1970, 1, 1).toordinal()


def whole(item: Item) -> str:
    """The item as a line of CSL-JSON, from which it is made again."""
    return json_text(unstructure(item))


def _text(variable: str) -> Callable[[Item], str | None]:
    return lambda item: item.variables.get(variable)


def _names(item: Item) -> list[Row]:
    get = item.variables.get
    return [_name(role, name) for role in _ROLES for name in people(get(role) or ())]


def _name(role: str, name: Name) -> Row:
    row: Row = {"role": role}
    for field in NAME_FIELDS:
        row[field] = getattr(name, field)
    places = name.custom.get(AFFILIATION) if name.custom else None
    row["affiliation"] = [str(one) for one in places] if isinstance(places, (list, tuple)) else []
    return row


def _issued(item: Item) -> Row | None:
    date = item.issued
    if date is None:
        return None
    start = date.start if isinstance(date.start, Point) else None
    return {
        "start": None if start is None else _day(start),
        "end": _day(date.end, last=True) if isinstance(date.end, Point) else None,
        "precision": _precision(date),
        "edtf": date.edtf() or None,
        "text": date.literal or date.raw or date.season,
    }


def _precision(date: Date) -> str | None:
    """``"day"``, ``"month"``, ``"season"`` or ``"year"``; None where there is nothing but text."""
    point = date.start if isinstance(date.start, Point) else date.end
    if not isinstance(point, Point):
        return None
    if point.month is None:
        return "year"
    return "season" if point.month > _DECEMBER else "month" if point.day is None else "day"


_DECEMBER: Final = 12


def _day(point: Point, *, last: bool = False) -> int | None:
    """The first or last day of a point, counted from 1970; None outside the years that every program has days for."""
    if not datetime.MINYEAR <= point.year < datetime.MAXYEAR:
        return None
    year, month, day = point.year, point.month, point.day
    if month is not None and month > _DECEMBER:
        month = None  # when a season is depends on where the work came out
    if not last:
        return datetime.date(year, month or 1, day or 1).toordinal() - _DAYS_BEFORE
    if day is not None and month is not None:
        return datetime.date(year, month, day).toordinal() - _DAYS_BEFORE
    after = datetime.date(year + 1, 1, 1) if month in (None, _DECEMBER) else datetime.date(year, (month or 0) + 1, 1)
    return after.toordinal() - 1 - _DAYS_BEFORE


def year_of(item: Item) -> int | None:
    """The year of publication, as a number of 32 bits."""
    year = item.issued.year if item.issued else None
    return year if year is not None and abs(year) < _LARGEST else None


_LARGEST: Final = 2**31


def _relations(item: Item) -> list[Row]:
    return [
        {
            "type": link.type,
            "target": link.target,
            "scheme": link.scheme,
            "evidence": None if link.evidence is None else link.evidence.quote,
        }
        for link in item.relations
    ]


def _identifiers(item: Item) -> list[Row]:
    return [{"scheme": scheme, "value": value} for scheme, value in handles(item) if scheme != "id"]


def _known_as(scheme: str, variable: str) -> Callable[[Item], str | None]:
    return lambda item: normal(scheme, item.variables.get(variable) or "") or None


def _list(variable: str, split: Callable[[str], list[str]]) -> Callable[[Item], list[str]]:
    return lambda item: split(text) if (text := item.variables.get(variable)) else []


COLUMNS: Final[Mapping[str, tuple[str, Callable[[Item], Any], str]]] = {
    "id": ("text", lambda item: item.id, "Id of the work in its collection."),
    "type": ("text", lambda item: item.type, "Type of CSL, such as `article-journal`."),
    "title": ("text", _text("title"), "Title; inline markup as in CSL-JSON (`<i>`, `<sub>` …)."),
    "names": ("names", _names, "Everybody who contributed, with role, ORCID and affiliations; authors first."),
    "year": ("int", year_of, "Year of publication; 44 BC is -44."),
    "issued": (
        "date",
        _issued,
        "Date of publication: first and last day, how exact it is (`day`, `month` …), EDTF, and the text of no date.",
    ),
    "container": ("text", _text("container-title"), "Journal, book or site that holds the work."),
    "volume": ("text", _text("volume"), "Volume, as written."),
    "issue": ("text", _text("issue"), "Issue, as written."),
    "page": ("text", _text("page"), "Pages, as written."),
    "publisher": ("text", _text("publisher"), "Publisher."),
    "language": ("text", _text("language"), "Language as a BCP 47 tag."),
    "doi": ("text", _known_as("doi", "DOI"), "DOI in small letters, without an address in front."),
    "pmid": ("text", _known_as("pmid", "PMID"), "PubMed id."),
    "pmcid": ("text", _known_as("pmcid", "PMCID"), "PubMed Central id."),
    "isbn": ("texts", _list("ISBN", split_isbns), "ISBNs, as written."),
    "issn": ("texts", _list("ISSN", str.split), "ISSNs, as written."),
    "url": ("text", _text("URL"), "Address."),
    "identifiers": ("identifiers", _identifiers, "All identifiers in their normal form, by which tables are joined."),
    "relations": ("relations", _relations, "Links to other works, each with the words that assert it."),
    "keywords": ("texts", _list("keyword", split_keywords), "Keywords."),
    "abstract": ("text", _text("abstract"), "Abstract."),
    "csl": ("text", whole, "The whole work as CSL-JSON: what every other column is made of."),
}
"""Each column with its kind, what makes its value of an item, and what it is."""


def row_of(item: Item) -> Row:
    """The values of all columns.

    Halves of surrogate pairs, which no table can hold, become U+FFFD; `whole` has them as they are.
    """
    return {name: value(item) for name, (_, value, _) in COLUMNS.items()}
