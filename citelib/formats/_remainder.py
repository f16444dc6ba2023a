"""An item on its way out: writers take what their format has a place for, and see what remains.

The counterpart of `Draft`. A value is given out only in a form that the reader will give back, and what remains can be
written as lines of notes (see `_extra`).

>>> rest = Remainder(Item("a", "book", title="T", volume="2"))
>>> rest.take("title"), rest.take("issue"), list(rest.lines())
('T', None, ['volume: 2'])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from citelib.formats._extra import extra_lines
from citelib.model import Date, Item, Name, Relation

__all__ = ["Remainder", "is_line"]


_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text format holds as they are; notes have them as escapes."""


_LAYOUT: Final = re.compile(r"^\s|\s$|\s\s|[\t-\r\x1c-\x1f\x85\u2028\u2029]")


def is_line(value: str) -> bool:
    """Whether a value is one line of words, which readers give back.

    Spaces that do not break may come back as others. That is less of a loss than a title that other programs do not
    find, as it stands in our notes.
    """
    return bool(value) and _LAYOUT.search(value) is None


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
        """The value of a text or number variable if it is one line and `read` would give it back, else None.

        See `is_line` for what counts as given back.
        """
        value = self.item.variables.get(variable)
        if not isinstance(value, str) or not is_line(value) or _CONTROL.search(value):
            return None
        if read is not None and read(value) not in (value, " ".join(value.split())):
            return None
        self._written.add(variable)
        return value

    def take_date(self, variable: str) -> str | None:
        """A date in EDTF, if that says all of it."""
        date = self.item.variables.get(variable)
        if not isinstance(date, Date) or not (text := date.edtf()) or Date.parse(text) != date:
            return None
        self._written.add(variable)
        return text

    def take_names(self, variable: str, fits: Callable[[Name], bool] = bool) -> tuple[Name, ...]:
        """The names of a variable if all of them fit, else none."""
        names: tuple[Name, ...] = self.item.variables.get(variable, ())
        if not names or not all(map(fits, names)):
            return ()
        self._written.add(variable)
        return names

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
        yield from extra_lines(self.item.evolve(relations=self.relations), self._written)
