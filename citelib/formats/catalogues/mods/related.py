"""Related items: the host and the series that a work is part of, its original, and other works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citelib.formats.catalogues.cataloguing import bare, catalogue_date
from citelib.formats.catalogues.mods.names import read_name_element, roles_of
from citelib.formats.catalogues.mods.origins import read_date, read_origin
from citelib.formats.catalogues.mods.parts import PRIVATE, has_only, read_identifier, title_of
from citelib.formats.catalogues.mods.tables import DETAILS, HELD, RELATED
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, page_range
from citelib.formats.xml.elements import rich, text, texts
from citelib.model import Relation
from citelib.model.relations import RELATION_TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_part", "read_related"]


def read_related(draft: Draft, node: Element) -> bool:
    """Put a host, a series, an original or a related work into a draft. Whether that is all that the element says."""
    kind = node.get("type") or ""
    if relation := (node.get("otherType") or "").removeprefix(f"{PRIVATE}:"):
        return _relation(draft, node, relation)
    if doi := next((doi for one in node.findall("identifier") if (doi := as_doi(text(one)))), None):
        asserted = Relation(RELATED[kind], doi, "doi") if kind in RELATED else None
        if asserted is not None and asserted not in draft.relations:
            draft.relations.append(asserted)
    if kind == "host":
        return _host(draft, node) and doi is None
    if kind == "series":
        return _series(draft, node)
    if kind == "original":
        draft.match("archive_location", "; ".join(dict.fromkeys(texts(node, "location/physicalLocation"))))
        origin = node.find("originInfo")
        dates = (
            [one for name in ("dateIssued", "dateCreated") for one in origin.findall(name)]
            if origin is not None
            else []
        )
        if dates and (date := read_date(dates)) and date != draft.variables.get("issued"):
            draft.match("original-date", date)
            draft.match("original-publisher", bare(text(origin, "publisher")))
    return False


def _relation(draft: Draft, node: Element, name: str) -> bool:
    target = node.find("identifier")
    scheme = (target.get("type") or "") if target is not None else ""
    if name not in RELATION_TYPES or scheme not in ("id", "doi", "pmid", "url") or not text(target):
        return False
    draft.relations.append(Relation(name, text(target), scheme))
    return True


def _host(draft: Draft, node: Element) -> bool:
    held = draft.type in HELD
    variable = "archive_collection" if held else "container-title"
    titles = sorted(node.findall("titleInfo"), key=lambda one: one.get("type") is not None)
    plain = [one for one in titles if one.get("type") != "abbreviated"]
    title = title_of(plain[0]) if plain else ""
    if title and variable in draft and draft.variables[variable] != title:
        return False  # another host
    whole = draft.match(variable, title) and len(plain) < 2
    for one in titles:
        if one.get("type") == "abbreviated":
            whole &= not held and draft.match("container-title-short", title_of(one))
    if not held:
        whole &= _host_names(draft, node)
        whole &= all([read_identifier(draft, one) for one in node.findall("identifier")])  # noqa: C419
        whole &= all([read_part(draft, one) for one in node.findall("part")])  # noqa: C419
        if (origin := node.find("originInfo")) is not None:
            whole &= _host_origin(draft, origin)
    for one in node.findall("relatedItem[@type='series']"):
        _series(draft, one)
    known = "titleInfo name identifier part originInfo" if not held else "titleInfo"
    return (
        whole
        and has_only(node, known, "type")
        and all(has_only(one, "title subTitle", "type") for one in titles if one.get("type") in (None, "abbreviated"))
        and (not plain or plain[0].get("type") is None)
    )


def _host_names(draft: Draft, node: Element) -> bool:
    """Names of the host: its editors, unless they are said to be something else or are the authors of the part."""
    whole = True
    for one in node.findall("name"):
        found, has_role, is_nobody = roles_of(one)
        name = read_name_element(one)
        is_author = name is not None and any(
            name.family == other.family for other in draft.variables.get("author", ()) if other.family
        )
        if name is None or is_nobody or (not has_role and is_author):
            whole = False
            continue
        for variable in found or ["contributor" if has_role else "editor"]:
            draft.add("container-author" if variable == "author" else variable, [name])
        whole = False
    return whole


def _host_origin(draft: Draft, origin: Element) -> bool:
    before = set(draft.variables)
    other = Draft("mods")
    other.type = draft.type
    read_origin(other, origin)
    for variable, value in other.variables.items():
        # Place and publisher belong together, as does what the part has itself.
        if variable not in before and not (variable == "publisher-place" and "publisher" in before):
            draft.variables[variable] = value
    return False


def _series(draft: Draft, node: Element) -> bool:
    info = node.find("titleInfo")
    title = rich(info, "title") if info is not None else ""
    if subtitle := rich(info, "subTitle") if info is not None else "":
        title = f"{title}: {subtitle}"
    if "collection-title" in draft and draft.variables["collection-title"] != title:
        return False
    whole = draft.match("collection-title", title)
    number = text(info, "partNumber") or text(node, "part/detail/number")
    whole &= draft.match("collection-number", number)
    known = has_only(node, "titleInfo", "type") and (info is None or has_only(info, "title partNumber"))
    return whole and known


def read_part(draft: Draft, part: Element) -> bool:
    """Put volume, issue and pages into a draft. Whether that is all that the element says."""
    whole = True
    for one in part.findall("detail"):
        variable = DETAILS.get((one.get("type") or "").casefold())
        value = text(one, "number") or text(one, "title")
        whole &= bool(variable) and draft.match(variable or "", value) and has_only(one, "number", "type")
        whole &= one.get("type") in ("volume", "issue")
    for one in part.findall("extent"):
        unit = (one.get("unit") or "page").casefold()
        if unit.startswith(("page", "pp")):
            pages = page_range(text(one, "start"), text(one, "end")) or text(one, "list")
            whole &= draft.match("page", re.sub(r"^(?:pp?|S|pages?)\.?\s+(?=[0-9])", "", pages))
            total = text(one, "total")
            whole &= has_only(one, "start end", "unit") and not total
        else:
            whole = False
    for one in part.findall("date"):
        if "issued" not in draft:
            draft.put("issued", catalogue_date(text(one)))
    return whole and has_only(part, "detail extent")
