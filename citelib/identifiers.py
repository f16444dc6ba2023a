"""Identifiers of works in one normal form each, so that two spellings of one identifier are equal.

The DOI's form is that of the DOI handbook (2.2), compared without case; PMID and PMCID are those of PubMed; arXiv ids
are those of arXiv's own scheme, old and new, without the version; ISBNs become thirteen digits.

>>> normal("doi", "https://doi.org/10.1126/Science.AAT8078")
'10.1126/science.aat8078'
>>> recognise("arXiv:1207.7214v2")
('arxiv', '1207.7214')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

__all__ = ["ARXIV_ID", "SCHEMES", "address", "as_doi", "is_short_doi", "normal", "recognise", "split_isbns"]

_DOI: Final = re.compile(
    r"(?:doi:?\s*)?(?P<address>(?:https?://)?(?:(?:[\w.-]+\.)?doi\.org|doi\.[\w.-]+)/)?(?:doi:?\s*|info:doi/)?"
    r"(10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2F)\S+)(?:\s*\[doi\])?",
    re.IGNORECASE,
)
_MEDLINE_DOI: Final = re.compile(r"(10\.[0-9]{4,9}/\S+)\s*\[doi\]|\[pii\][\s;,]*(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
"""A DOI among Medline's article identifiers: «S0016508594002283 [pii];10.1016/… [doi]»."""
_PMID: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid:?\s*)?0*([1-9][0-9]{0,8})/?",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/|pmcid:?\s*)?"
    r"(PMC[0-9]{1,9})(?:\.[0-9]+)?/?",
    re.IGNORECASE,
)
ARXIV_ID: Final = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})"
"""A number of arXiv, since 2007 and before, without its version, as part of a pattern."""
_ARXIV: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?"
    rf"({ARXIV_ID})(?:v[0-9]+)?(?:\.pdf)?(?:\s*\[[^\]]*\])?",
    re.IGNORECASE,
)
_ARXIV_DOI: Final = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ISBN: Final = re.compile(
    r"(?:isbn(?:-1[03])?:?\s*)?((?:[0-9][ -]?){9}[0-9X]|97[89][ -]?(?:[0-9][ -]?){9}[0-9])", re.IGNORECASE
)
_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_NEXT_ISBN: Final = re.compile(r"(?<![\s,;])[\s,;]++(?=[0-9])")
_LONGEST: Final = 2048


def as_doi(text: str) -> str | None:
    """The DOI that a text consists of, spelt as there, without address or ``doi:`` in front; None if it is not a DOI.

    In an address, what is percent-encoded is decoded, and what follows a ``?`` or ``#`` is left out.

    >>> as_doi("https://doi.org/10.1126/Science.aat8078"), as_doi("DOI")
    ('10.1126/Science.aat8078', None)
    >>> as_doi("https://dx.doi.org/10.1016/S0003-4975%2800%2901367-9?via=ihub")
    '10.1016/S0003-4975(00)01367-9'
    >>> as_doi("http://doi.acm.org/10.1145/1952682.1952691")  # publishers have resolvers of their own
    '10.1145/1952682.1952691'
    """
    text = text.strip()
    match = _DOI.fullmatch(text)
    if match is None:
        listed = _MEDLINE_DOI.search(text)
        return (listed[1] or listed[2]).rstrip(".,;") if listed else None
    doi = match[2]
    if match["address"]:
        doi = re.split("[?#]", doi, maxsplit=1)[0]
    if "%" in doi:
        decoded = unquote(doi, errors="strict") if _ESCAPED.fullmatch(doi) else doi
        doi = decoded if _DOI.fullmatch(decoded) else doi
    return doi.rstrip(".")


def is_short_doi(text: str) -> bool:
    """Whether a text is a short DOI, which doi.org gives out and which only doi.org can tell the whole DOI of.

    >>> is_short_doi("10/ggkd66"), is_short_doi("https://doi.org/ggkd66"), is_short_doi("10.1126/science.aat8078")
    (True, True, False)
    """
    return _SHORT_DOI.fullmatch(text.strip()) is not None


