"""Reading entries and their parents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.json_yaml.hayagriva.tables import (
    FIELDS,
    ROLES,
    SERIALS,
    TYPES,
    TYPES_BY_PARENT,
    WHOLE,
)
from citelib.formats.json_yaml.yaml_values import YamlMapping, read_yaml
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.names import read_name
from citelib.formats.kit.nested import listed
from citelib.model import Date, Name
from citelib.model.names import is_body

__all__ = ["parents_of", "read", "read_people", "read_string", "sniff", "type_of"]

_FROM_PARENTS: Final = ("volume", "issue", "publisher", "location", "edition", "issn", "isbn", "organization")
_MOST_WORDS: Final = 4
"""Words of a name from which it is hardly that of a person."""
_READ: Final = frozenset("type title author editor date parent affiliated url serial-number annote".split())


def read(source: Source) -> Iterator[Record]:
    """Yield the entries.

    Raises:
        ReadError: The text is YAML that holds no entries.
    """
    content = source.read_text()
    try:
        value = read_yaml(content, format="hayagriva", source=source.name, limits=source.limits)
    except ReadError as error:
        yield from _entry_by_entry(content, error, source)
        return
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise ReadError("this YAML holds no entries", format="hayagriva", source=source.name)
    yield from _entries(value)


def _entries(value: Mapping[str, Any], first: int = 0) -> Iterator[Record]:
    for key, entry in value.items():
        if isinstance(entry, YamlMapping):
            yield from _item(str(key), entry, entry.line + first)
        else:
            yield Diagnostic("error", "hayagriva-no-entry", f"{str(key)[:60]!r} holds no fields")


_KEY: Final = re.compile(r"^[^\s#\-{}\[\]][^\n]*:[ \t]*(?:#.*)?$", re.MULTILINE)


def _entry_by_entry(content: str, error: ReadError, source: Source) -> Iterator[Record]:
    """The entries of a text with a fault, each parsed by itself."""
    edges = [match.start() for match in _KEY.finditer(content)]
    if len(edges) < 2:
        raise error
    line, counted = 0, 0
    for start, end in zip(edges, [*edges[1:], len(content)], strict=True):
        line, counted = line + content.count("\n", counted, start), start
        try:
            value = read_yaml(content[start:end], format="hayagriva", limits=source.limits)
        except ReadError as fault:
            place = (fault.line or 1) + line
            yield Diagnostic("error", "hayagriva-syntax", fault.message, line=place, column=fault.column)
            continue
        if isinstance(value, Mapping):
            yield from _entries(value, line)


def _item(id: str, entry: Mapping[str, Any], line: int) -> Iterator[Record]:
    draft = Draft("hayagriva", line)
    parents = list(parents_of(entry))
    notes = [line.strip() for line in _plain(entry.get("annote")).splitlines()]
    draft.type = noted_type(notes) or type_of(entry, parents)
    for note in notes:
        if note and not read_extra(note, draft):
            draft.append("annote", note, "\n")
    draft.put("title", read_string(entry.get("title")))
    if isinstance(title := entry.get("title"), Mapping):
        draft.put("title-short", read_string(title.get("short")))
    draft.add("author", read_people(entry.get("author")))
    draft.add("editor", read_people(entry.get("editor")))
    for name in (*draft.variables.get("author", ()), *draft.variables.get("editor", ())):
        if name.literal and 1 < len(name.literal.split()) <= _MOST_WORDS and not is_body(name.literal):
            message = f"{name.literal!r} is one name as it stands"
            draft.report("info", "whole-name", message, hint="write a person 'Family, Given'")
    for one in listed(entry.get("affiliated")):
        if isinstance(one, Mapping):
            role = ROLES.get(_plain(one.get("role")).casefold(), "contributor")
            draft.add(role, read_people(one.get("names")))
    draft.put("issued", _date(entry.get("date")))
    url = entry.get("url")
    draft.put("URL", _plain(url.get("value") if isinstance(url, Mapping) else url))
    if isinstance(url, Mapping):
        draft.put("accessed", _date(url.get("date")))
    _serials(draft, entry.get("serial-number"))
    for key, value in entry.items():
        if key in FIELDS:
            _field(draft, key, value)
        elif key not in _READ:
            for one in listed(value):
                draft.keep(str(key), _plain(one))
    _containers(draft, parents)
    yield from draft.records(id)


def parents_of(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Parents, then their parents."""
    waiting = [one for one in listed(entry.get("parent")) if isinstance(one, Mapping)]
    for _ in range(20):
        if not waiting:
            return
        parent = waiting.pop(0)
        yield parent
        waiting += [one for one in listed(parent.get("parent")) if isinstance(one, Mapping)]


