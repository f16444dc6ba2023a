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

from citelib.output.links import anchor, is_safe_link, quoted_address, without_schemes
from citelib.output.output import Output, without_controls

__all__ = ["LINKED_MARKDOWN", "MARKDOWN"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~^$|@&!{}])")
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(<([^<>]*)>\)")
_ESCAPED = re.compile(r"\\(.)")
_LIST = re.compile(r"^(?:([-+=])|(\d+)([.)]))")
_OPEN: Final = {
    ("font-style", "italic"): "*",
    ("font-style", "oblique"): "*",
    ("font-weight", "bold"): "**",
    ("vertical-align", "sup"): "<sup>",
    ("vertical-align", "sub"): "<sub>",
    ("font-variant", "small-caps"): "[",
    ("text-decoration", "underline"): "[",
    ("display", "block"): "\n\n",
    ("display", "indent"): "\n\n",
}
_CLOSE: Final = {
    ("font-style", "italic"): "*",
    ("font-style", "oblique"): "*",
    ("font-weight", "bold"): "**",
    ("vertical-align", "sup"): "</sup>",
    ("vertical-align", "sub"): "</sub>",
    ("font-variant", "small-caps"): "]{.smallcaps}",
    ("text-decoration", "underline"): "]{.underline}",
    ("display", "left-margin"): " ",
}


def _escape(text: str) -> str:
    return without_schemes(_SPECIAL.sub(r"\\\1", without_controls(text)), "\\:")


def _open(name: str, value: str) -> str:
    if name == "link":
        return "[" if is_safe_link(value) else ""
    return _OPEN.get((name, value), "")


def _close(name: str, value: str) -> str:
    if name == "link":
        return f"](<{quoted_address(value)}>)" if is_safe_link(value) else ""
    return _CLOSE.get((name, value), "")


def _finish(text: str) -> str:
    """A text that would begin a list, a heading or code does not; a link that shows its address is that address."""
    text = _LINK.sub(lambda link: f"<{link[2]}>" if _ESCAPED.sub(r"\1", link[1]) == link[2] else link[0], text)
    return _LIST.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text.strip(" "))


def _entry(_: str, text: str) -> str:
    return f"{text}\n\n"


MARKDOWN: Final = Output(
    "markdown",
    "Markdown",
    _escape,
    _open,
    _close,
    entry=_entry,
    media_type="text/markdown",
    finish=_finish,
    only_effective=True,
    moves_spaces=True,
)
"""Markdown."""


def _open_linked(name: str, value: str) -> str:
    return "[" if name == "cite" else _open(name, value)


def _close_linked(name: str, value: str) -> str:
    return f"](#{anchor(value)})" if name == "cite" else _close(name, value)


def _linked_entry(id: str, text: str) -> str:
    return f'<a id="ref-{html.escape(id, quote=True)}"></a>{text}\n\n'


LINKED_MARKDOWN: Final = attrs.evolve(
    MARKDOWN, name="markdown-linked", title="Markdown with links", open=_open_linked, close=_close_linked,
    entry=_linked_entry, links_cites=True,
)  # fmt: skip
"""Markdown whose cites lead to their entries."""
