r"""Word's own citations: ``CITATION Tag \l 1033 \p 12``, whose works are the sources that the document keeps.

Source of the switches: ECMA-376 part 1, 17.16.5.5 (CITATION).

>>> field = read(r' CITATION A1 \p 3 \m B2 \n \f "see " ')
>>> [(one.cite.key, one.cite.locator, one.cite.prefix, one.cite.suppress_author) for one in field.works]
[('A1', '3', '', False), ('B2', '', 'see ', True)]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from citelib.documents.fields.model import Field, FieldWork, spaced
from citelib.documents.locators import locator_words, split_suffix
from citelib.documents.model import CitedWork, Place

__all__ = ["read", "written"]

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


def written(place: Place, language: int, name_of: Callable[[str, str], str]) -> str:
    r"""The code of a field of Word's for a citation.

    Args:
        place: The citation; its keys are the tags of sources.
        language: Number of the language in which Word sets it (1033 for American English).
        name_of: What a kind of locator that Word has no switch for is called; takes the kind and the locator.

    >>> work = CitedWork("A1", 0, "see ", ", too", "3", "chapter")
    >>> place = Place(0, 1, (work, CitedWork("B2", 0, locator="4", label="page")))
    >>> print(written(place, 1033, lambda *_: "chap.").strip())
    CITATION A1 \l 1033 \f "see " \s ", chap. 3, too" \m B2 \p 4
    """
    code = ""
    for index, work in enumerate(place.works):
        code += f" CITATION {_quoted(work.key)} \\l {language}" if not index else f" \\m {_quoted(work.key)}"
        suffix = work.suffix
        switch = {"page": "p", "volume": "v"}.get(work.label or "page")
        if work.locator and switch:
            code += f" \\{switch} {_quoted(work.locator)}"
        elif work.locator:
            suffix = f", {name_of(work.label or '', work.locator)} {work.locator}{suffix}"
        if work.suppress_author or (not index and place.mode in ("composite", "suppress-author")):
            code += " \\n"
        if work.prefix:
            code += f" \\f {_quoted(work.prefix)}"
        if suffix:
            code += f" \\s {_quoted(suffix)}"
    return f"{code} "


def _quoted(text: str) -> str:
    if re.fullmatch(r"[\w.:+–-]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with(cite: CitedWork, switch: str, value: str) -> CitedWork:
    if switch == "p":
        return attrs.evolve(cite, locator=value, label="page")
    if switch == "v":
        if cite.locator:
            return attrs.evolve(cite, suffix=f"{cite.suffix}, vol. {value}")
        return attrs.evolve(cite, locator=value, label="volume")
    if switch == "f":
        return attrs.evolve(cite, prefix=spaced(value, "")[0])
    if switch != "s":
        return cite
    # Of what Word has no switch for, people write the kind into the suffix: «, chap. 3».
    label, locator, rest = split_suffix(value, locator_words("en-US"))
    if label not in (None, "page") and not cite.locator:
        return attrs.evolve(cite, label=label, locator=locator, suffix=cite.suffix + spaced("", rest)[1])
    return attrs.evolve(cite, suffix=cite.suffix + spaced("", value)[1])
