"""JATS, the Journal Article Tag Suite: reference lists, and what an article says of itself.

Source of the elements: JATS 1.3 (NISO Z39.96-2021), ``element-citation``, ``mixed-citation`` and the older ``citation``
and ``nlm-citation``; ``front`` of an article for the article's own item.

Written is a ``ref-list``. Relations to DOIs, PMIDs and addresses stand in ``related-article`` where JATS has a word for
them; all else without an element stands in ``comment content-type="citelib"``, a line each. Elements that are not
understood are kept in ``custom`` as ``jats:ELEMENT`` and written back as comments with that name. A citation without
any tagged part keeps its words as ``jats:text``.

>>> from citelib.formats.exchange import loads
>>> name = "<name><surname>Low</surname><given-names>A</given-names></name>"
>>> citation = f'<element-citation publication-type="book">{name}<source>A whole</source></element-citation>'
>>> loads(f'<ref-list><ref id="B1">{citation}</ref></ref-list>', "jats")["B1"].title
'A whole'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import STYLES, Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid, date_of, isbns, issns, page_range, web_address
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.written import WrittenDraft, is_plain
from citelib.formats.xml.elements import line_of, parse_element, rich, root_names, text, texts, xml_records
from citelib.formats.xml.writing import element, rich_element, write_xml
from citelib.model import ET_AL, RELATION_TYPES, Date, Item, Name, Point, Relation, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
from citelib.richtext.markup import reduced

__all__ = ["JATS"]

TYPES: Final = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "book-chapter": "chapter",
    "confproc": "paper-conference", "conference": "paper-conference", "conf-proc": "paper-conference",
    "thesis": "thesis", "report": "report", "working-paper": "report", "gov": "report", "web": "webpage",
    "webpage": "webpage", "website": "webpage", "data": "dataset", "database": "dataset", "software": "software",
    "preprint": "article", "newspaper": "article-newspaper", "magazine": "article-magazine", "patent": "patent",
    "standard": "standard", "letter": "personal_communication", "commun": "personal_communication", "blog":
    "post-weblog", "periodical": "article-magazine", "video": "motion_picture", "film": "motion_picture",
    "legislation": "legislation", "list": "document", "discussion": "document", "other": "document",
}  # fmt: skip
"""CSL type of a ``publication-type``."""

_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items()) if name != "other"} | {"document": "other"}

_ARTICLE_TYPES: Final = {
    "book-review": "review-book", "product-review": "review", "dissertation": "thesis", "news":
    "article-journal", "preprint": "article", "data-paper": "article-journal",
}  # fmt: skip

_FIELDS: Final = {
    "volume": "volume", "issue": "issue", "publisher-name": "publisher", "institution": "publisher",
    "publisher-loc": "publisher-place", "edition": "edition", "series": "collection-title", "version": "version",
    "conf-name": "event-title", "conf-loc": "event-place", "patent": "number", "supplement": "supplement-number",
    "std": "number", "trans-source": "original-title", "gov": "authority", "collab-alternatives": "authority",
}  # fmt: skip
_OUT: Final = (
    ("volume", "volume"), ("issue", "issue"), ("publisher", "publisher-name"), ("publisher-place", "publisher-loc"),
    ("edition", "edition"), ("collection-title", "series"), ("version", "version"), ("event-title", "conf-name"),
    ("event-place", "conf-loc"), ("supplement-number", "supplement"),
)  # fmt: skip
_GROUPS: Final = {
    "author": "author", "allauthors": "author", "editor": "editor", "translator": "translator", "compiler": "compiler",
    "director": "director", "inventor": "author", "guest-editor": "editor", "transed": "editor-translator",
    "curator": "curator", "assignee": "contributor", "sponsor": "contributor", "illustrator": "illustrator",
}  # fmt: skip
_OUT_GROUPS: Final = ("author", "editor", "translator", "compiler", "director", "curator", "illustrator")
_TITLES: Final = ("article-title", "chapter-title", "data-title", "part-title", "trans-title")
_CITATIONS: Final = ("element-citation", "mixed-citation", "citation", "nlm-citation", "product")
_READ: Final = frozenset(
    "source year month day season fpage lpage page-range elocation-id pub-id isbn issn ext-link uri person-group name "
    "string-name collab etal comment date date-in-citation annotation size related-article related-object label "
    "name-alternatives given-names surname anonymous italic bold sup sub styled-content object-id article-id".split()
) | {*_TITLES, *_FIELDS}


def read(source: Source) -> Iterator[Record]:
    """Yield the article's own item and its references, or those of a reference list."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "jats", {"front", "front-stub", "ref", *_CITATIONS}, found.append):
        if node.tag in ("front", "front-stub"):
            yield from _article(node)
            continue
        citations = [node] if node.tag in _CITATIONS else [one for one in node.iter() if one.tag in _CITATIONS]
        citations = _one_of_each(node, citations)
        for number, citation in enumerate(citations):
            id = node.get("id") or citation.get("id")
            yield from _item(citation, f"{id}-{number + 1}" if id and number else id)
    yield from found


