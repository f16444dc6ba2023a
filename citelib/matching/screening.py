"""The counts of a systematic review: what was identified, removed, screened, excluded and included.

The numbers are those of the flow diagram of PRISMA 2020 (Page et al., BMJ 2021;372:n71). Works carry the decisions as
tags, which are their keywords.

>>> from citelib.model import Item
>>> tagged = {"a": "included", "b": "excluded: no control group", "c": "excluded"}
>>> works = [Item(key, keyword=tag) for key, tag in tagged.items()]
>>> flow = count_flow({"PubMed": 2, "Scopus": 2}, works)
>>> flow.duplicates, flow.screened, flow.excluded, dict(flow.reasons), flow.included, flow.undecided
(1, 3, 1, {'no control group': 1}, 1, 0)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from citelib.comparing import fold
from citelib.errors import ModelError
from citelib.model import Item
from citelib.model.keywords import split_keywords

__all__ = ["STAGES", "Flow", "Tags", "count_flow"]

STAGES: Final = {
    "ineligible": "taken out before screening, by automation tools or other marks",
    "excluded": "excluded by title and abstract; with a colon and a reason, after reading the report",
    "not-retrieved": "the report could not be had",
    "included": "included in the review",
}
"""The decisions that tags tell, each with the tag of its own name by default."""


@attrs.frozen
class Tags:
    """Which tags tell which decision; case does not tell tags apart.

    Attributes:
        ineligible: Taken out before screening.
        excluded: Excluded by title and abstract; what begins with it and a colon is a reason for which a report was
            excluded after it was read.
        not_retrieved: The report could not be had.
        included: Included in the review.
    """

    ineligible: str = "ineligible"
    excluded: str = "excluded"
    not_retrieved: str = "not retrieved"
    included: str = "included"


@attrs.frozen
class Flow:
    """The counts of a review.

    Attributes:
        identified: Records by source.
        removed: Records that were removed before screening for other reasons than being duplicates.
        unique: Works that are left without duplicates and what was removed.
        ineligible: Works that were taken out before screening.
        excluded: Works excluded by title and abstract.
        not_retrieved: Reports that could not be had.
        reasons: Reports excluded after they were read, by reason, the most frequent first.
        included: Works included in the review.
        undecided: Works of which no tag tells anything yet.
        contradictory: Ids of works whose tags tell two decisions; they count as undecided.
    """

    identified: Mapping[str, int]
    removed: int
    unique: int
    ineligible: int
    excluded: int
    not_retrieved: int
    reasons: Mapping[str, int]
    included: int
    undecided: int
    contradictory: tuple[str, ...] = ()

    @property
    def duplicates(self) -> int:
        """Records that were removed because another record is of the same work."""
        return sum(self.identified.values()) - self.removed - self.unique

    @property
    def screened(self) -> int:
        """Works whose titles and abstracts were, or are to be, read."""
        return self.unique - self.ineligible

    @property
    def sought(self) -> int:
        """Reports that were looked for."""
        return self.not_retrieved + self.assessed

    @property
    def assessed(self) -> int:
        """Reports that were read."""
        return sum(self.reasons.values()) + self.included

    def rows(self) -> Iterator[tuple[str, int]]:
        """The counts in the order of the diagram, in words."""
        yield from ((f"identified: {source}", number) for source, number in self.identified.items())
        yield "records identified", sum(self.identified.values())
        yield "duplicates removed", self.duplicates
        yield "ineligible", self.ineligible
        if self.removed:
            yield "removed for other reasons", self.removed
        yield "records screened", self.screened
        yield "excluded by title and abstract", self.excluded
        yield "reports sought", self.sought
        yield "not retrieved", self.not_retrieved
        yield "reports assessed", self.assessed
        yield from ((f"excluded: {reason}", number) for reason, number in self.reasons.items())
        yield "included", self.included
        if self.undecided:
            yield "not decided yet", self.undecided


def count_flow(identified: Mapping[str, int], works: Iterable[Item], tags: Tags = Tags(), *, removed: int = 0) -> Flow:
    """Count what became of the records.

    Args:
        identified: How many records came from each source.
        works: The works that are left without duplicates.
        tags: Which tags tell which decision.
        removed: How many records were removed otherwise.

    Raises:
        ModelError: There are more works than records.
    """
    count: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    contradictory: list[str] = []
    unique = 0
    for work in works:
        unique += 1
        decisions, why = _decisions(work, tags)
        if len(decisions) > 1:
            contradictory.append(work.id)
        elif decisions == {"reason"}:
            # A work counts once, by the first of its reasons.
            reasons[why] += 1
        elif decisions:
            count[decisions.pop()] += 1
    if unique + removed > sum(identified.values()):
        raise ModelError(f"there are {unique + removed} works of {sum(identified.values())} records")
    return Flow(
        identified=dict(identified),
        removed=removed,
        unique=unique,
        ineligible=count["ineligible"],
        excluded=count["excluded"],
        not_retrieved=count["not_retrieved"],
        reasons=dict(reasons.most_common()),
        included=count["included"],
        undecided=unique - count.total() - reasons.total(),
        contradictory=tuple(contradictory),
    )


def _decisions(work: Item, tags: Tags) -> tuple[set[str], str]:
    """What the tags of a work tell, and the first reason."""
    named = {fold(tag): name for name, tag in attrs.asdict(tags).items()}
    start = fold(tags.excluded)
    found: set[str] = set()
    why = ""
    for tag in split_keywords(work.keyword or ""):
        decision, _, reason = tag.partition(":")
        if fold(tag) in named:
            found.add(named[fold(tag)])
        elif fold(decision).strip() == start:
            found.add("reason")
            why = why or reason.strip()
    if found == {"excluded", "reason"}:
        found = {"reason"}
    return found, why
