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
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

import attrs

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.cites import (
    CiteRow,
    RenderedCite,
    counts_as_start,
    find_role,
    render_cite,
    spaced_prefix,
    spaced_suffix,
)
from citelib.csl.document.collapse import arrange
from citelib.csl.document.disambiguate import Ambiguity, disambiguate, is_needed, judge
from citelib.csl.document.order import sort_by_keys, sort_key_texts
from citelib.csl.document.positions import positions
from citelib.csl.document.substitute import PrintedNames, printed_names, substitute_names
from citelib.csl.render import NO_DECISIONS, Context, Decisions, Setting, render_layout
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.errors import UnknownNameError
from citelib.model import Item
from citelib.model.vocabulary import near_matches
from citelib.output import Output, get_output, write
from citelib.richtext import ROOT, Line, Span, flatten

__all__ = [
    "Bibliography",
    "BibliographyParams",
    "Changes",
    "Document",
    "Entry",
    "Processor",
    "render_bibliography",
    "render_document",
]

EMPTY: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands in place of a first cite, or of an entry of a numeric style, that prints nothing."""


@attrs.frozen
class Entry:
    """An entry of a bibliography: the id of its item and its text in the output."""

    id: str
    text: str


@attrs.frozen
class BibliographyParams:
    """How a bibliography wants to be laid out (specification, Bibliography-specific Options).

    Attributes:
        max_offset: Characters of the longest first field, where the style aligns a second field; else 0.
        entry_spacing: Space between entries, in lines.
        line_spacing: Distance of lines, in lines.
        hanging_indent: Whether later lines of an entry are indented.
        second_field_align: ``"flush"``, ``"margin"`` or None.
        start: What stands before the entries in the output.
        end: What stands after them.

    """

    max_offset: int = 0
    entry_spacing: int = 1
    line_spacing: int = 1
    hanging_indent: bool = False
    second_field_align: str | None = None
    start: str = ""
    end: str = ""


@attrs.frozen
class Bibliography:
    """A finished bibliography; as text it is complete in its output, wrapped as the output wants it."""

    entries: tuple[Entry, ...]
    params: BibliographyParams
    output: Output = attrs.field(repr=False)

    def __str__(self) -> str:
        entry = self.output.entry
        body = "".join([entry(one.id, one.text) for one in self.entries])
        return f"{self.params.start}{body}{self.params.end}"


@attrs.frozen
class Changes:
    """What an edit changed.

    Attributes:
        citations: Id and new text of every citation that reads differently now, in the order of the document; always
            with the citation that was put in.
        bibliography: Whether the bibliography may read differently now.
        rendered: Ids of all citations that were rendered again, changed or not.

    """

    citations: tuple[tuple[str, str], ...]
    bibliography: bool
    rendered: tuple[str, ...] = ()


@attrs.frozen
class Document:
    """A rendered document: its citations in order, and its bibliography (None if the style has none)."""

    citations: tuple[tuple[str, str], ...]
    bibliography: Bibliography | None


class _Rendered(NamedTuple):
    """A citation as it was rendered last."""

    citation: Citation
    rows: tuple[CiteRow, ...]
    text: str


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
        self._setting = Setting(resolved)
        self._output = get_output(output)
        self._items: dict[str, Item] = {item.id: item for item in items}
        self._nocite: Iterable[str] | Literal["*"] = nocite if nocite == "*" else tuple(nocite)
        self._citations: list[Citation] = []
        self._rendered: dict[str, _Rendered] = {}
        citation_uses = (resolved.layouts["citation"].variables, resolved.sorts["citation"].variables)
        self._uses_first_note = "first-reference-note-number" in resolved.layouts["citation"].variables
        self._uses_number = any("citation-number" in variables for variables in citation_uses)
        self._registered: tuple[str, ...] | None = None
        self._order: list[str] = []
        self._numbers: dict[str, int] = {}
        self._decisions: dict[str, Decisions] = {}
        self._judged: dict[tuple[str, Decisions], Ambiguity] = {}
        self._sort_texts: dict[str, tuple[str, ...]] = {}
        self._entries: dict[str, tuple[object, list[Span]]] = {}
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
        citations = [one for one in self._citations if one.id != citation.id]
        citations.insert(position, citation)
        return self._update(citations, citation.id)

    def remove(self, id: str) -> Changes:
        """Take a citation out of the document."""
        citations = [one for one in self._citations if one.id != id]
        if len(citations) == len(self._citations):
            raise UnknownNameError("citation", id, near_matches(id, [one.id for one in self._citations]))
        return self._update(citations)

    def replace_citations(self, citations: Iterable[Citation]) -> Changes:
        """Make these the citations of the document, in this order."""
        return self._update([self._known(citation) for citation in citations])

    def update_items(self, items: Iterable[Item]) -> Changes:
        """Add items, or put new versions in place of those with the same ids."""
        for item in items:
            self._items[item.id] = item
            self._forget(item.id)
        self._registered = None
        return self._update(self._citations)

    def _known(self, citation: Citation) -> Citation:
        for cite in citation.cites:
            if cite.id not in self._items:
                raise UnknownNameError("item", cite.id, near_matches(cite.id, self._items))
        if citation.id:
            return citation
        taken = {one.id for one in self._citations}
        while f"citation-{self._next}" in taken:
            self._next += 1
        citation = attrs.evolve(citation, id=f"citation-{self._next}")
        self._next += 1
        return citation

    def _forget(self, id: str) -> None:
        self._sort_texts.pop(id, None)
        self._entries.pop(id, None)
        for key in [key for key in self._judged if key[0] == id]:
            del self._judged[key]
        for name, rendered in list(self._rendered.items()):
            if id in rendered.citation.ids:
                del self._rendered[name]

    # The passes

    def _update(self, citations: list[Citation], given: str | None = None) -> Changes:
        """Run the passes and render what changed."""
        self._citations = citations
        listed = self._register()
        orders = [self._sorted(citation) for citation in citations]
        style = self._setting.style.citation
        distance = style.near_note_distance if style is not None else 5
        places = positions(citations, orders, distance)
        changed: list[tuple[str, str]] = []
        rendered: list[str] = []
        kept: dict[str, _Rendered] = {}
        numbers, decisions = self._numbers, self._decisions
        uses_number = self._uses_number
        same = _is_same_with_note if self._uses_first_note else _is_same
        conditional = self._conditional(citations)
        for citation, order, row_places in zip(citations, orders, places, strict=True):
            rows = tuple(
                [
                    CiteRow(
                        cite, place, numbers[cite.id] if uses_number else 0, decisions.get(cite.id, NO_DECISIONS)
                    )
                    for cite, place in zip(order, row_places, strict=True)
                ]
            )
            id = citation.id
            old = self._rendered.get(id)
            if old is not None and old.rows == rows and same(old.citation, citation) and id not in conditional:
                text = old.text
            else:
                text = self._render(citation, rows)
                rendered.append(id)
            if old is None or text != old.text or id == given:
                changed.append((id, text))
            kept[id] = _Rendered(citation, rows, text)
        self._rendered = kept
        return Changes(tuple(changed), listed, tuple(rendered))

    def _conditional(self, citations: Sequence[Citation]) -> frozenset[str]:
        """Citations to render again because a ``disambiguate`` condition holds for an item that an edit cites."""
        conditional = {id for id, decisions in self._decisions.items() if decisions.condition}
        if not conditional:
            return frozenset()
        old = self._rendered
        edited = [one for one in citations if one.id not in old or old[one.id].citation.cites != one.cites]
        touched = conditional.intersection(*[[id for one in edited for id in one.ids]])
        return frozenset(one.id for one in citations if not touched.isdisjoint(one.ids))

    def _register(self) -> bool:
        """Order, number and disambiguate the items that are listed; gives whether anything changed."""
        ids = dict.fromkeys(cite.id for citation in self._citations for cite in citation.cites)
        if self._nocite == "*":
            ids.update(dict.fromkeys(self._items))
        else:
            ids.update(dict.fromkeys(self._nocite))
        registered = tuple(ids)
        if registered == self._registered:
            return False
        self._registered = registered
        setting = self._setting
        self._numbers = {id: number for number, id in enumerate(registered, 1)}
        bibliography = setting.style.bibliography
        order = list(registered)
        descending = False
        if bibliography is not None and bibliography.sort is not None:
            keys = bibliography.sort.keys
            order = sort_by_keys(order, keys, self._sort_key_texts)
            descending = any(key.variable == "citation-number" and key.sort == "descending" for key in keys)
        count = len(order)
        self._numbers = {id: (count - number + 1 if descending else number) for number, id in enumerate(order, 1)}
        self._order = order
        citation = setting.style.citation
        layouts = setting.resolved.layouts
        if citation is not None and is_needed(citation, layouts["citation"].disambiguate):
            items = self._items
            self._decisions = disambiguate([items[id] for id in order], setting, self._judge)
        return True

    def _sort_key_texts(self, id: str) -> tuple[str, ...]:
        bibliography = self._setting.style.bibliography
        assert bibliography is not None
        assert bibliography.sort is not None
        texts = self._sort_texts.get(id)
        if texts is None:
            number = self._numbers[id]
            texts = sort_key_texts(bibliography.sort.keys, self._items[id], "bibliography", self._setting, number)
            if "citation-number" not in self._setting.resolved.sorts["bibliography"].variables:
                self._sort_texts[id] = texts
        return texts

    def _judge(self, item: Item, decisions: Decisions) -> Ambiguity:
        key = (item.id, decisions)
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = judge(item, decisions, self._setting)
        return found

    def _sorted(self, citation: Citation) -> Sequence[Cite]:
        """The cites of a citation in the order in which they are printed."""
        style = self._setting.style.citation
        if style is None or style.sort is None or len(citation.cites) < 2:
            return citation.cites
        keys = style.sort.keys

        def text_of(cite: Cite) -> tuple[str, ...]:
            decisions = self._decisions.get(cite.id, NO_DECISIONS)
            number = self._numbers[cite.id]
            texts = sort_key_texts(keys, self._items[cite.id], "citation", self._setting, number, cite, decisions)
            return (*texts, f"{max(decisions.year_suffix, 1):06d}")

        # Items that only their year suffix tells apart stand in its order.
        return sort_by_keys(citation.cites, (*keys, _BY_SUFFIX), text_of)

    # Rendering

    def _render(self, citation: Citation, rows: tuple[CiteRow, ...]) -> str:
        mode = citation.mode
        if mode == "composite":
            names = self._cluster(citation, rows[:1], author_only=True)
            rest = self._cluster(citation, _without_names(rows))
            return " ".join(text for text in (names, rest) if text)
        if mode == "author-only":
            return self._cluster(citation, rows[:1], author_only=True)
        if mode == "suppress-author":
            rows = _without_names(rows)
        elif rows and rows[0].cite.author_only:
            return self._cluster(citation, rows[:1], author_only=True)
        return self._cluster(citation, rows)

    def _cluster(self, citation: Citation, rows: tuple[CiteRow, ...], author_only: bool = False) -> str:
        """The text of a citation."""
        setting = self._setting
        style = setting.style.citation
        if style is None:
            return ""
        items = self._items
        cites: list[RenderedCite] = []
        for index, row in enumerate(rows):
            cite = row.cite
            started = counts_as_start(cite.prefix) if cite.prefix else index > 0 or counts_as_start(citation.prefix)
            row = row._replace(started=started, hide_names=cite.suppress_author and not author_only)
            cites.append(render_cite(row, items[cite.id], setting))
        quotes = setting.quotes
        line = Line(quotes, setting.locale.punctuation_in_quote)
        if author_only:
            names = find_role(list(cites[0].spans), "names") if cites else None
            flatten(Span([names] if names is not None else list(cites[0].spans)), line, ROOT)
            return write(line.runs, self._output)
        arranged = arrange(cites, setting, lambda row: render_cite(row, items[row.cite.id], setting))
        children: list[Span] = []
        for index, (cite, delimiter) in enumerate(arranged):
            own = cite.row.cite
            body = list(cite.spans)
            if not body:
                if index or own.suppress_author or cite.row.hide_names:
                    if not (own.prefix or own.suffix):
                        continue
                else:
                    body = [Span([EMPTY])]
            if delimiter and children:
                children.append(Span([delimiter]))
            parts: list[Span] = []
            if own.prefix:
                parts.append(Span(setting.leaf(spaced_prefix(own.prefix))))
            parts.extend(body)
            if own.suffix:
                parts.append(Span(setting.leaf(spaced_suffix(own.suffix))))
            children.append(Span(list(parts)))
        if citation.prefix:
            children.insert(0, Span(setting.leaf(spaced_prefix(citation.prefix))))
        if citation.suffix:
            children.append(Span(setting.leaf(spaced_suffix(citation.suffix))))
        layout = style.layout
        inner = Span(list(children), prefix=layout.prefix, suffix=layout.suffix)
        flatten(Span([inner], setting.properties(layout.formatting)), line, ROOT)
        return write(line.runs, self._output)

    def bibliography(self) -> Bibliography:
        """The bibliography of the items that are cited or listed.

        A style without a bibliography gives none: `Bibliography.entries` is empty.
        """
        self._register()
        setting = self._setting
        style = setting.style.bibliography
        output = self._output
        if style is None:
            return Bibliography((), BibliographyParams(start=output.start, end=output.end), output)
        entries: list[Entry] = []
        before: PrintedNames | None = None
        widest = 0
        numeric = "citation-number" in setting.resolved.layouts["citation"].variables
        for id in self._order:
            context = Context(
                setting,
                "bibliography",
                self._items[id],
                number=self._numbers[id],
                decisions=self._decisions.get(id, NO_DECISIONS),
            )
            spans = render_layout(style.layout, context)
            if style.subsequent_author_substitute is not None:
                own = printed_names(list(spans))
                if own is not None and before is not None:
                    substitute_names(list(spans), own, before, style)
                before = own
            if not spans:
                if numeric:
                    entries.append(Entry(id, write_text(f"{len(entries) + 1}. {EMPTY}", output)))
                continue
            line = Line(setting.quotes, setting.locale.punctuation_in_quote)
            flatten(_entry_span(spans, style, setting), line, ROOT)
            if style.second_field_align is not None:
                widest = max(widest, _first_field(line))
            entries.append(Entry(id, write(line.runs, output)))
        params = BibliographyParams(
            max_offset=widest,
            entry_spacing=style.entry_spacing,
            line_spacing=style.line_spacing,
            hanging_indent=style.hanging_indent,
            second_field_align=style.second_field_align,
            start=output.start,
            end=output.end,
        )
        return Bibliography(tuple(entries), params, output)


def _is_same(old: Citation, new: Citation) -> bool:
    """Whether citations differ in nothing but their cites and notes, which the rows show."""
    return old.mode == new.mode and old.prefix == new.prefix and old.suffix == new.suffix


def _is_same_with_note(old: Citation, new: Citation) -> bool:
    return old.note == new.note and _is_same(old, new)


def write_text(text: str, output: Output) -> str:
    """Plain text in an output."""
    return output.escape(text)


def _without_names(rows: tuple[CiteRow, ...]) -> tuple[CiteRow, ...]:
    if not rows:
        return rows
    first = rows[0]
    return (first._replace(cite=attrs.evolve(first.cite, suppress_author=True)), *rows[1:])


def _entry_span(spans: list[Span], style: object, setting: Setting) -> Span:
    """An entry with the affixes of the layout; a second field that is aligned makes two blocks of it."""
    layout = style.layout  # type: ignore[attr-defined]
    properties = setting.properties(layout.formatting)
    align = style.second_field_align  # type: ignore[attr-defined]
    if align is None or any(span.display is not None for span in spans):
        if spans[-1].display is not None:
            # The suffix belongs to the last block.
            *others, last = spans
            block = Span([last], suffix=layout.suffix, display=last.display)
            last.display = None
            return Span([Span([*others, block], prefix=layout.prefix)], properties)
        return Span([Span(list(spans), prefix=layout.prefix, suffix=layout.suffix)], properties)
    first = Span([spans[0]], prefix=layout.prefix, display="left-margin")
    if len(spans) == 1:
        first.suffix = layout.suffix
        return Span([first], properties)
    return Span([first, Span(list(spans[1:]), suffix=layout.suffix, display="right-inline")], properties)


def _first_field(line: Line) -> int:
    width = 0
    for run in line.runs:
        if run.mark.value_of("display") != "left-margin":
            break
        width += len(run.text)
    return width


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
    processor = Processor(style, items, locale, output, nocite)
    processor.replace_citations(citations)
    has_bibliography = processor._setting.style.bibliography is not None
    return Document(processor.citations, processor.bibliography() if has_bibliography else None)


def render_bibliography(
    style: str | os.PathLike[str] | ResolvedStyle,
    items: Iterable[Item],
    *,
    locale: str | None = None,
    output: str | Output = "html",
) -> Bibliography:
    """The bibliography of all items.

    >>> print(render_bibliography("ieee", [Item("a", "book", title="The End")], output="text"), end="")
    [1] The End.
    """
    return Processor(style, items, locale, output, nocite="*").bibliography()


_BY_SUFFIX: Final = attrs.make_class("_SuffixKey", {"sort": attrs.field(default="ascending")})()
_ = Mapping
