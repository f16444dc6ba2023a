"""Numbers in number variables: what counts as numeric, and the pieces of «vol. 2, 5–9 & 12».

Source: specification, Number and ``is-numeric``; labels within a value follow the official test suite
(``number_OrdinalSpacing``, ``locator_SingularEmbeddedLabelAfterPlural``), where the specification is silent.

>>> [(part.text, part.joiner) for part in parse_numbers("5 - 9&12").parts]
[('5', '-'), ('9', '&'), ('12', '')]
>>> is_numeric("2nd"), is_numeric("second"), is_numeric("2, 3")
(True, False, True)
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import Final, NamedTuple

__all__ = [
    "LABELS",
    "MARKUP",
    "NumberPart",
    "Numbers",
    "is_identifier",
    "is_numeric",
    "parse_numbers",
    "without_markup",
]

LABELS: Final = {
    "art.": "article-locator", "bk.": "book", "ch.": "chapter", "chap.": "chapter", "col.": "column",
    "fig.": "figure", "fol.": "folio", "l.": "line", "ll.": "line", "n.": "note", "no.": "issue", "nos.": "issue",
    "op.": "opus", "p.": "page", "pp.": "page", "para.": "paragraph", "pt.": "part", "r.": "rule",
    "sec.": "section", "s.v.": "sub-verbo", "sv.": "sub-verbo", "vrs.": "verse", "v.": "verse", "vol.": "volume",
    "vols.": "volume",
}  # fmt: skip
"""Short forms that may stand in front of a number within a value, and their terms."""

_NUMBER = r"[A-Za-z]*[0-9]+[A-Za-z]*"
_NUMERIC: Final = re.compile(rf"\s*{_NUMBER}(?:\s*[,&\-–—]\s*{_NUMBER})*\s*")
_JOINER: Final = re.compile(
    r"((?<!\s)\s*&\s*|(?:,|(?<!\s))\s+(?:and|et|und|y|e)\s+|(?<!\s)\s*;\s+|,\s*|(?<!\s)\s*\\?[-–—]+\s*)"
)
_LABEL: Final = re.compile(r"([a-z]{1,4}\.)\s+(?=\S)")
_VALUE: Final = re.compile(r"(?P<particle>(?:[0-9]*[A-Za-z]+0*)?)(?P<digits>[0-9]+)(?P<tail>[A-Za-z]*)")
MARKUP: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>")
"""Tags that may stand in a locator."""
_LONGEST: Final = 100
"""Most characters of a number; what is longer is text."""
_ROMAN: Final = re.compile(r"[ivxlcmIVXLCM]+")
_NESTED: Final = re.compile(r"[0-9]+(?:\.[0-9]+)+")


class NumberPart(NamedTuple):
    r"""One number of a value.

    Attributes:
        label: Short form that stands before it (``"fig."``), or "".
        text: The number as written.
        joiner: What joins it to the next: ``"-"``, ``"\\-"`` (a hyphen that stays one), ``"&"``, ``", "`` or words.
        particle: Letters in front of the digits.
        digits: The digits, or "" if it is not a number.
        tail: Letters behind the digits.
    """

    label: str
    text: str
    joiner: str
    particle: str = ""
    digits: str = ""
    tail: str = ""

    @property
    def is_simple(self) -> bool:
        """Whether it is digits and nothing else, or a roman number."""
        return self.text.isdigit() or _ROMAN.fullmatch(self.text) is not None

    @property
    def is_roman(self) -> bool:
        """Whether it could be a roman number."""
        return _ROMAN.fullmatch(self.text) is not None


class Numbers(NamedTuple):
    """The numbers of a value, in order."""

    parts: tuple[NumberPart, ...]
    is_numeric: bool
    is_plural: bool


def is_numeric(text: str) -> bool:
    """Whether a value consists of numbers, which may have letters before and behind.

    >>> is_numeric("2nd edition"), is_numeric("D2"), is_numeric("2-4")
    (False, True, True)
    """
    return _NUMERIC.fullmatch(text) is not None


_IDENTIFIER: Final = re.compile(r"(?!10\.[0-9]{4})[0-9][0-9A-Za-z.]*(?:[-/][0-9A-Za-z.]+)+")
"""Not only stops, as numbers of arXiv have them, and no DOI."""


def is_identifier(text: str) -> bool:
    """Whether a value is one number in many pieces, as reports and standards have them.

    >>> is_identifier("2006BAK04A10/10.2013"), is_identifier("2nd"), is_identifier("1:15-cv-42")
    (True, False, False)
    """
    return len(text) <= _LONGEST and _IDENTIFIER.fullmatch(text) is not None


def without_markup(text: str) -> str:
    """A locator without the tags in it, as its numbers are counted.

    >>> without_markup("12<sup>v</sup>-13<sup>r</sup>")
    '12v-13r'
    """
    return MARKUP.sub("", text) if "<" in text else text


@functools.lru_cache(maxsize=4096)
def parse_numbers(text: str) -> Numbers:
    """Cut a value into its numbers."""
    text = text.strip()
    pieces = _JOINER.split(text)
    parts: list[NumberPart] = []
    for index in range(0, len(pieces), 2):
        piece = pieces[index].strip()
        joiner = pieces[index + 1] if index + 1 < len(pieces) else ""
        parts.append(_part(piece, _joiner(joiner)))
    is_chain = _is_chain(parts)
    numeric = all(part.digits or part.is_roman for part in parts) and not is_chain
    return Numbers(tuple(parts), numeric and bool(parts), not is_chain and _is_plural(parts))


def _is_chain(parts: list[NumberPart]) -> bool:
    """Whether hyphens hold more than two numbers together, as in ``0-19-853453-1``, which is no range."""
    return any(first.joiner == second.joiner == "-" for first, second in pairwise(parts))


def _part(piece: str, joiner: str) -> NumberPart:
    label = ""
    match = _LABEL.match(piece)
    if match and match[1] in LABELS:
        label = match[1]
        piece = piece[match.end() :]
    value = _VALUE.fullmatch(piece) if len(piece) <= _LONGEST else None
    if value is None:
        return NumberPart(label, piece, joiner)
    return NumberPart(label, piece, joiner, value["particle"], value["digits"], value["tail"])


def _joiner(joiner: str) -> str:
    bare = joiner.strip()
    if not bare:
        return joiner
    if bare[0] in "-–—\\":
        return "\\-" if bare[0] == "\\" else "-"
    if bare == "&":
        return "&"
    return ", " if bare == "," else joiner


def _is_counted(part: NumberPart) -> bool:
    """Whether a part is one of several: a number, or one of a section within a section, 3.2."""
    return bool(part.digits) or part.is_simple or _NESTED.fullmatch(part.text) is not None


def _is_plural(parts: list[NumberPart]) -> bool:
    """Whether the numbers before the next label are several."""
    count = 1
    for index in range(len(parts) - 1):
        part, following = parts[index], parts[index + 1]
        if following.label and following.label != part.label:
            break
        if part.joiner == "\\-":
            continue
        if not (_is_counted(part) and _is_counted(following)):
            continue
        count += 1
    return count > 1
