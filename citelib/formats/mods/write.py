"""From items to MODS.

An element is written only if the reader makes of it what the item has; the rest goes into notes. An element that has
been kept of a record stands for the one that would be made, if it says the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from citelib.formats._draft import Draft
from citelib.formats._extra import report_losses
from citelib.formats._fields import split_pages
from citelib.formats._making import Making
from citelib.formats._roles import RELATORS
from citelib.formats._xml import element, is_legal, parse_element, write_xml
from citelib.formats.format import Writing
from citelib.formats.mods.elements import PRIVATE, read_elements
from citelib.formats.mods.names import name_element, read_name_element
from citelib.formats.mods.tables import HELD, WRITTEN_RESOURCES
from citelib.model import Item, Name, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    _Making = Making[Element]
from citelib.formats._remainder import is_line

__all__ = ["write"]

_XLINK: Final = "http://www.w3.org/1999/xlink"


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield a MODS collection.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    start = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
    return write_xml(start, (_element(item, writing) for item in items), "</modsCollection>")


def _read(draft: Draft, nodes: Sequence[Element]) -> bool:
    return read_elements(draft, nodes)


def _element(item: Item, writing: Writing) -> Element | None:
    if item.page and re.fullmatch(r"\w+–\w+", item.page):
        item = item.evolve(page=item.page.replace("–", "-"))  # start and end are two elements
    making: _Making = Making(item, _read, group=lambda node: str(node.tag))
    notes = list(_keep(making))
    kept = {str(node.tag) for node in making.kept_parts}
    subjects = [node for node in making.kept_parts if node.tag == "subject"]
    _add_title(making)
    _add(making, element("titleInfo", [element("title", making.value("title-short"))], type="abbreviated"))
    _add_names(making)
    resource = None if "typeOfResource" in kept else element("typeOfResource", WRITTEN_RESOURCES.get(item.type, "text"))
    genre = element("genre", item.type, authority="local")
    making.parts += [one for one in (resource, genre) if one is not None]
    _add_origin(making)
    languages = making.value("language").split(", ")
    terms = [element("languageTerm", one, type="code", authority="rfc5646") for one in languages if one]
    _add(making, *(element("language", [term]) for term in terms))
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if re.fullmatch("[0-9]+", making.value(variable), re.ASCII):
            _add(making, element("physicalDescription", [element("extent", f"{making.value(variable)} {unit}.")]))
    _add_lines(making, "abstract")
    _add_lines(making, "note")
    if not making.is_kept("keyword", *subjects):
        # Headings have commas of their own.
        words = making.value("keyword").split(", ")
        _add(making, *(element("subject", [element("topic", word)]) for word in words if word))
    _add_host(making)
    _add_series(making)
    for variable, kind in (("DOI", "doi"), ("PMID", "pmid")):
        if value := making.value(variable):
            _add(making, element("identifier", value, type=kind))
    numbers = [("ISBN", "isbn"), *([("ISSN", "issn")] if "container-title" not in item else [])]
    for variable, kind in numbers:
        _add(making, *(element("identifier", number, type=kind) for number in making.value(variable).split()))
    _add_location(making)
    _add(making, element("accessCondition", making.value("license")))
    said = set(making.kept_relations)
    relations = making.rest.take_relations(lambda one: _is_plain(one) and one not in said)
    content = [*making.finish(), *map(_relation, relations)]
    notes = [f"type: {item.type}", *notes, *making.rest.lines()]
    content += [element("note", line, type=PRIVATE) for line in notes]
    report_losses(item, "mods", writing)
    node = element("mods", content, ID=item.id)
    if node is not None:
        _restore_links(node)
    return node


def _restore_links(node: Element) -> None:
    """Give addresses in attributes the namespace that MODS has for them, if there are any."""
    from lxml import etree

    linked = [one for one in node.iter() if "href" in one.attrib]
    for one in linked:
        one.set(f"{{{_XLINK}}}href", str(one.attrib.pop("href")))
    if linked:
        etree.cleanup_namespaces(node, top_nsmap={"xlink": _XLINK})


def _keep(making: _Making) -> Iterator[str]:
    """Take in what has been kept; yield notes of what is no element."""
    for key, values in making.item.custom.items():
        name = key.removeprefix("mods:")
        for text in values if name != key and isinstance(values, list) else ():
            if not isinstance(text, str):
                continue
            node = parse_element(text)
            if node is not None and node.tag == name:
                making.keep(node)
            else:
                yield f"mods:{name}: {' '.join(text.split())}"


def _add(making: _Making, *nodes: Element | None) -> bool:
    parts = [node for node in nodes if node is not None and len("".join(map(str, node.itertext())))]
    if any(not is_legal(str(one)) or not is_line(one) for node in parts for one in map(str, node.itertext())):
        return False
    return making.add(*parts)


def _add_title(making: _Making) -> None:
    title = making.value("title")
    main, _, rest = title.partition(": ")
    both = [element("title", main), element("subTitle", rest)]
    _add(making, element("titleInfo", both)) or _add(making, element("titleInfo", [element("title", title)]))


def _add_lines(making: _Making, variable: str) -> None:
    _add(making, *(element(variable, line) for line in making.value(variable).split("\n") if line))


def _add_names(making: _Making) -> None:
    hosts = making.said(*(node for node in making.kept_parts if node.tag == "relatedItem"))
    for variable, relator in RELATORS.items():
        if variable not in making.item:
            continue
        said = list(hosts.variables.get(variable, ()))
        made: dict[int, Element] = {}

        def fits(name: Name, relator: str = relator, made: dict[int, Element] = made) -> bool:
            node = name_element(name, relator)
            if node is not None:
                made[id(name)] = node
            return node is not None and _gives_back(node, name)

        for name in making.rest.take_names(variable, fits):
            if name in said:
                said.remove(name)  # a name of a host that has been kept
            else:
                making.parts.append(made[id(name)])


def _gives_back(node: Element, name: Name) -> bool:
    """Whether the reader makes the name of its element."""
    read = read_name_element(node)
    if read is None or not all(is_legal(str(one)) for one in node.itertext()):
        return False
    if name.custom is None:
        return read == name
    known = {key: value for key, value in name.custom.items() if key in ("dates", "affiliation", "mods")}
    return read == attrs.evolve(name, custom=known or None)


def _add_one_of(making: _Making, name: str, candidates: Sequence[Element | None], **attributes: str) -> None:
    """Add an element with all of the candidates, or else with those that fit by themselves."""
    found = [one for one in candidates if one is not None]
    if found and not _add(making, _in(name, map(copy.deepcopy, found), **attributes)):
        fitting = [one for one in found if making.fits(_in(name, [copy.deepcopy(one)], **attributes))]
        _add(making, _in(name, fitting, **attributes))


def _add_origin(making: _Making) -> None:
    issued = making.item.issued
    place = (
        [element("placeTerm", making.value("publisher-place"), type="text")] if making.value("publisher-place") else []
    )
    candidates = [
        element("place", place),
        element("publisher", making.value("publisher")),
        element("dateIssued", issued.edtf(), encoding="edtf") if issued and issued.edtf() else None,
        element("edition", making.value("edition")),
    ]
    _add_one_of(making, "originInfo", candidates)


def _in(name: str, nodes: Iterable[Element | None], **attributes: str) -> Element:
    from lxml import etree

    node = etree.Element(name)
    for key, value in attributes.items():
        node.set(key, value)
    node.extend(one for one in nodes if one is not None)
    return node


def _add_host(making: _Making) -> None:
    item, value = making.item, making.value
    if item.type in HELD:
        _add(
            making,
            element(
                "relatedItem", [element("titleInfo", [element("title", value("archive_collection"))])], type="host"
            ),
        )
        return
    first, last = split_pages(value("page"))
    extent = _in("extent", [element("start", first), element("end", last)], unit="page")
    details = [
        _in("detail", [element("number", value(name))], type=name) for name in ("volume", "issue") if value(name)
    ]
    short = [element("title", value("container-title-short"))]
    numbers = [element("identifier", one, type="issn") for one in value("ISSN").split() if value("container-title")]
    candidates = [element("titleInfo", [element("title", value("container-title"))]), *numbers]
    if value("container-title-short"):
        candidates.insert(1, _in("titleInfo", short, type="abbreviated"))
    parts = [*details, *([extent] if first else [])]
    if parts and not making.fits(_in("relatedItem", [_in("part", map(copy.deepcopy, parts))], type="host")):
        parts = [one for one in parts if making.fits(_in("relatedItem", [_in("part", [one])], type="host"))]
    candidates.append(_in("part", parts) if parts else None)
    _add_one_of(making, "relatedItem", candidates, type="host")


def _add_series(making: _Making) -> None:
    title, number = making.value("collection-title"), making.value("collection-number")
    if title:
        both = [element("title", title), element("partNumber", number)]
        _add(making, _in("relatedItem", [_in("titleInfo", both)], type="series"))


def _add_location(making: _Making) -> None:
    places = [element("physicalLocation", one) for one in making.value("archive_location").split("; ")]
    candidates = [
        places if any(one is not None for one in places) else [],
        [element("shelfLocator", making.value("call-number"))],
        [element("url", making.value("URL"))],
    ]
    fitting = [one for many in candidates if making.fits(_in("location", many)) for one in many]
    if fitting:
        _add(making, _in("location", fitting))


def _is_plain(one: Relation) -> bool:
    target = one.target
    return one.evidence is None and not one.custom and target == " ".join(target.split()) and is_legal(target)


def _relation(relation: Relation) -> Element | None:
    target = element("identifier", relation.target, type=relation.scheme)
    return element("relatedItem", [target], otherType=f"{PRIVATE}:{relation.type}")
