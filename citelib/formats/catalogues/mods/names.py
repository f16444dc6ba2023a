"""Names in MODS, in both directions.

What a name has beside its parts, roles, dates and affiliations is kept in its ``custom`` as ``mods``: the element
without these.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.formats.catalogues.cataloguing import LIFE
from citelib.formats.catalogues.roles import roles
from citelib.formats.kit.names import read_name, with_spaces
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.xml.elements import parse_element, text, texts
from citelib.formats.xml.writing import element, xml_text
from citelib.model import ET_AL, Name
from citelib.model.custom import DATES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["name_element", "read_name_element", "roles_of"]

_READ: Final = frozenset(("namePart", "role", "affiliation"))
_BODIES: Final = ("corporate", "conference")
_ORCID: Final = re.compile("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def roles_of(node: Element) -> tuple[list[str], bool, bool]:
    """Name variables that a name's roles say, whether it has any role, and whether one is nobody's to cite."""
    words = texts(node, "role/roleTerm") or texts(node, "role")
    found, is_nobody = roles(words)
    return found, bool(words), is_nobody


def read_name_element(node: Element) -> Name | None:
    """The name of a ``name`` element, or None if it has none."""
    if node.find("etal") is not None:
        return ET_AL
    parts: dict[str, list[str]] = {}
    for part in node.findall("namePart"):
        if value := text(part):
            parts.setdefault(part.get("type") or "", []).append(value)
    plain = parts.get("") or []
    if "family" in parts:
        family, given = " ".join(parts["family"]), " ".join(parts.get("given", []))
        name = Name(family, given or None)
        if given and "," not in family + given and (family[:1].islower() or given.rpartition(" ")[2].islower()):
            name = read_name(f"{family}, {given}")  # particles
        if "termsOfAddress" in parts:
            name = attrs.evolve(name, suffix=" ".join(parts["termsOfAddress"]))
    elif words := plain or parts.get("given") or texts(node, "displayForm"):
        if node.get("type") in _BODIES:
            name = Name(literal=": ".join(word.rstrip(".") for word in words))
        else:
            name = _plain(words[0], node.get("type") == "personal")
    else:
        return None
    name = with_spaces(name)
    custom, orcid = _rest(node, parts, name.literal is not None)
    return attrs.evolve(name, orcid=orcid, custom=custom or None) if custom or orcid else name


def _plain(whole: str, is_personal: bool) -> Name:
    """A name in one part, perhaps with the years of life behind it."""
    plain = re.sub(r"(?<=[^\W\d_]{3})\.$", "", LIFE.sub("", whole).rstrip(", "))
    if "," in plain:
        return read_name(plain)
    return Name.parse(plain) if is_personal and 1 < len(plain.split()) < 5 else Name(literal=plain)


def _rest(node: Element, parts: dict[str, list[str]], is_literal: bool) -> tuple[dict[str, Any], str | None]:
    custom: dict[str, Any] = {}
    if "date" in parts:
        custom[DATES] = parts["date"][0]
    custom |= affiliated(texts(node, "affiliation")) or {}
    kind = node.get("type") or ""
    if (
        set(map(str, node.attrib)) <= {"type"}
        and {str(child.tag) for child in node} <= _READ
        and (not is_literal or kind in ("", "corporate"))
    ):
        return custom, None
    rest = copy.deepcopy(node)
    if not is_literal or node.get("type") == "corporate":
        rest.attrib.pop("type", "")
    orcid = None
    for child in list(rest):
        match = _ORCID.search(text(child)) if child.tag == "nameIdentifier" else None
        if match and (child.get("type") == "orcid" or "orcid" in text(child)):
            orcid = match[0]
        if child.tag in _READ or match or (child.tag == "displayForm" and not parts):
            rest.remove(child)
    if len(rest) or rest.attrib:
        custom["mods"] = xml_text(rest)
    return custom, orcid


def name_element(name: Name, relator: str) -> Element | None:
    """The element of a name; None if it would be empty.

    Args:
        name: The name.
        relator: Code or word of the role.
    """
    role = element("role", [element("roleTerm", relator, type="code" if len(relator) == _CODE else "text")])
    if name == ET_AL:
        return element("name", [element("etal", str(ET_AL)), role])
    custom = name.custom or {}
    if name.literal is not None or name.family is None:
        parts = [element("namePart", " ".join((name.literal or name.given or "").split()))]
        kind = "corporate"
    else:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        parts = [
            element("namePart", " ".join(name.full_family.split()), type="family"),
            _part(" ".join(given.split()), "given"),
            _part(name.suffix, "termsOfAddress"),
        ]
        kind = "personal"
    if not any(part is not None and part.text for part in parts):
        return None
    dates, rest = custom.get(DATES), custom.get("mods")
    parts.append(_part(dates if isinstance(dates, str) else None, "date"))
    parts.append(role)
    parts += [element("affiliation", place) for place in affiliations(name)]
    parts.append(element("nameIdentifier", name.orcid, type="orcid") if name.orcid else None)
    node = element("name", parts, type=kind)
    kept = parse_element(rest) if isinstance(rest, str) else None
    if node is not None and kept is not None and kept.tag == "name":
        for key, value in kept.attrib.items():
            node.set(key, value)
        node.extend(list(kept))
    return node


def _part(value: str | None, kind: str) -> Element | None:
    return element("namePart", value, type=kind) if value else None


_CODE: Final = 3
"""Length of a relator code."""
