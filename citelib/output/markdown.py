r"""Markdown: CommonMark with superscripts and subscripts as HTML, small capitals and underlines as pandoc's spans.

>>> from citelib.output import get_output
>>> print(get_output("markdown").escape("*a* <b> [c](d)"))
\*a\* \<b\> \[c\](d)
"""

from __future__ import annotations

import html
import re
from typing import Final

import attrs

from citelib.output.links import anchor, quoted_address, without_schemes
from citelib.output.output import Output, around, paragraph, without_controls

__all__ = ["LINKED_MARKDOWN", "MARKDOWN"]

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#~^$|@!{}]|&(?!\s))")
"""What may be markup; an ampersand in front of a space begins no character reference."""
_LINK: Final = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(<([^<>]*)>\)")
_ESCAPED: Final = re.compile(r"\\(.)")
_LIST: Final = re.compile(r"^(?:([-+=])|(\d+)([.)]))")
_MARKS: Final = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
    ("display", "block"): ("\n\n", ""),
    ("display", "indent"): ("\n\n", ""),
    ("display", "left-margin"): ("", " "),
}


def _escape(text: str) -> str:
    return without_schemes(_SPECIAL.sub(r"\\\1", without_controls(text)), "\\:")


def _link(address: str) -> tuple[str, str]:
    return "[", f"](<{quoted_address(address)}>)"


def _cite(id: str) -> tuple[str, str]:
    return "[", f"](#{anchor(id)})"


def _finish(text: str) -> str:
    """A text that would begin a list, a heading or code does not; a link that shows its address is that address."""
    text = _LINK.sub(lambda link: f"<{link[2]}>" if _ESCAPED.sub(r"\1", link[1]) == link[2] else link[0], text)
    return _LIST.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text.strip(" "))


MARKDOWN: Final = Output(
    "markdown",
    "Markdown",
    _escape,
    around(_MARKS, _link),
    entry=paragraph,
    media_type="text/markdown",
    finish=_finish,
    only_effective=True,
    moves_spaces=True,
)
"""Markdown."""


def _linked_entry(id: str, text: str) -> str:
    return f'<a id="ref-{html.escape(id, quote=True)}"></a>{text}\n\n'


LINKED_MARKDOWN: Final = attrs.evolve(
    MARKDOWN, name="markdown-linked", title="Markdown with links", around=around(_MARKS, _link, _cite),
    entry=_linked_entry, links_cites=True,
)  # fmt: skip
"""Markdown whose cites lead to their entries."""
