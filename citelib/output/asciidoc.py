"""AsciiDoc: what could be markup stands as a character reference, which AsciiDoc leaves alone.

>>> from citelib.output import get_output
>>> get_output("asciidoc").escape("*a* <<b>>")
'&#42;a&#42; &#60;&#60;b&#62;&#62;'
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.output.links import quoted_address, without_schemes, xml_name
from citelib.output.output import Output, around, paragraph, without_controls

__all__ = ["ASCIIDOC", "LINKED_ASCIIDOC"]

# Two of these make a dash, an ellipsis or a mark of a list; parentheses and arrows are replaced, too.
_SPECIAL: Final = re.compile(
    r"[\\*_`#^~+\[\]<>{}|&'\"=$%/!@]|;(?=;)|(?<=;);|-(?=-|\Z|>)|(?<=-)-|\.(?=\.)|(?<=\.)\.|\((?=[CRTcrt])|:(?=:|\Z)|(?<=:):"
)
_BLOCK: Final = re.compile(r"^(?:([-.?])|(\w{1,5})([.)])(?=\s))")
_MARKS: Final = {
    ("font-style", "italic"): ("__", "__"),
    ("font-style", "oblique"): ("__", "__"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-variant", "small-caps"): ("[.small-caps]##", "##"),
    ("text-decoration", "underline"): ("[.underline]##", "##"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
    ("display", "block"): (" +\n", ""),
    ("display", "indent"): (" +\n", ""),
    ("display", "left-margin"): ("", " "),
}


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group()[0])};"


def _escape(text: str) -> str:
    return without_schemes(_SPECIAL.sub(_reference, without_controls(text)), "&#58;")


def _link(address: str) -> tuple[str, str]:
    return f"link:{_address(address)}[", "]"


def _cite(id: str) -> tuple[str, str]:
    return f"xref:{xml_name(id)}[", "]"


def _address(text: str) -> str:
    """The address with everything that AsciiDoc would read percent-encoded."""
    return re.sub(r"[\[\]+*_~'`^{}#]", lambda match: f"%{ord(match.group()):02X}", quoted_address(text))


def _finish(text: str) -> str:
    """A text that would begin a list does not."""
    return _BLOCK.sub(
        lambda match: f"&#{ord(match[1])};" if match[1] else f"{match[2]}&#{ord(match[3])};", text.strip(" ")
    )


ASCIIDOC: Final = Output(
    "asciidoc",
    "AsciiDoc",
    _escape,
    around(_MARKS, _link),
    entry=paragraph,
    media_type="text/asciidoc",
    finish=_finish,
    only_effective=True,
    moves_spaces=True,
    nests=frozenset(("vertical-align", "font-variant", "text-decoration")),
)
"""AsciiDoc."""


def _linked_entry(id: str, text: str) -> str:
    return f"[[{xml_name(id)}]]{text}\n\n"


LINKED_ASCIIDOC: Final = attrs.evolve(
    ASCIIDOC, name="asciidoc-linked", title="AsciiDoc with links", around=around(_MARKS, _link, _cite),
    entry=_linked_entry, links_cites=True,
)  # fmt: skip
"""AsciiDoc whose cites lead to their entries."""
