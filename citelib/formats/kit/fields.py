"""Values that several formats write alike: DOIs, serial and book numbers, page ranges, dates in three parts.

>>> as_doi("https://doi.org/10.1126/science.aat8078"), as_doi("DOI")
('10.1126/science.aat8078', None)
>>> page_range("129", "130"), split_pages("129–130")
('129-130', ('129', '130'))
"""

from __future__ import annotations

import re
from typing import Final

from citelib.identifiers import as_doi
from citelib.model import Date
from citelib.model.months import month_number
from citelib.model.numbers import whole_number

__all__ = ["as_doi", "as_pmcid", "date_of", "full_pages", "isbns", "issns", "page_range", "split_pages", "web_address"]

_ISSN: Final = re.compile(r"(?<![0-9A-Za-z-])[0-9]{4}-?[0-9]{3}[0-9Xx](?![0-9A-Za-z-])")
_ISBN: Final = re.compile(r"(?<![0-9A-Za-z-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9A-Za-z-])")
_PAGES: Final = re.compile(r"([^\s–—-]+)\s?[-–—]+\s?(\S+)")


def as_pmcid(text: str) -> str | None:
    """A PubMed Central id with its letters, or None.

    >>> as_pmcid("pmc6785189")
    'PMC6785189'
    """
    match = re.fullmatch(r"(?:PMC)([0-9]+)(?:\.[0-9]+)?", text.strip(), re.IGNORECASE | re.ASCII)
    return f"PMC{match[1]}" if match else None


def date_of(year: str, month: str = "", day: str = "") -> Date | None:
    """The date of a year, the number or name of a month or season, and a day; None without a year.

    >>> date_of("2019", "Apr", "11"), date_of("2019", "21", "3"), date_of("2019", "13"), date_of("n.d.")
    (Date('2019-04-11'), Date('2019-21'), Date('2019'), None)
    """
    if not re.fullmatch("[0-9]{1,4}", year, re.ASCII) or not int(year):
        return None
    number = int(month) if re.fullmatch("[0-9]{1,2}", month, re.ASCII) else month_number(month)
    if number is None or not (1 <= number <= 12 or 21 <= number <= 24):
        return Date.on(int(year))
    is_day = number <= 12 and re.fullmatch("[0-9]{1,2}", day, re.ASCII) and 1 <= int(day) <= 31
    return Date.on(int(year), number, int(day) if is_day else None)


def issns(text: str) -> str | None:
    """The serial numbers in a text, separated by spaces, or None if it has none.

    >>> issns("0036-8075 (print); 1095-9203")
    '0036-8075 1095-9203'
    """
    return " ".join(dict.fromkeys(match[0] for match in _ISSN.finditer(text))) or None


def isbns(text: str) -> str | None:
    """The book numbers in a text, separated by spaces, or None if it has none.

    >>> isbns("978-3-642-00230-4 (pbk.)")
    '978-3-642-00230-4'
    """
    return " ".join(dict.fromkeys(match[0].strip() for match in _ISBN.finditer(text))) or None


def page_range(first: str, last: str) -> str:
    """Pages of a first and a last page, either of which may be empty or already be a range."""
    first, last = first.strip(), last.strip()
    if not last or first == last or first.endswith(("-" + last, "–" + last)):
        return first
    return f"{first}-{last}" if first else last


def split_pages(pages: str) -> tuple[str, str]:
    """First and last page of a simple range; anything else is all in the first."""
    match = _PAGES.fullmatch(pages.strip())
    return (match[1], match[2]) if match else (pages, "")


def full_pages(pages: str) -> str:
    """Pages with the digits that the last one leaves out.

    >>> full_pages("6913-7"), full_pages("e12-e15"), full_pages("99-8")
    ('6913-6917', 'e12-e15', '99-8')
    """
    first, last = split_pages(pages)
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        if (whole_number(full) or 0) >= (whole_number(first) or 1):
            return f"{first}-{full}"
    return pages


def web_address(text: str) -> str | None:
    """An address of the web that is not that of a DOI, or None.

    >>> web_address("https://example.org/a"), web_address("https://doi.org/10.1000/x"), web_address("javascript:x")
    ('https://example.org/a', None, None)
    """
    return text if re.match("https?://", text) and as_doi(text) is None else None
