r"""An item as the type and fields of an entry: the inverse of `citelib.formats.tex.bibtex.entry.read`.

>>> from citelib.model import Item
>>> compose_entry(Item("a", "webpage", title="T", URL="http://a.b/c_d"), "biblatex")
('online', {'title': 'T', 'url': 'http://a.b/c_d'})
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.kit.attachments import attachments_of, write_file_field
from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.addresses import write_addresses
from citelib.formats.tex.bibtex.entry.notes import write_genre, write_keywords, write_language_field, write_note
from citelib.formats.tex.bibtex.entry.people import write_people
from citelib.formats.tex.bibtex.entry.publication import write_dates, write_numbers, write_publisher
from citelib.formats.tex.bibtex.entry.titles import write_titles
from citelib.formats.tex.bibtex.entry.writer import EntryWriter, Report
from citelib.formats.tex.bibtex.types import read_type, write_subtype
from citelib.formats.tex.bibtex.values.groups import write_groups
from citelib.formats.tex.bibtex.values.relations import write_relations
from citelib.model import Item
from citelib.model.custom import ALIASES_KEY, COLLECTIONS_KEY
from citelib.model.vocabulary import DATE_VARIABLES

__all__ = ["compose_entry"]

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_+:.-]*")
_UNIQUE_FIELDS: Final = {variable: field for field, variable in tables.TEXT_FIELDS.items()}


def _ignore(code: str, message: str, item: str) -> None:
    pass


def compose_entry(
    item: Item, dialect: str, *, ascii_only: bool = False, capitals: bool = True, report: Report = _ignore
) -> tuple[str, dict[str, str]]:
    """The entry type and the fields, in LaTeX, of an item.

    Args:
        item: The item.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        ascii_only: Whether characters beyond ASCII are written as LaTeX commands.
        capitals: Whether names and acronyms in titles are protected although the item does not mark them up.
        report: Called with a code, a message and the item's id for what the format has no place for.
    """
    writer = EntryWriter(item, dialect, ascii_only, capitals, report)
    write_people(writer)
    write_titles(writer)
    write_dates(writer)
    write_publisher(writer)
    write_numbers(writer)
    write_addresses(writer)
    write_genre(writer)
    write_note(writer)
    write_keywords(writer)
    write_language_field(writer)
    writer.put("series", writer.take("collection-title"))
    for name, text in write_relations(writer.item.relations).items():
        writer.fields[name] = text if name != "relations" else writer.latex(text)
    if aliases := writer.item.custom.get(ALIASES_KEY):
        keys = [str(key) for key in aliases if not re.search(r"[\s,{}\\\"%#]", str(key))]
        if keys:
            writer.fields["ids"] = ",".join(keys)
    if groups := write_groups(writer.item.custom.get(COLLECTIONS_KEY)):
        writer.fields["groups"] = writer.latex(groups)
    _write_rest(writer)
    _write_subtype(writer)
    return writer.type, {name: value for name, value in writer.fields.items() if value.strip()}


def _write_rest(writer: EntryWriter) -> None:
    for variable, value in writer.left.items():
        field = _UNIQUE_FIELDS.get(variable)
        if field is not None:
            writer.put(field, value)
        elif variable in DATE_VARIABLES:
            writer.put(variable, value.edtf() or str(value))
        elif isinstance(value, str):
            writer.put(f"csl-{variable}" if variable in tables.TAKEN else variable, value)
    if files := attachments_of(writer.item):
        writer.put("file", write_file_field(files))
    for name, value in writer.kept.items():
        if writer.own_name(name) in writer.fields or name in writer.fields:
            continue
        if not isinstance(value, str) or not _FIELD_NAME.fullmatch(name):
            writer.report("not-written", f"{name!r} of {writer.item.id!r} cannot be a field", writer.item.id)
            continue
        writer.put(name, value)


def _write_subtype(writer: EntryWriter) -> None:
    """Name the CSL type if the entry type would read back as another."""
    csl_type = writer.item.type
    if read_type(writer.type, writer.fields.get("entrysubtype"), writer.fields) == csl_type:
        return
    writer.fields["entrysubtype"] = write_subtype(csl_type, writer.type)
