"""The pass that makes the entries of a bibliography, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from citelib.csl.document.cites import find_role, line_of, walk
from citelib.csl.document.clusters import EMPTY
from citelib.csl.document.register import Register
from citelib.csl.document.substitute import PrintedNames, printed_names, substitute_names
from citelib.csl.render import NO_DECISIONS, Context, Decisions, Setting, address_of, render_layout
from citelib.csl.render.shape import ANNOTATION
from citelib.csl.style import nodes
from citelib.model import Item
from citelib.output import Output, write
from citelib.richtext import Line, Span

__all__ = ["Entries", "RenderedEntry"]


_NO_CITES: Final[Mapping[str, str]] = MappingProxyType({})


class RenderedEntry(NamedTuple):
    """An entry, with what must be known to render the next one.

    Attributes:
        id: Id of its item.
        text: Its text.
        offset: Characters of its first field, if the style aligns a second one.
        names: The names that it begins with, if the style puts a dash in the place of names that come again.
        language: Its language where it is not that of the document, else "".
        is_printed: Whether the style prints anything of the item.
    """

    id: str
    text: str
    offset: int = 0
    names: PrintedNames | None = None
    language: str = ""
    is_printed: bool = True


class Entries:
    """Renders entries, and remembers those whose item, number and neighbour stay the same.

    Args:
        setting: The style.
        output: The output.
        register: The items, with their numbers and what was decided of them.
    """

    def __init__(self, setting: Setting, output: Output, register: Register) -> None:
        self._setting = setting
        self._output = output
        self._register = register
        self._numeric = "citation-number" in setting.resolved.layouts["citation"].variables
        usage = setting.resolved.layouts["bibliography"]
        self._prints_number = "citation-number" in usage.variables or "citation-number" in usage.tested
        self._made: dict[str, tuple[Any, RenderedEntry]] = {}

    def forget(self, ids: Iterable[str]) -> None:
        """Render the entries of these items again, whatever stays the same."""
        for id in ids:
            self._made.pop(id, None)

    def render(
        self,
        items: Iterable[Item],
        *,
        numbers: Mapping[str, int],
        back: Mapping[str, str] = _NO_CITES,
        dashes: bool = True,
    ) -> Iterator[RenderedEntry]:
        """The entries of items that are sorted already; items of which nothing is printed have none.

        Args:
            items: The items.
            numbers: Their citation numbers.
            back: The notes about where works are cited, by the ids of their items.
            dashes: Whether names that come again may be replaced, where the style does so.
        """
        style = self._setting.style.bibliography
        if style is None:
            return
        dashes = dashes and style.subsequent_author_substitute is not None
        before: PrintedNames | None = None
        for count, item in enumerate(items, 1):
            number = numbers[item.id]
            cited = back.get(item.id, "")
            decisions = self._register.decisions.get(item.id, NO_DECISIONS)
            key = (number if self._prints_number else 0, decisions, dashes, before, cited)
            made = self._made.get(item.id)
            if made is not None and made[0] == key:
                entry = made[1]
            else:
                found = self._entry(item, number, decisions, style, before if dashes else None, dashes, count, cited)
                if found is None:
                    continue
                entry = found
                if entry.is_printed:  # else it is numbered by its place in the list
                    self._made[item.id] = (key, entry)
            before = entry.names
            yield entry

    def _entry(
        self, item: Item, number: int, decisions: Decisions, style: nodes.Bibliography, before: PrintedNames | None,
        dashes: bool, count: int, cited: str,
    ) -> RenderedEntry | None:  # fmt: skip
        context = Context(self._setting, "bibliography", item, number=number, decisions=decisions)
        setting, output = context.setting, self._output
        style = setting.style.bibliography or style
        spans = render_layout(style.layout, context)
        if not spans:
            text = output.escape(f"{count}. {EMPTY}")
            return RenderedEntry(item.id, text, is_printed=False) if self._numeric else None
        own = None
        if dashes:
            own = printed_names(spans)
            if own is not None and before is not None:
                substitute_names(spans, own, before, style)
        if output.links_cites:
            _link_title(spans, item)
        whole = _with_layout(spans, style, setting)
        if cited:
            whole = _with_cited(whole, cited)
        annotation = item.get(ANNOTATION) if setting.options.annotations else None
        if annotation and find_role(spans, "annotation") is None:
            whole = Span([whole, Span(setting.leaf(annotation), display="block")], role="entry")
        line = line_of(whole, setting)
        offset = _first_field(line) if style.second_field_align is not None else 0
        language = setting.locale.language if setting is not self._setting else ""
        return RenderedEntry(item.id, write(line.runs, output), offset, own, language)


def _link_title(spans: list[Span], item: Item) -> None:
    """Let the title lead to the work where no address or identifier is printed (specification, appendix VI)."""
    if not any(span.link for span in walk(spans, everything=True)):
        title = find_role(spans, "title")
        if title is not None and title.role == "title":
            title.link = address_of(item)


def _with_layout(spans: list[Span], style: nodes.Bibliography, setting: Setting) -> Span:
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


def _with_cited(whole: Span, cited: str) -> Span:
    """An entry with the note about where its work is cited, inside its last block if it has blocks."""
    last = whole
    while last.display is None and last.children and isinstance(last.children[-1], Span):
        last = last.children[-1]
    if last.display is None:
        return Span([whole, Span([cited])], delimiter=" ", role="entry")
    last.children = [Span(last.children, suffix=last.suffix), Span([cited], prefix=" ")]
    last.suffix = ""
    return whole


def _first_field(line: Line) -> int:
    width = 0
    for run in line.runs:
        if run.mark.value_of("display") != "left-margin":
            break
        width += len(run.text)
    return width
