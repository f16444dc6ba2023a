"""The inline markup of CSL-JSON, for text that goes back into a variable of an item.

>>> from citelib.richtext import ROOT, Mark, Run
>>> from citelib.output import write
>>> write([Run("E. coli", Mark(ROOT, "font-style", "italic")), Run(" & co.")], MARKUP)
'<i>E. coli</i> & co.'
"""

from __future__ import annotations

from typing import Final

from citelib.output.output import Output, around

__all__ = ["MARKUP"]

_TAGS: Final = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<i>", "</i>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
}


def _same(text: str) -> str:
    # The markup has no escapes: what looks like a tag in a variable is a tag, wherever the variable came from.
    return text


MARKUP: Final = Output("markup", "markup of CSL-JSON", _same, around(_TAGS))
"""Text for a variable of an item."""
