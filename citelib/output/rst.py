r"""reStructuredText. Its inline markup does not nest: of several styles the outermost is kept.

>>> from citelib.output import get_output
>>> print(get_output("rst").escape("*a* |b| c_"))
\*a\* \|b\| c\_
"""

from __future__ import annotations

import re
from typing import Final

from citelib.output.links import without_schemes
from citelib.output.output import Output, around, paragraph, without_controls

__all__ = ["RST"]

_SPECIAL: Final = re.compile(r"([\\*`|_\[\]<>]|:(?=:|\Z))")
_BLOCK: Final = re.compile(r"^(?=\s*(?:[-+*•‣⁃=~^\"'#:>|.%]|\(?\w+[.)]\s|\w+\)))")
_MARKS: Final = {
    ("font-style", "italic"): (r"\ *", r"*\ "),
    ("font-style", "oblique"): (r"\ *", r"*\ "),
    ("font-weight", "bold"): (r"\ **", r"**\ "),
    ("vertical-align", "sup"): (r"\ :sup:`", r"`\ "),
    ("vertical-align", "sub"): (r"\ :sub:`", r"`\ "),
    ("display", "block"): ("\n\n", ""),
    ("display", "indent"): ("\n\n", ""),
    ("display", "left-margin"): ("", " "),
}


def _escape(text: str) -> str:
    return without_schemes(_SPECIAL.sub(r"\\\1", without_controls(text)), "\\:")


def _finish(text: str) -> str:
    """A text that would begin a list, a heading or a directive does not; needless separators go."""
    text = text.removeprefix("\\ ").removesuffix("\\ ").replace(" \\ ", " ").replace("\\  ", " ")
    return _BLOCK.sub(lambda _: "\\", text) if not text.startswith(("*", ":sup:", ":sub:")) else text


RST: Final = Output(
    "rst",
    "reStructuredText",
    _escape,
    around(_MARKS),
    entry=paragraph,
    media_type="text/x-rst",
    finish=_finish,
    only_effective=True,
    moves_spaces=True,
    nests=frozenset(key[0] for key in _MARKS if key[0] != "display"),
)
"""reStructuredText."""
