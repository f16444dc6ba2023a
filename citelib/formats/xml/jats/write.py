"""Writing a reference list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.formats.format import Writing
from citelib.formats.kit.extra import kept_lines
from citelib.formats.kit.fields import as_doi, as_pmcid, isbns, issns, web_address
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import is_east_asian
from citelib.formats.kit.written import WrittenDraft, is_plain
from citelib.formats.xml.elements import parse_element
from citelib.formats.xml.jats.citations import type_of
from citelib.formats.xml.jats.parts import read_name
from citelib.formats.xml.jats.tables import NAMES_OF_TYPES
from citelib.formats.xml.writing import element, rich_element, write_xml
from citelib.model import RELATION_TYPES, Date, Item, Name, Point, Relation, relation_type
from citelib.richtext.markup import reduced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write"]

_OUT: Final = (
    ("volume", "volume"), ("issue", "issue"), ("publisher", "publisher-name"), ("publisher-place", "publisher-loc"),
    ("edition", "edition"), ("collection-title", "series"), ("version", "version"), ("event-title", "conf-name"),
    ("event-place", "conf-loc"), ("supplement-number", "supplement"),
)  # fmt: skip
_OUT_GROUPS: Final = ("author", "editor", "translator", "compiler", "director", "curator", "illustrator")


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
    kind = NAMES_OF_TYPES.get(item.type, "other")
    title = rest.take("title")
    container = rest.take("container-title") if title else None
    content: list[Element | None] = []
    for variable in _OUT_GROUPS:
        people = rest.take_names(variable, _person, read_name, others=_etal)
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
        lines = rest.lines(type_of(citation))
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
    is_eastern = name.static_ordering or is_east_asian(name)
    return element("name", content, name_style="eastern" if is_eastern else "western")
