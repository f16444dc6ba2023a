"""A text of any kind that is edited: read as a whole at each edit, and rendered where it says something else."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial

import attrs

from citelib.csl.citation import Citation
from citelib.csl.processor import Processor
from citelib.csl.results import EntryChanges
from citelib.csl.style.resolve import ResolvedStyle
from citelib.diagnostics import Diagnostic
from citelib.documents.kinds import KINDS
from citelib.documents.live.matching import matched
from citelib.documents.live.model import NO_CHANGES, ChosenStyle, DocumentChanges, LiveCitation, printed
from citelib.documents.model import Document, Place
from citelib.documents.places import citations_of, note_numbers, rendered_place
from citelib.documents.render import items_of, listed_keys, missing_keys
from citelib.errors import UnknownNameError
from citelib.model import Bibliography, Item
from citelib.output import Output

__all__ = ["LiveText"]

_TEXTS = ("markdown", "latex", "typst", "org", "asciidoc")
"""The kinds of documents whose file is the text that people edit."""


@attrs.define(eq=False)
class _Cited:
    """A citation: where it stands, what the processor was asked, and what came of it."""

    id: str
    place: Place
    content: Hashable
    around: tuple[str, str]
    note_number: int
    asked: tuple[Citation, ...]
    text: str | None
    note: str | None


@attrs.frozen
class _Part:
    """A part that is numbered and listed on its own: its processor, and what that lists besides what is cited."""

    processor: Processor
    nocite: object


class LiveText:
    """A document that is edited; see `citelib.documents.live.LiveDocument`.

    Args:
        text: The document.
        works: The works that it can cite, besides those in it.
        kind: Name of its kind.
        style: Its style.
        output: The output.
        name: Name of its file, for messages.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such kind of text, or no such style.
    """

    def __init__(
        self, text: str, works: Iterable[Item], kind: str, style: ChosenStyle, output: Output, name: str
    ) -> None:
        if kind not in _TEXTS:
            raise UnknownNameError("kind of text", kind, known=_TEXTS)
        self.text = text
        self._name = name
        self._works = list(works)
        self._kind = KINDS.load(kind)
        self._chosen = style
        self._output = output
        self._style: ResolvedStyle | None = None
        self._items = Bibliography()
        self._cited: list[_Cited] = []
        self._parts: dict[int, _Part] = {}
        self._next = 0
        self._update()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the document as it is now."""
        problem = (self._chosen.problem,) if self._chosen.problem is not None else ()
        return (*self._document.diagnostics, *problem, *missing_keys(self._document, self._items))

    def citations(self) -> tuple[LiveCitation, ...]:
        """All citations in the order of the text."""
        return self._live(self._cited)

    def entries(self, part: int) -> tuple[tuple[str, str], ...]:
        """Id and text of each entry of the list of a part, in order."""
        has_list = self._document.metadata.has_list and part in self._parts
        bibliography = self._parts[part].processor.bibliography() if has_list else None
        return tuple((entry.id, entry.text) for entry in bibliography.entries) if bibliography is not None else ()

    def edit(self, start: int, end: int, new: str) -> DocumentChanges:
        """Put other text in the place of a stretch.

        Raises:
            UnknownNameError: The stretch is not within the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise UnknownNameError("stretch", f"{start}:{end}", known=[f"0:{len(self.text)}"])
        self.text = f"{self.text[:start]}{new}{self.text[end:]}"
        return self._update()

    def _update(self) -> DocumentChanges:
        """Read the text, and ask for what has changed in it."""
        document = self._read()
        style = self._chosen.of(document.metadata)
        items = items_of(document, self._works)
        is_same = style is self._style and [*items.values()] == [*self._items.values()]
        self._document, self._style, self._items = document, style, items if not is_same else self._items
        if not is_same:
            self._parts = {}
        before = self._cited
        self._cited, changed = self._matched(before if is_same else [], before, in_notes=style.style.class_ == "note")
        lists = self._replace(style)
        touched = changed | {id for found, _ in lists.values() for id in found}
        told = [one for one in self._cited if one.id in touched and self._render(one)]
        gone = {one.id for one in before} - {one.id for one in self._cited}
        entries = {part: found for part, (_, found) in lists.items()}
        return DocumentChanges(
            self._live(told),
            tuple(one.id for one in before if one.id in gone),
            entries.pop(0, NO_CHANGES),
            entries,
        )

    def _read(self) -> Document:
        document = self._kind.read(self.text.encode("utf-8", "surrogatepass"), "")
        stretches = tuple(attrs.evolve(one, file=self._name) for one in document.stretches)
        return attrs.evolve(document, name=self._name, stretches=stretches)

    def _matched(
        self, usable: Sequence[_Cited], before: Sequence[_Cited], *, in_notes: bool
    ) -> tuple[list[_Cited], set[str]]:
        """The citations of the text, which keep their names, and the ids of those that must be rendered.

        Args:
            usable: The citations whose question to the processor still holds if nothing about them has changed.
            before: All citations until now.
            in_notes: Whether the style puts citations into notes.
        """
        document = self._document
        contents = [_content(place) for place in document.places]
        ids = matched(contents, [(one.id, one.content) for one in before], self._new_name)
        known = {one.id: one for one in usable}
        shown = {one.id: one for one in before}
        found: list[_Cited] = []
        changed = set()
        numbers = note_numbers(document, in_notes)
        for id, place, content, number in zip(ids, document.places, contents, numbers, strict=True):
            around = (document.text[place.start : place.end], document.text[place.end : place.end + 1])
            last = known.get(id)
            if last is not None and last.content == content and last.note_number == number:
                asked = last.asked
            elif place.is_list:
                asked = ()
            else:
                asked = citations_of(place, id, self._items, number, in_notes=in_notes or place.wants_note)
            if last is None or last.asked is not asked or last.around != around:
                changed.add(id)
            text, note = (shown[id].text, shown[id].note) if id in shown else (None, None)
            found.append(_Cited(id, place, content, around, number, asked, text, note))
        return found, changed

    def _replace(self, style: ResolvedStyle) -> dict[int, tuple[list[str], EntryChanges]]:
        """By part, the ids of citations that read otherwise in it, and what changed in its list."""
        document = self._document
        by_part: dict[int, list[Citation]] = {part: [] for part in (0, *(one.part for one in document.lists))}
        order = sorted(self._cited, key=lambda one: (one.place.anchor, one.place.start))
        for one in order:
            by_part.setdefault(one.place.part, []).extend(one.asked)
        self._parts = {part: old for part, old in self._parts.items() if part in by_part}
        found = {}
        for part, asked in by_part.items():
            nocite = listed_keys(document, part, self._items)
            old = self._parts.get(part)
            if old is None or old.nocite != nocite:
                processor = Processor(
                    self._items.values(), style, output=self._output, nocite=nocite, options=self._chosen.options
                )
                old = self._parts[part] = _Part(processor, nocite)
            touched = [id.removesuffix("-names") for id, _ in old.processor.replace_citations(asked).citations]
            changes = old.processor.bibliography_changes() if document.metadata.has_list else NO_CHANGES
            found[part] = touched, changes
        return found

    def _render(self, one: _Cited) -> bool:
        """Whether a citation reads otherwise than before."""
        assert self._style is not None
        place = one.place
        in_notes = self._style.style.class_ == "note" or place.wants_note
        texts = partial(printed, self._parts[place.part].processor)
        done = rendered_place(place, one.id, texts, self._output, one.around, in_notes=in_notes)
        before, one.text, one.note = (one.text, one.note), done.text, done.note
        return before != (one.text, one.note)

    def _new_name(self) -> str:
        self._next += 1
        return f"c{self._next}"

    def _live(self, cited: Iterable[_Cited]) -> tuple[LiveCitation, ...]:
        offset = _offsets(self.text, self._document)
        return tuple(
            LiveCitation(one.id, offset(one.place.start, False), offset(one.place.end, True), one.text or "", one.note)
            for one in cited
        )


def _content(place: Place) -> Hashable:
    """What a citation says and for what it counts, wherever it stands."""
    works = tuple(attrs.evolve(work, position=0) for work in place.works)
    counts = (place.note is None, place.opens_note, place.chapter, place.part, place.wants_note, place.is_list)
    return works, place.mode, place.capitalize, place.tentative, counts, tuple(place.raw.items())


def _offsets(text: str, document: Document) -> Callable[[int, bool], int]:
    """What gives the offset in a text of an offset in its document, which differ where commands of an author's own are.

    The second argument says whether it is an end: what stands in the place of such a command is all of it.
    """
    if document.text == text:
        return lambda at, _: at
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    stretches = document.stretches
    starts = [stretch.start for stretch in stretches]
    sources = [lines[stretch.line - 1] + stretch.column - 1 for stretch in stretches]

    def offset(at: int, is_end: bool) -> int:
        number = max((bisect.bisect_left if is_end else bisect.bisect_right)(starts, at) - 1, 0)
        start, source = starts[number], sources[number]
        stop = starts[number + 1] if number + 1 < len(starts) else len(document.text)
        following = sources[number + 1] if number + 1 < len(sources) else len(text)
        if stop - start == following - source:
            return source + at - start
        return following if is_end else source

    return offset
