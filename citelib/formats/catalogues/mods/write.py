"""From items to MODS.

An element is written only if the reader makes of it what the item has; the rest goes into notes. An element that has
been kept of a record stands for the one that would be made, if it says the same.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.mods.elements import read_elements
from citelib.formats.catalogues.mods.names import name_element, read_name_element
from citelib.formats.catalogues.mods.parts import PRIVATE
from citelib.formats.catalogues.mods.tables import HELD, WRITTEN_RESOURCES
from citelib.formats.catalogues.roles import RELATORS
from citelib.formats.format import Writing
from citelib.formats.kit.checked import CheckedDraft
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_line, kept_texts
from citelib.formats.kit.fields import split_pages
from citelib.formats.kit.lines import one_line, without_control
from citelib.formats.kit.written import is_plain
from citelib.formats.xml.elements import parse_element
from citelib.formats.xml.writing import declare, element, write_xml
from citelib.model import ET_AL, Item, Relation
from citelib.model.keywords import split_keywords

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    _Draft = CheckedDraft[Element]

__all__ = ["write"]

_XLINK: Final = "http://www.w3.org/1999/xlink"


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a MODS collection.

    Args:
        items: Items.
    """
    start = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
    return write_xml(start, (_element(item) for item in items), "</modsCollection>")


def _read(draft: Draft, nodes: Sequence[Element]) -> bool:
    return read_elements(draft, nodes)


def _element(item: Item) -> Element | None:
    if item.page and re.fullmatch(r"\w+–\w+", item.page):
        item = item.evolve(page=item.page.replace("–", "-"))  # start and end are two elements
    draft: _Draft = CheckedDraft(item, _read, group=lambda node: str(node.tag))
    notes = list(_keep(draft))
    kept = {str(node.tag) for node in draft.kept_parts}
    subjects = [node for node in draft.kept_parts if node.tag == "subject"]
    _add_title(draft)
    draft.add(element("titleInfo", [element("title", draft.value("title-short"))], type="abbreviated"))
    _add_names(draft)
    resource = None if "typeOfResource" in kept else element("typeOfResource", WRITTEN_RESOURCES.get(item.type, "text"))
    genre = element("genre", item.type, authority="local")
    draft.parts += [one for one in (resource, genre) if one is not None]
    _add_origin(draft)
    languages = draft.value("language").split(", ")
    terms = [element("languageTerm", one, type="code", authority="rfc5646") for one in languages if one]
    draft.add(*(element("language", [term]) for term in terms))
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if re.fullmatch("[0-9]+", draft.value(variable), re.ASCII):
            draft.add(element("physicalDescription", [element("extent", f"{draft.value(variable)} {unit}.")]))
    _add_lines(draft, "abstract")
    _add_lines(draft, "note")
    if not draft.is_kept("keyword", *subjects):
        # Headings have commas of their own.
        words = split_keywords(draft.value("keyword"))
        draft.add(*(element("subject", [element("topic", word)]) for word in words if word))
    _add_host(draft)
    _add_series(draft)
    for variable, kind in (("DOI", "doi"), ("PMID", "pmid")):
        if value := draft.value(variable):
            draft.add(element("identifier", value, type=kind))
    numbers = [("ISBN", "isbn"), *([("ISSN", "issn")] if "container-title" not in item else [])]
    for variable, kind in numbers:
        draft.add(*(element("identifier", number, type=kind) for number in draft.value(variable).split()))
    _add_location(draft)
    draft.add(element("accessCondition", draft.value("license")))
    said = set(draft.kept_relations)
    relations = draft.take_relations(lambda one: is_plain(one) and one not in said)
    content = [*draft.finish(), *map(_relation, relations)]
    notes = [f"type: {item.type}", *notes, *draft.lines()]
    content += [element("note", line, type=PRIVATE) for line in notes]
    node = element("mods", content, ID=item.id)
    if node is not None:
        _restore_links(node)
    return node


def _restore_links(node: Element) -> None:
    """Give addresses in attributes the namespace that MODS has for them, if there are any."""
    linked = [one for one in node.iter() if "href" in one.attrib]
    for one in linked:
        one.set(f"{{{_XLINK}}}href", str(one.attrib.pop("href")))
    if linked:
        declare(node, {"xlink": _XLINK})


