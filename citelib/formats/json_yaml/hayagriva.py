r"""Hayagriva YAML, the bibliographies of Typst: a mapping from keys to entries, which may have parents.

Source of the fields: Hayagriva's description of its file format (version 0.8). The type of an article is told by its
parent: a periodical, newspaper, proceedings, conference or blog. The parent is the container, and its parent (or the
parent of a whole book) the collection; numbers and publisher are taken from the entry, else from its parents.

Braces that protect words from changes of case are CSL's ``nocase`` spans. Variables without a field, relations and
types that Hayagriva has no word for are lines of ``annote``; other fields are kept in ``custom`` as
``hayagriva:FIELD`` and written back.

>>> from citelib.formats.exchange import loads
>>> text = "kin:\n  type: article\n  title: Kin\n  parent: {type: periodical, title: Review, volume: 102}\n"
>>> loads(text, "hayagriva")["kin"].container_title
'Review'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.json_yaml.yaml_values import Plain, YamlMapping, read_yaml, write_yaml
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import is_same_text, read_name, write_name
from citelib.formats.kit.written import WrittenDraft
from citelib.model import Date, Item, Name

__all__ = ["HAYAGRIVA"]

TYPES: Final = {
    "article": "article", "chapter": "chapter", "entry": "entry-encyclopedia", "anthos": "chapter", "report": "report",
    "thesis": "thesis", "web": "webpage", "scene": "motion_picture", "artwork": "graphic", "patent": "patent",
    "case": "legal_case", "newspaper": "periodical", "legislation": "legislation", "manuscript": "manuscript",
    "original": "document", "post": "post", "misc": "document", "performance": "performance", "periodical":
    "periodical", "proceedings": "book", "book": "book", "blog": "webpage", "reference": "book", "conference": "event",
    "anthology": "book", "repository": "software", "thread": "post", "video": "motion_picture", "audio": "song",
    "exhibition": "event",
}  # fmt: skip
"""CSL type of an entry type, when its parent does not say more."""

_BY_PARENT: Final = {
    ("article", "periodical"): "article-journal", ("article", "newspaper"): "article-newspaper",
    ("article", "proceedings"): "paper-conference", ("article", "conference"): "paper-conference",
    ("article", "blog"): "post-weblog", ("article", "reference"): "entry-encyclopedia", ("article", "book"): "chapter",
    ("article", "anthology"): "chapter", ("web", "blog"): "post-weblog", ("audio", "video"): "song",
}  # fmt: skip
"""CSL type of an entry type within a parent."""

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

_FIELDS: Final = {
    "abstract": "abstract", "genre": "genre", "edition": "edition", "page-range": "page", "page-total":
    "number-of-pages", "volume-total": "number-of-volumes", "volume": "volume", "issue": "issue", "chapter":
    "chapter-number", "publisher": "publisher", "location": "publisher-place", "organization": "authority",
    "language": "language", "archive": "archive", "archive-location": "archive_location", "call-number": "call-number",
    "note": "note", "runtime": "dimensions", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN",
}  # fmt: skip
_FROM_PARENTS: Final = ("volume", "issue", "publisher", "location", "edition", "issn", "isbn", "organization")
_ROLES: Final = {
    "translator": "translator", "afterword": "contributor", "foreword": "contributor", "introduction": "contributor",
    "annotator": "contributor", "commentator": "contributor", "holder": "contributor", "compiler": "compiler",
    "founder": "contributor", "collaborator": "contributor", "organizer": "organizer", "cast-member": "performer",
    "castmember": "performer", "composer": "composer", "producer": "producer", "executive-producer":
    "executive-producer", "executiveproducer": "executive-producer", "writer": "script-writer", "cinematography":
    "contributor", "director": "director", "illustrator": "illustrator", "narrator": "narrator",
}  # fmt: skip
"""Name variable of each role of people who are ``affiliated``."""

_OUT_ROLES: Final = {variable: role for role, variable in reversed(_ROLES.items()) if variable != "contributor"} | {
    "performer": "cast-member", "executive-producer": "executive-producer", "contributor": "collaborator",
}  # fmt: skip
_SERIALS: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number"}
_READ: Final = frozenset("type title author editor date parent affiliated url serial-number annote".split())


def read(source: Source) -> Iterator[Record]:
    """Yield the entries."""
    content = source.read_text()
    try:
        value = read_yaml(content, format="hayagriva", source=source.name, limits=source.limits)
    except ReadError as error:
        yield from _rescue(content, error, source)
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


def _rescue(content: str, error: ReadError, source: Source) -> Iterator[Record]:
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
    parents = list(_parents(entry))
    notes = [line.strip() for line in _plain(entry.get("annote")).splitlines()]
    draft.type = noted_type(notes) or _type(entry, parents)
    for note in notes:
        if note and not read_extra(note, draft):
            draft.append("annote", note, "\n")
    draft.put("title", _string(entry.get("title")))
    if isinstance(title := entry.get("title"), Mapping):
        draft.put("title-short", _string(title.get("short")))
    draft.add("author", _people(entry.get("author")))
    draft.add("editor", _people(entry.get("editor")))
    for one in _listed(entry.get("affiliated")):
        if isinstance(one, Mapping):
            role = _ROLES.get(_plain(one.get("role")).casefold(), "contributor")
            draft.add(role, _people(one.get("names")))
    draft.put("issued", _date(entry.get("date")))
    url = entry.get("url")
    draft.put("URL", _plain(url.get("value") if isinstance(url, Mapping) else url))
    if isinstance(url, Mapping):
        draft.put("accessed", _date(url.get("date")))
    _serials(draft, entry.get("serial-number"))
    for key, value in entry.items():
        if key in _FIELDS:
            _field(draft, key, value)
        elif key not in _READ:
            for one in _listed(value):
                draft.keep(str(key), _plain(one))
    _containers(draft, parents)
    yield from draft.records(id)


def _parents(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Parents, then their parents."""
    waiting = [one for one in _listed(entry.get("parent")) if isinstance(one, Mapping)]
    for _ in range(20):
        if not waiting:
            return
        parent = waiting.pop(0)
        yield parent
        waiting += [one for one in _listed(parent.get("parent")) if isinstance(one, Mapping)]


