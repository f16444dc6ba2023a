"""Pieces of text as HTML, in which nothing that works hold is markup."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from citelib.sites.model import Piece

__all__ = ["entry_html", "pieces_html"]

_TAGS: Final = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline">', "</span>"),
}

Link = Callable[[str], tuple[str, str] | None]
"""Takes a key; gives the address of its entry and what shows when a pointer rests on the link."""


def _no_link(_: str) -> None:
    return None


def pieces_html(pieces: Iterable[Piece], link: Link = _no_link) -> str:
    """Pieces as HTML; those of a cite lead to its entry.

    >>> pieces_html([Piece("<T>", {"font-style": "italic"}), Piece("a", {"link": "https://example.org/?a&b"})])
    '<i>&lt;T&gt;</i><a href="https://example.org/?a&amp;b">a</a>'
    """
    made = []
    for key, group in groupby(pieces, lambda piece: piece.styles.get("cite", "")):
        inner = "".join(map(_piece, group))
        target = link(key) if key else None
        if target is not None:
            address, title = (html.escape(one, quote=True) for one in target)
            inner = f'<a href="{address}" title="{title}">{inner}</a>'
        made.append(inner)
    return "".join(made)


def _piece(piece: Piece) -> str:
    text = html.escape(piece.text, quote=False)
    for style in piece.styles.items():
        before, behind = _TAGS.get(style, ("", ""))
        text = f"{before}{text}{behind}"
    if "link" in piece.styles:
        text = f'<a href="{html.escape(piece.styles["link"], quote=True)}">{text}</a>'
    return text


def entry_html(pieces: Iterable[Piece]) -> str:
    """An entry as HTML, with a block for each part that is displayed apart."""
    made = []
    for display, group in groupby(pieces, lambda piece: piece.styles.get("display", "")):
        inner = pieces_html(group)
        made.append(f'<div class="csl-{display}">{inner}</div>' if display else inner)
    return "".join(made)
