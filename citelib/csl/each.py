"""Works one by one: for each the entry and the citation that it would have if it were the only one of its document.

A repository prints «how to cite» on each of its pages. Its works do not form a document, so that they are neither
sorted, numbered nor disambiguated among each other. Style, locale and output are looked up once, and nothing is kept
of a work, so that a stream of any length can be formatted.

>>> from citelib.model import Date, Item, Name
>>> moss = Item("moss", "book", title="Moss", author=[Name("Lee", "Ann")], issued=Date.on(2020))
>>> for work in format_each([moss, moss.evolve(id="fern", title="Fern")], "apa"):
...     print(work.reference, work.citation)
Lee, A. (2020). Moss. (Lee, 2020)
Lee, A. (2020). Fern. (Lee, 2020)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from citelib.csl.citation import Citation
from citelib.csl.document.cites import CiteRow
from citelib.csl.document.clusters import render_citation
from citelib.csl.document.entries import Entries
from citelib.csl.document.register import Register
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.processor import StyleName, Works
from citelib.csl.render import NO_DECISIONS, Setting
from citelib.csl.results import Formatted
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.model import Item
from citelib.output import Output, get_output

__all__ = ["format_each"]


def format_each(
    items: Works,
    style: StyleName = "apa",
    *,
    locale: str | None = None,
    output: str | Output = "text",
    options: Options = DEFAULT_OPTIONS,
) -> Iterator[Formatted]:
    """Format independent works, one after the other.

    Each gets what `Processor([item], style, nocite="*")` would give for it, about twice as fast.

    Args:
        items: A bibliography or items; read one at a time. Ids may repeat.
        style: As for `Processor`.
        locale: Language of the output; None for that of the style.
        output: Name of an output, or an output.
        options: Choices that hold in any style.

    Returns:
        One `Formatted` for each item, in their order. The style is looked up at once, the works as they are asked for.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style, locale or output.
    """
    resolved = style if isinstance(style, ResolvedStyle) else resolve_style(style, locale)
    works: Iterable[Item] = items.values() if isinstance(items, Mapping) else items
    return _each(works, Setting(resolved, options), get_output(output))


def _each(works: Iterable[Item], setting: Setting, output: Output) -> Iterator[Formatted]:
    uses_number = setting.cites_use("citation-number")
    are_alike = _are_alike(setting, output)
    by_type: dict[str, str] = {}
    for item in works:
        register = Register(setting, (item,), None)
        register.update(())
        id = item.id
        entry = next(Entries(setting, output, register).render(register.items.values(), numbers=register.numbers), None)
        text = by_type.get(item.type) if are_alike else None
        if text is None:
            citation = Citation.of(id)
            decisions = register.decisions.get(id, NO_DECISIONS)
            rows = (CiteRow(citation.cites[0], number=1 if uses_number else 0, decisions=decisions),)
            text = render_citation(citation, rows, register.items, setting, output).text
            by_type[item.type] = text
        yield Formatted(id, "" if entry is None else entry.text, text)


_OF_THE_CITE: Final = frozenset(("citation-number", "first-reference-note-number", "locator"))
"""Variables that say nothing about a work."""


def _are_alike(setting: Setting, output: Output) -> bool:
    """Whether the citations of all works of a type read alike, as «[1]» does."""
    usage = setting.resolved.layouts["citation"]
    by_id = output.links_cites or setting.letters
    return not by_id and not setting.by_language and usage.variables | usage.tested <= _OF_THE_CITE
