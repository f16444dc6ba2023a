"""The sections of MODS in a METS document, each with what it lies in.

Source: METS 1.12 (``dmdSec``, ``structMap``) and the structure types of the DFG viewer. A division of the logical
structure that has a section is a work; the next division above it that has one is its host.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from citelib.formats.xml.writing import element

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["sections"]

_OF_HOST: Final = ("titleInfo", "name", "originInfo", "identifier", "part")
"""What a host is known by."""


def sections(mets: Element) -> list[Element]:
    """The MODS of a METS document in the order of its structure, with hosts and types of structure put in.

    Args:
        mets: The root element, whose names have no namespaces.
    """
    by_id = {
        section.get("ID") or str(number): found
        for number, section in enumerate(mets.findall("dmdSec"))
        if (found := next(section.iter("mods"), None)) is not None
    }
    if not by_id:
        return list(mets.iter("mods"))
    above: dict[str, str | None] = {}
    kinds: dict[str, str] = {}
    merged: dict[str, str] = {}
    for structure in mets.findall("structMap"):
        if (structure.get("TYPE") or "LOGICAL").upper() != "PHYSICAL":
            _walk(structure, by_id, above, kinds, merged)
    originals = {key: copy.deepcopy(node) for key, node in by_id.items()}
    order = [*above, *(key for key in by_id if key not in above and key not in merged)]
    for key, first in merged.items():
        # A further section of one division describes the same work.
        if key not in above:
            by_id[first].extend(list(by_id[key]))
    for key in order:
        node, parent = by_id[key], above.get(key)
        if key in kinds and node.find("genre") is None:
            _append(node, element("genre", kinds[key]))
        if parent is not None and node.find("relatedItem[@type='host']") is None:
            parts = [copy.deepcopy(one) for one in originals[parent] if one.tag in _OF_HOST]
            _append(node, element("relatedItem", parts, type="host"))
    return [by_id[key] for key in order]


def _append(node: Element, child: Element | None) -> None:
    if child is not None:
        node.append(child)


def _walk(
    structure: Element,
    by_id: dict[str, Element],
    above: dict[str, str | None],
    kinds: dict[str, str],
    merged: dict[str, str],
) -> None:
    """Find the section above each section, the kind of its division, and the further sections of divisions."""
    waiting: list[tuple[Element, str | None]] = [(one, None) for one in reversed(structure.findall("div"))]
    while waiting:
        division, parent = waiting.pop()
        keys = [one for one in (division.get("DMDID") or "").split() if one in by_id]
        key = keys[0] if keys else None
        if key is not None and key not in above:
            above[key] = parent
            if kind := division.get("TYPE"):
                kinds[key] = kind
            merged.update(dict.fromkeys(keys[1:], key))
        waiting += [(one, key or parent) for one in reversed(division.findall("div"))]
