"""Reading Dublin Core and DSpace's form of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.dublin_core.statements import read_statement
from citelib.formats.catalogues.dublin_core.tables import FIELDS, FIRST_PAGES, LAST_PAGES, OURS, known_type, last_part
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.fields import page_range
from citelib.formats.kit.lines import one_line, paragraphs
from citelib.formats.xml.elements import line_of, root_names, text, xml_records

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read", "sniff", "sniff_dim"]

_WORKS: Final = ("dc", "dim", "qualifieddc", "dcCollection", "srw_dc")
Statement = tuple[str, str]


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Dublin Core in XML."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "dc", {*_WORKS, "metadata", "Description"}, found.append):
        inner = [one for one in node.iter() if one.tag in _WORKS] if node.tag == "metadata" else [node]
        for one in inner or [node]:
            statements = list(_statements(one))
            if statements:
                yield from _item(statements, line_of(one))
    yield from found


def _statements(node: Element) -> Iterator[Statement]:
    for one in node:
        if one.tag == "field":
            if (one.get("mdschema") or "dc") in ("dc", "dcterms"):
                name = ".".join(filter(None, (one.get("element"), one.get("qualifier"))))
                yield name, text(one, fit=_fit(name))
        elif isinstance(one.tag, str) and not len(one):
            yield one.tag, text(one, fit=_fit(one.tag)) or one.get("resource") or ""


def _fit(name: str) -> Callable[[str], str]:
    return paragraphs if FIELDS.get(name) == "abstract" else one_line


def _item(statements: list[Statement], line: int | None) -> Iterator[Record]:
    draft = Draft("dc", line)
    ours = [value.removeprefix(OURS) for _, value in statements if value.startswith(OURS)]
    theirs = [(name, value) for name, value in statements if value and not value.startswith(OURS)]
    draft.type = noted_type(ours) or _type(theirs)
    for note in ours:
        read_extra(note, draft)
    if any(name == "type" and value.endswith("PeerReviewed") for name, value in theirs):
        # EPrints gives its page and the DOI as relations.
        theirs = [("identifier" if name == "relation" else name, value) for name, value in theirs]
    for name, value in sorted(theirs, key=_rank):
        read_statement(draft, name, value)
    first = next((value for name, value in theirs if last_part(name) in FIRST_PAGES), "")
    last = next((value for name, value in theirs if last_part(name) in LAST_PAGES), "")
    draft.put("page", page_range(first, last))
    if draft.type == "document" and not ours and {"container-title", "volume"} <= draft.variables.keys():
        draft.type = "article-journal"
    id = next((note[4:] for note in ours if note.startswith("id: ")), None)
    yield from draft.records(id)


_ORDER: Final = {name: rank for rank, name in enumerate(FIELDS)}


def _rank(statement: Statement) -> tuple[int, bool]:
    """The order of trust: dates with a time are those of the repository, and a licence is more than a copyright."""
    name, value = statement
    is_less = bool(re.search("T[0-9]{2}:", value)) if "date" in name else "creativecommons.org" not in value
    return _ORDER.get(name, 0), is_less if FIELDS.get(name) in ("issued", "license") else False


def _type(statements: list[Statement]) -> str:
    words = [value for name, value in statements if name.partition(".")[0] == "type" and name != "type.degree"]
    known = [found for word in words if (found := known_type(word)) is not None]
    found = next((one for one in known if one != "document"), "document")
    if found != "document":
        return found
    names = {name for name, _ in statements}
    return "article-journal" if "bibliographicCitation.volume" in names or "identifier.issn" in names else "document"


def sniff(text: str) -> float:
    """Sure of records of simple or qualified Dublin Core; METS may hold it."""
    name = root_names(text)[0]
    if not name or name == "RDF":
        return 0.0
    if name in ("dc", "qualifieddc", "srw_dc") or re.search(r"<(?:\w+:)?(?:dc|qualifieddc)[\s>]", text[:5000]):
        return 0.95
    is_core = "purl.org/dc/elements/1.1" in text[:20_000] or "purl.org/dc/terms" in text[:20_000]
    return 0.5 if is_core and name in ("metadata", "records", "record") else 0.1 if is_core else 0.0


def sniff_dim(text: str) -> float:
    """Sure of fields with a schema."""
    return 1.0 if root_names(text)[0] and re.search(r"<(?:\w+:)?dim[\s>]", text) else 0.0
