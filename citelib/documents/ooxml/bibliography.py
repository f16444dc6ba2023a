"""The list of works in a DOCX: paragraphs of the style «Bibliography», in place of the old ones or at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citelib.csl.results import BibliographyParams, RenderedBibliography
from citelib.documents.ooxml.citations import field_runs
from citelib.documents.ooxml.names import local, w
from citelib.documents.ooxml.runs import element, isolate, text_runs
from citelib.documents.ooxml.walk import FoundField
from citelib.documents.package import runs_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["append_list", "controlled", "entry_paragraphs", "field_around", "replace_list"]

_TWIPS: int = 240
"""A line, in twentieths of a point."""
_INDENT: int = 720


def entry_paragraphs(bibliography: RenderedBibliography, style: str) -> list[Element]:
    """A paragraph for each entry.

    Args:
        bibliography: The list, in the output ``"json"``.
        style: Id of the paragraph style.
    """
    return [
        element("p", _properties(bibliography.params, style), *text_runs(runs_of(entry.text), None))
        for entry in bibliography.entries
    ]


def _properties(params: BibliographyParams, style: str) -> Element:
    spacing = element(
        "spacing",
        after=str(_TWIPS * params.entry_spacing),
        line=str(_TWIPS * params.line_spacing),
        lineRule="auto",
    )
    made = element("pPr", element("pStyle", val=style))
    if params.second_field_align:
        width = str(max(_INDENT // 2, 120 * (params.max_offset + 1)))
        made.extend([element("tabs", element("tab", val="left", pos=width)), spacing])
        made.append(element("ind", left=width, hanging=width))
    elif params.hanging_indent:
        made.extend([spacing, element("ind", left=str(_INDENT), hanging=str(_INDENT))])
    else:
        made.extend([spacing, element("ind", left="0", firstLine="0")])
    return made


def replace_list(found: FoundField, paragraphs: list[Element], *, live: bool) -> list[Element]:
    """Put a list into the place of an old one, and give back the elements that now stand there.

    Args:
        found: The field or content control of the old list.
        paragraphs: The new one.
        live: Whether the field or control stays around it.
    """
    if found.form == "control":
        return _in_control(found.begin, paragraphs, live=live)
    if found.form == "complex":
        return _in_field(found, paragraphs, live=live)
    host = _paragraph(found.begin)
    if host is None:
        return []
    for one in reversed(paragraphs):
        host.addnext(one)
    _drop(host)
    return paragraphs


def _in_control(control: Element, paragraphs: list[Element], *, live: bool) -> list[Element]:
    holder = control.find(w("sdtContent"))
    if holder is None:
        return []
    if _paragraph(control) is not None:  # it stands within a paragraph, which can hold no others
        host = _paragraph(control)
        assert host is not None
        for one in reversed(paragraphs):
            host.addnext(one)
        _drop(control)
        return paragraphs
    if live:
        for child in list(holder):
            holder.remove(child)
        holder.extend(paragraphs)
        return [control]
    for one in paragraphs:
        control.addprevious(one)
    _drop(control)
    return paragraphs


def _in_field(found: FoundField, paragraphs: list[Element], *, live: bool) -> list[Element]:
    """Paragraphs between those in which a field begins and ends go; its marks move into the new ones."""
    assert found.close is not None
    begin, close = isolate(found.begin), isolate(found.close)
    if found.separate is None:
        found.separate = element("fldChar", fldCharType="separate")
        close.addprevious(element("r", found.separate))
    separate = isolate(found.separate)
    first, last = _paragraph(begin), _paragraph(close)
    if first is None or last is None:
        return []
    blocks = _blocks(first, last)
    head = _siblings(begin, separate)
    ends_apart = first is not last and not _shows_before(last, close)
    if last is not first and not ends_apart:
        _clear(last, None, close)
    for block in blocks:
        _drop(block)
    _clear(first, begin, None if first is not last else close)
    _drop(close)
    for one in head:
        _drop(one)
    anchor = first
    keeps_first = _keeps(first)
    for one in reversed(paragraphs):
        anchor.addnext(one)
    if not keeps_first:
        _drop(first)
    if live:
        for one in reversed(head):
            _after_properties(paragraphs[0], one)
        if ends_apart:
            _after_properties(last, close)
        else:
            paragraphs[-1].append(close)
    if last is not first and not (ends_apart and live) and not _keeps(last):
        _drop(last)
    return paragraphs


def _siblings(first: Element, last: Element) -> list[Element]:
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None:
            return [first, last]
        found.append(following)
    return found


def _blocks(first: Element, last: Element) -> list[Element]:
    """What stands between two paragraphs; up to the end of their common parent if they have none."""
    found = []
    node = first.getnext() if first is not last else last
    while node is not None and node is not last:
        if local(node.tag) in ("p", "tbl", "sdt"):
            found.append(node)
        node = node.getnext()
    return found if node is last else []


def _shows_before(paragraph: Element, close: Element) -> bool:
    for run in paragraph.iter(w("r")):
        if run is close:
            return False
        if any(local(one.tag) in ("t", "tab", "br") for one in run):
            return True
    return False


def _clear(paragraph: Element, start: Element | None, end: Element | None) -> None:
    """Take away the runs of a paragraph that belong to the list."""
    active = start is None
    for child in list(paragraph):
        if child is start:
            active = True
        if child is end:
            return
        if active and child is not start and local(child.tag) not in ("pPr", "bookmarkStart", "bookmarkEnd"):
            paragraph.remove(child)


def _keeps(paragraph: Element) -> bool:
    """Whether a paragraph holds something besides the list: text, or the end of a section."""
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None or any(
        local(one.tag) in ("t", "drawing", "fldChar", "object", "pict") for one in paragraph.iter()
    )


def _after_properties(paragraph: Element, child: Element) -> None:
    first = paragraph[0] if len(paragraph) else None
    if first is not None and local(first.tag) == "pPr":
        first.addnext(child)
    else:
        paragraph.insert(0, child)


def _paragraph(node: Element) -> Element | None:
    parent = node.getparent()
    while parent is not None and local(parent.tag) != "p":
        if local(parent.tag) in ("txbxContent", "tc", "body"):
            return None
        parent = parent.getparent()
    return parent


def _drop(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def field_around(paragraphs: list[Element], code: str) -> None:
    """Make paragraphs the text of a field, such as Zotero's list."""
    *head, close = field_runs(code, [], None)
    for one in reversed(head):
        _after_properties(paragraphs[0], one)
    paragraphs[-1].append(close)


def controlled(paragraphs: list[Element], tag: str) -> list[Element]:
    """Paragraphs in a content control that says what they are."""
    properties = element("sdtPr", element("tag", val=tag))
    return [element("sdt", properties, element("sdtContent", *paragraphs))]


def append_list(root: Element, blocks: list[Element]) -> None:
    """Put blocks at the end of a document, before the properties of its last section."""
    body = root.find(w("body"))
    if body is None:
        return
    last = body[-1] if len(body) else None
    for one in blocks:
        if last is not None and local(last.tag) == "sectPr":
            last.addprevious(one)
        else:
            body.append(one)
