"""HTML, exactly as the official CSL test suite wants it; with links where they are asked for.

>>> from citelib.output import get_output
>>> get_output("html").escape("a < b")
'a &#60; b'
"""

from __future__ import annotations

import html
import re
from typing import Final

import attrs

from citelib.output.links import anchor
from citelib.output.output import Output, around
from citelib.output.page import direction_of

__all__ = ["HTML", "LINKED_HTML", "SUPERSCRIPTS"]

SUPERSCRIPTS: Final = {
    "ª": "a", "²": "2", "³": "3", "¹": "1", "º": "o", "ʰ": "h", "ʱ": "ɦ", "ʲ": "j", "ʳ": "r", "ʴ": "ɹ", "ʵ": "ɻ",
    "ʶ": "ʁ", "ʷ": "w", "ʸ": "y", "ˠ": "ɣ", "ˡ": "l", "ˢ": "s", "ˣ": "x", "ˤ": "ʕ", "ᴬ": "A", "ᴭ": "Æ", "ᴮ": "B",
    "ᴰ": "D", "ᴱ": "E", "ᴲ": "Ǝ", "ᴳ": "G", "ᴴ": "H", "ᴵ": "I", "ᴶ": "J", "ᴷ": "K", "ᴸ": "L", "ᴹ": "M", "ᴺ": "N",
    "ᴼ": "O", "ᴽ": "Ȣ", "ᴾ": "P", "ᴿ": "R", "ᵀ": "T", "ᵁ": "U", "ᵂ": "W", "ᵃ": "a", "ᵄ": "ɐ", "ᵅ": "ɑ", "ᵆ": "ᴂ",
    "ᵇ": "b", "ᵈ": "d", "ᵉ": "e", "ᵊ": "ə", "ᵋ": "ɛ", "ᵌ": "ɜ", "ᵍ": "g", "ᵏ": "k", "ᵐ": "m", "ᵑ": "ŋ", "ᵒ": "o",
    "ᵓ": "ɔ", "ᵔ": "ᴖ", "ᵕ": "ᴗ", "ᵖ": "p", "ᵗ": "t", "ᵘ": "u", "ᵙ": "ᴝ", "ᵚ": "ɯ", "ᵛ": "v", "ᵜ": "ᴥ", "ᵝ": "β",
    "ᵞ": "γ", "ᵟ": "δ", "ᵠ": "φ", "ᵡ": "χ", "⁰": "0", "ⁱ": "i", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁺": "+", "⁻": "−", "⁼": "=", "⁽": "(", "⁾": ")", "ⁿ": "n",
    "℠": "SM", "™": "TM", "㆒": "一", "㆓": "二", "㆔": "三", "㆕": "四", "㆖": "上", "㆗": "中", "㆘": "下",
    "㆙": "甲", "㆚": "乙", "㆛": "丙", "㆜": "丁", "㆝": "天", "㆞": "地", "㆟": "人", "ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و",
    "ۦ": "ي",
}  # fmt: skip
"""Superscript characters of Unicode and the characters that they raise (Unicode, SuperscriptFolding)."""

_SPECIAL: Final = re.compile(rf"[&<>{''.join(SUPERSCRIPTS)}\x00-\x08\x0b-\x1f\ud800-\udfff]")
_REPLACED: Final = {
    "&": "&#38;",
    "<": "&#60;",
    ">": "&#62;",
    **{character: f"<sup>{plain}</sup>" for character, plain in SUPERSCRIPTS.items()},
}
_MARKS: Final = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("font-variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("text-decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}


def _replace(match: re.Match[str]) -> str:
    return _REPLACED.get(match.group(), "")


def _escape(text: str) -> str:
    return _SPECIAL.sub(_replace, text) if _SPECIAL.search(text) else text


def _entry(_: str, text: str) -> str:
    return f'  <div class="csl-entry">{text}</div>\n'


def _link(address: str) -> tuple[str, str]:
    return f'<a href="{html.escape(address, quote=True)}">', "</a>"


def _cite(id: str) -> tuple[str, str]:
    return _link(f"#{anchor(id)}")


def _linked_entry(id: str, text: str) -> str:
    # The fragment of a link is decoded before the id is looked for.
    return f'  <div id="ref-{html.escape(id, quote=True)}" class="csl-entry">{text}</div>\n'


def _entry_in(id: str, text: str, language: str) -> str:
    tag = html.escape(language, quote=True)
    start = f'  <div id="ref-{html.escape(id, quote=True)}" class="csl-entry"'
    return f'{start} lang="{tag}" dir="{direction_of(language)}">{text}</div>\n'


HTML: Final = Output(
    "html",
    "HTML",
    _escape,
    around(_MARKS),
    start='<div class="csl-bib-body">\n',
    end="</div>",
    entry=_entry,
    media_type="text/html",
    keeps_spaces=True,
)
"""HTML as the test suite has it."""

LINKED_HTML: Final = attrs.evolve(
    HTML,
    name="html-linked",
    title="HTML with links",
    around=around(_MARKS, _link, _cite),
    entry=_linked_entry,
    entry_in=_entry_in,
    links_cites=True,
)
"""HTML with an id for each entry (``ref-KEY``), cites that lead to them, live addresses, and languages."""
