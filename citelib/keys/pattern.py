"""The language of key patterns, as a grammar, a table of sources and a table of functions.

::

    pattern = { text | "{" chain { "|" chain } "}" }      {{ and }} are braces
    chain   = source { "." function [ "[" argument { "," argument } "]" ] }

A source gives a list of words: ``author`` the family name of the first author (or editor), ``authors`` those of all,
``year`` the year, any other variable of CSL the words of its text. Functions take and give lists of words. Of several
chains, the first that gives anything counts. In the end the words stand side by side, in ASCII.

>>> from citelib.model import Date, Item, Name
>>> item = Item("x", "book", author=[Name("Beyeler", "Anna")], issued=Date.on(2019), title="Do mice dream?")
>>> Pattern.parse("{author.lower}{year}{title.skip.words[1]}").key(item)
'beyeler2019mice'
>>> Pattern.parse("{DOI|title.abbr.upper}-{year.chars[-2]}").key(item)
'DMD-19'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import count
from typing import Final

import attrs

from citelib.errors import PatternError
from citelib.model import Date, Item, Name
from citelib.model.vocabulary import ALIASES, VARIABLES
from citelib.near import did_you_mean

__all__ = ["FUNCTIONS", "PATTERNS", "Pattern", "unique", "with_suffixes"]

PATTERNS: Final = {
    "citelib": "{author.lower}{year}{title.skip.words[1].lower}",
    "better-bibtex": "{author.lower}{title.skip.words[3].capitalize}{year}",
    "jabref": "{author}{year}",
}
"""Patterns by name: our own, and the defaults of Better BibTeX (``auth.lower + shorttitle(3,3) + year``) and of JabRef
(``[auth][year]``)."""

_SKIPPED: Final = frozenset(
    """
    a ab aboard about above across after against al along amid among an and anti around as at before behind
    below beneath beside besides between beyond but by d da das de del dell dello dei degli della dem den der
    des die do down du during e een ein eine einem einen einer eines el en et except for from gli i il in
    inside into is l la las le les like lo los mit near nor of off on onto or over past per plus round save
    since so some sur than the through to toward towards un una unas under underneath une unlike uno unos
    until up upon van versus via von while with within without yet zu zum
    """.split()
)
_MARKUP: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"[^\s\-–—/:;,.!?()\[\]{}«»“”„\"]+")
# What BibTeX, LaTeX and citations in Markdown leave alone within a key.
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_:.+/-]")
_NAMES: Final = ("author", "editor", "translator", "director", "contributor", "composer")
_LONGEST: Final = 200

Words = list[str]


def _first(words: Words, number: int = 1) -> Words:
    return words[:number] if number >= 0 else words[number:]


def _et_al(words: Words, number: int = 2, text: str = "EtAl") -> Words:
    return words if len(words) <= number else [*words[:number], text]


def _abbreviate(words: Words, number: int = 1) -> Words:
    return [word[:number] for word in words]


def _characters(words: Words, number: int = 1) -> Words:
    text = "".join(words)
    return [text[:number] if number >= 0 else text[number:]]


def _capitalize(words: Words) -> Words:
    return [word[:1].upper() + word[1:] for word in words]


def _skip(words: Words) -> Words:
    return [word for word in words if word.casefold() not in _SKIPPED]


def _join(words: Words, text: str = "-") -> Words:
    return [text.join(words)] if words else []


def _replace(words: Words, old: str = "", new: str = "") -> Words:
    return [word.replace(old, new) for word in words] if old else words


def _default(words: Words, text: str = "") -> Words:
    return words or [text]


FUNCTIONS: Final[dict[str, tuple[Callable[..., Words], str]]] = {
    "lower": (lambda words: [word.lower() for word in words], "small letters"),
    "upper": (lambda words: [word.upper() for word in words], "capitals"),
    "capitalize": (_capitalize, "the first letter of each word as a capital"),
    "skip": (_skip, "without articles, prepositions and the like"),
    "words": (_first, "the first N words (1), the last with a negative N"),
    "chars": (_characters, "the first N characters (1), the last with a negative N"),
    "abbr": (_abbreviate, "the first N letters of each word (1)"),
    "etal": (_et_al, "the first N words (2) and a text (EtAl) for those left out"),
    "join": (_join, "put a text (-) between the words"),
    "replace": (_replace, "put the second text for the first"),
    "default": (_default, "a text if there is nothing"),
}
"""What each function does, with what stands for arguments that are not given in parentheses."""


def _names(item: Item) -> tuple[Name, ...]:
    return next((names for role in _NAMES if (names := item.variables.get(role))), ())


def _family(name: Name) -> str:
    return "".join(_WORD.findall(name.literal or name.full_family or name.given or ""))


def _source(name: str) -> Callable[[Item], Words]:
    """What reads the words of a source from an item."""
    if name == "author":
        return lambda item: [_family(one) for one in _names(item)[:1]]
    if name == "authors":
        return lambda item: [_family(one) for one in _names(item)]
    if name == "year":
        return lambda item: [str(item.issued.year)] if item.issued and item.issued.year is not None else []
    if name == "type":
        return lambda item: [item.type]
    variable = ALIASES.get(name, name)

    def words(item: Item) -> Words:
        value = item.variables.get(variable)
        if isinstance(value, Date):
            return [str(value)]
        if isinstance(value, tuple):
            return [_family(one) for one in value]
        return _WORD.findall(_MARKUP.sub("", value)) if value else []

    return words


_Chain = tuple[Callable[[Item], Words], tuple[Callable[[Words], Words], ...]]


@attrs.frozen
class Pattern:
    """A pattern that was read.

    Attributes:
        text: The pattern as written.
        parts: Texts, and alternatives of chains.
    """

    text: str
    parts: tuple[str | tuple[_Chain, ...], ...] = attrs.field(repr=False, eq=False)

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """Read a pattern, or the one of that name in `PATTERNS`.

        Raises:
            PatternError: With the column.
        """
        text = PATTERNS.get(text, text)
        return cls(text, tuple(_parts(text)))

    def key(self, item: Item, otherwise: str = "item") -> str:
        """The key of an item: ASCII without spaces and special characters; `otherwise` if the pattern gives nothing."""
        made = "".join(part if isinstance(part, str) else _first_that_gives(part, item) for part in self.parts)
        return _UNFIT.sub("", _ascii(made[:1000]))[:_LONGEST] or otherwise


def _first_that_gives(chains: tuple[_Chain, ...], item: Item) -> str:
    for source, functions in chains:
        words = source(item)
        for function in functions:
            words = function(words)
        if text := "".join(words):
            return text
    return ""


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return str(anyascii(text))


_PIECE: Final = re.compile(r"\{\{|\}\}|[{}]|[^{}]+")
_STEP: Final = re.compile(r"([A-Za-z_-]+)(?:\[([^\[\]]*)\])?")


def _parts(text: str) -> Iterator[str | tuple[_Chain, ...]]:
    position = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        assert match is not None
        piece, position = match[0], match.end()
        if piece == "}":
            raise PatternError("a brace is closed that was not opened", position, hint="write }} for a brace")
        if piece != "{":
            yield {"{{": "{", "}}": "}"}.get(piece, piece)
            continue
        end = text.find("}", position)
        if end < 0:
            raise PatternError("the brace is not closed", position, hint="write {{ for a brace")
        chains = []
        for chain in text[position:end].split("|"):
            chains.append(_chain(chain, position + 1))
            position += len(chain) + 1
        yield tuple(chains)


def _chain(text: str, column: int) -> _Chain:
    functions: list[Callable[[Words], Words]] = []
    source = None
    position = 0
    while True:
        match = _STEP.match(text, position)
        if match is None:
            what = "a function" if source else "a source such as author, title or year"
            raise PatternError(f"{what} is expected here", column + position)
        name, arguments = match[1], match[2]
        if source is None:
            if name not in ("author", "authors", "year", "type") and ALIASES.get(name, name) not in VARIABLES:
                raise _unknown("source", name, [*VARIABLES, "authors", "year"], column)
            if arguments is not None:
                raise PatternError("a source takes no arguments", column + match.start(2) - 1)
            source = _source(name)
        else:
            functions.append(_function(name, arguments, column + position))
        position = match.end()
        if position == len(text):
            return source, tuple(functions)
        if text[position] != ".":
            raise PatternError(f"{text[position]!r} is not expected here", column + position)
        position += 1


def _function(name: str, arguments: str | None, column: int) -> Callable[[Words], Words]:
    if name not in FUNCTIONS:
        raise _unknown("function", name, FUNCTIONS, column)
    function = FUNCTIONS[name][0]
    given: list[str | int] = []
    for argument in arguments.split(",") if arguments else []:
        number = re.fullmatch(r"-?[0-9]{1,4}", argument.strip(), re.ASCII)
        given.append(int(argument) if number and name not in ("join", "replace", "default") else argument)
    try:
        function([], *given)
        function(["word"] * 3, *given)
    except TypeError:
        raise PatternError(f"{name} does not take [{arguments}]", column, hint=FUNCTIONS[name][1]) from None
    return lambda words: function(words, *given)


def _unknown(kind: str, name: str, known: Iterable[str], column: int) -> PatternError:
    return PatternError(f"there is no {kind} {name!r}", column, hint=did_you_mean(name, known))


def unique(key: str, taken: Container[str]) -> str:
    """The key, or with the first of the suffixes a, b, …, z, aa, ab, … that makes it one of its own.

    >>> unique("beyeler2019", set())
    'beyeler2019'
    """
    return next(candidate for candidate in with_suffixes(key) if candidate not in taken)


def with_suffixes(key: str) -> Iterator[str]:
    """The key, and then with a, b, …, z, aa, ab, … behind it."""
    return (key + _letters(number) for number in count())


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text
