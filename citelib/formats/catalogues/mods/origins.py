"""The origin of a work (``originInfo``): when, where and by whom it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.cataloguing import bare, catalogue_date
from citelib.formats.catalogues.mods.parts import has_only
from citelib.formats.catalogues.mods.tables import LATER_ORIGINS
from citelib.formats.kit.draft import Draft
from citelib.formats.xml.elements import text, texts
from citelib.model import Date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["is_later", "read_date", "read_origin"]


def is_later(origin: Element) -> bool:
    """Whether an origin is that of the copy, such as its digitisation."""
    kind = (origin.get("eventType") or origin.get("displayLabel") or "").casefold()
    return (
        kind in LATER_ORIGINS
        or bool(re.search(r"electronic ed|digital", text(origin, "edition"), re.IGNORECASE))
        or (origin.find("dateCaptured") is not None and origin.find("dateIssued") is None)
    )


def read_origin(draft: Draft, node: Element) -> bool:
    """Put date, publisher, place and edition into a draft. Whether that is all that the element says.

    What a copy says of itself is passed over where the draft has what the work says.
    """
    if is_later(node) and draft.variables.keys() & {"issued", "publisher", "publisher-place"}:
        return False
    places = [
        value
        for one in node.findall("place")
        for term in ([term for term in one.findall("placeTerm") if term.get("type") != "code"] or one.findall("text"))
        if (value := bare(text(term)))
    ]
    whole = draft.match("publisher-place", next(iter(places), "")) and len(places) < 2
    publishers = [
        value for path in ("publisher", "agent/namePart") for one in texts(node, path) if (value := bare(one))
    ]
    whole &= draft.match("publisher", next(iter(publishers), "")) and len(publishers) < 2
    whole &= draft.match("edition", text(node, "edition"))
    whole &= _origin_date(draft, node)
    has_codes = node.find("place/placeTerm[@type='code']") is not None
    return whole and not has_codes and has_only(node, "place publisher dateIssued edition")


def _origin_date(draft: Draft, node: Element) -> bool:
    kinds = ("dateIssued", "copyrightDate", "dateCreated", "dateOther", "dateValid")
    dates = [one for kind in kinds for one in node.findall(kind)]
    key = next((one for one in dates if one.get("keyDate") == "yes"), None)
    chosen = [one for one in dates if one.tag == (dates[0] if key is None else key).tag] if dates else []
    if not chosen:
        return True
    date = read_date(chosen)
    whole = draft.match("issued", date)
    return (
        whole
        and len(dates) == 1
        and set(map(str, dates[0].attrib)) <= {"encoding", "keyDate"}
        and (date.edtf() == text(dates[0]))
    )


def read_date(nodes: list[Element]) -> Date:
    """One date of several elements of a kind: a range, or the one that is marked or encoded."""
    ordered = sorted(
        nodes, key=lambda one: (one.get("point") == "end", one.get("keyDate") != "yes", one.get("encoding") is None)
    )
    first = catalogue_date(text(ordered[0]))
    ends = [one for one in nodes if one.get("point") == "end"]
    if ordered[0].get("point") == "start" and ends and first.start is not None and not first.is_range:
        last = catalogue_date(text(ends[0]))
        if last.start is not None and text(ends[0]) != _NEVER:
            return Date.parse(f"{first.edtf()}/{last.edtf()}")
        return Date.parse(f"{first.edtf()}/..")
    return first


_NEVER: Final = "9999"
