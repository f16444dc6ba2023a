"""The processor: a document's citations and its bibliography, kept up to date while it is edited.

A `Processor` is the only part of `citelib.csl` that holds state. Every pass over the document exposes one row for each
cite; a citation is rendered again only when one of its rows changed, so that an edit costs little and gives exactly
what rendering the whole document anew would give. `render_document` does the latter.

>>> from citelib.model import Date, Item, Name
>>> book = Item("doe", "book", title="A Book", author=[Name(family="Doe", given="Jane")], issued=Date.on(1999))
>>> processor = Processor("apa", [book], output="text")
>>> processor.cite(Citation.of("doe")).citations
(('citation-1', '(Doe, 1999)'),)
>>> print(processor.bibliography(), end="")
Doe, J. (1999). A Book.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import is_
from typing import Literal

import attrs

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.cites import CiteRow
from citelib.csl.document.clusters import Rows, render_citation
from citelib.csl.document.disambiguate import Ambiguity, author_of, disambiguate, is_needed, judge
from citelib.csl.document.entries import render_entries
from citelib.csl.document.order import SortRow, sort_by_keys, sort_by_rows, sort_in_groups, sort_key_texts, sort_row
from citelib.csl.document.positions import NOWHERE, Place, positions, uses_positions
from citelib.csl.render import NO_DECISIONS, Decisions, Setting
from citelib.csl.results import BibliographyParams, Changes, Document, Entry, RenderedBibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.errors import UnknownNameError
from citelib.model import Item
from citelib.output import Output, get_output

__all__ = ["Processor", "render_bibliography", "render_document"]


class _Rendered:
    """A citation as it was rendered last, with what its text was made from."""

    __slots__ = ("citation", "order", "places", "rows", "text")

    def __init__(
        self, citation: Citation, order: Sequence[Cite], places: Sequence[Place], rows: Rows, text: str
    ) -> None:
        self.citation = citation
        self.order = order
        self.places = places
        self.rows = rows
        self.text = text


def _common_ends(before: Sequence[Citation], after: Sequence[Citation]) -> tuple[int, int]:
    """How many citations at the beginning and at the end of a document are still the same objects."""
    shorter = min(len(before), len(after))
    same = [*map(is_, before, after)]
    head = same.index(False) if False in same else shorter
    same = [*map(is_, reversed(before), reversed(after))]
    tail = same.index(False) if False in same else shorter
    return head, min(tail, shorter - head)


class Processor:
    """Renders citations and the bibliography of one document.

    Args:
        style: Name or path of a style, or a style bound to its locale.
        items: The items that can be cited.
        locale: Language of the output; None for that of the style.
        output: Name of an output, or an output.
        nocite: Ids of items that the bibliography lists though nothing cites them; ``"*"`` for all.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style, locale, output or item.

    """

    def __init__(
        self,
        style: str | os.PathLike[str] | ResolvedStyle,
        items: Iterable[Item] = (),
        locale: str | None = None,
        output: str | Output = "html",
        nocite: Iterable[str] | Literal["*"] = (),
    ) -> None:
        resolved = style if isinstance(style, ResolvedStyle) else resolve_style(style, locale)
        self._setting = setting = Setting(resolved)
        self._output = get_output(output)
        self._items: dict[str, Item] = {item.id: item for item in items}
        self._nocite: tuple[str, ...] | None = None if nocite == "*" else tuple(nocite)
        for id in self._nocite or ():
            self._check(id)
        uses = resolved.layouts["citation"].variables | resolved.sorts["citation"].variables
        self._uses_number = "citation-number" in uses
        self._uses_first_note = "first-reference-note-number" in uses
        self._uses_positions = uses_positions(setting)
        bibliography = setting.style.bibliography
        self._keys = () if bibliography is None or bibliography.sort is None else bibliography.sort.keys
        self._citations: list[Citation] = []
        self._orders: list[Sequence[Cite]] = []
        """The cites of each citation in the order in which they are printed."""
        self._rendered: dict[str, _Rendered] = {}
        self._registered: tuple[str, ...] | None = None
        self._order: list[str] = []
        self._numbers: dict[str, int] = {}
        self._decisions: dict[str, Decisions] = {}
        self._judged: dict[tuple[str, Decisions], Ambiguity] = {}
        self._authors: dict[tuple[str, Decisions], str] = {}
        self._sort_keys: list[dict[str, str]] = [{} for _ in self._keys]
        """For each key of the bibliography, the collation keys of the items for which it was asked."""
        self._touched: frozenset[str] = frozenset()
        """Ids of the items whose cites read otherwise since the items were registered last."""
        self._next = 1

    # Editing

    @property
    def citations(self) -> tuple[tuple[str, str], ...]:
        """Id and text of every citation, in the order of the document."""
        return tuple((citation.id, self._rendered[citation.id].text) for citation in self._citations)

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the items that are cited or listed, in the order of the bibliography."""
        self._register()
        return tuple(self._order)

    def cite(self, citation: Citation) -> Changes:
        """Add a citation at the end of the document."""
        return self.insert(citation, len(self._citations))

    def insert(self, citation: Citation, position: int) -> Changes:
        """Put a citation into the document, before the one that is at `position` now.

        A citation whose id is in the document already replaces that one, and moves to `position` in what is left.
        """
        citation = self._known(citation)
        citations = self._citations
        if citation.id in self._rendered:
            citations = [one for one in citations if one.id != citation.id]
        return self._update([*citations[:position], citation, *citations[position:]], citation.id)

    def remove(self, id: str) -> Changes:
        """Take a citation out of the document."""
        if id not in self._rendered:
            raise UnknownNameError("citation", id, known=self._rendered)
        return self._update([one for one in self._citations if one.id != id])

    def replace_citations(self, citations: Iterable[Citation]) -> Changes:
        """Make these the citations of the document, in this order."""
        known = [self._known(citation) for citation in citations]
        self._citations, self._orders = [], []
        return self._update(known)

    def update_items(self, items: Iterable[Item]) -> Changes:
        """Add items, or put new versions in place of those with the same ids."""
        changed = {item.id: item for item in items}
        self._items.update(changed)
        for id in changed:
            for made in self._sort_keys:
                made.pop(id, None)
        for key in [key for key in self._judged if key[0] in changed]:
            del self._judged[key]
        for key in [key for key in self._authors if key[0] in changed]:
            del self._authors[key]
        for name, rendered in list(self._rendered.items()):
            if not changed.keys().isdisjoint(rendered.citation.ids):
                del self._rendered[name]
        self._registered = None
        self._order = []
        citations, self._citations, self._orders = self._citations, [], []
        return self._update(citations)

    def _check(self, id: str) -> None:
        if id not in self._items:
            raise UnknownNameError("item", id, known=self._items)

    def _known(self, citation: Citation) -> Citation:
        """The citation with an id; all its items must be there."""
        for cite in citation.cites:
            self._check(cite.id)
        if citation.id:
            return citation
        while f"citation-{self._next}" in self._rendered:
            self._next += 1
        citation = attrs.evolve(citation, id=f"citation-{self._next}")
        self._next += 1
        return citation

    # The passes

    def _update(self, citations: list[Citation], given: str | None = None) -> Changes:
        """Run the passes and render what changed."""
        before, self._citations = self._citations, citations
        listed = self._register()
        touched = self._touched
        last = self._rendered
        # Between these the document was edited; if items are touched anything may have changed.
        head, tail = (0, 0) if touched else _common_ends(before, citations)
        end = len(citations) - tail
        orders = self._orders[:head]
        for one in citations[head:end]:
            old = last.get(one.id)
            same = old is not None and old.citation is one and touched.isdisjoint(one.ids)
            orders.append(old.order if same and old is not None else self._sorted(one))
        orders += self._orders[len(self._orders) - tail :]
        self._orders = orders
        all_places = self._places(citations, orders)
        conditional = self._conditional(citations)
        looked_at: Sequence[int] = range(head, end)
        if self._uses_positions or conditional:
            looked_at = [
                index
                for index, (one, places) in enumerate(zip(citations, all_places, strict=True))
                if head <= index < end or one.id in conditional or last[one.id].places != places
            ]
        changed: list[tuple[str, str]] = []
        rendered: list[str] = []
        kept: dict[str, _Rendered] = {}
        for index in looked_at:
            citation, order, places = citations[index], orders[index], all_places[index]
            id = citation.id
            old = last.get(id)
            if (
                old is not None
                and old.citation is citation
                and old.places == places
                and touched.isdisjoint(citation.ids)
                and id not in conditional
            ):
                kept[id] = old
                continue
            rows = self._rows(order, places)
            if old is not None and old.rows == rows and self._same(old, citation) and id not in conditional:
                text = old.text
            else:
                text = render_citation(citation, rows, self._items, self._setting, self._output)
                rendered.append(id)
            if old is None or text != old.text or id == given:
                changed.append((id, text))
            kept[id] = _Rendered(citation, order, places, rows, text)
        if len(looked_at) == len(citations):
            self._rendered = kept
        else:
            for one in before[head : len(before) - tail]:
                last.pop(one.id, None)
            last.update(kept)
        return Changes(tuple(changed), listed, tuple(rendered))

    def _rows(self, order: Sequence[Cite], places: Sequence[Place]) -> Rows:
        numbers, decisions = self._numbers, self._decisions
        if self._uses_number:
            return tuple(
                [
                    CiteRow(cite, place, numbers[cite.id], decisions.get(cite.id, NO_DECISIONS))
                    for cite, place in zip(order, places, strict=True)
                ]
            )
        return tuple(
            [
                CiteRow(cite, place, 0, decisions.get(cite.id, NO_DECISIONS))
                for cite, place in zip(order, places, strict=True)
            ]
        )

    def _same(self, old: _Rendered, citation: Citation) -> bool:
        """Whether a citation differs from its last version in nothing that its rows do not show."""
        before = old.citation
        return (
            before.mode == citation.mode
            and before.prefix == citation.prefix
            and before.suffix == citation.suffix
            and (before.note == citation.note or not self._uses_first_note)
        )

    def _places(self, citations: list[Citation], orders: list[Sequence[Cite]]) -> list[Sequence[Place]]:
        style = self._setting.style.citation
        if style is not None and self._uses_positions:
            return positions(citations, orders, style.near_note_distance)
        return [NOWHERE[len(order)] if len(order) < len(NOWHERE) else [Place()] * len(order) for order in orders]

    def _conditional(self, citations: Sequence[Citation]) -> frozenset[str]:
        """Citations to render again because a ``disambiguate`` condition holds for an item that an edit cites."""
        if not self._setting.resolved.layouts["citation"].disambiguate:
            return frozenset()
        conditional = {id for id, decisions in self._decisions.items() if decisions.condition}
        if not conditional:
            return frozenset()
        old = self._rendered
        edited = [one for one in citations if one.id not in old or old[one.id].citation.cites != one.cites]
        touched = conditional.intersection([id for one in edited for id in one.ids])
        return frozenset(one.id for one in citations if not touched.isdisjoint(one.ids))

    def _register(self) -> bool:
        """Order, number and disambiguate the items that are listed; gives whether anything changed."""
        self._touched = frozenset()
        ids = dict.fromkeys(chain.from_iterable([citation.ids for citation in self._citations]))
        ids.update(dict.fromkeys(self._items if self._nocite is None else self._nocite))
        registered = tuple(ids)
        if registered == self._registered:
            return False
        self._registered = registered
        setting = self._setting
        order = list(registered)
        descending = False
        if self._keys:
            numbered = {id: number for number, id in enumerate(registered, 1)}
            order = sort_by_keys(order, self._keys, lambda id, index: self._sort_key(id, index, numbered[id]))
            descending = any(key.variable == "citation-number" and key.sort == "descending" for key in self._keys)
        if order == self._order:
            return False
        self._order = order
        numbers, decisions = self._numbers, self._decisions
        count = len(order)
        self._numbers = {id: (count - number + 1 if descending else number) for number, id in enumerate(order, 1)}
        citation = setting.style.citation
        if citation is not None and is_needed(citation, setting.resolved.layouts["citation"].disambiguate):
            items = self._items
            self._decisions = disambiguate([items[id] for id in order], setting, self._judge)
        self._touched = frozenset(
            [
                id
                for id, number in self._numbers.items()
                if (self._uses_number and numbers.get(id) != number) or decisions.get(id) != self._decisions.get(id)
            ]
        )
        return True

    def _sort_key(self, id: str, index: int, number: int) -> str:
        """The collation key of an item for one key of the bibliography."""
        made = self._sort_keys[index]
        key = made.get(id)
        if key is None:
            texts = sort_key_texts((self._keys[index],), self._items[id], "bibliography", self._setting, number)
            (key,) = sort_row(texts, self._setting.locale.language)
            if "citation-number" not in self._setting.resolved.sorts["bibliography"].variables:
                made[id] = key
        return key

    def _judge(self, item: Item, decisions: Decisions) -> Ambiguity:
        if decisions.names_shown:
            # What is only tried is not worth keeping.
            return judge(item, decisions, self._setting)
        key = (item.id, decisions)
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = judge(item, decisions, self._setting)
        return found

    def _sorted(self, citation: Citation) -> Sequence[Cite]:
        """The cites of a citation in the order in which they are printed."""
        style = self._setting.style.citation
        cites = citation.cites
        if style is None or style.sort is None or len(cites) < 2:
            return cites
        keys = style.sort.keys
        rows: list[SortRow] = []
        for cite in cites:
            decisions = self._decisions.get(cite.id, NO_DECISIONS)
            number = self._numbers[cite.id]
            texts = sort_key_texts(keys, self._items[cite.id], "citation", self._setting, number, cite, decisions)
            rows.append(sort_row(texts, self._setting.locale.language))
        grouped = style.cite_group_delimiter or (style.collapse and self._setting.style.class_ == "in-text")
        if not grouped or any(key.variable == "citation-number" for key in keys):
            return sort_by_rows(cites, keys, rows)
        authors = sort_row([self._author(cite.id) for cite in cites], self._setting.locale.language)
        return sort_in_groups(cites, keys, rows, authors)

    def _author(self, id: str) -> str:
        """The names that cites of an item show."""
        decisions = self._decisions.get(id, NO_DECISIONS)
        author = self._authors.get((id, decisions))
        if author is None:
            author = self._authors[id, decisions] = author_of(self._items[id], decisions, self._setting)
        return author

    def bibliography(self) -> RenderedBibliography:
        """The bibliography of the items that are cited or listed.

        A style without a bibliography gives none: `RenderedBibliography.entries` is empty.
        """
        self._register()
        output = self._output
        style = self._setting.style.bibliography
        if style is None:
            return RenderedBibliography((), BibliographyParams(start=output.start, end=output.end), output)
        items = (self._items[id] for id in self._order)
        entries: list[Entry] = []
        widest = 0
        for id, text, offset in render_entries(items, self._numbers, self._decisions, self._setting, output):
            entries.append(Entry(id, text))
            widest = max(widest, offset)
        params = BibliographyParams(
            max_offset=widest,
            entry_spacing=style.entry_spacing,
            line_spacing=style.line_spacing,
            hanging_indent=style.hanging_indent,
            second_field_align=style.second_field_align,
            start=output.start,
            end=output.end,
        )
        return RenderedBibliography(tuple(entries), params, output)


