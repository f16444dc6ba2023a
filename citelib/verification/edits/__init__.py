r"""Changing variables of references in the text of a file, with everything else as it is, byte for byte.

BibTeX and BibLaTeX are written by their own writer, which changes an entry in place; RIS and CSL-JSON are changed here.

>>> from citelib.formats.exchange import loads
>>> text = "@book{a,\n  title = {Slow moss}, % mine\n  year = 2019\n}\n"
>>> works = loads(text, "bibtex")
>>> print(edited(text, "bibtex", works, {"a": {"issued": 2021, "DOI": "10.5555/moss"}}))
@book{a,
  title = {Slow moss}, % mine
  year = {2021},
  doi = {10.5555/moss}
}
<BLANKLINE>
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from citelib.formats.exchange import dumps, loads
from citelib.model import Bibliography, Date, Item
from citelib.model.custom import remembered
from citelib.verification.edits import csl_json, ris

__all__ = ["EDITABLE", "FIELD", "Values", "changed", "edited"]

Values = Mapping[str, Any]
"""New values by CSL variable; a year for ``issued``, and text under `FIELD` for the note that somebody looked."""

FIELD: Final = "citelib-verified"
"""Field of BibTeX that notes that somebody looked at a reference and found it right."""

_BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_IN_TEXT: Final[Mapping[str, Callable[[str, str, Mapping[str, str]], str | None]]] = {
    "ris": ris.edited,
    "csl-json": csl_json.edited,
}
EDITABLE: Final = frozenset((*_BIBTEX, *_IN_TEXT))
"""Names of the formats whose text can be changed."""


def changed(item: Item, values: Values) -> Item:
    """A reference with other values."""
    custom = dict(item.custom)
    variables = dict(item.variables)
    for name, value in values.items():
        if name == FIELD:
            custom[remembered("bibtex", FIELD)] = value
        else:
            variables[name] = Date.on(value) if name == "issued" else value
    return Item(item.id, item.type, variables, relations=item.relations, custom=custom)


def edited(text: str, format: str, works: Bibliography, values: Mapping[str, Values]) -> str | None:
    """A text in which references have other values; None if that cannot be done.

    Args:
        text: The text of a file, or of one of its blocks.
        format: Name of its format.
        works: The references as they were read from the text.
        values: New values by id.
    """
    if format in _BIBTEX:
        return _in_bibtex(works, format, values)
    if format not in _IN_TEXT:
        return None
    new: str | None = text
    for id, some in values.items():
        if new is None or FIELD in some:
            return None
        new = _IN_TEXT[format](new, id, {name: str(value) for name, value in some.items()})
    return new


def _in_bibtex(works: Bibliography, format: str, values: Mapping[str, Values]) -> str:
    """Entries changed in place, each in the dialect that it is written in: «year» stays, and becomes no «date»."""
    parts = []
    for block in works.blocks:
        item = works[block.item.id] if block.item is not None and block.item.id in works else None
        if item is None or item.id not in values:
            parts.append(block.text)
            continue
        dialect = "bibtex" if _YEAR.search(block.text) else format
        # Read by itself and in its own dialect, so that what is not to change is written as it was.
        alone = loads(block.text, dialect)
        if item.id not in alone:
            parts.append(block.text)
            continue
        parts.append(dumps(Bibliography([changed(alone[item.id], values[item.id])], blocks=alone.blocks), dialect))
    return "".join(parts)


_YEAR: Final = re.compile(r"\b(?:year|journal)\s*=", re.IGNORECASE)
