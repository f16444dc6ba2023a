"""What the head of a page says of the work that it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name
from citelib.formats.kit.names.affiliations import affiliated_too
from citelib.formats.web.html.tables import FACTS, GRAPH_TYPES, PEOPLE, SCHOLARLY, SITE_TYPES, TAGS_OF_TYPES, TYPES
from citelib.model import Date, Item, Name, Relation

__all__ = ["read_facts", "read_head"]


@attrs.frozen
class Head:
    """Tags in order, and by name in lower case."""

    ordered: Sequence[tuple[str, str]]
    named: Mapping[str, Sequence[str]]

    def first(self, names: str) -> str:
        """The first value of these tags, of which the first that the page has counts."""
        return next((value for name in names.split() for value in self.named.get(name, ())), "")


def read_head(tree: Any) -> Head:
    """The tags of a page."""
    ordered: list[tuple[str, str]] = []
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        value = one_line(attributes.get("content") or "")
        if name and value:
            ordered.append((name.strip().casefold().replace("dc:", "dc.").replace("dcterms:", "dcterms."), value))
    named: dict[str, dict[str, None]] = {}
    for name, value in ordered:
        named.setdefault(name, {})[value] = None
    return Head(ordered, {name: list(values) for name, values in named.items()})


def read_facts(draft: Draft, head: Head, tree: Any, works: Sequence[Item]) -> None:
    """Put what the tags of a page say into a draft, and what they leave out as an embedded work says it."""
    work = next((one for one in works if one.type not in SITE_TYPES), None)
    draft.type = _type(head, work)
    _identifiers(draft, head)
    for variable, names in PEOPLE.items():
        if variable not in draft:
            draft.add(variable, _people(head, names))
    if work is not None:
        for name in ("author", "editor"):
            if work.get(name) and (name not in draft or not head.first("citation_author dc.creator")):
                draft.variables[name] = list(work[name])
    for variable, names in FACTS.items():
        trusted = " ".join(name for name in names.split() if name.startswith(SCHOLARLY))
        value = head.first(trusted)
        if not value and work is not None and variable in work:
            continue
        value = value or head.first(names)
        if variable == "event-title" and draft.type != "paper-conference":
            continue
        if variable == "issued":
            draft.put(variable, _date(value) if value else None)
        elif variable == "language":
            draft.put(variable, value.replace("_", "-"))
        else:
            draft.put(variable, value)
    draft.put("page", page_range(head.first("citation_firstpage bepress_citation_firstpage prism.startingpage"),
                                 head.first("citation_lastpage bepress_citation_lastpage prism.endingpage"))
              or head.first("eprints.pagerange citation_pages"))  # fmt: skip
    if work is not None:
        for variable, value in work.variables.items():
            draft.variables.setdefault(variable, value)
    _rest(draft, head, tree)


def _rest(draft: Draft, head: Head, tree: Any) -> None:
    title = tree.css_first("title")
    if "title" not in draft and title is not None:
        draft.put("title", one_line(title.text()))
    canonical = next((node.attributes.get("href") or "" for node in tree.css("link[rel=canonical i]")), "")
    if re.match("https?://", canonical):
        draft.variables.setdefault("URL", canonical)
    root = tree.css_first("html")
    if "language" not in draft and root is not None:
        draft.put("language", root.attributes.get("lang") or "")
    if "container-title" not in draft and draft.type in _ON_SITES:
        draft.put("container-title", head.first("og:site_name"))
    if "keyword" not in draft:
        for names in ("citation_keywords citation_keyword", "dc.subject dcterms.subject", "article:tag", "keywords"):
            values = [value for name in names.split() for value in head.named.get(name, ())]
            words = [word for value in values for word in re.split("[;,]", value)]
            for word in words:
                draft.add_keyword(word)
            if words:
                break
    for value in head.named.get("citation_reference", ()):
        match = re.search(r"citation_doi=([^;]+)", value)
        if match and (doi := as_doi(match[1])):
            draft.relations.append(Relation("cites", doi, "doi"))
        else:
            draft.keep("citation_reference", value)
    known = {name for names in (*FACTS.values(), *PEOPLE.values()) for name in names.split()} | _KNOWN
    for name, value in head.ordered:
        if name.startswith("citation_") and name not in known:
            draft.keep(name, value)


_KNOWN: Final = frozenset(
    "citation_doi citation_issn citation_eissn citation_isbn citation_pmid citation_firstpage citation_lastpage "
    "citation_pages citation_keywords citation_keyword citation_reference citation_author_institution "
    "citation_author_orcid citation_author_email citation_arxiv_id".split()
)


_ON_SITES: Final = ("webpage", "article-newspaper", "post-weblog", "article-magazine")
"""Types whose container is the site."""


def _type(head: Head, work: Item | None) -> str:
    if found := next((csl_type for names, csl_type in TAGS_OF_TYPES if head.first(names)), None):
        return found
    for name in ("eprints.type", "dc.type", "dcterms.type"):
        for value in head.named.get(name, ()):
            if found := TYPES.get(value.casefold().replace(" ", "")):
                return found
    if head.first("prism.publicationname"):
        return "article-journal"
    if head.first("citation_isbn"):
        return "book"
    if work is not None:
        return work.type
    graph = head.first("og:type").casefold()
    if head.first("citation_title"):
        return "article" if head.first("citation_arxiv_id") else "document"
    return GRAPH_TYPES.get(graph, "webpage")


def _identifiers(draft: Draft, head: Head) -> None:
    for name in ("citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier", "dc.identifier.doi",
                 "dcterms.identifier", "eprints.id_number", "dc.relation.doi"):  # fmt: skip
        for value in head.named.get(name, ()):
            if "DOI" not in draft:
                draft.put("DOI", as_doi(value))
    for name in ("citation_issn", "citation_eissn", "prism.issn", "prism.eissn", "eprints.issn"):
        for value in head.named.get(name, ()):
            draft.append("ISSN", issns(value) or "", " ")
    for name in ("citation_isbn", "eprints.isbn", "book:isbn"):
        for value in head.named.get(name, ()):
            draft.append("ISBN", isbns(value) or "", " ")
    if arxiv := head.first("citation_arxiv_id"):
        draft.put("number", f"arXiv:{arxiv}")


def _people(head: Head, names: str) -> list[Name]:
    """The people of the first tag that names any, with what the tags behind each say of them."""
    for wanted in names.split():
        found: list[Name] = []
        for name, value in head.ordered:
            if name == wanted and not re.match("https?://", value):
                several = [one.strip() for one in value.split(";") if one.strip()]
                found += [_person(one) for one in several]
            elif found and name == "citation_author_orcid" and wanted == "citation_author":
                found[-1] = attrs.evolve(found[-1], orcid=value.rpartition("/")[2])
            elif found and name == "citation_author_institution" and wanted == "citation_author":
                found[-1] = affiliated_too(found[-1], value)
        if found:
            return list(dict.fromkeys(found))
    return []


def _person(text: str) -> Name:
    return read_name(text) if "," in text or len(text.split()) > 5 else Name.parse(text)


def _date(value: str) -> Date:
    """A date; the time of day is left out, and slashes stand for hyphens."""
    day = re.match(r"[0-9]{4}([-/])[0-9]{1,2}(?:\1[0-9]{1,2})?(?=[T ]|$)", value)
    return Date.parse(day[0] if day else value)
