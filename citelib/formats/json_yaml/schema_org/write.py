"""Writing JSON-LD: one work, or several in a graph with links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from citelib.formats.format import Writing
from citelib.formats.json_yaml.json_values import json_text
from citelib.formats.json_yaml.schema_org.read import read_person
from citelib.formats.json_yaml.schema_org.tables import FIELDS, NOT_READ, PUBLISHER_ID, TYPES
from citelib.formats.kit.extra import kept_lines
from citelib.formats.kit.fields import as_doi, issns
from citelib.formats.kit.lines import is_line, one_line
from citelib.formats.kit.names.affiliations import affiliations
from citelib.formats.kit.written import WrittenDraft
from citelib.model import RELATION_TYPES, Item, Name, Relation, relation_type
from citelib.model.custom import NEWS_RELEASE, QUOTATIONS_KEY

__all__ = ["write", "write_codemeta"]


# Writing

_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
_OUT: Final = {variable: key for key, variable in reversed(FIELDS.items())}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a JSON-LD document; more than one item stands in a ``@graph``.

    Args:
        items: Items.
    """
    return write_format(items, "schema-org", "https://schema.org")


def write_format(items: Iterable[Item], format: str, address: str) -> Iterator[str]:
    linked: set[str] = set()
    works = (_work(item, format) for item in items)
    if format == "schema-org":
        works = (_in_graph(item, _work(item, format), linked) for item in items)
    first, second = next(works, None), next(works, None)
    context = f'"@context": "{address}"'
    if first is None:
        yield f'{{{context}, "@graph": []}}\n'
        return
    if second is None:
        yield f"{{{context}, {json_text(first)[1:]}\n"
        return
    yield f'{{{context}, "@graph": [\n  {json_text(first)},\n  {json_text(second)}'
    for work in works:
        yield f",\n  {json_text(work)}"
    yield "\n]}\n"


_LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "reports-on": ("about", "citation"),
    "comments-on": ("about", "citation"),
    "mentions": ("mentions",),
}
"""What links a work to another one of the same document; their proofs stand in ``citelib:notes``."""


def _in_graph(item: Item, work: dict[str, Any], linked: set[str]) -> dict[str, Any]:
    """Add what search engines read of a news release: its kind, links to its works, and who says what.

    All this is said again of what the notes keep, so that nothing of it needs to be read.

    Args:
        item: The item.
        work: Its object.
        linked: The ids of items that works before this one link to.
    """
    if item.genre == NEWS_RELEASE and item.type == "webpage":
        work |= {"@type": "NewsArticle", "headline": item.title} if item.title else {"@type": "NewsArticle"}
        if item.author and item.author[0].literal:
            work["sourceOrganization"] = _person(item.author[0])
        if site := item.container_title or (item.author[0].literal if item.author else None):
            work.setdefault("publisher", {"@type": "Organization", "@id": PUBLISHER_ID, "name": one_line(site)})
    for relation in item.relations:
        if relation.scheme == "id" and relation.type in _LINKS:
            linked.add(relation.target)
            for word in _LINKS[relation.type]:
                work.setdefault(word, []).append({"@id": _fragment(relation.target)})
    if item.id in linked:
        if address := work.get("@id"):
            work["sameAs"] = address
        work["@id"] = _fragment(item.id)
    said = item.custom.get(QUOTATIONS_KEY)
    if isinstance(said, list) and (quotations := [one for one in map(_quotation, said) if one]):
        work["hasPart"] = quotations
    return work


def _fragment(id: str) -> str:
    return f"#{quote(id, safe='')}"


def _quotation(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict) or not isinstance(words := value.get("words"), str):
        return None
    speaker = value.get("speaker")
    creator = {"creator": {"@type": "Person", "name": speaker}} if isinstance(speaker, str) and speaker else {}
    return {"@type": "Quotation", "text": " ".join(words.split()), **creator}


