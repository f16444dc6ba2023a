"""What stands around a stub: the text that points at its work, its day, and the people named in it.

>>> news = Item("n", "webpage", title="Moss found", abstract="Moss is back, says Bo Ek.", issued=Date.on(2020, 5, 3),
...     relations=[Relation("reports-on", "s")])
>>> story = stories([news, Item("s", "article-journal")])["s"]
>>> story.day, story.names(Name("Ek", "Bo A.")), story.names(Name("Ek", "Carl"))
(datetime.date(2020, 5, 3), True, False)
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.matching.evidence import stems_of
from citelib.model import Date, Item, Name, Relation

__all__ = ["NO_STORY", "Story", "day_of", "stories"]

_LONGEST: Final = 50_000
"""Characters of a text that are looked at."""


@attrs.frozen
class Story:
    """The texts that point at a stub.

    Attributes:
        words: Their words, as `stems_of` gives them.
        folded: Their words in order, folded, a space before and behind each.
        year: Year of the release that the work came out with, or None if it is one of the past.
        day: Its day, if it tells one.
    """

    words: frozenset[str] = frozenset()
    folded: str = " "
    year: int | None = None
    day: datetime.date | None = None

    def names(self, name: Name) -> bool:
        """Whether somebody is named with one of the given names, not only with the initials."""
        family = fold_words(name.full_family)
        given = [part for part in fold_words(name.given or "").split() if len(part) > 1]
        return bool(family) and any(f" {part} {family} " in self.folded for part in given)


NO_STORY: Final = Story()


def day_of(date: Date | None) -> datetime.date | None:
    """The day of a date, the middle of a month without one; None if it tells no month."""
    parts = date.date_parts[0] if date is not None and date.date_parts else ()
    if len(parts) < 2 or not 1 <= parts[1] <= 12 or not 1 <= parts[0] <= 9999:
        return None
    try:
        return datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 15)
    except ValueError:
        return None


def stories(items: Iterable[Item]) -> dict[str, Story]:
    """For each stub the texts that point at it."""
    items = list(items)
    comments = {item.id for item in items if any(link.type == "comments-on" for link in item.relations)}
    found: dict[str, Story] = {}
    for item in items:
        links = [link for link in item.relations if link.scheme == "id" and link.type != "related-to"]
        if not links:
            continue
        text = f"{item.title or ''} {(item.abstract or '')[:_LONGEST]} {item.note or ''}"
        words, folded = stems_of(text), f" {fold_words(text)} "
        for link in links:
            before = found.get(link.target, NO_STORY)
            with_it = item.issued is not None and _appeared_with(item, link, comments)
            quote = stems_of(link.evidence.quote) if link.evidence is not None else frozenset[str]()
            found[link.target] = Story(
                before.words | words | quote,
                before.folded + folded[1:],
                before.year or (item.issued.year if with_it and item.issued is not None else None),
                before.day or (day_of(item.issued) if with_it else None),
            )
    return found


def _appeared_with(item: Item, link: Relation, comments: set[str]) -> bool:
    """Whether a work came out with the text that points at it: an earlier work that is mentioned did not."""
    types = {other.type for other in item.relations if other.target == link.target}
    return bool(types & {"reports-on", "comments-on"}) or link.target in comments
