"""What a place of a document asks of the processor, and what stands in it then."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Final

import attrs

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.clusters import CitationText
from citelib.documents.model import CitedWork, Document, Place
from citelib.model import Bibliography
from citelib.output import Output, write
from citelib.output.latex import LATEX
from citelib.output.markdown import MARKDOWN
from citelib.richtext import ROOT, Mark, Run

__all__ = ["RenderedPlace", "citations_of", "is_tex", "note_numbers", "rendered_place", "stays_markdown"]


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


def note_numbers(document: Document, in_notes: bool) -> Sequence[int]:
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


def is_tex(place: Place, form: Output) -> bool:
    """Whether the text of a place is LaTeX though the document is Markdown: where Markdown stays what it is."""
    return place.in_tex and stays_markdown(form)


def stays_markdown(form: Output) -> bool:
    """Whether texts of an output are put into Markdown that stays Markdown."""
    return form.media_type == MARKDOWN.media_type


def rendered_place(
    place: Place,
    id: str,
    texts: Callable[[str], CitationText | None],
    form: Output,
    around: tuple[str, str],
    *,
    in_notes: bool,
) -> RenderedPlace:
    """What stands in a place.

    Args:
        place: The place.
        id: What the ids of its citations begin with.
        texts: Gives what the citation of an id prints; None if there is none.
        form: The output; that of the texts of a place in raw LaTeX is LaTeX, see `is_tex`.
        around: The text of the place in the document, and the character behind it.
        in_notes: Whether it stands in a note that the writer makes, or in one of the document.
    """
    if place.is_list:
        return RenderedPlace(place, "")
    quote = place.quote if stays_markdown(form) else None
    form = LATEX if is_tex(place, form) else form
    printed = texts(id)
    text = printed.text if printed is not None else ""
    note = None
    parts = None
    if printed is None and place.tentative:
        text = around[0]
    elif printed is None:
        text = _missing(place, form)
        if in_notes and place.note is None:
            text, note = "", text
    elif in_notes and place.note is None:
        names = texts(id + _NAMES)
        text, note = names.text if names is not None else "", text
    elif in_notes:
        if printed.prose and printed.reference:
            text = form.join([printed.prose, ", ", printed.reference])
        text = _within_note(text, place, around[1], form)
    elif printed.prose and printed.reference:
        prose, reference = printed.prose, printed.reference
        parts = (prose if form.join([prose, reference]) == text else form.join([prose, " "]), reference)
    if quote is not None:
        text = quote(text)
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


def citations_of(place: Place, id: str, items: Bibliography, note: int, *, in_notes: bool) -> tuple[Citation, ...]:
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
