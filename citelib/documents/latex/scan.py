r"""Citations in LaTeX, by the table of commands.

>>> from citelib.documents.locators import locator_words
>>> [found] = scan(r"\autocite[see][p.~3]{doe,roe}", locator_words("en-US"))
>>> [(work.key, work.prefix, work.label, work.locator) for work in found.works]
[('doe', 'see ', None, ''), ('roe', '', 'page', '3')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.documents.latex.commands import Command, command
from citelib.documents.latex.mask import closing_brace, closings, cover
from citelib.documents.locators import LocatorWords, as_suffix, split_suffix
from citelib.documents.model import RAW, CitedWork
from citelib.formats.tex.latex import decode

__all__ = ["Found", "scan"]

_COMMAND: Final = re.compile(r"\\([A-Za-z]+)(\*?)")
_SPACE: Final = re.compile(r"(?:[ \t]*(?:\r?\n[ \t]*)?)")
_KEY: Final = re.compile(r"[^,\s][^,]*?(?=\s*(?:,|$))")
_RAW: Final = re.compile(r"[\\${}]")
_FORMULA: Final = re.compile(r"\$[^$]*[^$\d\s.,:;–-][^$]*\$")
"""Mathematics that is more than a number; it stays as it is."""
_LONGEST: Final = 1000
"""How far the end of an argument in parentheses or angles is looked for."""
_CLOSERS: Final = {"[": "]", "{": "}", "(": ")", "<": ">"}


@attrs.frozen
class Found:
    """A command that cites, and where it stands.

    Attributes:
        start: Offset of its backslash.
        end: Offset behind its last argument.
        command: What it does.
        works: What it cites.
        prefix: What stands before all of it, for commands with groups.
        suffix: What stands behind all of it.
        raw: LaTeX in affixes that CSL has no markup for, by the character that stands for it.
    """

    start: int
    end: int
    command: Command
    works: tuple[CitedWork, ...]
    prefix: str = ""
    suffix: str = ""
    raw: dict[str, str] = attrs.field(factory=dict)


def scan(text: str, words: LocatorWords, covered: str | None = None) -> Iterator[Found]:
    """The commands of a text that cite, in order.

    Args:
        text: LaTeX.
        words: The words for locators of its language.
        covered: The text as `cover` gives it, if that is there already.
    """
    covered = cover(text) if covered is None else covered
    reader = _Arguments(text, covered, words)
    at = 0
    while match := _COMMAND.search(covered, at):
        at = match.end()
        meant = command(match[1])
        if meant is not None and (found := reader.read(match.start(), match.end(), meant)) is not None:
            yield found
            at = max(at, found.end)


class _Arguments:
    """Reads the arguments of commands."""

    def __init__(self, text: str, covered: str, words: LocatorWords) -> None:
        self.text = text
        self.covered = covered
        self.words = words
        self.closings = closings(covered)
        self.raw: dict[str, str] = {}

    def read(self, start: int, at: int, meant: Command) -> Found | None:
        self.raw = {}
        prefix = suffix = ""
        if meant.several:
            first, at = self._argument(at, "(")
            second, at = self._argument(at, "(")
            prefix, suffix = self._pair(first, second)
        works: list[CitedWork] = []
        while True:
            group, end = self._group(at, meant)
            if not group:
                break
            works += group
            at = end
            if not meant.several:
                break
        if not works:
            return None
        if prefix:
            prefix += " "
        return Found(start, at, meant, tuple(works), prefix, as_suffix(suffix), self.raw)

    def _group(self, at: int, meant: Command) -> tuple[list[CitedWork], int]:
        """The works of one group of arguments and the offset behind it; none if there are no keys."""
        angle, at = self._argument(at, "<")
        first, at = self._argument(at, "[")
        second, at = self._argument(at, "[")
        volume = None
        if meant.shape == "volume":
            volume, at = self._argument(at, "{")
            page, at = self._argument(at, "[")
            prefix, suffix = first or "", page or ""
        else:
            prefix, suffix = self._pair(first, second)
        prefix = angle or prefix
        keys, end = self._span(at, "{")
        if keys is None:
            return [], at
        at = end
        if meant.shape == "affixed":
            behind, at = self._argument(at, "{")
            prefix = behind or prefix
        elif self.covered[at : at + 2] == "*{":
            behind, at = self._argument(at + 1, "{")
            suffix = behind or suffix
        works = [
            CitedWork(match[0].lstrip("*") or match[0], keys[0] + match.start())
            for match in _KEY.finditer(self.covered[keys[0] : keys[1]])
            if "#" not in match[0]
        ]
        if works:
            works[0] = attrs.evolve(works[0], prefix=f"{prefix} " if prefix else "")
            works[-1] = self._located(works[-1], suffix, volume)
        return works, at

    def _located(self, work: CitedWork, suffix: str, volume: str | None) -> CitedWork:
        label, locator, rest = split_suffix(suffix, self.words)
        if volume:
            if locator:
                rest = f", {suffix}"
            label, locator = "volume", volume
        return attrs.evolve(work, label=label, locator=locator.replace("--", "–"), suffix=as_suffix(rest))

    def _pair(self, first: str | None, second: str | None) -> tuple[str, str]:
        """What stands before and behind: a single argument stands behind."""
        return ("", first or "") if second is None else (first or "", second)

    def _argument(self, at: int, opening: str) -> tuple[str | None, int]:
        """The text of the argument at a place with CSL's inline markup, and the offset behind it; None for none."""
        span, end = self._span(at, opening)
        if span is None:
            return None, at
        source = self.text[span[0] : span[1]]
        text = decode(source)
        if _RAW.search(text) or _FORMULA.search(source):
            character = chr(RAW + len(self.raw))
            self.raw[character] = source.strip()
            text = character
        return text, end

    def _span(self, at: int, opening: str) -> tuple[tuple[int, int] | None, int]:
        gap = _SPACE.match(self.covered, at)
        start = gap.end() if gap else at
        if self.covered[start : start + 1] != opening:
            return None, at
        end = self.closings.get(start)
        if opening in "(<":
            near = self.covered[start : start + _LONGEST]
            length = closing_brace(near, 0, opening, _CLOSERS[opening]) if _CLOSERS[opening] in near else 0
            end = start + length if near[length - 1 : length] == _CLOSERS[opening] else None
        return (None, at) if end is None else ((start + 1, end - 1), end)