def _one_of_each(node: Element, citations: list[Element]) -> list[Element]:
    """The citations of a reference without those that say the same in running text as another does in parts."""
    in_parts = [one for one in citations if one.tag == "element-citation"]
    if node.find("citation-alternatives") is not None:
        return sorted(citations, key=lambda one: one.tag != "element-citation")[:1]
    is_twice = in_parts and len(citations) - len(in_parts) <= len(in_parts)
    return in_parts if is_twice else citations


def _item(node: Element, id: str | None) -> Iterator[Record]:
    draft = Draft("jats", line_of(node))
    notes = [text(one) for one in node.findall("comment") if one.get("content-type") == "citelib"]
    draft.type = noted_type(notes) or _type(node)
    for note in notes:
        read_extra(note, draft)
    _titles(draft, node)
    _people(draft, node)
    _dates(draft, node)
    for one in node:
        name = one.tag if isinstance(one.tag, str) else ""
        if variable := _FIELDS.get(name):
            draft.put(variable, text(one), key=name)
        elif name == "comment" and one.get("content-type") != "citelib":
            draft.append("note", text(one).strip("()[]. "), "\n")
        elif name and name not in _READ:
            draft.keep(name, text(one))
    _pages(draft, node)
    _identifiers(draft, node)
    _links(draft, node)
    _relations(draft, node)
    if not draft.variables and not notes and text(node):
        draft.keep("text", text(node))
        draft.report("warning", "untagged", "the citation has no tagged parts", hint="read it as plain text")
    yield from draft.records(id)


def _type(node: Element) -> str:
    kind = (node.get("publication-type") or node.get("citation-type") or "").casefold().replace(" ", "-")
    found = TYPES.get(kind)
    if found == "book" and any(
        node.find(name) is not None for name in ("chapter-title", "article-title", "part-title")
    ):
        return "chapter"
    if found in (None, "document"):
        if (
            node.find("article-title") is not None
            and node.find("source") is not None
            and (node.find("volume") is not None or node.find("fpage") is not None)
        ):
            return "article-journal"
        if node.find("conf-name") is not None:
            return "paper-conference"
        if node.find("chapter-title") is not None:
            return "chapter"
        if node.find("publisher-name") is not None:
            return "book"
    return found or "document"


def _titles(draft: Draft, node: Element) -> None:
    source = rich(node, "source")
    title = next((found for name in _TITLES if (found := rich(node, name))), "")
    for name in _TITLES:
        draft.put("title", rich(node, name), key=name)
    if title:
        draft.put("container-title", source, key="source")
    else:
        draft.put("title", source, key="source")
    if "event-title" not in draft and "container-title" not in draft and draft.type == "paper-conference":
        draft.put("container-title", text(node, "conf-name"))


def _people(draft: Draft, node: Element) -> None:
    default = "author"
    for group in node.findall("person-group"):
        variable = _GROUPS.get((group.get("person-group-type") or "author").casefold(), "contributor")
        draft.add(variable, [name for one in group if (name := _name(one)) is not None])
        default = "author" if "author" not in draft else "editor"
    draft.add(default, [name for one in node if (name := _name(one)) is not None])


def _name(node: Element) -> Name | None:
    if node.tag == "name-alternatives":
        return next((name for one in node if (name := _name(one)) is not None), None)
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
    return Name(
        name.family,
        given,
        text(node, "suffix") or None,
        non_dropping_particle=name.non_dropping_particle,
        static_ordering=node.get("name-style") == "eastern",
        orcid=orcid,
    )


def _dates(draft: Draft, node: Element) -> None:
    draft.put("issued", _date(node))
    if (date := node.find("date")) is not None and "issued" not in draft:
        draft.put("issued", _date(date))
    for one in node.findall("date-in-citation"):
        value = one.get("iso-8601-date") or text(one)
        draft.put("accessed", re.sub(r"^(?:accessed|cited|retrieved)\s+(?:on\s+)?", "", value, flags=re.IGNORECASE))
    if conference := text(node, "conf-date"):
        draft.put("event-date", conference)