def render_document(
    style: str | os.PathLike[str] | ResolvedStyle,
    items: Iterable[Item],
    citations: Iterable[Citation] = (),
    *,
    locale: str | None = None,
    output: str | Output = "html",
    nocite: Iterable[str] | Literal["*"] = (),
) -> Document:
    """Render all citations of a document and its bibliography at once.

    Args:
        style: Name or path of a style, or a style bound to its locale.
        items: The items that can be cited.
        citations: The citations in the order of the document.
        locale: Language of the output; None for that of the style.
        output: Name of an output, or an output.
        nocite: Ids of items that the bibliography lists though nothing cites them; ``"*"`` for all.

    >>> render_document("ieee", [Item("a", title="T")], [Citation.of("a")], output="text").citations
    (('citation-1', '[1]'),)

    """
    resolved = style if isinstance(style, ResolvedStyle) else resolve_style(style, locale)
    processor = Processor(resolved, items, None, output, nocite)
    processor.replace_citations(citations)
    return Document(processor.citations, None if resolved.style.bibliography is None else processor.bibliography())


def render_bibliography(
    style: str | os.PathLike[str] | ResolvedStyle,
    items: Iterable[Item],
    *,
    locale: str | None = None,
    output: str | Output = "html",
) -> RenderedBibliography:
    """The bibliography of all items.

    >>> print(render_bibliography("ieee", [Item("a", "book", title="The End")], output="text"), end="")
    [1] The End.
    """
    return Processor(style, items, locale, output, nocite="*").bibliography()
