"""The reader: stretches of text, labelled and made into items, with a word wherever that is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.text.plain_text.features import features
from citelib.formats.text.plain_text.fields import fill, segments
from citelib.formats.text.plain_text.keys import CONFIDENCE_KEY, REFERENCE_KEY
from citelib.formats.text.plain_text.model import label
from citelib.formats.text.plain_text.patterns import by_pattern
from citelib.formats.text.plain_text.references import Stretch, split
from citelib.formats.text.plain_text.sniff import HEADING, YEAR
from citelib.formats.text.plain_text.tokens import tokenize
from citelib.model import Block, Item

__all__ = ["read"]

NAME: Final = "plain-text"
UNCERTAIN: Final = 0.7
"""Below this mean probability of its labels, a reference is reported as uncertain."""

_SURE_ENOUGH: Final = 0.85
_LONGEST: Final = 6000
"""Characters of the longest stretch that is still taken for one reference."""
_MOST_TOKENS: Final = 1000
_TEMPERATURE: Final = 2.8
"""How much more modest the probabilities are made: the model learned from cleaner references than it reads."""


def read(source: Source) -> Iterator[Record]:
    """Yield an item for each reference of a text, and what is doubtful of it before it.

    Args:
        source: The text: references parted by blank lines or numbers, one a line, or with hanging indents.

    Yields:
        Items, each with `REFERENCE_KEY` and `CONFIDENCE_KEY` in its `custom`; a diagnostic ahead of each one that is
        uncertain; and for what is no reference a diagnostic and the text as a block, so that it is not lost.

    """
    taken: dict[str, int] = {}
    for stretch in split(source.read_text()):
        if HEADING.fullmatch(stretch.text):
            yield Block(NAME, "other", stretch.text, line=stretch.line)
            continue
        yield from _records(stretch, source.name, taken)


def _records(stretch: Stretch, name: str | None, taken: dict[str, int]) -> Iterator[Record]:
    def report(severity: str, code: str, message: str, hint: str | None = None, item: str | None = None) -> Diagnostic:
        assert severity in ("error", "warning")
        return Diagnostic(
            "error" if severity == "error" else "warning",
            f"{NAME}-{code}", message, hint=hint, source=name, line=stretch.line, item=item,
        )  # fmt: skip

    text = stretch.text
    if len(text) > _LONGEST:
        yield report(
            "error", "too-long", f"{len(text)} characters are too many for one reference", "put one reference on a line"
        )
        yield Block(NAME, "failed", text, line=stretch.line)
        return
    tokens = tokenize(text)
    draft = Draft(NAME, stretch.line)
    if pattern := by_pattern(text):
        confidence = fill(draft, text, pattern.segments)
        draft.type = pattern.type
        certainty = confidence["type"] = min(one.confidence for one in pattern.segments)
    else:
        labelling = label(features(tokens), temperature=_TEMPERATURE)
        confidence = fill(draft, text, segments(text, tokens, labelling))
        certainty = sum(labelling.confidences) / max(len(tokens), 1)
    reason = _no_reference(draft, text, len(tokens), certainty)
    if reason:
        yield report(
            "error",
            "no-reference",
            f"{_shown(text)} is not read as a reference: {reason}",
            "give author, title and year",
        )
        yield Block(NAME, "failed", text, line=stretch.line)
        return
    draft.custom[REFERENCE_KEY] = text
    draft.custom[CONFIDENCE_KEY] = {
        variable: round(sure, 2) for variable, sure in confidence.items() if variable == "type" or variable in draft
    }
    item = _with_own_id(draft.item(), taken)
    doubts = [f"no {what} was found" for variable, what in (("title", "title"),) if variable not in draft]
    if "author" not in draft and "editor" not in draft and "issued" not in draft:
        doubts.append("neither author nor date was found")
    unsure = [
        variable
        for variable, sure in confidence.items()
        if variable != "type" and variable in draft and sure < UNCERTAIN
    ]
    if certainty < UNCERTAIN or (unsure and certainty < 0.8):
        doubts.append(f"{_listed(unsure) or 'its parts'} {'is' if len(unsure) == 1 else 'are'} uncertain")
    if doubts:
        message = f"{_shown(text)} is read with a confidence of {certainty:.2f} only: {'; '.join(doubts)}"
        yield report("warning", "uncertain", message, f"compare the item with custom[{REFERENCE_KEY!r}]", item.id)
    yield item


_EVIDENCE: Final = ("issued", "DOI", "URL", "ISBN", "PMID", "PMCID", "page", "volume", "publisher-place")
"""What prose has not: without any of these, a stretch must be sure in itself to be a reference."""


def _no_reference(draft: Draft, text: str, count: int, certainty: float) -> str:
    """Why this is no reference at all, or ""."""
    if count < 2 and "URL" not in draft and "DOI" not in draft:
        return "it is a single word"
    if count > _MOST_TOKENS:
        return f"{count} words are too many"
    if not set(draft.variables) - {"title", "note", "status", "medium", "genre"}:
        return "no author, date or source was found"
    evident = any(variable in draft for variable in _EVIDENCE) or len(draft.variables.get("author", ())) > 1
    if certainty < _SURE_ENOUGH and not evident and not YEAR.search(text) and "status" not in draft:
        return f"no date, pages or place were found, and the rest is only {certainty:.2f} sure"
    return ""


def _with_own_id(item: Item, taken: dict[str, int]) -> Item:
    """The item under an id that no item before it has: a letter is added from the second on."""
    number = taken[item.id] = taken.get(item.id, 0) + 1
    if number == 1:
        return item
    while True:
        id = f"{item.id}-{number}"
        if id not in taken:
            taken[id] = 1
            return item.evolve(id=id)
        number += 1


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
