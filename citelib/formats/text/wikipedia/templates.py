"""Templates within wikitext, and the words of their values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.formats.kit.lines import one_line
from citelib.formats.text.wikipedia.languages import NAMES

__all__ = ["COMMENT", "Template", "templates", "text_of"]


@attrs.define
class Template:
    """A template: its name, parameters by name, and where it begins and ends."""

    name: str
    parameters: dict[str, str]
    start: int
    end: int


_TOKEN: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)


def templates(text: str) -> Iterator[Template]:
    """The outermost citation templates, in one pass."""
    # Open brackets: what they are, where they begin, where their parts begin.
    stack: list[tuple[str, int, list[int]]] = []
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in ("{{", "[["):
            stack.append((mark, token.start(), [token.end()]))
        elif mark == "|":
            if stack:
                stack[-1][2].append(token.end())
        else:
            wanted = "{{" if mark == "}}" else "[["
            # What was left open inside is text; a bracket that closes nothing is, too.
            depth = next(
                (at for at in range(len(stack) - 1, max(-1, len(stack) - 50), -1) if stack[at][0] == wanted), None
            )
            if depth is None:
                continue
            _, start, parts = stack[depth]
            del stack[depth:]
            if (
                mark == "}}"
                and _IS_CITATION.match(text, parts[0])
                and not any(_is_citation(text, one) for one in stack)
            ):
                yield _template(text, start, token, parts)


_IS_CITATION: Final = re.compile(
    rf"\s*(?:cite[ _]|vcite[ _]|(?:citation|{'|'.join(map(re.escape, NAMES)).replace(chr(92) + ' ', '[ _]')})\s*[|}}])",
    re.IGNORECASE,
)


def _is_citation(text: str, opened: tuple[str, int, list[int]]) -> bool:
    return opened[0] == "{{" and _IS_CITATION.match(text, opened[2][0]) is not None


def _template(text: str, start: int, end: re.Match[str], parts: list[int]) -> Template:
    edges = [*parts[1:], end.start() + 1]
    pieces = [text[first : last - 1] for first, last in zip(parts, edges, strict=True)]
    parameters: dict[str, str] = {}
    for piece in pieces[1:]:
        name, sign, value = piece.partition("=")
        name = re.sub(r"[\s_]+", "-", COMMENT.sub("", name).strip().casefold())
        if sign and value.strip():
            parameters.setdefault(name, value.strip())
    return Template(pieces[0].strip().casefold().replace("_", " "), parameters, start, end.end())


_MARKUP: Final = (
    (re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]"), r"\1"),
    (re.compile(r"\[https?://[^\s\[\]]+ ([^\[\]]*)\]"), r"\1"),
    (re.compile(r"\{\{!\}\}"), "|"),
    (re.compile(r"\{\{(?:nbsp|spaces?)\}\}", re.IGNORECASE), "\u00a0"),
    (re.compile(r"\{\{(?:lang|transl)\|[^{}|]*\|([^{}|]*)\}\}", re.IGNORECASE), r"\1"),
    (re.compile(r"\{\{[^{}|]*\|([^{}|]*)(?:\|[^{}]*)?\}\}"), r"\1"),
    (re.compile(r"\{\{[^{}]*\}\}"), ""),
    (re.compile(r"'''(.+?)'''"), r"<b>\1</b>"),
    (re.compile(r"''(.+?)''"), r"<i>\1</i>"),
    (re.compile(r"</?nowiki\s*/?>|<br\s*/?>", re.IGNORECASE), ""),
)


_MARKED: Final = re.compile(r"[\[{<]|''")
"""What begins any of these, and comments."""


def text_of(value: str) -> str:
    """The words of a value, with CSL's markup."""
    if _MARKED.search(value):
        value = COMMENT.sub("", value)
        for pattern, to in _MARKUP:
            value = pattern.sub(to, value)
    return one_line(html.unescape(value))
