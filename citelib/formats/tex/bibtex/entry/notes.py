"""What is said of a work in words: genre, note, keywords and language, read and written."""

from __future__ import annotations

from typing import Final

from citelib.formats.tex.bibtex.entry.reader import EntryReader, compose, spelt_out
from citelib.formats.tex.bibtex.entry.writer import EntryWriter
from citelib.formats.tex.bibtex.values.languages import write_language
from citelib.formats.tex.bibtex.values.names import split_outside_braces
from citelib.formats.tex.latex import decode
from citelib.model.keywords import join_keywords, split_keywords

__all__ = [
    "read_genre",
    "read_keywords",
    "read_note",
    "write_genre",
    "write_keywords",
    "write_language_field",
    "write_note",
]

BARE_THESIS: Final = "Thesis"
"""The ``type`` of a thesis of which nothing else is known, where the entry type alone would say more."""


_GENRES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}


def read_genre(reader: EntryReader) -> None:
    """The genre, which for a thesis its entry type says."""
    given = reader.text("type")
    if given:
        if reader.entry.type not in _GENRES or given != BARE_THESIS:
            reader.put("genre", spelt_out(given))
    elif reader.entry.type in _GENRES:
        reader.put("genre", _GENRES[reader.entry.type])


def read_keywords(reader: EntryReader) -> None:
    """A list between semicolons, or else between commas; braces keep the commas of a keyword."""
    latex = reader.left.pop("keywords", None)
    if latex is not None:
        parts = split_outside_braces(latex, ";" if ";" in latex else ",")
        reader.put("keyword", join_keywords(word for part in parts if (word := decode(part))))


def read_note(reader: EntryReader) -> None:
    """The note, with its addendum behind it."""
    note = reader.text("note")
    addendum = reader.kept("addendum")
    reader.put("note", compose([("", note), (". ", addendum)]))


def write_genre(writer: EntryWriter) -> None:
    """The genre, unless the entry type says it."""
    genre = writer.take("genre")
    if writer.type in ("phdthesis", "mastersthesis"):
        usual = "PhD thesis" if writer.type == "phdthesis" else "Master’s thesis"
        if genre == usual:
            return
        genre = genre or BARE_THESIS
    writer.put("type", genre)


def write_note(writer: EntryWriter) -> None:
    """The note, without the addendum that it was composed with."""
    note, addendum = writer.take("note"), writer.kept.pop("addendum", None)
    if note and isinstance(addendum, str):
        if note == addendum:
            note = None
        elif note.endswith(addendum):
            note = note[: -len(addendum)].removesuffix(" ").removesuffix(".")
        else:
            addendum = None
        writer.put("addendum", addendum)
    writer.put("note", note)


def write_keywords(writer: EntryWriter) -> None:
    """The keywords; one that holds a comma stands in braces."""
    words = [writer.latex(word) for word in split_keywords(writer.take("keyword") or "")]
    text = ", ".join(f"{{{word}}}" if "," in word else word for word in words)
    if text:
        writer.fields["keywords"] = text


def write_language_field(writer: EntryWriter) -> None:
    """The language, by its name in babel where it has one."""
    tag = writer.take("language")
    if tag:
        name = write_language(tag)
        field = "langid" if writer.dialect == "biblatex" or "language" in writer.kept else "language"
        writer.fields[field] = name or writer.latex(tag)
