"""What is lost when items are written in a format, reported where it happens.

>>> from citelib.formats.registry import find
>>> losses = Losses()
>>> for id in "ab":
...     _ = fitted(Item(id, "book", title="<i>T</i>", custom={"x": "y"}), find("refer"), losses.add)
>>> losses.summary
'refer has no place for x (2 items); italic text is written plain, as refer cannot mark it (2 items)'
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.errors import LossWarning
from citelib.formats.format import OF_NAMES, ORCID, STYLES, Format, in_markup
from citelib.model import Item
from citelib.model.custom import AFFILIATION, BOOKKEEPING, BOOKKEEPING_FIELD
from citelib.richtext.markup import KINDS, tagged

__all__ = ["Losses", "fitted", "no_place", "unwritten"]

Report = Callable[[Diagnostic], None]

_NO_PLACE: Final = " has no place for "
_MOST: Final = 12
"""How many of the names that a format has no place for are listed; the rest are counted."""


class Losses:
    """Losses of many items, counted."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._unwritten: dict[str, Counter[str]] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Count what a writer reports."""
        if (found := unwritten(diagnostic.message)) is not None:
            format, names = found
            self._unwritten.setdefault(format, Counter()).update(names)
        else:
            self._counts[diagnostic.message] += 1

    @property
    def summary(self) -> str:
        """All losses in one line; empty if there are none."""
        lines = [no_place(format, counts) for format, counts in self._unwritten.items()]
        lines += [f"{message} ({_items(count)})" for message, count in self._counts.most_common()]
        return "; ".join(lines)

    def warn(self, depth: int) -> None:
        """Warn once of all of them, on behalf of a caller so many calls above."""
        if summary := self.summary:
            warnings.warn(f"{summary}; report=… takes them one by one", LossWarning, stacklevel=depth + 1)


def unwritten(message: str) -> tuple[str, list[str]] | None:
    """The format and the names of a message of `fitted` that says what the format has no place for."""
    format, found, names = message.partition(_NO_PLACE)
    return (format, names.split(", ")) if found else None


def no_place(format: str, counts: Counter[str]) -> str:
    """What a format has no place for in many items, the most frequent first.

    Args:
        format: Name of the format.
        counts: How many items have each name.

    >>> no_place("csv", Counter({"ris:AD": 2, "ris:M3": 1}))
    'csv has no place for ris:AD (2 items), ris:M3 (1 item)'
    """
    listed = ", ".join(f"{name} ({_items(count)})" for name, count in counts.most_common(_MOST))
    others = len(counts) - _MOST
    return f"{format}{_NO_PLACE}{listed}{f' and {others:,} more' if others > 0 else ''}"


def _items(count: int) -> str:
    return f"{count:,} item{'s' * (count != 1)}"


def fitted(item: Item, format: Format, report: Report) -> Item:
    """The item without the markup that the format has no way to write; that, and what else is lost, is reported."""
    # What is never read back is for people.
    if format.read is not None and (lost := list(_without_place(item, format))):
        message = f"{format.name}{_NO_PLACE}{', '.join(lost)}"
        report(Diagnostic("warning", f"{format.name}-not-written", message, item=item.id))
    if format.markup >= KINDS:
        return item
    written = in_markup(item, format.markup)
    if written is not item:
        lost = sorted(_markup(item) - format.markup)
        if styles := [kind for kind in lost if kind in STYLES]:
            message = f"{', '.join(styles)} text is written plain, as {format.name} cannot mark it"
            report(Diagnostic("info", f"{format.name}-markup", message, item=item.id))
        if "nocase" in lost:
            message = f"{format.name} cannot mark the words that keep their case"
            report(Diagnostic("info", f"{format.name}-case", message, item=item.id))
    return written


def _without_place(item: Item, format: Format) -> Iterator[str]:
    """What an item has besides CSL's variables, and the format no place for."""
    written = (*format.own, *BOOKKEEPING)
    is_typed = item.type != "document"
    for key in item.custom:
        if not (key.startswith(written) or (is_typed and key.endswith(f":{BOOKKEEPING_FIELD}"))):
            yield key
    if format.of_names >= OF_NAMES:
        return
    names = [name for value in item.variables.values() if isinstance(value, tuple) for name in value]
    if ORCID not in format.of_names and any(name.orcid for name in names):
        yield "the ORCIDs of names"
    if AFFILIATION not in format.of_names and any(name.custom and AFFILIATION in name.custom for name in names):
        yield "the affiliations of names"


def _markup(item: Item) -> set[str]:
    """The kinds of markup in an item's texts."""
    texts = (value for value in item.variables.values() if isinstance(value, str) and "<" in value)
    return {kind for text in texts for turn, kind in tagged(text) if turn > 0}
