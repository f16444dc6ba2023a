"""The people of an entry, read and written: names by role, and the options that say how particles sort."""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.reader import EntryReader
from citelib.formats.tex.bibtex.entry.writer import EntryWriter, safe_verbatim
from citelib.formats.tex.bibtex.values.annotations import annotated, written_annotations
from citelib.formats.tex.bibtex.values.names import read_names
from citelib.formats.tex.bibtex.values.write_names import write_names
from citelib.formats.tex.latex import decode
from citelib.model.custom import remembered
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = ["read_people", "write_people"]

_ANONYMOUS = re.compile(r"\s*\{?\[\s*(?:anonymous|anon\.?|s\. ?n\.|author unknown|no author)\s*\]\}?\s*", re.IGNORECASE)
_USEPREFIX = re.compile(r"(?:^|,)\s*useprefix\s*(?:=\s*(true|false))?\s*(?=,|$)", re.IGNORECASE)


_NAMES: Final = {variable: field for field, variable in tables.NAME_FIELDS.items()}
_ROLES: Final = {variable: role for role, variable in tables.EDITOR_ROLES.items() if variable not in _NAMES}


def read_people(reader: EntryReader) -> None:
    """All lists of names; editors of some type are people of that role."""
    dropping = reader.dialect == "biblatex"
    options = reader.left.get("options")
    if options is not None and (match := _USEPREFIX.search(options)):
        dropping = (match[1] or "true").lower() == "false"
        rest = _USEPREFIX.sub("", options).strip(" ,")
        if rest:
            reader.left["options"] = rest
        else:
            del reader.left["options"]
    for role in ("editor", "editora", "editorb", "editorc"):
        if role not in reader.left:
            continue
        word = decode(reader.left.get(f"{role}type", "editor" if role == "editor" else "")).lower()
        variable = tables.EDITOR_ROLES.get(word)
        if variable is not None and variable not in reader.variables:
            _read_names(reader, role, variable, dropping)
            reader.left.pop(f"{role}type", None)
    for field, variable in tables.NAME_FIELDS.items():
        if field in reader.left and variable not in reader.variables:
            _read_names(reader, field, variable, dropping)
    for name in [name for name in reader.left if name in NAME_VARIABLES and name not in reader.variables]:
        _read_names(reader, name, name, dropping)


def _read_names(reader: EntryReader, field: str, variable: str, dropping: bool) -> None:
    latex = reader.left.pop(field)
    if "[" in latex and _ANONYMOUS.fullmatch(latex):  # a catalogue says in brackets that nobody is named
        reader.custom[remembered(reader.dialect, field)] = decode(latex)
        return
    names, empty = read_names(latex, dropping, lambda code, message: reader.report(reader.entry, code, message))
    if empty and latex.strip():
        reader.report(reader.entry, "empty-name", f"an empty name in {field} is left out")
    if names:
        reader.variables[variable] = annotated(field, names, reader.left)
    elif text := decode(latex):
        reader.custom[remembered(reader.dialect, field)] = text


def write_people(writer: EntryWriter) -> None:
    """All lists of names, with the types of editors and the option that BibLaTeX needs for particles."""
    dropping = writer.dialect == "biblatex"
    names = [name for variable in NAME_VARIABLES for name in writer.left.get(variable, ())]
    useprefix = any(name.non_dropping_particle for name in names)
    if dropping and useprefix:
        options = writer.kept.pop("options", None)
        text = f"{options},useprefix=true" if isinstance(options, str) and options else "useprefix=true"
        writer.fields["options"] = safe_verbatim(text)
    roles = iter(("editora", "editorb", "editorc"))
    for variable in [variable for variable in writer.left if variable in NAME_VARIABLES]:
        field = _NAMES.get(variable)
        role = _ROLES.get(variable) if writer.dialect == "biblatex" else None
        if field is None and role is not None and (field := next(roles, None)) is not None:
            writer.fields[f"{field}type"] = role
        names = writer.left.pop(variable)
        text = write_names(names, writer.dialect, ascii_only=writer.ascii_only, useprefix=useprefix)
        writer.fields[field or variable] = text
        if writer.dialect == "biblatex":
            writer.fields |= written_annotations(field or variable, names, ascii_only=writer.ascii_only)
