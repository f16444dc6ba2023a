"""Crossref XML: unixref and deposit records.

Source of the elements: Crossref's unified metadata schema (unixref 1.1, deposits 4.3 to 5.3). What the schema has no
place for is written as assertions of ``custom_metadata`` in the group ``citelib``.

>>> from citelib.formats.exchange import dumps, loads
>>> article = "<titles><title>T</title></titles><doi_data><doi>10.1/x</doi></doi_data>"
>>> text = f"<crossref><journal><journal_article>{article}</journal_article></journal></crossref>"
>>> works = loads(text, "crossref-xml")
>>> works["10.1/x"].type, loads(dumps(works, "crossref-xml"), "crossref-xml") == works
('article-journal', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._extra import read_extra, report_losses, said_type
from citelib.formats._fields import page_range, split_pages
from citelib.formats._remainder import Remainder
from citelib.formats._xml import (
    element,
    is_legal,
    line_of,
    rich,
    rich_element,
    root_names,
    text,
    texts,
    write_xml,
    xml_records,
)
from citelib.formats.crossref_json import OUT_UPDATES, UPDATES
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import RELATION_TYPES, Date, Item, Name, Point, Relation, relation_type

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
_REVIEWER: Final = {"reviewer": "author", "reviewer-external": "author"}


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
        for parent in ([work] if outer is work or outer is None else [work, outer])
        for name in _METADATA
        for one in [parent.find(name)]
        if one is not None
    ]
    inner = [work] if work is not outer else [work, *around]
    notes = {
        kind: [note for one in inner for note in texts(one, f"{_ASSERTIONS}[@group_name='citelib'][@name='{kind}']")]
        for kind in ("id", "note")
    }
    draft.type = said_type(notes["note"]) or draft.type
    _fields(draft, work, around, outer)
    for note in notes["note"]:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    yield from draft.records(next(iter(notes["id"]), "") or draft.variables.get("DOI"))


_ASSERTIONS: Final = "crossmark/custom_metadata/assertion"


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
    for node in places:
        _details(draft, node)


def _details(draft: Draft, work: Element) -> None:
    """What is said of the work alone, and its relations."""
    draft.put("genre", text(work, "degree"))
    draft.put("publisher", text(work, "institution/institution_name"), key="institution")
    draft.put("publisher-place", text(work, "institution/institution_place"), key="institution")
    if work.tag == "posted_content" and (group := text(work, "group_title")):
        # The server of a preprint, or a subject if somebody else is named as its host.
        is_server = work.get("type") == "preprint" and "publisher" not in draft
        draft.put("publisher", group) if is_server else draft.keep("group_title", group)
    draft.put("number", text(work, "publisher_item/item_number[@item_number_type='article_number']"))
    draft.put("license", text(work, "program/license_ref"))
    for one in work.findall("crossmark/updates/update"):
        name = UPDATES.get((one.get("type") or "").replace("-", "_"))
        if name and text(one):
            draft.relations.append(Relation(name, text(one), "doi"))
    for one in work.findall("program/related_item"):
        for link in one:
            row = relation_type("crossref", _kebab(link.get("relationship-type") or ""))
            scheme = {"doi": "doi", "pmid": "pmid", "uri": "url"}.get((link.get("identifier-type") or "").casefold())
            if row and scheme and text(link):
                draft.relations.append(Relation(row.name, text(link), scheme))  # type: ignore[arg-type]
    for one in work.findall("citation_list/citation"):
        if not (doi := text(one, "doi")):
            draft.keep("citation", text(one, "unstructured_citation") or text(one))
            continue
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
        word = one.get("contributor_role") or "author"
        role = (_REVIEWER if node.tag == "peer_review" else _ROLES).get(word) or _ROLES.get(word, "contributor")
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


# Writing

_JOURNAL: Final = frozenset(("article-journal", "article-magazine", "article-newspaper"))
_SHAPES: Final = {
    "paper-conference": ("conference", "proceedings_metadata", "conference_paper"),
    "chapter": ("book", "book_metadata", "content_item"), "entry": ("book", "book_metadata", "content_item"),
    "book": ("book", "book_metadata", ""), "report": ("report-paper", "report-paper_metadata", ""),
    "thesis": ("dissertation", "", ""), "standard": ("standard", "standard_metadata", ""),
    "dataset": ("database", "database_metadata", "dataset"), "review": ("peer_review", "", ""),
}  # fmt: skip
"""Elements of a type: around the work, of its host or itself, and of the work within; for others, posted content."""

_JATS: Final = "{http://www.ncbi.nlm.nih.gov/JATS1}"
_JATS_MARKUP: Final = {
    "i": f"{_JATS}italic", "b": f"{_JATS}bold", "sup": f"{_JATS}sup", "sub": f"{_JATS}sub", "span": f"{_JATS}sc",
}  # fmt: skip
_MARKUP: Final = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "span": "scp"}
_NAMESPACE: Final = "http://www.crossref.org/xschema/1.1"
_OUT_DATES: Final = {"posted_content": "posted_date", "dissertation": "approval_date", "peer_review": "review_date"}
_OUT_SCHEMES: Final = {"doi": "doi", "pmid": "pmid", "url": "uri"}


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield unixref records.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    return write_xml("<doi_records>", (_record(item, writing) for item in items), "</doi_records>")


def _record(item: Item, writing: Writing) -> Element | None:
    rest = Remainder(item)
    if item.type in _JOURNAL:
        outer, host, inner = "journal", "journal_metadata", "journal_article"
    else:
        outer, host, inner = _SHAPES.get(item.type, ("posted_content", "", ""))
    read_as = next(csl_type for path, csl_type in _WORKS if path == (f"{outer}/{inner}" if inner else outer))
    own = _own(item, rest, _OUT_DATES.get(outer, "publication_date"))
    around = _journal(rest) if outer == "journal" else _host(rest, host, bool(inner))
    links, updates, citations = _links(rest)
    data = element("doi_data", [element("doi", _legal(rest, "DOI")), element("resource", _legal(rest, "URL"))])
    language = _legal(rest, "language")
    assertions = [_assertion("note", line) for line in rest.lines(read_as)]
    if item.id != item.DOI:
        assertions.insert(0, _assertion("id", item.id))
    own += [*links, _holder("crossmark", [updates, _holder("custom_metadata", assertions)]), data, citations]
    report_losses(item, "crossref-xml", writing)
    if inner:
        content = [*around, element(inner, own, language=language)]
    elif host:
        content = [element(host, [*own, *around], language=language)]
    else:
        content = [*own, *around]
    work = element(outer, content, language=None if inner or host else language)
    return element("doi_record", [element("crossref", [work], xmlns=_NAMESPACE)])


def _holder(tag: str, nodes: Sequence[Element | None], /, **attributes: str) -> Element | None:
    """An element around others, if there are any."""
    return element(tag, nodes, **attributes) if any(node is not None for node in nodes) else None


def _with(node: Element | None, **attributes: str) -> Element | None:
    """An element with attributes whose names have a low line, which is the rule in Crossref's schema."""
    if node is not None:
        for key, value in attributes.items():
            node.set(key, value)
    return node


