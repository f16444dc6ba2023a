"""Citations as they stand in a document: cites with locators, affixes and modes.

The fields are those of ``csl-citation.json``, with underscores for hyphens.

>>> Citation((Cite("doe99", locator="12"),), note=3).cites[0].locator
'12'
>>> Citation.of("doe99", "roe01").ids
('doe99', 'roe01')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

import attrs

__all__ = ["FIRST", "IBID", "IBID_WITH_LOCATOR", "SUBSEQUENT", "Citation", "Cite", "Mode"]

FIRST: Final = 0
"""Position of a cite that is the first of its item."""
SUBSEQUENT: Final = 1
"""Position of a cite whose item was cited before."""
IBID: Final = 2
"""Position of a cite that repeats the cite before it."""
IBID_WITH_LOCATOR: Final = 3
"""Position of a cite that repeats the cite before it with another locator."""

Mode = Literal["", "composite", "author-only", "suppress-author"]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _optional_text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


@attrs.frozen
class Cite:
    """One item within a citation.

    Attributes:
        id: Id of the item.
        locator: Place within the item, such as ``"33–36"``.
        label: Kind of the locator, one of `citelib.model.vocabulary.LOCATOR_TYPES`; None means ``"page"``.
        prefix: Text before the cite; may hold the inline markup of CSL-JSON.
        suffix: Text after the cite.
        suppress_author: The names are left out, because the sentence names them.
        author_only: Only the names are printed.
        position: Overrides the position that is worked out: `FIRST`, `SUBSEQUENT`, `IBID` or `IBID_WITH_LOCATOR`.
        near_note: Overrides whether an earlier cite of the item stands in a note nearby.
        first_reference_note_number: Overrides the number of the note that cites the item first.

    """

    id: str = attrs.field(converter=str)
    locator: str | None = attrs.field(default=None, converter=_optional_text)
    label: str | None = attrs.field(default=None, converter=_optional_text)
    prefix: str = attrs.field(default="", converter=_text)
    suffix: str = attrs.field(default="", converter=_text)
    suppress_author: bool = False
    author_only: bool = False
    position: int | None = None
    near_note: bool | None = None
    first_reference_note_number: str | None = attrs.field(default=None, converter=_optional_text)


def _cites(cites: Iterable[Cite]) -> tuple[Cite, ...]:
    return tuple(cites)


@attrs.frozen
class Citation:
    """Cites that stand together at one place of a document.

    Attributes:
        cites: The cites in the order in which they were put.
        id: Name of the citation within its document; a processor gives one where there is none.
        note: Number of the foot- or endnote that it stands in; 0 for the running text.
        mode: ``"composite"`` for names in the sentence and the rest behind («Doe (1999)»), ``"author-only"``,
            ``"suppress-author"``, or ``""``.
        prefix: Text before the whole citation, within the affixes of the style.
        suffix: Text after it.
        ids: Ids of the items, in order.

    """

    cites: tuple[Cite, ...] = attrs.field(converter=_cites)
    id: str = attrs.field(default="", converter=_text)
    note: int = 0
    mode: Mode = ""
    prefix: str = attrs.field(default="", converter=_text)
    suffix: str = attrs.field(default="", converter=_text)
    ids: tuple[str, ...] = attrs.field(init=False, repr=False, eq=False)

    @ids.default
    def _ids(self) -> tuple[str, ...]:
        return tuple([cite.id for cite in self.cites])

    @classmethod
    def of(cls, *ids: str, **fields: Any) -> Citation:
        """A citation of items without locators or affixes."""
        return cls(tuple(Cite(id) for id in ids), **fields)
