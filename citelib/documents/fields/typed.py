"""Citations that are typed as text into a word processor's document: ``[see @doe, p. 3]``, ``@doe [p. 3]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from citelib.documents.locators import locator_words
from citelib.documents.markdown.grammar import KEY, Scanner
from citelib.documents.markdown.mask import COVER, cover
from citelib.documents.model import CitedWork, Place
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["covered", "typed_keys", "typed_places"]


def typed_keys(text: str) -> frozenset[str]:
    """All that could be a key in a text."""
    return (
        frozenset(match["braced"] or match["plain"] or "" for match in KEY.finditer(text))
        if "@" in text
        else frozenset()
    )


def typed_places(
    text: str, paragraphs: Iterable[tuple[int, int]], language: str, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Place]:
    """The citations that are typed into paragraphs.

    A key without brackets is a citation only if there is a work of that key: people write ``@name`` for other things.

    Args:
        text: The text of the document, with what is taken already covered.
        paragraphs: Start and end of each paragraph.
        language: Tag of the language of locators.
        limits: Bounds on the number of keys and their size.

    Raises:
        LimitError: It goes beyond a limit.
    """
    citing = [(start, end) for start, end in paragraphs if text.find("@", start, end) >= 0]
    # Keys are counted before any of them is looked at closely.
    count = 0
    for start, end in citing:
        sizes = [match.end() - match.start() for match in KEY.finditer(text, start, end)]
        count += len(sizes)
        limits.check("key_size", max(sizes, default=0), "the size of a typed key")
        limits.check("fields", count, "the number of typed keys")
    for start, end in citing:
        yield from _of_paragraph(text, start, end, language)


def _of_paragraph(text: str, start: int, end: int, language: str) -> Iterator[Place]:
    # A paragraph of a word processor is no block of code, whatever it begins with.
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    own = text[begin:end]
    scanner = Scanner(own, cover(own), locator_words(language))
    for found in scanner.scan(0, len(own)):
        works = tuple(_moved(work, begin, scanner.affixes.raw) for work in found.works)
        is_bare = not own[found.start : found.end].startswith("[")
        yield Place(
            begin + found.start,
            begin + found.end,
            works,
            found.mode,
            anchor=begin + found.start,
            tentative=is_bare,
        )


def _moved(work: CitedWork, by: int, raw: dict[str, str]) -> CitedWork:
    def plain(text: str) -> str:
        return re.sub("[\ue100-\uf0ff]", lambda match: raw.get(match.group(), match.group()), text)

    return attrs.evolve(work, position=work.position + by, prefix=plain(work.prefix), suffix=plain(work.suffix))


def covered(text: str, taken: list[tuple[int, int]]) -> str:
    """The text with what is taken already covered."""
    parts = []
    at = 0
    for start, end in sorted(taken):
        if end > at:
            start = max(start, at)
            parts += [text[at:start], COVER * (end - start)]
            at = end
    return "".join([*parts, text[at:]])
