"""schema.org JSON-LD, and CodeMeta, which is schema.org for software.

Source of the names: schema.org 29 and CodeMeta 3.0. Parts of a container (``isPartOf``: issue, volume, periodical) are
followed to its title. Relations are the properties that the table of relations names, with ``@id`` or ``url`` of the
other work; variables without a property are ``citelib:VARIABLE``.

>>> from citelib.formats.exchange import loads
>>> text = '{"@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "T", "datePublished": "2019-04-12"}'
>>> item = loads(text, "schema-org")["2019t"]
>>> item.type, item.issued
('article-journal', Date('2019-04-12'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.json_values import json_text, json_values
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, issns, page_range
from citelib.formats.kit.lines import is_line, one_line, paragraphs
from citelib.formats.kit.names import affiliated, affiliations, read_name
from citelib.formats.kit.nested import listed, plain
from citelib.formats.kit.written import WrittenDraft
from citelib.model import RELATION_TYPES, Item, Name, Relation, relation_type
from citelib.model.custom import NEWS_RELEASE, QUOTATIONS_KEY

__all__ = ["CODEMETA", "SCHEMA_ORG", "TYPES", "json_ld_records"]

TYPES: Final[dict[str, str]] = {
    "ScholarlyArticle": "article-journal", "MedicalScholarlyArticle": "article-journal", "NewsArticle":
    "article-newspaper", "ReportageNewsArticle": "article-newspaper", "Article": "article-magazine", "Report": "report",
    "TechArticle": "report", "BlogPosting": "post-weblog", "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "Book": "book", "Chapter": "chapter", "Thesis": "thesis", "Dataset": "dataset", "DataCatalog": "dataset",
    "SoftwareSourceCode": "software", "SoftwareApplication": "software", "WebPage": "webpage", "AboutPage": "webpage",
    "WebSite": "webpage", "VideoObject": "motion_picture", "Movie": "motion_picture", "AudioObject": "song",
    "MusicRecording": "song", "PodcastEpisode": "broadcast", "TVEpisode": "broadcast", "RadioEpisode": "broadcast",
    "ImageObject": "graphic", "Photograph": "graphic", "Painting": "graphic", "Map": "map",
    "Legislation": "legislation",
    "Review": "review", "Manuscript": "manuscript", "PresentationDigitalDocument": "speech", "Event": "event",
    "Periodical": "periodical", "Collection": "collection", "SheetMusic": "musical_score", "CreativeWork": "document",
    "DigitalDocument": "document",
}  # fmt: skip
"""CSL type of each schema.org type; the first schema.org type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "name": "title", "headline": "title", "title": "title", "alternativeHeadline": "title-short",
    "abstract": "abstract", "description": "abstract", "version": "version", "softwareVersion": "version",
    "bookEdition": "edition", "isbn": "ISBN", "inLanguage": "language", "volumeNumber": "volume",
    "issueNumber": "issue", "numberOfPages": "number-of-pages", "position": "chapter-number", "inSupportOf": "genre",
    "reportNumber": "number",
}  # fmt: skip

_BY_FOLDED_NAME: Final = {name.casefold(): csl_type for name, csl_type in TYPES.items()}

NAMES: Final = {"author": "author", "creator": "author", "editor": "editor", "translator": "translator",
                "contributor": "contributor", "director": "director", "illustrator": "illustrator"}  # fmt: skip
"""Name variable of each property; a second one of the same variable is read only if the first has no names."""

_PUBLISHER: Final = "#publisher"
"""Id of the publisher of a news article that is only said again: the site that carries it, else who issued it."""
_DATES: Final = {"datePublished": "issued", "dateCreated": "issued", "dateModified": "issued"}


def read(source: Source) -> Iterator[Record]:
    """Yield the works of JSON-LD."""
    return _read(source, "schema-org")


def _read(source: Source, format: str) -> Iterator[Record]:
    for value in json_values(source, format):
        if isinstance(value, Diagnostic):
            yield value
        else:
            yield from json_ld_records(value.value, format, value.line)


def json_ld_records(value: Any, format: str, line: int | None = None) -> Iterator[Record]:
    """The works of a JSON-LD value: of an object, a list, or a ``@graph``; what is no work is passed over."""
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
            draft.add(variable, [name for one in _parts(value, key) if (name := _name(one)) is not None])
    for key in ("authors", "agents"):  # the first versions of CodeMeta
        if "author" not in draft:
            draft.add("author", [name for one in listed(value, key) if (name := _name(one)) is not None])
    for key, variable in _DATES.items():
        if variable not in draft:
            draft.put(variable, plain(value, key).partition("T")[0] or None)
    _identifiers(draft, value)
    draft.put("URL", plain(value, "url") or plain(value, "codeRepository") or _address(plain(value, "@id")))
    if plain(value, "publisher", "@id") != _PUBLISHER:
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
    if len(found) == 1 and isinstance(found[0], str) and (people := _LIST.findall(found[0])) and len(people) > _FEW:
        return [f"{family}, {given.strip()}" for family, given in people]
    return found


