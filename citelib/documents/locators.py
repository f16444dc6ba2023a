"""Locators in what stands behind a key: «, pp. 33–35 and passim» is pages 33–35, and «and passim» is a suffix.

The rules are those of pandoc, whose syntax is everybody's; the words for page, chapter and so on are the terms of the
document's language.

>>> words = locator_words("en-US")
>>> split_suffix(", pp. 33-35 and passim", words)
('page', '33-35', ' and passim')
>>> split_suffix(", §§ 3.2, 4", words), split_suffix(", and 3 others", words)
(('section', '3.2, 4', ''), (None, '', ', and 3 others'))
>>> split_suffix("{}, 99 years later", words)
(None, '', ', 99 years later')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from citelib.csl.style.locale import resolve_locale
from citelib.documents.model import RAW
from citelib.model.vocabulary import LOCATOR_TYPES

__all__ = ["LocatorWords", "as_suffix", "locator_words", "split_suffix"]

LocatorWords = Mapping[str, Sequence[tuple[str, str]]]
"""By the first letter, words in lower case and the label that each stands for, the longest first."""

_FORMS: Final = ("long", "short", "symbol")
_ROMAN: Final = re.compile(r"[ivxlcdmIVXLCDM]+")
_ABBREVIATED: Final = re.compile(r"[^\W\d]+\.")
_ALPHANUMERIC: Final = re.compile(r"\w+")
_CLOSERS: Final = {"(": ")", "[": "]", "{": "}"}
_BETWEEN: Final = re.compile(r"[,;]?\s+")
# Words that the terms of a locale lack and people write all the same.
_ALSO: Final = {"p": "page", "pp": "page", "ch.": "chapter", "chs.": "chapter"}


@cache
def locator_words(language: str) -> LocatorWords:
    """The words of a language for kinds of locators, in all forms and in singular and plural.

    Args:
        language: Tag of the document's language; English words are known in every language that has none of that
            spelling for something else.
    """
    found: dict[str, str] = {}
    locale = resolve_locale(language)
    for label in sorted(LOCATOR_TYPES):
        for form in _FORMS:
            for plural in (False, True):
                if word := (locale.term(label, form, plural) or "").strip():
                    found.setdefault(_lower(word), label)
    if locale.language.startswith("en"):
        for word, label in _ALSO.items():
            found.setdefault(word, label)
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for word, label in sorted(found.items(), key=lambda row: (-len(row[0]), row[0])):
        by_letter.setdefault(word[0], []).append((word, label))
    return by_letter


def _lower(text: str) -> str:
    return text.lower().replace("\u00a0", " ")


def split_suffix(text: str, words: LocatorWords) -> tuple[str | None, str, str]:
    """Label, locator and suffix out of what stands behind a key.

    Args:
        text: What stands behind the key.
        words: From `locator_words`.

    Returns:
        The label (None if there is no locator), the locator as it is written, and the rest, as it is written.
    """
    start = _skip(text, 0)
    if text[start : start + 1] == "," and not text[:start].strip():
        start = _skip(text, start + 1)
    if text[start : start + 1] == "{" and (end := _balanced(text, start)) is not None:
        return _delimited(text[start + 1 : end - 1].strip(), text[end:], words)
    label, at = _label(text, start, words)
    end = at
    first = True
    for unit_end in _units(text, at, needs_digit=label is None):
        end, first = unit_end, False
    if first:
        return None, "", text
    locator = text[at:end].rstrip(".,;:")
    return label or "page", locator, text[at + len(locator) :]


def as_suffix(text: str) -> str:
    """What stands behind a locator, with a comma before it if it begins with a word.

    >>> as_suffix("see figure "), as_suffix(" and more"), as_suffix(", too")
    (', see figure', ' and more', ', too')
    """
    text = text.rstrip()
    begins = text[:1]
    return f", {text}" if begins and (begins.isalnum() or begins in "<“‘\"'" or ord(begins) >= RAW) else text


def _delimited(inner: str, rest: str, words: LocatorWords) -> tuple[str | None, str, str]:
    """What braces hold is the locator, whatever it is; empty ones say that there is none."""
    if not inner:
        return None, "", rest
    label, at = _label(inner, 0, words)
    return label or "page", inner[at:].strip(), rest


def _label(text: str, at: int, words: LocatorWords) -> tuple[str | None, int]:
    """The label that a word at this place stands for, and where the locator begins."""
    lower = _lower(text[at : at + 40])
    for word, label in words.get(lower[:1], ()):
        if lower.startswith(word):
            behind = text[at + len(word) : at + len(word) + 1]
            if not (word[-1].isalpha() and behind.isalpha()):
                return label, _skip(text, at + len(word))
    return None, at


def _units(text: str, at: int, *, needs_digit: bool) -> Iterator[int]:
    """Where the words of a locator end, one after the other, as long as they can belong to it."""
    while True:
        end = _word_end(text, at)
        word = text[at:end].rstrip(".,;:")
        if not word or not _is_unit(word, needs_digit):
            return
        yield end
        needs_digit = False
        gap = _BETWEEN.match(text, end)
        if gap is None:
            return
        at = gap.end()


def _is_unit(word: str, needs_digit: bool) -> bool:
    if any(character.isdigit() for character in word):
        # «p.3» is no page 3 where the language has another word for page.
        return not (needs_digit and _ABBREVIATED.match(word))
    runs = _ALPHANUMERIC.findall(word)
    return not needs_digit and bool(runs) and all(_ROMAN.fullmatch(run) for run in runs)


def _word_end(text: str, at: int) -> int:
    """The end of a word: the next space, comma or semicolon outside brackets."""
    while at < len(text) and not text[at].isspace() and text[at] not in ",;)]}":
        if text[at] in _CLOSERS and (end := _balanced(text, at)) is not None:
            at = end
        else:
            at += 1
    return at


def _balanced(text: str, at: int) -> int | None:
    """The place behind the bracket that closes the one at a place; None if none does."""
    open_, close = text[at], _CLOSERS[text[at]]
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] == open_) - (text[index] == close)
        if depth == 0:
            return index + 1
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
