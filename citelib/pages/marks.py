"""The text of a release as HTML, with the stretches marked that prove something.

>>> marks = [Mark(0, 7, "e1", "evidence", "reports on: Lee"), Mark(4, 12, "q1", "quotation", "Ann Lee")]
>>> print(marked_text("Ann Lee says so.", 0, 16, marks))
<mark class="evidence" id="e1" title="reports on: Lee">Ann </mark><mark class="evidence quotation" id="q1" \
title="reports on: Lee; Ann Lee">Lee</mark><mark class="quotation" title="Ann Lee"> says</mark> so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from html import escape

import attrs

from citelib.releases.lines.alone import content
from citelib.releases.lines.layout import Layout

__all__ = ["Mark", "marked_text", "paragraphs"]


@attrs.frozen
class Mark:
    """A stretch of the text that is marked.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        id: What a link to it names.
        kind: ``"evidence"`` or ``"quotation"``.
        label: What it proves, or who says it.
    """

    start: int
    end: int
    id: str
    kind: str
    label: str


def marked_text(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """A stretch of the text as HTML; where marks overlap, a piece has the classes and labels of all of them."""
    inside = sorted((mark for mark in marks if mark.start < end and start < mark.end), key=lambda mark: mark.start)
    edges = sorted({start, end, *(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)})
    parts = []
    named: set[str] = set()
    for a, b in itertools.pairwise(edges):
        here = [mark for mark in inside if mark.start <= a and b <= mark.end]
        words = escape(text[a:b])
        if not here:
            parts.append(words)
            continue
        # An id stands once, on the first piece of its mark.
        new = [mark.id for mark in here if mark.id not in named and mark.start >= a]
        named.update(new)
        kinds = " ".join(dict.fromkeys(mark.kind for mark in here))
        labels = "; ".join(dict.fromkeys(mark.label for mark in here))
        id = f' id="{new[0]}"' if new else ""
        parts += [f'<span id="{other}"></span>' for other in new[1:]]
        parts.append(f'<mark class="{kinds}"{id} title="{escape(labels)}">{words}</mark>')
    return "".join(parts)


def paragraphs(layout: Layout, marks: Sequence[Mark]) -> list[str]:
    """The blocks of a release that belong to it, or that prove something, as HTML."""
    page = layout.page
    own = [span for span in (layout.title, layout.subtitle) if span]
    own += [*layout.body, *layout.tail]
    own += [span for name, spans in layout.fields.items() if name != "furniture" for span in spans]
    found = []
    for block in content(page):
        if not any(a < block.end and block.start < b for a, b in (*own, *((m.start, m.end) for m in marks))):
            continue
        is_title = layout.title is not None and layout.title[0] == block.start
        tag = "h2" if is_title else "h3" if block.tag in ("h2", "h3", "h4") else "p"
        found.append(f"<{tag}>{marked_text(page.text, block.start, block.end, marks)}</{tag}>")
    return found
