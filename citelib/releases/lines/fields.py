r"""Labelled fields of a release: what stands behind or under «Journal Reference:», «Contact», «DOI:».

>>> from citelib.releases.lines.lines import read_lines
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nDOI: 10.5555/moss\n\nContact\nAnn Lee\n555-0101")
>>> {name: [page.quote(span) for span in spans] for name, spans in take_fields(page, read_lines(page)).items()}
{'doi': ['10.5555/moss'], 'contact': ['Ann Lee', '555-0101']}
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.lines.dates import find_dates
from citelib.releases.lines.lines import Line
from citelib.releases.page.page import Page, Span
from citelib.releases.works.references import parse_reference

__all__ = ["take_fields"]

_SINGLE: Final = frozenset("title url date updated embargo source journal doi article-title article-date".split())
"""Labels whose value is one line."""
_SEVERAL_LINES: Final = frozenset("contact about other cite".split())
"""Labels whose value goes on in the lines of the group."""
_LIKE_HEADLINES: Final = frozenset("reference summary source url journal authors".split())
"""Labels with which a headline may begin."""
_DATES: Final = frozenset("date updated embargo".split())
_SURE_BACK: Final = re.compile(
    r"funding|funder|acknowledg|disclaim|editor|interest|disclosure|förder|finan|redaktion|contact|kontakt"
    r"|reference|referen",
    re.IGNORECASE,
)


def take_fields(page: Page, lines: list[Line]) -> dict[str, list[Span]]:
    """The stretches under each label; lines that are taken become of kind ``"taken"``."""
    taker = _Taker(page, lines)
    taker.take()
    return taker.fields


class _Taker:
    def __init__(self, page: Page, lines: list[Line]) -> None:
        self.page = page
        self.lines = lines
        self.fields: dict[str, list[Span]] = {}

    def take(self) -> None:
        """Give the lines under each label to the label."""
        seen_prose = False
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            index += 1
            seen_prose = seen_prose or line.kind == "prose"
            if line.kind == "value":
                index = self._value(line, index)
            elif line.kind == "label" and line.label != "related":
                index = self._alone(line, index, seen_prose=seen_prose)

    def _value(self, line: Line, index: int) -> int:
        """A label with its value; `index` is that of the next line, as is what is returned."""
        if line.label == "related":
            line.kind = "furniture"
        elif line.label in _LIKE_HEADLINES and not self._has_title_before(index - 1):
            # «Study: moss is back» may be the headline itself.
            line.kind = "institution" if line.label == "source" else "line"
        elif line.value is not None:
            self._take(line.label, line.value)
            if line.label in _SEVERAL_LINES:
                return self._take_group(line, index, keep=False)
        return index

    def _alone(self, line: Line, index: int, *, seen_prose: bool) -> int:
        """A label that stands alone; `index` is that of the next line, as is what is returned."""
        follows = self.lines[index] if index < len(self.lines) else None
        if follows is None or follows.kind in ("label", "value", "end", "about"):
            return index
        single = line.label in _SINGLE
        sure = _SURE_BACK.search(line.text) is not None or line.text.endswith(":")
        if (
            seen_prose
            and not (sure or single)
            and follows.kind == "prose"
            and follows.block.group != line.block.group
            and not (line.label == "reference" and parse_reference(follows.text))
        ):
            # A subheading of the text that happens to be a label: «Background», «The research».
            line.kind = "line"
        elif (line.label in _DATES and not find_dates(self.page.text, *follows.span)) or (
            single and follows.kind == "notice"
        ):
            # «Press release» above a headline announces no date.
            line.kind = "notice"
        elif not single:
            return self._take_group(line, index)
        elif follows.kind == "prose" and len(follows.text) > 300 and line.label != "source":
            line.kind = "line"
        else:
            self._take(line.label, follows.span)
            follows.kind = "taken"
            return index + 1
        return index

    def _has_title_before(self, index: int) -> bool:
        return (
            any(line.kind in ("line", "heading", "prose", "taken") for line in self.lines[max(0, index - 30) : index])
            or "title" in self.fields
        )

    def _take(self, label: str, span: Span) -> None:
        self.fields.setdefault(label, []).append(span)

    def _take_group(self, label: Line, index: int, *, keep: bool = True) -> int:
        """Take the rest of the label's group, or the group after it if the label stands alone."""
        lines = self.lines
        if index >= len(lines):
            return index
        group = lines[index].block.group
        if group != label.block.group and (not keep or (label.label == "furniture" and lines[index].kind == "prose")):
            return index
        several = label.label == "reference"
        while index < len(lines):
            line = lines[index]
            if line.kind in ("label", "value", "end", "about", "related"):
                break
            if line.block.group != group and not (several and line.kind == "prose" and _looks_listed(line.text)):
                break
            self._take(label.label, line.span)
            line.kind = "taken"
            index += 1
        return index


def _looks_listed(text: str) -> bool:
    """Whether a paragraph goes on with a list of references."""
    return bool(parse_reference(text)) and len(text) < 1500
