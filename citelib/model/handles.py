"""What a work is known by: its ids, and its identifiers in normal form.

Relations, duplicates, libraries and lookups all ask this one function, so that two spellings of an identifier meet
everywhere.

>>> from citelib.model.items import Item
>>> list(handles(Item("moda2019", DOI="https://dx.doi.org/10.1126/SCIENCE.aat8078")))
[('id', 'moda2019'), ('doi', '10.1126/science.aat8078')]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citelib.identifiers import normal, split_isbns
from citelib.model.custom import ALIASES_KEY
from citelib.model.items import Item

__all__ = ["handles"]


_VARIABLES: Final = (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID"), ("url", "URL"))


def handles(item: Item) -> Iterator[tuple[str, str]]:
    """Pairs of scheme and value by which an item is known: ``"id"`` for its id and aliases, and its identifiers."""
    yield "id", item.id
    aliases = item.custom.get(ALIASES_KEY)
    if isinstance(aliases, (list, tuple)):
        yield from (("id", alias) for alias in aliases if isinstance(alias, str) and alias)
    get = item.variables.get
    for scheme, variable in _VARIABLES:
        if (value := get(variable)) and (identifier := normal(scheme, value)):
            yield scheme, identifier
            if scheme in ("doi", "url") and (arxiv := normal("arxiv", value)):
                yield "arxiv", arxiv
    number = get("number") or ""
    if "arxiv" in number.casefold() and (arxiv := normal("arxiv", number)):
        yield "arxiv", arxiv
    for isbn in split_isbns(get("ISBN") or ""):
        if identifier := normal("isbn", isbn):
            yield "isbn", identifier
