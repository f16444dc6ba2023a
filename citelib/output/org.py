r"""Org: a character without width keeps text from being read as markup.

Entities are used only where both Org and other readers of it know them, because an unknown one would lose a letter.

>>> from citelib.output import get_output
>>> get_output("org").escape("*a* x_1 [fn:1]")
'\\zwnj{}*a* x_\u200b1 \\lbrack{}fn\u200b:1\\rbrack{}'
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.output.links import anchor, quoted_address, without_schemes
from citelib.output.output import Output, around, paragraph, without_controls

__all__ = ["LINKED_ORG", "ORG"]

_SPECIAL: Final = re.compile(
    r"""(?P<address>https?://[^\s<>\[\]{}\\|*_=~^$]+)
    |(?:(?<=[\s\-('"{])|\A)(?P<opener>[*/=+~_])(?=\S)
    |(?P<entity>[$\\\[\]])
    |(?P<parted>[_^<]|\{(?=\{)|@(?=@)|-(?=-)|\.(?=\.))""",
    re.VERBOSE,
)
_ENTITIES: Final = {"$": "\\dollar{}", "\\": "\\backslash{}", "[": "\\lbrack{}", "]": "\\rbrack{}"}
_NOTHING: Final = "\u200b"
"""A space without width: the marks of Org count only beside spaces and punctuation."""
_BLOCK: Final = re.compile(r"^(?=[-:#|]|\w{1,5}[.)]\s)")
_EDGE: Final = "\ue000"
"""Stands where a mark may need such a space, until the text is finished."""
_MARKS: Final = {
    ("font-style", "italic"): (f"{_EDGE}/", f"/{_EDGE}"),
    ("font-style", "oblique"): (f"{_EDGE}/", f"/{_EDGE}"),
    ("font-weight", "bold"): (f"{_EDGE}*", f"*{_EDGE}"),
    ("text-decoration", "underline"): (f"{_EDGE}_", f"_{_EDGE}"),
    ("vertical-align", "sup"): ("^{", "}"),
    ("vertical-align", "sub"): ("_{", "}"),
    ("display", "block"): ("\n\n", ""),
    ("display", "indent"): ("\n\n", ""),
    ("display", "left-margin"): ("", " "),
}
_NEEDLESS: Final = re.compile(f"(?:^|(?<=[\\s\\-('\"])){_EDGE}|{_EDGE}(?=[\\s\\-.,;:!?'\")]|$)|{_EDGE}(?={_EDGE})")


def _separated(match: re.Match[str]) -> str:
    text = match.group()
    if match["address"]:
        return text
    if match["entity"]:
        return _ENTITIES[text]
    behind = _NOTHING if text in "_^<{@-." else ""
    return f"\\zwnj{{}}{text}{behind}" if match["opener"] else text + behind


def _escape(text: str) -> str:
    return without_schemes(_SPECIAL.sub(_separated, without_controls(text).replace(_EDGE, "")), f"{_NOTHING}:")


def _link(address: str) -> tuple[str, str]:
    return f"[[{_address(address)}][", "]]"


def _cite(id: str) -> tuple[str, str]:
    return f"[[{anchor(id)}][", "]]"


def _address(text: str) -> str:
    return quoted_address(text).replace("[", "%5B").replace("]", "%5D")


def _finish(text: str) -> str:
    """A text that would begin a list does not, and separators that are not needed go."""
    text = _NEEDLESS.sub("", text.strip(" ")).replace(_EDGE, _NOTHING)
    return _BLOCK.sub(lambda _: "\\zwnj{}", text)


ORG: Final = Output(
    "org",
    "Org",
    _escape,
    around(_MARKS, _link),
    entry=paragraph,
    media_type="text/org",
    finish=_finish,
    only_effective=True,
    moves_spaces=True,
)
"""Org."""


def _linked_entry(id: str, text: str) -> str:
    return f"<<{anchor(id)}>>{text}\n\n"


LINKED_ORG: Final = attrs.evolve(
    ORG, name="org-linked", title="Org with links", around=around(_MARKS, _link, _cite), entry=_linked_entry,
    links_cites=True,
)  # fmt: skip
"""Org whose cites lead to their entries."""
