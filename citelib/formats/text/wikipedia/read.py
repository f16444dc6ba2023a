"""Wikipedia's citation templates to items."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.names import read_in_order, read_initials, read_name, read_names, write_name
from citelib.formats.text.wikipedia.languages import in_english
from citelib.formats.text.wikipedia.tables import DISPLAYED, FIELDS, NAME, PARTS, READ, ROLES, TYPES
from citelib.formats.text.wikipedia.templates import COMMENT, Template, templates, text_of
from citelib.model import ET_AL, Date, Name

__all__ = ["WRITTEN", "read", "read_name_parts", "type_of"]

_REF: Final = re.compile(
    r"<ref\b[^<>]*?\bname\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>/]+))[^<>]*>\s*$", re.IGNORECASE
)


def read(source: Source) -> Iterator[Record]:
    """Yield the items of citation templates.

    Raises:
        ReadError: The text has no citation templates.
    """
    text = source.read_text()
    found = False
    line, counted = 1, 0
    for template in templates(text):
        found = True
        line, counted = line + text.count("\n", counted, template.start), template.start
        ref = _REF.search(text, max(0, template.start - 300), template.start)
        id = html.unescape(ref[1] or ref[2] or ref[3]).strip() if ref else None
        notes = []
        if ref and (tail := re.compile(r"(?:\s*<!--.*?-->)+", re.DOTALL).match(text, template.end)):
            comments = (html.unescape(one[1]).strip() for one in COMMENT.finditer(tail[0]))
            notes = [one.removeprefix("citelib: ") for one in comments if one.startswith("citelib: ")]
        yield from _item(template, notes, id, line)
    if not found and text.strip():
        raise ReadError("there are no citation templates in it", format="wikipedia", source=source.name)


def _item(template: Template, notes: list[str], id: str | None, line: int) -> Iterator[Record]:
    draft = Draft("wikipedia", line)
    values = {name: found for name, value in template.parameters.items() if (found := text_of(value))}
    template_name = template.name
    if translated := in_english(template_name, values):
        template_name, values = translated
        _listed_people(draft, values)
    draft.type = noted_type(notes) or type_of(template_name, values)
    if total := values.pop("total", ""):
        draft.put("number-of-pages", re.sub(r"\s*[ps]\.?$", "", total))
    for note in notes:
        if note.startswith("id: "):
            id = note[4:]
        else:
            read_extra(note, draft)
    inner = next((values[name] for name in ("chapter", "contribution", "entry", "article") if name in values), "")
    title = values.get("title", "")
    draft.put("title", inner or title)
    if inner:
        draft.put("container-title", title, key="title")
    if draft.type in _BY_PERSONS:
        for parameter in [one for one in values if re.fullmatch("author[0-9]*", one)]:
            if (person := read_in_order(values[parameter])).literal is None and "((" not in values[parameter]:
                values[parameter] = write_name(person)
    _people(draft, values)
    for name, value in values.items():
        if (variable := FIELDS.get(name)) is not None:
            if name == "url" and "chapter-url" in values:
                draft.keep(name, value)
            else:
                draft.put(variable, value, key=name)
        elif name not in READ and not _is_name(name):
            draft.keep(name, value)
    draft.put("DOI", as_doi(values.get("doi", "")) or values.get("doi"))
    if pmc := values.get("pmc"):
        draft.put("PMCID", as_pmcid(pmc) or f"PMC{pmc}")
    if arxiv := values.get("arxiv") or values.get("eprint"):
        draft.put("number", f"arXiv:{arxiv.removeprefix('arXiv:')}", key="arxiv")
    draft.put("issued", _date(values))
    if draft.variables or id is not None:
        yield from draft.records(id)


_BY_PERSONS: Final = frozenset(("article-journal", "book", "chapter", "paper-conference", "thesis"))
"""Types that newspapers and agencies hardly write, so that two words are a person's."""


def type_of(name: str, values: dict[str, str]) -> str:
    """The CSL type of a template with these parameters."""
    words = name.partition(" ")[2]
    found = TYPES.get(words)
    if name == "citation":
        if "journal" in values:
            found = "article-journal"
        elif "newspaper" in values or "work" in values:
            found = "article-newspaper" if "newspaper" in values else "webpage"
        elif "isbn" in values or "publisher" in values or "chapter" in values:
            found = "book"
        else:
            found = "webpage" if "url" in values else "document"
    if found == "book" and {"chapter", "contribution", "entry", "article"} & values.keys():
        return "chapter"
    return found or "document"


