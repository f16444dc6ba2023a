"""What there is of one kind (formats, outputs, engines, commands), by name, imported when it is first asked for.

Other packages add to a registry through entry points; they are consulted only for names that are not built in, so that
nothing of them is loaded otherwise.

>>> engines: Registry[object] = Registry("engine", "citelib.engines", {"citelib": "native:ENGINE"})
>>> list(engines), "citelib" in engines
(['citelib'], True)
>>> engines.find("citlib")
Traceback (most recent call last):
citelib.errors.UnknownNameError: no engine is named 'citlib' (did you mean 'citelib'?)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Generic, TypeVar

from citelib.errors import UnknownNameError
from citelib.near import near_matches

__all__ = ["Registry"]

T = TypeVar("T")

_FEW = 20
"""Names that an error lists in full."""


class Registry(Mapping[str, str], Generic[T]):
    """A table of names and of where each object is; a mapping from name to address.

    Args:
        kind: What the objects are, for errors: ``"format"``.
        package: The package that the addresses are relative to.
        addresses: ``module:attribute`` of each object by its name, in the order in which they are listed.
        entry_points: Group of the entry points by which other packages add objects; None for none.
    """

    def __init__(
        self, kind: str, package: str, addresses: Mapping[str, str], *, entry_points: str | None = None
    ) -> None:
        self.kind = kind
        self.package = package
        self.entry_points = entry_points
        self._addresses = dict(addresses)
        self._loaded: dict[str, T] = {}
        self._added: dict[str, Any] | None = None

    def __getitem__(self, name: str) -> str:
        return self._addresses[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)

    def load(self, name: str) -> T:
        """The built-in object of exactly that name.

        Raises:
            KeyError: None is built in under it.
        """
        if name not in self._loaded:
            module, _, attribute = self._addresses[name].partition(":")
            self._loaded[name] = getattr(import_module(f"{self.package}.{module}"), attribute)
        return self._loaded[name]

    def added(self) -> Iterator[T]:
        """The objects that other packages add, under names that are not built in."""
        if self._added is None:
            self._added = {}
            if self.entry_points is not None:
                from importlib import metadata

                points = metadata.entry_points(group=self.entry_points)
                self._added = {point.name: point.load() for point in points if point.name not in self._addresses}
        yield from self._added.values()

    def objects(self) -> Iterator[T]:
        """Every object, built-in ones first."""
        yield from map(self.load, self._addresses)
        yield from self.added()

    def find(self, name: str) -> T:
        """The object of that name, built in or added.

        Raises:
            UnknownNameError: Nothing answers to it; the error has near matches.
        """
        if name in self._addresses:
            return self.load(name)
        list(self.added())
        assert self._added is not None
        if name in self._added:
            found: T = self._added[name]
            return found
        known = [*self._addresses, *self._added]
        # Where nothing is near, a list that is short is said in full.
        listed = len(known) <= _FEW and not near_matches(name, known)
        hint = f"there are {', '.join(known)}" if listed else None
        raise UnknownNameError(self.kind, name, known=known, hint=hint)