_SHORT_DOI: Final = re.compile(
    r"(?:doi:?\s*|(?:https?://)?(?:dx\.)?doi\.org/)?10/[a-z0-9]{3,8}|(?:https?://)?(?:dx\.)?doi\.org/[a-z0-9]{3,8}",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"(?:[^%]|%[2-7][0-9A-F])*", re.IGNORECASE)
"""Text in which each percent sign begins the code of a character of ASCII; others are left as they are."""


def _doi(text: str) -> str | None:
    doi = as_doi(text)
    return doi.rstrip(".,;").casefold() if doi else None


def _pmid(text: str) -> str | None:
    match = _PMID.fullmatch(text)
    return match[1] if match else None


def _pmcid(text: str) -> str | None:
    match = _PMCID.fullmatch(text)
    return match[1].upper() if match else None


def _arxiv(text: str) -> str | None:
    if of_arxiv := _ARXIV_DOI.fullmatch(_doi(text) or ""):
        text = of_arxiv[1]
    match = _ARXIV.fullmatch(text)
    return match[1].casefold() if match else None


def _isbn(text: str) -> str | None:
    from stdnum import isbn

    match = _ISBN.fullmatch(text)
    if match is None or not isbn.is_valid(match[1]):
        return None
    return str(isbn.to_isbn13(isbn.compact(match[1])))


def _url(text: str) -> str | None:
    if not _URL.fullmatch(text):
        return None
    scheme, _, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.casefold()}://{host.casefold()}{slash}{path}".removesuffix("/")


SCHEMES: Final[dict[str, Callable[[str], str | None]]] = {
    "doi": _doi,
    "pmid": _pmid,
    "pmcid": _pmcid,
    "arxiv": _arxiv,
    "isbn": _isbn,
    "url": _url,
}
"""What reads each kind of identifier; gives its normal form, or None for anything else."""

_ADDRESS: Final = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "url": "{}",
}


def normal(scheme: str, text: str) -> str | None:
    """The normal form of an identifier of a scheme, or None if the text is not one.

    >>> normal("isbn", "0-306-40615-2"), normal("isbn", "0-306-40615-3"), normal("pmcid", "pmc6785189")
    ('9780306406157', None, 'PMC6785189')
    """
    text = text.strip()
    return SCHEMES[scheme](text) if text and len(text) <= _LONGEST else None


def recognise(text: str) -> tuple[str, str] | None:
    """What identifier a text is: its scheme and normal form; None if it is not one.

    A bare number of ten or thirteen digits that passes as an ISBN is one, other numbers are PMIDs.

    >>> recognise("9780306406157"), recognise("30975859"), recognise("10.1126/science.aax0719")
    (('isbn', '9780306406157'), ('pmid', '30975859'), ('doi', '10.1126/science.aax0719'))
    """
    for scheme in ("arxiv", "doi", "pmcid", "isbn", "pmid", "url"):
        if (found := normal(scheme, text)) is not None:
            return scheme, found
    return None


def address(scheme: str, identifier: str) -> str | None:
    """The web address of an identifier in normal form; None for schemes without one.

    >>> address("doi", "10.1126/science.aax0719")
    'https://doi.org/10.1126/science.aax0719'
    """
    form = _ADDRESS.get(scheme)
    return form.format(identifier) if form else None


def split_isbns(text: str) -> list[str]:
    """The ISBNs of a text that may name several, as they stand; what is behind one, such as «(pbk.)», stays with it.

    >>> split_isbns("978-0-306-40615-7 (pbk.), 0-306-40615-2")
    ['978-0-306-40615-7 (pbk.)', '0-306-40615-2']
    """
    return _NEXT_ISBN.split(text)
