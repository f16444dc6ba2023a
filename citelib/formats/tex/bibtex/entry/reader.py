"""`EntryReader`: the fields of an entry that are yet to be read, and the variables that they have become."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.inherit import Entry
from citelib.formats.tex.bibtex.values.languages import is_english, is_known_language, read_language
from citelib.formats.tex.bibtex.values.names import split_list
from citelib.formats.tex.bibtex.values.plain import PUBLISHERS, verbatim
from citelib.formats.tex.bibtex.values.titles import Casing, read_title
from citelib.formats.tex.latex import decode
from citelib.model.custom import remembered

__all__ = ["KEPT", "LONG", "SENTENCE", "EntryReader", "Report", "compose", "spelt_out"]

Report = Callable[[Entry, str, str], None]
"""Told an entry, a code and a message."""

SENTENCE: Final = Casing()
KEPT: Final = Casing(keep=True)
"""The two ways to read the capitals of titles: as those of sentences, or as they are."""

LONG: Final = frozenset("abstract annotation note".split())
"""Fields that may have several paragraphs."""

_TRAILING: Final = (".", "?", "!", ":", "…")
_VARIANT: Final = re.compile(r"\s*variant\s*=\s*([a-z]+)\s*")


def compose(texts: list[tuple[str, str | None]]) -> str | None:
    """Texts joined, each with the separator before it; after closing punctuation a separator is only a space."""
    whole = ""
    for separator, text in texts:
        if not text:
            continue
        if whole:
            whole += (" " if whole.endswith(_TRAILING) and separator[0] in ".:" else separator) + text
        else:
            whole = text
    return whole or None


class EntryReader:
    """The state of reading one entry: the fields not yet understood."""

    def __init__(self, entry: Entry, dialect: str, casing: Casing, report: Report) -> None:
        self.entry = entry
        self.type = entry.type
        self.subtype = entry.fields.get("entrysubtype", "").strip().lower()
        self.dialect = dialect
        # An entry dated in BibTeX's way was written for it: there the «and» of a publisher is a word of its name.
        self.is_of_bibtex = "year" in entry.fields and "date" not in entry.fields
        self.report = report
        self.left: dict[str, str] = {}
        for name, value in entry.fields.items():
            alias = tables.FIELD_ALIASES.get(name)
            if alias is not None and alias not in entry.fields:
                self.left.setdefault(alias, value)
            else:
                self.left[name] = value
        if "address" in self.left:  # beside a location, which then is that of the event
            location = self.left.pop("location")
            self.left["location"] = self.left.pop("address")
            if location != self.left["location"]:
                self.left.setdefault("venue", location)
        self.variables: dict[str, Any] = {}
        self.custom: dict[str, Any] = {}
        self.language = self.read_language()
        self.casing = casing if is_english(self.language) else KEPT
        self.capitals: dict[str, str] = {}

    def text(self, name: str) -> str | None:
        """Take a field's text."""
        latex = self.left.pop(name, None)
        return latex if latex is None or latex.isalnum() else self.decoded(name, latex)

    def decoded(self, name: str, latex: str) -> str | None:
        """The text that a field's LaTeX means."""
        if name in tables.VERBATIM:
            return verbatim(latex) or None
        if name in tables.TITLE_FIELDS:
            return self.cased(name, latex) or None
        return decode(latex, paragraphs=name in LONG) or None

    def cased(self, name: str, latex: str) -> str:
        """The text of a title; the capitals that it has in the file, if they are others, are remembered."""
        if name in tables.NAMES_OF_THINGS.get(self.type, tables.NAMES_OF_ANYTHING):
            return read_title(latex)
        text, kept = self.casing.read(latex, self.entry.fields.get("abstract", ""))
        if text != kept:
            self.capitals[text] = kept
        return text

    def kept(self, name: str) -> str | None:
        """Take a field's text and keep it in `custom` too."""
        if name not in self.left:
            return None
        text = self.text(name)
        if text is not None:
            self.custom[remembered(self.dialect, name)] = text
        return text

    def literals(self, name: str) -> str | None:
        """Take a list of literals, which BibTeX does not have; several are joined by semicolons."""
        latex = self.left.get(name)
        is_list = self.dialect == "biblatex" and (name == "location" or (name in PUBLISHERS and not self.is_of_bibtex))
        if latex is None or not is_list or name == "howpublished":
            return self.text(name)
        del self.left[name]
        return "; ".join(text for item in split_list(latex) if (text := decode(item))) or None

    def put(self, variable: str, value: Any) -> None:
        """Give a variable its value, if it has none."""
        if value:
            self.variables.setdefault(variable, value)

    def read_language(self) -> str | None:
        """Take the language, as a tag."""
        langid, language = self.left.get("langid"), self.left.get("language")
        name = langid or language
        if not name:
            return None
        self.left.pop("langid" if langid else "language", None)
        if (variant := _VARIANT.fullmatch(self.left.get("langidopts", ""))) and is_known_language(variant[1]):
            del self.left["langidopts"]
            name = variant[1]
        return read_language(decode(name))


def spelt_out(text: str) -> str:
    """A localisation key spelt out."""
    return tables.STRINGS.get(text.strip().lower(), text)
