"""The one route: the places of a document, and works, to what stands in each place and in its lists.

>>> from citelib.documents.markdown.read import read
>>> from citelib.model import Date, Item, Name
>>> doe = Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))
>>> done = render(read("As @doe [p. 3] says [cf. @nobody; @doe]."), [doe], style="apa", output="text")
>>> [one.text for one in done.places]
['Doe (1999, p. 3)', '(cf. nobody?; Doe, 1999)']
>>> [str(one) for one in done.diagnostics]
["1:26: error: the key 'nobody' is cited but not in the bibliography [document-missing-key]"]
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal

import attrs

from citelib.csl.citation import Citation
from citelib.csl.document.clusters import CitationText
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.processor import Processor
from citelib.csl.results import RenderedBibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.diagnostics import Diagnostic
from citelib.documents.model import EVERYTHING, Document, ListPlace, Place
from citelib.documents.places import RenderedPlace, citations_of, is_tex, note_numbers, rendered_place
from citelib.errors import QueryError
from citelib.model import Bibliography, Item
from citelib.model.custom import ALIASES_KEY
from citelib.near import did_you_mean
from citelib.output import Output, get_output
from citelib.output.latex import LATEX
from citelib.queries import matcher

__all__ = ["RenderedDocument", "RenderedPlace", "cited_keys", "items_of", "listed_keys", "missing_keys", "render"]


@attrs.frozen
class RenderedDocument:
    """A document's citations and lists, finished.

    Attributes:
        document: The document.
        places: What stands in each place, in the order of `Document.places`.
        lists: What each of `Document.lists` shows; nothing if there is to be no list.
        bibliography: The list of all works; None if there is to be none.
        output: The output of all texts.
        style: The style, bound to its locale.
        items: The works that it can cite.
        diagnostics: What is wrong: keys that nothing answers to.
    """

    document: Document
    places: tuple[RenderedPlace, ...]
    lists: tuple[RenderedBibliography, ...]
    bibliography: RenderedBibliography | None
    output: Output = attrs.field(repr=False)
    style: ResolvedStyle = attrs.field(repr=False)
    items: Bibliography = attrs.field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def raises(self) -> bool:
        """Whether citations are raised numbers, before which no space stands."""
        citation = self.style.style.citation
        formatting = citation.layout.formatting if citation is not None else None
        return formatting is not None and formatting.vertical_align == "sup"

    def has_all(self, place: Place) -> bool:
        """Whether all works of a place are known."""
        return all(work.key in self.items for work in place.works)

    def keeps(self, place: Place) -> bool:
        """Whether a place stays as it is: its user has edited it, or what looks like a citation names no work."""
        return place.edited or (place.tentative and not self.has_all(place))


def items_of(document: Document, works: Iterable[Item]) -> Bibliography:
    """The works that a document can cite: its own, those given, and those of a typed list, each under its keys.

    Where keys fold (`Metadata.folds_keys`), a key that nothing has is an alias of the one that differs in capitals.
    """
    found = Bibliography()
    for item in (*document.metadata.references, *works, *document.metadata.typed):
        if item.id not in found:
            found.add(item)
    if document.metadata.folds_keys:
        cited = {key for key, _ in cited_keys(document) if key not in found}
        folded = {item.id.casefold(): item.id for item in found.values()} if cited else {}
        for key in cited:
            if key.casefold() in folded:
                item = found[folded[key.casefold()]]
                aliases = (*item.custom.get(ALIASES_KEY, ()), key)
                found.replace(item.evolve(custom={**item.custom, ALIASES_KEY: aliases}))
    return found


def cited_keys(document: Document) -> Iterator[tuple[str, int]]:
    """Each key that a document cites or lists, in order, with its offset."""
    for place in document.places:
        if not place.tentative:
            yield from ((work.key, work.position) for work in place.works if work.key != EVERYTHING)
    for key in document.metadata.nocite:
        if key != EVERYTHING:
            yield key, max(document.text.find(key), 0)


def listed_keys(document: Document, part: int, items: Bibliography) -> list[str] | Literal["*"]:
    """Ids of the works that a part of a document lists though nothing may cite them; `EVERYTHING` for all."""
    keys = [*document.metadata.nocite]
    places = [place for place in document.places if place.is_list and place.part == part]
    keys += [work.key for place in sorted(places, key=lambda one: (one.anchor, one.start)) for work in place.works]
    return EVERYTHING if EVERYTHING in keys else [items[key].id for key in keys if key in items]


def missing_keys(document: Document, items: Collection[str]) -> list[Diagnostic]:
    """An error for each place that cites a key which nothing answers to, with near matches.

    Where no works are known at all, what may be a citation or a label is a warning.
    """
    found: list[Diagnostic] = []
    for key, offset in cited_keys(document):
        if key not in items:
            message = f"the key {key!r} is cited but not in the bibliography"
            file, line, column = document.position(offset)
            hint = did_you_mean(key, items) if items or found else _NO_WORKS
            found.append(Diagnostic("error", "document-missing-key", message, hint, file or None, line, column))
    if not items and not found and document.places:
        place = document.places[0]
        file, line, column = document.position(place.start)
        message = f"no works are known, so that {document.text[place.start : place.end]!r} is not read as a citation"
        found.append(Diagnostic("warning", "document-no-works", message, _NO_WORKS, file or None, line, column))
    return found


_NO_WORKS: Final = "the document names no bibliography that could be read; give one with -b"


def render(
    document: Document,
    works: Iterable[Item],
    *,
    style: str | os.PathLike[str] | ResolvedStyle | None = None,
    locale: str | None = None,
    output: str | Output = "markdown",
    options: Options = DEFAULT_OPTIONS,
) -> RenderedDocument:
    """What stands in each place of a document and in its list.

    Args:
        document: What a reader found.
        works: The works that it can cite, besides those in it.
        style: A style; by default the one that the document names, else APA.
        locale: Language of the output; by default that of the document, else that of the style.
        output: Name of an output, or an output.
        options: Choices that hold in any style.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style, locale or output.
    """
    metadata = document.metadata
    chosen = style if style is not None else metadata.style or "apa"
    resolved = (
        chosen if isinstance(chosen, ResolvedStyle) else resolve_style(chosen, locale or metadata.language or None)
    )
    form = get_output(output)
    items = items_of(document, works)
    in_notes = resolved.style.class_ == "note"
    numbers = note_numbers(document, in_notes)
    parts: dict[int, dict[int, tuple[Citation, ...]]] = {
        part: {} for part in (0, *(one.part for one in document.lists))
    }
    order = sorted(range(len(document.places)), key=lambda at: (document.places[at].anchor, document.places[at].start))
    for index in order:
        place = document.places[index]
        if place.is_list:
            continue
        made = citations_of(place, f"place-{index}", items, numbers[index], in_notes=in_notes or place.wants_note)
        if made:
            parts.setdefault(place.part, {})[index] = made
    processors: dict[int, Processor] = {}
    texts: dict[str, CitationText] = {}
    for part, citations in parts.items():
        nocite = listed_keys(document, part, items)
        processor = processors[part] = Processor(items.values(), resolved, output=form, nocite=nocite, options=options)
        processor.replace_citations(citation for found in citations.values() for citation in found)
        texts |= {one.id: processor.parts(one.id) for found in citations.values() for one in found}
        in_tex = [index for index in citations if is_tex(document.places[index], form)]
        if in_tex:
            of_tex = Processor(items.values(), resolved, output=LATEX, nocite=nocite, options=options)
            of_tex.replace_citations(citation for found in citations.values() for citation in found)
            texts |= {one.id: of_tex.parts(one.id) for index in in_tex for one in citations[index]}
    places = tuple(
        rendered_place(
            place,
            f"place-{index}",
            texts.get,
            form,
            (document.text[place.start : place.end], document.text[place.end : place.end + 1]),
            in_notes=in_notes or place.wants_note,
        )
        for index, place in enumerate(document.places)
    )
    diagnostics = missing_keys(document, items)
    lists = [
        _listed(document, one, processors[one.part], parts[one.part], diagnostics)
        for one in (document.lists if metadata.has_list else ())
    ]
    bibliography = processors[0].bibliography() if metadata.has_list else None
    if bibliography is not None:
        lost = {id: None for one in (*lists, bibliography) for id in one.unprinted}
        diagnostics += _told(document, items, attrs.evolve(bibliography, unprinted=tuple(lost)), resolved)
    return RenderedDocument(document, places, tuple(lists), bibliography, form, resolved, items, tuple(diagnostics))


def _told(
    document: Document, items: Bibliography, bibliography: RenderedBibliography, style: ResolvedStyle
) -> Iterator[Diagnostic]:
    """What the lists lack, where the document first cites it."""
    first: dict[str, int] = {}
    for key, offset in cited_keys(document):
        if key in items:
            first.setdefault(items[key].id, offset)
    for one in bibliography.losses(style.style.info.title):
        file, line, column = document.position(first.get(one.item or "", 0))
        yield attrs.evolve(one, source=file or None, line=line, column=column)


def _listed(
    document: Document,
    place: ListPlace,
    processor: Processor,
    citations: Mapping[int, tuple[Citation, ...]],
    diagnostics: list[Diagnostic],
) -> RenderedBibliography:
    """What a list shows; a query that cannot be read is an error, and the list shows all."""
    select = None
    if place.query:
        try:
            select = matcher(place.query)
        except QueryError as error:
            file, line, column = document.position(place.start)
            message = f"the query {place.query!r} of a list cannot be read: {error.message}"
            diagnostics.append(Diagnostic("error", "document-query", message, error.hint, file or None, line, column))
    cited_in = None
    if place.within is not None:
        start, end = place.within
        cited_in = [
            one.id
            for index, found in citations.items()
            if start <= document.places[index].anchor < end
            for one in found
        ]
    return processor.bibliography(select, cited_in=cited_in)
