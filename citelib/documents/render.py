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

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.clusters import CitationText
from citelib.csl.processor import Processor
from citelib.csl.results import RenderedBibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.diagnostics import Diagnostic
from citelib.documents.model import EVERYTHING, CitedWork, Document, ListPlace, Place
from citelib.errors import QueryError
from citelib.model import Bibliography, Item
from citelib.near import did_you_mean
from citelib.output import Output, get_output, write
from citelib.queries import matcher
from citelib.richtext import ROOT, Mark, Run

__all__ = ["RenderedDocument", "RenderedPlace", "cited_keys", "items_of", "missing_keys", "render"]


@attrs.frozen
class RenderedPlace:
    """What stands in a place of a document.

    Attributes:
        place: The place.
        text: What stands in the running text, or in the note of the document in which the place is; empty if all of
            the citation goes into a note of its own.
        note: What stands in a note that the writer makes there; None for none.
        parts: Where the text names authors in the sentence, the names and the reference behind them; together they
            are the text.
    """

    place: Place
    text: str
    note: str | None = None
    parts: tuple[str, str] | None = None


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


def items_of(document: Document, works: Iterable[Item]) -> Bibliography:
    """The works that a document can cite: its own, then those given, each under its keys."""
    found = Bibliography()
    for item in (*document.metadata.references, *works):
        if item.id not in found:
            found.add(item)
    return found


def cited_keys(document: Document) -> Iterator[tuple[str, int]]:
    """Each key that a document cites or lists, in order, with its offset."""
    for place in document.places:
        if not place.tentative:
            yield from ((work.key, work.position) for work in place.works if work.key != EVERYTHING)
    for key in document.metadata.nocite:
        if key != EVERYTHING:
            yield key, max(document.text.find(key), 0)


def missing_keys(document: Document, items: Collection[str]) -> list[Diagnostic]:
    """An error for each place that cites a key which nothing answers to, with near matches."""
    found = []
    for key, offset in cited_keys(document):
        if key not in items:
            message = f"the key {key!r} is cited but not in the bibliography"
            file, line, column = document.position(offset)
            hint = did_you_mean(key, items)
            found.append(Diagnostic("error", "document-missing-key", message, hint, file or None, line, column))
    return found


