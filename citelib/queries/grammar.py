r"""The query language: what is written in a search, as a tree.

::

    query    = any                         words, fields and directives
    any      = all { "OR" all }
    all      = one { [ "AND" ] one }       terms side by side must all hold
    one      = ( "NOT" | "-" ) one | "(" any ")" | term
    term     = [ field ":" ] value
    value    = word | word"*" | '"' phrase '"' | [ bound ] ".." [ bound ]

``AND``, ``OR`` and ``NOT`` are written in capitals; ``"`` within a phrase is written ``\"``. Directives are
``sort:FIELD`` (``sort:-FIELD`` for the reverse) and ``limit:NUMBER``. `FIELDS` says what each field means.

>>> parse('author:liston ketamine year:2015..2019 sort:-year').terms[0]
Term(field='author', value='liston', phrase=False, column=1)
>>> parse("author:(liston")
Traceback (most recent call last):
citelib.errors.QueryError: column 8: a value is expected after author: (put text with special characters in quotes)
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.errors import QueryError
from citelib.model import RELATION_TYPES
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.near import did_you_mean

__all__ = [
    "FIELDS",
    "ROLES",
    "SORTS",
    "TEXTS",
    "AllOf",
    "AnyOf",
    "Node",
    "Not",
    "Query",
    "Term",
    "bounds",
    "parse",
    "year_bounds",
]


FIELDS: Final[dict[str, str]] = {
    "title": "words of the title",
    "author": 'an author: words of one name, author:liston, author:"conor liston", author:"liston, c"',
    "editor": "an editor; likewise translator, illustrator and every other name variable of CSL",
    "name": "a person or institution in any of these roles",
    "journal": "words of the journal, series, event or publisher",
    "abstract": "words of the abstract",
    "keyword": "words of the keywords",
    "note": "words of notes, genre, original title and numbers",
    "year": "year of publication: 2019, 2015..2019, 2015.., ..2019",
    "type": "a CSL type: article-journal, article*",
    "tag": "a whole tag, or the beginning of one with *",
    "in": "a collection or saved search and what is nested in it",
    "key": "a citation key or former key, or the beginning of one with *",
    "doi": "a DOI, or the beginning of one with *; likewise pmid, pmcid, isbn, arxiv, url",
    "pmid": "a PubMed id",
    "pmcid": "a PubMed Central id",
    "isbn": "an ISBN",
    "arxiv": "an arXiv id",
    "url": "a web address",
    "has": "a variable that must not be empty: abstract, doi, attachments, relations",
    "is": "retracted, corrected, concern, unfiled or untagged",
    "added": "when it came into the library: 2026-11, 2026-11..2026-12",
    "changed": "when it was last changed",
}
"""Every field but the relations, which are fields by their own names (``cites:KEY``, ``comments-on:KEY``, ``cites:*``
for any), and the rarer roles of people (`ROLES`)."""

ROLES: Final[dict[str, tuple[str, ...]]] = {
    **{role: (role,) for role in sorted(NAME_VARIABLES)},
    "editor": ("editor", "collection-editor", "editorial-director", "editor-translator"),
    "translator": ("translator", "editor-translator"),
    "name": (),
}
"""Fields that look for names, and the name variables that each looks in; all if none is given."""

TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title",),
    "journal": ("container-title", "container-title-short", "collection-title", "event-title", "publisher"),
    "abstract": ("abstract",),
    "keyword": ("keyword",),
    "note": ("note", "annote", "genre", "original-title", "title-short", "publisher-place", "number", "archive"),
}
"""Fields that look for words, and the variables that each looks in."""

_KNOWN: Final = frozenset({*FIELDS, *ROLES, *RELATION_TYPES})

SORTS: Final = ("year", "author", "title", "key", "type", "added", "changed")
"""What results can be sorted by."""


@attrs.frozen
class Term:
    """One condition; `field` is None for words that may stand anywhere."""

    field: str | None
    value: str
    phrase: bool
    column: int


@attrs.frozen
class AllOf:
    """All conditions hold."""

    parts: tuple[Node, ...]


@attrs.frozen
class AnyOf:
    """At least one condition holds."""

    parts: tuple[Node, ...]


@attrs.frozen
class Not:
    """The condition does not hold."""

    part: Node


Node = Term | AllOf | AnyOf | Not


@attrs.frozen
class Query:
    """A query that was read.

    Attributes:
        condition: The tree of conditions; `AllOf` of nothing for everything.
        sort: Fields to sort by with whether the order is reversed; the order of relevance or of addition if empty.
        limit: At most so many results, or None.
    """

    condition: Node
    sort: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in order."""

        def walk(node: Node) -> tuple[Term, ...]:
            if isinstance(node, Term):
                return (node,)
            if isinstance(node, Not):
                return walk(node.part)
            return tuple(term for part in node.parts for term in walk(part))

        return walk(self.condition)


_TOKEN: Final = re.compile(
    r'\s+|(?P<mark>[()])|(?P<minus>-)(?=[^\s)])|(?P<field>[A-Za-z][A-Za-z-]*):|(?P<value>"|[^\s()"]+)'
)
_PHRASE: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DEEPEST: Final = 50
_LONGEST: Final = 10_000
_WORDS: Final = ("AND", "OR", "NOT")


