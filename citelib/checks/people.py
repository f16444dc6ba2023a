"""What is wrong in names, and how it is repaired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from citelib.comparing import fold
from citelib.model import Item, Name, people

__all__ = [
    "capitals",
    "in_usual_case",
    "names",
    "orcid",
    "several",
    "swap",
    "swapped",
    "twice",
    "with_lists_split",
    "with_names",
]


def names(item: Item) -> Iterator[tuple[str, Name]]:
    """Each name of somebody, with the variable it stands in; «et al.» is left out."""
    for variable, value in item.variables.items():
        if isinstance(value, tuple):
            for name in people(value):
                yield variable, name


def with_names(item: Item, change: Callable[[Name], Name]) -> Item:
    """The item with each of its names changed."""
    changed: dict[str, Any] = {
        variable.replace("-", "_"): tuple(change(name) for name in value)
        for variable, value in item.variables.items()
        if isinstance(value, tuple)
    }
    return item.evolve(**changed)


def _is_in_capitals(name: Name) -> bool:
    family, given = name.family or "", name.given or ""
    if not (family.isupper() and family.isalpha() and given):
        return False
    # «LEE, Ann» is; «LI, Wei» may be the way in which a country writes names, and «LEE, A» that of a database.
    return len(family) > 3 or (len(family) == 3 and any(map(str.islower, given)))


def capitals(item: Item) -> Iterator[str]:
    """Names in capitals."""
    for variable, name in names(item):
        if _is_in_capitals(name):
            yield f"{variable} {str(name)!r} is written in capitals"


def in_usual_case(item: Item) -> Item:
    """The item with such names as they are usually written."""

    def change(name: Name) -> Name:
        if not _is_in_capitals(name):
            return name
        # Of given names, short ones may be initials.
        given = re.sub(r"[^\W\d_]{4,}", lambda word: word[0].capitalize(), name.given or "")
        return attrs.evolve(name, family=(name.family or "").capitalize(), given=given)

    return with_names(item, change)


_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[\s-]*)+")


def _is_swapped(name: Name) -> bool:
    return bool(name.family and name.given) and bool(
        _INITIALS.fullmatch(name.family or "") and re.fullmatch(r"[^\W\d_]{3,}", name.given or "")
    )


def swapped(item: Item) -> Iterator[str]:
    """Names whose family and given name look swapped."""
    for variable, name in names(item):
        if _is_swapped(name):
            yield f"{variable} {name.inverted!r} has initials for a family name"


def swap(item: Item) -> Item:
    """The item with those the other way round."""
    return with_names(
        item, lambda name: attrs.evolve(name, family=name.given, given=name.family) if _is_swapped(name) else name
    )


_LETTERS: Final = re.compile(r"(?:[^\W\d_]\.?-?){1,4}")
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


def _person(text: str) -> Name | None:
    """A family name and initials, in whatever order, as lists of authors have them; None for anything else."""
    words = re.split(r",?\s+|(?<=\.)(?=[^\W\d_]{2})", text)
    for at_end in (True, False):
        family = list(words)
        while len(family) > 1 and _are_initials(family[-1 if at_end else 0]):
            del family[-1 if at_end else 0]
        initials = words[len(family) :] if at_end else words[: len(words) - len(family)]
        if initials and len(family) <= 4 and all(map(_WORD.fullmatch, family)) and family[-1][0].isupper():
            return Name.parse(f"{' '.join(family)}, {' '.join(initials)}")
    return None


def _are_initials(word: str) -> bool:
    return bool(_LETTERS.fullmatch(word)) and word.isupper()


_INVERTED: Final = re.compile(r"[^,;&]+,[^,;&]+")
_SUFFIX: Final = re.compile(r"(?i)(?:jr|sr|[ivx]+|ph\.?d|m\.?d|esq)\.?")


def _people_in(name: Name) -> list[Name]:
    """The people whose list stands in one name; none if it is not certain that it is a list."""
    if name.literal:
        texts = [name.literal]
    else:
        # As a list was written, commas took the place of those between family and given name.
        inverted = ", ".join(one for one in (name.full_family, name.suffix, name.given) if one)
        texts = [f"{name.given or ''} {name.full_family}".strip(), inverted]
    for text in texts:
        for separator in (r";\s*+(?:and\s|&)?", r"(?<=\s)(?:and|und|et|y)\s|&", r",\s*+(?:and\s|&)?"):
            parts = [part.strip() for part in re.split(separator, text.strip(" ;,")) if part.strip()]
            if len(parts) < 2:
                continue
            found = [one for part in parts if (one := _person(part))]
            if len(found) < len(parts) and ";" in separator and all(map(_INVERTED.fullmatch, parts)):
                # With semicolons between them, names of the form «Family, Given» are certain, too.
                found = [Name.parse(part) for part in parts]
            if len(found) == len(parts):
                return found
    return []


def several(item: Item) -> Iterator[str]:
    """Names that look like several."""
    for variable, name in names(item):
        text = name.literal or name.family or ""
        if found := _people_in(name):
            yield f"{variable} {str(name)!r} is {len(found)} names: {'; '.join(one.inverted for one in found)}"
        elif (
            re.search(r"\bet al\.?$|;", text)
            or (name.family and re.search(r"\s(?:and|und|&)\s", text))
            or (name.given and re.search(r"(?:^|\s)(?:&|and)$", name.given))
            or (name.suffix and " " in name.suffix and not _SUFFIX.match(name.suffix))
        ):
            yield f"{variable} {str(name)!r} looks like several names"


def with_lists_split(item: Item) -> Item:
    """The item with a name for each person of a list, where it is certain to be one."""
    changed: dict[str, Any] = {
        variable.replace("-", "_"): tuple(one for name in value for one in (_people_in(name) or [name]))
        for variable, value in item.variables.items()
        if isinstance(value, tuple)
    }
    return item.evolve(**changed)


def twice(item: Item) -> Iterator[str]:
    """Whole names that one list has twice; initials may be those of two people."""
    for variable, value in item.variables.items():
        if isinstance(value, tuple):
            counts = Counter(
                fold(name.inverted) for name in people(value) if name.literal or _WORD.match(name.given or "")
            )
            for name in people(value):
                if counts.pop(fold(name.inverted), 1) > 1:
                    yield f"{variable} {str(name)!r} is there more than once"


def orcid(item: Item) -> Iterator[str]:
    """ORCIDs whose check digit is wrong."""
    from stdnum import isni

    for _, name in names(item):
        if name.orcid and not isni.is_valid(name.orcid.replace("-", "")):
            yield f"the ORCID {name.orcid!r} of {name} fails its check digit"
