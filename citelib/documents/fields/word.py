r"""Word's own citations: ``CITATION Tag \l 1033 \p 12``, whose works are the sources that the document keeps.

Source of the switches: ECMA-376 part 1, 17.16.5.5 (CITATION).

>>> field = read(r' CITATION A1 \p 3 \m B2 \n \f "see " ')
>>> [(one.cite.key, one.cite.locator, one.cite.prefix, one.cite.suppress_author) for one in field.works]
[('A1', '3', '', False), ('B2', '', 'see ', True)]
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.documents.fields.model import Field, FieldWork, spaced
from citelib.documents.model import CitedWork

__all__ = ["read"]

_TOKEN: Final = re.compile(r'\\(?P<switch>[A-Za-z])|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s"\\]+)|\\')
_FLAGS: Final = frozenset("nty")


def read(code: str, _: bytes = b"") -> Field | None:
    """What one of Word's fields cites; None if it is none."""
    name, _space, rest = code.strip().partition(" ")
    if name.upper() == "BIBLIOGRAPHY":
        return Field("Word", "list")
    if name.upper() != "CITATION":
        return None
    cites: list[CitedWork] = []
    hidden: set[str] = set()
    switch = "m"
    for match in _TOKEN.finditer(rest):
        if match["switch"]:
            switch = match["switch"].lower()
            if switch in _FLAGS and cites:
                hidden.add(switch)
                if switch == "n":
                    cites[-1] = attrs.evolve(cites[-1], suppress_author=True)
            continue
        value = re.sub(r"\\(.)", r"\1", match["quoted"]) if match["quoted"] is not None else match["plain"] or ""
        if switch == "m" and value:
            cites.append(CitedWork(value, 0))
        elif cites:
            cites[-1] = _with(cites[-1], switch, value)
        switch = ""
    if not cites:
        return Field("Word", "unread", warning="it names no source")
    works = tuple(FieldWork(cite, (f"word:{cite.key.casefold()}",)) for cite in cites)
    # Without year and title, names are all that is left.
    return Field("Word", works=works, mode="author-only" if {"t", "y"} <= hidden and "n" not in hidden else "")


def _with(cite: CitedWork, switch: str, value: str) -> CitedWork:
    if switch == "p":
        return attrs.evolve(cite, locator=value, label="page")
    if switch == "v":
        if cite.locator:
            return attrs.evolve(cite, suffix=f"{cite.suffix}, vol. {value}")
        return attrs.evolve(cite, locator=value, label="volume")
    if switch == "f":
        return attrs.evolve(cite, prefix=spaced(value, "")[0])
    return attrs.evolve(cite, suffix=cite.suffix + spaced("", value)[1]) if switch == "s" else cite
