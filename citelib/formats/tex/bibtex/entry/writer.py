"""`EntryWriter`: the variables of an item that are yet to be written, and the fields that they have become."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from citelib.formats.kit.extra import kept_values
from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.reader import LONG
from citelib.formats.tex.bibtex.types import KNOWN_TYPES, read_type, write_type
from citelib.formats.tex.bibtex.values.languages import is_english
from citelib.formats.tex.bibtex.values.titles import protect_capitals
from citelib.formats.tex.latex import encode
from citelib.formats.tex.latex.encode import is_safe
from citelib.formats.tex.latex.tables import ESCAPES
from citelib.model import Item
from citelib.model.custom import CAPITALS_KEY, remembered

__all__ = ["EntryWriter", "Report", "safe_verbatim"]

_ENTRY_TYPE = re.compile(r"(?!(?:comment|preamble|string)$)[a-z][a-z0-9_-]*")
"""What may be an entry type: blocks of the other kinds hold no entry."""


Report = Callable[[str, str, str], None]
"""Told a code, a message and an item's id."""


class EntryWriter:
    """The state of composing one entry: variables not yet written, and fields."""

    def __init__(self, item: Item, dialect: str, ascii_only: bool, capitals: bool, report: Report) -> None:
        self.item = item
        self.dialect = dialect
        self.ascii_only = ascii_only
        self.capitals = capitals
        self.report = report
        self.left: dict[str, Any] = dict(item.variables)
        self.fields: dict[str, str] = {}
        other = "bibtex" if dialect == "biblatex" else "biblatex"
        former = item.custom.get(CAPITALS_KEY)
        self.former_capitals: dict[str, str] = former if isinstance(former, dict) else {}
        self.kept: dict[str, Any] = {}
        for prefix in (other, dialect):
            self.kept |= kept_values(item, prefix)
        if remembered(dialect, "entrytype") not in item.custom:
            self.kept.pop("entrytype", None)
        self.type = self.entry_type()

    def entry_type(self) -> str:
        """The type that the item came with, if it still fits, or the one for its CSL type."""
        csl_type = self.item.type
        written = self.kept.pop("entrytype", None)
        if isinstance(written, str) and _ENTRY_TYPE.fullmatch(written):
            if written not in KNOWN_TYPES or read_type(written, None) == csl_type:
                return written
            if written == "book" and csl_type == "chapter":
                return "incollection"
            if read_type(written, csl_type) == csl_type and written != "misc":
                return written
        if csl_type == "thesis" and self.dialect == "bibtex":
            return "mastersthesis" if "master" in str(self.left.get("genre", "")).lower() else "phdthesis"
        return write_type(csl_type, self.dialect)

    def latex(self, text: str, name: str = "") -> str:
        """A text as LaTeX, or as it is where the field is not LaTeX."""
        if name in tables.VERBATIM:
            return safe_verbatim(text)
        return encode(text.strip(), ascii_only=self.ascii_only, paragraphs=name in LONG)

    def put(self, name: str, text: Any) -> None:
        """Write a field in LaTeX, under the name that the dialect has for it."""
        if not isinstance(text, str) or not text.strip():
            return
        latex = self.latex_title(text) if name in tables.TITLE_FIELDS else self.latex(text, name)
        self.fields[self.own_name(name)] = latex

    def own_name(self, name: str) -> str:
        """The name that the dialect has for a field."""
        return tables.BIBTEX_NAMES.get(name, name) if self.dialect == "bibtex" else name

    def latex_title(self, text: str) -> str:
        """A title as LaTeX, with its capitals protected where styles would lower them."""
        text = self.former_capitals.get(text, text)
        if self.capitals and (self.dialect == "bibtex" or is_english(self.item.language)):
            text = protect_capitals(text)
        return encode(text.strip(), ascii_only=self.ascii_only, protect=True)

    def literals(self, name: str, text: str | None) -> None:
        """Write a list of literals: in BibLaTeX ``and`` joins its items, and those that hold the word are in braces."""
        if not text:
            return
        if self.dialect == "bibtex" or name == "howpublished":
            self.put(name, text)
            return
        items = [encode(one.strip(), ascii_only=self.ascii_only) for one in text.split("; ")]
        shown = [f"{{{one}}}" if re.search(r"\band\b", one, re.IGNORECASE) else one for one in items]
        self.fields[self.own_name(name)] = " and ".join(shown)

    def take(self, variable: str) -> str | None:
        """Take a variable's text."""
        value: str | None = self.left.pop(variable, None)
        return value


def safe_verbatim(text: str) -> str:
    """A value that is not LaTeX; braces and commands in it are only written as they are if they are harmless."""
    text = " ".join(text.split())
    if is_safe(text) and "\\}" not in text:
        return text
    return re.sub(r"[\\{}]", lambda match: ESCAPES[match.group()], text)