def _is_name(name: str) -> bool:
    match = NAME.fullmatch(name)
    return match is not None and bool(match[1] or match[3])


def _listed_people(draft: Draft, values: dict[str, str]) -> None:
    """Names in one parameter, in reading order with commas between them or family names first with semicolons."""
    for parameter, variable in (("authors", "author"), ("editors", "editor"), ("translators", "translator")):
        text = values.pop(parameter, "")
        names = re.sub(r"[\s,;]*(?:\(|\[)?(?:u\. ?a\.|et al\.?|и др\.|i in\.)(?:\)|\])?$", "", text)
        separator = ";" if ";" in names else ","
        parts = [part.strip() for part in re.split(f"{separator}| (?:und|et|i|и|y|e) (?=\\w)", names) if part.strip()]
        if separator == "," and any(" " not in part for part in parts):
            parts = [names.strip()] if names.strip() else []
        draft.add(variable, map(_in_reading_order, parts))
        if names != text and parts:
            draft.add(variable, [ET_AL])
    for parameter in [one for one in values if re.fullmatch("author[0-9]*", one)]:
        if (name := _in_reading_order(values[parameter])).literal is None:
            values[parameter] = write_name(name)


def _in_reading_order(text: str) -> Name:
    text = re.sub(r"\s*\[[^\]]*\]$", "", text)  # what somebody did: «[Leitung]»
    if match := _INITIALS_BEHIND.fullmatch(text):
        return Name(match[1], match[2])
    return read_in_order(text)


_INITIALS_BEHIND: Final = re.compile(r"(\w[\w-]+) ((?:\w\. ?){1,3})")


def _people(draft: Draft, values: dict[str, str]) -> None:
    people: dict[tuple[str, int], dict[str, str]] = {}
    for name, value in values.items():
        match = NAME.fullmatch(name)
        if match is None or not (match[1] or match[3]):
            continue
        number = match[2] or match[4] or "1"
        if len(number) < 5:
            key = (ROLES[match[1] or ""], int(number))
            people.setdefault(key, {}).setdefault(PARTS[match[3] or ""], value)
    for (role, _), parts in sorted(people.items(), key=lambda one: one[0]):
        if name_ := read_name_parts(parts):
            draft.add(role, [name_])
    for role, name in DISPLAYED.items():
        # A number says how many of the names that are there are shown, which is no business of the work's.
        if values.get(name, "").replace(" ", "").rstrip(".").casefold() in ("etal", "others"):
            draft.add(role, [ET_AL])
    for name, role in (("vauthors", "author"), ("authors", "author"), ("veditors", "editor")):
        listed = read_names(_COMMAS.split(values[name])) if _is_list(values.get(name, "")) else []
        if len(listed) > 1 and all(one.literal is None for one in listed):
            draft.add(role, listed)
            continue
        for one in re.split(r";|,(?![^()]*\)\))" if name.startswith("v") else ";", values.get(name, "")):
            if one.strip():
                draft.add(role, [_whole(one.strip()) if WRITTEN.fullmatch(one.strip()) else
                                 read_initials(one.strip()) or _whole(one.strip())])  # fmt: skip


_COMMAS: Final = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")


def _is_list(text: str) -> bool:
    """Whether a text is a list of persons in reading order with commas between them: «Ada Roa, Bo Vu»."""
    parts = _COMMAS.split(text)
    return ";" not in text and len(parts) > 1 and all(" " in part for part in parts)


WRITTEN: Final = re.compile(r"\(\((.+)\)\)")


def read_name_parts(parts: dict[str, str]) -> Name | None:
    """The name that its parts, ``family`` and ``given`` or ``whole``, make; None if there are none."""
    if "family" in parts and "given" in parts:
        name = Name.parse(f"{parts['family'].replace(',', ' ')}, N.")
        return Name(name.family, parts["given"], non_dropping_particle=name.non_dropping_particle)
    whole = parts.get("whole") or parts.get("family") or parts.get("given")
    return _whole(whole) if whole else None


def _whole(text: str) -> Name:
    written = WRITTEN.fullmatch(text)
    return Name(literal=written[1]) if written else read_name(text) if "," in text else Name(literal=text)


def _date(values: dict[str, str]) -> Date | None:
    if date := values.get("date") or values.get("publication-date"):
        return Date.parse(date)
    words = (values.get(name, "") for name in ("day", "month", "year"))
    return Date.parse(joined) if (joined := " ".join(filter(None, words))) else None
