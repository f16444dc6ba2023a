r"""Hayagriva YAML, the bibliographies of Typst.

Source of the keys: the file format of hayagriva 0.8. A parent is the container; a parent of the parent, or a book's
parent, is the series. Variables without a key, and relations, are lines of ``note`` in the form that RIS has; what CSL
has no variable for stays in ``custom`` under ``hayagriva:KEY``.

>>> from citelib.formats.exchange import loads
>>> text = "a:\n  type: Article\n  title: T\n  parent:\n    type: Periodical\n    title: Science\n"
>>> loads(text, "hayagriva")["a"].container_title
'Science'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats._draft import Draft
from citelib.formats._extra import extra_lines, read_extra, report_losses, said_type
from citelib.formats._fields import as_doi
from citelib.formats._json import listed, plain
from citelib.formats._names import read_name, write_name
from citelib.formats._yaml import YamlMapping, read_yaml, untyped, write_yaml
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Date, Item, Name

__all__ = ["HAYAGRIVA"]

PARENTS: Final = {
    "periodical": "article-journal", "newspaper": "article-newspaper", "proceedings": "paper-conference",
    "conference": "paper-conference", "anthology": "chapter", "book": "chapter", "reference": "entry",
    "blog": "post-weblog", "web": "webpage",
}  # fmt: skip
"""CSL type of an article, chapter, entry or post by the type of its parent."""

TYPES: Final[dict[str, str]] = {
    "article": "article-journal", "chapter": "chapter", "entry": "entry", "anthos": "chapter", "report": "report",
    "thesis": "thesis", "web": "webpage", "scene": "motion_picture", "artwork": "graphic", "patent": "patent",
    "case": "legal_case", "newspaper": "article-newspaper", "legislation": "legislation", "manuscript": "manuscript",
    "original": "manuscript", "post": "post", "misc": "document", "performance": "performance", "periodical":
    "periodical", "proceedings": "book", "book": "book", "anthology": "book", "blog": "post-weblog", "reference":
    "book", "conference": "event", "audio": "song", "exhibition": "event", "repository": "software", "video":
    "motion_picture",
}  # fmt: skip
"""CSL type of each hayagriva type; the first hayagriva type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "title": "title", "abstract": "abstract", "genre": "genre", "volume": "volume", "issue": "issue", "edition":
    "edition", "page-range": "page", "page-total": "number-of-pages", "chapter": "chapter-number", "language":
    "language", "archive": "archive", "archive-location": "archive_location", "call-number": "call-number",
    "volume-total": "number-of-volumes",
}  # fmt: skip
"""Variable of each key that holds text."""

NUMBERS: Final = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number"}
ROLES: Final = {
    "translator": "translator", "compiler": "compiler", "composer": "composer", "director": "director",
    "illustrator": "illustrator", "narrator": "narrator", "collaborator": "contributor", "producer":
    "producer", "executive-producer": "executive-producer", "organizer": "organizer", "writer":
    "script-writer", "cast-member": "performer", "holder": "contributor",
}  # fmt: skip
_HANDLED: Final = frozenset(
    "type author editor affiliated date url serial-number publisher location note parent".split()
)


def read(source: Source) -> Iterator[Record]:
    """Yield the entries of a hayagriva file.

    Raises:
        ReadError: The text is no YAML mapping.

    """
    value = read_yaml(source.read_text(), format="hayagriva", source=source.name, limits=source.limits)
    if not isinstance(value, dict):
        raise ReadError("this is no mapping of keys to entries", format="hayagriva", source=source.name, line=1)
    for key, entry in value.items():
        if isinstance(entry, YamlMapping):
            yield from _item(key, untyped(entry), entry.line)
        else:
            yield Diagnostic("error", "hayagriva-no-entry", f"{key!r} is no entry but {str(entry)[:40]!r}")


def _item(key: str, entry: Mapping[str, Any], line: int) -> Iterator[Record]:
    draft = Draft("hayagriva", line)
    parents = [one for one in listed(entry, "parent") if isinstance(one, dict)]
    kind = plain(entry, "type").casefold()
    notes = [line for one in listed(entry, "note") for line in str(one).splitlines()]
    around = plain(parents[0], "type").casefold() if parents else ""
    draft.type = said_type(notes) or _type(kind, around)
    if not kind or kind not in TYPES:
        draft.report("warning", "unknown-type", f"the type {kind!r} is not known")
    if kind and _OUT_TYPES.get(draft.type) != kind:
        draft.keep("type", kind)
    for note in notes:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    _fields(draft, entry)
    for parent in parents[:1]:
        target = "collection-title" if draft.type in ("book", "report", "thesis") else "container-title"
        draft.put(target, _text(parent.get("title")), key="parent")
        short = plain(parent, "title", "short")
        draft.put("container-title-short", short, key="parent-short") if target == "container-title" else None
        people = {"author": "container-author", "editor": "editor" if "editor" not in draft else "contributor"}
        _fields(draft, parent, inherited=True, people=people)
        for series in [one for one in listed(parent, "parent") if isinstance(one, dict)][:1]:
            draft.put("collection-title", _text(series.get("title")), key="series")
            draft.put("collection-number", plain(series, "volume"), key="series-number")
    for other, one in entry.items():
        if other not in FIELDS and other not in _HANDLED and one is not None:
            draft.custom[f"hayagriva:{other}"] = one
    if len(parents) > 1:
        draft.custom["hayagriva:parent"] = parents[1:]
    yield from draft.records(" ".join(key.split()))