def _legal(rest: Remainder, variable: str) -> str | None:
    value = rest.take(variable)
    if value is not None and not is_legal(value):
        rest.untake(variable)
        return None
    return value


def _assertion(name: str, content: str) -> Element | None:
    return _with(element("assertion", content, name=name), group_name="citelib")


def _own(item: Item, rest: Remainder, date: str) -> list[Element | None]:
    """What is said of the work itself."""
    page = _legal(rest, "page")
    first, last = split_pages(page or "")
    if page_range(first, last) != page:
        first, last = page or "", ""
    number = _legal(rest, "number")
    license = _legal(rest, "license")
    abstract = rich_element(f"{_JATS}p", _legal(rest, "abstract"), _JATS_MARKUP)
    return [
        _holder("contributors", [node for role in _ROLES for node in _write_people(rest, role)]),
        _holder("titles", [rich_element("title", _legal(rest, "title"), _MARKUP)]),
        _holder(f"{_JATS}abstract", [abstract]),
        _write_date(item, rest, date),
        _holder("pages", [element("first_page", first or None), element("last_page", last or None)]),
        _holder("publisher_item", [_with(element("item_number", number), item_number_type="article_number")]),
        element("degree", _legal(rest, "genre")) if item.type == "thesis" else None,
        _holder("program", [element("license_ref", license)], name="AccessIndicators"),
    ]


def _write_people(rest: Remainder, role: str) -> Iterator[Element | None]:
    for place, name in enumerate(rest.take_names(role)):
        order = "additional" if place else "first"
        if name.literal is not None or not name.family:
            whole = name.literal or name.given or name.full_family
            node = element("organization", " ".join(whole.split()), sequence=order)
            yield _with(node, contributor_role=role)
            continue
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        places = (name.custom or {}).get("affiliation")
        parts = [
            element("given_name", " ".join(given.split()) or None),
            element("surname", " ".join(name.full_family.split())),
            element("suffix", name.suffix),
            *(element("affiliation", str(one)) for one in (places if isinstance(places, list) else ())),
            element("ORCID", f"https://orcid.org/{name.orcid}") if name.orcid else None,
        ]
        yield _with(element("person_name", parts, sequence=order), contributor_role=role)


