"""Which parts of a DOCX hold text, what its properties say, and the sources that Word keeps."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.model import Document
from citelib.documents.package import Package
from citelib.errors import ReadError
from citelib.formats.exchange import dumps, loads
from citelib.model import Item
from citelib.model.custom import ALIASES_KEY

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "code_of_bookmark",
    "fit_for_sources",
    "fit_for_zotero",
    "is_sources",
    "main_part",
    "properties",
    "related",
    "relationships",
    "relationships_part",
    "sources",
]

_FORMAT: Final = "word-bibliography-xml"
_OFFICE_DOCUMENT: Final = "/officeDocument"
_SOURCES: Final = re.compile(rb"<(?:\w+:)?Sources[\s>/]")


def relationships_part(part: str) -> str:
    """Name of the part with the relationships of a part.

    >>> relationships_part("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(package: Package, part: str) -> list[tuple[str, str, str, bool]]:
    """Id, type, target and whether it is outside, of each relationship of a part."""
    root = package.xml(relationships_part(part) if part else "_rels/.rels")
    found = []
    for node in root if root is not None else ():
        target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append((node.get("Id", ""), node.get("Type", ""), target, outside))
    return found


def main_part(package: Package) -> str:
    """Name of the part with the text.

    Raises:
        ReadError: There is none: the package is no DOCX.
    """
    for _, kind, target, outside in relationships(package, ""):
        if kind.endswith(_OFFICE_DOCUMENT) and not outside and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise ReadError("is not a DOCX: it has no part with the text", source=package.name or None)


def related(package: Package, main: str) -> list[tuple[str, str]]:
    """Kind and name of the parts with text besides the main one: notes, headers, footers, comments."""
    order = ("footnotes", "endnotes", "header", "footer", "comments")
    found = {
        (kind.rpartition("/")[2], target)
        for _, kind, target, outside in relationships(package, main)
        if not outside and target in package
    }
    return sorted(
        ((kind, target) for kind, target in found if kind in order), key=lambda row: (order.index(row[0]), row[1])
    )


def properties(package: Package) -> dict[str, str]:
    """The custom properties of a document."""
    name = next(
        (target for _, kind, target, _o in relationships(package, "") if kind.endswith("/custom-properties")),
        "docProps/custom.xml",
    )
    root = package.xml(name)
    return {node.get("name", ""): _value(node) for node in root} if root is not None else {}


def _value(node: Element) -> str:
    return "".join(str(text) for text in node.itertext())


def code_of_bookmark(values: dict[str, str], name: str) -> str:
    """The code that properties keep for a bookmark, cut into numbered pieces."""
    pieces: list[str] = []
    while (piece := values.get(f"{name}_{len(pieces) + 1}")) is not None:
        pieces.append(piece)
    return "".join(pieces)


def is_sources(package: Package, part: str) -> bool:
    """Whether a part holds the sources of Word's own citations."""
    return re.fullmatch(r"customXml/item\d+\.xml", part) is not None and bool(
        _SOURCES.search(package.read(part)[:2000])
    )


def fit_for_sources(document: Document, items: Iterable[Item], report: Callable[[Diagnostic], None]) -> Document:
    """The document with works as the sources of Word's own citations hold them; what is lost is reported.

    Its list holds the sources that it has already and does not cite, too, since Word's list is one of all sources.

    Args:
        document: The document that is to keep the sources; those that it has already are as they are.
        items: The works that it cites.
        report: Called with a diagnostic for everything that is lost.
    """
    known = sources(document.source.package) if document.kind == "docx" else {}
    cited = {item.id: item if item.id in known else _as_source(item, report) for item in items}
    others = {key: item for key, item in known.items() if key not in cited and item.variables}
    references = {item.id: item for item in document.metadata.references} | cited | others
    nocite = dict.fromkeys((*document.metadata.nocite, *others))
    metadata = attrs.evolve(document.metadata, references=tuple(references.values()), nocite=tuple(nocite))
    return attrs.evolve(document, metadata=metadata)


def fit_for_zotero(document: Document, _: Iterable[Item], report: Callable[[Diagnostic], None]) -> Document:
    """The document without the sources of Word's that nothing cites, each of which is reported.

    Zotero's list names such works by their addresses in a library alone, so that the next refresh would drop them.
    """
    known = sources(document.source.package) if document.kind == "docx" else {}
    nocite = document.metadata.nocite
    for key in nocite:
        if key in known:
            message = "nothing cites it, and it is left out of the list, as Zotero keeps no such work in a document"
            report(Diagnostic("warning", "document-uncited", message, item=key))
    kept = tuple(key for key in nocite if key not in known)
    return attrs.evolve(document, metadata=attrs.evolve(document.metadata, nocite=kept))


def _as_source(item: Item, report: Callable[[Diagnostic], None]) -> Item:
    kept = next(iter(loads(dumps([item], _FORMAT, report=report), _FORMAT).values()))
    # The format reports markup that is lost.
    changed = [
        variable
        for variable, value in item.variables.items()
        if not isinstance(value, str) and kept.variables.get(variable) != value
    ]
    if changed:
        message = f"Word's sources hold {', '.join(sorted(changed))} in another form"
        report(Diagnostic("info", f"{_FORMAT}-form", message, item=item.id))
    aliases = {key: value for key, value in item.custom.items() if key == ALIASES_KEY}
    return attrs.evolve(kept, id=item.id, custom={**kept.custom, **aliases})


def sources(package: Package) -> dict[str, Item]:
    """The sources of Word's own citations, by tag."""
    found: dict[str, Item] = {}
    for part in package.names():
        if is_sources(package, part):
            works = loads(package.read(part), _FORMAT)
            found = {**works, **found}
    return found
