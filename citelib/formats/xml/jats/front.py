"""What the front of an article says of the article itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.formats.format import Record
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import issns
from citelib.formats.xml.elements import line_of, rich, text, texts
from citelib.formats.xml.jats.parts import read_date, read_identifiers, read_name, read_pages, read_relations
from citelib.formats.xml.jats.tables import GROUPS
from citelib.model import Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_front"]

_ARTICLE_TYPES: Final = {
    "book-review": "review-book", "product-review": "review", "dissertation": "thesis", "news":
    "article-journal", "preprint": "article", "data-paper": "article-journal",
}  # fmt: skip


def read_front(front: Element) -> Iterator[Record]:
    """What the head of an article says of it."""
    draft = Draft("jats", line_of(front))
    above = front.getparent()
    kind = (above.get("article-type") or "") if above is not None else ""
    draft.type = _ARTICLE_TYPES.get(kind, "article-journal")
    meta = front.find("article-meta") if front.tag == "front" else front
    if meta is None:
        return
    title, subtitle = rich(meta, "title-group/article-title"), rich(meta, "title-group/subtitle")
    draft.put("title", f"{title}: {subtitle}" if title and subtitle else title)
    for one in meta.findall("contrib-group/contrib"):
        variable = GROUPS.get((one.get("contrib-type") or "author").casefold(), "contributor")
        orcids = [text(child) for child in one.findall("contrib-id") if "orcid" in (child.get("contrib-id-type") or "")]
        for child in one:
            if (name := read_name(child)) is not None:
                if orcids and name.literal is None:
                    orcid = orcids[0].rpartition("/")[2]
                    name = Name(name.family, name.given, name.suffix,
                                non_dropping_particle=name.non_dropping_particle, orcid=orcid)  # fmt: skip
                draft.add(variable, [name])
    dates = meta.findall("pub-date")
    dates.sort(key=lambda one: _DATE_ORDER.get(one.get("pub-type") or one.get("date-type") or "", 3))
    for one in dates:
        if "issued" not in draft:
            draft.put("issued", read_date(one))
    for variable in ("volume", "issue"):
        draft.put(variable, text(meta, variable))
    read_pages(draft, meta)
    read_identifiers(draft, meta)
    read_relations(draft, meta)
    draft.put("abstract", "\n".join(" ".join(texts(one, ".//p")) or text(one) for one in meta.findall("abstract")[:1]))
    for word in texts(meta, "kwd-group/kwd"):
        draft.add_keyword(word)
    draft.put("license", next((one.get("href") or "" for one in meta.findall("permissions/license")), ""))
    journal = front.find("journal-meta")
    if journal is not None:
        draft.put(
            "container-title", text(journal, "journal-title-group/journal-title") or text(journal, "journal-title")
        )
        draft.put("container-title-short", text(journal, "journal-title-group/abbrev-journal-title"))
        for value in texts(journal, "issn"):
            draft.append("ISSN", issns(value) or value, " ")
        draft.put("publisher", text(journal, "publisher/publisher-name"))
        draft.put("publisher-place", text(journal, "publisher/publisher-loc"))
    yield from draft.records(draft.variables.get("DOI"))


_DATE_ORDER: Final = {"ppub": 0, "pub": 0, "collection": 1, "epub-ppub": 0, "epub": 2, "epreprint": 4}
"""The date in print is the one of the volume."""
