"""What the library derives from an item, so that it can be found: identifiers, relations, tags, words.

A pure function of the item; `VERSION` goes up when its results change, and a library that was written with another one
is rebuilt when it is opened for writing.

>>> from citelib.model import Item
>>> derive(Item("a", keyword="to read; ketamine")).tags
(('to read', 'to read'), ('ketamine', 'ketamine'))
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from citelib.comparing import fold, fold_words, strip_markup
from citelib.library.filing import collections_of, tags
from citelib.library.impacts import impacts
from citelib.model import Date, Item
from citelib.model.custom import OWN
from citelib.model.handles import handles
from citelib.model.notices import says_retracted
from citelib.model.relations import target
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.queries.grammar import TEXTS

__all__ = [
    "VERSION",
    "Derived",
    "derive",
    "text_of",
    "variable_token",
    "words_of",
    "year_token",
]

VERSION: Final = "4"
"""Goes up whenever `derive` gives something else for the same item."""


_PEOPLE: Final = tuple(sorted(NAME_VARIABLES - {"author"}))


@attrs.frozen
class Derived:
    """What is derived of one item.

    Attributes:
        columns: ``type``, ``year``, ``author``, ``title`` of the row.
        identifiers: Pairs of scheme and normal form; keys and aliases have the scheme ``"id"``.
        names: Role, position, and the folded words of family and given name.
        relations: Type, scheme and target in normal form.
        tags: Pairs of folded and original tag.
        members: Paths of collections, each alone in its row.
        words: One text for each column of the full-text index.
    """

    columns: tuple[str, int | None, str, str]
    identifiers: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, int, str, str], ...]
    relations: tuple[tuple[str, str, str], ...]
    tags: tuple[tuple[str, str], ...]
    members: tuple[tuple[str], ...]
    words: tuple[str, ...]

    @property
    def impacts(self) -> str:
        """The words with their impacts (see `citelib.library.impacts`)."""
        return impacts(self.words)


def derive(item: Item) -> Derived:
    """Everything that the library keeps of an item beside the item.

    >>> from citelib.model import Item, Name
    >>> derive(Item("moda2019", "book", author=[Name("Moda-Sava", "R.")], DOI="10.1126/SCIENCE.aat8078")).identifiers
    (('id', 'moda2019'), ('doi', '10.1126/science.aat8078'))
    """
    get = item.variables.get
    names = item.author or item.editor
    columns = (
        item.type,
        _year(get("issued")),
        fold("; ".join(name.inverted for name in names[:3]))[:200],
        fold(strip_markup(get("title") or ""))[:200],
    )
    return Derived(
        columns,
        tuple(dict.fromkeys(handles(item))),
        tuple(_names(item)),
        tuple(dict.fromkeys((link.type, *target(link.scheme, link.target)) for link in item.relations)),
        tuple({fold(tag): tag for tag in tags(item)}.items()),
        tuple((path,) for path in dict.fromkeys(collections_of(item))),
        words_of(item),
    )


def _names(item: Item) -> Iterator[tuple[str, int, str, str]]:
    for role, names in item.variables.items():
        if role in NAME_VARIABLES:
            for position, name in enumerate(names):
                given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
                yield role, position, fold_words(name.full_family), "" if name.literal else fold_words(given)


def _year(date: object) -> int | None:
    year = date.year if isinstance(date, Date) else None
    return year if year is not None and abs(year) < 1 << 62 else None


@functools.lru_cache(maxsize=4096)
def variable_token(name: str) -> str:
    """The word that stands in the full-text index for «has this variable».

    >>> variable_token("container-title")
    'containertitle'
    """
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def year_token(year: int) -> str:
    """The word that stands in the full-text index for the year of publication, so that words and a year are one search.

    >>> year_token(2019), year_token(-44)
    ('year2019', 'yearbc44')
    """
    return f"year{year}" if year >= 0 else f"yearbc{-year}"


def text_of(value: Any) -> str:
    """A variable's value as text."""
    if isinstance(value, tuple):
        return "; ".join(str(name) for name in value)
    return strip_markup(value) if isinstance(value, str) else str(value or "")


def words_of(item: Item) -> tuple[str, ...]:
    """The folded text of each column of the full-text index, in the order of `citelib.library.store.schema.WORDS`."""
    return tuple(_words(item))


def _words(item: Item) -> Iterator[str]:
    get = item.variables.get
    for names in (("title",), ("author",), _PEOPLE, TEXTS["journal"], ("abstract",), ("keyword",), TEXTS["note"]):
        # Folded as queries are: the index by itself knows no «ø» and no «ß».
        yield fold(_joined(get, names))
    present = [variable_token(name) for name in item.variables]
    present += [variable_token(name.removeprefix(OWN)) for name in item.custom if name.startswith(OWN)]
    if item.relations:
        present.append("relations")
    if (year := _year(get("issued"))) is not None:
        present.append(year_token(year))
    if says_retracted(item):
        present.append("isretracted")
    yield " ".join(present)


def _joined(get: Any, names: tuple[str, ...]) -> str:
    return " ¶ ".join(text for name in names if (value := get(name)) is not None and (text := text_of(value)))
