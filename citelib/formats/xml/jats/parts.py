"""What a citation and the front of an article have alike: names, dates, pages, identifiers, related articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, date_of, isbns, issns, page_range
from citelib.formats.kit.names import is_east_asian
from citelib.formats.xml.elements import text, texts
from citelib.model import ET_AL, Date, Name, Relation, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_date", "read_identifiers", "read_name", "read_pages", "read_relations"]


def read_name(node: Element) -> Name | None:
    """The name of a person, a group or «et al.», or None for an element that is none."""
    if node.tag == "name-alternatives":
        return next((name for one in node if (name := read_name(one)) is not None), None)
    if node.tag in ("collab", "on-behalf-of"):
        words = "".join([str(node.text or ""), *(str(one.tail or "") for one in node)])
        whole = " ".join(words.split()) or text(node, "institution") or text(node)
        return Name(literal=whole) if whole else None
    if node.tag == "etal":
        return ET_AL
    if node.tag not in ("name", "string-name"):
        return None
    family, given = text(node, "surname"), text(node, "given-names")
    orcid = text(node, "contrib-id").rpartition("/")[2] or None
    if not family:
        whole = given or text(node)
        return Name(literal=whole) if whole else None
    if not given:
        return Name(family=family, suffix=text(node, "suffix") or None, orcid=orcid)
    name = Name.parse(f"{family.replace(',', ' ')}, N.")
    name = attrs.evolve(name, given=given, suffix=text(node, "suffix") or None, orcid=orcid)
    # Of a name in an East Asian script its order goes without saying.
    is_said = node.get("name-style") == "eastern" and not is_east_asian(name)
    return attrs.evolve(name, static_ordering=True) if is_said else name


def read_date(node: Element) -> Date | None:
    """The date of an element that has a year."""
    year = node.find("year")
    if year is None:
        return None
    if (iso := year.get("iso-8601-date")) and (date := Date.parse(iso)).start is not None:
        return date
    words = text(year)
    match = re.fullmatch(r"([0-9]{4})([a-z]?)", words)
    found = date_of(match[1], text(node, "month") or text(node, "season"), text(node, "day")) if match else None
    if match is None or found is None:
        return Date.parse(words) if words else None
    return attrs.evolve(found, raw=words) if match[2] else found


def read_pages(draft: Draft, node: Element) -> None:
    """Put pages, or the number of the article that has none, into a draft."""
    pages = page_range(text(node, "fpage"), text(node, "lpage")) or text(node, "page-range")
    draft.put("page", pages or text(node, "elocation-id"))
    if pages and text(node, "elocation-id"):
        draft.put("number", text(node, "elocation-id"))
    for one in node.findall("size"):
        if (one.get("units") or "").startswith("page"):
            draft.put("number-of-pages", text(one))


def read_identifiers(draft: Draft, node: Element) -> None:
    """Put the identifiers of a work into a draft."""
    for one in [*node.findall("pub-id"), *node.findall("article-id"), *node.findall("object-id")]:
        kind, value = (one.get("pub-id-type") or "").casefold(), text(one)
        if (doi := as_doi(value)) is not None:
            draft.put("DOI", doi, key="pub-id")
        elif kind == "pmid":
            draft.put("PMID", value, key="pub-id")
        elif kind in ("pmc", "pmcid", "pmcaid"):
            draft.put("PMCID", as_pmcid(value) or f"PMC{value}", key="pub-id")
        elif kind in ("isbn", "issn"):
            draft.append(kind.upper(), value, " ")
        elif kind == "arxiv":
            draft.put("number", f"arXiv:{value.removeprefix('arXiv:')}", key="pub-id")
        elif value:
            draft.keep("pub-id", f"{kind} {value}".strip())
    for value in texts(node, "isbn"):
        draft.append("ISBN", isbns(value) or value, " ")
    for value in texts(node, "issn"):
        draft.append("ISSN", issns(value) or value, " ")


def read_relations(draft: Draft, node: Element) -> None:
    """Put the articles and objects that a work names as related into a draft."""
    for one in [*node.findall("related-article"), *node.findall("related-object")]:
        row = relation_type("jats", one.get("related-article-type") or one.get("link-type") or "")
        target = one.get("href") or text(one)
        scheme = (one.get("ext-link-type") or "").casefold()
        if not target:
            continue
        name = row.name if row is not None else "related-to"
        if (doi := as_doi(target)) is not None:
            draft.relations.append(Relation(name, doi, "doi"))
        elif scheme in ("pmid", "pubmed"):
            draft.relations.append(Relation(name, target, "pmid"))
        elif target.startswith("http"):
            draft.relations.append(Relation(name, target, "url"))
