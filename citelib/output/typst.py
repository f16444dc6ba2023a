r"""Typst markup.

>>> from citelib.output import get_output
>>> print(get_output("typst").escape("#eval(x) // $a$"))
\#eval(x) \/\/ \$a\$
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.output.links import anchor, quoted_address
from citelib.output.output import Output, around, paragraph, without_controls

__all__ = ["LINKED_TYPST", "TYPST"]

_SPECIAL: Final = re.compile(r"""([\\#$*_`<>@\[\]~"'/]|-(?=-|\Z)|-(?=\?)|\.(?=\.)|;\Z|\A;)""")
_BLOCK: Final = re.compile(r"^(\s*\d*)([-+=.])")
_MARKS: Final = {
    ("font-style", "italic"): ("#emph[", "];"),
    ("font-style", "oblique"): ('#text(style: "oblique")[', "];"),
    ("font-style", "normal"): ('#text(style: "normal")[', "];"),
    ("font-weight", "bold"): ("#strong[", "];"),
    ("font-weight", "normal"): ('#text(weight: "regular")[', "];"),
    ("font-variant", "small-caps"): ("#smallcaps[", "];"),
    ("text-decoration", "underline"): ("#underline[", "];"),
    ("vertical-align", "sup"): ("#super[", "];"),
    ("vertical-align", "sub"): ("#sub[", "];"),
    ("display", "block"): ("\n\n", ""),
    ("display", "indent"): ("\n\n#h(1em)", ""),
    ("display", "left-margin"): ("", " "),
}


def _escape(text: str) -> str:
    """What would begin a heading or a list does so in brackets, too: ``#emph[= x]``."""
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", without_controls(text)))


def _link(address: str) -> tuple[str, str]:
    """The semicolon ends the expression, or text behind it could be read as a call."""
    return f'#link("{_string(address)}")[', "];"


def _cite(id: str) -> tuple[str, str]:
    return f'#link(label("{anchor(id)}"))[', "];"


def _string(text: str) -> str:
    return quoted_address(text).replace("\\", "%5C").replace('"', "%22")


TYPST: Final = Output("typst", "Typst", _escape, around(_MARKS, _link), entry=paragraph, media_type="text/x-typst")
"""Typst."""


def _linked_entry(id: str, text: str) -> str:
    return f'#metadata(none)#label("{anchor(id)}"){text}\n\n'


LINKED_TYPST: Final = attrs.evolve(
    TYPST, name="typst-linked", title="Typst with links", around=around(_MARKS, _link, _cite),
    entry=_linked_entry, links_cites=True,
)  # fmt: skip
"""Typst whose cites lead to their entries."""
