"""From items to MEDLINE records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citelib.formats.format import Writing
from citelib.formats.kit.extra import extra_lines, kept_texts
from citelib.formats.kit.fields import as_doi, as_pmcid, full_pages, issns
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import write_name
from citelib.formats.kit.names.affiliations import affiliations
from citelib.formats.tagged.nbib.tables import FIELDS, OUT_TYPES, RELATIONS
from citelib.formats.tagged.records import written_records
from citelib.model import Date, Item, Relation, is_cut_short, people
from citelib.model.custom import CITATION
from citelib.model.keywords import split_keywords

__all__ = ["write"]


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield MEDLINE records with an empty line between them.

    Args:
        items: Items.
    """
    return written_records((_fields(item) for item in items), "{:<4}- {}\n")


_OUT: Final = {variable: tag for tag, variable in reversed(FIELDS.items()) if variable not in ("keyword", "PMID")}


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kept = kept_texts(item, "medline-nbib")
    written = {"title", "author", "keyword", "note", "issued", "PMID"}
    if (pmid := item.PMID) and pmid.isascii() and pmid.isdigit():
        yield "PMID", pmid
    else:
        written.discard("PMID")
    if pmid != item.id:
        yield "OID", f"id:{one_line(item.id) or made_id(item.variables)}"
    yield "TI", one_line(item.title or "")
    yield from _authors(item)
    yield from _variables(item, written)
    yield from _numbers(item, written)
    if item.issued:
        yield "DP", _write_date(item.issued)
    for word in split_keywords(item.keyword or ""):
        yield "OT", one_line(word)
    types = list(map(one_line, kept.pop("PT", ())))
    own = OUT_TYPES.get(item.type)
    if own is None:
        yield "GN", f"type: {item.type}"
    elif own not in types:
        types.append(own)
    for kind in types:
        yield "PT", kind
    links, others = _links(item)
    yield from links
    for line in extra_lines(item, written, others, cut_short=("author",)):
        yield "GN", line
    for line in (item.note or "").splitlines():
        yield "GN", one_line(line)
    for tag, values in kept.items():
        if re.fullmatch("[A-Z]{2,4}", tag):
            for value in values:
                yield tag, one_line(value)


def _authors(item: Item) -> Iterator[tuple[str, str]]:
    """The authors, behind each what is known of them."""
    for name in people(item.author):
        yield ("CN", one_line(name.literal)) if name.literal is not None else ("FAU", write_name(name))
        if name.orcid:
            yield "AUID", f"ORCID: {name.orcid}"
        for place in affiliations(name):
            yield "AD", one_line(place)
    if is_cut_short(item.author):
        yield "AU", "et al."  # as PubMed has it of the years in which it indexed the first ten authors


def _variables(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """The variables that have a tag of their own and are not in `written`, to which they are added."""
    for variable, tag in _OUT.items():
        value = item.variables.get(variable)
        if value is None or variable in written or (tag == "BTI" and item.type != "chapter"):
            continue
        written.add(variable)
        if isinstance(value, tuple):
            for name in people(value):
                yield tag, write_name(name)
        else:
            yield "BTI" if tag == "JT" and item.type == "chapter" else tag, one_line(value)


def _numbers(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """Pages, place, serial numbers and identifiers; what is exact is added to `written`."""
    if page := one_line(item.page or ""):
        yield "PG", page
        if full_pages(page) == item.page:
            written.add("page")
    if item.publisher_place and not item.type.startswith("article"):
        written.add("publisher-place")
        yield "PL", one_line(item.publisher_place)
    if item.ISSN and issns(item.ISSN) == item.ISSN:
        written.add("ISSN")
        for number in item.ISSN.split():
            yield "IS", number
    if item.DOI and as_doi(item.DOI) == item.DOI:
        written.add("DOI")
        yield "LID", f"{item.DOI} [doi]"
    if item.PMCID and as_pmcid(item.PMCID) == item.PMCID:
        written.add("PMCID")
        yield "PMC", item.PMCID


def _links(item: Item) -> tuple[list[tuple[str, str]], list[Relation]]:
    """Fields of relations to records of PubMed, and the other relations."""
    tags = {relation: tag for tag, relation in reversed(RELATIONS.items())}
    links, others = [], []
    for relation in item.relations:
        tag = tags.get(relation.type, "")
        if not tag or relation.scheme != "pmid" or relation.evidence or not relation.target.isdigit():
            others.append(relation)
            continue
        citation = one_line(str((relation.custom or {}).get(CITATION, "")))
        links.append((tag, f"{citation}. PMID: {relation.target}" if citation else f"PMID: {relation.target}"))
    return links, others


_NAMES: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _write_date(date: Date) -> str:
    """``2019 Apr 12``; EDTF for what that cannot say."""
    text = date.edtf()
    if not re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", text):
        return text or one_line(str(date))
    parts = text.split("-")
    return " ".join(
        [parts[0], *[_NAMES[int(month) - 1] for month in parts[1:2]], *[str(int(day)) for day in parts[2:]]]
    )
