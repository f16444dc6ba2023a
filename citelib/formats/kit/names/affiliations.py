"""The institutions at which people are, which names keep in their ``custom``.

>>> from citelib.model import Name
>>> affiliations(Name("Beyeler", "Anna", custom=affiliated(["Inserm", ""])))
['Inserm']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from citelib.model import Name
from citelib.model.custom import AFFILIATION

__all__ = ["affiliated", "affiliated_too", "affiliations"]


def affiliated(places: Iterable[str]) -> dict[str, Any] | None:
    """The ``custom`` of a name for the institutions at which somebody is; None if there are none."""
    found = [place for place in places if place]
    return {AFFILIATION: found} if found else None


def affiliated_too(name: Name, place: str) -> Name:
    """The name with one more institution, for readers of records that name them one after the other.

    The list of those that the name has already grows in its place: otherwise, many of them would take quadratic time.
    """
    places = (name.custom or {}).get(AFFILIATION)
    if isinstance(places, list):
        places.append(place)
        return name
    return attrs.evolve(name, custom={**(name.custom or {}), AFFILIATION: [place]})


def affiliations(name: Name) -> list[str]:
    """The institutions at which somebody is."""
    places = (name.custom or {}).get(AFFILIATION)
    return [str(place) for place in places] if isinstance(places, list) else []
