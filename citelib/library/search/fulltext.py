"""What of a query the full-text index answers: expressions of FTS5, and the words that the best results have most of.

Words of a query never become full-text syntax: they are quoted.

>>> from citelib.queries.grammar import parse
>>> expression(parse("ketamine -title:mice").condition)
'((({title author people container abstract keyword note} : "ketamine")) NOT (({title} : "mice")))'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citelib.comparing import fold, fold_words
from citelib.library.derived import variable_token, year_token
from citelib.library.search.ranking import Several, Wanted, Without, Word
from citelib.library.store.schema import WORDS
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.queries.grammar import ROLES, AllOf, AnyOf, Node, Not, Term, year_bounds

__all__ = [
    "expression",
    "is_beginning",
    "name_expression",
    "narrowed",
    "wanted_words",
    "year_expression",
]

_COLUMNS: Final[dict[str | None, tuple[str, ...]]] = {
    None: tuple(column for column in WORDS if column != "variables"),
    "title": ("title",),
    **dict.fromkeys(ROLES, ("people",)),
    "author": ("author",),
    "name": ("author", "people"),
    "journal": ("container",),
    "abstract": ("abstract",),
    "keyword": ("keyword",),
    "note": ("note",),
    "has": ("variables",),
}
"""Columns of the full-text index that each field looks in."""

_MOST_YEARS: Final = 30
"""A span of so many years is looked for in the index; a longer one by the rows of items."""


def expression(node: Node) -> str | None:
    """A full-text expression for a condition, or None if it takes more than the full-text index."""
    if isinstance(node, Term):
        if node.field in ROLES and node.value == "*":
            roles = ROLES[node.field] or sorted(NAME_VARIABLES)
            return f"({{variables}} : ({' OR '.join(map(variable_token, roles))}))"
        if node.field not in _COLUMNS or (node.field in ROLES and not _is_one_word(node)):
            return None
        return _within(_COLUMNS[node.field], _quoted(node))
    if isinstance(node, AnyOf):
        parts = [expression(part) for part in node.parts]
        return None if None in parts else f"({' OR '.join(map(str, parts))})"
    if isinstance(node, AllOf):
        unwanted = [expression(part.part) for part in node.parts if isinstance(part, Not)]
        wanted = [expression(part) for part in node.parts if not isinstance(part, Not)]
        if not wanted or None in wanted or None in unwanted:
            return None
        return narrowed([str(one) for one in wanted], [str(one) for one in unwanted])
    return None


def narrowed(wanted: list[str], unwanted: list[str]) -> str:
    """An expression that holds where all of some hold, and none of others."""
    positive = f"({' AND '.join(wanted)})"
    return f"({positive} NOT ({' OR '.join(unwanted)}))" if unwanted else positive


def name_expression(term: Term) -> str:
    """A full-text expression for the words of a name, wherever they stand among names; empty if there is no word."""
    words = _words_of_name(term)
    return f"({' AND '.join(word.expression for word in words)})" if words else ""


def year_expression(term: Term) -> str | None:
    """A full-text expression for one year or a span of a few, or None."""
    years = _years(term)
    return None if years is None else f"({{variables}} : ({' OR '.join(map(year_token, years))}))"


def _years(term: Term) -> range | None:
    if term.field != "year":
        return None
    first, last = year_bounds(term)
    if first is None or last is None or not 0 <= last - first < _MOST_YEARS:
        return None
    return range(first, last + 1)


def wanted_words(node: Node) -> Wanted | None:
    """What of a condition can be told by the words of an item alone; None if nothing can."""
    if isinstance(node, Not):
        unwanted = wanted_words(node.part)
        return None if unwanted is None or expression(node.part) is None else Without(unwanted)
    if isinstance(node, AllOf):
        parts = tuple(wanted for part in node.parts if (wanted := wanted_words(part)) is not None)
        return Several(parts) if parts else None
    if isinstance(node, AnyOf):
        found = [wanted_words(part) for part in node.parts]
        return None if None in found else Several(tuple(one for one in found if one is not None), is_choice=True)
    if (years := _years(node)) is not None:
        return _any_variable(map(year_token, years))
    if node.field in ROLES:
        if node.value == "*":
            return _any_variable(map(variable_token, ROLES[node.field] or sorted(NAME_VARIABLES)))
        words = _words_of_name(node)
        return Several(words) if words else None
    if node.field not in _COLUMNS:
        return None
    value = variable_token(node.value) if node.field == "has" else fold_words(node.value)
    return _word(_COLUMNS[node.field], tuple(value.split()), is_beginning(node)) if value else None


def _any_variable(tokens: Iterable[str]) -> Several:
    return Several(tuple(_word(("variables",), (token,), False) for token in tokens), is_choice=True)


def is_beginning(term: Term) -> bool:
    """Whether the value is the beginning of what is looked for."""
    return term.value.endswith("*") and not term.phrase and len(term.value) > 1


def _is_one_word(term: Term) -> bool:
    """Whether the words of the index are enough to find a name."""
    return term.field in ("author", "name") and len(fold_words(term.value).split()) == 1


def _words_of_name(term: Term) -> tuple[Word, ...]:
    words = fold_words(term.value.partition(",")[0]).split()
    last = len(words) - 1
    return tuple(
        _word(_COLUMNS[term.field], (word,), number == last and is_beginning(term)) for number, word in enumerate(words)
    )


def _word(columns: tuple[str, ...], words: tuple[str, ...], is_beginning: bool) -> Word:
    quoted = '"' + " ".join(words) + '"' + "*" * is_beginning
    return Word(_within(columns, quoted), columns, words, is_beginning)


def _within(columns: tuple[str, ...], quoted: str) -> str:
    return f"({{{' '.join(columns)}}} : {quoted})"


def _quoted(term: Term) -> str:
    value = variable_token(term.value) if term.field == "has" else fold(term.value)
    prefix = "*" if is_beginning(term) else ""
    return '"' + value.rstrip("*" if prefix else "").replace('"', '""') + '"' + prefix
