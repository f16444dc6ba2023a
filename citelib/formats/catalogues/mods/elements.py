"""The readers of MODS, one an element.

A reader puts what its element says into the draft, and says whether the draft has all of it now; what the draft has
already is not replaced.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.cataloguing import bare, bare_scale, catalogue_date, pages_and_volumes
from citelib.formats.catalogues.mods.names import read_name_element, roles_of
from citelib.formats.catalogues.mods.tables import (
    CALL_NUMBERS,
    DETAILS,
    HELD,
    LATER_ORIGINS,
    RELATED,
    WRITTEN_RESOURCES,
)
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.languages import as_language
from citelib.formats.xml.elements import rich, text, texts
from citelib.model import Date, Relation
from citelib.model.relations import RELATION_TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PRIVATE", "has_only", "rank", "read_element", "read_elements"]

PRIVATE: Final = "citelib"
"""Type of our own notes."""

Reader = Callable[[Draft, "Element"], bool]


def has_only(node: Element, children: str, attributes: str = "") -> bool:
    """Whether an element has no other children and attributes than these."""
    return _words(children).issuperset(str(child.tag) for child in node) and _words(attributes).issuperset(
        map(str, node.keys())
    )


_words: Final = functools.cache(lambda text: frozenset(text.split()))


def _title(node: Element | None) -> str:
    """Article, title, subtitle and part as one."""
    if node is None:
        return ""
    lead = node.findtext("nonSort") or ""
    glue = "" if not lead or lead.endswith(("'", "’", " ")) else " "
    title = f"{lead.lstrip()}{glue}{rich(node, 'title')}"
    if subtitle := rich(node, "subTitle"):
        title = f"{title}: {subtitle}"
    part = ": ".join(part for part in (text(node, "partNumber"), text(node, "partName")) if part)
    return f"{title}. {part}" if part and title else title


def _title_info(draft: Draft, node: Element) -> bool:
    kind = node.get("type")
    if kind not in (None, "abbreviated"):
        return False
    whole = draft.match("title" if kind is None else "title-short", _title(node))
    return whole and has_only(node, "title subTitle", "type usage")


def _is_later(origin: Element) -> bool:
    """Whether an origin is that of the copy, such as its digitisation."""
    kind = (origin.get("eventType") or origin.get("displayLabel") or "").casefold()
    return (
        kind in LATER_ORIGINS
        or bool(re.search(r"electronic ed|digital", text(origin, "edition"), re.IGNORECASE))
        or (origin.find("dateCaptured") is not None and origin.find("dateIssued") is None)
    )


def _origin(draft: Draft, node: Element) -> bool:
    if _is_later(node) and draft.variables.keys() & {"issued", "publisher", "publisher-place"}:
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
    date = _date(chosen)
    whole = draft.match("issued", date)
    return (
        whole
        and len(dates) == 1
        and set(map(str, dates[0].attrib)) <= {"encoding", "keyDate"}
        and (date.edtf() == text(dates[0]))
    )


def _date(nodes: list[Element]) -> Date:
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
            words = [_title(part)]
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


def _identifier(draft: Draft, node: Element) -> bool:
    kind, value = (node.get("type") or "").casefold(), text(node)
    if node.get("invalid") == "yes" or not value:
        return False
    is_plain = has_only(node, "", "type")
    if kind == "doi" or (kind in ("uri", "url", "") and as_doi(value)):
        return draft.match("DOI", as_doi(value) or "") and is_plain
    if kind == "isbn" and (numbers := isbns(value)):
        draft.append("ISBN", numbers, " ")
        return numbers == value and is_plain
    if kind == "issn" and (numbers := issns(value)):
        draft.append("ISSN", numbers, " ")
        return numbers == value and is_plain
    if kind == "pmid":
        return draft.match("PMID", value) and is_plain
    if kind in ("uri", "url", "purl") and value.startswith("http"):
        draft.match("URL", value)
    elif kind in ("hdl", "handle") and "URL" not in draft:
        draft.put("URL", value if value.startswith("http") else f"https://hdl.handle.net/{value.removeprefix('hdl:')}")
    elif kind in _NUMBERS and draft.type in ("report", "patent", "standard", "bill", "legislation"):
        return draft.match("number", value) and is_plain and kind == "report number"
    return False


_NUMBERS: Final = frozenset(
    ("report number", "reportnumber", "report-number", "patent number", "issue number", "number")
)


def _related(draft: Draft, node: Element) -> bool:
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
        if dates and (date := _date(dates)) and date != draft.variables.get("issued"):
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
    title = _title(plain[0]) if plain else ""
    if title and variable in draft and draft.variables[variable] != title:
        return False  # another host
    whole = draft.match(variable, title) and len(plain) < 2
    for one in titles:
        if one.get("type") == "abbreviated":
            whole &= not held and draft.match("container-title-short", _title(one))
    if not held:
        whole &= _host_names(draft, node)
        whole &= all([_identifier(draft, one) for one in node.findall("identifier")])  # noqa: C419
        whole &= all([_part(draft, one) for one in node.findall("part")])  # noqa: C419
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
    _origin(other, origin)
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


def _part(draft: Draft, part: Element) -> bool:
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
    "titleInfo": _title_info, "originInfo": _origin, "language": _language, "abstract": _abstract, "note": _note,
    "subject": _subject, "classification": _classification, "identifier": _identifier, "relatedItem": _related,
    "part": _part, "location": _location, "physicalDescription": _physical, "accessCondition": _access,
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
        special = 4 * _is_later(node) + 2 * (not has_key) + (node.get("eventType") not in (None, "publication"))
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
    """Put what an element that is no name says into a draft, and tell whether that is all that it says."""
    reader = _READERS.get(str(node.tag))
    return reader is not None and reader(draft, node)


def read_elements(draft: Draft, nodes: Iterable[Element]) -> bool:
    """Put what elements say into a draft, as if there were no others, and tell whether that is all that they say."""
    return all([read_element(draft, node) for node in sorted(nodes, key=rank)])  # noqa: C419 - each is to be read
