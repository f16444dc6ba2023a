"""The texts of a document's citations, kept up to date while it is edited.

Every edit runs the same passes over the whole document: which works are listed, in which order and with
which number, how they are disambiguated, and at which position each cite stands. The results for a cite make up a
`CiteRow`; a citation is rendered again only if one of its rows changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.cites import CiteRow
from citelib.csl.document.clusters import Rows, render_citation
from citelib.csl.document.positions import Place, near_note_distance, nowhere, positions
from citelib.csl.document.register import Register
from citelib.csl.document.updates import Rendered, are_alike, edited_range, meeting_a_condition, stale
from citelib.csl.render import NO_DECISIONS, Setting
from citelib.csl.results import Changes
from citelib.errors import UnknownNameError
from citelib.output import Output

__all__ = ["RenderedCitations"]


class RenderedCitations:
    """The citations of a document with their texts.

    Args:
        setting: The style.
        output: The output.
        register: The works of the document; every edit brings it up to date.

    Attributes:
        citations: The citations in the order of the document.
    """

    def __init__(self, setting: Setting, output: Output, register: Register) -> None:
        self._setting = setting
        self._output = output
        self._register = register
        self._uses_number = setting.cites_use("citation-number")
        self._uses_first_note = setting.cites_use("first-reference-note-number")
        self._near_note_distance = near_note_distance(setting)
        self.citations: list[Citation] = []
        self._orders: list[Sequence[Cite]] = []
        """The cites of each citation in the order in which they are printed."""
        self._stood: list[Sequence[Place]] = []
        """Their places."""
        self._rendered: dict[str, Rendered] = {}
        self._failed = False
        """Whether an edit broke off, so that the register may be ahead of the texts."""

    def __contains__(self, id: object) -> bool:
        return id in self._rendered

    def __getitem__(self, id: str) -> Rendered:
        """The citation of an id.

        Raises:
            UnknownNameError: There is none.
        """
        if id not in self._rendered:
            raise UnknownNameError("citation", id, known=self._rendered)
        return self._rendered[id]

    def __iter__(self) -> Iterator[Rendered]:
        return (self._rendered[citation.id] for citation in self.citations)

    def update(
        self, citations: list[Citation], given: str | None = None, changed: frozenset[str] = frozenset()
    ) -> Changes:
        """Run the passes over the document as it is now, and render what changed.

        Args:
            citations: The citations of the document, in order; all have ids.
            given: Id of the citation that was put in, which is among the changes in any case.
            changed: Ids of items that have other contents.
        """
        before, last = self.citations, self._rendered
        if self._failed:
            changed = frozenset(self._register.items)
        self._failed = True
        listed = self._register.update(citations)
        touched = changed | (listed or frozenset())
        head, end = edited_range(before, citations)
        orders = self._orders_of(citations, touched, head, end)
        places = self._places(citations, orders)
        conditional: frozenset[str] = frozenset()
        if self._setting.resolved.layouts["citation"].disambiguate:
            conditional = meeting_a_condition(citations, last, self._register.decisions)
        watched = places if self._near_note_distance is not None else None
        again = stale(citations, head, end, self._stood, watched, touched, conditional)
        texts: list[tuple[str, str]] = []
        rendered: list[str] = []
        anew: dict[str, Rendered] = {}
        for index in again:
            citation = citations[index]
            id, old = citation.id, last.get(citation.id)
            rows = self._rows(orders[index], places[index], citation.chapter)
            if (
                old is not None
                and old.rows == rows
                and are_alike(old.citation, citation, self._uses_first_note)
                and changed.isdisjoint(citation.ids)
                and id not in conditional
            ):
                printed = old.printed
            else:
                printed = render_citation(citation, rows, self._register.items, self._setting, self._output)
                rendered.append(id)
            if old is None or printed != old.printed or id == given:
                texts.append((id, printed.text))
            anew[id] = Rendered(citation, rows, printed)
        # From here on nothing can fail: an edit that does leaves the document as it was.
        replaced = before[head : len(before) - len(citations) + end]
        for id in {one.id for one in replaced}.difference([one.id for one in citations[head:end]]):
            del last[id]
        last.update(anew)
        self.citations, self._orders, self._stood, self._failed = citations, orders, places, False
        return Changes(tuple(texts), listed is not None, tuple(rendered))

    def _orders_of(
        self, citations: list[Citation], touched: frozenset[str], head: int, end: int
    ) -> list[Sequence[Cite]]:
        """The cites of each citation in the order in which they are printed.

        What was not edited keeps its own, unless one of its items has another number or reads otherwise now.
        """
        sort, last = self._register.sorted_cites, self._orders
        edited = [sort(one) for one in citations[head:end]]
        orders = [*last[:head], *edited, *last[len(last) - (len(citations) - end) :]]
        if touched:
            for index, citation in enumerate(citations):
                if not (head <= index < end or touched.isdisjoint(citation.ids)):
                    orders[index] = sort(citation)
        return orders

    def _places(self, citations: list[Citation], orders: list[Sequence[Cite]]) -> list[Sequence[Place]]:
        if self._near_note_distance is not None:
            return positions(citations, orders, self._near_note_distance)
        return [nowhere(len(order)) for order in orders]

    def _rows(self, order: Sequence[Cite], places: Sequence[Place], chapter: int) -> Rows:
        numbers: Mapping[str, int] = self._register.numbers_in(chapter) if self._uses_number else {}
        decisions = self._register.decisions

        def row(cite: Cite, place: Place) -> CiteRow:
            return CiteRow(cite, place, numbers.get(cite.id, 0), decisions.get(cite.id, NO_DECISIONS))

        return tuple(map(row, order, places))
