r"""Changing single fields of references in the text of a file, with everything else as it is, byte for byte.

>>> text = "@book{a,\n  title = {Slow moss}, % mine\n  year=2019\n}\n"
>>> print(edited(text, "bibtex", "a", {"issued": "2021", "DOI": "10.5555/moss"}))
@book{a,
  title = {Slow moss}, % mine
  year=2021,
  doi={10.5555/moss}
}
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citelib.verification.edits import bibtex, csl_json, ris

__all__ = ["EDITABLE", "edited"]

EDITABLE: Final[Mapping[str, Callable[[str, str, Mapping[str, str]], str | None]]] = {
    "bibtex": bibtex.edited,
    "biblatex": bibtex.edited,
    "ris": ris.edited,
    "csl-json": csl_json.edited,
}
"""What changes the text of each format: the text, the id of the reference, and values by CSL variable."""


def edited(text: str, format: str, id: str, values: Mapping[str, str]) -> str | None:
    """A text in which variables of one reference have other values; None if that cannot be done without more ado.

    Args:
        text: The text of a file.
        format: Name of its format.
        id: Id of the reference.
        values: New values by CSL variable: ``DOI``, ``issued`` (a year), ``container-title``, ``page``, ``volume``,
            ``title`` and ``author`` (in the form that the format has for lists of names).

    """
    edit = EDITABLE.get(format)
    return edit(text, id, values) if edit is not None else None
