"""EndNote's fields: XML in the code, or in data that the field keeps, with the record of each work.

A work is identified by its library and the number of its record there.

>>> code = "ADDIN EN.CITE <EndNote><Cite AuthorYear='1'><RecNum>7</RecNum><Pages>p. 3</Pages></Cite></EndNote>"
>>> field = read(code)
>>> field.mode, field.works[0].cite.locator, field.works[0].handles
('composite', '3', ('endnote::7',))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from citelib.csl.citation import Mode
from citelib.diagnostics import Diagnostic
from citelib.documents.fields.model import Field, FieldWork, spaced
from citelib.documents.locators import locator_words, split_suffix
from citelib.documents.model import CitedWork
from citelib.model import Item

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read"]

_CODE: Final = re.compile(r"\bADDIN\s+EN\.CITE(?!\.DATA)\b", re.IGNORECASE)
_LIST: Final = re.compile(r"\bADDIN\s+EN\.REFLIST\b", re.IGNORECASE)
_XML: Final = re.compile(r"<EndNote>.*</EndNote>", re.DOTALL)


def read(code: str, data: bytes = b"") -> Field | None:
    """What one of EndNote's fields cites; None if it is none."""
    if _LIST.search(code):
        return Field("EndNote", "list")
    if not _CODE.search(code):
        return None
    match = _XML.search(code) or _XML.search(data.rstrip(b"\0").decode("utf-8", "replace"))
    root = _parsed(match.group()) if match else None
    if root is None:
        return Field("EndNote", "unread", warning="its data are no XML")
    cites = root.findall("Cite")
    works = tuple(_work(cite) for cite in cites)
    if not works:
        return Field("EndNote", "unread", warning="it cites nothing")
    hidden = all(cite.get("Hidden") == "1" for cite in cites)
    return Field("EndNote", works=works, mode=_mode(cites), only_listed=hidden)


def _parsed(text: str) -> Element | None:
    from lxml import etree

    if "<!DOCTYPE" in text:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _mode(cites: list[Element]) -> Mode:
    if any(cite.get("AuthorYear") == "1" for cite in cites):
        return "composite"
    return "author-only" if all(cite.get("ExcludeYear") == "1" for cite in cites) else ""


def _work(cite: Element) -> FieldWork:
    record = cite.find("record")
    pages = _text(cite, "Pages").strip()
    label, locator, rest = split_suffix(pages, locator_words("en-US")) if pages else (None, "", "")
    if pages and not locator:
        label, locator, rest = "page", pages, ""
    prefix, suffix = spaced(_text(cite, "Prefix"), rest + _text(cite, "Suffix"))
    one = CitedWork("", 0, prefix, suffix, locator, label, cite.get("ExcludeAuth") == "1")
    number = _text(cite, "RecNum").strip()
    library = ""
    if record is not None:
        key = record.find("foreign-keys/key")
        library = (key.get("db-id") or "") if key is not None else ""
        number = number or _text(record, "rec-number").strip()
    names = f"{_text(cite, 'Author')} {_text(cite, 'Year')}".strip()
    handle = f"endnote:{library}:{number}" if number else f"endnote:{names}"
    return FieldWork(one, (handle,), None if record is None else _reader(record))


def _text(node: Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else "".join(map(str, found.itertext()))


def _reader(record: Element) -> Callable[[], Iterable[Item | Diagnostic]]:
    def read_item() -> Iterable[Item | Diagnostic]:
        from lxml import etree

        from citelib.formats.exchange import loads

        xml = etree.tostring(record, encoding="unicode", with_tail=False)
        works = loads(f"<xml><records>{xml}</records></xml>", "endnote-xml")
        return [*works.values(), *works.diagnostics]

    return read_item
