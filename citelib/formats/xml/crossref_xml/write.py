"""From items to unixref."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from citelib.formats.format import Writing
from citelib.formats.kit.crossref import OUT_SCHEMES, OUT_UPDATES, has_word
from citelib.formats.kit.extra import kept_lines
from citelib.formats.kit.names.affiliations import affiliations
from citelib.formats.kit.written import WrittenDraft, is_plain
from citelib.formats.xml.crossref_xml.tables import ROLES, WORKS
from citelib.formats.xml.writing import element, rich_element, write_xml
from citelib.model import RELATION_TYPES, Item
from citelib.richtext.markup import reduced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write"]

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
    "italic": f"{_JATS}italic", "bold": f"{_JATS}bold", "sup": f"{_JATS}sup", "sub": f"{_JATS}sub",
    "small-caps": f"{_JATS}sc",
}  # fmt: skip
_MARKUP: Final = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub", "small-caps": "scp"}
_NAMESPACE: Final = "http://www.crossref.org/xschema/1.1"
_OUT_DATES: Final = {"posted_content": "posted_date", "dissertation": "approval_date", "peer_review": "review_date"}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield unixref records.

    Args:
        items: Items.
    """
    return write_xml("<doi_records>", (_record(item) for item in items), "</doi_records>")


def _record(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    if item.type in _JOURNAL:
        outer, host, inner = "journal", "journal_metadata", "journal_article"
    else:
        outer, host, inner = _SHAPES.get(item.type, ("posted_content", "", ""))
    read_as = next(csl_type for path, csl_type in WORKS if path == (f"{outer}/{inner}" if inner else outer))
    own = _own(item, rest, _OUT_DATES.get(outer, "publication_date"))
    around = _journal(rest) if outer == "journal" else _host(rest, host, bool(inner))
    links, updates, citations = _links(rest)
    data = element("doi_data", [element("doi", _plain(rest, "DOI")), element("resource", _plain(rest, "URL"))])
    language = _plain(rest, "language")
    lines = [*rest.lines(read_as), *kept_lines(item, "crossref-xml")]
    assertions = [_assertion("note", line) for line in lines]
    # The id also tells a review without a genre from one of Crossref's.
    if item.id != item.DOI or outer == "peer_review":
        assertions.insert(0, _assertion("id", item.id))
    own += [*links, _holder("crossmark", [updates, _holder("custom_metadata", assertions)]), data, citations]
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


def _plain(rest: WrittenDraft, variable: str) -> str | None:
    """A value for an element in which Crossref's schema allows no face markup."""
    value = rest.take(variable)
    return None if value is None else reduced(value, ())


def _assertion(name: str, content: str) -> Element | None:
    return _with(element("assertion", content, name=name), group_name="citelib")


def _own(item: Item, rest: WrittenDraft, date: str) -> list[Element | None]:
    """What is said of the work itself."""
    first, last = rest.take_pages()
    number = _plain(rest, "number")
    license = _plain(rest, "license")
    abstract = [rich_element(f"{_JATS}p", line, _JATS_MARKUP) for line in rest.take_lines("abstract")]
    return [
        _holder("contributors", [node for role in ROLES for node in _write_people(rest, role)]),
        _holder("titles", [rich_element("title", rest.take("title"), _MARKUP)]),
        _holder(f"{_JATS}abstract", abstract),
        _write_date(rest, date),
        _holder("pages", [element("first_page", first or None), element("last_page", last or None)]),
        _holder("publisher_item", [_with(element("item_number", number), item_number_type="article_number")]),
        element("degree", _plain(rest, "genre")) if item.type == "thesis" else None,
        _holder("program", [element("license_ref", license)], name="AccessIndicators"),
    ]


def _write_people(rest: WrittenDraft, role: str) -> Iterator[Element | None]:
    for place, name in enumerate(rest.take_names(role, lambda name: name)):
        order = "additional" if place else "first"
        if name.literal is not None or not name.family:
            whole = name.literal or name.given or name.full_family
            node = element("organization", " ".join(whole.split()), sequence=order)
            yield _with(node, contributor_role=role)
            continue
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        parts = [
            element("given_name", " ".join(given.split()) or None),
            element("surname", " ".join(name.full_family.split())),
            element("suffix", name.suffix),
            *(element("affiliation", one) for one in affiliations(name)),
            element("ORCID", f"https://orcid.org/{name.orcid}") if name.orcid else None,
        ]
        yield _with(element("person_name", parts, sequence=order), contributor_role=role)


def _write_date(rest: WrittenDraft, name: str) -> Element | None:
    year, month, day = [*rest.take_parts("issued"), None, None, None][:3]
    parts = [
        element("month", f"{month:02}" if month else None),
        element("day", f"{day:02}" if day else None),
        element("year", str(year) if year else None),
    ]
    return _holder(name, parts)


def _journal(rest: WrittenDraft) -> list[Element | None]:
    titles = [
        element("full_title", _plain(rest, "container-title")),
        element("abbrev_title", _plain(rest, "container-title-short")),
    ]
    volume = _holder("journal_volume", [element("volume", _plain(rest, "volume"))])
    return [
        _holder("journal_metadata", [*titles, *_numbers(rest, "ISSN")]),
        _holder("journal_issue", [volume, element("issue", _plain(rest, "issue"))]),
    ]


def _host(rest: WrittenDraft, host: str, is_part: bool) -> list[Element | None]:
    """The book, proceedings or database around a work; the publisher of a work that stands alone."""
    title = _plain(rest, "container-title") if is_part else None
    publisher = [
        element("name", _plain(rest, "publisher")),
        element("place", _plain(rest, "publisher-place")),
    ]
    kind = "publisher" if host else "institution"
    for node in publisher:
        if node is not None:
            node.tag = f"{kind}_{node.tag}"
    series = _holder("titles", [element("title", _plain(rest, "collection-title"))])
    parts = [
        element("proceedings_title", title)
        if host == "proceedings_metadata"
        else _holder("titles", [element("title", title)]),
        _holder("series_metadata", [series]),
        element("edition_number", _plain(rest, "edition")),
        *_numbers(rest, "ISBN"),
        _holder(kind, publisher),
    ]
    if not is_part:
        return parts
    event = [
        element("conference_name", _plain(rest, "event-title")),
        element("conference_location", _plain(rest, "event-place")),
    ]
    return [_holder("event_metadata", event), _holder(host, parts)]


def _numbers(rest: WrittenDraft, variable: str) -> list[Element | None]:
    return [element(variable.lower(), number) for number in (_plain(rest, variable) or "").split()]


def _links(rest: WrittenDraft) -> tuple[list[Element | None], Element | None, Element | None]:
    """Relations, updates and citations."""
    updates = rest.take_relations(lambda one: one.type in OUT_UPDATES and one.scheme == "doi" and is_plain(one))
    links = rest.take_relations(lambda one: has_word(one) and one.type not in OUT_UPDATES)
    cited = rest.take_relations(lambda one: one.type == "cites" and one.scheme == "doi" and is_plain(one))
    items = []
    for one in links:
        word = RELATION_TYPES[one.type].crossref or ""
        name = "intra_work_relation" if word in _SAME_WORK else "inter_work_relation"
        attributes = {"relationship-type": _camel(word), "identifier-type": OUT_SCHEMES[one.scheme]}
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
