"""Citations in covered Markdown: ``[see @key, p. 3; -@other]``, ``@key [p. 3]`` and ``@key``.

Source: pandoc's manual («Citation syntax») and its behaviour on cases; the tests have them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import LocatorWords, as_suffix, split_suffix
from citelib.documents.markdown.affixes import Affixes
from citelib.documents.markdown.mask import TARGET
from citelib.documents.model import CitedWork

__all__ = ["KEY", "Found", "Scanner", "is_cross_reference", "keys_in"]

KEY: Final = re.compile(
    r"@(?:\{(?P<braced>[^\s{}\ue000]*+(?:\{[^\s{}]*+\}[^\s{}]*+)*+)\}"
    r"|(?P<plain>[\w*]\w*+(?:(?:[:.#$%&+?<>~/-](?=\w)|[:/](?=/))\w*+)*+))"
)
_CROSS_REFERENCE: Final = re.compile(
    "(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|tip|nte|wrn|imp|cau)-|(?:fig|tbl|sec|eq|lst):",
    re.IGNORECASE,
)
"""What keys of cross-references begin with: Quarto's with a hyphen, those of pandoc-crossref with a colon."""
_NEXT: Final = re.compile(r"[\[@]")
_EMPHASIS: Final = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])[^*_@]*+@[^*_]*+(?<=\S)\1")
_BRACKET: Final = re.compile(r"[\[\]@]|\n[ \t]*\r?\n")
_DEEPEST: Final = 50
_GAP: Final = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?\[(?!\^)")


@attrs.frozen
class Found:
    """A citation and where it stands; see `citelib.documents.model.Place` for what its fields mean."""

    start: int
    end: int
    works: tuple[CitedWork, ...]
    mode: Mode
    capitalize: bool = False
    wants_note: bool = False
    is_list: bool = False
    tentative: bool = False
    in_tex: bool = False
    quote: Callable[[str], str] | None = None


def is_cross_reference(key: str, labels: Iterable[str] = ()) -> bool:
    """Whether a key is one of a figure, a table or the like, as Quarto and pandoc-crossref have them.

    Args:
        key: The key.
        labels: What other labels of the document begin with, ``"vid-*"`` for all that begin so.

    >>> is_cross_reference("fig-map"), is_cross_reference("vid-1", ["vid-*"]), is_cross_reference("figueroa2019")
    (True, True, False)
    """
    return bool(_CROSS_REFERENCE.match(key)) or key.startswith(tuple(label.removesuffix("*") for label in labels))


def keys_in(text: str) -> list[str]:
    """All keys of a text that is nothing but a list of them, such as ``nocite``.

    >>> keys_in("@a, @b:2; @*")
    ['a', 'b:2', '*']
    """
    return [match["braced"] or match["plain"] for match in KEY.finditer(text)]


class Scanner:
    """Finds citations in a text.

    Args:
        text: The text.
        covered: The same, with what holds no citation covered.
        words: The words for locators of its language.

    Attributes:
        closings: The offset of each opening bracket with that of its closing one.
    """

    def __init__(self, text: str, covered: str, words: LocatorWords) -> None:
        self.text = text
        self.covered = covered
        self.words = words
        self.affixes = Affixes(text, covered)
        self.closings, self._citing = _brackets(covered)

    def scan(self, start: int, end: int) -> Iterator[Found]:
        """The citations between two offsets, in order."""
        at = start
        while match := _NEXT.search(self.covered, at, end):
            at = match.start()
            if match.group() == "@":
                found = self._in_text(at, end)
                if found is not None:
                    yield found
                at = found.end if found is not None else at + 1
                continue
            close = self.closings.get(at)
            if close is None or close >= end:
                at += 1
                continue
            is_note = self.covered[at - 1 : at] == "^" or self.covered[at + 1] == "^"
            works = None if is_note or self._is_link(close) else self._group(at + 1, close)
            if works:
                yield Found(at, close + 1, works, "")
                at = close + 1
            else:
                at += 1

    def _is_link(self, close: int) -> bool:
        """Whether what follows a bracket makes a link or a span of it."""
        return self.covered[close + 1 : close + 2] in (TARGET, "[", "{")

    # ``@key`` in the running text

    def _in_text(self, at: int, end: int) -> Found | None:
        match = self._key(at)
        if match is None or match.end() > end:
            return None
        suppresses = self._suppresses(at, 0)
        start, stop = (at - 1 if suppresses else at), match.end()
        first = CitedWork(_name(match), at, suppress_author=suppresses)
        works: tuple[CitedWork, ...] = (first,)
        gap = _GAP.match(self.covered, stop, end)
        if gap is not None and (close := self.closings.get(gap.end() - 1)) is not None and close < end:
            behind = None if self._is_link(close) else self._behind(first, gap.end(), close)
            if behind is not None:
                works, stop = behind, close + 1
        # A handle that leads to somebody's page is no citation, unless there is such a work.
        is_link = self.covered[start - 1 : start] == "[" and self.covered[stop : stop + 2] == f"]{TARGET}"
        return Found(start, stop, works, "" if suppresses else "composite", tentative=is_link)

    def _behind(self, first: CitedWork, start: int, end: int) -> tuple[CitedWork, ...] | None:
        """The works of a citation in the text whose bracket has a locator, further works, or both."""
        if (group := self._group(start, end)) is not None:
            return (first, *group)
        cut, *others = self._parts(start, end)
        rest = [self._work(*part) for part in others]
        if not self.covered[start:end].strip() or None in rest:
            return None
        return (self._with_suffix(first, *cut), *(work for work in rest if work is not None))

    # ``[…]``

    def _group(self, start: int, end: int) -> tuple[CitedWork, ...] | None:
        """The works between two brackets; None if a part of them names none."""
        if start - 1 not in self._citing:
            return None
        works = []
        for part in self._parts(start, end):
            if (work := self._work(*part)) is None:
                return None
            works.append(work)
        return tuple(works)

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """What semicolons outside inner brackets and braces separate."""
        parts = []
        depth, begin = 0, start
        for at in range(start, end):
            character = self.covered[at]
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth -= 1
            elif character == ";" and depth <= 0:
                parts.append((begin, at))
                begin = at + 1
        return [*parts, (begin, end)]

    def _work(self, start: int, end: int) -> CitedWork | None:
        hidden = {
            at for match in _EMPHASIS.finditer(self.covered, start, end) for at in range(match.start(), match.end())
        }
        depth = 0
        for at in range(start, end):
            character = self.covered[at]
            depth += (character == "[") - (character == "]")
            if character == "@" and depth == 0 and at not in hidden and (match := self._key(at)) is not None:
                if match.end() > end:
                    return None
                suppresses = self._suppresses(at, start)
                prefix = self.affixes.text(start, at - 1 if suppresses else at).lstrip()
                work = CitedWork(_name(match), at, prefix, suppress_author=suppresses)
                return self._with_suffix(work, match.end(), end)
        return None

    def _with_suffix(self, work: CitedWork, start: int, end: int) -> CitedWork:
        label, locator, suffix = split_suffix(self.affixes.text(start, end), self.words)
        suffix = suffix if self.affixes.is_note(suffix) else as_suffix(suffix)
        return attrs.evolve(work, label=label, locator=locator, suffix=suffix)

    # Keys

    def _key(self, at: int) -> re.Match[str] | None:
        match = KEY.match(self.covered, at)
        if match is None or not _name(match) or is_cross_reference(_name(match)):
            return None
        before = self.covered[at - 1 : at]
        return None if before and (before.isalnum() or before in "@_/") else match

    def _suppresses(self, at: int, start: int) -> bool:
        """Whether a hyphen of its own stands before a key."""
        if at <= start or self.covered[at - 1] != "-":
            return False
        return at - 1 == start or not (self.covered[at - 2].isalnum() or self.covered[at - 2] in "-_")


def _name(match: re.Match[str]) -> str:
    name: str = match["braced"] if match["braced"] is not None else match["plain"]
    return name


def _brackets(covered: str) -> tuple[dict[int, int], set[int]]:
    """The offset of each opening bracket with that of its closing one in the same paragraph; and those that hold a key.

    Brackets nested deeper than anybody writes are left out, so that looking into each takes linear time.
    """
    closings: dict[int, int] = {}
    citing: set[int] = set()
    open_: list[int] = []
    for match in _BRACKET.finditer(covered):
        at, mark = match.start(), match.group()
        if mark == "[":
            open_.append(at)
        elif mark == "]":
            if open_ and len(open_) <= _DEEPEST:
                closings[open_.pop()] = at
            elif open_:
                open_.pop()
        elif mark == "@":
            citing.update(open_[-1:])
        else:  # a paragraph ends, and so does all that was opened in it
            open_.clear()
    return closings, citing
