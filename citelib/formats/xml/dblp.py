"""dblp XML: the records of the computer science bibliography, of its files as of its interface.

Source of the elements: ``dblp.dtd`` (which is not read).

>>> from citelib.formats.exchange import loads
>>> record = '<article key="journals/x/Roa01"><author>Ada Roa 0001</author><title>On roads.</title></article>'
>>> loads(f"<dblp>{record}</dblp>")["journals/x/Roa01"].author
(Name(family='Roa', given='Ada'),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns
from citelib.formats.xml.elements import line_of, rich, root_names, text, texts, xml_records
from citelib.model import Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["DBLP"]

TYPES: Final = {
    "article": "article-journal", "inproceedings": "paper-conference", "proceedings": "book", "book": "book",
    "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "data": "dataset",
    "www": "webpage",
}  # fmt: skip
_FIELDS: Final = {
    "journal": "container-title", "booktitle": "container-title", "volume": "volume", "number": "issue",
    "pages": "page", "publisher": "publisher", "school": "publisher", "series": "collection-title",
    "year": "issued", "address": "publisher-place", "note": "note", "chapter": "chapter-number",
}  # fmt: skip
_PUBLICATIONS: Final = {
    ("article-journal", "informal"): "article", ("chapter", "encyclopedia"): "entry-encyclopedia",
    ("article-journal", "software"): "software", ("article-journal", "data"): "dataset",
}  # fmt: skip
"""CSL type by that of the element and what its ``publtype`` says."""
_NUMBER: Final = re.compile(r"\s+[0-9]{4}$")
"""What dblp puts behind the names of people who are called alike."""


def read(source: Source) -> Iterator[Record]:
    """Yield the works."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "dblp", TYPES, found.append):
        yield from _item(node)
    yield from found


def _item(node: Element) -> Iterator[Record]:
    draft = Draft("dblp", line_of(node))
    draft.type = TYPES[str(node.tag)]
    draft.type = _PUBLICATIONS.get((draft.type, node.get("publtype") or ""), draft.type)
    title = rich(node, "title")
    draft.put("title", title.removesuffix(".") if not title.endswith("..") else title)
    for element, variable in (("author", "author"), ("editor", "editor")):
        draft.add(variable, [Name.parse(_NUMBER.sub("", name)) for name in texts(node, element)])
    for one in node:
        name = str(one.tag) if isinstance(one.tag, str) else ""
        value = text(one)
        if name in _FIELDS:
            draft.put(_FIELDS[name], value, key=name)
        elif name == "ee" and (doi := as_doi(value)) is not None:
            draft.put("DOI", doi, key=name)
        elif name == "ee":
            draft.put("URL", value, key=name)
        elif name == "isbn":
            draft.append("ISBN", isbns(value) or value, " ")
        elif name and name not in ("title", "author", "editor"):
            draft.keep(name, value)
    yield from draft.records(node.get("key"))


def sniff(text: str) -> float:
    """Sure of dblp's root, or of a record without it, which has a key and the day of its last change."""
    root, attributes = root_names(text)
    is_record = root in TYPES and "mdate=" in attributes and "key=" in attributes
    return 1.0 if root in ("dblp", "dblpperson") or is_record else 0.0


DBLP: Final = Format("dblp", "dblp XML", sniff=sniff, read=read, note="the computer science bibliography")
"""dblp."""
