"""Names of people: how they are written out, compared and folded.

>>> same_person(Name("Holloway", "B"), Name("Holloway", "Beatrix"))
True
"""

from __future__ import annotations

import functools
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.model import Name
from citelib.releases.words.tables import words

__all__ = ["fold", "key", "person", "same_person"]


fold = functools.lru_cache(maxsize=16_384)(fold_words)
"""Text without case, accents and punctuation, to compare by; a release compares the same few names again and again."""


def key(name: Name) -> str:
    """The family name, folded, particles left out."""
    return fold(name.family or name.literal or "")


def same_person(one: Name, other: Name) -> bool:
    """Whether two names may mean the same person: the family names agree and no initial differs.

    >>> same_person(Name("Holloway", "B"), Name("Holloway", "Beatrix"))
    True
    >>> same_person(Name("Holloway", "Jane"), Name("Holloway", "Beatrix"))
    False
    """
    a, b = key(one), key(other)
    if a != b:
        # A compound family name may be cut short, or taken for a given name in part.
        whole_a, whole_b = fold(str(one)).split(), fold(str(other)).split()
        if not (a and b) or not (
            whole_a[-1:] == whole_b[-1:] and (set(a.split()) <= set(whole_b) or set(b.split()) <= set(whole_a))
        ):
            return False
    given_a, given_b = fold(one.given or ""), fold(other.given or "")
    if not given_a or not given_b:
        return True
    first_a, first_b = given_a.split()[0], given_b.split()[0]
    return first_a == first_b or (
        first_a[0] == first_b[0]
        and (len(first_a) == 1 or len(first_b) == 1 or _is_initials(one.given) or _is_initials(other.given))
    )


def _is_initials(given: str | None) -> bool:
    return given is not None and len(given) <= 4 and given.replace(".", "").replace(" ", "").replace("-", "").isupper()


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
