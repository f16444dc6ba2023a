"""JATS, the XML of journals: references as ``mixed-citation``, cites that lead to them as ``xref``.

Source: the Journal Article Tag Suite, ANSI/NISO Z39.96.

>>> from citelib.output import get_output
>>> get_output("jats").escape("a < b & c")
'a &lt; b &amp; c'
"""

from __future__ import annotations

import html
from typing import Final

from citelib.output.links import xml_name
from citelib.output.output import Output, around, without_controls

__all__ = ["JATS"]

_TAGS: Final = {
    ("font-style", "italic"): "italic",
    ("font-style", "oblique"): "italic",
    ("font-style", "normal"): "roman",
    ("font-weight", "bold"): "bold",
    ("font-variant", "small-caps"): "sc",
    ("text-decoration", "underline"): "underline",
    ("vertical-align", "sup"): "sup",
    ("vertical-align", "sub"): "sub",
}
_MARKS: Final = {
    **{mark: (f"<{tag}>", f"</{tag}>") for mark, tag in _TAGS.items()},
    ("display", "block"): (" ", ""),
    ("display", "indent"): (" ", ""),
    ("display", "left-margin"): ("", " "),
}
_NO_XML: Final = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def _escape(text: str) -> str:
    return html.escape(without_controls(text).translate(_NO_XML), quote=False)


def _link(address: str) -> tuple[str, str]:
    return f'<ext-link ext-link-type="uri" xlink:href="{_attribute(address)}">', "</ext-link>"


def _cite(id: str) -> tuple[str, str]:
    return f'<xref ref-type="bibr" rid="{xml_name(id)}">', "</xref>"


def _attribute(text: str) -> str:
    return html.escape(without_controls(text).translate(_NO_XML), quote=True)


def _entry(id: str, text: str) -> str:
    return f'  <ref id="{xml_name(id)}"><mixed-citation>{text}</mixed-citation></ref>\n'


def _entry_in(id: str, text: str, language: str) -> str:
    citation = f'<mixed-citation xml:lang="{_attribute(language)}">{text}</mixed-citation>'
    return f'  <ref id="{xml_name(id)}">{citation}</ref>\n'


JATS: Final = Output(
    "jats",
    "JATS",
    _escape,
    around(_MARKS, _link, _cite),
    start="<ref-list>\n",
    end="</ref-list>",
    entry=_entry,
    entry_in=_entry_in,
    media_type="application/xml",
    links_cites=True,
)
"""JATS; the document that it goes into declares the namespace ``xlink``, as those of JATS do."""
