"""Flat tables, a cell a fact, as programs for bibliometrics want them.

Three forms: ``"csl"`` has the variables of CSL under their names; ``"wos"`` the field tags of Web of Science with texts
in capitals, which is what bibliometrix (R) computes with; ``"scopus"`` the headers of an export of Scopus. Several
names, keywords or addresses in a cell stand apart by semicolons, as in the exports themselves.

What a form has a place for and CSL has not (times cited, cited references, subject categories) comes from what the
readers of exports keep in ``custom``; where a record says nothing, the cell is empty.

>>> from citelib.model import Date, Item, Name
>>> work = Item("a", "article-journal", title="On <i>moss</i>", author=[Name("Lee", "Ann B."), Name("Roe", "Rick")],
...     container_title="Mosses", page="12-19", issued=Date.on(2020))
>>> row = flat([work], "wos").to_pylist()[0]
>>> row["AU"], row["TI"], row["PY"], row["BP"], row["DT"]
('LEE AB;ROE R', 'ON MOSS', 2020, '12', 'ARTICLE')
>>> flat([work]).column_names
['id', 'type', 'title', 'author', 'year', 'issued', 'container-title', 'page']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from citelib.comparing import strip_markup
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name, people
from citelib.model.custom import AFFILIATION
from citelib.model.keywords import split_keywords
from citelib.model.vocabulary import VARIABLES
from citelib.tables.arrow import Items, array_of
from citelib.tables.columns import year_of
from citelib.tables.schema import pyarrow

__all__ = ["PRESETS", "Preset", "flat"]

Preset = Literal["csl", "wos", "scopus"]
Cell = str | int | None
Column = Callable[[Item], Cell]


def flat(items: Items, preset: Preset = "csl") -> Any:
    """A table with a row for each item and nothing but text and numbers in its cells.

    Args:
        items: A bibliography or items.
        preset: ``"csl"``, ``"wos"`` or ``"scopus"``.

    Returns:
        A ``pyarrow.Table``, which ``to_pandas()`` and ``polars.from_arrow`` take; its columns are those of the form,
        and with ``"csl"`` those of the variables that any item has.

    Raises:
        UnknownNameError: There is no such form.
        CitelibError: pyarrow is not installed.
    """
    pa = pyarrow()
    works = list(items.values() if isinstance(items, Mapping) else items)
    if preset not in PRESETS:
        raise UnknownNameError("form of flat tables", preset, known=PRESETS)
    columns = PRESETS[preset](works)
    arrays = {
        name: array_of([value(item) for item in works], pa.int32() if name in _NUMBERS else pa.string())
        for name, value in columns.items()
    }
    return pa.table(arrays)


_NUMBERS: Final = frozenset(("year", "PY", "TC", "Year", "Cited by"))
"""Columns whose cells are numbers."""


# Cells


def _text(variable: str) -> Column:
    def cell(item: Item) -> str | None:
        value = item.variables.get(variable)
        if isinstance(value, tuple):
            return _joined(name.inverted for name in people(value))
        return str(value) if isinstance(value, Date) else strip_markup(value) if value else None

    return cell


def _joined(texts: Iterable[str], separator: str = "; ") -> str | None:
    return separator.join(text.replace(";", ",") for text in texts if text) or None


def _upper(cell: Column) -> Column:
    def upper(item: Item) -> Cell:
        value = cell(item)
        return value.upper() if isinstance(value, str) else value

    return upper


def _names(write: Callable[[Name], str], separator: str = "; ") -> Column:
    return lambda item: _joined((write(name) for name in people(item.author)), separator)


def _with_initials(name: Name) -> str:
    """``Lee AB``, as Web of Science has names."""
    if name.literal is not None or not name.given:
        return name.literal or name.full_family
    initials = "".join(part[0] for part in re.findall(r"[^\W\d_]+", name.given))
    return f"{name.full_family} {initials}"


def _with_dots(name: Name) -> str:
    """``Lee A.B.``, as Scopus has names."""
    if name.literal is not None or not name.given:
        return name.literal or name.full_family
    initials = "".join(f"{part[0]}." for part in re.findall(r"[^\W\d_]+", name.given))
    return f"{name.full_family}, {initials}"


def _keywords(item: Item) -> str | None:
    return _joined(split_keywords(item.keyword or ""))


def _page(last: bool) -> Column:
    def cell(item: Item) -> str | None:
        parts = re.split(r"[-–—]", item.page or "", maxsplit=1)
        return parts[-1 if last else 0].strip() or None if len(parts) > last else None

    return cell


def _affiliations(item: Item) -> str | None:
    places: dict[str, None] = {}
    for name in people(item.author):
        found = name.custom.get(AFFILIATION) if name.custom else None
        places.update(dict.fromkeys(map(str, found if isinstance(found, (list, tuple)) else ())))
    return _joined(places)


def _kept(*keys: str) -> Column:
    """What readers of exports kept under one of these keys."""

    def cell(item: Item) -> str | None:
        for key in keys:
            value = item.custom.get(key)
            if value not in (None, "", []):
                texts = value if isinstance(value, (list, tuple)) else [value]
                return "; ".join(" ".join(str(text).split("\n")) for text in texts)
        return None

    return cell


def _number(cell: Column) -> Column:
    def number(item: Item) -> int | None:
        digits = re.search("[0-9]+", str(cell(item) or "").replace(",", ""))
        return int(digits[0]) if digits and len(digits[0]) < _DIGITS else None

    return number


_DIGITS: Final = 10
"""Digits that a count of 32 bits never has."""

_TYPES: Final[Mapping[str, str]] = {
    "article-journal": "Article",
    "article-magazine": "Article",
    "article-newspaper": "Article",
    "paper-conference": "Proceedings Paper",
    "chapter": "Book Chapter",
    "book": "Book",
    "review": "Review",
    "review-book": "Book Review",
    "dataset": "Data Set",
    "article": "Preprint",
}
"""Document types of Web of Science."""

_CITED: Final = _kept(
    "wos-tagged:TC", "csv:TC", "csv:Times Cited, WoS Core", "wos-tagged:Z9", "csv:Cited by", "csv:Times cited"
)
_REFERENCES: Final = _kept("wos-tagged:CR", "csv:CR", "csv:Cited References", "csv:References")


def _type(item: Item) -> str:
    kept = _kept("wos-tagged:DT", "csv:DT", "csv:Document Type")(item)
    return str(kept) if kept else _TYPES.get(item.type, item.type.replace("-", " ").replace("_", " ").title())


# Forms


def _csl(works: Sequence[Item]) -> dict[str, Column]:
    used = {name for item in works for name in item.variables}
    names = [name for name in _FIRST if name in used or name == "year"]
    names += [name for name in VARIABLES if name in used and name not in _FIRST]
    columns: dict[str, Column] = {"id": lambda item: item.id, "type": lambda item: item.type}
    return {**columns, **{name: year_of if name == "year" else _text(name) for name in names}}


_FIRST: Final = (
    "title author year issued container-title volume issue page publisher publisher-place DOI URL ISBN ISSN".split()
)


def _wos(_: Sequence[Item]) -> dict[str, Column]:
    return {name: _upper(cell) for name, cell in _WOS.items()}


_WOS: Final[Mapping[str, Column]] = {
    "AU": _names(_with_initials, ";"),
    "AF": _names(lambda name: name.inverted, ";"),
    "TI": _text("title"),
    "SO": _text("container-title"),
    "JI": _text("container-title-short"),
    "LA": _text("language"),
    "DT": _type,
    "DE": lambda item: _joined(split_keywords(item.keyword or ""), ";"),
    "ID": _kept("wos-tagged:ID", "csv:ID", "csv:Index Keywords"),
    "AB": _text("abstract"),
    "C1": lambda item: _kept("wos-tagged:C1", "csv:C1", "csv:Addresses")(item) or _affiliations(item),
    "RP": _kept("wos-tagged:RP", "csv:RP", "csv:Reprint Addresses", "csv:Correspondence Address"),
    "CR": _REFERENCES,
    "TC": _number(_CITED),
    "PU": _text("publisher"),
    "SN": _text("ISSN"),
    "BN": _text("ISBN"),
    "PY": year_of,
    "VL": _text("volume"),
    "IS": _text("issue"),
    "BP": _page(last=False),
    "EP": _page(last=True),
    "DI": _text("DOI"),
    "PM": _text("PMID"),
    "SC": _kept("wos-tagged:SC", "csv:SC", "csv:Research Areas"),
    "UT": lambda item: item.id,
    "DB": lambda item: "ISI" if item.id.startswith("WOS:") else _text("source")(item) or "CITELIB",
}
"""Field tags as bibliometrix knows them."""

_SCOPUS: Final[Mapping[str, Column]] = {
    "Authors": _names(_with_dots),
    "Author full names": _names(lambda name: name.inverted),
    "Title": _text("title"),
    "Year": year_of,
    "Source title": _text("container-title"),
    "Volume": _text("volume"),
    "Issue": _text("issue"),
    "Art. No.": _text("number"),
    "Page start": _page(last=False),
    "Page end": _page(last=True),
    "Cited by": _number(_CITED),
    "DOI": _text("DOI"),
    "Link": _text("URL"),
    "Affiliations": lambda item: _kept("csv:Affiliations")(item) or _affiliations(item),
    "Abstract": _text("abstract"),
    "Author Keywords": _keywords,
    "Index Keywords": _kept("csv:Index Keywords", "wos-tagged:ID"),
    "References": _REFERENCES,
    "Publisher": _text("publisher"),
    "ISSN": _text("ISSN"),
    "ISBN": _text("ISBN"),
    "PubMed ID": _text("PMID"),
    "Language of Original Document": _text("language"),
    "Abbreviated Source Title": _text("container-title-short"),
    "Document Type": _type,
    "Source": lambda item: _text("source")(item) or "citelib",
    "EID": lambda item: item.id,
}
"""Headers of an export of Scopus."""

PRESETS: Final[Mapping[str, Callable[[Sequence[Item]], Mapping[str, Column]]]] = {
    "csl": _csl,
    "wos": _wos,
    "scopus": lambda _: _SCOPUS,
}
"""The columns of each form for some items."""
