"""Values that several formats write alike: DOIs, serial and book numbers, page ranges, languages of records.

>>> as_doi("https://doi.org/10.1126/science.aat8078"), as_doi("DOI")
('10.1126/science.aat8078', None)
>>> page_range("129", "130"), split_pages("129–130")
('129-130', ('129', '130'))
"""

from __future__ import annotations

import re
from typing import Final

from citelib.identifiers import as_doi

__all__ = ["as_doi", "as_pmcid", "full_pages", "isbns", "issns", "page_range", "split_pages"]

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
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        if int(full) >= int(first):
            return f"{first}-{full}"
    return pages