def _date(node: Element) -> Date | None:
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


def _pages(draft: Draft, node: Element) -> None:
    pages = page_range(text(node, "fpage"), text(node, "lpage")) or text(node, "page-range")
    draft.put("page", pages or text(node, "elocation-id"))
    if pages and text(node, "elocation-id"):
        draft.put("number", text(node, "elocation-id"))
    for one in node.findall("size"):
        if (one.get("units") or "").startswith("page"):
            draft.put("number-of-pages", text(one))


def _identifiers(draft: Draft, node: Element) -> None:
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


def _links(draft: Draft, node: Element) -> None:
    for one in [*node.iter("ext-link"), *node.iter("uri")]:
        value = one.get("href") or text(one)
        if (doi := as_doi(value)) is not None:
            draft.put("DOI", doi, key="ext-link")
        elif re.match(r"https?://|www\.", value):
            draft.put("URL", value, key="ext-link")


def _relations(draft: Draft, node: Element) -> None:
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


def _article(front: Element) -> Iterator[Record]:
    """What the head of an article says of it."""
    draft = Draft("jats", line_of(front))
    above = front.getparent()
    kind = (above.get("article-type") or "") if above is not None else ""
    draft.type = _ARTICLE_TYPES.get(kind, "article-journal")
    meta = front.find("article-meta") if front.tag == "front" else front
    if meta is None:
        return
    title, subtitle = rich(meta, "title-group/article-title"), rich(meta, "title-group/subtitle")
    draft.put("title", f"{title}: {subtitle}" if title and subtitle else title)
    for one in meta.findall("contrib-group/contrib"):
        variable = _GROUPS.get((one.get("contrib-type") or "author").casefold(), "contributor")
        orcids = [text(child) for child in one.findall("contrib-id") if "orcid" in (child.get("contrib-id-type") or "")]
        for child in one:
            if (name := _name(child)) is not None:
                if orcids and name.literal is None:
                    orcid = orcids[0].rpartition("/")[2]
                    name = Name(name.family, name.given, name.suffix,
                                non_dropping_particle=name.non_dropping_particle, orcid=orcid)  # fmt: skip
                draft.add(variable, [name])
    dates = meta.findall("pub-date")
    dates.sort(key=lambda one: _DATE_ORDER.get(one.get("pub-type") or one.get("date-type") or "", 3))
    for one in dates:
        if "issued" not in draft:
            draft.put("issued", _date(one))
    for variable in ("volume", "issue"):
        draft.put(variable, text(meta, variable))
    _pages(draft, meta)
    _identifiers(draft, meta)
    _relations(draft, meta)
    draft.put("abstract", "\n".join(" ".join(texts(one, ".//p")) or text(one) for one in meta.findall("abstract")[:1]))
    for word in texts(meta, "kwd-group/kwd"):
        draft.add_keyword(word)
    draft.put("license", next((one.get("href") or "" for one in meta.findall("permissions/license")), ""))
    journal = front.find("journal-meta")
    if journal is not None:
        draft.put(
            "container-title", text(journal, "journal-title-group/journal-title") or text(journal, "journal-title")
        )
        draft.put("container-title-short", text(journal, "journal-title-group/abbrev-journal-title"))
        for value in texts(journal, "issn"):
            draft.append("ISSN", issns(value) or value, " ")
        draft.put("publisher", text(journal, "publisher/publisher-name"))
        draft.put("publisher-place", text(journal, "publisher/publisher-loc"))
    yield from draft.records(draft.variables.get("DOI"))


_DATE_ORDER: Final = {"ppub": 0, "pub": 0, "collection": 1, "epub-ppub": 0, "epub": 2, "epreprint": 4}
"""The date in print is the one of the volume."""


