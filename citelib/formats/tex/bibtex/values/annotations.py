"""Data annotations of BibLaTeX (manual, section 3.7) that say something of single names: ORCIDs and affiliations.

Each is a field beside that of the names, such as ``author+an:orcid``, whose values are numbered like the names. Of a
second affiliation that somebody has, the field is ``author+an:affiliation2``. Other annotations are left as they are.

>>> from citelib.model import Name
>>> names = [Name("Low", "Ann"), Name("High", "Bea", orcid="0000-0002-1825-0097", custom={"affiliation": ["X", "Y"]})]
>>> fields = dict(written_annotations("author", names))
>>> fields["author+an:orcid"], fields["author+an:affiliation2"]
('2="0000-0002-1825-0097"', '2="Y"')
>>> annotated("author", [Name("Low", "Ann"), Name("High", "Bea")], fields) == names, fields
(True, {})
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Final

import attrs

from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.tex.latex import decode, encode
from citelib.model import Name

__all__ = ["annotated", "written_annotations"]

_KNOWN: Final = re.compile(r"\+an:(?P<kind>orcid|affiliation)(?P<number>[2-9]|[1-9][0-9])?")
_VALUE: Final = re.compile(r'\s*([1-9][0-9]{0,3})\s*=\s*"((?:\\.|[^"\\])*)"\s*(?:;|$)', re.DOTALL)


def annotated(field: str, names: Sequence[Name], fields: MutableMapping[str, str]) -> Sequence[Name]:
    """The names with what the annotations of their field say; those that are understood are taken out of the fields."""
    start = f"{field}+an:"
    annotations = [name for name in fields if name.startswith(start)]
    if not annotations:
        return names
    found: dict[int, list[tuple[str, int, str]]] = {}
    for name in annotations:
        known = _KNOWN.fullmatch(name, len(field))
        values = _values(fields[name]) if known else {}
        if known and values and max(values) <= len(names):
            del fields[name]
            for number, text in values.items():
                found.setdefault(number, []).append((known["kind"], int(known["number"] or 1), text))
    return [_with(name, sorted(found[number])) if number in found else name for number, name in enumerate(names, 1)]


def _values(latex: str) -> dict[int, str]:
    """The text for each name by its number; none if the annotation says anything else."""
    matches = list(_VALUE.finditer(latex))
    whole = "".join(match[0] for match in matches) == latex
    return {int(match[1]): decode(match[2]) for match in matches} if whole else {}


def _with(name: Name, said: Sequence[tuple[str, int, str]]) -> Name:
    orcids = [text.rpartition("/")[2] for kind, _, text in said if kind == "orcid"]
    places = affiliated(text for kind, _, text in said if kind == "affiliation")
    custom = {**(name.custom or {}), **(places or {})}
    return attrs.evolve(name, orcid=orcids[0] if orcids else name.orcid, custom=custom or None)


def written_annotations(field: str, names: Sequence[Name], *, ascii_only: bool = False) -> Iterator[tuple[str, str]]:
    """The annotations of a field of names: the name of each and its value in LaTeX."""
    said = [{"orcid": name.orcid, **dict(_numbered(affiliations(name)))} for name in names]
    for kind in dict.fromkeys(kind for one in said for kind in one):
        texts = ((number, one.get(kind)) for number, one in enumerate(said, 1))
        # There is no way to write a quotation mark within an annotation.
        values = [
            f'{number}="{encode(text, ascii_only=ascii_only)}"' for number, text in texts if text and '"' not in text
        ]
        if values:
            yield f"{field}+an:{kind}", "; ".join(values)


def _numbered(places: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, place in enumerate(places, 1):
        yield f"affiliation{number if number > 1 else ''}", place
