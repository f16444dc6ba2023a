"""The pass that makes the entries of a bibliography, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from citelib.csl.document.clusters import EMPTY
from citelib.csl.document.substitute import PrintedNames, printed_names, substitute_names
from citelib.csl.render import NO_DECISIONS, Context, Decisions, Setting, render_layout
from citelib.csl.style import nodes
from citelib.model import Item
from citelib.output import Output, write
from citelib.richtext import ROOT, Line, Span, flatten

__all__ = ["RenderedEntry", "render_entries"]


class RenderedEntry(NamedTuple):
    """An entry: the id of its item, its text, and the characters of its first field if a second is aligned."""

    id: str
    text: str
    offset: int


def render_entries(
    items: Iterable[Item],
    numbers: Mapping[str, int],
    decisions: Mapping[str, Decisions],
    setting: Setting,
    output: Output,
) -> Iterator[RenderedEntry]:
    """Render the entries of items that are in order.

    Args:
        items: The items.
        numbers: Citation number of each item.
        decisions: What disambiguation decided, by id.
        setting: The style.
        output: The output.

    """
    style = setting.style.bibliography
    if style is None:
        return
    numeric = "citation-number" in setting.resolved.layouts["citation"].variables
    substitutes = style.subsequent_author_substitute is not None
    aligned = style.second_field_align is not None
    punctuation_in_quote = setting.locale.punctuation_in_quote
    before: PrintedNames | None = None
    count = 0
    for item in items:
        id = item.id
        context = Context(setting, "bibliography", item, number=numbers[id], decisions=decisions.get(id, NO_DECISIONS))
        spans = render_layout(style.layout, context)
        if not spans and not numeric:
            continue
        count += 1
        if not spans:
            yield RenderedEntry(id, output.escape(f"{count}. {EMPTY}"), 0)
            continue
        if substitutes:
            own = printed_names(spans)
            if own is not None and before is not None:
                substitute_names(spans, own, before, style)
            before = own
        line = Line(setting.quotes, punctuation_in_quote)
        flatten(_entry(spans, style, setting), line, ROOT)
        yield RenderedEntry(id, write(line.runs, output), _first_field(line) if aligned else 0)


def _entry(spans: list[Span], style: nodes.Bibliography, setting: Setting) -> Span:
    """An entry with the affixes of the layout; a second field that is aligned makes two blocks of it."""
    layout = style.layout
    properties = setting.properties(layout.formatting)
    if style.second_field_align is None or any(span.display is not None for span in spans):
        *others, last = spans
        if last.display is not None:
            # The suffix belongs to the last block.
            block = Span([last], suffix=layout.suffix, display=last.display)
            last.display = None
            return Span([Span([*others, block], prefix=layout.prefix, role="entry")], properties)
        return Span([Span([*spans], prefix=layout.prefix, suffix=layout.suffix, role="entry")], properties)
    first = Span([spans[0]], prefix=layout.prefix, display="left-margin")
    if len(spans) == 1:
        first.suffix = layout.suffix
        return Span([first], properties, role="entry")
    rest = Span([*spans[1:]], suffix=layout.suffix, display="right-inline")
    return Span([first, rest], properties, role="entry")


def _first_field(line: Line) -> int:
    width = 0
    for run in line.runs:
        if run.mark.value_of("display") != "left-margin":
            break
        width += len(run.text)
    return width
