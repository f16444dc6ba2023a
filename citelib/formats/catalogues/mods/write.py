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

from citelib.formats.catalogues.mods.elements import PRIVATE, read_elements
from citelib.formats.catalogues.mods.names import name_element, read_name_element
from citelib.formats.catalogues.mods.tables import HELD, WRITTEN_RESOURCES
from citelib.formats.catalogues.roles import RELATORS
from citelib.formats.format import Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_line, kept_texts
from citelib.formats.kit.fields import split_pages
from citelib.formats.kit.making import Making
from citelib.formats.kit.names import gives_back
from citelib.formats.kit.remainder import is_plain
from citelib.formats.xml.elements import declare, element, parse_element, write_xml
from citelib.model import Item, Name, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    _Making = Making[Element]

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
    making: _Making = Making(item, _read, group=lambda node: str(node.tag))
    notes = list(_keep(making))
    kept = {str(node.tag) for node in making.kept_parts}
    subjects = [node for node in making.kept_parts if node.tag == "subject"]
    _add_title(making)
    making.add(element("titleInfo", [element("title", making.value("title-short"))], type="abbreviated"))
    _add_names(making)
    resource = None if "typeOfResource" in kept else element("typeOfResource", WRITTEN_RESOURCES.get(item.type, "text"))
    genre = element("genre", item.type, authority="local")
    making.parts += [one for one in (resource, genre) if one is not None]
    _add_origin(making)
    languages = making.value("language").split(", ")
    terms = [element("languageTerm", one, type="code", authority="rfc5646") for one in languages if one]
    making.add(*(element("language", [term]) for term in terms))
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if re.fullmatch("[0-9]+", making.value(variable), re.ASCII):
            making.add(element("physicalDescription", [element("extent", f"{making.value(variable)} {unit}.")]))
    _add_lines(making, "abstract")
    _add_lines(making, "note")
    if not making.is_kept("keyword", *subjects):
        # Headings have commas of their own.
        words = making.value("keyword").split(", ")
        making.add(*(element("subject", [element("topic", word)]) for word in words if word))
    _add_host(making)
    _add_series(making)
    for variable, kind in (("DOI", "doi"), ("PMID", "pmid")):
        if value := making.value(variable):
            making.add(element("identifier", value, type=kind))
    numbers = [("ISBN", "isbn"), *([("ISSN", "issn")] if "container-title" not in item else [])]
    for variable, kind in numbers:
        making.add(*(element("identifier", number, type=kind) for number in making.value(variable).split()))
    _add_location(making)
    making.add(element("accessCondition", making.value("license")))
    said = set(making.kept_relations)
    relations = making.rest.take_relations(lambda one: is_plain(one) and one not in said)
    content = [*making.finish(), *map(_relation, relations)]
    notes = [f"type: {item.type}", *notes, *making.rest.lines()]
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


def _keep(making: _Making) -> Iterator[str]:
    """Take in what has been kept; yield notes of what is no element."""
    for name, texts in kept_texts(making.item, "mods").items():
        for text in texts:
            node = parse_element(text)
            if node is not None and node.tag == name:
                making.keep(node)
            else:
                yield kept_line("mods", name, text)


def _add_title(making: _Making) -> None:
    title = making.value("title")
    main, _, rest = title.partition(": ")
    both = [element("title", main), element("subTitle", rest)]
    making.add(element("titleInfo", both)) or making.add(element("titleInfo", [element("title", title)]))


def _add_lines(making: _Making, variable: str) -> None:
    making.add(*(element(variable, line) for line in making.value(variable).split("\n") if line))


def _add_names(making: _Making) -> None:
    hosts = making.said(*(node for node in making.kept_parts if node.tag == "relatedItem"))
    for variable, relator in RELATORS.items():
        nodes = making.rest.take_made(variable, functools.partial(_name, relator=relator))
        said = list(hosts.variables.get(variable, ()))
        for name, node in zip(making.item.get(variable, ()), nodes, strict=False):
            if name in said:
                said.remove(name)  # a name of a host that has been kept
            else:
                making.parts.append(node)


def _name(name: Name, relator: str) -> Element | None:
    """The element of a name, if that gives the name back."""
    node = name_element(name, relator)
    kept = ("dates", "affiliation", "mods")
    return node if node is not None and gives_back(read_name_element(node), name, kept) else None


def _add_origin(making: _Making) -> None:
    issued, place = making.item.issued, making.value("publisher-place")
    pieces = [
        element("place", [element("placeTerm", place, type="text")]) if place else None,
        element("publisher", making.value("publisher")),
        element("dateIssued", issued.edtf(), encoding="edtf") if issued and issued.edtf() else None,
        element("edition", making.value("edition")),
    ]
    making.add_fitting(functools.partial(element, "originInfo"), pieces)


def _add_host(making: _Making) -> None:
    item, value = making.item, making.value
    if item.type in HELD:
        titles = [element("title", value("archive_collection"))]
        making.add(element("relatedItem", [element("titleInfo", titles)], type="host"))
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
    making.add_fitting(_host, pieces)


def _host(pieces: Sequence[Element | None]) -> Element | None:
    """The host, of pieces some of which stand in its ``part``."""
    about = [one for one in pieces if one is not None and one.tag not in _OF_PART]
    part = element("part", [one for one in pieces if one is not None and one.tag in _OF_PART])
    return element("relatedItem", [*about, part], type="host") if about or part is not None else None


_OF_PART: Final = ("detail", "extent")


def _add_series(making: _Making) -> None:
    title, number = making.value("collection-title"), making.value("collection-number")
    if title:
        both = [element("title", title), element("partNumber", number)]
        making.add(element("relatedItem", [element("titleInfo", both)], type="series"))


def _add_location(making: _Making) -> None:
    places = [element("physicalLocation", one) for one in making.value("archive_location").split("; ")]
    pieces = [
        *([places] if any(one is not None for one in places) else []),
        [element("shelfLocator", making.value("call-number"))],
        [element("url", making.value("URL"))],
    ]
    making.add_fitting(lambda some: element("location", itertools.chain.from_iterable(some)), pieces)


def _relation(relation: Relation) -> Element | None:
    target = element("identifier", relation.target, type=relation.scheme)
    return element("relatedItem", [target], otherType=f"{PRIVATE}:{relation.type}")
