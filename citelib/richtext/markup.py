"""The inline markup of CSL-JSON: tags, quotation marks and apostrophes within a field.

Understood are ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>``, ``<span style="font-variant:small-caps;">``,
``<span class="nocase">`` and ``<span class="nodecor">``; straight quotation marks and those of the language that is
printed, which are set again as the depth of quotation demands; an apostrophe becomes ’. What is not balanced is text.
Source: CSL-JSON's schema, ``csl-data.json``, and the official test suite where that is silent.

>>> parse_markup("<i>Escherichia</i> isn't")
(Styled(kind='italic', children=('Escherichia',)), ' isn’t')
>>> parse_markup('the "end" of </i>')
('the ', Styled(kind='quote', children=('end',)), ' of </i>')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, NamedTuple

__all__ = [
    "ENGLISH_QUOTES",
    "KINDS",
    "TAGS",
    "Piece",
    "Quotes",
    "Styled",
    "has_markup",
    "parse_markup",
    "plain",
    "reduced",
    "tagged",
    "translated",
]


class Quotes(NamedTuple):
    """The quotation marks of a language, outer and inner."""

    open: str = "“"
    close: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"


ENGLISH_QUOTES: Final = Quotes()


class Styled(NamedTuple):
    """A stretch of text under one tag or between quotation marks.

    `kind` is ``italic``, ``bold``, ``sup``, ``sub``, ``small-caps``, ``nocase``, ``nodecor``, ``quote``,
    ``inner-quote`` (written with the inner marks of the language) or ``text`` (several pieces of one field).
    """

    kind: str
    children: tuple[Piece, ...]


Piece = str | Styled
_NESTING: Final = 40
"""Deeper tags stay text, so that recursion over pieces is bounded."""

_MARKS: Final = "\"'“”„‘’‚«»‹›《》〈〉「」『』"
_ANY: Final = re.compile(f"[<{_MARKS}]| [:;?!]")
_TAG: Final = re.compile(
    r"""(?P<open><(?:i|b|sup|sub|sc)>
        |<span\s+(?:style="font-variant:\s*small-caps;?"|class="no(?:case|decor)")[^>]*>)
        |(?P<close></(?:i|b|sup|sub|sc|span)>)""",
    re.VERBOSE,
)
_TOKEN: Final = re.compile(_TAG.pattern + f"|(?P<quote>[{_MARKS}])", re.VERBOSE)
_KINDS: Final = {"<i>": "italic", "<b>": "bold", "<sup>": "sup", "<sub>": "sub", "<sc>": "small-caps"}
_OPENS_AFTER: Final = frozenset(" \t\n\u00a0\u202f([{-–—/")
_ENDS_WORD: Final = frozenset(",.?:; )]}!\u00a0\u202f")


def has_markup(text: str) -> bool:
    """Whether `parse_markup` could find anything in `text`."""
    return _ANY.search(text) is not None


def parse_markup(text: str, quotes: Quotes = ENGLISH_QUOTES) -> tuple[Piece, ...]:
    """Read the inline markup of a field.

    Args:
        text: The field.
        quotes: Quotation marks of the language that is printed; in the text they count like straight ones.
    """
    if " " in text:
        # A space before high punctuation is narrow and does not break.
        text = _HIGH_PUNCTUATION.sub("\u202f\\1", text).replace("« ", "«\u202f")
    return _nested(_tokens(text, quotes)) if _ANY.search(text) else (text,)


_HIGH_PUNCTUATION: Final = re.compile(" ([:;?!»])")


def plain(pieces: tuple[Piece, ...]) -> str:
    """Text of pieces without their tags and quotation marks."""
    return "".join(piece if isinstance(piece, str) else plain(piece.children) for piece in pieces)


KINDS: Final = frozenset(("italic", "bold", "sup", "sub", "small-caps", "nocase", "nodecor"))
"""The kinds of `Styled` that are tags."""

TAGS: Final[Mapping[str, tuple[str, str]]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
    "nodecor": ('<span class="nodecor">', "</span>"),
}
"""How CSL-JSON's schema writes what stands before and behind a stretch of each kind."""

