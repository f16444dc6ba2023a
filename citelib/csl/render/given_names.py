"""Given names as initials (specification, ``initialize-with``, ``initialize``, ``initialize-with-hyphen``).

>>> initials("Jean-Luc", "."), initials("James T", ". ", only_mark=True), initials("John AB", ". ")
('J.-L.', 'James T.', 'J. A. B.')
"""

from __future__ import annotations

import functools
import re
from typing import Final

__all__ = ["initials"]

_TAG: Final = re.compile(r"<[^<>]*>")
_STARTS_WORD: Final = re.compile(
    "[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff\u0600-\u06ff"
    "\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)
_TITLES: Final = frozenset(("Lord", "Lady"))
_SPLIT: Final = re.compile(r"((?:<[^<>]*>|[\s-])+)")
_DOT: Final = re.compile(r"\.(?=[^\s.\-<])")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_LOWER_PART: Final = re.compile(r"-(?=[a-z])")
_HYPHEN: Final = re.compile(r"(?<!\s)\s*-\s*")


@functools.lru_cache(maxsize=16384)
def initials(given: str, mark: str, hyphen: bool = True, only_mark: bool = False) -> str:
    """Shorten given names.

    Args:
        given: The given names.
        mark: What stands after each initial: ``initialize-with``.
        hyphen: Whether initials of a compound name keep their hyphen.
        only_mark: Only mark the initials that are there; names in full stay (``initialize="false"``).
    """
    if given in _TITLES or not _STARTS_WORD.match(_TAG.sub("", given)):
        return given
    if not hyphen:
        given = given.replace("-", " ")
    given = _HYPHEN.sub("-", _SPACE.sub(" ", given))
    # A part in lower case behind a hyphen belongs to the name before it: Guo-ping is G.
    given = _LOWER_PART.sub("\u2013", given)
    given = _DOT.sub(". ", given if only_mark else _initials_apart(given))
    pieces = _SPLIT.split(given)
    text = (_marked(pieces, mark) if only_mark else _shortened(pieces, mark)).replace("\u2013", "-")
    return _HYPHEN.sub("-", _SPACE_RUN.sub(" ", text.strip(" \t\n\u00a0\ufeff")))


_RUN_TOGETHER: Final = re.compile(r"(?<![\w.'’-])(?!I{2,3}\b|IV\b)[A-ZÀ-ÖØ-Þ]{2,3}(?![\w.'’-])")


def _initials_apart(given: str) -> str:
    """Given names in which initials that are run together beside a name, «John AB», are words of their own.

    A given name of nothing but capitals, «BO», is left as a name (test suite, name_InitialsInitializeTrue).
    """
    if given.isupper():
        return given
    return _RUN_TOGETHER.sub(lambda match: " ".join(match.group()), given)


_SPACE_RUN: Final = re.compile(r"[ \t\n]+")


def _shortened(pieces: list[str], mark: str) -> str:
    """Each capitalized name as its initial, words in lower case in full."""
    text = ""
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        separator = pieces[index + 1] if index + 1 < len(pieces) else ""
        if not word:
            text += "".join(_TAG.findall(separator))
            continue
        bare = word.rstrip(".")
        first = bare[:1]
        if first and first == first.upper() and _STARTS_WORD.match(first):
            letter = first
            rest = bare[1:]
            capitals = 0
            while capitals < len(rest) and rest[capitals].isupper():
                capitals += 1
            if word.endswith(".") and rest:
                # An abbreviation of more than one letter, «Ph.», stays as it is.
                letter = bare
            elif 0 < capitals < len(rest):
                letter += rest[:capitals].lower()
            text += letter
            tags = "".join(_TAG.findall(separator))
            if "-" in separator:
                text += mark.rstrip(" ") + tags + "-"
            else:
                stripped = mark.rstrip()
                text += stripped + tags + mark[len(stripped) :]
        else:
            text += f" {word}{separator}" if not text.endswith("-") else word + separator
    return text


def _marked(pieces: list[str], mark: str) -> str:
    """Names in full, initials with their mark."""
    text = ""
    count = len(pieces)
    for index in range(0, count, 2):
        word = pieces[index]
        separator = pieces[index + 1] if index + 1 < count else ""
        tags = "".join(_TAG.findall(separator))
        bare = _TAG.sub("", word)
        is_initial = len(bare) == 1 and bare == bare.upper() and bare.isalpha()
        if (len(bare) > 1 and bare.endswith(".")) or is_initial:
            text += word.rstrip(".")
            following = pieces[index + 2] if index + 2 < count else ""
            following_initial = following.endswith(".") or (len(following) == 1 and following == following.upper())
            if "-" in separator:
                text += mark.rstrip(" ") + tags + "-"
            elif following_initial or not following:
                stripped = mark.rstrip()
                text += stripped + tags + mark[len(stripped) :]
            else:
                text += mark.rstrip(" ") + tags + " "
        else:
            text += word + separator
    return text
