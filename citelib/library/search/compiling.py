"""A query as SQL with parameters.

Words of a query never become SQL: they are bound as parameters. Everything that the full-text index can answer by
itself is asked of it in one expression (`citelib.library.search.fulltext`), which also ranks.

>>> compile_query(parse("ketamine -is:retracted"), {}).statement.split(" WHERE ")[0]
'SELECT w.rowid FROM words AS w JOIN items AS i ON i.number = w.rowid'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

import attrs

from citelib.comparing import fold, fold_words
from citelib.errors import QueryError
from citelib.identifiers import SCHEMES, normal
from citelib.library.filing import is_within
from citelib.library.search.fulltext import (
    expression,
    is_beginning,
    name_expression,
    narrowed,
    wanted_words,
    year_expression,
)
from citelib.library.search.ranking import Matches
from citelib.model import RELATION_TYPES
from citelib.model.notices import NOTICES
from citelib.model.relations import Scheme
from citelib.queries.grammar import ROLES, AllOf, AnyOf, Node, Not, Query, Term, bounds, parse, year_bounds

__all__ = ["Compiled", "compile_query"]

_SQL_SORT: Final = {
    "year": "i.year", "author": "i.author", "title": "i.title", "key": "i.key", "type": "i.type", "added": "i.added",
    "changed": "i.changed",
}  # fmt: skip
_SCHEMES: Final = ", ".join(f"'{scheme}'" for scheme in get_args(Scheme))
_MOST_SAVED: Final = 20
_HAS_WORDS: Final = "i.number IN (SELECT rowid FROM words WHERE words MATCH ?)"
_LAST: Final = "\U0010ffff"
_DATE: Final = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

_ASSERTED: Final = (
    "i.number IN (SELECT item FROM relations WHERE type = '{by}' UNION SELECT t.item FROM relations AS r "
    "JOIN identifiers AS t ON t.scheme = r.scheme AND t.value = r.target WHERE r.type = '{does}')"
)
_NOTED: Final = {
    notice.flag: _ASSERTED.format(by=relation, does=RELATION_TYPES[relation].inverse)
    for relation, notice in NOTICES.items()
}
_IS: Final = {
    **_NOTED,
    "retracted": (
        "(i.number IN (SELECT rowid FROM words WHERE words MATCH '{variables} : isretracted') OR "
        f"{_NOTED['retracted']})"
    ),
    "unfiled": "NOT EXISTS (SELECT 1 FROM members WHERE item = i.number)",
    "untagged": "NOT EXISTS (SELECT 1 FROM tags WHERE item = i.number)",
}


@attrs.frozen
class Compiled:
    """SQL that selects numbers of items, with its parameters.

    Attributes:
        statement: The statement; what is in the order of relevance is yet to be ordered and limited.
        parameters: Its parameters.
        limit: At most so many results.
        relevance: How the results are ranked; None if they are in an order of their own.
    """

    statement: str
    parameters: tuple[str | int, ...]
    limit: int | None = None
    relevance: Matches | None = None


_Sql = tuple[str, list[str | int]]


def compile_query(query: Query, saved: Mapping[str, str]) -> Compiled:
    """SQL of a query.

    Args:
        query: The query.
        saved: Saved searches by path, for ``in:``.

    Raises:
        QueryError: A value that its field cannot have.
    """
    match, (condition, parameters) = _split(query.condition, saved, 0)
    limit = "" if query.limit is None else f" LIMIT {query.limit}"
    order = ", ".join(f"{_SQL_SORT[field]}{' DESC' * down}" for field, down in query.sort)
    if match is None:
        where = f" WHERE {condition}" if condition else ""
        ties = f"{order}, i.number" if order else "i.number"
        return Compiled(
            f"SELECT i.number FROM items AS i{where} ORDER BY {ties}{limit}", tuple(parameters), query.limit
        )
    # A join that is not needed would cost a look-up for every match.
    join = " JOIN items AS i ON i.number = w.rowid" if condition or order else ""
    statement = f"SELECT w.rowid FROM words AS w{join} WHERE words MATCH ?" + (f" AND {condition}" if condition else "")
    if order:
        return Compiled(f"{statement} ORDER BY {order}{limit}", (match, *parameters), query.limit)
    relevance = Matches(statement, match, condition, tuple(parameters), wanted_words(query.condition))
    return Compiled(statement, (match, *parameters), query.limit, relevance)


def _split(node: Node, saved: Mapping[str, str], depth: int) -> tuple[str | None, _Sql]:
    """What of a condition the full-text index answers, and the rest as SQL (empty if there is none)."""
    wanted, unwanted = [], []
    beside: list[Node] = []
    others: list[_Sql] = []
    for part in node.parts if isinstance(node, AllOf) else (node,):
        if (match := expression(part)) is not None:
            wanted.append(match)
        elif isinstance(part, Term) and part.field in ROLES and (words := name_expression(part)):
            wanted.append(words)
            others.append(_in_one_name(part))
        else:
            beside.append(part)
    if not wanted:
        return None, _condition(node, saved, depth)
    for part in beside:
        # Of these, the index can only say which of the items with some words they hold for.
        if isinstance(part, Not) and (match := expression(part.part)) is not None:
            unwanted.append(match)
        elif isinstance(part, Term) and (years := year_expression(part)):
            wanted.append(years)
        else:
            others.append(_condition(part, saved, depth))
    return narrowed(wanted, unwanted), _glued(others, " AND ") if others else ("", [])


def _glued(parts: list[_Sql], glue: str) -> _Sql:
    return "(" + glue.join(sql for sql, _ in parts) + ")", [one for _, values in parts for one in values]


def _in_one_name(term: Term) -> _Sql:
    """All words side by side in one name, in either order; after a comma, beginnings of the given names."""
    assert term.field is not None
    conditions, parameters = ["n.item = i.number"], list[str | int]()
    if roles := ROLES[term.field]:
        conditions.append(f"n.role IN ({', '.join('?' * len(roles))})")
        parameters += roles
    family, _, given = (fold_words(part) for part in term.value.partition(","))
    if family:
        where = "n.family" if given else "n.family || ' ' || n.given || ' ' || n.family"
        conditions.append(f"instr(' ' || {where} || ' ', ?) > 0")
        parameters.append(f" {family}" if is_beginning(term) else f" {family} ")
    if given:
        conditions.append("n.given LIKE ?")
        parameters.append("% ".join(given.split()) + "%")
    return f"EXISTS (SELECT 1 FROM names AS n WHERE {' AND '.join(conditions)})", parameters


def _person(term: Term) -> _Sql:
    words = name_expression(term)
    parts: list[_Sql] = [(_HAS_WORDS, [words])] if words else []
    return _glued([*parts, _in_one_name(term)], " AND ")


def _condition(node: Node, saved: Mapping[str, str], depth: int) -> _Sql:
    """SQL over ``items AS i``."""
    if (match := expression(node)) is not None:
        return _HAS_WORDS, [match]
    if isinstance(node, Not):
        sql, parameters = _condition(node.part, saved, depth)
        return f"NOT ({sql})", parameters
    if isinstance(node, (AllOf, AnyOf)):
        if not node.parts:
            return "1", []
        parts = [_condition(part, saved, depth) for part in node.parts]
        return _glued(parts, " AND " if isinstance(node, AllOf) else " OR ")
    assert isinstance(node, Term)
    if node.field == "in":
        return _in(node, saved, depth)
    assert node.field is not None
    return (_related if node.field in RELATION_TYPES else _FIELD[node.field])(node)


def _year(term: Term) -> _Sql:
    first, last = year_bounds(term)
    conditions = [f"i.year {sign} ?" for sign, bound in ((">=", first), ("<=", last)) if bound is not None]
    bounds: list[str | int] = [bound for bound in (first, last) if bound is not None]
    return ("(" + " AND ".join(conditions) + ")" if conditions else "i.year IS NOT NULL"), bounds


def _time(column: str) -> Callable[[Term], _Sql]:
    def compile_time(term: Term) -> _Sql:
        start, end = bounds(term, _DATE, "a date", "write 2026, 2026-11 or 2026-11-23")
        return f"(i.{column} >= ? AND i.{column} < ?)", [start, end + _LAST]

    return compile_time


def _text_range(column: str, value: str) -> _Sql:
    """Equal to a value, or beginning with what stands before ``*``."""
    if value.endswith("*"):
        start = value[:-1]
        return f"({column} >= ? AND {column} < ?)", [start, start + _LAST]
    return f"{column} = ?", [value]


def _type(term: Term) -> _Sql:
    return _text_range("i.type", term.value.casefold())


def _tag(term: Term) -> _Sql:
    sql, parameters = _text_range("folded", fold(term.value))
    return f"i.number IN (SELECT item FROM tags WHERE {sql})", parameters


def _key(term: Term) -> _Sql:
    sql, parameters = _text_range("value", term.value)
    return f"i.number IN (SELECT item FROM identifiers WHERE scheme = 'id' AND {sql})", parameters


def _identifier(term: Term) -> _Sql:
    assert term.field is not None
    value = term.value
    if value.endswith("*"):
        value = value.casefold() if term.field != "pmcid" else value.upper()
    else:
        value = normal(term.field, value) or value.casefold()
    sql, parameters = _text_range("value", value)
    return f"i.number IN (SELECT item FROM identifiers WHERE scheme = ? AND {sql})", [term.field, *parameters]


def _is(term: Term) -> _Sql:
    if term.value not in _IS:
        raise QueryError(f"nothing is known to be {term.value!r}", term.column, hint=f"allowed are {', '.join(_IS)}")
    return _IS[term.value], []


def _in(term: Term, saved: Mapping[str, str], depth: int) -> _Sql:
    path = term.value.strip("/")
    if depth > _MOST_SAVED:
        raise QueryError(f"saved searches are nested more than {_MOST_SAVED} deep, or in a circle", term.column)
    parts: list[_Sql] = [
        (
            "i.number IN (SELECT item FROM members WHERE path = ? OR (path >= ? AND path < ?))",
            [path, path + "/", path + "0"],
        )
    ]
    for name, text in saved.items():
        if is_within(name, path):
            parts.append(_condition(parse(text).condition, saved, depth + 1))
    return _glued(parts, " OR ")


def _related(term: Term) -> _Sql:
    """Items that have a relation to the item of a key or identifier, asserted at either end."""
    assert term.field is not None
    inverse = RELATION_TYPES[term.field].inverse
    forward = "SELECT r.item FROM relations AS r WHERE r.type = ?"
    backward = (
        "SELECT t.item FROM relations AS r JOIN identifiers AS t ON t.scheme = r.scheme AND t.value = r.target "
        "WHERE r.type = ?"
    )
    if term.value == "*":
        return f"i.number IN ({forward} UNION {backward})", [term.field, inverse]
    values = list(dict.fromkeys([term.value, *(v for s in SCHEMES if (v := normal(s, term.value)))]))
    marks = ",".join("?" * len(values))
    item = f"SELECT item FROM identifiers WHERE value IN ({marks})"
    forward = (
        "SELECT r.item FROM identifiers AS t JOIN relations AS r ON r.scheme = t.scheme AND r.target = t.value "
        f"WHERE t.item IN ({item}) AND r.type = ?"
    )
    # A relation may also point at what is not in the library.
    dangling = f"SELECT item FROM relations WHERE scheme IN ({_SCHEMES}) AND target IN ({marks}) AND type = ?"
    backward += f" AND r.item IN ({item})"
    parameters: list[str | int] = [*values, term.field, *values, term.field, inverse, *values]
    return f"i.number IN ({forward} UNION {dangling} UNION {backward})", parameters


_FIELD: Final[dict[str, Callable[[Term], _Sql]]] = {
    **dict.fromkeys(ROLES, _person),
    "year": _year,
    "type": _type,
    "tag": _tag,
    "key": _key,
    **dict.fromkeys(SCHEMES, _identifier),
    "is": _is,
    "added": _time("added"),
    "changed": _time("changed"),
}
