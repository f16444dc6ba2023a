"""A Markdown text that is edited: only the chunks that an edit touches are read and rendered again."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import attrs

from citelib.csl.processor import Processor
from citelib.diagnostics import Diagnostic
from citelib.documents.live.chunks import LiveChunk, NamedCite, named, numbered
from citelib.documents.live.model import NO_CHANGES, ChosenStyle, DocumentChanges, LiveCitation, printed
from citelib.documents.locators import LocatorWords, locator_words
from citelib.documents.markdown.chunks import Chunk, metadata_chunk, parse, split
from citelib.documents.markdown.mask import example_labels, front_matter
from citelib.documents.markdown.metadata import own_labels, read_metadata
from citelib.documents.markdown.read import place_of, read, starts_of
from citelib.documents.model import EVERYTHING, Metadata, Place
from citelib.documents.places import citations_of, rendered_place, stays_markdown
from citelib.documents.render import items_of, missing_keys
from citelib.errors import UnknownNameError
from citelib.model import Item
from citelib.output import Output
from citelib.output.latex import LATEX

__all__ = ["LiveMarkdown"]

_LOOK_AHEAD: Final = 2


class LiveMarkdown:
    """A Markdown document that is edited; see `citelib.documents.live.LiveDocument`.

    Args:
        text: The document.
        works: The works that it can cite, besides those in it.
        style: Its style.
        output: The output.
        name: Name of its file, for messages.
    """

    def __init__(self, text: str, works: Iterable[Item], style: ChosenStyle, output: Output, name: str) -> None:
        self.name = name
        self._works = list(works)
        self._style = style
        self._output = output
        self._next = 0
        self._live: list[LiveChunk] = []
        self._chunks: dict[str, tuple[LiveChunk, NamedCite]] = {}
        self._shown: dict[str, tuple[str, str | None]] = {}
        self._begin(text)

    @property
    def text(self) -> str:
        """The document as it is now."""
        return "".join([one.chunk.text for one in self._live])

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the document as it is now: keys without a work, a style that there is not."""
        document = read(self.text, self.name)
        problem = (self._style.problem,) if self._style.problem is not None else ()
        return (*document.diagnostics, *problem, *missing_keys(document, self._items))

    def citations(self) -> tuple[LiveCitation, ...]:
        """All citations in the order of the text."""
        return self._live_citations(self._chunks)

    def entries(self, part: int) -> tuple[tuple[str, str], ...]:
        """Id and text of each entry of the list, in order; Markdown has one part."""
        bibliography = self._processor.bibliography() if self._metadata.has_list and part == 0 else None
        return tuple((entry.id, entry.text) for entry in bibliography.entries) if bibliography is not None else ()

    def edit(self, start: int, end: int, new: str) -> DocumentChanges:
        """Put other text in the place of a stretch.

        Raises:
            UnknownNameError: The stretch is not within the text.
        """
        starts = self._starts()
        length = starts[-1] + len(self._live[-1].chunk.text) if self._live else 0
        if not 0 <= start <= end <= length:
            raise UnknownNameError("stretch", f"{start}:{end}", known=[f"0:{length}"])
        first = max(bisect.bisect_right(starts, start) - 2, 0)
        last = max(bisect.bisect_right(starts, end), first + 1)
        head = starts[first] if self._live else 0
        piece = "".join(one.chunk.text for one in self._live[first:last])
        piece = piece[: start - head] + new + piece[end - head :]
        if first == 0 and (self._front, self._front_end) != front_matter(piece + self._ahead(last)):
            text = self.text
            return self._begin(text[:start] + new + text[end:])
        pieces, last = self._pieces(piece, first, last)
        old = self._live[first:last]
        labels = frozenset[str]().union(*(example_labels(one) for one in pieces)) if "(@" in piece else frozenset()
        if labels - self._labels or any(example_labels(one.chunk.text) - labels for one in old if self._labels):
            text = self.text
            return self._begin(text[:start] + new + text[end:])
        has_front = first == 0 and bool(self._front_end)
        chunks = [
            metadata_chunk(one, self._words) if has_front and number == 0 else self._parsed(one, old)
            for number, one in enumerate(pieces)
        ]
        self._live[first:last] = made = self._named(chunks, old)
        return self._update(old, made)

    # Reading

    def _begin(self, text: str) -> DocumentChanges:
        """Read and render the whole text."""
        self._front, self._front_end = front_matter(text)
        self._metadata, _ = read_metadata(self._front, self.name)
        self._words: LocatorWords = locator_words(self._metadata.language or "en-US")
        self._labels = example_labels(text) | own_labels(self._metadata)
        resolved = self._style.of(self._metadata)
        document = Metadata(references=self._metadata.references)
        self._items = items_of(attrs.evolve(read(""), metadata=document), self._works)
        self._in_notes = resolved.style.class_ == "note"
        keys, options = self._metadata.nocite, self._style.options
        nocite = EVERYTHING if EVERYTHING in keys else [self._items[key].id for key in keys if key in self._items]

        def processor(output: Output) -> Processor:
            return Processor(self._items.values(), resolved, output=output, nocite=nocite, options=options)

        self._processor = processor(self._output)
        self._tex: Processor | None = None
        self._new_tex = partial(processor, LATEX)
        chunks = [
            metadata_chunk(one, self._words)
            if self._front_end and number == 0
            else parse(one, self._words, self._labels)
            for number, one in enumerate(split(text))
        ]
        old, self._live = self._live, self._named(chunks, self._live)
        self._shown = {}
        return self._update(old, self._live)

    def _ahead(self, at: int) -> str:
        """The beginning of what follows a chunk: whether a chunk ends depends on it."""
        return "".join(one.chunk.text for one in self._live[at : at + _LOOK_AHEAD])

    def _pieces(self, piece: str, first: int, last: int) -> tuple[list[str], int]:
        """The chunks of a stretch that was edited, which goes on until they end where a chunk ended before."""
        step = 1
        while True:
            ahead = self._ahead(last)
            found = []
            at = 0
            for one in split(piece + ahead, is_start=first == 0):
                found.append(one)
                at += len(one)
                if at >= len(piece):
                    break
            if at == len(piece) or not ahead:
                return found, last
            piece += "".join(one.chunk.text for one in self._live[last : last + step])
            last = min(last + step, len(self._live))
            step *= 2

    def _parsed(self, text: str, old: Sequence[LiveChunk]) -> Chunk:
        return next((one.chunk for one in old if one.chunk.text == text), None) or parse(
            text, self._words, self._labels
        )

    def _named(self, chunks: Sequence[Chunk], old: Sequence[LiveChunk]) -> list[LiveChunk]:
        result, changed = named(chunks, old, self._new_name)
        for name in changed:
            self._shown.pop(name, None)
        return result

    def _new_name(self) -> str:
        self._next += 1
        return f"c{self._next}"

    # Rendering

    def _update(self, old: Sequence[LiveChunk], made: Sequence[LiveChunk]) -> DocumentChanges:
        """Ask the processor for what the document cites now.

        Args:
            old: The chunks that are gone.
            made: The chunks that stand in their place.
        """
        gone = {cited.id: None for one in old for cited in one.cites}
        for id in gone:
            self._chunks.pop(id, None)
        for one in made:
            for cited in one.cites:
                self._chunks[cited.id] = one, cited
                gone.pop(cited.id, None)
        for id in gone:
            self._shown.pop(id, None)
        asked = [citation for cited in self._in_order() for citation in cited.asked or ()]
        if self._tex is None and any(self._is_tex(cited) for one in made for cited in one.cites):
            self._tex = self._new_tex()
        processors = (self._processor, self._tex) if self._tex is not None else (self._processor,)
        touched = [
            id.removesuffix("-names")
            for processor in processors
            for id, _ in processor.replace_citations(asked).citations
        ]
        touched += [cited.id for one in made for cited in one.cites]
        changed = []
        for id in dict.fromkeys(touched):
            live, cited = self._chunks[id]
            shown = self._rendered(cited, live.chunk)
            if shown != self._shown.get(id):
                self._shown[id] = shown
                changed.append(id)
        entries = self._processor.bibliography_changes() if self._metadata.has_list else NO_CHANGES
        return DocumentChanges(self._live_citations(changed), tuple(gone), entries)

    def _live_citations(self, ids: Iterable[str]) -> tuple[LiveCitation, ...]:
        """Citations as they are now, in the order of the text."""
        starts = {id(one): start for one, start in zip(self._live, self._starts(), strict=True)}
        found = [self._live_citation(cited, starts[id(live)]) for live, cited in map(self._chunks.__getitem__, ids)]
        return tuple(sorted(found, key=lambda one: one.start))

    def _starts(self) -> list[int]:
        return starts_of([one.chunk for one in self._live])

    def _in_order(self) -> list[NamedCite]:
        """The citations in the order in which they are read, each asked as it stands now."""
        live = self._live
        resets = any(one.chunk.resets for one in live)
        if not (self._in_notes or resets or any(one.chunk.notes for one in live if one.cites)):
            order = [cited for one in live for cited in one.cites]
            for cited in order:
                if cited.asked is None or cited.asked_for != (0, 0):
                    self._ask(cited, place_of(cited.cited, _NO_CHUNK, 0, {}), 0)
            return order
        order = []
        for one in numbered(live, in_notes=self._in_notes):
            if one.cite.asked is None or one.cite.asked_for != (one.note, one.chapter):
                place = attrs.evolve(place_of(one.cite.cited, one.chunk, 0, {}), chapter=one.chapter)
                self._ask(one.cite, place, one.note)
            order.append(one.cite)
        return order

    def _ask(self, cited: NamedCite, place: Place, note: int) -> None:
        cited.asked = citations_of(place, cited.id, self._items, note, in_notes=self._in_notes)
        cited.asked_for = (note, place.chapter)

    def _rendered(self, cited: NamedCite, chunk: Chunk) -> tuple[str, str | None]:
        place = place_of(cited.cited, chunk, 0, {})
        around = (chunk.text[place.start : place.end], chunk.text[place.end : place.end + 1])
        processor = self._tex if self._tex is not None and self._is_tex(cited) else self._processor
        texts = partial(printed, processor)
        done = rendered_place(place, cited.id, texts, self._output, around, in_notes=self._in_notes)
        return done.text, done.note

    def _is_tex(self, cited: NamedCite) -> bool:
        return cited.cited.found.in_tex and stays_markdown(self._output)

    def _live_citation(self, cited: NamedCite, start: int) -> LiveCitation:
        found = cited.cited.found
        text, note = self._shown[cited.id]
        return LiveCitation(cited.id, start + found.start, start + found.end, text, note)


_NO_CHUNK: Final = metadata_chunk("")
