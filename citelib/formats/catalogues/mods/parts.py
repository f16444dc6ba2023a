"""What elements of MODS have alike: titles, identifiers, and whether there is anything else in them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns
from citelib.formats.xml.elements import rich, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PRIVATE", "has_only", "read_identifier", "title_of"]

PRIVATE: Final = "citelib"
"""Type of our own notes."""


def has_only(node: Element, children: str, attributes: str = "") -> bool:
    """Whether an element has no other children and attributes than these."""
    return _words(children).issuperset(str(child.tag) for child in node) and _words(attributes).issuperset(
        map(str, node.keys())
    )


_words: Final = functools.cache(lambda text: frozenset(text.split()))


def title_of(node: Element | None) -> str:
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


def read_identifier(draft: Draft, node: Element) -> bool:
    """Put an identifier into a draft. Whether that is all that the element says."""
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
