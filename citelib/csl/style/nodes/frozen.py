"""What all nodes share: equality, hash, a short representation, copies with other fields."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar, cast, dataclass_transform

import attrs

__all__ = ["Data", "node"]

T = TypeVar("T")


class Data:
    """Equality, hash and a short representation for all nodes; generating them for each class doubles the import."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[Any]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(
            getattr(self, field.name) == getattr(other, field.name) for field in self.__attrs_attrs__ if field.eq
        )

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, field.name) for field in self.__attrs_attrs__ if field.hash is None)))

    def __repr__(self) -> str:
        fields = ((field, getattr(self, field.name)) for field in self.__attrs_attrs__)
        shown = ", ".join(f"{field.name}={value!r}" for field, value in fields if value != field.default)
        return f"{type(self).__name__}({shown})"

    def evolve(self, **changes: Any) -> Self:
        """A copy with other fields.

        >>> from citelib.csl.style.nodes import TextTerm
        >>> TextTerm(term="in").evolve(prefix=" ")
        TextTerm(prefix=' ', term='in')
        """
        copy: Self = attrs.evolve(cast(Any, self), **changes)
        return copy


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def node(cls: type[T]) -> type[T]:
    """A frozen, slotted attrs class whose fields are given by keyword."""
    return attrs.frozen(cls, kw_only=True, eq=False, repr=False)
