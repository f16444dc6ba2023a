"""The pass that works out positions: first, subsequent, ibid, near-note (specification, Choose, ``position``).

Cites in notes and cites in the running text follow each other as they stand in the document, but ibid looks only at
cites of the same kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citelib.csl.citation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite

__all__ = ["Place", "positions"]


class Place(NamedTuple):
    """Where a cite stands.

    Attributes:
        position: `FIRST`, `SUBSEQUENT`, `IBID` or `IBID_WITH_LOCATOR`.
        near_note: Whether the item was cited in a note nearby.
        first_note: Number of the note that cites the item first, or "".

    """

    position: int = FIRST
    near_note: bool = False
    first_note: str = ""


def positions(
    citations: Sequence[Citation], orders: Sequence[Sequence[Cite]], near_note_distance: int
) -> list[list[Place]]:
    """The places of all cites of a document.

    Args:
        citations: The citations in the order of the document.
        orders: The cites of each citation in the order in which they are printed.
        near_note_distance: The style's ``near-note-distance``.

    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    previous: dict[bool, tuple[Citation, Sequence[Cite]]] = {}
    notes_used: dict[int, int] = {}
    places: list[list[Place]] = []
    for citation in citations:
        if citation.note:
            notes_used[citation.note] = notes_used.get(citation.note, 0) + 1
    for citation, cites in zip(citations, orders, strict=True):
        in_note = citation.note > 0
        before = previous.get(in_note)
        row: list[Place] = []
        for index, cite in enumerate(cites):
            row.append(
                _place(cite, index, cites, citation, before, first_notes, last_notes, notes_used, near_note_distance)
            )
            last_notes[cite.id] = citation.note
            first_notes.setdefault(cite.id, citation.note)
        places.append(row)
        previous[in_note] = (citation, cites)
    return places


def _place(
    cite: Cite,
    index: int,
    cites: Sequence[Cite],
    citation: Citation,
    before: tuple[Citation, Sequence[Cite]] | None,
    first_notes: dict[str, int],
    last_notes: dict[str, int],
    notes_used: dict[int, int],
    near_note_distance: int,
) -> Place:
    first = first_notes.get(cite.id)
    position = FIRST
    near = False
    if first is not None:
        position = SUBSEQUENT
        repeated: Cite | None = None
        if index > 0:
            repeated = cites[index - 1] if cites[index - 1].id == cite.id else None
        elif before is not None and len(before[1]) >= 1 and all(one.id == cite.id for one in before[1]):
            other = before[0]
            if len(before[1]) == 1 and (other.note == citation.note or notes_used.get(other.note, 1) == 1):
                repeated = before[1][0]
        if repeated is not None:
            position = _ibid(cite, repeated)
        last = last_notes.get(cite.id, 0)
        near = citation.note > 0 and last > 0 and citation.note - last <= near_note_distance
    if cite.position is not None:
        position = cite.position
    if cite.near_note is not None:
        near = cite.near_note
    note = str(first) if first else ""
    if cite.first_reference_note_number is not None:
        note = cite.first_reference_note_number
    return Place(position, near, note)


def _ibid(cite: Cite, before: Cite) -> int:
    """Position of a cite that directly repeats another, by their locators."""
    locator, other = cite.locator, before.locator
    if other is None:
        return IBID if locator is None else IBID_WITH_LOCATOR
    if locator is None:
        return SUBSEQUENT
    same = locator.strip() == other.strip() and (cite.label or "page") == (before.label or "page")
    return IBID if same else IBID_WITH_LOCATOR