_LIST: Final = re.compile(r"(?:^|, (?:and )?|and )([^\W\d_][^,.]+), ((?:[^\W\d_]\.[ -]?)+)")
"""Family name and initials, with commas between the people: «McNeill, L.C., Dugan, B., and Xi, C.»."""
_FEW: Final = 2


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and not as_doi(text) else ""


def _name(value: Any) -> Name | None:
    if isinstance(value, str):
        return _whole(value)
    family, given = plain(value, "familyName"), plain(value, "givenName")
    id = plain(value, "@id") or plain(value, "identifier") or plain(value, "sameAs")
    orcid = id.rpartition("/")[2] if "orcid.org/" in id else None
    kind = plain(value, "@type").casefold()
    custom = affiliated(plain(one, "name") or plain(one) for one in listed(value, "affiliation"))
    if family and kind != "organization":
        return Name(family=family, given=given or None, orcid=orcid, custom=custom)
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
        if row.schema_org is None or row.schema_org in ("sameAs", "isPartOf", "about", "review"):
            continue
        known = relation_type("schema_org", row.schema_org)
        for one in listed(value, row.schema_org) if known is row else ():
            target = plain(one, "@id") or plain(one, "url") or plain(one)
            if doi := as_doi(target):
                draft.relations.append(Relation(row.name, doi, "doi"))
            elif target.startswith("http"):
                draft.relations.append(Relation(row.name, target, "url"))


# Writing

_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
_OUT: Final = {variable: key for key, variable in reversed(FIELDS.items())}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a JSON-LD document; more than one item stands in a ``@graph``.

    Args:
        items: Items.
    """
    return _write(items, "schema-org", "https://schema.org")


def _write(items: Iterable[Item], format: str, address: str) -> Iterator[str]:
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
            work.setdefault("publisher", {"@type": "Organization", "@id": _PUBLISHER, "name": one_line(site)})
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
        work[variable] = draft.take_names(variable, _person, _name)
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
    if not word or word in ("sameAs", "isPartOf", "about", "review") or relation.evidence or relation.custom:
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
        given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
        person = {"@type": "Person", "familyName": name.full_family, "givenName": given}
    if name.orcid:
        person["@id"] = f"https://orcid.org/{name.orcid}"
    places = [{"@type": "Organization", "name": place} for place in affiliations(name)]
    texts = {key: text for key, value in person.items() if (text := " ".join(value.split()))}
    return texts | ({"affiliation": places} if places else {})


def sniff(text: str) -> float:
    """Sure of a context of schema.org; CodeMeta has its own."""
    if text.lstrip()[:1] not in ("[", "{") or ("@context" not in text[:5000] and "@type" not in text[:5000]):
        return 0.0
    return (
        0.95
        if re.search(r'"https?:\\?/\\?/(?:www\.)?schema\.org\\?/?', text) and "codemeta" not in text[:3000]
        else 0.2
    )


def _sniff_codemeta(text: str) -> float:
    """Sure of CodeMeta's context."""
    if text.lstrip()[:1] not in ("[", "{"):
        return 0.0
    return 1.0 if re.search(r'"@context"\s*:[^}]{0,300}codemeta', text[:5000], re.IGNORECASE) else 0.0


SCHEMA_ORG: Final = Format(
    "schema-org",
    "schema.org JSON-LD",
    media_types=("application/ld+json",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("schema-org-jsonld", "json-ld", "jsonld"),
    note="what web pages tell search engines about a work",
    of_names=OF_NAMES,
)
"""schema.org."""

_CODEMETA_CONTEXT: Final = "https://w3id.org/codemeta/3.0"


def read_codemeta(source: Source) -> Iterator[Record]:
    """Yield the works of a ``codemeta.json``."""
    return _read(source, "codemeta")


def write_codemeta(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a ``codemeta.json``; more than one item stands in a ``@graph``.

    Args:
        items: Items.
    """
    return _write(items, "codemeta", _CODEMETA_CONTEXT)


CODEMETA: Final = Format(
    "codemeta",
    "CodeMeta",
    sniff=_sniff_codemeta,
    read=read_codemeta,
    write=write_codemeta,
    aliases=("codemeta-json",),
    note="schema.org for software, as codemeta.json has it",
    of_names=OF_NAMES,
)
"""CodeMeta."""
