"""Keys of titles: what stays of a title when everything is left out that authors and registries write in two ways.

Equal keys are equal titles; likeness only proposes. Left out are case, accents, markup, entities, hyphens and
punctuation and an article in front; Greek letters are spelt out, «&» is «and», and British spelling is American.

>>> title_key("The Behaviour of &beta;-Moss &amp; <i>Lichens</i>.") == title_key("behavior of beta moss and lichens")
True
>>> title_key("ROCK: Causal Inference"), head_key("ROCK: Causal Inference for Reasoning")
('rockcausalinference', 'rock')
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from typing import Final

from citelib.comparing import fold_words

__all__ = ["head_key", "title_key", "title_words"]

_GREEK: Final = re.compile("[\u0391-\u03a9\u03b1-\u03c9\u03f5]")
_MATHS: Final = re.compile(r"\\(?:math|text)[a-z]+\s*|[\\${}^_]")
_AMERICAN: Final = (
    (re.compile(r"is(ation|ations|ed|er|ers|es|ing|e)$"), r"iz\1"),
    (re.compile(r"ys(ed|er|ers|es|ing|e)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|al|able|ite|ites)?$"), r"or\1"),
    (re.compile(r"ll(ed|er|ers|ing)$"), r"l\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
)
"""Endings of British words and their American ones; the same words of both sides are changed, whatever they are."""

_ARTICLES: Final = frozenset({"a", "an", "the"})
_HEAD: Final = re.compile(r"\s*[:?!]\s+|\s+[-–—]\s+|\.\s+(?=[A-Z])")
"""Where a subtitle begins."""


def title_words(title: str) -> list[str]:
    """The words of a title as they are compared."""
    text = _MATHS.sub("", html.unescape(html.unescape(title)))
    text = _GREEK.sub(lambda match: _spelt(match[0]), text).replace("&", " and ")
    return [_american(word) for word in fold_words(text).split()]


def _spelt(letter: str) -> str:
    return f" {unicodedata.name(letter, 'GREEK LETTER').split(' LETTER ')[-1].split()[-1].lower()} "


def _american(word: str) -> str:
    if len(word) > 4:
        for pattern, replacement in _AMERICAN:
            changed = pattern.sub(replacement, word)
            if changed != word:
                return changed
    return word


@functools.lru_cache(maxsize=1 << 14)
def title_key(title: str) -> str:
    """The key of a whole title."""
    words = title_words(title)
    return "".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def head_key(title: str) -> str:
    """The key of what stands before the subtitle; empty if there is none."""
    parts = _HEAD.split(html.unescape(title), maxsplit=1)
    return title_key(parts[0]) if len(parts) > 1 else ""
