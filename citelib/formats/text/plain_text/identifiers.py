"""DOIs, addresses and numbers of databases, read by their own patterns wherever they stand in a reference.

>>> list(identifiers("Doe J. Life. PMID: 31234567. https://doi.org/10.1000/182."))
[('DOI', '10.1000/182'), ('PMID', '31234567')]
>>> without_identifiers("10.1109/CVPR.2016.90.").strip(" .")
''
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.formats.kit.fields import as_doi, isbns, issns
from citelib.identifiers import ARXIV_ID

__all__ = ["identifiers", "without_identifiers"]

_DOI: Final = re.compile(r"\b10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s<>\"“”]+")
_URL: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"“”«»]+|\bwww\.[^\s<>\"“”«»]+", re.IGNORECASE)
_PMID: Final = re.compile(r"\bPMID:?\s?([0-9]{4,9})\b", re.IGNORECASE)
_PMCID: Final = re.compile(r"\b(?:PMCID:?\s?)?(PMC[0-9]{4,9})\b", re.IGNORECASE)
_ARXIV: Final = re.compile(
    rf"\b(?:arXiv|CoRR)[\s,.:]*(?:(?:e-?|pre-?)prints?[\s,.:]*)?(?:arXiv\s?:\s?)?(?:abs/)?({ARXIV_ID}(?:v[0-9]+)?)",
    re.IGNORECASE,
)


def identifiers(reference: str) -> Iterator[tuple[str, str]]:
    """The identifiers of a reference: their variables and values, in the form that items have them in.

    An address that only resolves the DOI is left out.
    """
    doi = ""
    if match := _DOI.search(reference):
        doi = as_doi(_closed(match[0])) or ""
        if doi:
            yield "DOI", doi
    for match in _URL.finditer(reference):
        url = _closed(match[0])
        if not (doi and doi in url):
            yield "URL", url if "://" in url else f"http://{url}"
    if match := _PMCID.search(reference):
        yield "PMCID", match[1].upper()
    if match := _PMID.search(reference):
        yield "PMID", match[1]
    if match := _ARXIV.search(reference):
        yield "number", f"arXiv:{match[1]}"
    lowered = reference.lower()
    for variable, read in (("ISBN", isbns), ("ISSN", issns)):
        word = variable.lower()
        if word in lowered and (found := read(reference[lowered.index(word) :])):
            yield variable, found


def without_identifiers(text: str) -> str:
    """A text without DOIs, addresses and arXiv numbers, whose digits would be taken for years or pages."""
    return _ARXIV.sub("", _DOI.sub("", _URL.sub("", text)))


def _closed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:'’>]}")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:")
    return address
