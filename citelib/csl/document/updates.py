"""Which citations of a document must be rendered again after an edit.

>>> one = Citation.of("a", id="c")
>>> stale([one], 0, 1, [], None, frozenset(), frozenset())
[0]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_, ne

import attrs

from citelib.csl.citation import Citation
from citelib.csl.document.clusters import CitationText, Rows
from citelib.csl.document.positions import Place
from citelib.csl.render import Decisions

__all__ = ["Rendered", "are_alike", "edited_range", "meeting_a_condition", "stale"]


@attrs.frozen(eq=False)
class Rendered:
    """A citation as it was rendered last, with what its text was made from.

    Attributes:
        citation: The citation.
        rows: All that their texts depend on.
        printed: What it prints.
    """

    citation: Citation
    rows: Rows
    printed: CitationText

    @property
    def text(self) -> str:
        """All that it prints, in one text."""
        return self.printed.text


def edited_range(before: Sequence[Citation], after: Sequence[Citation]) -> tuple[int, int]:
    """The part of a document that was edited, from and to which index: what is around it are the same objects.

    >>> one, two, new = Citation.of("a"), Citation.of("b"), Citation.of("c")
    >>> edited_range([one, two], [one, new, two])
    (1, 2)
    """
    shorter = min(len(before), len(after))
    same = [*map(is_, before, after)]
    head = same.index(False) if False in same else shorter
    same = [*map(is_, reversed(before), reversed(after))]
    tail = same.index(False) if False in same else shorter
    return head, len(after) - min(tail, shorter - head)


def stale(
    citations: Sequence[Citation],
    head: int,
    end: int,
    before: Sequence[Sequence[Place]],
    places: Sequence[Sequence[Place]] | None,
    touched: frozenset[str],
    conditional: frozenset[str],
) -> list[int]:
    """Indexes of the citations whose text may be different now, in rising order.

    A text is rendered again for one of four reasons: the citation was edited, one of its items reads differently
    everywhere, one of its cites has another place than before, or it depends on a condition that an edit may change.

    Args:
        citations: The citations of the document.
        head: Where the part of it that was edited begins, as `edited_range` tells.
        end: Where that part ends.
        before: The places of the cites of each citation before the edit.
        places: The places now; None if no text depends on them.
        touched: Ids of the items whose number or disambiguation changed.
        conditional: Ids of the citations to render again whatever they show.
    """
    found = set(range(head, end))
    if places is not None:
        # What stands around the edited part is compared with itself as it was.
        moved = len(before) - len(places)
        found.update(_differing(0, before[:head], places[:head]))
        found.update(_differing(end, before[end + moved :], places[end:]))
    if touched:
        found.update([index for index, one in enumerate(citations) if not touched.isdisjoint(one.ids)])
    if conditional:
        found.update([index for index, one in enumerate(citations) if one.id in conditional])
    return sorted(found)


def _differing(start: int, before: Sequence[Sequence[Place]], places: Sequence[Sequence[Place]]) -> list[int]:
    """Indexes, counted from `start`, of the citations that stand elsewhere now."""
    return [index for index, differs in enumerate(map(ne, before, places), start) if differs]


def are_alike(before: Citation, after: Citation, uses_first_note: bool) -> bool:
    """Whether two citations differ in nothing but their cites."""
    return (
        before.mode == after.mode
        and before.capitalize == after.capitalize
        and before.prefix == after.prefix
        and before.suffix == after.suffix
        and (before.note == after.note or not uses_first_note)
    )


def meeting_a_condition(
    citations: Sequence[Citation], last: Mapping[str, Rendered], decisions: Mapping[str, Decisions]
) -> frozenset[str]:
    """Citations to render again because a ``disambiguate`` condition holds for an item that an edit cites.

    Their texts stay the same, but the official test suite expects them to be rendered (``bugreports_EnvAndUrb``).
    """
    conditional = {id for id, decided in decisions.items() if decided.condition}
    if not conditional:
        return frozenset()
    edited = [one for one in citations if one.id not in last or last[one.id].citation.cites != one.cites]
    touched = conditional.intersection([id for one in edited for id in one.ids])
    return frozenset(one.id for one in citations if not touched.isdisjoint(one.ids))
