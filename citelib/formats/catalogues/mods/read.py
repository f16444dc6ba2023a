"""From MODS to items.

An element that its reader has not understood all of is kept in ``custom`` as it is. The plain are read before the
special, as the first to name a thing is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.marc.read import read_node
from citelib.formats.catalogues.mods.elements import rank, read_element
from citelib.formats.catalogues.mods.mets import sections
from citelib.formats.catalogues.mods.names import read_name_element, roles_of
from citelib.formats.catalogues.mods.parts import PRIVATE, has_only
from citelib.formats.catalogues.mods.tables import COLLECTIONS, GENRES, PERIODICAL, RESOURCES
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.xml.elements import line_of, root_names, text, texts, xml_records
from citelib.formats.xml.writing import xml_text
from citelib.model.vocabulary import ITEM_TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read", "read_type", "sniff"]


def read(source: Source) -> Iterator[Record]:
    """Yield the items of MODS."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "mods", {"mets", "mods", "record"}, found.append):
        # METS holds MARC instead of MODS in some libraries; OAI has records around MODS.
        inner = _SECTIONS.get(str(record.tag), _only_itself)(record)
        for one in inner:
            yield from _item(one)
        if not inner:
            yield from read_node(record)
    yield from found


def _only_itself(record: Element) -> list[Element]:
    return [record]


def _inside(record: Element) -> list[Element]:
    return list(record.iter("mods"))


_SECTIONS: Final = {"mets": sections, "record": _inside}
"""Where the elements of MODS are in a record that is none itself."""


def _item(record: Element) -> Iterator[Record]:
    draft = Draft("mods", line_of(record))
    notes = [text(one) for one in record.findall("note") if one.get("type") == PRIVATE]
    draft.type = noted_type(notes) or read_type(record)
    for note in notes:
        read_extra(note, draft)
    children = [one for one in record if isinstance(one.tag, str) and not _is_ours(one)]
    has_people = any(one.get("type") in ("personal", "corporate", None) for one in record.findall("name"))
    kept = []
    for one in sorted(children, key=rank):
        whole = _name(draft, one, has_people) if one.tag == "name" else read_element(draft, one)
        if not whole:
            kept.append(one)
    places = {id(one): place for place, one in enumerate(children)}
    for one in sorted(kept, key=lambda one: places[id(one)]):
        draft.keep(str(one.tag), xml_text(one))
    citekey = next((text(one) for one in record.findall("identifier[@type='citekey']")), None)
    yield from draft.records(record.get("ID") or citekey)


def _is_ours(node: Element) -> bool:
    return node.tag == "note" and node.get("type") == PRIVATE


def read_type(record: Element) -> str:
    """The CSL type that genres, kind of resource, host and issuance tell."""
    host = record.find("relatedItem[@type='host']")
    genres = [(text(one).casefold().strip(". "), one.get("authority")) for one in record.findall("genre")]
    issuance = text(record, "originInfo/issuance")
    if (
        host is None
        and issuance in ("continuing", "serial", "")
        and any(genre in PERIODICAL for genre, _ in genres if genre != "newspaper" or issuance)
    ):
        return "periodical"
    for genre, authority in genres:
        if authority == "local" and genre in ITEM_TYPES:
            return genre
        if found := GENRES.get(genre) or GENRES.get(genre.removesuffix("s")):
            return "chapter" if found == "book" and host is not None and genre == "book" else found
    collection = next(
        (COLLECTIONS[code] for code in texts(record, "extension/collectionCode") if code in COLLECTIONS), ""
    )
    if collection:
        return collection
    if next(record.iter("degree"), None) is not None or record.find("note[@type='thesis']") is not None:
        return "thesis"
    resource = record.find("typeOfResource")
    if resource is not None:
        if found := RESOURCES.get(text(resource).casefold()):
            return found
        if resource.get("collection") == "yes":
            return "collection"
        if resource.get("manuscript") == "yes":
            return "manuscript"
    if host is not None and (found := _type_by_host(host)):
        return found
    if issuance in ("monographic", "single unit", "multipart monograph"):
        return "book"
    return "webpage" if any("web" in genre for genre, _ in genres) else "document"


def _type_by_host(host: Element) -> str | None:
    genres = {genre.casefold() for genre in texts(host, "genre")}
    issuance = text(host, "originInfo/issuance")
    if "newspaper" in genres:
        return "article-newspaper"
    if genres & PERIODICAL or issuance in ("continuing", "serial"):
        return "article-journal"
    if host.find("part/detail") is not None and host.find("identifier[@type='isbn']") is None:
        return "article-journal"
    if any("conference" in genre for genre in genres):
        return "paper-conference"
    return (
        "chapter" if genres or issuance == "monographic" or host.find("identifier[@type='isbn']") is not None else None
    )


def _name(draft: Draft, node: Element, has_people: bool) -> bool:
    """Names keep what is not understood of their element, unless they are not contributors."""
    found, has_role, is_nobody = roles_of(node)
    name = read_name_element(node)
    if name is None:
        return False
    if node.get("type") == "conference" and has_people and not has_role:
        return draft.match("event-title", str(name)) and has_only(node, "namePart role", "type")
    if is_nobody and found in ([], ["contributor"]):
        if any(word in ("pbl", "publisher", "dgg") for word in texts(node, "role/roleTerm")):
            draft.match("publisher", str(name))
        return False
    for variable in found or ["contributor" if has_role else "author"]:
        draft.add(variable, [name])
    return bool(found or not has_role)


def sniff(text: str) -> float:
    """Sure of a MODS root or namespace."""
    name = root_names(text)[0]
    if name in ("mods", "modsCollection"):
        return 1.0
    return 0.9 if name and "www.loc.gov/mods/" in text[:20_000] and re.search(r"<(?:\w+:)?mods[\s>]", text) else 0.0
