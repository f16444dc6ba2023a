"""Notices that a reader of a work must know of: retractions, expressions of concern, corrections.

>>> from citelib.model.items import Item
>>> says_retracted(Item("a", "article", title="RETRACTED: Water memory")), NOTICES["retracted-by"].text
(True, 'was retracted')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from citelib.model.items import Item

__all__ = ["NOTICES", "Notice", "notice_in", "notices_of", "says_retracted", "without_mark"]


@attrs.frozen
class Notice:
    """What a relation to a notice makes of a work.

    Attributes:
        flag: The word that the work is marked with.
        text: What happened to it, to stand behind its name.
        stem: Part of a word by which the title, status, note or genre of a work already says so.
        grave: Whether nobody should cite the work without saying so.
    """

    flag: str
    text: str
    stem: str
    grave: bool


NOTICES: Final[Mapping[str, Notice]] = MappingProxyType(
    {
        "retracted-by": Notice("retracted", "was retracted", "retract", True),
        "expression-of-concern-in": Notice("concern", "is subject of a published concern", "concern", True),
        "corrected-by": Notice("corrected", "was corrected", "correct", False),
    }
)
"""Relations of a work to its notices, gravest first."""


_MARK: Final = re.compile(
    r"\W*(?:retracted(?: article| paper)?|withdrawn)\s*[:.–—\]]+\s*|\W*retracted article\b\W*", re.IGNORECASE
)
"""How publishers begin the title of a work that they have retracted or withdrawn."""

_KINDS: Final = (
    r"(?P<correction>errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a))|(?P<retraction>retraction|withdrawal)|"
    r"(?P<concern>expression of concern)"
)
_NOTICE: Final = re.compile(
    rf"\W*(?:(?:published|author|publisher) )*(?:{_KINDS}|(?P<comment>comments? on)|(?P<reply>reply|response)|"
    r"(?P<review>review of))\b",
    re.IGNORECASE,
)
"""How the title of a notice of, or a comment on, another work begins."""

_AT_THE_END: Final = re.compile(
    r"(?:[:.?!»”\"]|\s[-–—]+)\s*(?:(?:the|an?|in|published|publisher|authors?['’`]?s?) )*"
    rf"(?:{_KINDS}|(?P<comment>comments?|commentary)|(?P<reply>reply|response|rejoinder))\W*$",
    re.IGNORECASE,
)
"""How it ends: «"Water memory": Correction», «Water memory - Reply»; «dose-response» and «Error correction» do not."""

_PLACE: Final = re.compile(r"\(vol\.? [0-9]+[^\W\d]?,? (?:pgs?|pp?|art|no)\b[^()]*\)\W*$", re.IGNORECASE)
"""Web of Science titles a correction by the place of what it corrects: «Water memory (vol 333, pg 816, 1988)»."""


def notice_in(title: str) -> str:
    """What a title says to be a notice or comment; empty if it is the title of a work by itself.

    It is called ``"correction"`` whether the title says erratum, corrigendum or addendum; the others are
    ``"retraction"``, ``"concern"``, ``"comment"``, ``"reply"`` and ``"review"``.

    >>> notice_in("Erratum: Water memory"), notice_in("RETRACTED: Water memory"), notice_in("Water memory")
    ('correction', '', '')
    >>> notice_in("Water memory: authors' reply"), notice_in("Water memory (vol 333, pg 816, 1988)")
    ('reply', 'correction')
    """
    if match := _NOTICE.match(title) or _AT_THE_END.search(title):
        return match.lastgroup or ""
    return "correction" if _PLACE.search(title) else ""


def without_mark(title: str) -> str:
    """The title without the mark of a retraction or withdrawal, which stands before the title of the work itself.

    >>> without_mark("RETRACTED ARTICLE: Water memory")
    'Water memory'
    """
    return title[match.end() :] if (match := _MARK.match(title)) else title


def says_retracted(item: Item) -> bool:
    """Whether the record itself says that the work is retracted, by its status or as publishers begin its title.

    Of a preprint that was withdrawn the same is true.
    """
    mark = _MARK.match(item.title or "")
    status = (item.status or "").casefold()
    return (
        "retracted" in status
        or (status == "withdrawn" and item.type == "article")
        or bool(mark and "retracted" in mark[0].casefold())
    )


def notices_of(item: Item, relations: Iterable[str] = ()) -> tuple[Notice, ...]:
    """What a reader must know of a work; gravest first.

    Args:
        item: The work, whose own relations and status count in any case.
        relations: What else relates to it, as seen from it (``"retracted-by"``), from whoever knows the other ends.
    """
    found = {*relations, *(link.type for link in item.relations)}
    if says_retracted(item):
        found.add("retracted-by")
    return tuple(notice for relation, notice in NOTICES.items() if relation in found)
