r"""The commands that cite in LaTeX: of LaTeX itself and of the packages that people use.

One table says for each command how its arguments stand and what it prints. Sources: the manuals of natbib, biblatex,
cite, apacite, jurabib, chicago, harvard, amsrefs, abntex2cite and csquotes.

>>> command("Parencite"), command("textcites").several, command("section")
(Command(mode='', shape='usual', capital=True, several=False, in_note=False), True, None)
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

import attrs

from citelib.csl.citation import Mode

__all__ = ["Command", "Shape", "command"]

Shape = Literal["usual", "volume", "affixed", "quotation", "list"]
"""How arguments stand.

``"usual"``: ``[pre][post]{keys}`` (one in brackets is *post*), ``<pre>`` of apacite, ``*{post}`` of amsrefs;
``"volume"``: ``[pre]{volume}[page]{keys}``; ``"affixed"``: ``{keys}{pre}``; ``"quotation"``: as usual, before the words
that are quoted, which stay; ``"list"``: keys that are listed without being cited.
"""


@attrs.frozen
class Command:
    r"""What a command does.

    Attributes:
        mode: What it prints; see `citelib.csl.citation.Citation`.
        shape: How its arguments stand.
        capital: Whether it begins a sentence.
        several: Whether it takes groups of affixes and keys, ``\cites(pre)(post)[pre][post]{key}…``.
        in_note: Whether it makes a footnote whatever the style.
    """

    mode: Mode = ""
    shape: Shape = "usual"
    capital: bool = False
    several: bool = False
    in_note: bool = False


_MODES: Final[dict[Mode, str]] = {
    "": """
        cite citep parencite autocite smartcite supercite citen onlinecite citenum shortcite fcite
        citeNP citenp citealp shortciteNP citeANP shortciteANP mcite ycite
        """,
    "composite": """
        citet textcite citeA citeN citealt citeonline citeasnoun shortciteA shortciteN ocite possessivecite apud
        """,
    "author-only": "citeauthor citefullauthor citeauthorNP shortciteauthor citename citetalias",
    "year-only": "citeyear citedate citeyearNP",
    "suppress-author": "citeyearpar citepalias",
    "title-only": "citetitle",
    "full": "fullcite fullciteA fullciteNP bibentry citefield",
}
_IN_NOTES: Final[dict[str, Mode]] = {
    "footcite": "",
    "footcitetext": "",
    "footfullcite": "full",
    "fnotecite": "",
}
_SEVERAL: Final[dict[str, str]] = {
    "cites": "cite",
    "parencites": "parencite",
    "autocites": "autocite",
    "smartcites": "smartcite",
    "supercites": "supercite",
    "textcites": "textcite",
    "footcites": "footcite",
    "footcitetexts": "footcitetext",
}
_OTHERS: Final[dict[str, Command]] = {
    **{f"{letter}volcite": Command("", "volume", in_note=letter in ("f", "ft")) for letter in ("", *"pasf", "ft")},
    "tvolcite": Command("composite", "volume"),
    "citeaffixed": Command("", "affixed"),
    "nocite": Command("", "list"),
    "nocitemeta": Command("", "list"),
    "fullcitebib": Command("full"),
    **{
        name: Command("", "quotation")
        for name in ("textcquote", "blockcquote", "foreigntextcquote", "hyphentextcquote")
    },
}


@cache
def _table() -> dict[str, Command]:
    table = {name: Command(mode) for mode, names in _MODES.items() for name in names.split()}
    table |= {name: Command(mode, in_note=True) for name, mode in _IN_NOTES.items()}
    table |= _OTHERS
    table |= {name: attrs.evolve(table[single], several=True) for name, single in _SEVERAL.items()}
    table |= {
        name[0].upper() + name[1:]: attrs.evolve(one, capital=True)
        for name, one in table.items()
        if name[0].islower() and one.shape != "list"
    }
    return table


def command(name: str) -> Command | None:
    """What a command does, by its name without backslash and star; None for one that does not cite."""
    return _table().get(name)
