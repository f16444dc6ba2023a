"""A written draft for formats whose readers tell part by part whether they have understood all of it.

A part (a field, an element) is written only if the reader makes of it what the item has. A part that was kept of a
record that has been read stands for the one that would be made, if it says the same; so what a format knows and the
item does not survives, and nothing is said twice.

>>> def read(draft: Draft, parts: Iterable[tuple[str, str]]) -> bool:
...     return all([draft.put(name, value.strip(".")) for name, value in parts])
>>> draft = CheckedDraft(Item("a", "book", title="Order", note="2."), read)
>>> draft.keep(("title", "Order."))
>>> draft.add(("title", "Order")), draft.add(("note", "2.")), draft.finish(), draft.left()
(True, False, [('title', 'Order.')], {'note'})
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

import attrs

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.written import WrittenDraft
from citelib.model import Date, Item, Relation

__all__ = ["CheckedDraft"]

P = TypeVar("P")
Q = TypeVar("Q")


@attrs.define
class _KeptPart(Generic[P]):
    part: P
    variables: dict[str, Any]
    relations: list[Relation]
    is_written: bool = False


class CheckedDraft(WrittenDraft, Generic[P]):
    """The parts of a record, and what of the item is still to be written.

    Args:
        item: The item.
        read: Puts what parts say into a draft, and tells whether that is all that they say.
        group: Key of the parts among which the order of what has been kept is not to change; by itself none.
    """

    def __init__(
        self,
        item: Item,
        read: Callable[[Draft, Sequence[P]], bool],
        group: Callable[[P], Hashable] = id,
    ) -> None:
        super().__init__(item)
        self.parts: list[P] = []
        self._read = read
        self._group = group
        self._kept: list[_KeptPart[P]] = []
        self._by_value: dict[tuple[str, str], list[_KeptPart[P]]] = {}

    def read_back(self, *parts: P) -> Draft:
        """What the reader makes of parts."""
        return self._reading(parts)[0]

    def _reading(self, parts: Sequence[P]) -> tuple[Draft, bool]:
        draft = Draft("")
        draft.type = self.item.type
        whole = self._read(draft, parts)
        draft.settle()
        return draft, whole

    def keep(self, part: P) -> None:
        """Take in a part that has been kept of a record."""
        back = self.read_back(part)
        kept = _KeptPart(part, back.variables, back.relations)
        self._kept.append(kept)
        for name, value in back.variables.items():
            self._by_value.setdefault((name, str(value)), []).append(kept)

    def is_kept(self, variable: str, *parts: P) -> bool:
        """Whether parts that have been kept say all that the item has of a variable."""
        value = self.item.variables.get(variable)
        return value is not None and _same(self.read_back(*parts).variables.get(variable), value)

    def has_kept(self, variable: str) -> bool:
        """Whether a part that has been kept says something of a variable."""
        return any(variable in one.variables for one in self._kept)

    @property
    def kept_parts(self) -> list[P]:
        """The parts that have been kept."""
        return [one.part for one in self._kept]

    @property
    def kept_relations(self) -> list[Relation]:
        """The relations that parts which have been kept assert."""
        return [relation for one in self._kept for relation in one.relations]

    def fits(self, *parts: P) -> bool:
        """Whether the reader understands all of some parts, and what they say is so."""
        return self._fitting(parts) is not None

    def _fitting(self, parts: Sequence[P]) -> dict[str, Any] | None:
        back, whole = self._reading(parts)
        variables = back.variables
        has = self.item.variables
        return (
            variables
            if whole and variables and all(_same(has.get(name), variables[name]) for name in variables)
            else None
        )

    def add(self, *parts: P | None) -> bool:
        """Add parts if all that they say is so, or none of them; and whether they are added. None is not a part."""
        some = [part for part in parts if part is not None]
        variables = self._fitting(some) if some else None
        if variables is None:
            return False
        self.mark(variables)
        self.parts += [self._kept_for(part) for part in some] if self._kept else some
        return True

    def add_always(self, variable: str, *ways: P | None) -> None:
        """Add the first of some parts that the reader understands, or else the last: a value stands in its place.

        Args:
            variable: What they say; if a part that has been kept says something of it, the last is not added.
            ways: The parts.
        """
        if variable not in self.left() or any(map(self.add, ways)) or self.has_kept(variable):
            return
        self.parts += [part for part in ways[-1:] if part is not None]

    def add_fitting(self, make: Callable[[Sequence[Q]], P | None], pieces: Sequence[Q]) -> bool:
        """Add the part that is made of all pieces, or else of those that fit by themselves."""
        if self.add(make(pieces)):
            return True
        return self.add(make([one for one in pieces if (part := make([one])) is not None and self.fits(part)]))

    def _kept_for(self, part: P) -> P:
        said = self.read_back(part).variables
        name = next(iter(said), "")
        for one in self._by_value.get((name, str(said.get(name))), ()):
            if not one.is_written and all(_same(one.variables.get(other), said[other]) for other in said):
                self._take(one)
                return one.part
        return part

    def _take(self, one: _KeptPart[P]) -> None:
        """Count what a kept part says as written, if it is still so."""
        one.is_written = True
        self.mark(name for name, value in one.variables.items() if _same(self.item.variables.get(name), value))
        if one.relations:
            self.take_relations(lambda relation: relation in one.relations)

    def finish(self) -> list[P]:
        """All parts, with those that have been kept in their old order."""
        if not self._kept:
            return self.parts
        for one in self._kept:
            if not one.is_written:
                self.parts.append(one.part)
                self._take(one)
        kept = {id(one.part) for one in self._kept}
        waiting: dict[Hashable, list[P]] = {}
        for one in reversed(self._kept):
            waiting.setdefault(self._group(one.part), []).append(one.part)
        self.parts = [waiting[self._group(part)].pop() if id(part) in kept else part for part in self.parts]
        return self.parts


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Date) and isinstance(other, Date):
        return one.edtf() == other.edtf() and (bool(one.edtf()) or one == other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    return bool(one == other)
