"""Names of people: how they are written out and folded.

>>> person("Ruth van den Berg").full_family
'van den Berg'
"""

from __future__ import annotations

import functools
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.model import Name
from citelib.releases.words.tables import words

__all__ = ["fold", "key", "person"]


fold = functools.lru_cache(maxsize=16_384)(fold_words)
"""Text without case, accents and punctuation, to compare by; a release compares the same few names again and again."""


def key(name: Name) -> str:
    """The family name, folded, particles left out."""
    return fold(name.family or name.literal or "")


_FAMILY_PARTICLES: Final = words("family_particles")


def person(written: str) -> Name:
    """The name of a person in reading order; a particle written large belongs to the family name.

    >>> person("Yann Le Bihan"), person("Ruth van den Berg")
    (Name(family='Le Bihan', given='Yann'), Name(family='Berg', given='Ruth', non_dropping_particle='van den'))
    """
    name = Name.parse(written)
    given = (name.given or "").split()
    count = 0
    while count < len(given) - 1 and given[-1 - count] in _FAMILY_PARTICLES:
        count += 1
    if not count or name.non_dropping_particle:
        return name
    family = " ".join([*given[len(given) - count :], name.family or ""])
    return attrs.evolve(name, given=" ".join(given[: len(given) - count]), family=family)
