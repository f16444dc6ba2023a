"""Which citations of a document an edit makes to be rendered again.

>>> stale([Citation.of("a", id="c")], range(1), {}, None, frozenset(), frozenset())
[0]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_

import attrs

from citelib.csl.citation import Citation
from citelib.csl.document.clusters import CitationText, Rows
from citelib.csl.document.positions import Place

__all__ = ["Rendered", "edited_range", "stale"]


@attrs.frozen(eq=False)
class Rendered:
    """A citation as it was rendered last, with what its text was made from.

    Attributes:
        citation: The citation.
        places: Where each of them stands.
        rows: All that their texts depend on.
        printed: What it prints.

    """

    citation: Citation
    places: Sequence[Place]
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
    edited: range,
    last: Mapping[str, Rendered],
    places: Sequence[Sequence[Place]] | None,
    touched: frozenset[str],
    conditional: frozenset[str],
) -> list[int]:
    """Indexes of the citations whose text may be another now.

    A text is made anew for one of four reasons: the citation was edited, one of its items reads otherwise everywhere,
    one of its cites has another place than before, or it depends on a condition that an edit may have turned.

    Args:
        citations: The citations of the document.
        edited: The part of it that was edited, as `edited_range` tells.
        last: What was rendered last, by the ids of the citations.
        places: The places of the cites of each citation; None if no text depends on them.
        touched: Ids of the items that have another number, or are told apart otherwise, than before.
        conditional: Ids of the citations to render again whatever they show.

    """
    return [
        index
        for index in (edited if places is None and not touched and not conditional else range(len(citations)))
        if (citation := citations[index]) is not _citation_of(last.get(citation.id))
        or (places is not None and last[citation.id].places != places[index])
        or not touched.isdisjoint(citation.ids)
        or citation.id in conditional
    ]


def _citation_of(rendered: Rendered | None) -> Citation | None:
    return None if rendered is None else rendered.citation
