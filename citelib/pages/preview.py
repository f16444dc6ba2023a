"""A page on which references stand in several styles side by side, to look through, compare and copy.

The page is one file that asks nothing of the network: its policy allows no request, and of scripts the one of this
package only, by its digest. Without scripts it still shows everything.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Final

import attrs

from citelib import identifiers
from citelib.csl import Citation, Processor
from citelib.csl.style.repository import resolve_style
from citelib.diagnostics import Diagnostic
from citelib.formats.exchange import dumps
from citelib.formats.losses import Losses
from citelib.identifiers import as_doi
from citelib.model import RELATION_TYPES, Bibliography, Item, unstructure
from citelib.output.page import html_page
from citelib.pages.picture import Edge, Node, draw

__all__ = ["preview_page"]

_MOST_IN_PICTURE: Final = 40
"""Works of a graph that can be taken in; of more, the relations are listed."""


_MOST_ALIKE: Final = 3
"""Works of one relation to one work that are drawn one by one."""


@attrs.frozen
class _Column:
    """The works in one style.

    Attributes:
        name: Name of the style, as it was asked for.
        title: Its title.
        entries: HTML of each work, by its id.
        citations: How each is cited, by its id: as the style does, and in a sentence where that differs.
        order: Ids in the order of the list.
        classes: How the list is laid out.
    """

    name: str
    title: str
    entries: Mapping[str, str]
    citations: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    classes: str


def preview_page(
    works: Bibliography,
    styles: Sequence[str] = ("apa",),
    *,
    locale: str | None = None,
    title: str = "References",
    picture: bool = True,
    report: Callable[[Diagnostic], None] | None = None,
) -> str:
    """The page as HTML.

    Args:
        works: The works.
        styles: Names or paths of styles, the first of which gives the order.
        locale: Language; None for that of each style.
        title: What the page is called.
        picture: Whether to draw the works that are related, where fast-sugiyama is installed (``pip install
            citelib[show]``); the relations are listed in any case.
        report: Called with a diagnostic for everything that the BibTeX to copy has no place for; if not given, there
            is one `LossWarning` of all of it.

    Raises:
        StyleError: A style cannot be used.
        UnknownNameError: There is no such style or locale.
    """
    columns = [_column(works, name, locale) for name in dict.fromkeys(styles)]
    folder = files("citelib.pages")
    sheet, script = ((folder / f"preview.{ending}").read_text("utf-8") for ending in ("css", "js"))
    order = columns[0].order if columns else tuple(works)
    ids = [*order, *(id for id in works if id not in {*order})]
    shown = {id: f"work-{number}" for number, id in enumerate(ids, 1)}
    losses = Losses()
    rows = "\n".join(_row(works[id], shown[id], columns, report or losses.add) for id in ids)
    losses.warn(depth=2)
    body = (
        f"{_header(title, columns, len(ids))}\n<main>\n"
        f"{_relations(works, shown, picture)}"
        f'<section id="works" aria-label="References" style="--columns: {max(len(columns), 1)}">\n{rows}\n</section>\n'
        '<p id="none" hidden>Nothing has all these words.</p>\n</main>\n'
        f'<p id="told" role="status" aria-live="polite"></p>\n{_HELP}'
    )
    return html_page(title, body, sheet=sheet, script=script, language=locale or "en")


def _column(works: Bibliography, name: str, locale: str | None) -> _Column:
    style = resolve_style(name, locale)
    # A citation leads nowhere, since its work has an entry in every style; addresses in entries are live.
    cited, listing = (Processor(works.values(), style, output=one, nocite="*") for one in ("html", "html-linked"))
    in_notes = style.style.class_ == "note"
    citations = [Citation.of(id, id=f"1 {id}") for id in works]
    if not in_notes:
        # In notes a second citation would only say «ibid.».
        citations += [Citation.of(id, id=f"2 {id}", mode="composite") for id in works]
    cited.replace_citations(citations)
    listing.replace_citations(citations)
    texts = dict(cited.citations)
    listed = listing.bibliography()
    entries = {entry.id: entry.text for entry in listed.entries}
    if not entries and in_notes:
        entries = {id: texts[f"1 {id}"] for id in works}
    layout = "labels" if listed.params.second_field_align else "hanging" if listed.params.hanging_indent else ""
    return _Column(
        name,
        style.style.info.title or name,
        entries,
        {id: tuple(dict.fromkeys(texts[key] for key in (f"1 {id}", f"2 {id}") if key in texts)) for id in works},
        tuple(entry.id for entry in listed.entries),
        layout,
    )


def _header(title: str, columns: Sequence[_Column], count: int) -> str:
    boxes = "".join(
        f'<label title="{escape(column.title)}"><input type="checkbox" value="{number}" checked> '
        f"{escape(column.name)}</label>"
        for number, column in enumerate(columns)
    )
    works = "1 work" if count == 1 else f"{count} works"
    return (
        f'<header><h1>{escape(title)}</h1><p id="count">{works}</p><form id="tools" role="search">'
        '<label class="filter">Filter <input type="search" id="filter" autocomplete="off" placeholder="words"></label>'
        f'<fieldset id="styles"><legend>Styles</legend>{boxes}</fieldset>'
        '<button type="button" id="copy-all">Copy all shown</button>'
        '<button type="button" id="help-button" aria-expanded="false">Keys</button></form></header>'
    )


_HELP: Final = (
    '<dialog id="help"><h2>Keys</h2><dl>'
    "<dt>/</dt><dd>filter</dd><dt>j, k</dt><dd>next, previous work</dd><dt>c</dt><dd>copy its reference</dd>"
    "<dt>b</dt><dd>copy BibTeX</dd><dt>s</dt><dd>copy CSL-JSON</dd><dt>Esc</dt><dd>empty the filter</dd></dl>"
    '<form method="dialog"><button>Close</button></form></dialog>'
)


def _row(item: Item, id: str, columns: Sequence[_Column], report: Callable[[Diagnostic], None]) -> str:
    doi = as_doi(item.DOI) if item.DOI else None
    address = identifiers.address("doi", doi) if doi else None
    link = f'<a class="doi" href="{escape(address)}" rel="noreferrer">{escape(doi or "")}</a>' if address else ""
    cells = "".join(_cell(item, number, column) for number, column in enumerate(columns))
    data = {
        "bibtex": dumps([item], "bibtex", report=report),
        "csl": json.dumps([unstructure(item)], ensure_ascii=False, indent=2),
    }
    texts = "".join(
        f'<pre class="source" data-form="{form}" hidden>{escape(text)}</pre>' for form, text in data.items()
    )
    return (
        f'<article id="{id}" tabindex="-1"><div class="head"><h2>{escape(item.id)}</h2>'
        f'<span class="type">{escape(item.type)}</span>{link}'
        '<span class="buttons"><button type="button" data-copy="bibtex">BibTeX</button>'
        '<button type="button" data-copy="csl">CSL-JSON</button></span></div>'
        f'<div class="cells">{cells}</div>{texts}</article>'
    )


def _cell(item: Item, number: int, column: _Column) -> str:
    entry = column.entries.get(item.id, "")
    cited = " · ".join(column.citations.get(item.id, ()))
    return (
        f'<section class="cell" data-style="{number}" aria-label="{escape(column.name)}">'
        f'<div class="style"><h3>{escape(column.name)}</h3>'
        f'<button type="button" data-copy="text">Copy</button></div>'
        f'<div class="entry {column.classes}">{entry or "<em>the style lists nothing</em>"}</div>'
        f'<p class="cited"><span>in the text</span> {cited}</p></section>'
    )


def _relations(works: Bibliography, shown: Mapping[str, str], picture: bool) -> str:
    """The relations of works that are both on the page: as a picture, and listed."""
    found = [
        (item, RELATION_TYPES[relation.type].label, other)
        for item in works.values()
        for relation in item.relations
        if (other := works.find(relation)) is not None and other.id != item.id
    ]
    if not found:
        return ""
    rows = "".join(
        f'<li><a href="#{shown[one.id]}">{escape(one.id)}</a> <em>{escape(label)}</em> '
        f'<a href="#{shown[other.id]}">{escape(other.id)}</a></li>'
        for one, label, other in found
    )
    drawn = _picture(found, shown) if picture else ""
    return (
        f'<details id="relations"{" open" if drawn else ""}><summary>Relations ({len(found)})</summary>{drawn}'
        f"<ul>{rows}</ul></details>\n"
    )


def _picture(relations: Sequence[tuple[Item, str, Item]], shown: Mapping[str, str]) -> str:
    """The graph; works that have one relation each, all the same to the same work, are one node."""
    number = {id: name.removeprefix("work-") for id, name in shown.items()}
    times = Counter(item.id for one, _, other in relations for item in (one, other))
    leaves: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for one, label, other in relations:
        if times[other.id] == 1:
            leaves[one.id, label].append(other)
    gathered = {item.id: items for items in leaves.values() if len(items) > _MOST_ALIKE for item in items}
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for one, label, other in relations:
        ends = [number[one.id], number[gathered.get(other.id, [other])[0].id]]
        nodes.setdefault(ends[0], Node(ends[0], one.type, _called(one), "related"))
        if other.id in gathered:
            nodes[ends[1]] = Node(ends[1], other.type, f"{len(gathered[other.id])} works", "related")
        else:
            nodes.setdefault(ends[1], Node(ends[1], other.type, _called(other), "related"))
        edges[Edge(ends[0], ends[1], label)] = None
    if len(nodes) > _MOST_IN_PICTURE:
        return ""
    try:
        return f'<div class="picture">{draw([*nodes.values()], [*edges])}</div>'
    except ModuleNotFoundError:
        return ""


def _called(item: Item) -> str:
    year = f" {item.issued.year}" if item.issued and item.issued.year else ""
    names = item.author or item.editor
    return f"{names[0].full_family or names[0]}{year}" if names else f"{item.title or item.id}{year}"