_RAISED: Final = str.maketrans("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED: Final = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_SHIFTED: Final = {"sup": _RAISED, "sub": _LOWERED}


def tagged(text: str) -> Iterator[tuple[int, str]]:
    """A field cut at its tags; what is not balanced or nested too deep is text, as for `parse_markup`.

    Yields:
        1 and the kind where a stretch begins, -1 and the kind where it ends, 0 and the text for all between.

    >>> list(tagged("<i>Apis</i> & </b>"))
    [(1, 'italic'), (0, 'Apis'), (-1, 'italic'), (0, ' & '), (0, '</b>')]
    """
    depth = 0
    for token in _tokens(text, ENGLISH_QUOTES, _TAG):
        turn = 0 if token.partner is None else 1 if token.kind else -1
        depth += turn
        if token.partner is None or depth + (turn < 0) > _NESTING:
            yield 0, token.text
        else:
            yield turn, token.kind or token.partner.kind


def translated(text: str, marks: Mapping[str, tuple[str, str]], escape: Callable[[str], str] = str) -> str:
    """A field in another markup.

    Tags of the kinds that `marks` lacks go, save that digits and signs above and below the line become Unicode's own.

    Args:
        text: The field.
        marks: What stands before and behind a stretch of each kind in the other markup.
        escape: Makes the other markup of plain text, piece by piece.

    >>> translated("<i>E. coli</i> in H<sub>2</sub>O, 1 < 2", {"italic": ("*", "*")})
    '*E. coli* in H₂O, 1 < 2'
    """
    if "<" not in text:
        return escape(text)
    parts: list[str] = []
    marked: list[int] = [-1]
    starts: list[int] = []
    for turn, part in tagged(text):
        if turn > 0:
            starts.append(len(parts))
        elif turn < 0:
            start = starts.pop()
            if part in _SHIFTED and part not in marks and marked[-1] < start:
                parts[start:] = [_shifted("".join(parts[start:]), _SHIFTED[part])]
        if turn == 0:
            parts.append(part)
        elif part in marks:
            marked.append(len(parts))
            parts.append(marks[part][turn < 0])
    as_it_is = frozenset(marked)
    return "".join(part if number in as_it_is else escape(part) for number, part in enumerate(parts))


def _shifted(run: str, table: Mapping[int, str | int]) -> str:
    """A run in Unicode's characters above or below the line; the run itself where there are no such characters."""
    return run.translate(table) if all(ord(one) in table for one in run) else run


def reduced(text: str, kinds: Collection[str]) -> str:
    """A field with no other markup than of these kinds, each in the one spelling of `TAGS`; see `translated`.

    >>> reduced('On <span class="nocase">DNA of <i>E. coli</i></span>', {"italic"})
    'On DNA of <i>E. coli</i>'
    """
    return translated(text, {kind: TAGS[kind] for kind in kinds}) if "<" in text else text


class _Token:
    """Text, or one end of a stretch; an end without its partner falls back to the text that it was written as."""

    __slots__ = ("closer", "kind", "partner", "text")

    def __init__(self, text: str, kind: str = "", closer: str = "") -> None:
        self.text = text
        self.kind = kind
        self.closer = closer
        self.partner: _Token | None = None


class _Stack:
    """The openings that are not closed yet, and how many there are of each kind."""

    __slots__ = ("openings", "waiting")

    def __init__(self) -> None:
        self.openings: list[_Token] = []
        self.waiting: dict[str, int] = {}

    def push(self, token: _Token) -> None:
        self.openings.append(token)
        self.waiting[token.closer] = self.waiting.get(token.closer, 0) + 1

    def close(self, token: _Token) -> bool:
        """Match a closing with the innermost opening that it can close; what was opened since is text."""
        wanted = token.text
        if not self.waiting.get(wanted):
            return False
        while True:
            opening = self.openings.pop()
            self.waiting[opening.closer] -= 1
            if opening.closer == wanted:
                opening.partner, token.partner = token, opening
                return True
            _orphan(opening)


def _tokens(text: str, quotes: Quotes, marks: re.Pattern[str] = _TOKEN) -> list[_Token]:
    """Cut the text at its tags and quotation marks, or only one of them, and match openings with closings."""
    tokens: list[_Token] = []
    stack = _Stack()
    outer = ""
    position = 0
    size = len(text)
    for match in marks.finditer(text):
        start, end = match.span()
        if start > position:
            tokens.append(_Token(text[position:start]))
        after_open = start == position and tokens and tokens[-1].closer
        position = end
        found = match.group()
        token = _Token(found)
        tokens.append(token)
        if match["open"]:
            kind = _KINDS.get(found) or (
                "small-caps" if "style=" in found else "nocase" if "nocase" in found else "nodecor"
            )
            token.closer = f"</{found[1:-1]}>" if found in _KINDS else "</span>"
            token.kind = kind
            stack.push(token)
        elif match["close"]:
            stack.close(token)
        else:
            before = text[start - 1] if start else " "
            after = text[end] if end < size else " "
            opens = before in _OPENS_AFTER or bool(after_open)
            if found == "'" and after.isspace():
                opens = False
            if opens and not outer and found in "\"'":
                outer = found
            _quote(stack, token, opens, before, after, quotes, outer)
    if position < size:
        tokens.append(_Token(text[position:]))
    for token in stack.openings:
        _orphan(token)
    return tokens


def _quote(stack: _Stack, token: _Token, opens: bool, before: str, after: str, quotes: Quotes, outer: str) -> None:
    """Decide what one quotation mark is: an opening, a closing, an apostrophe, or itself.

    Of the two straight marks the one that opens first is the outer one.
    """
    found = token.text
    if found == "’" and before.isalnum() and after.isalnum():
        return
    if found in "\"'":
        if opens:
            token.kind, token.closer = "quote" if found == outer else "inner-quote", found
            stack.push(token)
        elif (found == "'" and not (after in _ENDS_WORD or after in "<\"'" or after.isspace())) or (
            not stack.close(token) and found == "'"
        ):
            token.text = "’"
        return
    for kind, opening, closing in (
        ("quote", quotes.open, quotes.close),
        ("inner-quote", quotes.open_inner, quotes.close_inner),
    ):
        if found == closing.strip() and stack.close(token):
            return
        if found == opening.strip() and (found != closing.strip() or opens):
            token.kind, token.closer = kind, closing.strip()
            stack.push(token)
            return


def _orphan(token: _Token) -> None:
    token.kind = token.closer = ""
    if token.text == "'":
        token.text = "’"


def _nested(tokens: list[_Token]) -> tuple[Piece, ...]:
    """The matched tokens as a tree, neighbouring texts joined."""
    levels: list[list[Piece]] = [[]]
    kinds: list[str] = []
    texts: list[str] = []
    hidden = 0
    for token in tokens:
        if token.partner is None:
            texts.append(token.text)
        elif token.kind:
            if len(kinds) >= _NESTING:
                hidden += 1
                texts.append(token.text)
            else:
                _flush(texts, levels[-1])
                kinds.append(token.kind)
                levels.append([])
        elif hidden:
            hidden -= 1
            texts.append(token.text)
        else:
            _flush(texts, levels[-1])
            children = tuple(levels.pop())
            kind = kinds.pop()
            if children:
                levels[-1].append(Styled(kind, _trimmed(children) if kind.endswith("quote") else children))
    _flush(texts, levels[-1])
    return tuple(levels[0])


def _flush(texts: list[str], level: list[Piece]) -> None:
    """Put the text that was gathered into a level."""
    text = "".join(texts)
    texts.clear()
    if text:
        level.append(text)


def _trimmed(children: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A quotation without the narrow spaces that French sets inside its marks: the marks bring their own."""
    first, last = children[0], children[-1]
    if isinstance(first, str) and first[:1] in "\u202f\u00a0":
        children = (first[1:], *children[1:])
        last = children[-1]
    if isinstance(last, str) and last[-1:] in "\u202f\u00a0":
        children = (*children[:-1], last[:-1])
    return children
