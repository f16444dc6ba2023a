"""Crossref JSON: works as the REST interface of Crossref gives them.

Source of the keys: the «work» of Crossref's REST documentation. Read are single works, answers with ``message`` and
lists with ``items``. Relations (``relation``, ``update-to``, ``updated-by``, ``references`` with a DOI as *cites*) and
ORCIDs are kept; what CSL has no variable for stays in ``custom`` under ``crossref-json:KEY``. Written is a list of
works as the interface answers a query; what Crossref has no key for stands in ``citelib-notes``.

>>> from citelib.formats.exchange import dumps, loads
>>> text = '{"message": {"DOI": "10.1/x", "type": "journal-article", "title": ["T"], "update-to": [{"DOI": "10.1/y",'
>>> text += ' "type": "correction"}]}}'
>>> [(one.type, one.target) for one in loads(text, "crossref-json")["10.1/x"].relations]
[('corrects', '10.1/y')]
>>> works = loads(text, "crossref-json")
>>> loads(dumps(works, "crossref-json"), "crossref-json") == works
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, STYLES, Format, Record, Source, Writing
from citelib.formats.json_yaml.csl_json import csl_records
from citelib.formats.json_yaml.json_values import json_keys, json_text, json_values, looks_like_json
from citelib.formats.kit.crossref import OUT_SCHEMES, OUT_UPDATES, UPDATES, has_word
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_values, noted_type, read_extra
from citelib.formats.kit.fields import date_of
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.kit.nested import at, listed, plain, records_in
from citelib.formats.kit.written import WrittenDraft, is_plain
from citelib.model import Date, Item, Name, Relation, relation_type
from citelib.model.relations import RELATION_TYPES
from citelib.model.vocabulary import ITEM_TYPES
from citelib.richtext.markup import TAGS, translated

__all__ = ["CROSSREF_JSON", "TYPES", "crossref_records", "is_csl"]

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
    "funder", "abstract-language", "alternative-id", "archive", "assertion", "clinical-trial-number",
    "group-title", "is-referenced-by-count", "member", "prefix", "score", "source", "subtype",
)  # fmt: skip


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Crossref JSON."""
    for value in json_values(source, "crossref-json"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for work in records_in(value.value, ("message",), ("items",)):
            if isinstance(work, dict) and is_csl(work):
                yield from csl_records(work, "csl-json", value.line)
            elif isinstance(work, dict):
                yield from crossref_records(work, value.line)


def is_csl(work: Mapping[str, Any]) -> bool:
    """Whether a record is CSL-JSON, as doi.org gives it with Crossref's extra keys."""
    kind, title = plain(work, "type"), work.get("title")
    return kind in ITEM_TYPES and not isinstance(title, list) and (kind not in TYPES or isinstance(title, str))


def crossref_records(work: Mapping[str, Any], line: int | None) -> Iterator[Record]:
    """The item of a work of Crossref."""
    draft = Draft("crossref-json", line)
    kind = plain(work, "type")
    notes = [plain(one) for one in listed(work, "citelib-notes")]
    draft.type = noted_type(notes) or TYPES.get(kind, "document")
    if kind and _OUT_TYPES.get(draft.type, "other") != kind:
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
    _dates(draft, work)
    draft.put("ISSN", " ".join(plain(one) for one in listed(work, "ISSN")))
    draft.put("ISBN", " ".join(plain(one).rpartition("/")[2] for one in listed(work, "ISBN")))
    draft.put("event-title", plain(work, "event", "name") or plain(work, "event"))
    draft.put("event-place", plain(work, "event", "location"))
    draft.put("license", plain(work, "license", 0, "URL"))
    draft.put("genre", plain(work, "degree"))
    for one in listed(work, "subject"):
        draft.add_keyword(plain(one))
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
    for note in notes:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    yield from draft.records(plain(work, "citelib-id") or plain(work, "DOI"))


def _dates(draft: Draft, work: Mapping[str, Any]) -> None:
    draft.put("issued", next((date for key in DATES if (date := _date(at(work, key))) is not None), None))
    if at(work, "published-print"):
        draft.put("available-date", _date(at(work, "published-online")))
    draft.put("submitted", _date(at(work, "accepted")), key="accepted")


_TAGS: Final = re.compile(r"</?(?:jats:|mml:)?([a-zA-Z]+)[^<>]*>")
_FACES: Final = {
    "italic": "italic", "i": "italic", "em": "italic", "bold": "bold", "b": "bold", "strong": "bold", "sub": "sub",
    "sup": "sup", "scp": "small-caps", "sc": "small-caps",
}  # fmt: skip
"""Kind of markup of Crossref's face markup and of JATS."""
_MARKS: Final = {**TAGS, "small-caps": ("<scp>", "</scp>")}
_MISREAD: Final = re.compile("<(?=/?[a-zA-Z])|&(?=(?:lt|gt|quot|apos|amp);)")


def _markup(text: str) -> str:
    """Markup of Crossref's titles (``<i>``, ``<jats:italic>`` …) as CSL's; other tags go."""

    def tag(match: re.Match[str]) -> str:
        kind = _FACES.get(match[1].lower())
        return TAGS[kind][match[0][1] == "/"] if kind else ""

    if "<" not in text and "&" not in text:
        return text
    text = _TAGS.sub(tag, text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return one_line(text)


def _in_crossref_markup(text: str) -> str:
    """The inverse of `_markup`: CSL's markup as Crossref's, with escapes where plain text would be taken for a tag."""
    return translated(text, _MARKS, lambda plain: _MISREAD.sub(lambda one: "&lt;" if one[0] == "<" else "&amp;", plain))


def _paragraphs(lines: Sequence[str]) -> str:
    """The inverse of `_abstract`."""
    faces = [_in_crossref_markup(line) for line in lines]
    return "".join(f"<jats:p>{line}</jats:p>" for line in faces) if len(faces) > 1 else "".join(faces)


def _abstract(text: str) -> str:
    text = re.sub(r"<(?:jats:)?title>(?:Abstract|ABSTRACT|Summary)</(?:jats:)?title>", "", text)
    text = re.sub(r"</(?:jats:)?(?:p|title|sec)>\s*", "\n", text)
    return "\n".join(line for part in text.split("\n") if (line := _markup(part)))


def _name(value: Any) -> Name | None:
    family, given = plain(value, "family"), plain(value, "given")
    literal = plain(value, "name") or plain(value, "literal")
    orcid = plain(value, "ORCID").rpartition("/")[2] or None
    custom = affiliated(plain(one, "name") for one in listed(value, "affiliation"))
    if family:
        suffix = plain(value, "suffix") or None
        return Name(family=family, given=given or None, suffix=suffix, orcid=orcid, custom=custom)
    literal = literal or given
    return Name(literal=literal, orcid=orcid, custom=custom) if literal else None


def _date(value: Any) -> Date | None:
    parts = at(value, "date-parts", 0)
    return date_of(*map(str, parts[:3])) if isinstance(parts, list) and parts else None


def _relations(draft: Draft, work: Mapping[str, Any]) -> None:
    found: dict[tuple[str, str, str], Relation] = {}
    for key in ("update-to", "updated-by"):
        for one in listed(work, key):
            name = UPDATES.get(plain(one, "type").casefold().replace("-", "_"))
            doi = plain(one, "DOI")
            if name and doi:
                name = name if key == "update-to" else RELATION_TYPES[name].inverse
                found.setdefault((name, doi, "doi"), Relation(name, doi, "doi"))
    relations = at(work, "relation")
    for word, targets in relations.items() if isinstance(relations, dict) else ():
        row = relation_type("crossref", word)
        for one in listed(targets):
            target, scheme = plain(one, "id"), _SCHEMES.get(plain(one, "id-type").casefold())
            if row and target and scheme:
                found.setdefault((row.name, target, scheme), Relation(row.name, target, scheme))
            elif target:
                draft.keep(f"relation-{word}", target)
    others = []
    for one in listed(work, "reference"):
        if doi := plain(one, "DOI"):
            found.setdefault(("cites", doi, "doi"), Relation("cites", doi, "doi"))
        else:
            others.append(one)
    if others:
        draft.custom["crossref-json:reference"] = others
    draft.relations.extend(found.values())


_SCHEMES: Final = {"doi": "doi", "pmid": "pmid", "uri": "url", "url": "url"}


# Writing

_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
_LISTS: Final = frozenset(("title", "container-title", "short-title", "short-container-title"))


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a list of works as an answer of the interface.

    Args:
        items: Items.
    """
    yield '{"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {"items": ['
    count = 0
    for item in items:
        yield f"{',' if count else ''}\n  {json_text(_work(item))}"
        count += 1
    yield f'\n], "total-results": {count}}}}}\n'


def _work(item: Item) -> dict[str, Any]:
    rest = WrittenDraft(item)
    own = kept_values(item, "crossref-json")
    kind = plain(own, "type", 0)
    kind = kind if TYPES.get(kind) == item.type else _OUT_TYPES.get(item.type, "other")
    work: dict[str, Any] = {"type": kind}
    if item.id != item.DOI:
        work["citelib-id"] = item.id
    for key, variable in FIELDS.items():
        if variable not in _PLACED and (value := _take_in_markup(rest, variable)):
            work[key] = [value] if key in _LISTS else value
    _host(item, rest, work)
    # With no pages, the number of an article is read as such.
    if ("page" in work or not item.type.startswith("article")) and (value := _take_in_markup(rest, "number")):
        work["article-number"] = value
    if lines := rest.take_lines("abstract", lambda value: _abstract(_paragraphs(value.split("\n")))):
        work["abstract"] = _paragraphs(lines)
    work |= _people(rest) | _written_dates(rest)
    for variable in ("ISSN", "ISBN"):
        if value := rest.take_exact(variable, lambda text: None if "/" in text else text):
            work[variable] = value.split()
    license, genre = rest.take("license"), rest.take("genre")
    parts = {
        "subject": rest.take_keywords(),
        "event": {key: value for key, variable in _EVENT.items() if (value := rest.take(variable))},
        "license": [{"URL": license}] if license else None,
        "degree": [genre] if genre else None,
    }
    work |= {key: value for key, value in parts.items() if value}
    _write_relations(rest, work, own)
    work |= {key: own[key] for key in KEPT if key in own}
    if notes := list(rest.lines(TYPES.get(kind, "document"))):
        work["citelib-notes"] = notes
    return work


def _people(rest: WrittenDraft) -> dict[str, Any]:
    named = {variable: rest.take_names(variable, _person) for variable in NAMES}
    return {
        variable: [{**one, "sequence": "additional" if place else "first"} for place, one in enumerate(people)]
        for variable, people in named.items()
        if people
    }


_DATES: Final = (("issued", "issued"), ("submitted", "accepted"), ("available-date", "published-online"))


def _written_dates(rest: WrittenDraft) -> dict[str, Any]:
    taken = {key: rest.take_parts(variable) for variable, key in _DATES}
    dates = {key: {"date-parts": [list(parts)]} for key, parts in taken.items() if parts}
    if "published-online" in dates and "issued" in dates:
        dates["published-print"] = dates["issued"]  # else what is online would be all that there is
    return dates


def _take_in_markup(rest: WrittenDraft, variable: str) -> str | None:
    """A value in Crossref's markup, if the reader will give it back."""
    value = rest.take(variable, lambda value: _markup(_in_crossref_markup(value)))
    return None if value is None else _in_crossref_markup(value)


_PLACED: Final = frozenset(("container-title", "number"))
_EVENT: Final = {"name": "event-title", "location": "event-place"}


def _host(item: Item, rest: WrittenDraft, work: dict[str, Any]) -> None:
    """Of a book, the container is its series; of a chapter, the series and the book."""
    if item.type == "book":
        titles = [_take_in_markup(rest, "collection-title")]
    else:
        titles = [_take_in_markup(rest, "container-title")]
        if item.type == "chapter" and titles[0] and (series := _take_in_markup(rest, "collection-title")):
            titles.insert(0, series)
    if any(titles):
        work["container-title"] = titles


def _person(name: Name) -> dict[str, Any]:
    if name.literal is not None or not name.family:
        person: dict[str, Any] = {"name": name.literal or name.given or name.full_family}
    else:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        person = {"given": given, "family": name.full_family, "suffix": name.suffix or ""}
    if name.orcid:
        person["ORCID"] = f"https://orcid.org/{name.orcid}"
    person = {key: text for key, value in person.items() if (text := " ".join(value.split()))}
    places = [{"name": place} for place in affiliations(name)]
    return {**person, **({"affiliation": places} if places else {})}


def _write_relations(rest: WrittenDraft, work: dict[str, Any], own: Mapping[str, Any]) -> None:
    updates = rest.take_relations(lambda one: _is_doi(one) and one.type in OUT_UPDATES)
    updated = rest.take_relations(lambda one: _is_doi(one) and RELATION_TYPES[one.type].inverse in OUT_UPDATES)
    if updates:
        work["update-to"] = [{"DOI": one.target, "type": OUT_UPDATES[one.type]} for one in updates]
    if updated:
        work["updated-by"] = [
            {"DOI": one.target, "type": OUT_UPDATES[RELATION_TYPES[one.type].inverse]} for one in updated
        ]
    relations: dict[str, list[dict[str, str]]] = {}
    for one in rest.take_relations(has_word):
        word = RELATION_TYPES[one.type].crossref or ""
        link = {"id-type": OUT_SCHEMES[one.scheme], "id": one.target, "asserted-by": "subject"}
        relations.setdefault(word, []).append(link)
    if relations:
        work["relation"] = relations
    cited = rest.take_relations(lambda one: _is_doi(one) and one.type == "cites")
    references: list[Any] = [{"key": f"ref{number}", "DOI": one.target} for number, one in enumerate(cited, 1)]
    references += own["reference"] if isinstance(own.get("reference"), list) else []
    work["reference-count"] = len(references)
    if references:
        work["reference"] = references


def _is_doi(relation: Relation) -> bool:
    return is_plain(relation) and relation.scheme == "doi"


def sniff(text: str) -> float:
    """Sure of keys that only Crossref has."""
    if not looks_like_json(text):
        return 0.0
    found = json_keys(text, "reference-count is-referenced-by-count content-domain deposited indexed message-type")
    # Whoever asks for some keys only gets what is around them, and these.
    is_answer = '"DOI"' in text and re.search(r'"message"\s*:\s*\{', text[:2000]) is not None
    return 1.0 if found > 1 else 0.9 if is_answer else 0.0


CROSSREF_JSON: Final = Format(
    "crossref-json",
    "Crossref JSON",
    media_types=("application/vnd.crossref+json",),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("crossref",),
    note="works as Crossref's REST interface gives them, with relations and updates",
    of_names=OF_NAMES,
)
"""Crossref JSON."""
