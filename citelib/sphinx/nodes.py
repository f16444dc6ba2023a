"""Nodes: where citations and lists stand, and how a list is set.

The classes are named as docutils names nodes, in lower case: writers find their methods by these names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docutils import nodes

__all__ = ["NODES", "bibliography_place", "citation_place", "csl_entry", "csl_list", "footnotes_place"]


class citation_place(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A citation. Titles of pages keep it in tables of contents, where it prints what it holds."""


class bibliography_place(nodes.General, nodes.Element):  # noqa: N801
    """Where a list goes."""


class footnotes_place(nodes.General, nodes.Element):  # noqa: N801
    """Where the footnotes go."""


class csl_list(nodes.container):  # noqa: N801
    """A list of works; a container for every writer that is not told otherwise."""


class csl_entry(nodes.paragraph):  # noqa: N801
    """A work in a list; a paragraph for every writer that is not told otherwise."""


def _skip(_: Any, __: nodes.Node) -> None:
    """A writer passes over the node and sets what is in it."""


def _omit(_: Any, __: nodes.Node) -> None:
    raise nodes.SkipNode


def _open_latex_list(writer: Any, node: nodes.Element) -> None:
    if node["has_labels"]:
        layout = r"\setlength{\labelwidth}{2.5em}\setlength{\labelsep}{0.5em}\setlength{\leftmargin}{3em}"
    else:
        indent = "1.5em" if node["hanging_indent"] else "0pt"
        layout = rf"\setlength{{\leftmargin}}{{{indent}}}\setlength{{\itemindent}}{{-{indent}}}"
    writer.body.append(rf"\begin{{list}}{{}}{{{layout}\setlength{{\listparindent}}{{0pt}}}}" + "\n")


def _close_latex_list(writer: Any, _: nodes.Element) -> None:
    writer.body.append("\\end{list}\n")


def _open_latex_entry(writer: Any, node: nodes.Element) -> None:
    label = ""
    if node["has_label"] and len(node):
        label = writer.encode(node[0].astext())
        del node[0]
    writer.body.append("\n" + rf"\item[{{{label}}}]" + writer.hypertarget_to(node, anchor=True))


def _close_latex_entry(writer: Any, _: nodes.Element) -> None:
    writer.body.append("\n")


def _open_texinfo_entry(writer: Any, node: nodes.Element) -> None:
    for id in node.get("ids", ()):
        writer.add_anchor(id, node)
    writer.visit_paragraph(node)


def _close_texinfo_entry(writer: Any, node: nodes.Element) -> None:
    writer.depart_paragraph(node)


Visitors = tuple[Callable[..., None], Callable[..., None]]
_WRITERS: Final = ("html", "latex", "text", "man", "texinfo")

NODES: Final[dict[type[nodes.Element], dict[str, Visitors]]] = {
    citation_place: dict.fromkeys(_WRITERS, (_skip, _skip)),
    bibliography_place: dict.fromkeys(_WRITERS, (_omit, _skip)),
    footnotes_place: dict.fromkeys(_WRITERS, (_omit, _skip)),
    csl_list: {"latex": (_open_latex_list, _close_latex_list)},
    csl_entry: {
        "latex": (_open_latex_entry, _close_latex_entry),
        "texinfo": (_open_texinfo_entry, _close_texinfo_entry),
    },
}
"""By node, what each writer does before and behind what is in it."""
