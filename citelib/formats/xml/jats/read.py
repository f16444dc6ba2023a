"""Reading articles and reference lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.xml.elements import root_names, xml_records
from citelib.formats.xml.jats.citations import one_of_each, read_citation
from citelib.formats.xml.jats.front import read_front
from citelib.formats.xml.jats.tables import CITATIONS

__all__ = ["read", "sniff"]


def read(source: Source) -> Iterator[Record]:
    """Yield the article's own item and its references, or those of a reference list."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "jats", {"front", "front-stub", "ref", *CITATIONS}, found.append):
        if node.tag in ("front", "front-stub"):
            yield from read_front(node)
            continue
        citations = [node] if node.tag in CITATIONS else [one for one in node.iter() if one.tag in CITATIONS]
        citations = one_of_each(node, citations)
        for number, citation in enumerate(citations):
            id = node.get("id") or citation.get("id")
            yield from read_citation(citation, f"{id}-{number + 1}" if id and number else id)
    yield from found


def sniff(text: str) -> float:
    """Sure of articles and reference lists."""
    name, rest = root_names(text)
    if name in ("ref-list", "element-citation", "mixed-citation", "nlm-citation"):
        return 1.0
    if name == "article":
        return 1.0 if re.search(r"article-type|dtd-version", rest) or "<article-meta" in text else 0.3
    return (1.0 if name == "ref" else 0.6) if name and re.search(r"<(?:element|mixed|nlm)-citation[\s>]", text) else 0.0
