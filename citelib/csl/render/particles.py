"""Name particles within the fields of a name.

Where a name does not say what its particles are, words in lower case in front of the family name count as
non-dropping, those behind the given name as dropping particles, and what follows a comma in the given name as its
suffix. A name with ``parse_names=False``, or a family name in double quotes, is left alone.

>>> from citelib.model import Name
>>> split_particles(Name(family="van der Vlist", given="Eric"))
Name(family='Vlist', given='Eric', non_dropping_particle='van der')
"""

from __future__ import annotations

import functools
import re
from typing import Any, Final

import attrs

from citelib.model import Name

__all__ = ["may_have_particles", "split_particles"]

_FRONT: Final = re.compile(r"[^ ]+?(?:-|ʻ|’| |') *(?=.)")
_COMMA: Final = re.compile(r"(?<!\s)\s*,!*\s*")
_JOINS: Final = ("'", "’")


def may_have_particles(name: Name) -> bool:
    """Whether `split_particles` could change a name: a quick look that spares most names the closer one."""
    family, given = name.family, name.given
    if not family or family[0] == '"':
        return True
    if not given or name.non_dropping_particle or name.parse_names is False:
        return False
    if not family[0].isupper() or "," in given:
        return True
    first = given[given.rfind(" ") + 1 :][:1]
    return given[-1] != "." and first == first.lower()


@functools.lru_cache(maxsize=16384)
def split_particles(name: Name) -> Name:
    """The name with its particles and its suffix in their own fields."""
    family, given = name.family, name.given
    if name.parse_names is False or family is None:
        return name
    if len(family) > 1 and family[0] == '"' and family[-1] == '"':
        return attrs.evolve(name, family=family[1:-1], parse_names=False)
    if name.non_dropping_particle or not given:
        return name
    end = 0
    while match := _FRONT.match(family, end):
        first = match.group().lstrip("-'ʻ’ ")[:1]
        if not first or not first.islower():
            break
        end = match.end()
    particle, rest = family[:end], family[end:]
    changes: dict[str, Any] = {}
    if particle:
        stripped = particle.strip()
        if particle.endswith(" ") and stripped.endswith(_JOINS):
            stripped += " "
        changes.update(family=rest, non_dropping_particle=stripped)
    comma = _COMMA.search(given)
    if comma and not name.suffix:
        tail = given[comma.end() :]
        given = given[: comma.start()]
        if tail.replace(".", "") == "et al" and not name.dropping_particle:
            changes["dropping_particle"] = tail
            changes["custom"] = {"comma-dropping-particle": True}
        else:
            changes["suffix"] = tail
            if "!" in comma.group():
                changes["comma_suffix"] = True
        changes["given"] = given
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1].lstrip("'ʻ’")[:1].islower():
        count -= 1
    if count < len(words) and not name.dropping_particle and "dropping_particle" not in changes:
        changes["given"] = " ".join(words[:count])
        changes["dropping_particle"] = " ".join(words[count:])
    return attrs.evolve(name, **changes) if changes else name
