"""Confidences are shares of references that are right, on the labelled ones and on worlds of our own."""

from __future__ import annotations

import pytest

from citelib.verification.numbers import CONFIDENCE
from tests.verification.calibration import Told, calibration_error, labelled, shares, world


@pytest.fixture(scope="module")
def ours() -> list[Told]:
    return world(seed=5, works=250)


def test_a_world_of_our_own(ours: list[Told]) -> None:
    flagged = {right: [one.is_flagged for one in ours if one.is_right is right] for right in (True, False)}
    assert sum(flagged[True]) / len(flagged[True]) <= 0.03
    assert sum(flagged[False]) / len(flagged[False]) >= 0.94  # a year that is one off in a journal cannot be told
    assert calibration_error(ours) <= 0.05
    assert {"verified", "harmless", "near year", "unknown", "mismatch", "not-found"} <= shares([ours]).keys()


def test_the_labelled_references() -> None:
    assert calibration_error(labelled()) <= 0.05


@pytest.mark.parametrize(("evidence", "within"), [("verified", 0.02), ("harmless", 0.03), ("mismatch", 0.02)])
def test_confidences_are_what_was_measured(ours: list[Told], evidence: str, within: float) -> None:
    _, share = shares([ours])[evidence]
    assert CONFIDENCE[evidence] == pytest.approx(share, abs=within)
    assert 0 < CONFIDENCE[evidence] < 1
