"""What a token looks like: its word, its shape, what kind of number or name it is, and the marks around it.

>>> from citelib.formats.text.plain_text.tokens import tokenize
>>> [(one.word, one.kind or one.shape, one.head, one.tail) for one in map(look, tokenize("Doe J (1999). Life,"))]
[('doe', 'Xxx', '', ''), ('j', 'caps1', '', ''), ('1999', 'year', '(', ').'), ('life', 'Xxx', '', ',')]
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citelib.comparing import fold
from citelib.formats.text.plain_text.tokens import Token
from citelib.formats.text.plain_text.words import classes_of
from citelib.model.months import month_number

__all__ = ["Look", "look"]


class Look(NamedTuple):
    """How a token looks.

    Attributes:
        word: What is between its marks, folded.
        core: The same as it stands.
        kind: What sort of number, name or address it is, or "".
        shape: Letters and digits by kind, or the kind.
        head: The marks before the word.
        tail: The marks behind it.
        classes: The classes of its word.
    """

    word: str
    core: str
    kind: str
    shape: str
    head: str
    tail: str
    classes: tuple[str, ...]

    @property
    def outline(self) -> str:
        """Its kind, or the beginning of its shape."""
        return self.kind or self.shape[:3]


_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
_YEARS: Final = re.compile(r"(?:1[4-9]|20)\d\d\s*[-–—/‐−]+\s*(?:(?:1[4-9]|20)\d\d|\d\d)?")
_RANGE: Final = re.compile(r"[A-Za-z]{0,3}\d+[A-Za-z]?\s*[-–—‐−‑]+\s*[A-Za-z]{0,3}\d+[A-Za-z]?")
_ROMAN: Final = re.compile(r"[IVXLC]+|[ivxlc]{2,}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[-‐]?){1,5}")
_BARE_INITIALS: Final = re.compile(r"[A-ZÀ-ÞА-Я]{1,3}")
_ADDRESS: Final = re.compile(r"https?:|www\.|ftp:|^[\w.-]+\.(?:com|org|net|edu|gov|html?)\b", re.IGNORECASE)
_DOI: Final = re.compile(r"10\.\d{4,9}/|doi", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|è|ème|er|ª|º|a|o|\.)", re.IGNORECASE)
_HEAD: Final = re.compile(r"^[^\w]+")
_TAIL: Final = re.compile(r"[^\w]+$")
_TAG: Final = re.compile(r"</?[A-Za-z]{1,10}>")


def _shape(word: str) -> str:
    """Letters and digits by kind, runs of one kind as one or two."""
    marks: list[str] = []
    for character in word[:24]:
        if character.isdigit():
            mark = "0"
        elif character.isalpha():
            mark = "X" if character.isupper() else "x" if character.islower() else "c"
        else:
            mark = character if character in ".-'’/&" else "_"
        if len(marks) < 2 or not (marks[-1] == mark == marks[-2]):
            marks.append(mark)
    return "".join(marks)


def _kind(core: str, text: str) -> str:
    """What sort of number, name or address a token is, or ""."""
    if _ADDRESS.search(text):
        return "doi" if "doi" in text.lower() else "url"
    if _DOI.match(core):
        return "doi"
    if core[:1].isdigit() or core[-1:].isdigit():
        if _YEAR.fullmatch(core):
            return "year"
        if _YEARS.fullmatch(core):
            return "years"
        if _RANGE.fullmatch(core):
            return "range"
        if core.isdigit():
            return f"n{min(len(core), 5)}"
        if _ORDINAL.fullmatch(core):
            return "ordinal"
        return "mixed" if core[:1].isdigit() else "lettered"
    if _ORDINAL.fullmatch(core):
        return "ordinal"
    if _INITIALS.fullmatch(text.strip(",;:()[]&")):
        return "initials"
    if _BARE_INITIALS.fullmatch(core):
        return "caps" + str(len(core))
    if _ROMAN.fullmatch(core):
        return "roman"
    return (
        "month"
        if month_number(core) is not None and core[:1].isalpha() and not (core.islower() and len(core) < 4)
        else ""
    )


def look(token: Token) -> Look:
    """How a token looks; tags of markup around it are not seen."""
    text = _TAG.sub("", token.text) or token.text
    head = match[0] if (match := _HEAD.match(text)) else ""
    tail = match[0] if len(head) < len(text) and (match := _TAIL.search(text)) else ""
    core = text[len(head) : len(text) - len(tail)]
    word = fold(core)
    kind = _kind(core, text)
    shape = _shape(core) if not kind or kind == "mixed" else kind
    return Look(word, core, kind, shape, head, tail, classes_of(word))
