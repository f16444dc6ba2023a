r"""Rich Text Format; characters beyond ASCII are written as ``\u`` escapes.

>>> from citelib.output import get_output
>>> print(get_output("rtf").escape(r"{\field é"))
\{\\field \u233?
"""

from __future__ import annotations

import re
from typing import Final

from citelib.output.output import Output, around, without_controls

__all__ = ["RTF"]

_SPECIAL: Final = re.compile(r"[\\{}]|[^\x00-\x7f]")
_REPLACED: Final = {"\\": r"\\", "{": r"\{", "}": r"\}", "\u00a0": r"\~"}
_MARKS: Final = {
    ("font-style", "italic"): (r"{\i ", "}"),
    ("font-style", "oblique"): (r"{\i ", "}"),
    ("font-style", "normal"): (r"{\i0 ", "}"),
    ("font-weight", "bold"): (r"{\b ", "}"),
    ("font-weight", "normal"): (r"{\b0 ", "}"),
    ("font-variant", "small-caps"): (r"{\scaps ", "}"),
    ("font-variant", "normal"): (r"{\scaps0 ", "}"),
    ("text-decoration", "underline"): (r"{\ul ", "}"),
    ("text-decoration", "none"): (r"{\ulnone ", "}"),
    ("vertical-align", "sup"): (r"{\super ", "}"),
    ("vertical-align", "sub"): (r"{\sub ", "}"),
    ("vertical-align", "baseline"): (r"{\nosupersub ", "}"),
    ("display", "block"): (r"\line ", ""),
    ("display", "indent"): (r"\line ", ""),
    ("display", "left-margin"): ("", r"\tab "),
}


def _character(match: re.Match[str]) -> str:
    found = match.group()
    replaced = _REPLACED.get(found)
    if replaced is not None:
        return replaced
    data = found.encode("utf-16-le", "surrogatepass")
    units = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)


def _escape(text: str) -> str:
    return _SPECIAL.sub(_character, without_controls(text))


def _entry(_: str, text: str) -> str:
    return f"\\pard {text}\\par\n"


RTF: Final = Output(
    "rtf",
    "Rich Text Format",
    _escape,
    around(_MARKS),
    start="{\\rtf1\\ansi\\uc1\n",
    end="}\n",
    entry=_entry,
    media_type="application/rtf",
)
"""Rich Text Format."""
