"""Candidates for a fact, each with the reasons that speak for and against it; the best one is taken.

What a reason weighs stands in the table of the module that looks for the fact, never in a condition.

>>> weights = {"in a label": 5, "in the text": 2, "too short": -4}
>>> best([Candidate("Moss", ("in a label", "too short")), Candidate("Mosses", ("in the text",))], weights).value
'Mosses'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

import attrs

from citelib.releases.page.page import Span

__all__ = ["Candidate", "best", "ranked", "score"]

T = TypeVar("T")


@attrs.frozen
class Candidate(Generic[T]):
    """A value that a fact may have.

    Attributes:
        value: The value.
        reasons: Keys of the table of weights.
        span: Where the text says it, or None.
    """

    value: T
    reasons: tuple[str, ...]
    span: Span | None = None


def score(candidate: Candidate[T], weights: Mapping[str, float]) -> float:
    """The sum of what the candidate's reasons weigh."""
    return sum(weights[reason] for reason in candidate.reasons)


def ranked(candidates: Iterable[Candidate[T]], weights: Mapping[str, float]) -> list[Candidate[T]]:
    """The candidates, the best first; of equally good ones the one that was found first."""
    return sorted(candidates, key=lambda candidate: -score(candidate, weights))


def best(candidates: Iterable[Candidate[T]], weights: Mapping[str, float]) -> Candidate[T] | None:
    """The best candidate that more speaks for than against, or None."""
    first = next(iter(ranked(candidates, weights)), None)
    return first if first is not None and score(first, weights) > 0 else None
