"""Notices that a reader of a work must know of: retractions, expressions of concern, corrections.

>>> from citelib.model.items import Item
>>> says_retracted(Item("a", "article", title="RETRACTED: Water memory")), NOTICES["retracted-by"].text
(True, 'was retracted')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from citelib.model.items import Item

__all__ = ["NOTICES", "Notice", "says_retracted"]


@attrs.frozen
class Notice:
    """What a relation to a notice makes of a work.

    Attributes:
        flag: The word that the work is marked with.
        text: What happened to it, to stand behind its name.
        stem: What a record says in which a reader is told.
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


def says_retracted(item: Item) -> bool:
    """Whether the record itself says that the work is retracted, by its status or as publishers begin its title."""
    title = (item.title or "").casefold()
    return "retracted" in (item.status or "").casefold() or title.startswith(("retracted:", "retracted article"))
