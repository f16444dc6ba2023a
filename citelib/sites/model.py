"""What a site holds, and what is printed there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import attrs

from citelib.documents.model import CitedWork
from citelib.model import Item
from citelib.output import Output
from citelib.output.links import is_safe_link
from citelib.richtext.runs import DATA, Run

__all__ = ["ListText", "Piece", "Pieces", "PlaceText", "SiteList", "SitePlace", "pieces_of", "pieces_output", "plain"]


@attrs.frozen
class Piece:
    """A piece of text in one style.

    Attributes:
        text: The text.
        styles: What is not plain, by property, as in the output ``json``: ``{"font-style": "italic"}``, ``"link"``
            with an address that may be followed, ``"cite"`` with the key of the work whose entry it leads to.
    """

    text: str
    styles: Mapping[str, str] = attrs.field(factory=dict)


Pieces = tuple[Piece, ...]


def plain(pieces: Iterable[Piece]) -> str:
    """The text of pieces without its styles."""
    return "".join(piece.text for piece in pieces)


@attrs.frozen
class SitePlace:
    """A citation on a page.

    Attributes:
        id: A name that no other place of the site has.
        page: The page.
        works: What it cites, in order; keys as they are written there.
        role: What is printed, one of `citelib.sites.roles.ROLES`.
        note: Number of the note in which it stands; 0 for the running text.
        counts: Whether its works count as cited; a place that names works which are listed anyway does not.
    """

    id: str
    page: str
    works: tuple[CitedWork, ...]
    role: str = "p"
    note: int = 0
    counts: bool = True


def _all_cited(_: str, __: Item, pages: frozenset[str]) -> bool:
    return bool(pages)


@attrs.frozen
class SiteList:
    """A list of works on a page.

    Attributes:
        id: A name that no other list of the site has.
        page: The page.
        style: Name of its style.
        works: The works that it may list, by key.
        selects: Whether a work is listed: takes its key, the work, and the pages that cite it.
        keys: Works that are listed in any case.
        key_prefix: What stands before the keys by which its works are cited.
        number_prefix: What stands before its numbers and labels; lists with the same one are numbered together.
        is_target: Whether citations lead to its entries.
        order: Variables by which it is ordered, a hyphen in front for the greatest first; empty for the style's order.
        by: What parts it under headings, as for `citelib.csl.Processor.bibliographies`; empty for nothing.
    """

    id: str
    page: str
    style: str
    works: Mapping[str, Item]
    selects: Callable[[str, Item, frozenset[str]], bool] = _all_cited
    keys: tuple[str, ...] = ()
    key_prefix: str = ""
    number_prefix: str = ""
    is_target: bool = True
    order: tuple[str, ...] = ()
    by: str = ""


@attrs.frozen
class PlaceText:
    """What stands in a place.

    Attributes:
        pieces: The text.
        missing: Keys that nothing answers to; they stay visible in the text.
        unlisted: Keys of works that no list shows.
    """

    pieces: Pieces
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


@attrs.frozen
class ListText:
    """What stands in a list.

    Attributes:
        entries: Key and text of each work, in order.
        hanging_indent: Whether later lines of an entry are indented.
        entry_spacing: Space between entries, in lines.
        has_labels: Whether entries begin with a number or a label in a column of its own.
        headings: The headings, by the index of the entry before which they stand.
    """

    entries: tuple[tuple[str, Pieces], ...]
    hanging_indent: bool = False
    entry_spacing: int = 0
    has_labels: bool = False
    headings: Mapping[int, str] = attrs.field(factory=dict)


def pieces_output(number_prefix: str = "", *, is_numbered: bool = False) -> Output:
    """The output whose texts `pieces_of` reads.

    Args:
        number_prefix: What is put before numbers and labels.
        is_numbered: Whether the style cites by numbers or labels, so that there are any.
    """

    def written(runs: Iterable[Run]) -> str:
        found: list[tuple[str, dict[str, str]]] = []
        named = None
        for run in runs:
            styles = {mark.name: mark.value for mark in run.mark.chain() if mark.name != "nocase"}
            if not is_safe_link(styles.get("link", "https:")):
                del styles["link"]
            text = run.text
            # The first thing of the data in a cite, or in an entry, is its number.
            owner = styles.get("cite", "")
            if number_prefix and is_numbered and run.origin == DATA and owner != named:
                if owner or named is None:
                    text = number_prefix + text
                named = owner
            if found and found[-1][1] == styles:
                found[-1] = (found[-1][0] + text, styles)
            else:
                found.append((text, styles))
        return json.dumps(found, ensure_ascii=False)

    return Output("pieces", "pieces of text", str, writer=written, links_cites=True)


def pieces_of(text: str) -> Pieces:
    """The pieces of what `pieces_output` wrote."""
    rows: list[tuple[str, dict[str, Any]]] = json.loads(text) if text else []
    return tuple(Piece(piece, styles) for piece, styles in rows if piece)


BOLD: Final = {"font-weight": "bold"}
"""How a key that nothing answers to is shown."""
