"""Items, collections and relations as notebooks show them: tables of what they hold, in HTML, Markdown and LaTeX.

Whatever they hold is text in the result, never markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from citelib.comparing import strip_markup
from citelib.model.dates import Date

if TYPE_CHECKING:
    from citelib.model.items import Item
    from citelib.model.relations import Relation

__all__ = ["Form", "show_item", "show_items", "show_relation"]

Form = Literal["html", "markdown", "latex"]
_MOST: Final = 50
"""How many items of a collection are shown."""
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#~^$|@&!{}:])")
_LATEX: Final = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%",
    "$": r"\$",
    "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def _escaped(text: str, form: Form) -> str:
    text = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", text).split())
    if form == "html":
        return html.escape(text)
    if form == "markdown":
        return _MARKDOWN.sub(r"\\\1", text)
    return "".join([_LATEX.get(character, character) for character in text])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], form: Form) -> str:
    first = [_escaped(cell, form) for cell in head]
    others = [[_escaped(cell, form) for cell in row] for row in rows]
    if form == "html":
        top = f"<thead><tr>{''.join(f'<th>{cell}</th>' for cell in first)}</tr></thead>" if any(first) else ""
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in others)
        return f"<table>{top}<tbody>{body}</tbody></table>"
    if form == "markdown":
        return "\n".join(f"| {' | '.join(line)} |" for line in (first, ["---"] * len(first), *others))
    lines = [" & ".join(line) + r" \\" for line in ([first] if any(first) else []) + others]
    return f"\\begin{{tabular}}{{{'l' * len(head)}}}\n" + "\n".join(lines) + "\n\\end{tabular}"


def show_item(item: Item, form: Form) -> str:
    """What an item holds, a variable a row."""
    rows = [("key", item.id), ("type", item.type)]
    for name, value in item.variables.items():
        if isinstance(value, tuple):
            text = "; ".join(one.inverted for one in value)
        else:
            text = str(value) if isinstance(value, Date) else strip_markup(str(value))
        rows.append((name, text))
    rows += [(link.type, f"{link.scheme}:{link.target}") for link in item.relations]
    return _table(("", ""), rows, form)


def show_items(items: Iterable[Item], form: Form) -> str:
    """Key, authors, year and title of items, an item a row; how many more there are is said below."""
    works = list(items)
    rows = []
    for item in works[:_MOST]:
        names = item.author or item.editor
        authors = "; ".join(name.inverted for name in names[:3]) + ("; …" if len(names) > 3 else "")
        issued = item.issued
        year = str(issued.year if issued is not None and issued.year is not None else issued or "")
        rows.append((item.id, authors, year, strip_markup(item.title or "")))
    if len(works) > _MOST:
        rows.append(("…", f"{len(works) - _MOST} more", "", ""))
    return _table(("key", "authors", "year", "title"), rows, form)


def show_relation(relation: Relation, form: Form) -> str:
    """What a relation says, and the words that say it."""
    rows = [(relation.type, f"{relation.scheme}:{relation.target}")]
    if relation.evidence is not None:
        rows.append(("", relation.evidence.quote))
    return _table(("", ""), rows, form)
