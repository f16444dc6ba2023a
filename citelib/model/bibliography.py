"""An ordered collection of items, each under its id.

>>> from citelib.model import Bibliography, Item, Relation
>>> works = Bibliography([Item("study", "article-journal")])
>>> works.add(Item("news", "webpage", relations=[Relation("reports-on", "study")]))
>>> [item.id for item in works.related("study", "reported-on-by")]
['news']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from typing import Any, Literal, overload

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import DuplicateIdError, UnknownIdError
from citelib.model.custom import ALIASES_KEY
from citelib.model.display import show_items
from citelib.model.handles import handles
from citelib.model.items import Item
from citelib.model.relations import RELATION_TYPES, Relation, redirected, target
from citelib.model.streaming import arrow_stream

__all__ = ["Bibliography", "Block"]


@attrs.frozen(slots=True, weakref_slot=False)
class Block:
    """A stretch of the text that a collection was read from.

    Readers keep blocks where a file has more than items, so that writing it in the same format again repeats, byte for
    byte, what did not change: comments, ``@string``, and records that could not be read.

    Attributes:
        format: Name of the format.
        kind: ``"item"``, ``"failed"`` (a record that could not be read), ``"other"`` (all else), or ``"place"`` (where
            an item stands in a file of a format that keeps no text).
        text: The text, exactly; empty for a place.
        item: The item as it was read from a block of kind ``"item"`` or ``"place"``, to tell whether it has changed.
        line: Line on which the block starts, from 1.
    """

    format: str
    kind: Literal["item", "failed", "other", "place"]
    text: str
    item: Item | None = None
    line: int | None = None


class _Items(ValuesView[Item]):
    """The items of a bibliography."""

    _mapping: Bibliography

    def __iter__(self) -> Iterator[Item]:
        return iter(self._mapping._items.values())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        # Polars takes every mapping for columns by name, but not what is only iterable.
        return arrow_stream(self, requested_schema)


class Bibliography(Mapping[str, Item]):
    """Items by id, in order.

    Args:
        items: Items to start with.
        blocks: The text they were read from, where the format keeps it.
        diagnostics: What reading them had to report.

    Raises:
        DuplicateIdError: Two different items under one id. (Adding an equal item again changes nothing.)

    A bibliography is a mapping from id to item: ``works["study"]``, ``"study" in works``, ``len(works)``; iterating
    gives ids, as with any mapping, and ``works.values()`` the items. ``|``, ``&``, ``-`` and ``^`` work by id. Items
    are also found under their aliases, the ids in ``item.custom["citelib:aliases"]`` (BibLaTeX ``ids``, former keys).
    """

    def __init__(
        self,
        items: Iterable[Item] = (),
        *,
        blocks: Iterable[Block] = (),
        diagnostics: Iterable[Diagnostic] = (),
    ) -> None:
        self._items: dict[str, Item] = {}
        self._aliases: dict[str, str] = {}
        self._by_identifier: dict[tuple[str, str], Item] | None = None  # made when it is first asked for
        self.blocks = tuple(blocks)
        self.diagnostics = tuple(diagnostics)
        for item in items:
            self.add(item)

    # Mapping

    def __getitem__(self, id: str) -> Item:
        """The item of that id or alias.

        Raises:
            UnknownIdError: There is no such item; with near matches.
        """
        items = self._items
        if id in items:
            return items[id]
        if self._aliases.get(id) in items:
            return items[self._aliases[id]]
        raise UnknownIdError(id, items if isinstance(id, str) else ())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and (id in self._items or self._aliases.get(id) in self._items)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        """Whether both hold equal items in the same order."""
        if not isinstance(other, Bibliography):
            return NotImplemented
        return list(self._items.values()) == list(other._items.values())

    def __repr__(self) -> str:
        ids = ", ".join(map(repr, list(self._items)[:3])) + (", …" if len(self) > 3 else "")
        return f"<Bibliography of {len(self)} item{'s' * (len(self) != 1)}: {ids}>"

    # In notebooks

    def _repr_html_(self) -> str:
        return show_items(self.values(), "html")

    def _repr_markdown_(self) -> str:
        return show_items(self.values(), "markdown")

    def _repr_latex_(self) -> str:
        return show_items(self.values(), "latex")

    # In data frames

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The items as a stream of Arrow: ``pyarrow.table(works)``, ``duckdb.sql("from works")``."""
        return arrow_stream(self.values(), requested_schema)

    def values(self) -> ValuesView[Item]:
        """The items in order, a stream of Arrow as well: ``polars.DataFrame(works.values())``."""
        return _Items(self)

    # Changing

    def add(self, item: Item) -> None:
        """Append an item; does nothing if an equal item is there already.

        Raises:
            DuplicateIdError: A different item has that id.
        """
        present = self._items.setdefault(item.id, item)
        if present is not item and present != item:
            raise DuplicateIdError(
                f"two different items have the id {item.id!r}: {_title(present)} and {_title(item)}",
                hint="give one of them another id, or use replace",
            )
        self._note(item)

    def remove(self, id: str) -> Item:
        """Take an item out and return it.

        Raises:
            UnknownIdError: There is none of that id.
        """
        item = self[id]
        del self._items[item.id]
        self._by_identifier = None
        return item

    def replace(self, item: Item, *, id: str | None = None) -> Item:
        """Put `item` in the place of the item with the same id (or with `id`), and return the former one.

        With another `id`, the item keeps its place in the order and relations that point at the old id follow.

        Raises:
            UnknownIdError: There is no such item.
            DuplicateIdError: The new id belongs to a third item.
        """
        former = self[item.id if id is None else id]
        self._note(item)
        if former.id == item.id:
            self._items[item.id] = item
            return former
        if item.id in self._items:
            raise DuplicateIdError(f"the id {item.id!r} belongs to {_title(self[item.id])}")
        self._items = {
            (item.id if key == former.id else key): (item if key == former.id else _follow(value, former.id, item.id))
            for key, value in self._items.items()
        }
        return former

    def _note(self, item: Item) -> None:
        """Keep the look-ups in step with an item that came in."""
        self._by_identifier = None
        aliases = item.custom.get(ALIASES_KEY)
        for alias in aliases if isinstance(aliases, (list, tuple)) else ():
            self._aliases.setdefault(alias, item.id)

    # Sets and selections

    def filter(self, condition: Callable[[Item], object] | None = None, **variables: Any) -> Bibliography:
        """The items for which `condition` is true and whose variables (by Python name) equal those given.

        >>> from citelib.model import Item
        >>> works = Bibliography([Item("a", "book", volume="1"), Item("b", "book")])
        >>> list(works.filter(type="book", volume="1"))
        ['a']
        """
        return Bibliography(
            item
            for item in self._items.values()
            if (condition is None or condition(item))
            and all(getattr(item, name) == value for name, value in variables.items())
        )

    def __or__(self, other: Mapping[str, Item]) -> Bibliography:
        return Bibliography([*self._items.values(), *other.values()])

    def __and__(self, other: Mapping[str, Item]) -> Bibliography:
        return Bibliography(item for id, item in self._items.items() if id in other)

    def __sub__(self, other: Mapping[str, Item]) -> Bibliography:
        return Bibliography(item for id, item in self._items.items() if id not in other)

    def __xor__(self, other: Mapping[str, Item]) -> Bibliography:
        theirs = Bibliography(item for id, item in other.items() if id not in self)
        return (self - other) | theirs

    # Relations

    def find(self, relation: Relation) -> Item | None:
        """The item that a relation points at, if it is in this collection: by id, DOI, PMID or URL."""
        if relation.scheme == "id":
            return self.get(relation.target)
        if self._by_identifier is None:
            self._by_identifier = {
                handle: item for item in reversed(self._items.values()) for handle in handles(item) if handle[0] != "id"
            }
        return self._by_identifier.get(target(relation.scheme, relation.target))

    @overload
    def related(self, id: str, relation: str) -> list[Item]: ...
    @overload
    def related(self, id: str, relation: None = None) -> list[tuple[str, Item]]: ...
    def related(self, id: str, relation: str | None = None) -> list[Item] | list[tuple[str, Item]]:
        """What the item `id` is related to, in both directions.

        Args:
            id: An item of this collection.
            relation: Name of a relation, as seen from the item: ``"reports-on"`` or its inverse
                ``"reported-on-by"``; None for all.

        Returns:
            The items at the other end; with ``relation=None``, pairs of relation name and item.
        """
        if relation is not None:
            Relation(relation, id)  # refuses an unknown name
            return [item for name, item in self.related(id) if name == relation]
        subject = self[id]
        found: dict[tuple[str, str], Item] = {}
        for link in subject.relations:
            if (other := self.find(link)) is not None:
                found[link.type, other.id] = other
        for item in self._items.values():
            for link in item.relations:
                if item.id != subject.id and self.find(link) is subject:
                    found[RELATION_TYPES[link.type].inverse, item.id] = item
        return [(name, item) for (name, _), item in found.items()]


def _title(item: Item) -> str:
    return repr(item.title) if item.title else f"an item of type {item.type}"


def _follow(item: Item, former: str, now: str) -> Item:
    """The item with its relations to a former id pointing at the present one."""
    relations = redirected(item.relations, {former: now})
    return item if relations == item.relations else item.evolve(relations=relations)
