"""Crossref XML: unixref and deposit records.

Source of the elements: Crossref's unified metadata schema (unixref 1.1, deposits 4.3 to 5.3).

>>> from citelib.formats.exchange import loads
>>> article = "<titles><title>T</title></titles><doi_data><doi>10.1/x</doi></doi_data>"
>>> text = f"<crossref><journal><journal_article>{article}</journal_article></journal></crossref>"
>>> loads(text, "crossref-xml")["10.1/x"].type
'article-journal'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._fields import page_range
from citelib.formats._xml import line_of, rich, root_names, text, texts, xml_records
from citelib.formats.format import Format, Record, Source
from citelib.model import Date, Name, Point, Relation, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["CROSSREF_XML"]

# Elements that are a work, by the element around them; the first that is found is the work.
_WORKS: Final = (
    ("journal/journal_article", "article-journal"), ("conference/conference_paper", "paper-conference"),
    ("book/content_item", "chapter"), ("report-paper/content_item", "chapter"), ("dissertation", "thesis"),
    ("posted_content", "article"), ("standard", "standard"), ("database/dataset", "dataset"), ("peer_review", "review"),
    ("report-paper", "report"), ("sa_component/component_list/component", "document"), ("book", "book"),
    ("conference", "book"), ("database", "dataset"), ("journal", "periodical"),
)  # fmt: skip
_METADATA: Final = (
    "book_metadata", "book_series_metadata", "book_set_metadata", "report-paper_metadata",
    "report-paper_series_metadata", "standard_metadata", "proceedings_metadata", "proceedings_series_metadata",
    "journal_metadata", "database_metadata",
)  # fmt: skip
_ROLES: Final = {"author": "author", "editor": "editor", "translator": "translator", "chair": "chair"}


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Crossref XML."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "crossref-xml", {"crossref", "body"}, found.append):
        if record.tag == "crossref":
            yield from _item(record)
        else:
            inner = list(record.iter("crossref"))
            for one in inner:
                yield from _item(one)
            for child in [] if inner else list(record):
                if isinstance(child.tag, str):
                    record.remove(child)
                    around = record.makeelement("crossref")
                    around.append(child)
                    yield from _item(around)
    yield from found


def _item(record: Element) -> Iterator[Record]:
    draft = Draft("crossref-xml", line_of(record))
    work = None
    for path, csl_type in _WORKS:
        if (work := record.find(path)) is not None:
            draft.type = csl_type
            break
    if work is None:
        message = text(record, "error") or "the record has no work"
        yield Diagnostic("error", "crossref-xml-no-work", message, line=line_of(record))
        return
    outer = record.find(path.partition("/")[0])
    around = [
        one
        for parent in (work, outer)
        if parent is not None
        for name in _METADATA
        for one in [parent.find(name)]
        if one is not None
    ]
    _fields(draft, work, around, outer)
    yield from draft.records(draft.variables.get("DOI"))


def _fields(draft: Draft, work: Element, around: list[Element], outer: Element | None) -> None:
    is_part = work is not outer
    places = [work] if is_part else [work, *around]
    for node in places:
        draft.put("title", _title(node), key="titles")
        _people(draft, node)
        _data(draft, node)
        _pages(draft, node)
        _dates(draft, node)
        draft.put("abstract", "\n".join(filter(None, (rich(one) for one in node.findall("abstract")))))
    for node in (work, *around, *([] if outer is None else [outer])):
        _container(draft, node, is_part)
    draft.put("language", next((found for one in (work, *around) if (found := one.get("language"))), ""))
    if outer is not None:
        for node in (*outer.findall("journal_issue"), *outer.findall("event_metadata")):
            draft.put("volume", text(node, "journal_volume/volume"))
            draft.put("issue", text(node, "issue"))
            draft.put("event-title", text(node, "conference_name"))
            draft.put("event-place", text(node, "conference_location"))
            _dates(draft, node)
    draft.put("genre", text(work, "degree"))
    draft.put("publisher", text(work, "institution/institution_name"), key="institution")
    draft.put("publisher-place", text(work, "institution/institution_place"), key="institution")
    draft.put("number", text(work, "publisher_item/item_number[@item_number_type='article_number']"))
    draft.put("license", text(work, "program/license_ref"))
    for one in work.findall("program/related_item"):
        for link in one:
            row = relation_type("crossref", _kebab(link.get("relationship-type") or ""))
            scheme = {"doi": "doi", "pmid": "pmid", "uri": "url"}.get((link.get("identifier-type") or "").casefold())
            if row and scheme and text(link):
                draft.relations.append(Relation(row.name, text(link), scheme))  # type: ignore[arg-type]
    for doi in texts(work, "citation_list/citation/doi"):
        draft.relations.append(Relation("cites", doi, "doi"))


def _kebab(word: str) -> str:
    """``isCommentOn`` as ``is-comment-on``."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in word)


