"""What a record says of the work that it is part of: field 773, whose enumeration is one text."""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.catalogues.cataloguing import bare, clean, read_parts
from citelib.formats.catalogues.marc.record import MarcField
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import isbns, issns

__all__ = ["imprint", "is_in_book", "is_in_serial", "read_host"]

_OWN_SUBFIELDS: Final = (
    ("volume", "v", r"[A-Z]?[0-9][\w./-]*"), ("issue", "n", r"[0-9][\w./-]*"), ("page", "c", r"[\w.]*[0-9][\w.–-]*"),
    ("issued", "y", "[12][0-9]{3}"),
)  # fmt: skip
"""Subfields of repositories that run on Invenio; MARC 21 has other things there, or nothing."""


def _parts_of(field: MarcField) -> dict[str, str]:
    own = {
        variable: value
        for variable, code, pattern in _OWN_SUBFIELDS
        if re.fullmatch(pattern, value := field.first(code))
    }
    return own | read_parts("; ".join(field.all("gq")))


def is_in_serial(field: MarcField) -> bool:
    """Whether the host of field 773 is a journal: it has an ISSN, an issue, or its coded type says so."""
    return bool(
        issns(field.first("x"))
        or field.first("7")[3:4] == "s"
        or _parts_of(field).keys() & {"issue"}
        or field.first("v")
    )


_EDITED: Final = re.compile(r"\s/\s.*?(?:\bedited|\beds?\.|\bhrsg|herausg|\béd\.|sous la dir|a cura di)", re.IGNORECASE)


def is_in_book(field: MarcField) -> bool:
    """Whether the host of field 773 is a book: it has an ISBN, or a statement of who edited it."""
    return bool(isbns(field.first("z")) or _EDITED.search(field.first("t")))


def read_host(draft: Draft, field: MarcField) -> bool:
    """Put what field 773 says into the draft.

    Returns:
        Whether all of it is there now.
    """
    title, short = field.first("t"), clean(field.first("p"))
    if not title and short:
        title, short = short, ""
    title = clean(re.sub(r"\s/\s.*$", "", title or field.first("a")))
    if not draft.match("container-title", title):
        return False  # another host
    whole = draft.match("container-title-short", short)
    draft.append("ISSN", issns(field.first("x")) or "", " ")
    draft.append("ISBN", isbns(field.first("z")) or "", " ")
    said = _parts_of(field)
    for variable, value in said.items():
        if variable != "issued":
            whole &= draft.match(variable, value)
        elif "issued" not in draft:
            draft.put("issued", value)
    # Numbers that none of the parts took are kept with the field.
    given = " ".join(field.all("gq"))
    taken = " ".join([*said.values(), str(draft.variables.get("issued", ""))])
    whole &= set(re.findall("[0-9]+", given)) <= set(re.findall("[0-9]+", taken))
    return imprint(draft, field.first("d")) and whole and not field.all("ny")


_LONGEST: Final = 1000
"""Characters of an imprint; what is longer is none."""
_IMPRINT: Final = re.compile(r"(?:(.*?)\s*(?::\s*(.*?)\s*)?(?:,\s*|\s))?[\[(]?c?([12][0-9]{3})[\])]?(?:-\s*)?\.?")


def imprint(draft: Draft, text: str, prefix: str = "") -> bool:
    """Read ``Place : Publisher, Year`` into the publisher's variables, or those of the original.

    Args:
        draft: Where to put it.
        text: Subfield d of a link.
        prefix: Empty or ``original-``.

    Returns:
        Whether it has been understood.
    """
    match = _IMPRINT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return not text
    for variable, value in ((f"{prefix}publisher-place", match[1] or ""), (f"{prefix}publisher", match[2] or "")):
        if value and variable not in draft:
            draft.put(variable, bare(value))
    date = "original-date" if prefix else "issued"
    if date not in draft:
        draft.put(date, match[3])
    return True
