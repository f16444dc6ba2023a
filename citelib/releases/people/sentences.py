"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.releases.page.page import Span
from citelib.releases.words.tables import words

__all__ = ["sentences"]

_ABBREVIATIONS: Final = words("abbreviations")
_ALSO_WORDS: Final = words("abbreviations_that_are_words")
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.)+[^\W\d_a-zß-ÿ]")
"""«Sanne A.E. Berg»: initials that are written together."""
_STOP: Final = re.compile(r"([.!?…])[\"”’»)\]]{0,3}(?=\s{1,6}[\"“„«»‘'(\[]{0,2}[^\W_a-zß-ÿ])|[。！？][」』”]{0,2}")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of a stretch, points of abbreviations and initials not taken for ends.

    >>> text = "Dr. Lee et al. found it. It grew."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Dr. Lee et al. found it.', 'It grew.']
    """
    at = start
    # The pattern looks at what follows the stretch, too: a sentence may end where the stretch does.
    for match in _STOP.finditer(text, start, min(len(text), end + 10)):
        if match.end() > end:
            break
        if match[1] == "." and _is_abbreviation(text, start, match.start()):
            continue
        yield from _pieces(text, at, match.end())
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield from _pieces(text, at, end)


def _is_abbreviation(text: str, start: int, point: int) -> bool:
    words = text[max(start, point - 12) : point].rsplit(None, 1)[-1:]
    written = words[0].lstrip("(\"“‘'") if words else ""
    plain = written.casefold()
    return (
        _INITIALS.fullmatch(written) is not None
        or (plain in _ABBREVIATIONS and plain not in _ALSO_WORDS)
        or (len(plain) == 1 and plain.isalpha())
    )


_LONGEST_SENTENCE: Final = 2_000
"""Characters from which on a sentence is cut: what is looked for within sentences must not grow with their square."""


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