def _type(entry: Mapping[str, Any], parents: list[Mapping[str, Any]]) -> str:
    kind = _plain(entry.get("type")).casefold()
    for parent in parents:
        default = "periodical" if kind == "article" else ""
        if found := _BY_PARENT.get((kind, _plain(parent.get("type")).casefold() or default)):
            return found
    return TYPES.get(kind, "document")


def _field(draft: Draft, key: str, value: Any) -> None:
    text = _string(value)
    if key == "doi":
        draft.put("DOI", as_doi(text) or text)
    else:
        draft.put(_FIELDS[key], text, key=key)


def _serials(draft: Draft, value: Any) -> None:
    if not isinstance(value, Mapping):
        draft.put("number", _string(value), key="serial-number")
        return
    for key, one in value.items():
        text = _plain(one)
        if key == "arxiv":
            draft.put("number", f"arXiv:{text.removeprefix('arXiv:')}", key="serial-number")
        elif variable := _SERIALS.get(str(key)):
            draft.put(variable, (as_pmcid(text) or text) if key == "pmcid" else text, key="serial-number")
        else:
            draft.keep("serial-number", f"{key} {text}")


def _containers(draft: Draft, parents: list[Mapping[str, Any]]) -> None:
    is_whole = draft.type in _WHOLE
    for number, parent in enumerate(parents):
        variable = "collection-title" if number or is_whole else "container-title"
        title = parent.get("title")
        draft.put(variable, _string(title), key="parent")
        if isinstance(title, Mapping) and variable == "container-title":
            draft.put("container-title-short", _string(title.get("short")))
        if variable == "collection-title":
            draft.put("collection-number", _string(parent.get("volume") or parent.get("issue")))
        else:
            draft.add("container-author", _people(parent.get("author")))
            for key in _FROM_PARENTS:
                if key in parent and _FIELDS[key] not in draft:
                    _field(draft, key, parent[key])
            if isinstance(parent.get("serial-number"), Mapping):
                _serials(draft, parent["serial-number"])
        if "editor" not in draft:
            draft.add("editor", _people(parent.get("editor")))
        if "issued" not in draft:
            draft.put("issued", _date(parent.get("date")))
        if "URL" not in draft:
            url = parent.get("url")
            draft.put("URL", _plain(url.get("value") if isinstance(url, Mapping) else url))