def type_of(entry: Mapping[str, Any], parents: list[Mapping[str, Any]]) -> str:
    """The CSL type of an entry by its own type and those of its parents."""
    kind = _plain(entry.get("type")).casefold()
    if kind == "conference" and parents:
        kind = "article"  # what people call a paper of one
    for parent in parents:
        default = "periodical" if kind == "article" else ""
        if found := TYPES_BY_PARENT.get((kind, _plain(parent.get("type")).casefold() or default)):
            return found
    return TYPES.get(kind, "document")


def _plain(value: Any) -> str:
    return str(value).strip() if isinstance(value, str) else ""


def _field(draft: Draft, key: str, value: Any) -> None:
    text = read_string(value)
    if key == "publisher" and isinstance(value, Mapping) and not text:
        text = read_string(value.get("name"))
        draft.put("publisher-place", read_string(value.get("location")), key="location")
    if value and not text:
        draft.report("warning", "field", f"the field {key} is not of the form that is known, and is left out")
    elif key == "doi":
        draft.put("DOI", as_doi(text) or text)
    else:
        draft.put(FIELDS[key], text, key=key)


def _serials(draft: Draft, value: Any) -> None:
    if not isinstance(value, Mapping):
        draft.put("number", read_string(value), key="serial-number")
        return
    for key, one in value.items():
        text = _plain(one)
        if key == "arxiv" or (key == "eprint" and _plain(value.get("eprinttype")).casefold() == "arxiv"):
            draft.put("number", f"arXiv:{text.removeprefix('arXiv:')}", key="serial-number")
        elif variable := SERIALS.get(str(key)):
            draft.put(variable, (as_pmcid(text) or text) if key == "pmcid" else text, key="serial-number")
        elif key == "url" and "URL" not in draft:
            draft.put("URL", text)
        else:
            draft.keep("serial-number", f"{key} {text}")


def _containers(draft: Draft, parents: list[Mapping[str, Any]]) -> None:
    is_whole = draft.type in WHOLE
    for number, parent in enumerate(parents):
        variable = "collection-title" if number or is_whole else "container-title"
        title = parent.get("title")
        draft.put(variable, read_string(title), key="parent")
        if isinstance(title, Mapping) and variable == "container-title":
            draft.put("container-title-short", read_string(title.get("short")))
        if variable == "collection-title":
            draft.put("collection-number", read_string(parent.get("volume") or parent.get("issue")))
        else:
            draft.add("container-author", read_people(parent.get("author")))
            for key in _FROM_PARENTS:
                if key in parent and FIELDS[key] not in draft:
                    _field(draft, key, parent[key])
            if isinstance(parent.get("serial-number"), Mapping):
                _serials(draft, parent["serial-number"])
        if "editor" not in draft:
            draft.add("editor", read_people(parent.get("editor")))
        if "issued" not in draft:
            draft.put("issued", _date(parent.get("date")))
        if "URL" not in draft:
            url = parent.get("url")
            draft.put("URL", _plain(url.get("value") if isinstance(url, Mapping) else url))


def read_string(value: Any) -> str:
    """A formattable string: braces protect from changes of case, unless it is verbatim."""
    if isinstance(value, Mapping):
        text = _plain(value.get("value"))
        return text if _plain(value.get("verbatim")) == "true" else read_string(text)
    return _PROTECTED.sub(r'<span class="nocase">\1</span>', _plain(value))


_PROTECTED: Final = re.compile(r"\{([^{}]*)\}")


def read_people(value: Any) -> list[Name]:
    """The people of a list or of one value, each a text or a mapping of the parts of a name."""
    found = []
    for one in listed(value):
        if isinstance(one, Mapping):
            family, given = _plain(one.get("name")), _plain(one.get("given-name")) or None
            if family or given:
                prefix, suffix = _plain(one.get("prefix")) or None, _plain(one.get("suffix")) or None
                if given or prefix or suffix:
                    found.append(Name(family or None, given, suffix, non_dropping_particle=prefix))
                else:
                    found.append(Name(literal=family))
        elif text := _plain(one):
            found.append(read_name(text))
    return found


def _date(value: Any) -> Date | None:
    text = _plain(value)
    if not text:
        return None
    return Date.parse(f"{text[1:]}~" if text.startswith("~") else text)


_SIGNS: Final = re.compile(
    r"^[^\s#:][^\n]*:[ \t]*\n(?:[ \t]*#.*\n)*[ \t]+(?:[\w-]+:.*\n[ \t]+)*?type:[ \t]*[\"']?(\w+)", re.MULTILINE
)


def sniff(text: str) -> float:
    """Sure of keys followed by fields with one of the entry types."""
    if re.search(r"^references:|^- |^[{\[<@]", text[:20_000], re.MULTILINE):
        return 0.0
    match = _SIGNS.search(text[:20_000])
    return 0.85 if match and match[1].casefold() in TYPES else 0.0
