"""A Markdown document read: its citations, its notes, where its bibliography goes, and what it says of itself."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

import attrs

from citelib.documents.locators import locator_words
from citelib.documents.markdown.chunks import Chunk, Cited, metadata_chunk, parse, split
from citelib.documents.markdown.mask import example_labels, front_matter
from citelib.documents.markdown.metadata import own_labels, read_metadata
from citelib.documents.markdown.sections import section_around
from citelib.documents.model import CitedWork, Document, ListPlace, Place

__all__ = ["anchor_of", "anchors_of", "note_name", "place_of", "query_of", "read", "starts_of"]

_REFS: Final = re.compile(r"(?:^|\s)(?:#(?:refs|[\w-]*__refs)(?![\w])|\.refs(?![\w-]))")
_ATTRIBUTE: Final = re.compile(r"""(?<![\w-])([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")


def read(text: str, name: str = "", *, language: str | None = None) -> Document:
    """The places of a Markdown document.

    Args:
        text: The document.
        name: Name of its file, for messages.
        language: Language of its locators if the document does not say its own; English by default.
    """
    front, end = front_matter(text)
    metadata, diagnostics = read_metadata(front, name)
    words = locator_words(metadata.language or language or "en-US")
    labels = example_labels(text) | own_labels(metadata)
    chunks = [
        metadata_chunk(chunk, words) if end and number == 0 else parse(chunk, words, labels)
        for number, chunk in enumerate(split(text))
    ]
    starts = starts_of(chunks)
    anchors = anchors_of(chunks, starts)
    resets = [start + at for chunk, start in zip(chunks, starts, strict=True) for at in chunk.resets]
    places = []
    notes: dict[str, int] = {}
    for chunk, start in zip(chunks, starts, strict=True):
        for number in range(len(chunk.notes)):
            notes[note_name(chunk, start, number)] = anchor_of(chunk, start, number, anchors)
        for cited in chunk.cites:
            place = place_of(cited, chunk, start, anchors)
            chapter = bisect.bisect(resets, place.anchor)
            places.append(attrs.evolve(place, chapter=chapter) if chapter else place)
    return Document(
        text,
        "markdown",
        name,
        tuple(places),
        tuple(_lists(chunks, starts)),
        metadata,
        tuple(sorted(notes.items(), key=lambda one: one[1])),
        tuple(diagnostics),
    )


def starts_of(chunks: Sequence[Chunk]) -> list[int]:
    """The offset of each chunk in the document."""
    return [*accumulate([len(chunk.text) for chunk in chunks], initial=0)][:-1]


def anchors_of(chunks: Sequence[Chunk], starts: Sequence[int]) -> dict[str, int]:
    """Where the running text first refers to each note."""
    anchors: dict[str, int] = {}
    for chunk, start in zip(chunks, starts, strict=True):
        for name, at in chunk.references:
            anchors.setdefault(name, start + at)
    return anchors


def note_name(chunk: Chunk, start: int, number: int) -> str:
    """The name of a note of a chunk; those in line have their offset."""
    note = chunk.notes[number]
    return note.name or f"^{start + (note.anchor or 0)}"


def anchor_of(chunk: Chunk, start: int, number: int, anchors: Mapping[str, int]) -> int:
    """Where a note of a chunk is read."""
    note = chunk.notes[number]
    return start + note.anchor if note.anchor is not None else anchors.get(note.name, start + note.start)


def place_of(cited: Cited, chunk: Chunk, start: int, anchors: Mapping[str, int]) -> Place:
    """The place of a citation in the document.

    Args:
        cited: The citation.
        chunk: Its chunk.
        start: Offset of the chunk.
        anchors: From `anchors_of`.
    """
    found, note = cited.found, cited.note
    works = tuple(_moved(work, start) for work in found.works) if start else found.works
    return Place(
        start + found.start,
        start + found.end,
        works,
        found.mode,
        note=note_name(chunk, start, note) if note is not None else None,
        opens_note=cited.opens_note,
        raw=dict(cited.raw),
        anchor=anchor_of(chunk, start, note, anchors) if note is not None else start + found.start,
        capitalize=found.capitalize,
        wants_note=found.wants_note,
        is_list=found.is_list,
        tentative=found.tentative,
        in_tex=found.in_tex,
        quote=found.quote,
    )


def _moved(work: CitedWork, by: int) -> CitedWork:
    return attrs.evolve(work, position=work.position + by)


# Lists


def _lists(chunks: Sequence[Chunk], starts: Sequence[int]) -> Iterator[ListPlace]:
    """Where bibliographies go: divs with the id or the class refs, and MyST's directive."""
    open_: list[tuple[int, str | None, bool]] = []
    for chunk, start in zip(chunks, starts, strict=True):
        for at, attributes, word in chunk.divs:
            if attributes is not None or word is not None:
                open_.append((start + at, attributes, bool(_REFS.search(attributes or ""))))
            elif open_:
                begin, attributes, is_list = open_.pop()
                if is_list:
                    values = {row[1]: row[2] or row[3] or row[4] or "" for row in _ATTRIBUTE.finditer(attributes or "")}
                    within = _section(chunks, starts, begin) if values.get("section") == "true" else None
                    yield ListPlace(start + at, start + at, query_of(values), within)
        for first, last in chunk.lists:
            yield ListPlace(start + first, start + last)


def query_of(attributes: Mapping[str, str]) -> str:
    """The query of a list by its attributes: ``query``, or ``type`` and ``keyword`` for short.

    >>> query_of({"type": "book", "keyword": "own work"})
    'type:book tag:"own work"'
    """
    parts = [attributes.get("query", "")]
    for name, field in (("type", "type"), ("keyword", "tag")):
        if value := attributes.get(name, ""):
            quoted = value.replace('"', '\\"')
            parts.append(f'{field}:"{quoted}"' if re.search(r"[\s()\"]", value) else f"{field}:{value}")
    return " ".join(part for part in parts if part)


def _section(chunks: Sequence[Chunk], starts: Sequence[int], at: int) -> tuple[int, int]:
    """Start and end of the section around a list, which may have a heading of its own."""
    headings = [
        (start + where, level) for chunk, start in zip(chunks, starts, strict=True) for where, level in chunk.headings
    ]
    last = max((start for start, _ in headings if start < at), default=None)
    covered = "".join(chunk.covered for chunk in chunks)
    has_heading = last is not None and not covered[last:at].partition("\n")[2].strip()
    return section_around(headings, at, len(covered), has_heading=has_heading)
