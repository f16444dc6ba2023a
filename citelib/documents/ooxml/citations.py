"""What stands in the place of a citation of a DOCX: text, the tool's field with new text, or one of Zotero's."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from citelib.documents.fields import Field
from citelib.documents.fields.csl_json import MENDELEY_TAG, updated_code
from citelib.documents.ooxml.names import XML_SPACE, local, w
from citelib.documents.ooxml.runs import base_properties, between, element, isolate, text_runs
from citelib.documents.ooxml.walk import FoundField
from citelib.documents.package import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["field_runs", "put"]


def field_runs(code: str, shown: Iterable[Element], base: Element | None) -> list[Element]:
    """A complex field."""
    instruction = element("instrText")
    instruction.text = code
    instruction.set(XML_SPACE, "preserve")
    return [
        _bare(element("fldChar", fldCharType="begin"), base),
        _bare(instruction, base),
        _bare(element("fldChar", fldCharType="separate"), base),
        *shown,
        _bare(element("fldChar", fldCharType="end"), base),
    ]


def _bare(child: Element, base: Element | None) -> Element:
    run = element("r")
    if base is not None:
        run.append(copy.deepcopy(base))
    run.append(child)
    return run


def put(found: FoundField, field: Field, runs: list[dict[str, str]], *, code: str | None, live: bool) -> list[Element]:
    """Put text into the place of a field, and give back the elements that now stand there, in order.

    Args:
        found: The field.
        field: What it says.
        runs: The new text.
        code: Code of a field of Zotero's to be put there; None for none.
        live: Whether the tool's own field stays.
    """
    if found.form == "complex":
        return _complex(found, field, runs, code=code, live=live)
    if found.form == "bookmark":
        return _bookmark(found, runs, code=code, live=live)
    return _enclosing(found, field, runs, code=code, live=live)


def _complex(
    found: FoundField, field: Field, runs: list[dict[str, str]], *, code: str | None, live: bool
) -> list[Element]:
    assert found.close is not None
    begin, close = isolate(found.begin), isolate(found.close)
    if found.separate is None:
        found.separate = element("fldChar", fldCharType="separate")
        close.addprevious(_bare(found.separate, None))
    separate = isolate(found.separate)
    old = between(separate, close)
    base = base_properties(next((node for one in old for node in one.iter(w("r"))), begin))
    _remove(old)
    shown = text_runs(runs, base)
    if live:
        _set_code(found, updated_code(field, found.code, text_of(runs)))
        _insert(separate, shown)
        return _span(begin, close) or [begin, *shown, close]
    made = shown if code is None else field_runs(code, shown, base)
    control = next((one.begin for one in reversed(found.around) if _is_tools(one)), None)
    _insert(close, made)
    _remove([*between(begin, close), begin, close])
    if control is not None:
        _unwrap(control)
    return made


def _span(first: Element, last: Element) -> list[Element]:
    """Two siblings and all between them; nothing if they are none."""
    if first.getparent() is not last.getparent():
        return []
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None:
            return []
        found.append(following)
    return found


def _is_tools(one: FoundField) -> bool:
    """Whether a content control belongs to a tool's citation and has no sense without it."""
    properties = one.begin.find(w("sdtPr")) if one.form == "control" else None
    return properties is not None and (
        one.code.startswith("CitaviPlaceholder") or properties.find(w("citation")) is not None
    )


def _bookmark(found: FoundField, runs: list[dict[str, str]], *, code: str | None, live: bool) -> list[Element]:
    assert found.close is not None
    old = between(found.begin, found.close) if found.begin.getparent() is found.close.getparent() else []
    base = base_properties(next((node for one in old for node in one.iter(w("r"))), None))
    _remove(old)
    shown = text_runs(runs, base)
    made = shown if code is None or live else field_runs(code, shown, base)
    _insert(found.begin, made)
    if live:
        return _span(found.begin, found.close) or made
    _remove([found.begin, found.close])
    return made


def _enclosing(
    found: FoundField, field: Field, runs: list[dict[str, str]], *, code: str | None, live: bool
) -> list[Element]:
    """A simple field or a content control, whose text is within it."""
    node = found.begin
    holder = node if found.form == "simple" else node.find(w("sdtContent"))
    if holder is None:
        return []
    inner = next(holder.iter(w("p")), holder)
    old = [one for one in inner if local(one.tag) not in ("pPr", "bookmarkStart", "bookmarkEnd")]
    base = base_properties(next((run for one in old for run in one.iter(w("r"))), None))
    for one in old:
        inner.remove(one)
    shown = text_runs(runs, base)
    inner.extend(shown if code is None or live else field_runs(code, shown, base))
    if live:
        if found.form == "simple":
            node.set(w("instr"), updated_code(field, found.code, text_of(runs)))
        else:
            _set_tag(node, field, text_of(runs))
        return [node]
    made = list(inner) if inner is holder else [one for one in inner if local(one.tag) != "pPr"]
    _unwrap(node)
    return made


def _set_code(found: FoundField, code: str) -> None:
    if code == found.code or not found.codes:
        return
    first, *rest = found.codes
    first.text = code
    first.set(XML_SPACE, "preserve")
    for one in rest:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def _set_tag(node: Element, field: Field, shown: str) -> None:
    """Tell Mendeley Cite what its control shows now."""
    tag = node.find(f"{w('sdtPr')}/{w('tag')}")
    if tag is None or not isinstance(field.data, Mapping):
        return
    value = json.loads(json.dumps(field.data))
    manual = value.get("manualOverride")
    if isinstance(manual, dict) and manual.get("citeprocText") != shown:
        manual["citeprocText"] = shown
        data = base64.b64encode(json.dumps(value, ensure_ascii=False).encode()).decode()
        tag.set(w("val"), MENDELEY_TAG + data)


def _insert(behind: Element, made: list[Element]) -> None:
    for one in reversed(made):
        behind.addnext(one)


def _remove(nodes: Iterable[Element]) -> None:
    for node in nodes:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _unwrap(control: Element) -> None:
    """Put what a content control or a simple field holds into its place."""
    holder = control.find(w("sdtContent")) if local(control.tag) == "sdt" else control
    parent = control.getparent()
    if parent is None or holder is None:
        return
    for child in list(holder):
        control.addprevious(child)
    parent.remove(control)
