"""The pass that works out positions: first, subsequent, ibid, near-note (specification, Choose, ``position``).

Cites in notes and cites in the running text follow each other as they stand in the document, but ibid looks only at
cites of the same kind. Mentioning only an author does not count as a cite: the next note is still the first.
Positions restart with each chapter.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from citelib.csl.citation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite
from citelib.csl.render import Setting

__all__ = ["Place", "near_note_distance", "nowhere", "positions"]


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


@functools.lru_cache(maxsize=64)
def nowhere(count: int) -> tuple[Place, ...]:
    """The places of a number of cites in a style that does not test positions."""
    return (Place(),) * count


def near_note_distance(setting: Setting) -> int | None:
    """The style's ``near-note-distance``; None if the text of a cite does not depend on where it stands."""
    style = setting.style.citation
    return style.near_note_distance if style is not None and _uses_positions(setting) else None


def _uses_positions(setting: Setting) -> bool:
    usage = setting.resolved.layouts["citation"]
    if usage.positions or "first-reference-note-number" in usage.variables | usage.tested:
        return True
    return any(
        bound.et_al_min != bound.et_al_subsequent_min or bound.et_al_use_first != bound.et_al_subsequent_use_first
        for bound in setting.resolved.names["citation"]
    )


def positions(
    citations: Sequence[Citation], orders: Sequence[Sequence[Cite]], near_note_distance: int
) -> list[Sequence[Place]]:
    """The places of all cites of a document.

    Args:
        citations: The citations in the order of the document.
        orders: The cites of each citation in the order in which they are printed.
        near_note_distance: The style's ``near-note-distance``.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    previous: dict[bool, tuple[int, Sequence[Cite]]] = {}
    notes = Counter([(one.chapter, one.note) for one in citations if one.note and not one.is_mention])
    places: list[Sequence[Place]] = []
    start = Place()
    chapter: int | None = None
    for citation, cites in zip(citations, orders, strict=True):
        if citation.chapter != chapter:
            chapter = citation.chapter
            first_notes.clear()
            last_notes.clear()
            previous.clear()
        note, is_mention, is_placed = citation.note, citation.is_mention, citation.is_placed
        # The citation before counts if it has one cite and stands alone in its note, or in the same note.
        before = previous.get(note > 0)
        last: Cite | None = None
        if before is not None and len(before[1]) == 1 and (before[0] == note or notes[chapter, before[0]] < 2):
            last = before[1][0]
        row: list[Place] = []
        for cite in cites:
            id = cite.id
            first = first_notes.get(id)
            if first is None:
                place = start
                if not is_mention:
                    first_notes[id] = last_notes[id] = note
            else:
                position = _ibid(cite, last) if last is not None and last.id == id else SUBSEQUENT
                last_note = last_notes[id]
                place = _place(position, note > 0 and last_note > 0 and note - last_note <= near_note_distance, first)
                if note and not is_mention:
                    last_notes[id] = note
            last = cite
            row.append(_given(cite, place) if is_placed else place)
        places.append(row)
        if not is_mention:
            previous[note > 0] = (note, cites)
    return places


@functools.lru_cache(maxsize=1 << 16)
def _place(position: int, near_note: bool, first_note: int) -> Place:
    """A place; a document has few that differ."""
    return Place(position, near_note, str(first_note) if first_note else "")


def _given(cite: Cite, place: Place) -> Place:
    """The place of a cite, with what the cite itself overrides."""
    number = cite.first_reference_note_number
    return Place(
        place.position if cite.position is None else cite.position,
        place.near_note if cite.near_note is None else cite.near_note,
        place.first_note if number is None else number,
    )


def _ibid(cite: Cite, before: Cite) -> int:
    """Position of a cite that directly repeats another, by their locators."""
    locator, other = cite.locator, before.locator
    if other is None:
        return IBID if locator is None else IBID_WITH_LOCATOR
    if locator is None:
        return SUBSEQUENT
    same = locator.strip() == other.strip() and (cite.label or "page") == (before.label or "page")
    return IBID if same else IBID_WITH_LOCATOR
