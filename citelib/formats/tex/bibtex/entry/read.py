r"""The meaning of one entry: an `Item` made of its type and fields.

Titles are composed as BibLaTeX prints them (title: subtitle. titleaddon), and so are publishers, issues and notes; the
parts stay in `Item.custom` under their own names, so that they can be written as they were.

>>> entry = Entry("a", "book", {"title": "{DNA}", "subtitle": "A life", "address": "Ulm", "odd": "x"})
>>> item = read_item(entry, "biblatex")
>>> item.title, item.publisher_place, dict(item.custom)
('DNA: A life', 'Ulm', {'biblatex:subtitle': 'A life', 'biblatex:odd': 'x'})
"""

from __future__ import annotations

from typing import Any, Final

from citelib.errors import ModelError
from citelib.formats.kit.attachments import read_file_field
from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.addresses import read_addresses
from citelib.formats.tex.bibtex.entry.notes import read_genre, read_keywords, read_note
from citelib.formats.tex.bibtex.entry.people import read_people
from citelib.formats.tex.bibtex.entry.publication import read_dates, read_numbers, read_publisher
from citelib.formats.tex.bibtex.entry.reader import SENTENCE, EntryReader, Report, spelt_out
from citelib.formats.tex.bibtex.entry.titles import is_part_of_book, read_site, read_titles, spell_out_journal
from citelib.formats.tex.bibtex.inherit import Entry
from citelib.formats.tex.bibtex.types import ARTICLES, KNOWN_TYPES, read_type, write_subtype, write_type
from citelib.formats.tex.bibtex.values.groups import GroupTree, read_groups
from citelib.formats.tex.bibtex.values.plain import is_abbreviated
from citelib.formats.tex.bibtex.values.relations import RELATION_FIELDS, read_relations
from citelib.formats.tex.bibtex.values.titles import Casing
from citelib.formats.tex.latex import decode
from citelib.model import Date, Item
from citelib.model.custom import ALIASES_KEY, ATTACHMENTS_KEY, CAPITALS_KEY, COLLECTIONS_KEY, remembered
from citelib.model.vocabulary import DATE_VARIABLES, VARIABLES

__all__ = ["read_item"]

NO_GROUPS: Final = GroupTree()


_OWN_VARIABLES: Final = VARIABLES.keys() - tables.OTHERWISE_MEANT


def _ignore(entry: Entry, code: str, message: str) -> None:
    pass


def read_item(
    entry: Entry,
    dialect: str,
    *,
    id: str | None = None,
    casing: Casing = SENTENCE,
    groups: GroupTree = NO_GROUPS,
    report: Report = _ignore,
) -> Item:
    """The item that an entry describes.

    Args:
        entry: The entry, with what it inherits.
        dialect: ``"bibtex"`` or ``"biblatex"``; prefix of the names in `Item.custom`, and in BibTeX particles are not
            dropped.
        id: The item's id, if it is not the key.
        casing: How the capitals of titles are read.
        groups: How the groups of the file are nested.
        report: Called with the entry, a code and a message for what is suspicious.
    """
    reader = EntryReader(entry, dialect, casing, report)
    left, custom = reader.left, reader.custom
    subtype = left.get("entrysubtype")
    csl_type = read_type(entry.type, subtype, left)
    if subtype is not None and csl_type != read_type(entry.type, None, left):
        if subtype.strip().lower() in (csl_type, write_subtype(csl_type, entry.type)):
            del left["entrysubtype"]
    elif entry.type == "book" and is_part_of_book(reader):
        csl_type, reader.type = "chapter", "inbook"
    if entry.type not in KNOWN_TYPES:
        report(entry, "unknown-type", f"the entry type {entry.type!r} is not known")
    if write_type(csl_type, dialect) != entry.type:
        custom[remembered(dialect, "entrytype")] = entry.type
    if collections := read_groups(entry.key, left, groups):
        custom[COLLECTIONS_KEY] = collections
    if "ids" in left:
        custom[ALIASES_KEY] = [one.strip() for one in left.pop("ids").split(",") if one.strip()]
    relations, faults = _relations(left)
    for fault in faults:
        report(entry, "unknown-relation", fault)
    read_people(reader)
    read_site(reader)
    spell_out_journal(reader)
    read_titles(reader)
    reader.put("language", reader.language)
    read_dates(reader)
    read_publisher(reader)
    read_numbers(reader)
    read_addresses(reader)
    read_genre(reader)
    read_note(reader)
    read_keywords(reader)
    reader.put("collection-title", _series(reader))
    _read_rest(reader)
    journal = reader.variables.get("container-title")
    if journal and entry.type in ARTICLES and "." in journal and is_abbreviated(journal):
        reader.put("container-title-short", journal)
    if reader.capitals:
        custom[CAPITALS_KEY] = reader.capitals
    key = id or entry.key
    try:
        return Item(key, csl_type, reader.variables, relations=relations, custom=custom)
    except ModelError as error:  # never known to happen; the entry is kept even so
        report(entry, "unfit-value", str(error))
        return Item(key, csl_type, custom={remembered(dialect, name): value for name, value in entry.fields.items()})


def _series(reader: EntryReader) -> str | None:
    text = reader.text("series")
    return spelt_out(text) if text else None


def _relations(left: dict[str, str]) -> tuple[Any, list[str]]:
    if not any(name in left for name in RELATION_FIELDS):
        return (), []
    texts: dict[str, str] = {
        name: (decode(left[name]) if name == "relations" else left[name]) for name in RELATION_FIELDS if name in left
    }
    before = set(texts)
    relations, faults = read_relations(texts)
    for name in before - texts.keys():
        del left[name]
    return relations, faults


def _read_rest(reader: EntryReader) -> None:
    """Fields that fill one variable each; all others are kept."""
    for name in list(reader.left):
        variable = tables.TEXT_FIELDS.get(name)
        if variable is not None and variable not in reader.variables:
            text = reader.text(name)
            reader.put(variable, spelt_out(text) if text and name == "pubstate" else text)
        elif name[:4] == "csl-" and name[4:] in tables.TAKEN:
            reader.put(name[4:], reader.text(name))
        elif name in _OWN_VARIABLES and name not in reader.variables and (text := reader.text(name)):
            reader.put(name, Date.parse(text) if name in DATE_VARIABLES else text)
    for name, latex in reader.left.items():
        text = reader.decoded(name, latex)
        if text is None or name in reader.entry.inherited:
            continue
        if name == "file" and (files := read_file_field(text)):
            reader.custom[ATTACHMENTS_KEY] = files
        else:
            reader.custom[remembered(reader.dialect, name)] = text
