"""The nodes of an RDF document, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Graph", "classes"]


class Graph:
    """The nodes of a document by what they are about."""

    def __init__(self, root: Element) -> None:
        self.nodes: dict[str, Element] = {}
        self.contained: set[str] = set()
        self.parts: set[str] = set()
        self.memos: set[str] = set()
        """What the notes are called that Zotero keeps beside a work."""
        self.copies: dict[str, Element] = {}
        """What a library says of its copy of a work (`UserItem` of Zotero's BIBO), by the work."""
        for node in root.iter():
            if not isinstance(node.tag, str):
                continue
            key = self.key(node)
            if key and len(node):
                self.nodes.setdefault(key, node)
            if node.tag == "Memo" and key:
                self.memos.add(key)
            if node.tag == "UserItem":
                self.copies |= {target: node for one in node.findall("resource") if (target := one.get("resource"))}
            if node.tag == "hasPart":
                self.parts |= {target for target in (node.get("resource"), *map(self.key, node)) if target}
            if node.tag in ("isPartOf", "presentedAt", "link", "isReferencedBy"):
                self.contained |= {target for target in (node.get("resource"), *map(self.key, node)) if target}

    @staticmethod
    def key(node: Element) -> str:
        """What a node is about: an address, or a name within the document; else empty."""
        return node.get("about") or node.get("nodeID") or (f"#{node.get('ID')}" if node.get("ID") else "")

    def targets(self, node: Element, name: str) -> list[Element]:
        """The nodes to which a property leads, inside of it or elsewhere."""
        found = []
        for one in node.findall(name):
            key = one.get("resource") or one.get("nodeID")
            if key and key in self.nodes:
                found.append(self.nodes[key])
            found += [child for child in one if isinstance(child.tag, str)]
        return found

    def containers(self, node: Element) -> Iterator[Element]:
        """What a node is part of, and what that is part of; each once."""
        seen: list[Element] = [node]
        waiting = self.targets(node, "isPartOf")
        while waiting and len(seen) < 10:
            one = waiting.pop(0)
            if all(one is not other for other in seen):
                seen.append(one)
                yield one
                waiting += self.targets(one, "isPartOf")


def classes(node: Element) -> list[str]:
    """The classes of a node, by the last part of their addresses, and its own name."""
    types = [re.split("[#/]", one.get("resource") or "")[-1] for one in node.findall("type")]
    return [*types, str(node.tag)]
