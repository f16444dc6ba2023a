"""Crossref JSON: works as the REST interface of Crossref gives them.

Source of the keys: the «work» of Crossref's REST documentation. Read are single works, answers with ``message`` and
lists with ``items``. Relations (``relation``, ``update-to``, ``updated-by``, ``references`` with a DOI as *cites*) and
ORCIDs are kept; what CSL has no variable for stays in ``custom`` under ``crossref-json:KEY``.

>>> from citelib.formats.exchange import loads
>>> text = '{"message": {"DOI": "10.1/x", "type": "journal-article", "title": ["T"], "update-to": [{"DOI": "10.1/y",'
>>> text += ' "type": "correction"}]}}'
>>> [(one.type, one.target) for one in loads(text, "crossref-json")["10.1/x"].relations]
[('corrects', '10.1/y')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._json import at, json_values, listed, plain, records_in
from citelib.formats.format import Format, Record, Source
from citelib.model import Date, Name, Point, Relation, relation_type
from citelib.model.relations import RELATION_TYPES

__all__ = ["CROSSREF_JSON", "TYPES"]

TYPES: Final[dict[str, str]] = {
    "journal-article": "article-journal", "book": "book", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-series": "book", "book-set": "book", "book-chapter": "chapter",
    "book-section": "chapter", "book-part": "chapter", "book-track": "chapter", "reference-entry": "entry",
    "proceedings-article": "paper-conference", "proceedings": "book", "dissertation": "thesis", "report": "report",
    "report-component": "chapter", "report-series": "report", "standard": "standard", "dataset": "dataset",
    "database": "dataset", "posted-content": "article", "peer-review": "review", "journal": "periodical",
    "journal-issue": "periodical", "component": "document", "grant": "document", "other": "document",
}  # fmt: skip
"""CSL type of each Crossref type."""

NAMES: Final = ("author", "editor", "translator", "chair")

FIELDS: Final[dict[str, str]] = {
    "DOI": "DOI", "title": "title", "short-title": "title-short", "container-title": "container-title",
    "short-container-title": "container-title-short", "volume": "volume", "issue": "issue", "page": "page",
    "article-number": "number", "publisher": "publisher", "publisher-location": "publisher-place",
    "edition-number": "edition", "language": "language", "URL": "URL", "part-number": "part-number",
    "special-numbering": "supplement-number",
}  # fmt: skip
"""Variable of each key that holds text or a list of texts."""

DATES: Final = ("published-print", "published", "issued", "published-online", "posted", "created")
"""Dates of publication, the one to cite first."""

KEPT: Final = (
    "funder", "abstract-language", "subject", "alternative-id", "archive", "assertion", "clinical-trial-number",
    "group-title", "is-referenced-by-count", "member", "prefix", "score", "source", "subtype",
)  # fmt: skip


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Crossref JSON."""
    for value in json_values(source, "crossref-json"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for work in records_in(value.value, ("message",), ("items",)):
            if isinstance(work, dict):
                yield from _item(work, value.line)


def _item(work: Mapping[str, Any], line: int) -> Iterator[Record]:
    draft = Draft("crossref-json", line)
    kind = plain(work, "type")
    draft.type = TYPES.get(kind, "document")
    if kind and _OUT_TYPES.get(draft.type) != kind:
        draft.keep("type", kind)
    for key, variable in FIELDS.items():
        draft.put(variable, _markup(plain(work, key)), key=key)
    if subtitle := _markup(plain(work, "subtitle")):
        title = draft.variables.get("title", "")
        if not title.casefold().endswith(subtitle.casefold()):
            draft.variables["title"] = f"{title}: {subtitle}" if title else subtitle
    draft.put("abstract", _abstract(plain(work, "abstract")))
    for variable in NAMES:
        draft.add(variable, [name for one in listed(work, variable) if (name := _name(one)) is not None])
    for key in DATES:
        if (date := _date(at(work, key))) is not None:
            draft.put("issued", date)
            break
    draft.put("submitted", _date(at(work, "accepted")), key="accepted")
    draft.put("ISSN", " ".join(plain(one) for one in listed(work, "ISSN")))
    draft.put("ISBN", " ".join(plain(one).rpartition("/")[2] for one in listed(work, "ISBN")))
    draft.put("event-title", plain(work, "event", "name") or plain(work, "event"))
    draft.put("event-place", plain(work, "event", "location"))
    draft.put("license", plain(work, "license", 0, "URL"))
    draft.put("genre", plain(work, "degree"))
    draft.put("keyword", ", ".join(plain(one) for one in listed(work, "subject")))
    if draft.type == "thesis" or "publisher" not in draft:
        if institution := plain(work, "institution", 0, "name"):
            draft.variables["publisher"] = institution
        draft.put("publisher-place", plain(work, "institution", 0, "place"))
    if draft.type == "book" and "container-title" in draft:
        draft.variables["collection-title"] = draft.variables.pop("container-title")
    if draft.type == "chapter" and len(titles := listed(work, "container-title")) > 1:
        draft.put("collection-title", plain(titles[0]))
        draft.variables["container-title"] = plain(titles[1])
    if "page" not in draft and "number" in draft and draft.type.startswith("article"):
        draft.variables["page"] = draft.variables.pop("number")
    _relations(draft, work)
    for key in KEPT:
        if (value := at(work, key)) is not None:
            draft.custom[f"crossref-json:{key}"] = value
    yield from draft.records(plain(work, "DOI"))


_TAGS: Final = re.compile(r"</?(?:jats:|mml:)?([a-zA-Z]+)[^<>]*>")
_KNOWN: Final = {"italic": "i", "i": "i", "bold": "b", "b": "b", "sub": "sub", "sup": "sup", "em": "i"}


def _markup(text: str) -> str:
    """Markup of Crossref's titles (``<i>``, ``<jats:italic>`` …) as CSL's; other tags go."""

    def tag(match: re.Match[str]) -> str:
        known = _KNOWN.get(match[1].lower())
        return f"<{'/' if match[0][1] == '/' else ''}{known}>" if known else ""

    if "<" not in text and "&" not in text:
        return text
    text = _TAGS.sub(tag, text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(text.split())


def _abstract(text: str) -> str:
    text = re.sub(r"<(?:jats:)?title>(?:Abstract|ABSTRACT|Summary)</(?:jats:)?title>", "", text)
    text = re.sub(r"</(?:jats:)?(?:p|title|sec)>\s*", "\n", text)
    return "\n".join(line for part in text.split("\n") if (line := _markup(part)))


def _name(value: Any) -> Name | None:
    family, given = plain(value, "family"), plain(value, "given")
    literal = plain(value, "name") or plain(value, "literal")
    orcid = plain(value, "ORCID").rpartition("/")[2] or None
    affiliation = [name for one in listed(value, "affiliation") if (name := plain(one, "name"))]
    custom = {"affiliation": affiliation} if affiliation else None
    if family:
        suffix = plain(value, "suffix") or None
        return Name(family=family, given=given or None, suffix=suffix, orcid=orcid, custom=custom)
    literal = literal or given
    return Name(literal=literal, orcid=orcid, custom=custom) if literal else None


def _date(value: Any) -> Date | None:
    parts = at(value, "date-parts", 0)
    if not isinstance(parts, list):
        return None
    numbers = [int(part) for part in parts[:3] if str(part).isascii() and str(part).isdigit()]
    if not numbers or not numbers[0]:
        return None
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        numbers = numbers[:1]
    if len(numbers) > 2 and not 1 <= numbers[2] <= 31:
        numbers = numbers[:2]
    return Date(Point.from_parts(tuple(numbers)))


_UPDATES: Final = {
    "correction": "corrects", "erratum": "corrects", "corrigendum": "corrects", "addendum": "supplements",
    "retraction": "retracts", "withdrawal": "retracts", "removal": "retracts", "partial_retraction": "retracts",
    "expression_of_concern": "expresses-concern-about", "new_version": "replaces", "new_edition": "replaces",
}  # fmt: skip
"""Relation of each type of ``update-to``; ``updated-by`` has the inverse."""


def _relations(draft: Draft, work: Mapping[str, Any]) -> None:
    found: dict[tuple[str, str], Relation] = {}
    for key in ("update-to", "updated-by"):
        for one in listed(work, key):
            name = _UPDATES.get(plain(one, "type").casefold().replace("-", "_"))
            doi = plain(one, "DOI")
            if name and doi:
                name = name if key == "update-to" else RELATION_TYPES[name].inverse
                found.setdefault((name, doi), Relation(name, doi, "doi"))
    relations = at(work, "relation")
    for word, targets in relations.items() if isinstance(relations, dict) else ():
        row = relation_type("crossref", word)
        for one in listed(targets):
            target, scheme = plain(one, "id"), _SCHEMES.get(plain(one, "id-type").casefold())
            if row and target and scheme:
                found.setdefault((row.name, target), Relation(row.name, target, scheme))  # type: ignore[arg-type]
            elif target:
                draft.keep(f"relation-{word}", target)
    for one in listed(work, "reference"):
        if doi := plain(one, "DOI"):
            found.setdefault(("cites", doi), Relation("cites", doi, "doi"))
    draft.relations.extend(found.values())


_SCHEMES: Final = {"doi": "doi", "pmid": "pmid", "uri": "url", "url": "url"}


_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}


def sniff(text: str) -> float:
    """Sure of keys that only Crossref has."""
    if text.lstrip()[:1] not in ("[", "{"):
        return 0.0
    keys = ("reference-count", "is-referenced-by-count", "content-domain", "deposited", "indexed", "message-type")
    found = sum(f'"{key}"' in text for key in keys)
    return 1.0 if found > 1 else 0.0


CROSSREF_JSON: Final = Format(
    "crossref-json",
    "Crossref JSON",
    extensions=(".json",),
    media_types=("application/vnd.crossref+json",),
    sniff=sniff,
    read=read,
    aliases=("crossref",),
    note="works as Crossref's REST interface gives them, with relations and updates",
)
"""Crossref JSON."""
