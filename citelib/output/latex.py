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
from citelib.output.links import quoted_address
from citelib.output.output import Output, around, without_controls

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
_SPECIAL: Final = re.compile(f"[{re.escape(''.join(_REPLACED))}]|--")
_MARKS: Final = {
    ("font-style", "italic"): (r"\textit{", "}"),
    ("font-style", "oblique"): (r"\textsl{", "}"),
    ("font-style", "normal"): (r"\textup{", "}"),
    ("font-weight", "bold"): (r"\textbf{", "}"),
    ("font-weight", "normal"): (r"\textmd{", "}"),
    ("font-variant", "small-caps"): (r"\textsc{", "}"),
    ("font-variant", "normal"): (r"\textup{", "}"),
    ("text-decoration", "underline"): (r"\underline{", "}"),
    ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    ("vertical-align", "sub"): (r"\textsubscript{", "}"),
    ("display", "block"): ("\n\n", ""),
    ("display", "indent"): ("\n\n\\quad ", ""),
    ("display", "left-margin"): ("", " "),
}


def _escape(text: str) -> str:
    return in_commands(_SPECIAL.sub(lambda match: _REPLACED.get(match.group(), "-{}-"), without_controls(text)))


def _link(address: str) -> tuple[str, str]:
    escaped = re.sub(r"([%#&_$])", r"\\\1", quoted_address(address))
    return f"\\href{{{escaped}}}{{", "}"


def _cite(id: str) -> tuple[str, str]:
    return f"\\hyperlink{{cite.{_key(id)}}}{{", "}"


def _key(id: str) -> str:
    return re.sub(r"[^\w:./+-]", "-", id)


def _entry(id: str, text: str) -> str:
    return f"\\bibitem{{{_key(id)}}} {text}\n\n"


LATEX: Final = Output(
    "latex",
    "LaTeX",
    _escape,
    around(_MARKS, _link),
    start="\\begin{thebibliography}{99}\n\n",
    end="\\end{thebibliography}\n",
    entry=_entry,
    media_type="application/x-tex",
)
"""LaTeX."""


LINKED_LATEX: Final = attrs.evolve(
    LATEX, name="latex-linked", title="LaTeX with links", around=around(_MARKS, _link, _cite), links_cites=True
)
"""LaTeX whose cites lead to their entries; the package hyperref makes the places that they lead to."""
