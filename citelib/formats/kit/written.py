"""The writing half of a draft: an item on its way out, whose values go to the places of a format one by one.

`Draft` is the half for reading. A value is always given out for its ordinary place, where every other program looks
for it. If the reader would not make of that place exactly what the item has, the exact value is written *beside* it, as
a line of notes (see `citelib.formats.kit.extra`), and `Draft` puts the two together again.

>>> draft = WrittenDraft(Item("a", "book", title="T", author=[Name("King", "Martin", "Jr.")], volume="2"))
>>> draft.take("title"), draft.take("issue")
('T', None)
>>> draft.take_names("author", lambda name: name.family, lambda family: Name(family))
['King']
>>> list(draft.lines())
['author: King, Martin, Jr.', 'volume: 2']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from citelib.formats.kit.extra import extra_lines
from citelib.formats.kit.fields import page_range, split_pages
from citelib.formats.kit.lines import is_line, one_line, paragraphs, without_control
from citelib.formats.kit.names import is_same_text
from citelib.model import Date, Item, Name, Point, Relation, is_cut_short, people
from citelib.model.keywords import join_keywords, split_keywords

__all__ = ["WrittenDraft", "is_plain"]

T = TypeVar("T")


def is_plain(relation: Relation) -> bool:
    """Whether a relation is no more than a type and a target in one line, which is what formats have elements for."""
    return relation.evidence is None and is_line(relation.target)


class WrittenDraft:
    """What of an item is still to be written.

    Args:
        item: The item.
    """

    def __init__(self, item: Item) -> None:
        self.item = item
        self.relations: list[Relation] = list(item.relations)
        self._written: set[str] = set()
        self._cut_short: set[str] = set()

    def value(self, variable: str) -> str:
        """A text or number variable as it is, or nothing."""
        found = self.item.variables.get(variable)
        return found if isinstance(found, str) else ""

    def take(self, variable: str, read: Callable[[str], str | None] | None = None) -> str | None:
        """The value of a text or number variable as one line, or None if there is none.

        Args:
            variable: CSL name.
            read: What the reader makes of the value, if not the same.
        """
        value = self.value(variable)
        text = without_control(one_line(value))
        if not text:
            return None
        if text == value and (read is None or read(text) == value):
            self._written.add(variable)
        return text

    def take_exact(self, variable: str, read: Callable[[str], str | None] = lambda value: value) -> str | None:
        """The same for places that can hold only some values, such as identifiers: None if `read` makes it another."""
        value = self.value(variable)
        if not value or not is_line(value) or read(value) != value:
            return None
        self._written.add(variable)
        return value

    def take_lines(self, variable: str, read: Callable[[str], str | None] = paragraphs) -> list[str]:
        """The lines of a text variable, none of them empty; `read` is what the reader makes of them."""
        value = self.value(variable)
        text = "\n".join(filter(None, map(without_control, paragraphs(value).split("\n"))))
        if text and text == value and read(text) == value:
            self._written.add(variable)
        return text.split("\n") if text else []

    def take_date(self, variable: str, fits: Callable[[str], object] = bool) -> str | None:
        """A date in EDTF or, where that does not fit the place, in ISO 8601: as much of it as can be said."""
        text = self.nearest_date(variable, fits)
        if text is not None and Date.parse(text) == self.item.variables[variable]:
            self._written.add(variable)
        return text

    def nearest_date(self, variable: str, fits: Callable[[str], object] = bool) -> str | None:
        """The same without counting it as written."""
        date = self.item.variables.get(variable)
        if not isinstance(date, Date):
            return None
        return next(filter(fits, filter(None, (date.edtf(), *_shorter(date)))), None)

    def take_parts(self, variable: str, years: range = range(1000, 10_000)) -> tuple[int, ...]:
        """Year, month and day of a date's beginning, as far as it has them; nothing without a year of these.

        The numbers above twelve that EDTF has for seasons are not months.
        """
        date = self.item.variables.get(variable)
        point = date.start if isinstance(date, Date) else None
        if not isinstance(point, Point) or point.year not in years:
            return ()
        parts = point.parts if (point.month or 1) <= 12 else point.parts[:1]
        if date == Date(Point.from_parts(parts)):
            self._written.add(variable)
        return parts

    def take_keywords(self) -> list[str]:
        """The keywords."""
        words = list(filter(None, map(without_control, split_keywords(self.value("keyword")))))
        if join_keywords(dict.fromkeys(words)) == self.value("keyword"):
            self._written.add("keyword")
        return words

    def take_pages(self) -> tuple[str, str]:
        """The first and last page of a simple range; anything else is all in the first.

        Which dash stands between them is not part of what is said.
        """
        pages = self.take("page") or ""
        first, last = split_pages(pages)
        if page_range(first, last) != self.value("page").replace("–", "-"):
            self.unmark("page")
        return first, last

    def take_names(
        self,
        variable: str,
        make: Callable[[Name], T | None],
        read: Callable[[T], Name | None] | None = None,
        others: Callable[[], T | None] | None = None,
        whole: Callable[[list[Name]], list[Name]] | None = None,
    ) -> list[T]:
        """What is made of each name of a variable.

        Args:
            variable: CSL name.
            make: Makes what stands in the place of a name; None of an empty name only.
            read: What the reader makes of that; if not given, the name.
            others: Makes what stands behind the last name of a list that is cut short, in formats that have such a
                thing; in others a line of notes says so (see `extra_lines`).
            whole: What the reader makes of a whole list, where one name tells of the others.
        """
        listed: tuple[Name, ...] = self.item.variables.get(variable, ())
        names = people(listed)
        made = [(name, one) for name in names if (one := make(name)) is not None]
        is_exact = read is None or all(is_same_text(read(one), name) for name, one in made)
        is_exact = is_exact and (whole is None or whole(list(names)) == list(names))
        if made and len(made) == len(names) and is_exact:
            self._written.add(variable)
        found = [one for _, one in made]
        if others is not None and found and is_cut_short(listed) and (behind := others()) is not None:
            self.mark_cut_short(variable)
            found.append(behind)
        return found

    def mark_cut_short(self, variable: str) -> None:
        """Count as written that a list of names is cut short."""
        self._cut_short.add(variable)

    def mark(self, variables: Iterable[str]) -> None:
        """Count variables as written, as the place of another one says them."""
        self._written.update(variables)

    def unmark(self, variable: str) -> None:
        """Count a variable as not written."""
        self._written.discard(variable)

    def take_relations(self, fits: Callable[[Relation], bool]) -> list[Relation]:
        """The relations that fit; they are no longer among the rest."""
        taken: list[Relation] = []
        rest: list[Relation] = []
        for one in self.relations:
            (taken if fits(one) else rest).append(one)
        self.relations = rest
        return taken

    def left(self) -> set[str]:
        """The variables that have not been written, or not exactly."""
        return set(self.item.variables) - self._written

    def lines(self, type_read: str | None = None) -> Iterator[str]:
        """What has not been written exactly as lines of notes, and the type if the reader makes it `type_read`."""
        if type_read is not None and type_read != self.item.type:
            yield f"type: {self.item.type}"
        yield from extra_lines(self.item, self._written, self.relations, self._cut_short)


def _shorter(date: Date) -> Iterator[str]:
    """The beginning of a date in ISO 8601, from the day to the year."""
    point = date.start
    if not isinstance(point, Point) or not 0 < point.year < 10_000:
        return
    parts = point.parts if (point.month or 1) <= 12 else point.parts[:1]
    for length in range(len(parts), 0, -1):
        yield "-".join(f"{part:0{width}}" for part, width in zip(parts[:length], (4, 2, 2), strict=False))
