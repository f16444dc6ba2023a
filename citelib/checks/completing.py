"""What a reference lacks, and what a record of the same work fills in.

>>> from citelib.model import Item, Date
>>> item = Item("a", "article-journal", title="On moss", DOI="10.5555/x")
>>> lacking(item)
['author', 'container-title', 'issued', 'volume', 'page or number']
>>> record = Item("r", "article-journal", title="On mosses", volume="3", issued=Date.on(2020), source="Crossref")
>>> done = completed(item, record)
>>> done.item.volume, done.filled, done.conflicts
('3', ('volume', 'issued'), ('title',))
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import attrs

from citelib.checks.rules import REQUIRED
from citelib.comparing import fold_words, strip_markup
from citelib.model import Date, Item

__all__ = ["Completed", "completed", "lacking"]

_WANTED: Final[dict[str, tuple[str, ...]]] = {
    "article-journal": ("volume", "page|number", "DOI"),
    "article-magazine": ("author", "page"),
    "book": ("publisher",),
    "chapter": ("editor", "page", "publisher"),
    "paper-conference": ("page",),
    "report": ("number",),
}
"""What styles print of each type beside what it must have; one of those between bars is enough."""

_UNWANTED: Final = frozenset(
    {"source", "status", "keyword", "note", "annote", "accessed", "citation-key", "references"}
)
"""What in a record does not describe the work, or belongs to the reader."""


def lacking(item: Item) -> list[str]:
    """What a reference lacks of what styles print, in words."""
    wanted = dict.fromkeys((*REQUIRED.get(item.type, ("title",)), *_WANTED.get(item.type, ())))
    return [one.replace("|", " or ") for one in wanted if not any(item.get(name) for name in one.split("|"))]


@attrs.frozen
class Completed:
    """A reference with what it lacked, the names of the variables that were filled, and of those that differ."""

    item: Item
    filled: tuple[str, ...]
    conflicts: tuple[str, ...]


def completed(item: Item, record: Item, without: Collection[str] = ()) -> Completed:
    """A reference with the variables of a record that it lacks; what it has stays as it is.

    Args:
        item: The reference.
        record: A record of the same work.
        without: Variables that are not filled in.
    """
    new: dict[str, Any] = {
        name: value
        for name, value in record.variables.items()
        if name not in item.variables and name not in _UNWANTED and name not in without
    }
    conflicts = tuple(
        name
        for name, value in record.variables.items()
        if name in item.variables and name not in _UNWANTED and _differ(item.variables[name], value)
    )
    changed = item.evolve(**{name.replace("-", "_"): value for name, value in new.items()}) if new else item
    return Completed(changed, tuple(new), conflicts)


def _differ(one: Any, other: Any) -> bool:
    """Whether two values say something else, not only in other words: capitals, dashes, initials."""
    if isinstance(one, Date) and isinstance(other, Date):
        return one.year != other.year
    if isinstance(one, tuple) and isinstance(other, tuple):
        return [fold_words(name.full_family) for name in one] != [fold_words(name.full_family) for name in other]
    return fold_words(strip_markup(str(one))) != fold_words(strip_markup(str(other)))
