"""The works that fields carry with them: told apart, named, and put in order.

Keys are those that a tool itself knows; where it has none, author and year make one that no other work has.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.fields.model import Field, FieldWork
from citelib.documents.model import CitedWork
from citelib.keys import Pattern, unique
from citelib.model import Item

__all__ = ["EmbeddedWorks"]

_PATTERN: Final = "{author.lower}{year}"


class EmbeddedWorks:
    """Collects the works of a document's fields.

    Args:
        sources: Works that the document keeps in one place, by key.
        taken: Keys that must not be made, because the document uses them for something else.

    Attributes:
        items: The works by key, in the order in which they are first cited.
        diagnostics: What is wrong with their data.
    """

    def __init__(self, sources: dict[str, Item] | None = None, taken: Container[str] = ()) -> None:
        self.items: dict[str, Item] = {}
        self.diagnostics: list[Diagnostic] = []
        self._sources = {key.casefold(): item for key, item in (sources or {}).items()}
        self._keys: dict[str, str] = {}
        self._taken = taken

    def cites(self, field: Field, position: int) -> tuple[CitedWork, ...]:
        """What a field cites, each work under its key, all at one offset of the document."""
        return tuple(attrs.evolve(work.cite, key=self._key(work), position=position) for work in field.works)

    def uncited_sources(self) -> list[str]:
        """The keys of sources that nothing cites, which become works of the document; what is empty is none."""
        found = [source for source in self._sources.values() if source.id not in self.items and source.variables]
        self.items |= {source.id: source for source in found}
        return [source.id for source in found]

    def _key(self, work: FieldWork) -> str:
        key = next((self._keys[handle] for handle in work.handles if handle in self._keys), None)
        if key is None:
            key = self._named(work)
        for handle in work.handles:
            self._keys.setdefault(handle, key)
        return key

    def _named(self, work: FieldWork) -> str:
        if work.cite.key:
            source = self._sources.get(work.cite.key.casefold())
            if source is None:
                return work.cite.key
            self.items.setdefault(source.id, source)
            return source.id
        item: Item | None = None
        for record in work.read() if work.read is not None else ():
            if isinstance(record, Diagnostic):
                # Works get keys below, and a line of the data in a field is nowhere in the document.
                if not record.code.endswith("-no-id"):
                    self.diagnostics.append(attrs.evolve(record, line=None, column=None))
            elif item is None:
                item = record
        if item is None:
            return work.handles[0] if work.handles else "?"
        key = self._own_key(item) or unique(Pattern.parse(_PATTERN).key(item), _Union(self.items, self._taken))
        self.items[key] = item.evolve(id=key)
        return key

    def _own_key(self, item: Item) -> str:
        key = item.variables.get("citation-key")
        return key if isinstance(key, str) and key.strip() and key not in self.items else ""


@attrs.frozen
class _Union(Container[str]):
    first: Container[str]
    second: Container[str]

    def __contains__(self, key: object) -> bool:
        return key in self.first or key in self.second