def _write_date(item: Item, rest: Remainder, name: str) -> Element | None:
    date = item.issued
    if not date or not isinstance(date.start, Point) or date != Date(Point.from_parts(date.start.parts)):
        return None
    if not _FIRST_YEAR <= date.start.year <= _LAST_YEAR:
        return None
    rest.take_date("issued")
    year, month, day = [*date.start.parts, None, None][:3]
    return element(
        name,
        [
            element("month", f"{month:02}" if month else None),
            element("day", f"{day:02}" if day else None),
            element("year", str(year)),
        ],
    )


_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 9999


def _journal(rest: Remainder) -> list[Element | None]:
    titles = [
        element("full_title", _legal(rest, "container-title")),
        element("abbrev_title", _legal(rest, "container-title-short")),
    ]
    volume = _holder("journal_volume", [element("volume", _legal(rest, "volume"))])
    return [
        _holder("journal_metadata", [*titles, *_numbers(rest, "ISSN")]),
        _holder("journal_issue", [volume, element("issue", _legal(rest, "issue"))]),
    ]


def _host(rest: Remainder, host: str, is_part: bool) -> list[Element | None]:
    """The book, proceedings or database around a work; the publisher of a work that stands alone."""
    title = _legal(rest, "container-title") if is_part else None
    publisher = [
        element("name", _legal(rest, "publisher")),
        element("place", _legal(rest, "publisher-place")),
    ]
    kind = "publisher" if host else "institution"
    for node in publisher:
        if node is not None:
            node.tag = f"{kind}_{node.tag}"
    series = _holder("titles", [element("title", _legal(rest, "collection-title"))])
    parts = [
        element("proceedings_title", title)
        if host == "proceedings_metadata"
        else _holder("titles", [element("title", title)]),
        _holder("series_metadata", [series]),
        element("edition_number", _legal(rest, "edition")),
        *_numbers(rest, "ISBN"),
        _holder(kind, publisher),
    ]
    if not is_part:
        return parts
    event = [
        element("conference_name", _legal(rest, "event-title")),
        element("conference_location", _legal(rest, "event-place")),
    ]
    return [_holder("event_metadata", event), _holder(host, parts)]


def _numbers(rest: Remainder, variable: str) -> list[Element | None]:
    return [element(variable.lower(), number) for number in (_legal(rest, variable) or "").split()]


def _links(rest: Remainder) -> tuple[list[Element | None], Element | None, Element | None]:
    """Relations, updates and citations."""

    def fits(one: Relation) -> bool:
        target = one.target
        return not one.evidence and not one.custom and target == " ".join(target.split()) and is_legal(target)

    def has_word(one: Relation) -> bool:
        row = relation_type("crossref", RELATION_TYPES[one.type].crossref or "")
        return bool(row and row.name == one.type and one.scheme in _OUT_SCHEMES and fits(one))

    updates = rest.take_relations(lambda one: one.type in OUT_UPDATES and one.scheme == "doi" and fits(one))
    links = rest.take_relations(lambda one: has_word(one) and one.type not in OUT_UPDATES)
    cited = rest.take_relations(lambda one: one.type == "cites" and one.scheme == "doi" and fits(one))
    items = []
    for one in links:
        word = RELATION_TYPES[one.type].crossref or ""
        name = "intra_work_relation" if word in _SAME_WORK else "inter_work_relation"
        attributes = {"relationship-type": _camel(word), "identifier-type": _OUT_SCHEMES[one.scheme]}
        items.append(_holder("related_item", [element(name, one.target, **attributes)]))
    return (
        [_holder("program", items, name="relations")],
        _holder("updates", [element("update", one.target, type=OUT_UPDATES[one.type]) for one in updates]),
        _holder(
            "citation_list",
            [element("citation", [element("doi", one.target)], key=f"ref{n}") for n, one in enumerate(cited, 1)],
        ),
    )


_SAME_WORK: Final = frozenset(
    "is-version-of has-version is-preprint-of has-preprint is-translation-of has-translation is-identical-to "
    "replaces is-replaced-by".split()
)
"""Relations between forms of one work, which Crossref tells from those between different works."""


def _camel(word: str) -> str:
    first, *others = word.split("-")
    return first + "".join(other.title() for other in others)


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
    write=write,
    aliases=("crossref-unixref-xml", "unixref", "unixsd"),
    note="unixref and deposit records of Crossref",
)
"""Crossref XML."""
