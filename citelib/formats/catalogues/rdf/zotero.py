"""What Zotero keeps beside a work in its RDF: notes, files, and the collections that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citelib.formats.catalogues.rdf.graph import Graph
from citelib.formats.kit.attachments import attach
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.zotero import note_text, paths_of
from citelib.formats.xml.elements import text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["collections_of", "read_attached"]


def read_attached(draft: Draft, node: Element, graph: Graph) -> None:
    """Put the notes of a work into ``annote``, and name its files.

    A file has its path within the export if files were exported, else the address from which it came.
    """
    for memo in graph.targets(node, "isReferencedBy"):
        if memo.tag == "Memo":
            draft.append("annote", note_text(text(memo, "value", fit=str)), "\n")
    for one in graph.targets(node, "link"):
        if text(one, "itemType") == "attachment":
            files = (found.get("resource") or "" for found in one.findall("resource"))
            path = next(filter(None, files), "") or text(one, "path") or text(one, "identifier")
            attach(draft.custom, path, name=text(one, "title"), type=text(one, "type"))


def collections_of(root: Element, graph: Graph) -> dict[str, list[str]]:
    """Paths of the collections that hold each work, by what the work is about."""
    nodes = {key: node for node in root.iter("Collection") if (key := graph.key(node)).startswith("#collection")}
    inside = {
        key: [part for one in node.findall("hasPart") if (part := one.get("resource"))] for key, node in nodes.items()
    }
    parents = {part: key for key, parts in inside.items() for part in parts if part in nodes}
    paths = paths_of({key: (text(node, "title"), parents.get(key, "")) for key, node in nodes.items()})
    found: dict[str, list[str]] = {}
    for key, path in paths.items():
        for part in inside[key]:
            if part not in nodes:
                found.setdefault(part, []).append(path)
    return found
