"""How much a reader got out of a text: to choose between readers, and to say so when it was little.

>>> reading = Reading("csl-json")
>>> reading.add(Item("a", "document", custom={"titel": "On roads", "von": "Roa", "jahr": 2001}))
>>> [(one.severity, one.message) for one in reading.doubts(hint=None)]
[('error', '1 of 1 items has no title; what was not understood stands under titel, von, jahr')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError
from citelib.formats.format import Format, Source
from citelib.model import Item
from citelib.model.custom import OWN
from citelib.model.vocabulary import DATE_VARIABLES, NAME_VARIABLES

__all__ = ["Reading", "best_of"]

_TRIED = 5
"""Items that are looked at to choose between readers."""
_SHOWN = 8
_TITLE = re.compile(r"\bt[ií](?:tle|tel|tre|tulo|tolo)\b|题名|題名|标题|標題|제목", re.IGNORECASE)
"""Keys that a diagnostic names."""
_UNTITLED = frozenset(("personal_communication", "interview", "legal_case", "hearing", "review", "review-book"))
"""Types of which a work may be no more than who and when."""
_SAYS_LITTLE = NAME_VARIABLES | DATE_VARIABLES | {"status", "language", "keyword", "source"}
"""Variables that do not say which work it is."""
_POOR = 3
"""So many variables at most has an item of which hardly anything was understood."""


class Reading:
    """The items that a reader yields, counted.

    Args:
        format: Name of the format.
    """

    def __init__(self, format: str) -> None:
        self.format = format
        self.items = self.untitled = self.bare = self.poor = 0
        self._keys: Counter[str] = Counter()

    def add(self, item: Item) -> None:
        """Count an item."""
        self.items += 1
        left = left_over(item)
        has_title = "title" in item.variables
        if has_title and (len(item.variables) > _POOR or len(left) <= len(item.variables)):
            return
        # Two left-overs and more than was understood; or one that calls itself a title.
        is_lost = not has_title and (len(left) >= max(2, len(item.variables)) or any(map(_TITLE.search, left)))
        says_something = bool(item.variables or left)
        is_bare = not has_title and item.type not in _UNTITLED and not item.variables.keys() - _SAYS_LITTLE
        is_poor = has_title and len(left) > 2 * len(item.variables)
        self.untitled += is_lost
        self.bare += is_bare and says_something and not is_lost
        self.poor += is_poor
        if is_lost or is_poor:
            self._keys.update(key.removeprefix(f"{self.format}:") for key in left)

    def doubts(self, hint: str | None) -> Iterator[Diagnostic]:
        """What to report about the whole file: an error if most titles are lost, a warning if most fields are."""
        keys = ", ".join(key for key, _ in self._keys.most_common(_SHOWN)) + ", …" * (len(self._keys) > _SHOWN)
        where = f"what was not understood stands under {keys}" if keys else "they have no more than names and dates"
        # That one item has no more than names and dates is nothing; that all have is another kind of data.
        lost = self.items if self.untitled + self.bare == self.items else self.untitled
        if lost * 2 >= self.items > 0:
            message = f"{lost} of {self.items} items {'has' if lost == 1 else 'have'} no title; {where}"
            yield Diagnostic("error", "items-no-titles", message, hint=hint)
        elif self.poor * 2 >= self.items > 0:
            message = f"most of {self.poor} of {self.items} items was not understood; {where}"
            yield Diagnostic("warning", "items-hardly-understood", message, hint=hint)


def left_over(item: Item) -> list[str]:
    """Keys of what the reader has not understood of an item."""
    return [key for key, value in item.custom.items() if value and not key.startswith(OWN)] if item.custom else []


def best_of(candidates: Iterable[Format], head: str, name: str | None) -> Format | None:
    """The format whose reader makes most of the beginning of a text; None if none makes anything of it.

    Args:
        candidates: Formats, the likeliest first.
        head: The beginning.
        name: Name of the file.
    """
    scored = [(_score(one, head, name), one) for one in candidates]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] > 0 else None


def _score(format: Format, head: str, name: str | None) -> float:
    """Points of the first items, on average: for a title, for names, for other variables, less for left-overs."""
    if format.read is None:
        return 0.0
    read: Callable[..., Iterator[object]] = format.read
    try:
        found = list(islice((one for one in read(Source(head, name=name)) if isinstance(one, Item)), _TRIED))
    except CitelibError:
        return 0.0
    points = 0.0
    for item in found:
        has_names = bool(NAME_VARIABLES & item.variables.keys())
        points += 3 * ("title" in item.variables) + 2 * has_names + len(item.variables) - len(left_over(item)) / 2
    return points / len(found) if found else 0.0
