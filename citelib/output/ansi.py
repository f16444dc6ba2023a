r"""Text for terminals: italics, bold and underlined by the sequences of ECMA-48, addresses as links (OSC 8).

>>> from citelib.richtext import ROOT, Mark, Run
>>> from citelib.output import get_output, write
>>> write([Run("a", Mark(ROOT, "font-style", "italic")), Run("\x1b[31mb")], get_output("ansi"))
'\x1b[3ma\x1b[23m [31mb'
"""

from __future__ import annotations

from typing import Final

from citelib.output.links import quoted_address
from citelib.output.output import Output, around, without_controls

__all__ = ["ANSI"]

_SEQUENCES: Final = {
    ("font-style", "italic"): ("\x1b[3m", "\x1b[23m"),
    ("font-style", "oblique"): ("\x1b[3m", "\x1b[23m"),
    ("font-weight", "bold"): ("\x1b[1m", "\x1b[22m"),
    ("text-decoration", "underline"): ("\x1b[4m", "\x1b[24m"),
    ("display", "block"): ("\n", ""),
    ("display", "indent"): ("\n  ", ""),
    ("display", "left-margin"): ("", " "),
}
_LINK_END: Final = "\x1b]8;;\x1b\\"


def _link(address: str) -> tuple[str, str]:
    return f"\x1b]8;;{quoted_address(address)}\x1b\\", _LINK_END


def _entry(_: str, text: str) -> str:
    return f"{text}\n"


ANSI: Final = Output(
    "ansi", "text for terminals", without_controls, around(_SEQUENCES, _link), entry=_entry, only_effective=True,
    finish=str.strip,
)  # fmt: skip
"""Text for terminals."""