def render(
    document: Document,
    works: Iterable[Item],
    *,
    style: str | os.PathLike[str] | ResolvedStyle | None = None,
    locale: str | None = None,
    output: str | Output = "markdown",
) -> RenderedDocument:
    """What stands in each place of a document and in its list.

    Args:
        document: What a reader found.
        works: The works that it can cite, besides those in it.
        style: A style; by default the one that the document names, else APA.
        locale: Language of the output; by default that of the document, else that of the style.
        output: Name of an output, or an output.

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
    numbers = _note_numbers(document, in_notes)
    parts: dict[int, dict[int, tuple[Citation, ...]]] = {
        part: {} for part in (0, *(one.part for one in document.lists))
    }
    listed: dict[int, list[str]] = {}
    order = sorted(range(len(document.places)), key=lambda at: (document.places[at].anchor, document.places[at].start))
    for index in order:
        place = document.places[index]
        if place.is_list:
            listed.setdefault(place.part, []).extend(work.key for work in place.works)
            continue
        made = _citations(place, f"place-{index}", items, numbers[index], in_notes=in_notes or place.wants_note)
        if made:
            parts.setdefault(place.part, {})[index] = made
    processors: dict[int, Processor] = {}
    texts: dict[str, str] = {}
    apart: dict[str, CitationText] = {}
    for part, citations in parts.items():
        keys = [*metadata.nocite, *listed.get(part, ())]
        nocite = EVERYTHING if EVERYTHING in keys else [items[key].id for key in keys if key in items]
        processor = processors[part] = Processor(items.values(), resolved, output=form, nocite=nocite)
        processor.replace_citations(citation for found in citations.values() for citation in found)
        texts |= dict(processor.citations)
        apart |= {one.id: processor.parts(one.id) for found in citations.values() for one in found if one.mode}
    places = tuple(
        _rendered_place(document, place, texts, apart, f"place-{index}", form, in_notes=in_notes or place.wants_note)
        for index, place in enumerate(document.places)
    )
    diagnostics = missing_keys(document, items)
    lists = [
        _listed(document, one, processors[one.part], parts[one.part], diagnostics)
        for one in (document.lists if metadata.has_list else ())
    ]
    bibliography = processors[0].bibliography() if metadata.has_list else None
    return RenderedDocument(document, places, tuple(lists), bibliography, form, resolved, items, tuple(diagnostics))


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


def _note_numbers(document: Document, in_notes: bool) -> Sequence[int]:
    """The number of the note in which each place stands or will stand; 0 for the running text."""
    anchors = {place.note: place.anchor for place in document.places if place.note is not None}
    anchors |= dict(document.notes)
    events = sorted(
        [(anchor, name, -1) for name, anchor in anchors.items()]
        + [
            (place.anchor, "", index)
            for index, place in enumerate(document.places)
            if place.note is None and (in_notes or place.wants_note) and not place.is_list
        ]
    )
    of_notes: dict[str, int] = {}
    of_places: dict[int, int] = {}
    for number, (_, name, index) in enumerate(events, 1):
        if index < 0:
            of_notes[name] = number
        else:
            of_places[index] = number
    return [
        of_places.get(index, 0) if place.note is None else of_notes[place.note]
        for index, place in enumerate(document.places)
    ]


def _rendered_place(
    document: Document,
    place: Place,
    texts: Mapping[str, str],
    apart: Mapping[str, CitationText],
    id: str,
    form: Output,
    *,
    in_notes: bool,
) -> RenderedPlace:
    if place.is_list:
        return RenderedPlace(place, "")
    text = texts.get(id)
    note = None
    parts = None
    if text is None and place.tentative:
        text = document.text[place.start : place.end]
    elif text is None:
        text = _missing(place, form)
        if in_notes and place.note is None:
            text, note = "", text
    elif in_notes and place.note is None:
        text, note = texts.get(id + _NAMES, ""), text
    elif in_notes:
        if id in apart and apart[id].prose and apart[id].reference:
            text = form.join([apart[id].prose, ", ", apart[id].reference])
        text = _within_note(text, place, document.text[place.end : place.end + 1], form)
    elif id in apart and apart[id].prose and apart[id].reference:
        prose, reference = apart[id].prose, apart[id].reference
        parts = (prose if form.join([prose, reference]) == text else form.join([prose, " "]), reference)
    for character, source in place.raw.items():
        text = text.replace(character, source)
        note = note.replace(character, source) if note is not None else None
    return RenderedPlace(place, text, note, parts)


def _missing(place: Place, form: Output) -> str:
    """What stands for a citation none of whose works is there: its keys, so that nobody overlooks them."""
    runs = []
    for number, work in enumerate(place.works):
        runs += [Run(f"{'; ' if number else '('}{work.prefix}"), Run(f"{work.key}?", _BOLD)]
    return write([*runs, Run(")")], form)


def _within_note(text: str, place: Place, behind: str, form: Output) -> str:
    """A citation within a note of the document: in brackets unless the note begins with it, and no second full stop."""
    is_aside = not place.opens_note and place.mode == ""
    without_stop = is_aside or behind in (".", ",", ";", ":", "?", "!")
    if form.name == "json":
        return _within_note_as_runs(text, without_stop, is_aside)
    if without_stop:
        text = text.removesuffix(".")
    return f"({text})" if is_aside else text


def _within_note_as_runs(text: str, without_stop: bool, is_aside: bool) -> str:
    runs = json.loads(text)
    if runs and without_stop:
        runs[-1]["text"] = runs[-1]["text"].removesuffix(".")
    if is_aside:
        runs = [{"text": "("}, *runs, {"text": ")"}]
    return json.dumps([run for run in runs if run["text"]], ensure_ascii=False)


_BOLD: Final = Mark(ROOT, "font-weight", "bold")
_NAMES: Final = "-names"
"""What the id of the citation that names the authors in the sentence ends with."""


def _citations(place: Place, id: str, items: Bibliography, note: int, *, in_notes: bool) -> tuple[Citation, ...]:
    """The citations of a place: none if nothing answers to any of its keys, two if a note style names the authors.

    Works that are missing stay visible: they stand before or behind the works that are there.
    """
    cites: list[Cite] = []
    waiting = ""
    for work in place.works:
        if work.key not in items:
            shown = f"{work.prefix}<b>{work.key}?</b>{work.suffix}"
            if cites:
                cites[-1] = attrs.evolve(cites[-1], suffix=f"{cites[-1].suffix}; {shown}")
            else:
                waiting += f"{shown}; "
            continue
        cites.append(_cite(work, items[work.key].id, waiting))
        waiting = ""
    if not cites or (place.tentative and len(cites) < len(place.works)):
        return ()
    if not in_notes or place.note is not None:
        begins = place.capitalize or (in_notes and place.opens_note and place.mode == "")
        return (Citation(cites, id=id, note=note, mode=place.mode, capitalize=begins, chapter=place.chapter),)
    if place.mode != "composite":
        return (Citation(cites, id=id, note=note, mode=place.mode, capitalize=True, chapter=place.chapter),)
    names = Citation(
        [Cite(cites[0].id)], id=id + _NAMES, mode="author-only", capitalize=place.capitalize, chapter=place.chapter
    )
    rest = Citation(cites, id=id, note=note, mode="suppress-author", capitalize=True, chapter=place.chapter)
    return names, rest


def _cite(work: CitedWork, id: str, before: str) -> Cite:
    return Cite(
        id,
        locator=work.locator or None,
        label=work.label,
        prefix=before + work.prefix,
        suffix=work.suffix,
        suppress_author=work.suppress_author,
    )
