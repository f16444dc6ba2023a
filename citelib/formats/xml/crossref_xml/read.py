"""From Crossref XML to items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.kit.crossref import UPDATES
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import date_of, page_range
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.xml.crossref_xml.tables import METADATA, POSTED, REVIEWER, REVIEWS, ROLES, WORKS
from citelib.formats.xml.elements import line_of, rich, root_names, text, texts, xml_records
from citelib.model import Name, Relation, relation_type
from citelib.model.numbers import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read", "sniff"]


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Crossref XML."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "crossref-xml", {"crossref", "body"}, found.append):
        if record.tag == "crossref":
            yield from _item(record)
        else:
            inner = list(record.iter("crossref"))
            for one in inner:
                yield from _item(one, _queried_publisher(one))
            for child in [] if inner else list(record):
                if isinstance(child.tag, str):
                    record.remove(child)
                    around = record.makeelement("crossref")
                    around.append(child)
                    yield from _item(around)
    yield from found


def _queried_publisher(record: Element) -> str:
    """The publisher as the answer to a query says it beside the record."""
    query = next(record.iterancestors("query"), None)
    return "" if query is None else text(query, "crm-item[@name='publisher-name']")


def _item(record: Element, publisher: str = "") -> Iterator[Record]:
    draft = Draft("crossref-xml", line_of(record))
    work = None
    for path, csl_type in WORKS:
        if (work := record.find(path)) is not None:
            draft.type = csl_type
            break
    if work is None:
        message = text(record, "error") or "the record has no work"
        yield Diagnostic("error", "crossref-xml-no-work", message, line=line_of(record))
        return
    outer = next(work.iterancestors(path.partition("/")[0]), work)
    around = [
        one
        for parent in ([work] if outer is work else [work, outer])
        for name in METADATA
        for one in [parent.find(name)]
        if one is not None
    ]
    inner = [work] if work is not outer else [work, *around]
    notes = {
        kind: [note for one in inner for note in texts(one, f"{_ASSERTIONS}[@group_name='citelib'][@name='{kind}']")]
        for kind in ("id", "note")
    }
    draft.type = noted_type(notes["note"]) or _type(work, draft.type)
    _fields(draft, work, around, outer)
    draft.put("publisher", publisher, key="publisher-name")
    for note in notes["note"]:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    if work.tag == "peer_review" and "genre" not in draft and not notes["id"]:
        draft.put("genre", REVIEWS.get(work.get("type") or "", "peer review"))
    yield from draft.records(next(iter(notes["id"]), "") or draft.variables.get("DOI"))


def _type(work: Element, found: str) -> str:
    """The type by what the element says of its kind."""
    if work.tag == "posted_content":
        return "post-weblog" if _is_blog(work) else POSTED.get(work.get("type") or "", found)
    return found


def _is_blog(work: Element) -> bool:
    """Whether posted content of no other type is from a blog, which its host, group or address says."""
    where = [text(work, path) for path in ("institution/institution_name", "group_title", "doi_data/resource")]
    return work.get("type") == "other" and bool(re.search(r"\bblog", " ".join(where), re.IGNORECASE))


_ASSERTIONS: Final = "crossmark/custom_metadata/assertion"


def _fields(draft: Draft, work: Element, around: list[Element], outer: Element) -> None:
    is_part = work is not outer
    places = [work] if is_part else [work, *around]
    for node in places:
        draft.put("title", _title(node), key="titles")
        _people(draft, node)
        _data(draft, node)
        _pages(draft, node)
        _dates(draft, node)
        _abstracts(draft, node)
    for node in (work, *around, outer):
        _container(draft, node, is_part)
    draft.put("language", next((found for one in (work, *around) if (found := one.get("language"))), ""))
    for node in (*outer.findall("journal_issue"), *outer.findall("event_metadata")):
        draft.put("volume", text(node, "journal_volume/volume"))
        draft.put("issue", text(node, "issue"))
        draft.put("event-title", text(node, "conference_name"))
        draft.put("event-place", text(node, "conference_location"))
        _conference_date(draft, node)
        _dates(draft, node)
    for node in places:
        _details(draft, node)


def _details(draft: Draft, work: Element) -> None:
    """What is said of the work alone, and its relations."""
    _degree(draft, text(work, "degree"))
    host = "container-title" if _is_blog(work) else "publisher"
    draft.put(host, text(work, "institution/institution_name"), key="institution")
    draft.put("publisher", text(work, "standards_body/standards_body_name"), key="standards_body")
    draft.put("publisher-place", text(work, "institution/institution_place"), key="institution")
    if work.tag == "posted_content" and (group := text(work, "group_title")):
        # The server of a preprint, or a subject if somebody else is named as its host.
        is_server = work.get("type") == "preprint" and "publisher" not in draft
        draft.put("publisher", group) if is_server else draft.keep("group_title", group)
    for one in work.findall("publisher_item/item_number"):
        is_number = one.get("item_number_type") == "article_number" or draft.type in ("report", "standard")
        draft.put("number", text(one), key="item_number") if is_number else draft.keep("item_number", text(one))
    designators = next(iter(work.findall("designators")), None)
    if designators is not None and len(designators):
        draft.put("number", text(designators[0]), key="designator")
    draft.put("version", text(work, "version_info/version"))
    licences = sorted(
        work.findall("program/license_ref"), key=lambda one: _LICENCES.get(one.get("applies_to") or "", 1)
    )
    for one in licences:
        draft.put("license", text(one), key="license_ref")
    for one in work.findall("crossmark/updates/update"):
        name = UPDATES.get((one.get("type") or "").replace("-", "_"))
        if name and text(one):
            draft.relations.append(Relation(name, text(one), "doi"))
    for one in work.findall("program/related_item"):
        for link in one:
            row = relation_type("crossref", _kebab(link.get("relationship-type") or ""))
            scheme = {"doi": "doi", "pmid": "pmid", "uri": "url"}.get((link.get("identifier-type") or "").casefold())
            if row and scheme and text(link):
                draft.relations.append(Relation(row.name, text(link), scheme))
    for one in work.findall("citation_list/citation"):
        if not (doi := text(one, "doi")):
            draft.keep("citation", text(one, "unstructured_citation") or text(one))
            continue
        draft.relations.append(Relation("cites", doi, "doi"))


_LICENCES: Final = {"vor": 0, "am": 2, "tdm": 3, "stm-asf": 4}
"""Order of licences: that of the version of record first, that for text mining last."""


def _degree(draft: Draft, degree: str) -> None:
    """A degree, without the words behind its abbreviation: ``PhD (Doctor of Philosophy)``."""
    short = re.fullmatch(r"((?:[A-Z][a-z]{0,2}\.?){2,4}) \([^()]+\)", degree)
    draft.put("genre", short[1] if short else degree)
    if short:
        draft.keep("degree", degree)


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
        draft.append("ISSN", text(series, "issn"), " ")
    is_series = node.tag.endswith("series_metadata")
    draft.put("collection-number", text(node, "volume") if is_series else "")
    if node.tag == "book_set_metadata":
        draft.put("collection-title", _title(node) or text(node, "set_metadata/titles/title"), key="set")
    if node.tag != "journal_metadata" and not is_series:
        draft.put("volume", text(node, "volume"), key=f"{node.tag}-volume")
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
        word = one.get("contributor_role") or "author"
        role = (REVIEWER if node.tag == "peer_review" else ROLES).get(word) or ROLES.get(word, "contributor")
        if name := _name(one):
            draft.add(role, [name])


def _name(node: Element) -> Name | None:
    if node.tag == "anonymous":
        return Name(literal=f"Anonymous {node.get('contributor_role') or 'author'}")
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
        custom=affiliated(places),
    )


def _abstracts(draft: Draft, node: Element) -> None:
    """The abstract proper; those of other kinds, such as teasers, and in other languages are kept."""
    nodes = node.findall("abstract")
    nodes.sort(
        key=lambda one: (one.get("abstract-type") is not None, one.get("lang") not in (None, node.get("language")))
    )
    for one in nodes[:1]:
        draft.put("abstract", _abstract(one))
    for one in nodes[1:]:
        draft.keep(
            f"abstract-{one.get('abstract-type') or one.get('lang') or 'other'}", " ".join(_abstract(one).split())
        )


def _abstract(node: Element) -> str:
    """Paragraphs in lines, with the titles of sections in front of theirs, and none that only says «Abstract»."""
    lines: list[str] = []
    title = ""
    for child in node.iter("title", "p", "label"):
        words = rich(child)
        if child.tag == "p":
            lines.append(f"{title}: {words}" if title else words)
            title = ""
        elif words.casefold().strip(".: ") not in _HEADINGS:
            title = words.rstrip(".: ")
    return "\n".join(filter(None, lines)) or rich(node)


_HEADINGS: Final = frozenset(
    "abstract summary résumé zusammenfassung resumen resumo riassunto abstrakt sammanfattning аннотация 摘要".split()
)


def _conference_date(draft: Draft, node: Element) -> None:
    date = node.find("conference_date")
    if date is None:
        return
    ends = []
    for end in ("start", "end"):
        parts = [date.get(f"{end}_{part}") or "" for part in ("year", "month", "day")]
        numbers = itertools.takewhile(lambda number: number is not None, map(whole_number, parts))
        ends.append("-".join(f"{number:02}" for number in numbers))
    if ends[0]:
        draft.put("event-date", "/".join(dict.fromkeys(filter(None, ends))))
    else:
        draft.put("event-date", text(date), key="conference_date")


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
        if "issued" not in draft:
            draft.put("issued", date_of(text(one, "year"), text(one, "month"), text(one, "day")))


_DATES: Final = ("publication_date", "posted_date", "approval_date", "review_date", "database_date/publication_date")


def sniff(text: str) -> float:
    """Sure of Crossref's root elements."""
    name = root_names(text)[0]
    if name in ("doi_records", "doi_batch", "crossref_result", "crossref"):
        return 1.0
    return 0.9 if (name and "crossref.org/xschema" in text) or ("crossref.org/schema" in text[:3000] and name) else 0.0
