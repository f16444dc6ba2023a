"""TEI: the references of a text, as GROBID finds them in papers and as editions list them (``biblStruct``).

Source of the elements: TEI P5, module ``core``; what GROBID writes.

>>> from citelib.formats.exchange import loads
>>> title = '<analytic><title level="a">On roads</title></analytic><monogr><title level="j">J. Roads</title></monogr>'
>>> loads(f'<TEI><listBibl><biblStruct xml:id="b0">{title}</biblStruct></listBibl></TEI>')["b0"].container_title
'J. Roads'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, page_range
from citelib.formats.kit.names import read_name
from citelib.formats.xml.elements import line_of, rich, root_names, text, xml_records
from citelib.model import Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["TEI"]

_SCOPES: Final = {"volume": "volume", "vol": "volume", "issue": "issue", "chapter": "chapter-number"}
_IDS: Final = {"PMID": "PMID", "ISBN": "ISBN", "ISSN": "ISSN", "ISSNe": "ISSN", "eISSN": "ISSN"}


def read(source: Source) -> Iterator[Record]:
    """Yield the references, and the paper itself if it says what it is."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "tei", {"biblStruct"}, found.append):
        yield from _item(node)
    yield from found


def _item(node: Element) -> Iterator[Record]:
    draft = Draft("tei", line_of(node))
    part, whole = node.find("analytic"), node.find("monogr")
    inner, outer = rich(part, "title"), rich(whole, "title")
    level = next((one.get("level") or "" for one in node.iter("title") if one.get("level") != "a"), "")
    is_meeting = whole is not None and whole.find("meeting") is not None
    draft.type = (
        "paper-conference" if inner and is_meeting
        else "article-journal" if level == "j"
        else "chapter" if inner and outer
        else "article-journal" if inner
        else "book" if outer else "document"
    )  # fmt: skip
    draft.put("title", inner or outer)
    if inner:
        draft.put("container-title", outer)
    for place in (part, whole):
        for role in ("author", "editor"):
            variable = role if place is part or role == "editor" or "author" not in draft else "container-author"
            people = place.findall(role) if place is not None else []
            draft.add(variable, [name for one in people if (name := _name(one)) is not None])
    for one in node.iter("date"):
        draft.put("issued", one.get("when") or text(one))
    for one in node.iter("biblScope"):
        unit, value = one.get("unit") or one.get("type") or "", text(one)
        if unit in ("page", "pp", "pages"):
            draft.put("page", page_range(one.get("from") or value, one.get("to") or ""))
        elif unit in _SCOPES:
            draft.put(_SCOPES[unit], value, key=unit)
    for one in node.iter("idno"):
        _number(draft, one.get("type") or "", text(one))
    for one in node.iter("ptr", "ref"):
        draft.put("URL", one.get("target") or "", key="ptr")
    draft.put("publisher", text(whole, "imprint/publisher"))
    draft.put("publisher-place", text(whole, "imprint/pubPlace"))
    draft.put("event-title", text(whole, "meeting"))
    draft.put("collection-title", text(node, "series/title"))
    for one in node.findall("note"):
        if one.get("type") == "raw_reference":
            draft.keep("raw_reference", text(one))
        else:
            draft.append("note", text(one), "\n")
    yield from draft.records(node.get("id"))


def _name(node: Element) -> Name | None:
    person = node.find("persName")
    person = node if person is None else person
    family = text(person, "surname")
    given = " ".join(filter(None, map(text, person.findall("forename"))))
    if family:
        orcid = next((text(one) for one in node.iter("idno") if one.get("type") == "ORCID"), "").rpartition("/")[2]
        return Name(family, given or None, text(person, "genName") or None, orcid=orcid or None)
    if person is node and node.find("affiliation") is not None:
        return None  # an institution that GROBID found at no person
    whole = text(node, "orgName") or text(person)
    return read_name(whole) if whole else None


def _number(draft: Draft, kind: str, value: str) -> None:
    if (doi := as_doi(value)) is not None:
        draft.put("DOI", doi, key="idno")
    elif kind in ("PMC", "PMCID"):
        draft.put("PMCID", as_pmcid(value) or f"PMC{value}", key="idno")
    elif kind == "arXiv":
        draft.put("number", f"arXiv:{value.removeprefix('arXiv:')}", key="idno")
    elif kind in _IDS:
        draft.append(_IDS[kind], value, " ")
    elif kind not in ("ORCID", "MD5"):
        draft.keep("idno", f"{kind} {value}".strip())


def sniff(text: str) -> float:
    """Sure of TEI that has references."""
    name = root_names(text)[0]
    if name not in ("TEI", "teiCorpus", "listBibl", "biblStruct"):
        return 0.0
    return 1.0 if "<biblStruct" in text else 0.5


TEI: Final = Format(
    "tei",
    "TEI references",
    sniff=sniff,
    read=read,
    aliases=("grobid",),
    note="references that GROBID finds in papers",
)
"""TEI."""
