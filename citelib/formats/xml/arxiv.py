"""arXiv Atom: what the arXiv interface answers, an entry a preprint.

Source of the elements: the arXiv API user's manual (Atom 1.0 with the namespaces ``arxiv`` and ``opensearch``).

The arXiv id with its version is the number (``arXiv:1412.8548v1``), the day of the first version is the date of issue,
and that of the version shown is kept in ``custom`` as ``arxiv:updated``. A journal reference and the author's comment
are kept there, too, since neither has a form; a preprint whose comment says that it was withdrawn has the status
«withdrawn». A DOI of the published article is kept as the item's own, as arXiv does.

>>> from citelib.formats.exchange import loads
>>> entry = "<id>http://arxiv.org/abs/1412.8548v1</id><title>T</title><published>2014-12-30T01:05:04Z</published>"
>>> loads(f"<feed><entry>{entry}</entry></feed>", "arxiv")["1412.8548"].number
'arXiv:1412.8548v1'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.xml.elements import line_of, root_names, text, texts, xml_records
from citelib.model import Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["ARXIV"]

_ID: Final = re.compile(
    r"(?:https?://(?:\w+\.)?arxiv\.org/abs/|arXiv:)?((?:[a-z.-]+/)?[0-9.]+?)(v[0-9]+)?", re.IGNORECASE
)

_WITHDRAWN: Final = re.compile(
    r"\W*(?:(?:this|the) (?:paper|article|submission|manuscript|preprint|work) (?:(?:has been|was|is)(?: \w+)? )?)?"
    r"withdrawn\b",
    re.IGNORECASE,
)
"""How the comment of a preprint begins that its authors or arXiv have withdrawn."""


def read(source: Source) -> Iterator[Record]:
    """Yield the preprints of an answer."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "arxiv", {"entry"}, found.append):
        if "/api/errors" in text(node, "id"):
            message = text(node, "summary") or "arXiv reports an error"
            yield Diagnostic("error", "arxiv-answer", message, line=line_of(node))
        else:
            yield from _item(node)
    yield from found


def _item(node: Element) -> Iterator[Record]:
    draft = Draft("arxiv", line_of(node))
    draft.type = "article"
    draft.put("title", text(node, "title"))
    for one in node.findall("author"):
        if whole := text(one, "name"):
            name = Name.parse(whole) if len(whole.split()) < 6 else Name(literal=whole)
            draft.add("author", [attrs.evolve(name, custom=affiliated(texts(one, "affiliation")))])
    match = _ID.fullmatch(text(node, "id"))
    if match:
        draft.put("number", f"arXiv:{match[1]}{match[2] or ''}")
        draft.put("URL", f"https://arxiv.org/abs/{match[1]}{match[2] or ''}")
    else:
        draft.put("URL", text(node, "id"))
    draft.put("issued", text(node, "published").partition("T")[0])
    draft.put("abstract", text(node, "summary"))
    draft.put("publisher", "arXiv")
    draft.put("DOI", as_doi(text(node, "doi")))
    categories = [value for one in node.findall("category") if (value := one.get("term"))]
    draft.put("keyword", ", ".join(dict.fromkeys(categories)))
    if (primary := node.find("primary_category")) is not None:
        draft.keep("primary_category", primary.get("term") or "")
    draft.keep("updated", text(node, "updated"))
    if _WITHDRAWN.match(text(node, "comment")):
        draft.put("status", "withdrawn")
    for key in ("comment", "journal_ref"):
        draft.keep(key, text(node, key))
    yield from draft.records(match[1] if match else None)


def sniff(text: str) -> float:
    """Sure of Atom that speaks of arXiv."""
    if root_names(text)[0] not in ("feed", "entry"):
        return 0.0
    return 1.0 if "arxiv.org/" in text[:20_000] else 0.2


ARXIV: Final = Format(
    "arxiv",
    "arXiv Atom",
    media_types=("application/atom+xml",),
    sniff=sniff,
    read=read,
    aliases=("arxiv-atom", "atom"),
    note="answers of the arXiv interface",
)
"""arXiv's answers."""
