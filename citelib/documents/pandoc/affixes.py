"""Inline nodes of pandoc as the processor understands them, and what it gives back as inline nodes.

What CSL has no markup for (code, mathematics, links, notes) travels as one private character and comes back as it was.

>>> affixes = Affixes()
>>> text = affixes.text([{"t": "Emph", "c": [{"t": "Str", "c": "see"}]}, {"t": "Space"}, {"t": "Code", "c": [[], "x"]}])
>>> text.replace(chr(RAW), "?")
'<i>see</i> ?'
>>> inlines(json.dumps([{"text": "a " + chr(RAW), "font-style": "italic"}]), affixes.raw)[0]["c"][2]["t"]
'Code'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from citelib.documents.model import RAW
from citelib.documents.pandoc.tree import MOST_DEEP, Node, node, span, words

__all__ = ["Affixes", "inlines"]

_MOST: Final = 0x1000
_TAGS: Final = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_PRIVATE: Final = re.compile(f"([{chr(RAW)}-{chr(RAW + _MOST)}])")
_STYLES: Final = {
    ("font-style", "italic"): "Emph",
    ("font-style", "oblique"): "Emph",
    ("font-weight", "bold"): "Strong",
    ("font-variant", "small-caps"): "SmallCaps",
    ("text-decoration", "underline"): "Underline",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
}
_OUTER: Final = ("display", "cite", "link")
"""The properties of runs that stand around the others."""


class Affixes:
    """Turns inline nodes into text with the markup of CSL-JSON.

    Attributes:
        raw: What each private character stands for.
    """

    def __init__(self) -> None:
        self.raw: dict[str, Node] = {}

    def text(self, nodes: Iterable[Node], depth: int = 0) -> str:
        """The text of inline nodes."""
        return "".join([self._one(one, depth) for one in nodes])

    def _one(self, one: Node, depth: int) -> str:
        kind, contents = one["t"], one.get("c")
        if kind == "Str":
            return str(contents)
        if kind in ("Space", "SoftBreak"):
            return " "
        if depth < MOST_DEEP and contents is not None:
            if kind in _TAGS:
                start, end = _TAGS[kind]
                return f"{start}{self.text(contents, depth + 1)}{end}"
            if kind == "Quoted" and contents[0]["t"] in _QUOTES:
                start, end = _QUOTES[contents[0]["t"]]
                return f"{start}{self.text(contents[1], depth + 1)}{end}"
            if kind == "Span" and contents[0] == ["", [], []]:
                return self.text(contents[1], depth + 1)
        if len(self.raw) >= _MOST:
            return ""
        character = chr(RAW + len(self.raw))
        self.raw[character] = one
        return character


def inlines(runs: str, raw: Mapping[str, Node], *, links: bool = False, addresses: bool = True) -> list[Node]:
    """Inline nodes of rendered text.

    Args:
        runs: Text in the output ``"json"``.
        raw: What each private character stands for.
        links: Whether cites lead to their entries.
        addresses: Whether addresses are links.
    """
    gone = ({"cite"} if not links else set()) | ({"link"} if not addresses else set())
    found: list[dict[str, Any]] = []
    for run in json.loads(runs):
        properties = {key: value for key, value in run.items() if key not in gone and key != "text"}
        if found and properties == {key: value for key, value in found[-1].items() if key != "text"}:
            found[-1]["text"] += run["text"]
        else:
            found.append({"text": run["text"], **properties})
    return [*_wrapped(found, _OUTER, raw)]


def _wrapped(runs: list[dict[str, Any]], outer: tuple[str, ...], raw: Mapping[str, Node]) -> Iterator[Node]:
    if not outer:
        for run in runs:
            inner = [*_text(run["text"], raw)]
            for style, value in run.items():
                if (style, value) in _STYLES:
                    inner = [node(_STYLES[style, value], inner)]
            yield from inner
        return
    name, *rest = outer
    for value, group in groupby(runs, key=lambda run: run.get(name)):
        inner = [*_wrapped([*group], tuple(rest), raw)]
        if value is None:
            yield from inner
        elif name == "display":
            # Formats that know no classes show a number and an entry side by side.
            behind = [node("Space")] if value == "left-margin" and inner and inner[-1]["t"] != "Space" else []
            yield span([*inner, *behind], f"csl-{value}")
        else:
            target = f"#ref-{value}" if name == "cite" else value
            yield node("Link", [["", [], []], inner, [target, ""]])


def _text(text: str, raw: Mapping[str, Node]) -> Iterator[Node]:
    for part in _PRIVATE.split(text):
        if part in raw:
            yield raw[part]
        else:
            yield from words(part)
