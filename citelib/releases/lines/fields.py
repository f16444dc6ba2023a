r"""Labelled fields of a release: what stands behind or under «Journal Reference:», «Contact», «DOI:».

>>> from citelib.releases.lines.alone import claims_alone, content
>>> from citelib.releases.lines.line import cut, settle
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nDOI: 10.5555/moss\n\nContact\nAnn Lee\n555-0101")
>>> lines = cut(page, content(page))
>>> fields, claims = take_fields(page, settle(lines, claims_alone(lines)))
>>> {name: [page.quote(span) for span in spans] for name, spans in fields.items()}
{'doi': ['10.5555/moss'], 'contact': ['Ann Lee', '555-0101']}
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.releases.lines.dates import find_dates
from citelib.releases.lines.line import Claim, Line
from citelib.releases.page.page import Page, Span
from citelib.releases.words.patterns import compiled
from citelib.releases.works.references import DOI, judge_reference, parse_reference

__all__ = ["take_fields"]

_SINGLE: Final = frozenset("title url date updated embargo source journal doi article-title article-date".split())
"""Labels whose value is one line."""
_SEVERAL_LINES: Final = frozenset("contact about other cite".split())
"""Labels whose value goes on in the lines of the group."""
_LIKE_HEADLINES: Final = frozenset("reference summary source url journal authors".split())
"""Labels with which a headline may begin."""
_SHORT_PROSE: Final = 150
"""Characters up to which a sentence may belong to a label of furniture."""
_OF_A_WORK: Final = frozenset("journal article-title article-date authors".split())
_BARE_DOI: Final = re.compile(rf"(?:(?i:doi)[:：]?\s*)?(?:https?://)?(?:(?:dx\.)?doi\.org/)?{DOI.pattern}")
_DATES: Final = frozenset("date updated embargo".split())
_NEXT_PART: Final = frozenset(("label", "value", "end", "about"))
_SURE_BACK: Final = compiled("sure_back_matter", re.IGNORECASE)


def take_fields(page: Page, lines: tuple[Line, ...]) -> tuple[dict[str, list[Span]], list[Claim]]:
    """The stretches under each label, and claims on the lines that belong to a label or are none after all."""
    taker = _Taker(page, lines)
    taker.take()
    return taker.fields, list(taker.claims.values())


class _Taker:
    """Walks the lines once; `claims` holds what it has found so far."""

    def __init__(self, page: Page, lines: tuple[Line, ...]) -> None:
        self.page = page
        self.lines = lines
        self.fields: dict[str, list[Span]] = {}
        self.claims: dict[int, Claim] = {}

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

    def _claim(self, line: Line, kind: str, reason: str) -> None:
        self.claims[line.index] = Claim(line.index, kind, reason)

    def _value(self, line: Line, index: int) -> int:
        """A label with its value; `index` is that of the next line, as is what is returned."""
        if line.label == "related":
            self._claim(line, "furniture", "a label of a story beside")
        elif line.label in _LIKE_HEADLINES and not self._has_title_before(index - 1):
            # «Study: moss is back» may be the headline itself.
            self._claim(line, "institution" if line.label == "source" else "line", "a label in the headline")
        elif line.value is not None:
            value = line.value
            if line.label == "source" and judge_reference(self.page.quote(value)).is_complete:
                line = attrs.evolve(line, label="reference")
            self._take(line.label, value)
            if line.label in _SEVERAL_LINES or line.label == "reference":
                return self._take_group(line, index, keep=False)
            return self._identifier(line, index)
        return index

    def _identifier(self, line: Line, index: int) -> int:
        """The DOI in the line behind title, authors or journal of a work; returns the index of the line after that."""
        follows = self.lines[index] if index < len(self.lines) else None
        if line.label in _OF_A_WORK and follows and _BARE_DOI.fullmatch(follows.text):
            self._take("doi", follows.span)
            self._claim(follows, "taken", "under a label")
            return index + 1
        return index

    def _alone(self, line: Line, index: int, *, seen_prose: bool) -> int:
        """A label that stands alone; `index` is that of the next line, as is what is returned."""
        follows = self.lines[index] if index < len(self.lines) else None
        if follows is None or follows.kind in _NEXT_PART:
            return index
        single = line.label in _SINGLE
        if self._is_subheading(line, follows, single, seen_prose):
            self._claim(line, "line", "a subheading")
        elif (line.label in _DATES and not find_dates(self.page.text, *follows.span, day_first=True)) or (
            single and follows.kind == "notice"
        ):
            # «Press release» above a headline announces no date.
            self._claim(line, "notice", "a label that announces nothing")
        elif not single:
            return self._take_group(line, index)
        elif follows.kind == "prose" and len(follows.text) > 300 and line.label != "source":
            self._claim(line, "line", "a subheading")
        else:
            self._take(line.label, follows.span)
            self._claim(follows, "taken", "under a label")
            return self._identifier(line, index + 1)
        return index

    def _is_subheading(self, line: Line, follows: Line, single: bool, seen_prose: bool) -> bool:
        """A subheading of the text that happens to be a label: «Background», «The research»."""
        sure = _SURE_BACK.search(line.text) is not None or line.text.endswith((":", "："))
        return (
            seen_prose
            and not (sure or single)
            and follows.kind == "prose"
            and follows.block.group != line.block.group
            and not (line.label == "reference" and bool(parse_reference(follows.text)))
        )

    def _has_title_before(self, index: int) -> bool:
        kinds = (
            self.claims[line.index].kind if line.index in self.claims else line.kind
            for line in self.lines[max(0, index - 30) : index]
        )
        return "title" in self.fields or any(kind in ("line", "heading", "prose", "taken") for kind in kinds)

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
            if line.kind in _NEXT_PART or line.kind == "related":
                break
            if several and line.kind == "prose" and label.label in self.fields and not _looks_listed(line.text):
                # The text begins right under a reference.
                break
            if label.label == "furniture" and line.kind == "prose" and len(line.text) > _SHORT_PROSE:
                # «Share» stands right above the text.
                break
            if label.label == "furniture" and (line.kind in ("date", "institution", "heading") or line.level):
                break
            if line.block.group != group:
                if not (several and _looks_listed(_text_of_group(lines, index))):
                    break
                group = line.block.group
            self._take(label.label, line.span)
            self._claim(line, "taken", "under a label")
            index += 1
        return index


def _text_of_group(lines: tuple[Line, ...], index: int) -> str:
    """The text of the lines that stand together with a line."""
    group = lines[index].block.group
    together = [line for line in lines[index : index + 6] if line.block.group == group]
    return "" if any(line.kind in _NEXT_PART for line in together) else " ".join(line.text for line in together)


def _looks_listed(text: str) -> bool:
    """Whether a paragraph goes on with a list of references."""
    return bool(parse_reference(text)) and len(text) < 1_500