_WHOLE: Final = frozenset("book report thesis periodical manuscript graphic patent performance dataset".split())
"""Types whose parent is a series."""


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _plain(value: Any) -> str:
    return str(value).strip() if isinstance(value, str) else ""


def _string(value: Any) -> str:
    """A formattable string: braces protect from changes of case, unless it is verbatim."""
    if isinstance(value, Mapping):
        text = _plain(value.get("value"))
        return text if _plain(value.get("verbatim")) == "true" else _string(text)
    return _PROTECTED.sub(r'<span class="nocase">\1</span>', _plain(value))


_PROTECTED: Final = re.compile(r"\{([^{}]*)\}")
_NOCASE: Final = re.compile(r'<span class="nocase">([^<>{}]*)</span>')


def _people(value: Any) -> list[Name]:
    found = []
    for one in _listed(value):
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
    if "container-title" in item and item.type not in _WHOLE:
        parent = {"type": parent_kind, "title": _formattable(rest.take("container-title", _again))}
        for key in ("volume", "issue"):
            parent[key] = _number(rest.take(key, _again))
    if "collection-title" in item and (parent or item.type in _WHOLE):
        series = {"type": "anthology", "title": _formattable(rest.take("collection-title", _again))}
        series["volume"] = _number(rest.take("collection-number")) if series["title"] else None
    for key, variable in _FIELDS.items():
        if key in parent:
            continue
        if key == "doi":
            value = rest.take_exact(variable, as_doi)
        else:
            value = rest.take(variable, None if key in ("note", "isbn", "issn") else _again)
        entry[key] = _number(value) if variable in _NUMBERS else _formattable(value)
    serials = {key: rest.take(variable) for key, variable in _SERIALS.items() if key in ("pmid", "serial")}
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
    lines = "\n".join(rest.lines(_type(entry, list(_parents(entry)))))
    return {**entry, "annote": lines} if lines else entry


_NUMBERS: Final = frozenset("volume issue edition page number-of-pages number-of-volumes chapter-number".split())


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _number(value: str | None) -> int | str | None:
    return int(value) if value and re.fullmatch("0|[1-9][0-9]{0,8}", value, re.ASCII) else _formattable(value)


def _again(value: str) -> str:
    """What the reader makes of what the writer makes of a value."""
    return _string(_formattable(value))


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
    return next(iter(_people(written)), None)


_SIGNS: Final = re.compile(
    r"^[^\s#:][^\n]*:[ \t]*\n(?:[ \t]*#.*\n)*[ \t]+(?:[\w-]+:.*\n[ \t]+)*?type:[ \t]*[\"']?(\w+)", re.MULTILINE
)


def sniff(text: str) -> float:
    """Sure of keys followed by fields with one of the entry types."""
    if re.search(r"^references:|^- |^[{\[<@]", text[:20_000], re.MULTILINE):
        return 0.0
    match = _SIGNS.search(text[:20_000])
    return 0.85 if match and match[1].casefold() in TYPES else 0.0


HAYAGRIVA: Final = Format(
    "hayagriva",
    "Hayagriva YAML",
    media_types=("application/yaml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=frozenset(("nocase",)),
    aliases=("hayagriva-yaml", "typst"),
    note="the bibliographies of Typst",
)
"""Hayagriva."""
