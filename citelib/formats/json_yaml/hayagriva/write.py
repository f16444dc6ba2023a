"""Writing entries, with a parent for what they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.formats.format import Writing
from citelib.formats.json_yaml.hayagriva.read import parents_of, read_people, read_string, type_of
from citelib.formats.json_yaml.hayagriva.tables import FIELDS, ROLES, SERIALS, WHOLE
from citelib.formats.json_yaml.yaml_values import Plain, write_yaml
from citelib.formats.kit.extra import kept_texts
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import is_same_text, read_name, write_name
from citelib.formats.kit.written import WrittenDraft
from citelib.model import Item, Name

__all__ = ["write"]

_OUT: Final[dict[str, tuple[str, str]]] = {
    "article-journal": ("article", "periodical"), "article-magazine": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"), "paper-conference": ("article", "proceedings"),
    "post-weblog": ("article", "blog"), "chapter": ("chapter", "book"), "entry-encyclopedia": ("entry", "reference"),
    "entry-dictionary": ("entry", "reference"), "entry": ("entry", "reference"), "article": ("article", "repository"),
    "webpage": ("web", "web"), "book": ("book", "anthology"), "report": ("report", "anthology"),
    "thesis": ("thesis", "anthology"), "motion_picture": ("video", "video"), "broadcast": ("video", "video"),
    "song": ("audio", "audio"), "graphic": ("artwork", "anthology"), "patent": ("patent", "anthology"),
    "legal_case": ("case", "anthology"), "legislation": ("legislation", "anthology"),
    "manuscript": ("manuscript", "anthology"), "post": ("post", "thread"), "performance": ("performance", "anthology"),
    "periodical": ("periodical", "periodical"), "software": ("repository", "repository"),
    "event": ("conference", "conference"), "review": ("article", "periodical"),
    "review-book": ("article", "periodical"),
}  # fmt: skip
"""Entry type and type of the parent by CSL type; all else is misc."""

_OUT_ROLES: Final = {variable: role for role, variable in reversed(ROLES.items()) if variable != "contributor"} | {
    "performer": "cast-member", "executive-producer": "executive-producer", "contributor": "collaborator",
}  # fmt: skip
_NOCASE: Final = re.compile(r'<span class="nocase">([^<>{}]*)</span>')


# Writing


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a mapping of entries.

    Args:
        items: Items.
    """
    for item in items:
        yield write_yaml({item.id: _entry(item)}) + "\n"


def _entry(item: Item) -> dict[str, Any]:
    rest = WrittenDraft(item)
    kind, parent_kind = _OUT.get(item.type, ("misc", "anthology"))
    title = _formattable(rest.take("title", _again))
    short = rest.take("title-short", _again) if isinstance(title, str) else None
    entry: dict[str, Any] = {"type": kind}
    entry["title"] = {"value": title, "short": short} if short else title
    for variable in ("author", "editor"):
        entry[variable] = rest.take_names(variable, _person, _read_person)
    affiliated = [
        {"role": role, "names": names}
        for variable, role in _OUT_ROLES.items()
        if (names := rest.take_names(variable, _person, _read_person))
    ]
    entry["affiliated"] = affiliated
    entry["date"] = Plain(rest.take_date("issued", _DATE.fullmatch) or "")
    parent: dict[str, Any] = {}
    series: dict[str, Any] = {}
    if "container-title" in item and item.type not in WHOLE:
        parent = {"type": parent_kind, "title": _formattable(rest.take("container-title", _again))}
        for key in ("volume", "issue"):
            parent[key] = _number(rest.take(key, _again))
    if "collection-title" in item and (parent or item.type in WHOLE):
        series = {"type": "anthology", "title": _formattable(rest.take("collection-title", _again))}
        series["volume"] = _number(rest.take("collection-number")) if series["title"] else None
    for key, variable in FIELDS.items():
        if key in parent:
            continue
        if key == "doi":
            value = rest.take_exact(variable, as_doi)
        else:
            value = rest.take(variable, None if key in ("note", "isbn", "issn") else _again)
        entry[key] = _number(value) if variable in _NUMBERS else _formattable(value)
    serials = {key: rest.take(variable) for key, variable in SERIALS.items() if key in ("pmid", "serial")}
    serials["pmcid"] = rest.take_exact("PMCID", as_pmcid)
    entry["serial-number"] = {key: value for key, value in serials.items() if value}
    if url := rest.take("URL"):
        day = rest.take_date("accessed", re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch)
        entry["url"] = {"value": url, "date": Plain(day)} if day else url
    parent["parent"] = _filled(series) if parent else None
    entry["parent"] = _filled(parent) or _filled(series)
    for name, texts in kept_texts(item, "hayagriva").items():
        entry.setdefault(name, texts)
    entry = _filled(entry)
    lines = "\n".join(rest.lines(type_of(entry, list(parents_of(entry)))))
    return {**entry, "annote": lines} if lines else entry


_NUMBERS: Final = frozenset("volume issue edition page number-of-pages number-of-volumes chapter-number".split())


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _number(value: str | None) -> int | str | None:
    return int(value) if value and re.fullmatch("0|[1-9][0-9]{0,8}", value, re.ASCII) else _formattable(value)


def _again(value: str) -> str:
    """What the reader makes of what the writer makes of a value."""
    return read_string(_formattable(value))


def _formattable(value: str | None) -> Any:
    """The value with braces for protected words; verbatim if it has braces or mathematics of its own."""
    if not value:
        return None
    if not re.search(r"[{}$]", value):
        return _NOCASE.sub(r"{\1}", value)
    return {"value": value, "verbatim": True}


_DATE: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


def _person(name: Name) -> Any:
    if name.literal is not None:
        return {"name": one_line(name.literal)}
    text = write_name(name)
    if is_same_text(read_name(text), name):
        return text
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    fields = {"name": name.family, "prefix": name.non_dropping_particle, "suffix": name.suffix, "given-name": given}
    return _filled({key: one_line(value or "") for key, value in fields.items()}) or None


def _read_person(written: Any) -> Name | None:
    return next(iter(read_people(written)), None)