# Writing


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a reference list.

    Args:
        items: Items.
    """
    start = '<ref-list xmlns:xlink="http://www.w3.org/1999/xlink">'
    return write_xml(start, (_element(item) for item in items), "</ref-list>")


def _element(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    kind = _OUT_TYPES.get(item.type, "other")
    title = rest.take("title")
    container = rest.take("container-title") if title else None
    content: list[Element | None] = []
    for variable in _OUT_GROUPS:
        people = rest.take_names(variable, _person, _name, others=_etal)
        content.append(element("person-group", people, person_group_type=variable) if people else None)
    if title:
        is_whole = container is None and kind != "journal"
        name = "source" if is_whole else _TITLE_OF.get(item.type, "article-title")
        content += [rich_element(name, title, _MARKUP), rich_element("source", container, _MARKUP)]
    content += _dated(rest)
    for variable, name in _OUT:
        content.append(element(name, reduced(rest.take(variable) or "", ())))
    if item.type in ("patent", "standard"):
        content.append(element("patent" if item.type == "patent" else "std", rest.take("number")))
    first, last = rest.take_pages()
    content += [element("fpage", first), element("lpage", last)] if last else [element("page-range", first)]
    content.append(element("size", rest.take("number-of-pages"), units="pages") if "number-of-pages" in item else None)
    content += [element("isbn", one) for one in (rest.take_exact("ISBN", isbns) or "").split()]
    content += [element("issn", one) for one in (rest.take_exact("ISSN", issns) or "").split()]
    for variable, scheme, reader in (("DOI", "doi", as_doi), ("PMID", "pmid", _not_doi), ("PMCID", "pmcid", as_pmcid)):
        if value := rest.take_exact(variable, reader):
            content.append(element("pub-id", value, pub_id_type=scheme))
    if url := rest.take_exact("URL", web_address):
        content.append(element("uri", url))
    for relation in rest.take_relations(_has_word):
        word = RELATION_TYPES[relation.type].jats
        link = {"doi": "doi", "pmid": "pmid", "url": "uri"}[relation.scheme]
        node = element("related-article", relation.target, related_article_type=word, ext_link_type=link)
        content.append(node)
    content += [element("comment", line, content_type="citelib") for line in kept_lines(item, "jats")]
    citation = element("element-citation", content, publication_type=kind)
    if citation is not None:
        lines = rest.lines(_type(citation))
        citation.extend(
            [node for line in lines if (node := element("comment", line, content_type="citelib")) is not None]
        )
    return element("ref", [citation], id=item.id)


def _etal() -> Element | None:
    return parse_element("<etal/>")


_TITLE_OF: Final = {"chapter": "chapter-title", "entry-encyclopedia": "chapter-title", "dataset": "data-title"}


def _dated(rest: WrittenDraft) -> list[Element | None]:
    parts = zip(("year", "month", "day"), rest.take_parts("issued"), strict=False)
    found = [element(name, str(number)) for name, number in parts]
    if found and (season := _season(rest.item.issued)):
        found.append(element("season", season))
        rest.mark(("issued",))
    if accessed := rest.take_date("accessed"):
        found.append(element("date-in-citation", accessed, content_type="access-date", iso_8601_date=accessed))
    return found


_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


def _season(date: Date | None) -> str:
    """The name of a season by its number in EDTF, of a date that says no more."""
    point = date.start if date is not None else None
    month = point.month if isinstance(point, Point) and date == Date(Point.from_parts(point.parts)) else None
    return _SEASONS.get(month or 0, "")


_MARKUP: Final = {"italic": "italic", "bold": "bold", "sup": "sup", "sub": "sub", "small-caps": "sc"}


def _not_doi(value: str) -> str | None:
    return None if as_doi(value) else value


def _has_word(relation: Relation) -> bool:
    row = RELATION_TYPES[relation.type]
    if row.jats is None or relation_type("jats", row.jats) is not row or not is_plain(relation):
        return False
    is_doi = as_doi(relation.target) == relation.target
    return {
        "doi": is_doi,
        "pmid": not as_doi(relation.target),
        "url": relation.target.startswith("http") and not as_doi(relation.target),
    }.get(relation.scheme, False)


def _person(name: Name) -> Element | None:
    if name.literal is not None:
        return element("collab", one_line(name.literal))
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    parts = {"surname": name.full_family, "given-names": given, "suffix": name.suffix}
    content = [element(part, one_line(value)) for part, value in parts.items() if value]
    return element("name", content, name_style="eastern" if name.static_ordering else "western")


def sniff(text: str) -> float:
    """Sure of articles and reference lists."""
    name, rest = root_names(text)
    if name in ("ref-list", "element-citation", "mixed-citation", "nlm-citation"):
        return 1.0
    if name == "article":
        return 1.0 if re.search(r"article-type|dtd-version", rest) or "<article-meta" in text else 0.3
    return (1.0 if name == "ref" else 0.6) if name and re.search(r"<(?:element|mixed|nlm)-citation[\s>]", text) else 0.0


JATS: Final = Format(
    "jats",
    "JATS reference list",
    media_types=("application/jats+xml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("jats-xml", "nlm-xml", "ref-list"),
    note="references of articles in the Journal Article Tag Suite, and the article itself",
)
"""JATS."""