@attrs.frozen
class _Token:
    kind: str
    text: str
    column: int


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: The query cannot be read; the error has the column.
    """
    if unfit := re.search("[\0\ud800-\udfff]", text):
        raise QueryError(f"{unfit[0]!r} is not a character to look for", unfit.start() + 1)
    if len(text) > _LONGEST:
        raise QueryError(f"the query is longer than {_LONGEST} characters", _LONGEST)
    return _Parser(text).query()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None
        kind, column = match.lastgroup, position + 1
        position = match.end()
        if kind == "value" and match[0] == '"':
            phrase = _PHRASE.match(text, column - 1)
            if phrase is None:
                raise QueryError("the quotation mark is not closed", column)
            position = phrase.end()
            tokens.append(_Token("phrase", re.sub(r"\\(.)", r"\1", phrase[1]), column))
        elif kind is not None:
            after_field = (
                bool(tokens) and tokens[-1].kind == "field" and tokens[-1].column + len(tokens[-1].text) + 1 == column
            )
            if kind in ("field", "minus") and after_field:
                # The value of a field may hold colons and begin with a minus: url:https://…, sort:-year.
                whole = re.compile(r'[^\s()"]+').match(text, column - 1)
                assert whole is not None
                position = whole.end()
                tokens.append(_Token("value", whole[0], column))
            elif kind == "value" and not after_field and match[0] in _WORDS:
                tokens.append(_Token("operator", match[0], column))
            else:
                tokens.append(_Token(kind, match[kind], column))
    return tokens


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.end = len(text) + 1
        self.position = 0
        self.depth = 0
        self.sort: list[tuple[str, bool]] = []
        self.limit: int | None = None

    @property
    def token(self) -> _Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else _Token("end", "", self.end)

    def take(self) -> _Token:
        token = self.token
        self.position += 1
        return token

    def query(self) -> Query:
        condition = self.any() if self.tokens else AllOf(())
        if self.token.kind != "end":
            raise QueryError("a parenthesis is closed that was not opened", self.token.column)
        return Query(condition, tuple(self.sort), self.limit)

    def any(self) -> Node:
        parts = [self.all()]
        while self.token == _Token("operator", "OR", self.token.column):
            self.take()
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all(self) -> Node:
        parts: list[Node] = []
        self.required()
        while True:
            token = self.token
            if (
                token.kind == "end"
                or (token.text == ")" and token.kind == "mark")
                or (token.text == "OR" and token.kind == "operator")
            ):
                break
            if token.kind == "operator" and token.text == "AND":
                self.take()
                self.required()
                continue
            if (part := self.one()) is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def required(self) -> None:
        """A condition must follow."""
        token = self.token
        if token.kind == "end" or (token.kind == "mark" and token.text == ")"):
            raise QueryError("a word or a condition is expected here", token.column)
        if token.kind == "operator" and token.text != "NOT":
            raise QueryError(f"a word or a condition is expected before {token.text}", token.column, hint=_QUOTE)

    def one(self) -> Node | None:
        token = self.take()
        if token.kind == "minus" or token.kind == "operator":
            self.required()
            self.depth += 1
            self.check_depth(token)
            part = self.one()
            self.depth -= 1
            return None if part is None else Not(part)
        if token.kind == "mark":
            self.depth += 1
            self.check_depth(token)
            node = self.any()
            self.depth -= 1
            if self.take().text != ")":
                raise QueryError("the parenthesis is not closed", token.column)
            return node
        if token.kind != "field":
            return _term(None, token, token.column)
        value = self.token
        if value.kind not in ("value", "phrase"):
            raise QueryError(f"a value is expected after {token.text}:", value.column, hint=_QUOTE)
        self.take()
        return self.field(token, value)

    def check_depth(self, token: _Token) -> None:
        if self.depth > _DEEPEST:
            raise QueryError(f"conditions are nested more than {_DEEPEST} deep", token.column)

    def field(self, token: _Token, value: _Token) -> Node | None:
        name = token.text.casefold()
        if name == "sort":
            field = value.text.removeprefix("-")
            if field not in SORTS:
                raise QueryError(
                    f"results are not sorted by {field!r}", value.column, hint=f"allowed are {', '.join(SORTS)}"
                )
            self.sort.append((field, value.text.startswith("-")))
            return None
        if name == "limit":
            if not value.text.isascii() or not value.text.isdigit() or len(value.text) > 9:
                raise QueryError(f"{value.text!r} is not a number of results", value.column)
            self.limit = int(value.text)
            return None
        if name not in _KNOWN:
            hint = did_you_mean(name, [*_KNOWN, "sort", "limit"], _THERE_ARE, ending=":")
            raise QueryError(f"there is no field {token.text!r}", token.column, hint=hint)
        return _term(name, value, token.column)


def year_bounds(term: Term) -> tuple[int | None, int | None]:
    """The first and the last year of a term such as ``2015..2019``, None where it is open.

    Raises:
        QueryError: It is not a year.
    """
    start, end = bounds(term, "-?[0-9]{1,9}", "a year", "write year:2019, year:2015..2019 or year:2015..")
    return int(start) if start else None, int(end) if end else None


def bounds(term: Term, pattern: str, what: str, hint: str) -> tuple[str, str]:
    """Both ends of a term such as ``2015..2019``, empty where it is open; without dots, they are the same.

    Args:
        term: The term.
        pattern: What an end looks like.
        what: What it is called in the error, ``"a year"``.
        hint: How it is written.

    Raises:
        QueryError: An end does not look like that.
    """
    start, dots, end = term.value.partition("..")
    for bound in (start, end):
        if bound and not re.fullmatch(pattern, bound, re.ASCII):
            raise QueryError(f"{bound!r} is not {what}", term.column, hint=hint)
    return start, end if dots else start


_THERE_ARE: Final = f"fields are {', '.join(FIELDS)}, the roles of people, and relations; put other text in quotes"
_QUOTE: Final = "put text with special characters in quotes"


def _term(field: str | None, value: _Token, column: int) -> Term:
    if not any(character.isalnum() or character == "*" for character in value.text):
        raise QueryError(f"{value.text!r} has no letter or digit to look for", value.column)
    return Term(field, value.text, value.kind == "phrase", column)
