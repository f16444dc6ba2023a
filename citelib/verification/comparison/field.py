"""A claim of a reference, and what the records of its work say of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from citelib.model import Item

__all__ = ["Field", "Outcome", "Statements", "statements", "written"]

Outcome = Literal["same", "harmless", "differs", "unknown"]
Statements = tuple[tuple[str, str], ...]
"""Pairs of a source's name and what its record says."""


@attrs.frozen
class Field:
    """A claim of a reference, and what the records say of it.

    Attributes:
        name: The CSL variable; ``"arXiv"`` for the identifier of a preprint, wherever it stands.
        outcome: ``"same"``, ``"harmless"`` (another way to write it), ``"differs"`` (all records that may speak about
            it say something else) or ``"unknown"`` (none may).
        ours: What the reference says.
        theirs: What the records say, each with the name of its source.
    """

    name: str
    outcome: Outcome
    ours: str
    theirs: Statements = ()


def statements(records: Iterable[Item], name: str) -> Statements:
    """What records have in a variable, each with its source, without repetitions."""
    pairs = ((record.source or "record", record.variables.get(name)) for record in records)
    return tuple(dict.fromkeys((source, written(value)) for source, value in pairs if value))


def written(value: object) -> str:
    """A value as text; several, such as names, are parted by semicolons."""
    return "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
