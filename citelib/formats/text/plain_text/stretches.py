"""Features that neighbouring tokens share: of the whole reference, and of each stretch of it between two marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citelib.formats.text.plain_text.shapes import Look
from citelib.formats.text.plain_text.words import LETTERS, LITTLE

__all__ = ["of_stretches", "of_whole"]

_FAR: Final = 8
"""Distances from here on are all the same."""


def _ahead(marks: Sequence[bool], most: int = _FAR) -> list[int]:
    """How many tokens it is to the next marked one, this one included; `most` if none is so near."""
    found = [most] * len(marks)
    distance = most
    for at in range(len(marks) - 1, -1, -1):
        distance = 0 if marks[at] else min(distance + 1, most)
        found[at] = distance
    return found


def _distance_from_in(looks: Sequence[Look]) -> list[int]:
    """Where each token stands towards the word that begins a host: 0 before it, 1 at it, 2 soon behind, 3 later."""
    places = []
    seen = -1
    for at, one in enumerate(looks):
        if at > 2 and "in" in one.classes:
            before = looks[at - 1].tail
            if before and (one.shape[0] == "X" or before[-1] in ',.?!”"»'):
                seen = at
        places.append(0 if seen < 0 else 1 if at == seen else 2 if at < seen + 6 else 3)
    return places


_IN_NAMES: Final = frozenset(("particle", "and", "al", "editor"))
"""Classes of words in lower case that lists of names have."""


def _end_of_names(looks: Sequence[Look]) -> int:
    """The first token that cannot belong to the names at the beginning."""
    for at, one in enumerate(looks):
        if at and (
            one.kind in ("year", "years", "month")
            or (one.shape[:1] == "x" and _IN_NAMES.isdisjoint(one.classes))
            or one.head[-1:] in set("«“„‟‘\"'`")
        ):
            return at
    return len(looks)


def of_whole(looks: Sequence[Look]) -> tuple[list[list[str]], str]:
    """Features of each token by what the whole reference has, and its signature: host, editors, pages, issue, year.

    A volume without pages is another thing than one before them, and a name behind «In» another one than before it.
    """
    count = len(looks)
    since = _distance_from_in(looks)
    editors = ["editor" in one.classes and bool(one.head or one.tail) for one in looks]
    years = [one.kind in ("year", "years") for one in looks]
    numbers = [one.kind in ("range", "mixed", "ordinal") or one.kind[:1] == "n" for one in looks]
    colons = [one.tail[-1:] == ":" and not one.kind for one in looks]
    first_year = years.index(True) if True in years else count
    edited = any(editors[3:])
    issue = any(numbers[at] and looks[at + 1].head[:1] == "(" and looks[at + 1].kind for at in range(count - 1))
    signature = "".join(
        (
            "I" if since and since[-1] else "-",
            "E" if edited else "-",
            "R" if any(one.kind == "range" for one in looks) else "-",
            "V" if issue else "-",
            "f" if first_year < count // 2 else "-" if first_year == count else "e",
        )
    )
    to_editor, to_year, to_number, to_colon = _ahead(editors), _ahead(years), _ahead(numbers), _ahead(colons, 4)
    names = _end_of_names(looks)
    return [
        [
            f"in|{since[at]}|{edited:d}",
            f"ine|{since[at]}|{to_editor[at]}",
            f">y|{to_year[at]}",
            f">n|{to_number[at]}",
            f">:|{to_colon[at]}|{to_year[at]}",
            f"nm|{max(-3, min(at - names, 1))}|{looks[at].tail[-1:]}",
        ]
        for at in range(count)
    ], signature


def _case(stretch: Sequence[Look]) -> str:
    """How the words of a stretch begin: the first, and how many others with a capital; initials, abbreviations."""
    words = [one for one in stretch[1:] if not one.kind and one.shape[:1] in "Xx" and len(one.word) > 3]
    share = sum(one.shape[0] == "X" for one in words)
    few = "s" if share * 2 < len(words) else "m"
    caps = "-" if not words else "0" if not share else "A" if share == len(words) else few
    initials = min(sum(one.kind == "initials" or one.kind[:4] == "caps" for one in stretch), 2)
    dotted = min(sum(one.tail[:1] == "." and not one.kind for one in stretch[:-1]), 2)
    return f"{stretch[0].shape[:2]}{caps}{initials}{dotted}"


def _common_letters(of_words: Sequence[str]) -> str:
    """The letters that at least half of the known words have, and whether most words are unknown."""
    words = [letters for letters in of_words if letters]
    whole = "".join(words)
    known = len(words) - whole.count("-")
    if not known:
        return "?" if words else ""
    most = "".join([letter for letter in LETTERS if whole.count(letter) * 2 >= known])
    return most if known * 2 >= len(words) else f"{most}?"


def of_stretches(
    looks: Sequence[Look], letters: Sequence[str], marks: str, prefix: str, signature: str
) -> list[list[str]]:
    """Features that all tokens between two marks share: how many, what words, and what comes before and after.

    Args:
        looks: How the tokens look.
        letters: What their words are mostly found in: letters, "-" if unknown, "" for what is not a word.
        marks: The marks that end a stretch.
        prefix: What the names of the features begin with.
        signature: Of the whole reference.

    Returns:
        A row of features for each token; tokens of one stretch have the very same row.
    """
    count = len(looks)
    bounds = []
    start = 0
    for at, one in enumerate(looks):
        tail, kind = one.tail, one.kind
        ends = (
            any(c in marks for c in tail)
            and kind != "initials"
            and not (tail == "." and len(one.word) < 3 and not kind)
        )
        if ends or at == count - 1:
            bounds.append((start, at + 1))
            start = at + 1
    gists = [_common_letters(letters[start:end]) for start, end in bounds]
    found: list[list[str]] = []
    before = "START"
    for number, (start, end) in enumerate(bounds):
        first, last = looks[start], looks[end - 1]
        after = looks[end] if end < count else None
        following = after.outline + after.head[-1:] if after is not None else "END"
        size = end - start
        length = size if size < 4 else 4 if size < 7 else 7
        place = min(number, 6)
        gist, case = gists[number], _case(looks[start:end])
        previous = gists[number - 1] if number else "^"
        upcoming = gists[number + 1] if number + 1 < len(gists) else "$"
        row = [
            f"{prefix}n|{length}|{last.tail}", f"{prefix}>|{following}", f"{prefix}<|{before}",
            f"{prefix}#|{place}|{length}", f"{prefix}><|{before}|{following}|{length}",
            f"{prefix}0|{first.shape}|{length}",
            f"{prefix}S|{signature}|{place}", f"{prefix}S>|{signature}|{following}|{length}",
            f"{prefix}C|{case}|{length}", f"{prefix}L|{gist}|{length}", f"{prefix}L<|{previous}|{gist}",
            f"{prefix}L>|{gist}|{upcoming}", f"{prefix}LC|{gist}|{case}",
        ]  # fmt: skip
        classes = dict.fromkeys(name for one in looks[start:end] for name in one.classes if name not in LITTLE)
        row += [f"{prefix}c|{name}" for name in classes]
        if after is not None:
            row += [f"{prefix}c>|{name}" for name in after.classes]
        # One list for all of them: nobody changes it.
        found += [row] * size
        before = f"{last.outline}{last.tail}"
    return found
