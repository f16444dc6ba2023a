r"""A release as text with its parts: what plain text and HTML have in common.

A `Page` is the text that all offsets count in, cut into blocks (paragraphs, headings, list items, lines of their own).
Plain text is cut at blank lines and line ends; lines that were broken to a width are put together again.

>>> page = plain_page("A title\n\nFirst paragraph.\n\nSecond.")
>>> [page.text_of(block) for block in page.blocks]
['A title', 'First paragraph.', 'Second.']
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.releases.words.languages import language_of
from citelib.releases.words.tables import labels

__all__ = ["CJK", "Block", "Link", "Meta", "Page", "Span", "clean", "count_words", "plain_page"]

Span = tuple[int, int]
"""Start and end of a stretch of the text."""


@attrs.frozen
class Block:
    """A paragraph, heading, list item or line of its own.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        group: Number of the group of blocks that stand together without a blank line (or in one element) between them.
        tag: Name of the HTML element; empty for plain text.
        areas: Kinds of the parts of the page that it stands in, as far as HTML tells: ``"furniture"``, ``"related"``,
            ``"caption"``, ``"byline"``, ``"subtitle"``, ``"reference"``.
    """

    start: int
    end: int
    group: int
    tag: str = ""
    areas: frozenset[str] = frozenset()


@attrs.frozen
class Link:
    """A hyperlink: the stretch of text that it stands on, and its address."""

    start: int
    end: int
    address: str


@attrs.frozen
class Meta:
    """What the head of a page says.

    Attributes:
        named: Contents of meta tags by name or property, in lower case.
        objects: Objects of JSON-LD, those of ``@graph`` and of nested properties included.
        title: Content of the ``title`` element.
        language: Language of the ``html`` element.
        canonical: Canonical address.
    """

    named: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    objects: tuple[Mapping[str, Any], ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None

    def first(self, *names: str) -> str | None:
        """Content of the first meta tag of these names that has one."""
        return next((clean(value) for name in names for value in self.named.get(name, ()) if value.strip()), None)

    def all(self, *names: str) -> tuple[str, ...]:
        """Contents of all meta tags of these names."""
        return tuple(clean(value) for name in names for value in self.named.get(name, ()) if value.strip())


@attrs.frozen(slots=False)
class Page:
    """The text of a release and its parts.

    Attributes:
        text: The text in which all offsets count.
        blocks: Its blocks in order.
        links: Its hyperlinks (HTML).
        emphasis: Stretches in italics (HTML), where names of journals stand.
        meta: What meta tags and JSON-LD say of the page; empty for plain text.
        is_html: Whether offsets count characters of the visible text of HTML.
        markup: The HTML, for readers of pages that want it whole; empty for plain text.
    """

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    emphasis: tuple[Span, ...] = ()
    meta: Meta = attrs.field(factory=Meta)
    is_html: bool = False
    markup: str = attrs.field(default="", repr=False)

    @functools.cached_property
    def day_first(self) -> bool:
        """Whether 3/4/2020 is the third of April, as it is everywhere but in English; there it may be either."""
        language = self.meta.language or language_of(self.text) or "en"
        return not language.startswith("en")

    def text_of(self, block: Block) -> str:
        """The text of a block, with its line breaks."""
        return self.text[block.start : block.end]

    def quote(self, span: Span) -> str:
        """The text of a stretch."""
        return self.text[span[0] : span[1]]


CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script that is written without spaces, or with few."""
_BULLET: Final = re.compile(r"\s*(?:[-*•▪‣·–]|[0-9]{1,2}[.)])\s")
_LABELLED: Final = re.compile(r"([^:：\n]{1,40}?)\s?[:：]\s")
_LONG: Final = 60
"""Characters of a line that may have been broken within a sentence."""
_LONGEST_WRAPPED: Final = 150
"""Files with a longer line are taken not to have been broken to a width."""


def clean(text: str) -> str:
    r"""The text on one line, without white space around it.

    >>> clean(" a\n  b ")
    'a b'
    """
    return " ".join(text.split())


def count_words(text: str, most: int = 60) -> int:
    """The words of a text; two letters of a script without spaces count as one.

    >>> count_words("moss grows at night"), count_words("苔が夜のあいだに")
    (4, 5)
    """
    return len(text.split(None, most)) + len(CJK.findall(text[:500])) // 2


def plain_page(text: str) -> Page:
    """Cut plain text into blocks."""
    lines = list(_lines(text))
    width = _width(lines)
    blocks: list[Block] = []
    group = 0
    previous: tuple[int, int] | None = None
    for start, end, blank_before in lines:
        if blank_before:
            group += 1
        elif previous is not None and _continues(text, previous, (start, end), width):
            blocks[-1] = attrs.evolve(blocks[-1], end=end)
            previous = (start, end)
            continue
        blocks.append(Block(start, end, group))
        previous = (start, end)
    return Page(text, tuple(blocks))


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of every line that is not blank, trimmed, and whether a blank line stands before it."""
    blank = True
    for match in re.finditer(r"[^\r\n]+|\r\n?|\n", text):
        content = match[0]
        if content[0] in "\r\n":
            if not text[match.start() - 1 : match.start()].strip("\r\n") and match.start():
                blank = True
            continue
        stripped = content.strip()
        if not stripped:
            blank = True
            continue
        start = match.start() + content.index(stripped[0])
        yield start, start + len(stripped), blank
        blank = False


def _width(lines: list[tuple[int, int, bool]]) -> int:
    """The width that the lines were broken to, or 0 if they were not."""
    lengths = sorted(end - start for start, end, _ in lines)
    if not lengths or lengths[-1] > _LONGEST_WRAPPED or lengths[-1] < 50:
        return 0
    followed = sum(1 for _, _, blank in lines if not blank)
    if followed * 4 < len(lines):
        return 0
    # A single line may be longer than the width; three of nearly one length are not by chance.
    full = [length for before, length in zip(lengths, lengths[2:], strict=False) if length - before <= 6]
    return max(full, default=lengths[-1])


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line was broken only because the next word would not have fitted."""
    if text[line[1] - 1] == ":" or text[following[0]] == "【" or _BULLET.match(text, *following):
        return False
    if line[1] - line[0] >= _LONG and text[line[1] - 1] not in '.!?:;”"' and text[following[0]].islower():
        return True  # a sentence goes on, however few lines the text has
    if not width:
        return False
    labelled = _LABELLED.match(text, *following)
    if labelled and clean(labelled[1]).casefold() in labels():
        return False
    word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return (line[1] - line[0]) + 1 + len(word) > width - 4