def _title(node: Element) -> str:
    title, subtitle = rich(node, "titles/title"), rich(node, "titles/subtitle")
    return f"{title.rstrip(': ')}: {subtitle}" if title and subtitle else title


def _container(draft: Draft, node: Element, is_part: bool) -> None:
    if node.tag == "journal_metadata":
        draft.put("container-title" if draft.type != "periodical" else "title", text(node, "full_title"))
        draft.put("container-title-short", text(node, "abbrev_title"))
    elif is_part and node.tag.endswith("metadata"):
        title = _title(node) or text(node, "proceedings_title")
        draft.put("container-title", title, key=f"{node.tag}")
        if node.tag != "proceedings_metadata":
            for one in node.findall("contributors/person_name"):
                if one.get("contributor_role") == "editor" and (name := _name(one)):
                    draft.add("editor", [name])
    else:
        draft.put("title", text(node, "proceedings_title"), key="proceedings_title")
    series = node.find("series_metadata")
    if series is not None:
        draft.put("collection-title", _title(series))
    draft.put("collection-number", text(node, "volume") if node.tag == "book_series_metadata" else "")
    draft.put("publisher", text(node, "publisher/publisher_name"), key="publisher")
    draft.put("publisher-place", text(node, "publisher/publisher_place"), key="publisher_place")
    draft.put("edition", text(node, "edition_number"))
    for number in texts(node, "isbn"):
        draft.append("ISBN", number, " ")
    for number in texts(node, "issn"):
        draft.append("ISSN", number, " ")
    _dates(draft, node)


def _people(draft: Draft, node: Element) -> None:
    for one in [*node.findall("contributors/*"), *node.findall("person_name")]:
        role = _ROLES.get(one.get("contributor_role") or "author", "contributor")
        if name := _name(one):
            draft.add(role, [name])


def _name(node: Element) -> Name | None:
    if node.tag == "organization":
        return Name(literal=text(node)) if text(node) else None
    family = text(node, "surname")
    if not family:
        return None
    orcid = text(node, "ORCID").rpartition("/")[2] or None
    places = texts(node, "affiliation") or texts(node, "affiliations/institution/institution_name")
    return Name(
        family=family,
        given=text(node, "given_name") or None,
        suffix=text(node, "suffix") or None,
        orcid=orcid,
        custom={"affiliation": places} if places else None,
    )


def _data(draft: Draft, node: Element) -> None:
    draft.put("DOI", text(node, "doi_data/doi"))
    draft.put("URL", text(node, "doi_data/resource"), key="resource")


def _pages(draft: Draft, node: Element) -> None:
    first, last = text(node, "pages/first_page"), text(node, "pages/last_page")
    pages = page_range(first, last)
    if others := text(node, "pages/other_pages"):
        pages = f"{pages}, {others}" if pages else others
    draft.put("page", pages)


def _dates(draft: Draft, node: Element) -> None:
    """The date in print comes first, as that is the one of the volume."""
    found = [one for name in _DATES for one in node.findall(name)]
    found.sort(key=lambda one: one.get("media_type") == "online")
    for one in found:
        year, month, day = (text(one, part) for part in ("year", "month", "day"))
        if not year.isdigit() or not int(year) or "issued" in draft:
            continue
        numbers = [int(year)]
        if month.isdigit() and 1 <= int(month) <= 12:
            numbers.append(int(month))
            if day.isdigit() and 1 <= int(day) <= 31:
                numbers.append(int(day))
        elif month.isdigit() and 21 <= int(month) <= 24:
            numbers.append(int(month))
        draft.put("issued", Date(Point.from_parts(tuple(numbers))))


_DATES: Final = ("publication_date", "posted_date", "approval_date", "review_date", "database_date/publication_date")


def sniff(text: str) -> float:
    """Sure of Crossref's root elements."""
    name = root_names(text)[0]
    if name in ("doi_records", "doi_batch", "crossref_result", "crossref"):
        return 1.0
    return 0.9 if (name and "crossref.org/xschema" in text) or ("crossref.org/schema" in text[:3000] and name) else 0.0


CROSSREF_XML: Final = Format(
    "crossref-xml",
    "Crossref XML (unixref)",
    extensions=(".xml",),
    media_types=("application/vnd.crossref.unixref+xml", "application/vnd.crossref.unixsd+xml"),
    sniff=sniff,
    read=read,
    aliases=("crossref-unixref-xml", "unixref", "unixsd"),
    note="unixref and deposit records of Crossref",
)
"""Crossref XML."""
