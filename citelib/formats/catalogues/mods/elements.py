"""The readers of MODS, one an element.

A reader puts what its element says into the draft, and says whether the draft has all of it now; what the draft has
already is not replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.cataloguing import bare_scale, pages_and_volumes
from citelib.formats.catalogues.mods.origins import is_later, read_origin
from citelib.formats.catalogues.mods.parts import has_only, read_identifier, title_of
from citelib.formats.catalogues.mods.related import read_part, read_related
from citelib.formats.catalogues.mods.tables import CALL_NUMBERS, WRITTEN_RESOURCES
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.languages import as_language
from citelib.formats.xml.elements import rich, text, texts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["rank", "read_element", "read_elements"]

Reader = Callable[[Draft, "Element"], bool]


def _title_info(draft: Draft, node: Element) -> bool:
    kind = node.get("type")
    if kind not in (None, "abbreviated"):
        return False
    whole = draft.match("title" if kind is None else "title-short", title_of(node))
    return whole and has_only(node, "title subTitle", "type usage")


def _language(draft: Draft, node: Element) -> bool:
    terms = [one for one in node.findall("languageTerm") if one.get("type") != "text"] or node.findall("languageTerm")
    codes = [as_language(value) for one in (terms or [node]) if (value := text(one)) and value not in ("zxx", "und")]
    if node.get("objectPart") is not None:
        return False
    for code in codes[:1]:
        draft.append("language", code, ", ")
    return has_only(node, "languageTerm") and len(node) < 2


def _abstract(draft: Draft, node: Element) -> bool:
    draft.append("abstract", rich(node), "\n")
    return not node.attrib or set(node.attrib) <= {"type", "displayLabel"}


def _note(draft: Draft, node: Element) -> bool:
    kind = (node.get("type") or "").casefold()
    if kind in ("statement of responsibility", "statementofresponsibility"):
        return False
    if kind == "thesis" and "genre" not in draft and (match := _THESIS.match(text(node))):
        draft.put("genre", match[1])
        draft.match("publisher", match[2] or "")
    draft.append("note", text(node), "\n")
    return not node.attrib


_THESIS: Final = re.compile(r"Thesis \(([^()]+)\)\s*(?:--|—|-)?\s*([^,]+)?")


def _subject(draft: Draft, node: Element) -> bool:
    for part in node:
        if part.tag in ("topic", "geographic", "temporal", "occupation", "genre"):
            words = [text(part)]
        elif part.tag == "name":
            words = [
                ", ".join(
                    value for one in part.findall("namePart") if one.get("type") != "date" and (value := text(one))
                )
            ]
        elif part.tag == "titleInfo":
            words = [title_of(part)]
        else:
            words = [", ".join(texts(part, "*"))] if part.tag == "hierarchicalGeographic" else []
            draft.match("scale", bare_scale(text(part, "scale")))
        for word in words:
            draft.add_keyword(word) if part.tag != "genre" else None
    return has_only(node, "topic") and len(node) == 1


def _classification(draft: Draft, node: Element) -> bool:
    authority = (node.get("authority") or "").casefold()
    if authority and authority not in CALL_NUMBERS:
        return False
    draft.append("call-number", text(node), ", ")
    return not node.attrib


def _location(draft: Draft, node: Element) -> bool:
    whole = True
    urls = sorted(node.findall("url"), key=_url_rank)
    for one in urls[:1]:
        address = text(one)
        if (doi := as_doi(address)) is not None and doi == draft.variables.get("DOI", doi):
            whole &= draft.match("DOI", doi)
        elif address:
            whole &= draft.match("URL", address)
    places = [one for one in node.findall("physicalLocation") if one.get("authority") not in ("marcorg", "oclcorg")]
    for one in places:
        draft.append("archive_location", text(one), "; ")
    for value in (*texts(node, "shelfLocator"), *texts(node, "holdingSimple/copyInformation/shelfLocator")):
        whole &= draft.match("call-number", value)
    return (
        whole
        and len(urls) < 2
        and has_only(node, "url physicalLocation shelfLocator")
        and not any(one.attrib for one in node)
    )


def _url_rank(node: Element) -> int:
    return 2 * (node.get("access") in ("preview", "raw object")) + (node.get("usage") is None)


def _physical(draft: Draft, node: Element) -> bool:
    extents = texts(node, "extent")
    for extent in extents:
        if match := re.fullmatch(r"pp?\.\s*([0-9]+\s*[-–]\s*[0-9]+)\b.*", extent):
            draft.match("page", match[1]) if draft.type != "book" else None
            continue
        if draft.type in _COUNTED:
            pages, volumes = pages_and_volumes(extent)
            draft.match("number-of-pages", pages)
            draft.match("number-of-volumes", volumes)
    return has_only(node, "extent") and len(extents) == 1 and bool(re.fullmatch("[0-9]+ (?:p|v)\\.", extents[0]))


_COUNTED: Final = frozenset("book thesis report manuscript hearing standard pamphlet".split())


def _access(draft: Draft, node: Element) -> bool:
    kind = (node.get("type") or "").casefold()
    if kind.startswith(("restriction", "access restr")):
        return False
    return draft.match("license", text(node) or node.get("href") or "") and not node.attrib


def _extension(draft: Draft, node: Element) -> bool:
    """What govinfo.gov and repositories of theses say in their own elements."""
    degree = next(node.iter("degree"), None)
    if degree is not None:
        draft.match("genre", text(degree, "name") or text(degree, "level"))
        draft.match("publisher", text(degree, "grantor"))
    if draft.type in ("hearing", "bill") or text(node, "docClass") in ("SHRG", "HHRG", "JHRG"):
        draft.match("number", text(node, "number"))
        draft.match("chapter-number", text(node, "congress"))
        draft.match("authority", text(node, "chamber").capitalize())
        committees = [one for one in node.findall("congCommittee/name") if one.get("type") == "authority-standard"]
        draft.match("section", text(committees[0]) if committees else "")
    return False


def _resource(draft: Draft, node: Element) -> bool:
    return text(node) == WRITTEN_RESOURCES.get(draft.type, "text") and not node.attrib


def _genre(draft: Draft, node: Element) -> bool:
    return text(node) == draft.type and node.get("authority") == "local"


_READERS: Final[dict[str, Reader]] = {
    "titleInfo": _title_info, "originInfo": read_origin, "language": _language, "abstract": _abstract, "note": _note,
    "subject": _subject, "classification": _classification, "identifier": read_identifier, "relatedItem": read_related,
    "part": read_part, "location": _location, "physicalDescription": _physical, "accessCondition": _access,
    "extension": _extension, "typeOfResource": _resource, "genre": _genre,
}  # fmt: skip


def rank(node: Element) -> tuple[int, int]:
    """The order in which elements are read: the plain before the special."""
    tag = str(node.tag)
    place = _RANKS.get(tag, 50)
    kind = node.get("type")
    special = 0
    if tag == "titleInfo":
        special = (node.get("usage") != "primary") + 2 * (kind is not None)
    elif tag == "originInfo":
        # The key date of a record may be in any of its origins.
        has_key = any(one.get("keyDate") == "yes" for one in node)
        special = 4 * is_later(node) + 2 * (not has_key) + (node.get("eventType") not in (None, "publication"))
    elif tag == "relatedItem":
        special = 0 if kind in ("host", "series") else 1
    elif tag == "classification":
        special = 0 if node.get("authority") == "lcc" else 1
    elif tag == "language":
        special = int(node.get("objectPart") is not None)
    elif tag == "accessCondition":
        special = int(kind not in (None, "use and reproduction", "useAndReproduction"))
    return place, special


_RANKS: Final = {"titleInfo": 0, "originInfo": 10, "name": 20, "location": 30, "part": 40, "relatedItem": 60,
                 "physicalDescription": 61, "extension": 70}  # fmt: skip


def read_element(draft: Draft, node: Element) -> bool:
    """Put what an element that is not a name says into a draft, and tell whether that is all that it says."""
    reader = _READERS.get(str(node.tag))
    return reader is not None and reader(draft, node)


def read_elements(draft: Draft, nodes: Iterable[Element]) -> bool:
    """Put what elements say into a draft, as if there were no others, and tell whether that is all that they say."""
    return all([read_element(draft, node) for node in sorted(nodes, key=rank)])  # noqa: C419 - each is to be read
