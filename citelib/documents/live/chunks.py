"""The chunks of a document that is edited, with their citations, which keep their names from edit to edit."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Hashable, Iterator, Sequence

import attrs

from citelib.csl.citation import Citation
from citelib.documents.live.matching import matched
from citelib.documents.markdown.chunks import Chunk, Cited
from citelib.documents.markdown.read import anchor_of, anchors_of, note_name, starts_of

__all__ = ["LiveChunk", "NamedCite", "Placed", "named", "numbered"]


@attrs.define(eq=False)
class NamedCite:
    """A citation of a chunk: what the reader found, and what the processor was asked."""

    id: str
    cited: Cited
    asked: tuple[Citation, ...] | None = None
    asked_for: tuple[int, int] = (-1, -1)
    """Note and chapter for which it was asked."""


@attrs.frozen(eq=False)
class LiveChunk:
    """A chunk with its citations."""

    chunk: Chunk
    cites: tuple[NamedCite, ...]


@attrs.frozen
class Placed:
    """A citation in the order in which it is read.

    Attributes:
        cite: The citation.
        chunk: The chunk in which it is.
        note: Number of its note; 0 in the running text.
        chapter: How many times numbers restarted before it.
    """

    cite: NamedCite
    chunk: Chunk
    note: int
    chapter: int


def named(
    chunks: Sequence[Chunk], old: Sequence[LiveChunk], new_name: Callable[[], str]
) -> tuple[list[LiveChunk], list[str]]:
    """Chunks with their citations, which have the names that they had before.

    Args:
        chunks: What an edit made of a stretch.
        old: The chunks of that stretch until then.
        new_name: Gives a name that no citation has had.

    Returns:
        The chunks, and the names of citations that say something else now, or were not there.
    """
    before = {one.id: (one, _content(one.cited)) for chunk in old for one in chunk.cites}
    contents = [_content(cited) for chunk in chunks for cited in chunk.cites]
    ids = matched(contents, [(id, content) for id, (_, content) in before.items()], new_name)
    waiting = iter(zip(ids, contents, strict=True))
    result, changed = [], []
    for chunk in chunks:
        cites = []
        for cited in chunk.cites:
            id, content = next(waiting)
            last, said = before.get(id, (None, None))
            if last is not None and said == content:
                cites.append(NamedCite(id, cited, last.asked, last.asked_for))
            else:
                changed.append(id)
                cites.append(NamedCite(id, cited))
        result.append(LiveChunk(chunk, tuple(cites)))
    return result, changed


def _content(cited: Cited) -> Hashable:
    """What a citation says, wherever it stands."""
    found = cited.found
    works = tuple(attrs.evolve(work, position=0) for work in found.works)
    written = (found.mode, found.tentative, found.in_tex, found.quote)
    return works, written, cited.note is None, cited.opens_note, tuple(cited.raw.items())


def numbered(live: Sequence[LiveChunk], *, in_notes: bool) -> Iterator[Placed]:
    """All citations in the order in which they are read, with the numbers of notes and chapters.

    Args:
        live: The chunks of the document.
        in_notes: Whether each citation of the running text makes a note of its own.
    """
    chunks = [one.chunk for one in live]
    starts = starts_of(chunks)
    anchors = anchors_of(chunks, starts)
    resets = [start + at for chunk, start in zip(chunks, starts, strict=True) for at in chunk.resets]
    events: list[tuple[int, int, str, NamedCite | None]] = []
    placed: list[tuple[int, int, str | None, NamedCite, Chunk]] = []
    for one, start in zip(live, starts, strict=True):
        for number in range(len(one.chunk.notes)):
            name = note_name(one.chunk, start, number)
            events.append((anchor_of(one.chunk, start, number, anchors), 0, name, None))
        for cite in one.cites:
            at, number_of_note = start + cite.cited.found.start, cite.cited.note
            if number_of_note is None:
                placed.append((at, at, None, cite, one.chunk))
                if in_notes:
                    events.append((at, 1, "", cite))
            else:
                name = note_name(one.chunk, start, number_of_note)
                placed.append((anchor_of(one.chunk, start, number_of_note, anchors), at, name, cite, one.chunk))
    events.sort(key=lambda event: event[:3])
    notes: dict[str, int] = {}
    notes_of_cites: dict[str, int] = {}
    for number, (_, _, name, of_cite) in enumerate(events, 1):
        if of_cite is None:
            notes.setdefault(name, number)
        else:
            notes_of_cites[of_cite.id] = number
    placed.sort(key=lambda one: one[:2])
    for anchor, _, name_of_note, cite, chunk in placed:
        note = notes_of_cites.get(cite.id, 0) if name_of_note is None else notes[name_of_note]
        yield Placed(cite, chunk, note, bisect.bisect(resets, anchor))