def _keep(draft: _Draft) -> Iterator[str]:
    """Take in what has been kept; yield notes of what is not an element."""
    for name, texts in kept_texts(draft.item, "mods").items():
        for text in texts:
            node = parse_element(text)
            if node is not None and node.tag == name:
                draft.keep(node)
            else:
                yield kept_line("mods", name, text)


def _add_title(draft: _Draft) -> None:
    title = draft.value("title")
    main, _, rest = title.partition(": ")
    both = [element("title", main), element("subTitle", rest)]
    whole = element("title", without_control(one_line(title)))
    draft.add_always("title", element("titleInfo", both), element("titleInfo", [whole]))


def _add_lines(draft: _Draft, variable: str) -> None:
    draft.add(*(element(variable, line) for line in draft.value(variable).split("\n") if line))


def _add_names(draft: _Draft) -> None:
    hosts = draft.read_back(*(node for node in draft.kept_parts if node.tag == "relatedItem"))
    for variable, relator in RELATORS.items():
        make = functools.partial(name_element, relator=relator)
        nodes = draft.take_names(variable, make, read_name_element, others=functools.partial(make, ET_AL))
        said = list(hosts.variables.get(variable, ()))
        for name, node in zip(draft.item.get(variable, ()), nodes, strict=False):
            if name in said:
                said.remove(name)  # a name of a host that has been kept
            else:
                draft.parts.append(node)


def _add_origin(draft: _Draft) -> None:
    issued, place = draft.item.issued, draft.value("publisher-place")
    pieces = [
        element("place", [element("placeTerm", place, type="text")]) if place else None,
        element("publisher", draft.value("publisher")),
        element("dateIssued", issued.edtf(), encoding="edtf") if issued and issued.edtf() else None,
        element("edition", draft.value("edition")),
    ]
    draft.add_fitting(functools.partial(element, "originInfo"), pieces)
    date = element("dateIssued", draft.nearest_date("issued"), encoding="edtf")
    draft.add_always("issued", element("originInfo", [date]))


def _add_host(draft: _Draft) -> None:
    item, value = draft.item, draft.value
    if item.type in HELD:
        titles = [element("title", value("archive_collection"))]
        draft.add(element("relatedItem", [element("titleInfo", titles)], type="host"))
        return
    title, short = value("container-title"), value("container-title-short")
    first, last = split_pages(value("page"))
    pieces = [
        element("titleInfo", [element("title", title)]),
        element("titleInfo", [element("title", short)], type="abbreviated") if short else None,
        *(element("identifier", one, type="issn") for one in value("ISSN").split() if title),
        *(element("detail", [element("number", value(one))], type=one) for one in ("volume", "issue") if value(one)),
        element("extent", [element("start", first), element("end", last)], unit="page") if first else None,
    ]
    draft.add_fitting(_host, pieces)
    whole = element("title", without_control(one_line(title)))
    draft.add_always("container-title", _host([element("titleInfo", [whole])]))


def _host(pieces: Sequence[Element | None]) -> Element | None:
    """The host, of pieces some of which stand in its ``part``."""
    about = [one for one in pieces if one is not None and one.tag not in _OF_PART]
    part = element("part", [one for one in pieces if one is not None and one.tag in _OF_PART])
    return element("relatedItem", [*about, part], type="host") if about or part is not None else None


_OF_PART: Final = ("detail", "extent")


def _add_series(draft: _Draft) -> None:
    title, number = draft.value("collection-title"), draft.value("collection-number")
    if title:
        both = [element("title", title), element("partNumber", number)]
        draft.add(element("relatedItem", [element("titleInfo", both)], type="series"))


def _add_location(draft: _Draft) -> None:
    places = [element("physicalLocation", one) for one in draft.value("archive_location").split("; ")]
    pieces = [
        *([places] if any(one is not None for one in places) else []),
        [element("shelfLocator", draft.value("call-number"))],
        [element("url", draft.value("URL"))],
    ]
    draft.add_fitting(lambda some: element("location", itertools.chain.from_iterable(some)), pieces)


def _relation(relation: Relation) -> Element | None:
    target = element("identifier", relation.target, type=relation.scheme)
    return element("relatedItem", [target], otherType=f"{PRIVATE}:{relation.type}")
