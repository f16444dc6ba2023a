r"""The lines of a page, what passes claim them to be, and the one function that settles the claims.

A `Line` is frozen. A pass is a function that looks at the lines as they are settled so far and yields `Claim`s; it
changes nothing. `settle` gives each line the kind of its strongest claim. How strong a claim is depends on its reason
only, and stands in `STRENGTH`: the order in which passes run decides nothing.

>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nMay 3, 2020")
>>> claims = [Claim(0, "prose", "a sentence"), Claim(0, "title", "the headline"), Claim(1, "date", "a date")]
>>> [line.kind for line in settle(cut(page, page.blocks), claims)]
['title', 'date']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from citelib.releases.page.page import Block, Page, Span, clean

__all__ = ["STRENGTH", "Claim", "Line", "cut", "settle"]

_REASONS: Final = (
    # What the line alone looks like, the least telling first.
    "nothing tells",
    "an institution",
    "words in quotation marks",
    "a sentence",
    "a heading",
    "a byline",
    "a date",
    "an address",
    "a notice",
    "about somebody",
    "furniture",
    "heading of related stories",
    "a label",
    "a mark of the end",
    "a caption by its markup",
    "a caption by its credit",
    "related by its markup",
    # What it is among the others.
    "a label that announces nothing",
    "a subheading",
    "a label in the headline",
    "a label of a story beside",
    "under a label",
    "the headline goes on",
    "the headline",
)
STRENGTH: Final = {reason: strength for strength, reason in enumerate(_REASONS)}
"""How strong a claim is, by its reason."""


@attrs.frozen
class Claim:
    """What a pass takes a line to be.

    Attributes:
        index: Number of the line.
        kind: See `Line`.
        reason: A key of `STRENGTH`.
        label: The field that a label announces.
        value: Where what a label or «About …» names stands.
    """

    index: int
    kind: str
    reason: str = attrs.field(validator=attrs.validators.in_(STRENGTH))
    label: str = ""
    value: Span | None = None


@attrs.frozen
class Line:
    """A block with what it was found to be.

    Attributes:
        index: Its number.
        block: The block.
        text: Its text on one line.
        raw: Its text with its line breaks.
        kind: ``"prose"``, ``"heading"``, ``"line"``, ``"institution"``, ``"date"``, ``"byline"``, ``"notice"``,
            ``"contact"``, ``"about"``, ``"label"`` (alone), ``"value"`` (behind its label), ``"related"``,
            ``"furniture"``, ``"end"``, ``"title"``; ``"taken"`` if it belongs to something else.
        label: The field that a label announces.
        value: Where what a label or «About …» names stands.
    """

    index: int
    block: Block
    text: str
    raw: str = attrs.field(repr=False)
    kind: str = ""
    label: str = ""
    value: Span | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.block.start, self.block.end

    @property
    def level(self) -> int:
        """The level of a heading of HTML, else 0."""
        tag = self.block.tag
        return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0


def cut(page: Page, blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The lines of a page, not yet of any kind."""
    return tuple(
        Line(index, block, clean(raw) if len(raw := page.text_of(block)) < 5_000 else raw, raw)
        for index, block in enumerate(blocks)
    )


def settle(lines: tuple[Line, ...], claims: Iterable[Claim]) -> tuple[Line, ...]:
    """The lines, each of the kind of its strongest claim; of two equally strong ones the first counts."""
    best: dict[int, Claim] = {}
    for claim in claims:
        held = best.get(claim.index)
        if held is None or STRENGTH[claim.reason] > STRENGTH[held.reason]:
            best[claim.index] = claim
    return tuple(
        attrs.evolve(line, kind=won.kind, label=won.label, value=won.value)
        if (won := best.get(line.index)) is not None
        else line
        for line in lines
    )
