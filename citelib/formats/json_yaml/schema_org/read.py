"""Reading JSON-LD: works in objects, lists and graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.json_yaml.json_values import json_values, looks_like_json
from citelib.formats.json_yaml.schema_org.tables import FIELDS, NAMES, NOT_READ, PUBLISHER_ID, TYPES
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import as_doi, page_range
from citelib.formats.kit.lines import one_line, paragraphs
from citelib.formats.kit.names import read_name
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.kit.nested import listed, plain
from citelib.model import RELATION_TYPES, Name, Relation, relation_type

__all__ = ["json_ld_records", "read", "read_codemeta", "read_person", "sniff", "sniff_codemeta"]

_BY_FOLDED_NAME: Final = {name.casefold(): csl_type for name, csl_type in TYPES.items()}

_DATES: Final = {"datePublished": "issued", "dateCreated": "issued", "dateModified": "issued"}


def read(source: Source) -> Iterator[Record]:
    """Yield the works of JSON-LD."""
    return read_format(source, "schema-org")


def read_format(source: Source, format: str) -> Iterator[Record]:
    for value in json_values(source, format):
        if isinstance(value, Diagnostic):
            yield value
        else:
            yield from json_ld_records(value.value, format, value.line)


def json_ld_records(value: Any, format: str, line: int | None = None) -> Iterator[Record]:
    """The works of a JSON-LD value: of an object, a list, or a ``@graph``; what is not a work is passed over."""
    for one in listed(value):
        if isinstance(one, dict) and isinstance(one.get("@graph"), list):
            yield from json_ld_records(one["@graph"], format, line)
        elif isinstance(one, dict) and (csl_type := _type(one)) is not None:
            yield from _item(one, csl_type, format, line)


def _type(value: Mapping[str, Any]) -> str | None:
    for kind in (
        plain(one).rpartition("/")[2].rpartition(":")[2] for one in listed(value, "@type") or listed(value, "type")
    ):
        if found := TYPES.get(kind) or _BY_FOLDED_NAME.get(kind.casefold()):
            return found
    # What has a name and an author is a work, of whatever kind it is.
    has_title = any(value.get(key) for key in ("name", "headline", "title"))
    is_work = bool(value.get("author") or value.get("creator")) and has_title
    return "document" if is_work else None


def _item(value: Mapping[str, Any], csl_type: str, format: str, line: int | None) -> Iterator[Record]:
    draft = Draft(format, line)
    notes = [plain(one) for one in listed(value, "citelib:notes")]
    draft.type = noted_type(notes) or csl_type
    for note in notes:
        read_extra(note, draft)
    for key, variable in FIELDS.items():
        fit = paragraphs if variable == "abstract" else one_line
        text = next(filter(None, (plain(value, key, *path, fit=fit) for path in ((), ("name",), ("@value",)))), "")
        if text and variable not in draft:
            draft.put(variable, text, key=key)
    for key, variable in NAMES.items():
        if variable not in draft or key == variable:
            draft.add(variable, [name for one in _parts(value, key) if (name := read_person(one)) is not None])
    for key in ("authors", "agents"):  # the first versions of CodeMeta
        if "author" not in draft:
            draft.add("author", [name for one in listed(value, key) if (name := read_person(one)) is not None])
    for key, variable in _DATES.items():
        if variable not in draft:
            draft.put(variable, plain(value, key).partition("T")[0] or None)
    _identifiers(draft, value)
    draft.put("URL", plain(value, "url") or plain(value, "codeRepository") or _address(plain(value, "@id")))
    if plain(value, "publisher", "@id") != PUBLISHER_ID:
        draft.put("publisher", plain(value, "publisher", "name") or plain(value, "publisher"))
    draft.put("publisher-place", plain(value, "locationCreated", "name") or plain(value, "locationCreated"))
    draft.put("license", plain(value, "license", "name") or plain(value, "license", "url") or plain(value, "license"))
    words = listed(value, "keywords")
    for one in words:
        draft.add_keyword(plain(one, "name") or plain(one))
    first, last = plain(value, "pageStart"), plain(value, "pageEnd")
    draft.put("page", plain(value, "pagination") or page_range(first, last))
    _containers(draft, value)
    _relations(draft, value)
    yield from draft.records(plain(value, "citelib:id") or draft.variables.get("DOI"))


def _parts(value: Mapping[str, Any], key: str) -> list[Any]:
    """The names of a property; a list of more than two that stands in one text is taken apart."""
    found = listed(value, key)
    if (
        len(found) == 1
        and isinstance(found[0], str)
        and (people := _PEOPLE_IN_ONE_TEXT.findall(found[0]))
        and len(people) > _FEW
    ):
        return [f"{family}, {given.strip()}" for family, given in people]
    return found


_PEOPLE_IN_ONE_TEXT: Final = re.compile(r"(?:^|, (?:and )?|and )([^\W\d_][^,.]+), ((?:[^\W\d_]\.[ -]?)+)")
"""Family name and initials, with commas between the people: «McNeill, L.C., Dugan, B., and Xi, C.»."""
_FEW: Final = 2


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and not as_doi(text) else ""


def read_person(value: Any) -> Name | None:
    """The name of a person or organization, which is an object or a text; None if it has none."""
    if isinstance(value, str):
        return _whole(value)
    family, given = plain(value, "familyName"), plain(value, "givenName")
    id = plain(value, "@id") or plain(value, "identifier") or plain(value, "sameAs")
    orcid = id.rpartition("/")[2] if "orcid.org/" in id else None
    kind = plain(value, "@type").casefold()
    custom = affiliated(plain(one, "name") or plain(one) for one in listed(value, "affiliation"))
    if family and kind != "organization":
        suffix = plain(value, "honorificSuffix")
        return Name(family, given or None, suffix or None, orcid=orcid, custom=custom)
    whole = plain(value, "name") or plain(value, "legalName") or given
    if not whole:
        return None
    name = Name(literal=whole) if kind == "organization" else _whole(whole)
    return attrs.evolve(name, orcid=orcid, custom=custom)


def _whole(text: str) -> Name:
    """A person's name in one string, in either order."""
    return read_name(text) if "," in text else Name.parse(text) if 1 < len(text.split()) < 5 else Name(literal=text)


