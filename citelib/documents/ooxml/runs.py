"""Runs of text in a DOCX: made of the processor's runs, taken apart, and replaced.

A new run takes over the properties of the run that it replaces, but for those that styles set.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from citelib.documents.ooxml.names import WORD, XML_SPACE, local, w
from citelib.formats.xml.writing import legal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["base_properties", "between", "element", "isolate", "text_runs"]

_SET: Final = frozenset("i iCs b bCs smallCaps u vertAlign noProof".split())
_STYLES: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("font-style", "italic"): ("i", ""),
    ("font-style", "oblique"): ("i", ""),
    ("font-style", "normal"): ("i", "0"),
    ("font-weight", "bold"): ("b", ""),
    ("font-weight", "normal"): ("b", "0"),
    ("font-variant", "small-caps"): ("smallCaps", ""),
    ("font-variant", "normal"): ("smallCaps", "0"),
    ("text-decoration", "underline"): ("u", "single"),
    ("text-decoration", "none"): ("u", "none"),
    ("vertical-align", "sup"): ("vertAlign", "superscript"),
    ("vertical-align", "sub"): ("vertAlign", "subscript"),
    ("vertical-align", "baseline"): ("vertAlign", "baseline"),
}
_ORDER: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
).split()
"""The order that the schema asks for."""
_MARKERS: Final = frozenset(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd moveFromRangeStart "
    "moveFromRangeEnd moveToRangeStart moveToRangeEnd".split()
)
"""What stays where it is when the text around it is replaced."""


def element(name: str, /, *children: Element, **attributes: str) -> Element:
    """An element of WordprocessingML."""
    from lxml import etree

    node = etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap={"w": WORD})
    node.extend(children)
    return node


def base_properties(run: Element | None) -> Element | None:
    """The properties of a run without those that a style sets."""
    found = None if run is None else run.find(w("rPr"))
    if found is None:
        return None
    kept = copy.deepcopy(found)
    for child in list(kept):
        if local(child.tag) in _SET:
            kept.remove(child)
    return kept if len(kept) else None


def text_runs(runs: Iterable[Mapping[str, str]], base: Element | None) -> list[Element]:
    """Elements that show runs; a tab comes behind what stands in the margin, a line break around blocks."""
    made: list[Element] = []
    before = ""
    for run in runs:
        display = run.get("display", "")
        if made and display != before:
            if before == "left-margin":
                made.append(_run(base, {}, element("tab")))
            elif "block" in (before, display) or display == "left-margin" or "indent" in (before, display):
                made.append(_run(base, {}, element("br")))
        before = display
        text = element("t")
        text.text = legal(run["text"].replace("\n", " "))
        text.set(XML_SPACE, "preserve")
        made.append(_run(base, run, text))
    return made


def _run(base: Element | None, style: Mapping[str, str], content: Element) -> Element:
    run = element("r")
    properties = element("rPr") if base is None else copy.deepcopy(base)
    for key, value in style.items():
        if (found := _STYLES.get((key, value))) is not None:
            name, val = found
            properties.append(element(name, **({"val": val} if val else {})))
    if len(properties):
        properties[:] = sorted(properties, key=_place)
        run.append(properties)
    run.append(content)
    return run


def _place(child: Any) -> int:
    name = local(child.tag)
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def isolate(child: Element) -> Element:
    """The run of a child that holds nothing else, after the run was taken apart around it."""
    run = child.getparent()
    assert run is not None
    others = [one for one in run if local(one.tag) != "rPr"]
    if len(others) == 1:
        return run
    at = others.index(child)
    properties = run.find(w("rPr"))
    rest = others[at + 1 :]
    if rest:
        behind = element("r")
        if properties is not None:
            behind.append(copy.deepcopy(properties))
        behind.extend(rest)
        run.addnext(behind)
    if at == 0:
        return run
    own = element("r")
    if properties is not None:
        own.append(copy.deepcopy(properties))
    own.append(child)
    run.addnext(own)
    return own


def between(first: Element, last: Element) -> list[Element]:
    """What stands between two elements, in order, and may go: siblings if they are, else the runs on the way."""
    if first.getparent() is last.getparent():
        found = []
        node = first.getnext()
        while node is not None and node is not last:
            if local(node.tag) not in _MARKERS:
                found.append(node)
            node = node.getnext()
        return found
    root = first.getroottree().getroot()
    runs = list(root.iter(w("r")))
    start, end = runs.index(first), runs.index(last)
    return runs[start + 1 : end]