def _type(kind: str, around: str) -> str:
    if kind in ("article", "chapter", "entry", "anthos", "post", "web") and around in PARENTS:
        found = PARENTS[around]
        return "chapter" if kind in ("chapter", "anthos") and found != "paper-conference" else found
    return TYPES.get(kind, "document")


def _fields(
    draft: Draft,
    entry: Mapping[str, Any],
    *,
    inherited: bool = False,
    people: Mapping[str, str] | None = None,
) -> None:
    for key, variable in FIELDS.items():
        if not (inherited and key in ("title", "abstract", "genre")):
            draft.put(variable, _text(entry.get(key)), key=key)
    for key, variable in (people or {"author": "author", "editor": "editor"}).items():
        draft.add(variable, [name for one in listed(entry, key) if (name := _name(one))])
    for one in listed(entry, "affiliated"):
        names = [name for person in listed(one, "names") if (name := _name(person))]
        draft.add(ROLES.get(plain(one, "role"), "contributor"), names)
    serial = entry.get("serial-number")
    for key, variable in NUMBERS.items():
        text = plain(serial, key)
        draft.put(variable, as_doi(text) or text if variable == "DOI" else text, key=key)
    if isinstance(serial, str):
        draft.put("number", serial, key="serial-number")
    draft.put("URL", plain(entry, "url", "value") or plain(entry, "url"), key="url")
    draft.put("accessed", plain(entry, "url", "date"), key="url-date")
    draft.put("publisher", plain(entry, "publisher", "name") or plain(entry, "publisher"), key="publisher")
    draft.put("publisher-place", plain(entry, "publisher", "location") or plain(entry, "location"), key="location")
    if date := plain(entry, "date"):
        draft.put("issued", Date.parse(date), key="date")


def _text(value: Any) -> str:
    """Text, or the value of a formattable string."""
    return plain(value, "value") or plain(value)


def _name(value: Any) -> Name | None:
    if isinstance(value, dict):
        name, given = plain(value, "name"), plain(value, "given-name")
        if not name:
            return None
        prefix, suffix = plain(value, "prefix") or None, plain(value, "suffix") or None
        if not given and not prefix:
            return Name(literal=name)
        return Name(name, given or None, suffix, non_dropping_particle=prefix)
    return read_name(value) if isinstance(value, str) and value.strip() else None


# Writing

_OUT_TYPES: Final = {csl: kind for kind, csl in reversed(TYPES.items())} | {
    "paper-conference": "article", "article-newspaper": "article", "article-magazine": "article",
    "entry-encyclopedia": "entry", "entry-dictionary": "entry", "dataset": "repository",
}  # fmt: skip
_PARENT_TYPES: Final = {
    "article-journal": "periodical", "article-newspaper": "newspaper", "paper-conference": "proceedings",
    "chapter": "anthology", "entry": "reference", "post-weblog": "blog", "webpage": "web",
}  # fmt: skip


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield a hayagriva file.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    empty = True
    for item in items:
        empty = False
        yield write_yaml({item.id: _entry(item, writing)})
    if empty:
        yield "{}\n"


def _entry(item: Item, writing: Writing) -> dict[str, Any]:
    written = {"author", "editor"}
    own = {key[10:]: value for key, value in item.custom.items() if key.startswith("hayagriva:")}
    own.pop("type", None)
    entry: dict[str, Any] = {"type": _OUT_TYPES.get(item.type, "misc")}

    def take(variable: str) -> str:
        text = item.variables.get(variable)
        if not isinstance(text, str) or not text.strip() or text != " ".join(text.split()):
            return ""
        written.add(variable)
        return text

    for key, variable in FIELDS.items():
        if text := take(variable):
            entry[key] = text
    for role in ("author", "editor"):
        if people := [line for name in item.variables.get(role, ()) if (line := write_name(name))]:
            entry[role] = people
    if item.issued and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", item.issued.edtf()) and not item.issued.season:
        entry["date"] = item.issued.edtf()
        written.add("issued")
    serial = {
        key: text
        for key, variable in NUMBERS.items()
        if (variable != "DOI" or as_doi(item.DOI or "") == item.DOI) and (text := take(variable))
    }
    if serial:
        entry["serial-number"] = serial
    if text := take("URL"):
        entry["url"] = text
    if text := take("publisher"):
        entry["publisher"] = text
    if text := take("publisher-place"):
        entry["location"] = text
    kind = _PARENT_TYPES.get(item.type)
    if kind and (title := take("container-title")):
        entry["parent"] = {"type": kind, "title": title}
    entry |= {key: value for key, value in own.items() if key not in entry}
    notes = [f"type: {item.type}", *extra_lines(item, written)]
    notes += [line for line in (item.note or "").splitlines() if line.strip() and "note" not in written]
    written.add("note")
    entry["note"] = "\n".join(line for line in notes if not line.startswith("note: "))
    report_losses(item, "hayagriva", writing)
    return entry


def sniff(text: str) -> float:
    """Sure of entries with a ``type`` that hayagriva has, and no list."""
    if re.search(r"^(?:references|cff-version):|^- ", text, re.MULTILINE):
        return 0.0
    kinds = {match[1].casefold() for match in re.finditer(r"^ +type: *[\"']?(\w+)", text, re.MULTILINE)}
    heads = re.search(r"^[^\s#:][^:\n]*:\s*\n +\w[\w-]*:", text, re.MULTILINE)
    return 0.9 if heads and kinds & TYPES.keys() else 0.0


HAYAGRIVA: Final = Format(
    "hayagriva",
    "Hayagriva YAML",
    extensions=(".yaml", ".yml"),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("typst",),
    note="the bibliographies of Typst",
)
"""Hayagriva."""
