r"""What the parts of a release tell of its study, and which part counts for which fact.

A reference, a labelled field, the head of the page and the sentences of the text each tell something, and do not always
agree. `PRECEDENCE` says whose word counts.

>>> told = [Told("text", journal="Mosses", title="On moss"), Told("reference", title="Moss in drains")]
>>> settle_fact("title", told), settle_fact("journal", told), settle_fact("doi", told)
('Moss in drains', 'Mosses', None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from citelib.model import Date, Name
from citelib.releases.lines.dates import any_date
from citelib.releases.words.cues import JOURNAL_TITLE
from citelib.releases.works.passages import Passages
from citelib.releases.works.publication import JournalFound
from citelib.releases.works.references import Reference, find_doi, parse_reference
from citelib.releases.works.study_meta import StudyMeta

__all__ = ["PRECEDENCE", "Part", "Told", "settle_fact", "what_is_told"]

_VOLUME: Final = re.compile(r",?\s+(?:[Vv]ol(?:ume|\.)|No\.|[0-9]+\s?[(:,])")
"""Where the name of a journal ends in a line that goes on with volume and pages."""

Part = Literal["label", "reference", "head", "text", "issuer", "release"]
"""A part of a release: a labelled field, a reference, the head of the page, the sentences, its issuer, its date."""

PRECEDENCE: Final[Mapping[str, tuple[Part, ...]]] = {
    # What is written as a reference was copied from the work; a label names one fact for certain.
    "doi": ("reference", "label", "head", "text"),
    "title": ("label", "reference", "head", "text"),
    # Sentences call a journal by its name, meta tags often by that of the site.
    "journal": ("label", "reference", "text", "head", "issuer"),
    "date": ("label", "reference", "head", "text", "release"),
    "url": ("reference",),
}
"""For each fact, the parts whose word counts, the first one before the others."""


@attrs.frozen
class Told:
    """What one part of a release tells of its study."""

    part: Part
    title: str | None = None
    journal: str | None = None
    date: Date | None = None
    doi: str | None = None
    url: str | None = None
    authors: tuple[Name, ...] = ()


def settle_fact(fact: str, told: Sequence[Told]) -> Any:
    """What the first part that tells a fact says of it; None if none does."""
    by_part = {one.part: getattr(one, fact) for one in told}
    return next((value for part in PRECEDENCE[fact] if (value := by_part.get(part))), None)


def what_is_told(
    passages: Passages,
    reference: Reference,
    meta: StudyMeta,
    found: JournalFound,
    title: str | None,
    doi: str | None,
) -> list[Told]:
    """What each part of a release tells of its study.

    Args:
        passages: The release.
        reference: Its first reference.
        meta: What the head of its page says.
        found: The journal that sentences name.
        title: A title in quotation marks.
        doi: A DOI in the text.
    """
    layout = passages.layout
    under_journal = layout.field("journal")
    journal = _VOLUME.split(under_journal)[0] if under_journal else None
    if journal and re.search(r"\bDOI\b|10\.\d{4}", journal):
        # A whole reference without authors and title stands under the label.
        journal = parse_reference(f"X Y. Z. {journal}").journal
    issuer = next((line for _, line in layout.institutions if JOURNAL_TITLE.match(line)), None)
    return [
        Told(
            "label",
            title=layout.field("article-title"),
            journal=journal,
            date=any_date(layout.field("article-date")),
            doi=find_doi(layout.field("doi") or "") or find_doi(under_journal or ""),
        ),
        Told(
            "reference",
            title=reference.title,
            journal=reference.journal,
            date=Date.on(reference.year) if reference.year else None,
            doi=reference.doi,
            url=reference.url,
            authors=reference.authors,
        ),
        Told("head", meta.title, meta.journal, meta.date, meta.doi, authors=meta.authors),
        Told("text", title, found.name, found.date, doi),
        Told("issuer", journal=issuer),
        Told("release", date=Date.on(passages.year) if passages.year and not found.is_old else None),
    ]
