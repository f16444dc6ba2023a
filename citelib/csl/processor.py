"""The processor: a document's citations and its bibliography, kept up to date while it is edited.

An edit costs little and gives exactly what rendering the whole document from scratch would give, as
`citelib.csl.whole.render_document` does.

>>> from citelib.model import Date, Item, Name
>>> book = Item("doe", "book", title="A Book", author=[Name(family="Doe", given="Jane")], issued=Date.on(1999))
>>> processor = Processor([book], "apa")
>>> processor.cite(Citation.of("doe")).citations
(('citation-1', '(Doe, 1999)'),)
>>> print(processor.bibliography(), end="")
Doe, J. (1999). A Book.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import attrs

from citelib.csl.citation import Citation
from citelib.csl.document.back_references import back_references
from citelib.csl.document.clusters import CitationText
from citelib.csl.document.entries import Entries
from citelib.csl.document.lists import Selection, heading_of, in_order, selected, sort_was_order
from citelib.csl.document.register import Register
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.render import Setting
from citelib.csl.rendered import RenderedCitations
from citelib.csl.results import BibliographyParams, Changes, Entry, EntryChanges, RenderedBibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.errors import DuplicateIdError
from citelib.model import Item
from citelib.output import Output, get_output

Works = Mapping[str, Item] | Iterable[Item]
"""A bibliography, or items."""

StyleName = str | os.PathLike[str] | ResolvedStyle
"""A style, or what `resolve_style` finds it by."""

__all__ = ["Processor", "StyleName", "Works"]


class Processor:
    """Renders citations and the bibliography of one document.

    Its methods may be called from several threads: they wait for each other. Styles, items and outputs never change
    and may be shared by any number of processors.

    Args:
        items: The items that can be cited: a bibliography or items.
        style: Name or path of a style, what `find_style` gives, or a style bound to its locale.
        locale: Language of the output; None for that of the style.
        output: Name of an output, or an output.
        nocite: Ids of items that the bibliography lists though nothing cites them; ``"*"`` for all.
        options: Choices that hold in any style.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style, locale, output or item.
    """

    def __init__(
        self,
        items: Works,
        style: StyleName = "apa",
        *,
        locale: str | None = None,
        output: str | Output = "text",
        nocite: Iterable[str] | Literal["*"] = (),
        options: Options = DEFAULT_OPTIONS,
    ) -> None:
        if isinstance(items, (str, os.PathLike, ResolvedStyle)):
            raise TypeError("items come first, then the style: Processor(items, 'apa')")
        items = items.values() if isinstance(items, Mapping) else items
        resolved = style if isinstance(style, ResolvedStyle) else resolve_style(style, locale)
        self._setting = setting = Setting(resolved, options)
        self._output = get_output(output)
        self._register = Register(setting, items, None if nocite == "*" else tuple(nocite))
        self._entries = Entries(setting, self._output, self._register)
        self._listed: dict[str, str] = {}
        """Texts of the entries when `bibliography_changes` was last called, in order."""
        self._texts = RenderedCitations(setting, self._output, self._register)
        self._next = 1
        self._lock = threading.RLock()

    # Editing

    @property
    def citations(self) -> tuple[tuple[str, str], ...]:
        """Id and text of every citation, in the order of the document."""
        with self._lock:
            return tuple((one.citation.id, one.text) for one in self._texts)

    def parts(self, id: str) -> CitationText:
        """What the citation of that id prints, with the names for the sentence and the reference apart.

        In a note style the names of a composite citation stand in the running text and the reference in the note; in
        other styles the reference follows the names.

        >>> from citelib import Cite, Name
        >>> work = Item("a", "book", title="T", author=[Name("Doe", "Jo")])
        >>> processor = Processor([work], "ieee")
        >>> _ = processor.cite(Citation((Cite("a", locator="3"),), id="c", mode="composite"))
        >>> processor.parts("c")
        CitationText(text='Doe [1, p. 3]', prose='Doe', reference='[1, p. 3]')
        """
        with self._lock:
            return self._texts[id].printed

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the items that are cited or listed, in the order of the bibliography."""
        with self._lock:
            self._register.update(self._texts.citations)
            return tuple(self._register.order)

    def cite(self, citation: Citation) -> Changes:
        """Add a citation at the end of the document."""
        with self._lock:
            return self.insert(citation, len(self._texts.citations))

    def insert(self, citation: Citation, position: int) -> Changes:
        """Put a citation into the document, before the one that is at `position` now.

        A citation whose id is in the document already replaces that one, and moves to `position` in what is left.
        """
        with self._lock:
            citation = self._known(citation)
            others = self._texts.citations
            if citation.id in self._texts:
                others = [one for one in others if one.id != citation.id]
            return self._texts.update([*others[:position], citation, *others[position:]], given=citation.id)

    def remove(self, id: str) -> Changes:
        """Take a citation out of the document."""
        with self._lock:
            removed = self._texts[id].citation
            return self._texts.update([one for one in self._texts.citations if one is not removed])

    def replace_citations(self, citations: Iterable[Citation]) -> Changes:
        """Make these the citations of the document, in this order.

        Raises:
            UnknownNameError: One cites an item that there is not.
            DuplicateIdError: Two have the same id.
        """
        with self._lock:
            known: dict[str, Citation] = {}
            for given in citations:
                stands = given.id in self._texts and self._texts[given.id].citation is given
                citation = given if stands else self._known(given)
                if citation.id in known:
                    raise DuplicateIdError(f"two citations have the id {citation.id!r}", hint="give each its own")
                known[citation.id] = citation
            return self._texts.update([*known.values()])

    def update_items(self, items: Iterable[Item]) -> Changes:
        """Add items, or put new versions in place of those with the same ids."""
        with self._lock:
            changed = self._register.replace_items(items)
            self._entries.forget(changed)
            return self._texts.update(self._texts.citations, changed=changed)

    def _known(self, citation: Citation) -> Citation:
        """The citation with an id; all its items must be there."""
        for cite in citation.cites:
            self._register.check(cite.id)
        if citation.id:
            return citation
        while f"citation-{self._next}" in self._texts:
            self._next += 1
        citation = attrs.evolve(citation, id=f"citation-{self._next}")
        self._next += 1
        return citation

    # Lists

    @sort_was_order
    def bibliography(
        self,
        select: Selection = None,
        *,
        cited_in: Iterable[str] | None = None,
        chapter: int | None = None,
        sort: Sequence[str] | None = None,
        dashes: bool = True,
    ) -> RenderedBibliography:
        """The bibliography of the items that are cited or listed, or a list of some of them.

        A document may have several lists: by type or keyword, for each chapter, by ids. All have the numbers and the
        letters of the whole document. A style without a bibliography gives no entries.

        Args:
            select: Ids of the items to list, or a function that tells whether an item is listed; None for all.
            cited_in: Ids of citations: only what they cite is listed.
            chapter: Number of a chapter (`Citation.chapter`): only what it cites is listed, with the numbers of the
                chapter if they restart (`Options.restart_numbers`).
            sort: Variables to order by in place of the style's own order, a hyphen in front for the greatest first:
                ``["-issued"]`` for the newest first, ``["type", "author"]``.
            dashes: Whether a style that puts a dash in the place of names that come again may do so.

        Raises:
            UnknownNameError: There is no such variable, or no such citation.

        >>> from citelib.model import Date, Item
        >>> works = [Item("a", "book", title="A"), Item("b", "webpage", title="B"), Item("c", "book", title="C")]
        >>> processor = Processor(works, "ieee", nocite="*")
        >>> print(processor.bibliography(lambda item: item.type == "book"), end="")
        [1] A.
        [3] C.
        """
        with self._lock:
            self._register.update(self._texts.citations)
            listed: Sequence[str] = self._register.order
            numbers: Mapping[str, int] = self._register.numbers
            if chapter is not None:
                listed = self._register.listed_in(chapter, self._texts.citations)
                numbers = self._register.numbers_in(chapter)
            items = selected([self._register.items[id] for id in listed], select)
            if cited_in is not None:
                cited = {id for name in cited_in for id in self._texts[name].citation.ids}
                items = [item for item in items if item.id in cited]
            items = in_order(items, sort, self._setting.locale.language)
            return self._list(items, dashes, numbers)

    @sort_was_order
    def bibliographies(
        self, by: str | Callable[[Item], str], *, sort: Sequence[str] | None = None, dashes: bool = True
    ) -> dict[str, RenderedBibliography]:
        """The bibliography in parts, each under its heading, in the order of the first work of each.

        Args:
            by: ``"type"``, ``"year"``, a variable, or a function that gives the heading of an item.
            sort: As for `bibliography`; ``["-issued"]`` puts the newest year first.
            dashes: As for `bibliography`.
        """
        with self._lock:
            self._register.update(self._texts.citations)
            items = [self._register.items[id] for id in self._register.order]
            items = in_order(items, sort, self._setting.locale.language)
            parts: dict[str, list[Item]] = {}
            for item in items:
                parts.setdefault(heading_of(item, by), []).append(item)
            return {heading: self._list(part, dashes, self._register.numbers) for heading, part in parts.items()}

    def bibliography_changes(self) -> EntryChanges:
        """What changed in the bibliography since the last call, so that an editor need not replace the whole list.

        >>> from citelib.model import Item
        >>> processor = Processor([Item("a", title="A"), Item("b", title="B")], "apa", nocite=["b"])
        >>> processor.bibliography_changes().order
        ('b',)
        >>> _ = processor.cite(Citation.of("a"))
        >>> processor.bibliography_changes()
        EntryChanges(entries=(Entry(id='a', text='A. (n.d.).'),), removed=(), order=('a', 'b'))
        """
        with self._lock:
            entries = self.bibliography().entries
            last, self._listed = self._listed, {entry.id: entry.text for entry in entries}
            changed = tuple(entry for entry in entries if last.get(entry.id) != entry.text)
            removed = tuple(id for id in last if id not in self._listed)
            return EntryChanges(changed, removed, tuple(self._listed))

    def cited_by(self) -> dict[str, tuple[str, ...]]:
        """Ids of the citations that cite each item, in the order of the document, for references back to them."""
        with self._lock:
            found: dict[str, list[str]] = {}
            for citation in self._texts.citations:
                for id in dict.fromkeys(citation.ids):
                    found.setdefault(id, []).append(citation.id)
            return {id: tuple(names) for id, names in found.items()}

    def _list(self, items: Iterable[Item], dashes: bool, numbers: Mapping[str, int]) -> RenderedBibliography:
        output, style = self._output, self._setting.style.bibliography
        if style is None:
            return RenderedBibliography((), BibliographyParams(start=output.start, end=output.end), output)
        back = back_references(self._texts.citations, self._setting.options.back_references, self._setting)
        listed = list(items)
        rendered = [*self._entries.render(listed, numbers=numbers, back=back, dashes=dashes)]
        params = BibliographyParams(
            max_offset=max([entry.offset for entry in rendered], default=0),
            entry_spacing=style.entry_spacing,
            line_spacing=style.line_spacing,
            hanging_indent=style.hanging_indent,
            second_field_align=style.second_field_align,
            start=output.start,
            end=output.end,
        )
        entries = tuple([Entry(entry.id, entry.text, entry.language) for entry in rendered])
        printed = {entry.id for entry in rendered if entry.is_printed}
        unprinted = tuple([item.id for item in listed if item.id not in printed])
        return RenderedBibliography(entries, params, output, unprinted)