_SINGLE: Final = frozenset(("title", "abstract", "version", "edition", "ISBN", "language", "number-of-pages", "number"))


def _work(item: Item, format: str) -> dict[str, Any]:
    draft = WrittenDraft(item)
    work: dict[str, Any] = {"@type": _OUT_TYPES.get(item.type, "CreativeWork"), "citelib:id": item.id}
    for variable in item.variables:
        if variable == "abstract":
            work["abstract"] = "\n".join(draft.take_lines(variable))
        elif variable in _SINGLE:
            work[_OUT[variable]] = draft.take(variable)
    for variable in ("author", "editor", "translator", "contributor"):
        work[variable] = draft.take_names(variable, _person, read_person)
    work["datePublished"] = draft.take_date("issued")
    if doi := draft.take_exact("DOI", as_doi):
        work["@id"] = f"https://doi.org/{doi}"
    work["url"] = draft.take("URL")
    if publisher := draft.take("publisher"):
        work["publisher"] = {"@type": "Organization", "name": publisher}
    work["license"] = draft.take("license")
    work["keywords"] = draft.take_keywords()
    first, last = draft.take_pages()
    work |= {"pageStart": first, "pageEnd": last} if last else {"pagination": first}
    work["isPartOf"] = _part_of(draft)
    work = {key: value for key, value in work.items() if value not in (None, "", [], {})}
    draft.take_relations(lambda relation: _link(relation, work))
    work["citelib:notes"] = [f"type: {item.type}", *draft.lines(), *kept_lines(item, format)]
    return work


def _part_of(draft: WrittenDraft) -> dict[str, Any]:
    """The container, within it the volume, within that the issue."""
    part: dict[str, Any] = {}
    kind = draft.item.type
    if kind not in ("book", "dataset", "software") and (title := draft.take("container-title")):
        part = {"@type": "Periodical" if kind.startswith("article") else "CreativeWork", "name": title}
        if numbers := draft.take_exact("ISSN", issns):
            part["issn"] = numbers.split()
    for variable, kind, key in _PARTS:
        if text := draft.take(variable):
            part = {"@type": kind, key: text, **({"isPartOf": part} if part else {})}
    return part


_PARTS: Final = (("volume", "PublicationVolume", "volumeNumber"), ("issue", "PublicationIssue", "issueNumber"))


def _link(relation: Relation, work: dict[str, Any]) -> bool:
    """Write a relation as a property, if there is one that will be read back."""
    word = RELATION_TYPES[relation.type].schema_org
    if not word or word in NOT_READ or relation.evidence or relation.custom:
        return False
    known = relation_type("schema_org", word)
    is_doi = relation.scheme == "doi" and as_doi(relation.target) == relation.target
    if known is None or known.name != relation.type or not (is_doi or relation.scheme == "url"):
        return False
    target = f"https://doi.org/{relation.target}" if is_doi else relation.target
    if not is_doi and (as_doi(target) or not target.startswith("http") or not is_line(target)):
        return False
    work.setdefault(word, []).append({"@id": target})
    return True


def _person(name: Name) -> dict[str, Any]:
    if name.literal is not None:
        person = {"@type": "Organization", "name": name.literal}
    else:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        person = {"@type": "Person", "familyName": name.full_family, "givenName": given}
        person["honorificSuffix"] = name.suffix or ""
    if name.orcid:
        person["@id"] = f"https://orcid.org/{name.orcid}"
    places = [{"@type": "Organization", "name": place} for place in affiliations(name)]
    texts = {key: text for key, value in person.items() if (text := " ".join(value.split()))}
    return texts | ({"affiliation": places} if places else {})


_CODEMETA_CONTEXT: Final = "https://w3id.org/codemeta/3.0"


def write_codemeta(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a ``codemeta.json``; more than one item stands in a ``@graph``.

    Args:
        items: Items.
    """
    return write_format(items, "codemeta", _CODEMETA_CONTEXT)
