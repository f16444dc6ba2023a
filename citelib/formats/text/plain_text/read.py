"""The reader: stretches of text, labelled and made into items, with a warning wherever that is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.text.plain_text.cues import BULLET, label_of
from citelib.formats.text.plain_text.doubts import doubts, no_reference, signs_of_two_works
from citelib.formats.text.plain_text.features import features
from citelib.formats.text.plain_text.fields import Segment, fill, segments
from citelib.formats.text.plain_text.inline import SIGNAL
from citelib.formats.text.plain_text.model import label
from citelib.formats.text.plain_text.references import Stretch, split
from citelib.formats.text.plain_text.rules.east_asian import read_east_asian
from citelib.formats.text.plain_text.rules.patterns import by_pattern
from citelib.formats.text.plain_text.rules.preprints import without_preprint
from citelib.formats.text.plain_text.rules.titles import with_title
from citelib.formats.text.plain_text.sniff import HEADING
from citelib.formats.text.plain_text.tokens import tokenize
from citelib.model import Block, Item
from citelib.model.custom import CONFIDENCE_KEY, REFERENCE_KEY

__all__ = ["read"]

_NAME: Final = "plain-text"
_LONGEST: Final = 6000
"""Characters of the longest stretch that is still taken for one reference."""
_TEMPERATURE: Final = 2.8
"""How much more modest the probabilities are made: the model learned from cleaner references than it reads."""
_EMPHASIS: Final = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]{1,500})(?<!\s)\1(?!\w)")
"""Emphasis of Markdown, which lists in READMEs have around titles."""
_PUBLISHED: Final = frozenset(("container", "journal", "publisher"))
"""Labels of what a work was published in: a preprint that has one is named by it."""
_FUSED: Final = 0.5
"""The most that anything of an item can be sure that may be two works."""


def read(source: Source) -> Iterator[Record]:
    """Yield an item for each reference of a text, and what is doubtful of it before it.

    Args:
        source: The text: references separated by blank lines or labels, one a line, with hanging indents, wrapped, or
            copied out of pages.

    Yields:
        Items, each with `REFERENCE_KEY` and `CONFIDENCE_KEY` in its `custom`; a diagnostic ahead of each one that is
        uncertain; and for what is no reference a diagnostic and the text as a block, so that it is not lost. Headings
        and what belongs to pages are blocks without a diagnostic.
    """
    taken: dict[str, int] = {}
    for stretch in split(source.read_text()):
        if stretch.is_furniture or HEADING.fullmatch(stretch.text):
            yield Block(_NAME, "other", stretch.text, line=stretch.line)
        else:
            yield from _records(stretch, _Reporter(source.name, stretch), taken)


@attrs.frozen
class _Reporter:
    """Makes the diagnostics of one stretch."""

    source: str | None
    stretch: Stretch

    def __call__(
        self, severity: Literal["error", "warning"], code: str, message: str, hint: str, item: str | None = None
    ) -> Diagnostic:
        return Diagnostic(
            severity,
            f"{_NAME}-{code}",
            message,
            hint=hint,
            source=self.source,
            line=self.stretch.line,
            item=item,
        )

    def failed(self) -> Block:
        """The text of a stretch that is not a reference, so that it is kept."""
        return Block(_NAME, "failed", self.stretch.text, line=self.stretch.line)


def _records(stretch: Stretch, report: _Reporter, taken: dict[str, int]) -> Iterator[Record]:
    """The item of a stretch, or the reason why there is none."""
    text = stretch.text
    if len(text) > _LONGEST:
        message = f"{len(text)} characters are too many for one reference"
        yield report("error", "too-long", message, "put one reference on a line")
        yield report.failed()
        return
    shown = repr(text if len(text) <= 60 else f"{text[:57]}…")
    type, found, count, certainty = _labelled(text)
    draft = Draft(_NAME, stretch.line)
    confidence = fill(draft, text, found)
    if type is not None:
        draft.type, confidence["type"] = type, certainty
    if reason := no_reference(draft, text, count, certainty):
        yield report(
            "error", "no-reference", f"{shown} is not read as a reference: {reason}", "give author, title and year"
        )
        yield report.failed()
        return
    fused = signs_of_two_works(found, text) if type is None else []
    ceiling = _FUSED if fused else 1.0
    draft.custom[REFERENCE_KEY] = text
    draft.custom[CONFIDENCE_KEY] = {
        variable: round(min(sure, ceiling), 2)
        for variable, sure in confidence.items()
        if variable == "type" or variable in draft
    }
    item = _with_own_id(draft.item(), taken)
    if fused:
        message = f"{shown} may be two works read as one: {'; '.join(fused)}"
        yield report("warning", "two-works", message, "put each reference on a line of its own", item.id)
    if reasons := doubts(draft, found, confidence, certainty):
        message = f"{shown} is read with a confidence of {certainty:.2f} only: {'; '.join(reasons)}"
        yield report("warning", "uncertain", message, f"compare the item with custom[{REFERENCE_KEY!r}]", item.id)
    yield item


def _labelled(reference: str) -> tuple[str | None, list[Segment], int, float]:
    """The type, if a rule tells it, the segments of a reference, how many tokens it has, and how sure it all is."""
    before, text = _without_label(reference)
    if pattern := by_pattern(text) or read_east_asian(text):
        sure = min(one.confidence for one in pattern.segments)
        return pattern.type, [*before, *pattern.segments], len(tokenize(text)), sure
    text, server = without_preprint(text)
    tokens = tokenize(text)
    labelling = label(features(tokens), temperature=_TEMPERATURE)
    certainty = sum(labelling.confidences) / max(len(tokens), 1)
    found = with_title(segments(text, tokens, labelling))
    if server and _PUBLISHED.isdisjoint(one.label for one in found):
        found.append(Segment("server", server, 1.0))
    return None, [*before, *found], len(tokens), certainty


def _without_label(reference: str) -> tuple[list[Segment], str]:
    """What stands before a reference, and the reference: its label, a bullet, and what leads to it in a footnote."""
    found = []
    text = _EMPHASIS.sub(r"\2", BULLET.sub("", reference, count=1))
    mark = label_of(text)
    # A number that only a space sets off may be the first word of a title.
    if mark is not None and (mark.certain or (len(mark.mark) < 4 and not mark.text.strip().isdigit())):
        found.append(Segment("number", mark.text, 1.0))
        text = text[len(mark.text) :]
    if signal := SIGNAL.match(text):
        text = text[signal.end() :]
    return found, text


def _with_own_id(item: Item, taken: dict[str, int]) -> Item:
    """The item under an id that no item before it has: a number is added from the second on."""
    number = taken[item.id] = taken.get(item.id, 0) + 1
    if number == 1:
        return item
    while True:
        id = f"{item.id}-{number}"
        if id not in taken:
            taken[id] = 1
            return item.evolve(id=id)
        number += 1
