"""An item on its way out: writers take what their format has a place for, and see what remains.

The counterpart of `Draft`. A value is given out only in a form that the reader will give back, and what remains can be
written as lines of notes (see `_extra`).

>>> rest = Remainder(Item("a", "book", title="T", volume="2"))
>>> rest.take("title"), rest.take("issue"), list(rest.lines())
('T', None, ['volume: 2'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from citelib.formats.kit.extra import extra_lines
from citelib.formats.kit.lines import are_lines, is_line, paragraphs
from citelib.model import Date, Item, Name, Point, Relation

__all__ = ["Remainder", "is_plain"]

T = TypeVar("T")


def is_plain(relation: Relation) -> bool:
    """Whether a relation is no more than a type and a target in one line, which is what formats have elements for."""
    return relation.evidence is None and is_line(relation.target)


class Remainder:
    """What of an item is still to be written.

    Args:
        item: The item.

    """

    def __init__(self, item: Item) -> None:
        self.item = item
        self.relations: list[Relation] = list(item.relations)
        self._written: set[str] = set()

    def take(self, variable: str, read: Callable[[str], str | None] | None = None) -> str | None:
        """The value of a text or number variable if it is one line and `read` would give it back, else None."""
        value = self.item.variables.get(variable)
        if not isinstance(value, str) or not value or not is_line(value):
            return None
        if read is not None and read(value) != value:
            return None
        self._written.add(variable)
        return value

    def take_lines(self, variable: str, read: Callable[[str], str | None] = paragraphs) -> list[str]:
        """The lines of a text variable, if each of them can be written and `read` would give the text back."""
        value = self.item.variables.get(variable)
        if not isinstance(value, str) or not are_lines(value) or read(value) != value:
            return []
        self._written.add(variable)
        return value.split("\n")

    def take_date(self, variable: str) -> str | None:
        """A date in EDTF, if that says all of it."""
        date = self.item.variables.get(variable)
        if not isinstance(date, Date) or not (text := date.edtf()) or Date.parse(text) != date:
            return None
        self._written.add(variable)
        return text

    def take_parts(self, variable: str, years: range = range(1000, 10_000)) -> tuple[int, ...]:
        """Year, month and day of a date that says no more than these, else nothing."""
        date = self.item.variables.get(variable)
        point = date.start if isinstance(date, Date) else None
        if not isinstance(point, Point) or point.year not in years or date != Date(Point.from_parts(point.parts)):
            return ()
        self._written.add(variable)
        return point.parts

    def take_names(self, variable: str, fits: Callable[[Name], bool] = bool) -> tuple[Name, ...]:
        """The names of a variable if all of them fit, else none."""
        names: tuple[Name, ...] = self.item.variables.get(variable, ())
        if not names or not all(map(fits, names)):
            return ()
        self._written.add(variable)
        return names

    def take_made(self, variable: str, make: Callable[[Name], T | None]) -> list[T]:
        """What is made of each name of a variable, if something can be made of all of them, else nothing."""
        names: tuple[Name, ...] = self.item.variables.get(variable, ())
        if not names:
            return []
        made = [one for name in names if (one := make(name)) is not None]
        if len(made) < len(names):
            return []
        self.mark((variable,))
        return made

    def mark(self, variables: Iterable[str]) -> None:
        """Count variables as written: what has been kept of a record of the same format says them."""
        self._written.update(variables)

    def untake(self, variable: str) -> None:
        """Give a variable back."""
        self._written.discard(variable)

    def take_relations(self, fits: Callable[[Relation], bool]) -> list[Relation]:
        """The relations that fit; they are no longer among the rest."""
        taken = [one for one in self.relations if fits(one)]
        self.relations = [one for one in self.relations if not fits(one)]
        return taken

    def left(self) -> set[str]:
        """The variables that have not been taken."""
        return set(self.item.variables) - self._written

    def lines(self, said_type: str | None = None) -> Iterator[str]:
        """What remains as lines of notes, and the type if the format says another one."""
        if said_type is not None and said_type != self.item.type:
            yield f"type: {self.item.type}"
        yield from extra_lines(self.item, self._written, self.relations)