def _identifiers(draft: Draft, value: Mapping[str, Any]) -> None:
    for one in [*listed(value, "identifier"), *listed(value, "@id"), *listed(value, "sameAs"), *listed(value, "id")]:
        text = plain(one, "value") or plain(one, "@id") or plain(one)
        if doi := as_doi(text):
            draft.put("DOI", doi, key="identifier")
        elif plain(one, "propertyID").casefold() == "pmid":
            draft.put("PMID", text, key="identifier")
        elif text and not text.startswith(("http", "#")):
            draft.keep("identifier", text)


def _containers(draft: Draft, value: Mapping[str, Any]) -> None:
    """What the work is part of, from the inside out: an issue, a volume, a periodical or a book."""
    part: Any = value
    for _ in range(5):
        part = next((one for one in listed(part, "isPartOf") if isinstance(one, dict)), None)
        if part is None:
            return
        kind = plain(part, "@type")
        draft.put("issue", plain(part, "issueNumber"))
        draft.put("volume", plain(part, "volumeNumber"))
        for number in listed(part, "issn"):
            draft.append("ISSN", plain(number), " ")
        draft.put("issued", plain(part, "datePublished")) if "issued" not in draft else None
        if kind not in ("PublicationIssue", "PublicationVolume"):
            target = "collection-title" if draft.type in ("book", "dataset", "software") else "container-title"
            draft.put(target, plain(part, "name"), key="isPartOf")
            draft.put("ISBN", plain(part, "isbn"), key="isPartOf-isbn")


def _relations(draft: Draft, value: Mapping[str, Any]) -> None:
    for row in RELATION_TYPES.values():
        if row.schema_org is None or row.schema_org in NOT_READ:
            continue
        known = relation_type("schema_org", row.schema_org)
        for one in listed(value, row.schema_org) if known is row else ():
            target = plain(one, "@id") or plain(one, "url") or plain(one)
            if doi := as_doi(target):
                draft.relations.append(Relation(row.name, doi, "doi"))
            elif target.startswith("http"):
                draft.relations.append(Relation(row.name, target, "url"))


def sniff(text: str) -> float:
    """Sure of a context of schema.org; CodeMeta has its own."""
    if not looks_like_json(text) or ("@context" not in text[:5000] and "@type" not in text[:5000]):
        return 0.0
    return (
        0.95
        if re.search(r'"https?:\\?/\\?/(?:www\.)?schema\.org\\?/?', text) and "codemeta" not in text[:3000]
        else 0.2
    )


def sniff_codemeta(text: str) -> float:
    """Sure of CodeMeta's context."""
    if not looks_like_json(text):
        return 0.0
    return 1.0 if re.search(r'"@context"\s*:[^}]{0,300}codemeta', text[:5000], re.IGNORECASE) else 0.0


def read_codemeta(source: Source) -> Iterator[Record]:
    """Yield the works of a ``codemeta.json``."""
    return read_format(source, "codemeta")
