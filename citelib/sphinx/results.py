"""The texts put into a page: citations with links to their entries, and lists.

What items hold becomes text nodes and nothing else; addresses are followed only where they are safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from citelib.sites.model import ListText, Piece
from citelib.sphinx.domain import CiteDomain
from citelib.sphinx.nodes import bibliography_place, citation_place, csl_entry, csl_list

__all__ = ["PutTexts", "citation_nodes"]

_ELEMENTS: Final[dict[tuple[str, str], type[nodes.TextElement]]] = {
    ("font-style", "italic"): nodes.emphasis,
    ("font-style", "oblique"): nodes.emphasis,
    ("font-weight", "bold"): nodes.strong,
    ("vertical-align", "sup"): nodes.superscript,
    ("vertical-align", "sub"): nodes.subscript,
}
_CLASSES: Final = {("font-variant", "small-caps"): "csl-small-caps", ("text-decoration", "underline"): "csl-underline"}


class PutTexts(SphinxPostTransform):
    """Fill the places of a page."""

    # Before references are resolved, and before what depends on the builder.
    default_priority = 5

    def run(self, **_: Any) -> None:
        """Run the transform."""
        domain = self.env.get_domain("cite")
        assert isinstance(domain, CiteDomain)
        builder = self.env.app.builder
        printed = domain.printed
        for place in list(self.document.findall(citation_place)):
            text = printed.texts.get(place.get("place", ""))
            if text is not None:
                found = citation_nodes(text.pieces, domain, builder, place["docname"])
                found["ids"] = place["ids"] if text.pieces else []
                place.replace_self(found)
        number = 1
        for slot in list(self.document.findall(bibliography_place)):
            listed = printed.entries.get(slot.get("list", ""))
            if listed is None or not listed.entries:
                slot.parent.remove(slot)
                continue
            start = number if slot["start"] == "continue" else slot["start"]
            slot.replace_self(_list(slot, listed, domain, builder, start))
            if slot["kind"] == "enumerated":
                number = start + len(listed.entries)


def citation_nodes(pieces: Sequence[Piece], domain: CiteDomain, builder: Builder, page: str) -> nodes.inline:
    """A citation: each cite leads to its entry, whose text shows when a pointer rests on it."""
    block = nodes.inline(classes=["citelib"])
    targets = domain.printed.targets.get(page, {})
    for key, group in groupby(pieces, lambda piece: piece.styles.get("cite", "")):
        children = [*_styled(group)]
        target = targets.get(key)
        if not key or target is None:
            block += children
            continue
        wrapped = nodes.inline("", "", *children)
        title = domain.printed.tooltips.get(key) if domain.env.config.bibtex_tooltips else None
        reference = make_refnode(builder, page, target.page, target.id, wrapped, title)
        reference["classes"].append("citelib-cite")
        block += reference
    return block


def _styled(pieces: Iterable[Piece]) -> Iterable[nodes.Node]:
    for piece in pieces:
        node: nodes.Node = nodes.Text(piece.text)
        for name, value in piece.styles.items():
            if (name, value) in _ELEMENTS:
                node = _ELEMENTS[name, value]("", "", node)
            elif (name, value) in _CLASSES:
                node = nodes.inline("", "", node, classes=[_CLASSES[name, value]])
        if "link" in piece.styles:
            node = nodes.reference("", "", node, refuri=piece.styles["link"], internal=False)
        yield node


def _list(
    slot: bibliography_place, listed: ListText, domain: CiteDomain, builder: Builder, start: int
) -> nodes.Element:
    anchors = domain.printed.anchors[slot["list"]]
    id = domain.env.config.bibtex_bibliography_id.format(bibliography_count=slot["list"].rpartition("#")[2])
    ids = [nodes.make_id(id)] if id else []
    rows = [(key, anchors[key], _blocks(pieces)) for key, pieces in listed.entries]
    if slot["kind"] != "citation":
        items = [
            nodes.list_item("", nodes.paragraph("", "", *_joined(blocks, without_label=True)), ids=[anchor])
            for _, anchor, blocks in rows
        ]
        if slot["kind"] == "bullet":
            return nodes.bullet_list("", *items, bullet="*", ids=ids, classes=["csl-bib-body"])
        kind = slot["enumtype"]
        return nodes.enumerated_list(
            "", *items, enumtype=kind, prefix="", suffix=".", start=start, ids=ids, classes=["csl-bib-body"]
        )
    classes = ["csl-bib-body"]
    classes += ["csl-labels"] if listed.has_labels else ["csl-hanging"] if listed.hanging_indent else []
    classes += ["csl-spaced"] if listed.entry_spacing else []
    body = csl_list("", ids=ids, classes=classes)
    body["has_labels"], body["hanging_indent"] = listed.has_labels, listed.hanging_indent
    for key, anchor, blocks in rows:
        row = csl_entry("", "", *_joined(blocks), ids=[anchor], classes=["csl-entry"])
        row["has_label"] = listed.has_labels
        if builder.format == "html" and domain.env.config.citelib_backlinks:
            end = row[-1] if listed.has_labels and isinstance(row[-1], nodes.inline) else row
            end += _backlinks(domain, slot, key)
        body += row
    return body


Blocks = list[tuple[str, list[nodes.Node]]]


def _blocks(pieces: Iterable[Piece]) -> Blocks:
    """The parts of an entry, each with the way in which it is displayed."""
    return [
        (display, [*_styled(group)]) for display, group in groupby(pieces, lambda one: one.styles.get("display", ""))
    ]


def _joined(blocks: Blocks, *, without_label: bool = False) -> Iterable[nodes.Node]:
    for index, (display, children) in enumerate(blocks):
        if display == "left-margin":
            if without_label and index == 0:
                continue
            last = children[-1]
            if isinstance(last, nodes.Text):
                children = [*children[:-1], nodes.Text(last.rstrip())]
            yield nodes.inline("", "", *children, classes=["csl-left-margin"])
            yield nodes.Text(" ")
        elif display:
            yield from ([nodes.Text(" ")] if index and blocks[index - 1][0] != "left-margin" else [])
            yield nodes.inline("", "", *children, classes=[f"csl-{display}"])
        else:
            yield from children


def _backlinks(domain: CiteDomain, slot: bibliography_place, key: str) -> Iterable[nodes.Node]:
    """Links back to the citations on the same page."""
    ids = domain.printed.backlinks[slot["list"]].get(key, ())
    if not ids:
        return []
    block = nodes.inline(classes=["citelib-backlinks"])
    for index, id in enumerate(ids, 1):
        sign = "↩" if len(ids) == 1 else str(index)
        block += [nodes.Text(" "), nodes.reference("", sign, refid=id, internal=True)]
    return [block]
