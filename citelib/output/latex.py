r"""LaTeX, for all engines: what pdfLaTeX does not know as a character is a command.

>>> from citelib.output import get_output
>>> print(get_output("latex").escape(r"50% of \write18{x}"))
50\% of \textbackslash{}write18\{x\}
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.output.latex_characters import in_commands
from citelib.output.links import is_safe_link, quoted_address
from citelib.output.output import Output, without_controls

__all__ = ["LATEX", "LINKED_LATEX"]

_REPLACED: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "\u00a0": "~",
    "\u202f": r"\,",
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_REPLACED))}]|--")
_OPEN: Final = {
    ("font-style", "italic"): r"\textit{",
    ("font-style", "oblique"): r"\textsl{",
    ("font-style", "normal"): r"\textup{",
    ("font-weight", "bold"): r"\textbf{",
    ("font-weight", "normal"): r"\textmd{",
    ("font-variant", "small-caps"): r"\textsc{",
    ("font-variant", "normal"): r"\textup{",
    ("text-decoration", "underline"): r"\underline{",
    ("vertical-align", "sup"): r"\textsuperscript{",
    ("vertical-align", "sub"): r"\textsubscript{",
    ("display", "block"): "\n\n",
    ("display", "indent"): "\n\n\\quad ",
}


def _escape(text: str) -> str:
    return in_commands(_SPECIAL.sub(lambda match: _REPLACED.get(match.group(), "-{}-"), without_controls(text)))


def _open(name: str, value: str) -> str:
    if name == "link":
        return f"\\href{{{_address(value)}}}{{" if is_safe_link(value) else ""
    return _OPEN.get((name, value), "")


def _close(name: str, value: str) -> str:
    if name == "display":
        return " " if value == "left-margin" else ""
    if name == "link":
        return "}" if is_safe_link(value) else ""
    return "}" if (name, value) in _OPEN else ""


def _address(address: str) -> str:
    return re.sub(r"([%#&_$])", r"\\\1", quoted_address(address))


def _key(id: str) -> str:
    return re.sub(r"[^\w:./+-]", "-", id)


def _entry(id: str, text: str) -> str:
    return f"\\bibitem{{{_key(id)}}} {text}\n\n"


LATEX: Final = Output(
    "latex",
    "LaTeX",
    _escape,
    _open,
    _close,
    start="\\begin{thebibliography}{99}\n\n",
    end="\\end{thebibliography}\n",
    entry=_entry,
    media_type="application/x-tex",
)
"""LaTeX."""


def _open_linked(name: str, value: str) -> str:
    return f"\\hyperlink{{cite.{_key(value)}}}{{" if name == "cite" else _open(name, value)


def _close_linked(name: str, value: str) -> str:
    return "}" if name == "cite" else _close(name, value)


LINKED_LATEX: Final = attrs.evolve(
    LATEX, name="latex-linked", title="LaTeX with links", open=_open_linked, close=_close_linked, links_cites=True
)
"""LaTeX whose cites lead to their entries; the package hyperref makes the places that they lead to."""
