"""Runs of text, and the marks that style them.

A run is a piece of text in one style. Its style is a `Mark`: one link of a chain that leads through all marks that are
open around the text up to `ROOT`, outermost last. Outputs open and close marks as the chain changes from run to run, so
that nesting is kept and two neighbours in italics stay two pieces.

>>> italic = Mark(ROOT, "font-style", "italic")
>>> Mark(italic, "font-style", "normal").value_of("font-style")
'normal'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["CLOSE", "DATA", "OPEN", "ROOT", "STYLE", "Mark", "Run", "plain_text"]

STYLE: Final = 0
"""Origin of text that the style wrote: affixes, delimiters, terms."""
DATA: Final = 1
"""Origin of text that stands in an item or a cite."""
OPEN: Final = 2
"""Origin of an opening quotation mark."""
CLOSE: Final = 3
"""Origin of a closing quotation mark."""


class Mark:
    """One style property in force, and the chain of those around it.

    Attributes:
        parent: The mark around this one; None only for `ROOT`.
        name: ``"font-style"``, ``"font-variant"``, ``"font-weight"``, ``"text-decoration"``, ``"vertical-align"``,
            ``"display"``, ``"link"`` or ``"nocase"``.
        value: The value of the property, or the address of a link.
        depth: How many marks are around it.
        nocase: Whether the text within keeps its case whatever the style says.
        markup: Whether markup in the data opened it, not the style.
    """

    __slots__ = ("depth", "markup", "name", "nocase", "parent", "value")

    def __init__(self, parent: Mark | None, name: str, value: str, nocase: bool = False, markup: bool = False) -> None:
        self.parent = parent
        self.name = name
        self.value = value
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.markup = markup
        self.nocase: bool = nocase or (parent is not None and parent.nocase)

    def __repr__(self) -> str:
        return "/".join(f"{mark.name}={mark.value}" for mark in self.chain())

    def value_of(self, name: str) -> str | None:
        """Value in force of a property, or None if no mark around sets it."""
        mark: Mark | None = self
        while mark is not None:
            if mark.name == name:
                return mark.value
            mark = mark.parent
        return None

    def chain(self) -> list[Mark]:
        """The marks from the outermost to this one, without `ROOT`."""
        marks: list[Mark] = []
        mark = self
        while mark.parent is not None:
            marks.append(mark)
            mark = mark.parent
        marks.reverse()
        return marks


ROOT: Final = Mark(None, "", "")
"""The mark of text without any style."""


class Run:
    """A piece of text in one style.

    Attributes:
        text: The text; never empty in a finished line.
        mark: Its style.
        origin: `STYLE`, `DATA`, `OPEN` or `CLOSE`.
    """

    __slots__ = ("mark", "origin", "text")

    def __init__(self, text: str, mark: Mark = ROOT, origin: int = STYLE) -> None:
        self.text = text
        self.mark = mark
        self.origin = origin

    def __repr__(self) -> str:
        return f"Run({self.text!r}, {self.mark!r})" if self.mark is not ROOT else f"Run({self.text!r})"


def plain_text(runs: Iterable[Run]) -> str:
    """The text of runs without their styles."""
    return "".join([run.text for run in runs])
