"""A work that a release points at, as far as the text tells of it."""

from __future__ import annotations

from typing import Final

import attrs

from citelib.model import Date, Name
from citelib.releases.page.page import Span

__all__ = ["MOST_WORKS", "RESEARCH_ARTICLE", "YEAR_OF_THE_RELEASE", "Work"]

RESEARCH_ARTICLE: Final = "research article"
YEAR_OF_THE_RELEASE: Final = "the year is taken to be that of the release"
"""Doubt of a work of which the text does not say when it appeared."""
MOST_WORKS: Final = 200
"""Comments, mentions and further groups that are told apart in one release; no real one has as many."""


@attrs.define
class Work:
    """A work that the text points at.

    Attributes:
        role: ``"reports-on"``, ``"comments-on"`` or ``"mentions"``.
        authors: Authors that are known, the leading one first.
        title: Its title.
        journal: Where it appeared.
        date: When.
        doi: Its DOI.
        url: Another address.
        genre: ``"research article"``, ``"Perspective"`` …
        type: CSL type.
        evidence: Where the text points at it, the best first.
        unsure: Reasons for doubt.
        reasons: What speaks for and against each author of the study, by name.
    """

    role: str
    authors: list[Name] = attrs.field(factory=list)
    title: str | None = None
    journal: str | None = None
    date: Date | None = None
    doi: str | None = None
    url: str | None = None
    genre: str = RESEARCH_ARTICLE
    type: str = "article-journal"
    evidence: list[Span] = attrs.field(factory=list)
    unsure: list[str] = attrs.field(factory=list)
    reasons: dict[str, list[str]] = attrs.field(factory=dict)
