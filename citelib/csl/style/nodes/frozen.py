"""What all nodes share: equality, hash, a short representation, copies with other fields.

Nodes are dataclasses, each under the decorator itself: only of these does mypyc make classes of its own.
"""

from __future__ import annotations

from dataclasses import Field, fields, replace
from typing import Any, Self, cast

__all__ = ["Data"]


class Data:
    """Equality, hash and a short representation for all nodes; generating them for each class doubles the import."""

    def _fields(self) -> tuple[Field[Any], ...]:
        return fields(cast(Any, self))

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in self._fields() if one.compare)

    def __hash__(self) -> int:
        hashed = [getattr(self, one.name) for one in self._fields() if one.compare and one.hash is not False]
        return hash((type(self), *hashed))

    def __repr__(self) -> str:
        values = ((one, getattr(self, one.name)) for one in self._fields())
        shown = ", ".join(f"{one.name}={value!r}" for one, value in values if value != one.default)
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), {one.name: getattr(self, one.name) for one in self._fields()})

    def evolve(self, **changes: Any) -> Self:
        """A copy with other fields.

        >>> from citelib.csl.style.nodes import TextTerm
        >>> TextTerm(term="in").evolve(prefix=" ")
        TextTerm(prefix=' ', term='in')
        """
        copy: Self = replace(cast(Any, self), **changes)
        return copy


def _rebuilt(cls: type[Data], fields: dict[str, Any]) -> Data:
    """A node that was pickled or copied."""
    return cls(**fields)
