"""Labels such as «Moda19» for items that bring none (variable ``citation-label``).

The label is made of family names and the last two digits of the year, as label styles in mathematics do.

>>> from citelib.model import Date, Item, Name
>>> citation_label(Item("x", author=[Name(family="Doe"), Name(family="Roe")], issued=Date.on(1999)))
'DoRo99'
"""

from __future__ import annotations

from typing import Final

from citelib.csl.render.particles import split_particles
from citelib.model import Date, Item

__all__ = ["citation_label"]

_LETTERS: Final = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""How many letters of each family name, by the number of names; one of each for more."""


def citation_label(item: Item) -> str:
    """The label of an item."""
    names = item.author or item.editor
    families = [(split_particles(name).family or name.literal or "") for name in names][:4]
    letters = _LETTERS.get(len(names), (1, 1, 1, 1))
    label = "".join(family.replace(" ", "")[:count] for family, count in zip(families, letters, strict=False))
    if not label:
        label = (item.title or "")[:4]
    issued: Date | None = item.issued
    year = issued.year if issued is not None else None
    return label + (f"{abs(year) % 100:02d}" if year is not None else "")
