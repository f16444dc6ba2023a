"""How often references are right, by what was found of them: ``python -m tests.verification.calibration [SEED]...``.

Prints detection, false alarms and calibration error on the labelled references beside the project (left out, with a
reason, if they are not there) and on worlds of our own making, and what `citelib.verification.numbers.CONFIDENCE`
would be by them: each set counts as much as the other, so that a large one does not speak for all.

>>> told = [Told("verified", 0.9, is_right=True), Told("verified", 0.9, is_right=True)]
>>> round(calibration_error(told), 3), shares([told])
(0.1, {'verified': (2, 1.0)})
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs
import pytest

import citelib
from citelib.verification import Collection, Verdict, verify
from citelib.verification.numbers import CONFIDENCE
from tests.shared import shared
from tests.verification.worlds import make

__all__ = ["Told", "calibration_error", "labelled", "main", "shares", "world"]

SEEDS = (11, 12, 13)
WORKS = 700


@attrs.frozen
class Told:
    """What was told of a reference, and whether it is right.

    Attributes:
        evidence: A key of `CONFIDENCE`.
        confidence: The probability that was told.
        is_right: Whether the reference is right as it stands.
        is_flagged: Whether it was accused.

    """

    evidence: str
    confidence: float
    is_right: bool
    is_flagged: bool = False


def _told(verdict: Verdict, *, is_right: bool, is_absent: bool) -> Told:
    flagged = verdict.verdict == "mismatch" or (verdict.verdict == "not-found" and not is_absent)
    return Told(verdict.evidence, verdict.confidence, is_right, flagged)


def labelled() -> list[Told]:
    """The labelled references; skips if they are not there."""
    lines = shared("verify/labels.csv").read_text(encoding="utf-8").splitlines()
    rows = {row["key"]: row for row in csv.DictReader(lines)}
    source = Collection(citelib.load(shared("verify/world.jsonl")).values())
    found = verify(citelib.load(shared("verify/cases.bib")).values(), [source])
    return [
        _told(one, is_right=row["label"] == "valid", is_absent=row["kind"] == "valid-absent")
        for one in found
        for row in [rows[one.item.id]]
    ]


def world(seed: int, works: int = WORKS) -> list[Told]:
    """A world of our own making."""
    made = make(works, seed)
    found = verify([one.item for one in made.references], [Collection(made.records)])
    return [
        _told(one, is_right=reference.is_right, is_absent=reference.kind == "absent")
        for one, reference in zip(found, made.references, strict=True)
    ]


def calibration_error(told: Sequence[Told]) -> float:
    """The expected calibration error in ten bins of equal width."""
    bins: dict[int, list[Told]] = {}
    for one in told:
        bins.setdefault(min(int(one.confidence * 10), 9), []).append(one)
    off = (abs(sum(one.confidence for one in some) - sum(one.is_right for one in some)) for some in bins.values())
    return sum(off) / len(told)


def shares(sets: Iterable[Sequence[Told]]) -> dict[str, tuple[int, float]]:
    """How many references there are of each evidence, and the share of right ones, averaged over the sets."""
    counts: Counter[str] = Counter()
    right: dict[str, list[float]] = {}
    for told in sets:
        for evidence in dict.fromkeys(one.evidence for one in told):
            some = [one.is_right for one in told if one.evidence == evidence]
            counts[evidence] += len(some)
            right.setdefault(evidence, []).append(sum(some) / len(some))
    return {evidence: (counts[evidence], sum(found) / len(found)) for evidence, found in right.items()}


def _line(name: str, told: Sequence[Told]) -> str:
    wrong, right = ([one.is_flagged for one in told if one.is_right is is_right] for is_right in (False, True))
    detected, alarms = sum(wrong) / len(wrong), sum(right) / len(right)
    return (
        f"{name:24} {len(told):5} references  detection {detected:.3f}  false alarms {alarms:.3f}  "
        f"calibration error {calibration_error(told):.3f}"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    seeds = [int(one) for one in arguments] or SEEDS
    worlds = [one for seed in seeds for one in world(seed)]
    sets = [worlds]
    try:
        sets.append(labelled())
        print(_line("labelled references", sets[1]))
    except pytest.skip.Exception as reason:
        print(f"labelled references: left out: {reason.msg}")
    print(_line(f"worlds {', '.join(map(str, seeds))}", worlds))
    found = shares(sets)
    each = [shares([told]) for told in sets]
    print(f"\n{'evidence':14}{'number':>8}{'share':>8}{'told':>8}  in each set")
    for evidence, told in CONFIDENCE.items():
        count, share = found.get(evidence, (0, float("nan")))
        parts = "  ".join(f"{one[evidence][1]:.3f} of {one[evidence][0]}" for one in each if evidence in one)
        print(f"{evidence:14}{count:8}{share:8.3f}{told:8.2f}  {parts}")


if __name__ == "__main__":
    main(sys.argv[1:])
