"""Queries over items that are at hand, without a library.

>>> from citelib.model import Date, Item, Name
>>> trees = Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999), keyword="wood, oak")
>>> [matcher(query)(trees) for query in ("type:book year:..2000", "tree*", "-keyword:oak", "author:ash OR key:x")]
[True, True, False, True]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from citelib.comparing import fold, fold_words
from citelib.errors import QueryError
from citelib.identifiers import normal
from citelib.model import RELATION_TYPES, Date, Item
from citelib.model.custom import ALIASES_KEY
from citelib.model.keywords import split_keywords
from citelib.model.notices import NOTICES, notices_of
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.queries.grammar import ROLES, TEXTS, AllOf, AnyOf, Node, Not, Term, parse, year_bounds

__all__ = ["matcher"]

Predicate = Callable[[Item], bool]

_IDENTIFIERS: Final[Mapping[str, str]] = {
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "url": "URL", "arxiv": "number",
}  # fmt: skip
_FLAGS: Final = frozenset(notice.flag for notice in NOTICES.values())
_OF_LIBRARIES: Final = frozenset({"in", "added", "changed"})


def matcher(query: str) -> Predicate:
    """A function that tells whether an item answers to a query; see `citelib.queries.grammar` for the language.

    ``sort:`` and ``limit:`` do not apply to a single item and are ignored.

    Raises:
        QueryError: The query cannot be read, or asks for what only a library knows.
    """
    return _predicate(parse(query).condition)


def _predicate(node: Node) -> Predicate:
    if isinstance(node, Not):
        part = _predicate(node.part)
        return lambda item: not part(item)
    if isinstance(node, (AllOf, AnyOf)):
        parts = [_predicate(one) for one in node.parts]
        if isinstance(node, AllOf):
            return lambda item: all(part(item) for part in parts)
        return lambda item: any(part(item) for part in parts)
    return _term(node)


def _term(term: Term) -> Predicate:
    field, value = term.field, term.value
    if field is None:
        return _contains_words(term, _all_texts)
    if field in TEXTS:
        variables = TEXTS[field]
        return _contains_words(term, lambda item: (str(item.get(name) or "") for name in variables))
    if field in ROLES:
        roles = ROLES[field] or tuple(sorted(NAME_VARIABLES))
        return _contains_words(term, lambda item: (name.inverted for role in roles for name in item.get(role) or ()))
    if field == "year":
        return _year(term)
    if field == "has":
        return lambda item: bool(item.relations) if value == "relations" else bool(_variable(item, value))
    if field == "is":
        if value not in _FLAGS:
            raise QueryError(f"only a library knows what is {value}", term.column)
        return lambda item: any(notice.flag == value for notice in notices_of(item))
    if field in _OF_LIBRARIES:
        raise QueryError(f"only a library knows {field}:", term.column)
    if field in RELATION_TYPES:
        return lambda item: any(
            link.type == field and (value == "*" or _begins(link.target, value)) for link in item.relations
        )
    if field in _IDENTIFIERS:
        value = normal(field, value) or value
    return lambda item: any(_begins(text, value) for text in _whole_values(item, field))


def _whole_values(item: Item, field: str) -> Iterator[str]:
    """What a field of whole values, not of words, holds."""
    if field == "type":
        yield item.type
    elif field == "key":
        yield item.id
        yield from item.custom.get(ALIASES_KEY, ())
    elif field == "tag":
        yield from split_keywords(item.get("keyword") or "")
    elif text := str(_variable(item, _IDENTIFIERS[field]) or ""):
        yield text
        yield normal(field, text) or text


def _variable(item: Item, name: str) -> object:
    return item.get(name) or item.get(name.upper())


def _begins(text: str, value: str) -> bool:
    wanted = fold(value.removesuffix("*"))
    return fold(text).startswith(wanted) if value.endswith("*") else fold(text) == wanted


def _all_texts(item: Item) -> Iterator[str]:
    yield item.id
    for value in item.variables.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Date):
            yield str(value)
        elif isinstance(value, tuple):
            yield from (name.inverted for name in value)


def _contains_words(term: Term, texts: Callable[[Item], Iterator[str]]) -> Predicate:
    """Whether the words of a term stand together in one of the texts; a last one with ``*`` may go on."""
    goes_on = term.value.endswith("*") and not term.phrase
    wanted = f" {fold_words(term.value)}" + ("" if goes_on else " ")
    return lambda item: any(wanted in f" {fold_words(text)} " for text in texts(item))


def _year(term: Term) -> Predicate:
    low, high = year_bounds(term)

    def holds(item: Item) -> bool:
        date = item.get("issued")
        year = date.year if isinstance(date, Date) else None
        return year is not None and (low is None or year >= low) and (high is None or year <= high)

    return holds
