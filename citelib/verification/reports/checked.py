"""A verdict with the place of its reference in a file."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from citelib.verification.rules import Finding, findings
from citelib.verification.verdicts import Verdict

__all__ = ["Checked", "summary"]


@attrs.frozen
class Checked:
    """A verdict, where its reference stands, and what its suggestion would change there.

    Attributes:
        verdict: The verdict.
        source: Name of the file; None for what is in no file.
        line: Line of the reference, from 1; None if the format does not tell.
        difference: The suggestion as a difference to the text of the file; empty if there is none.
    """

    verdict: Verdict
    source: str | None = None
    line: int | None = None
    difference: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to say of the reference."""
        return tuple(findings(self.verdict))


def summary(checked: Sequence[Checked]) -> dict[str, int]:
    """How many references have each verdict, and how many were accepted by somebody, in a fixed order."""
    order = ("retracted", "mismatch", "not-found", "unsure", "not-checked", "accepted", "verified")
    kinds = ["accepted" if one.verdict.accepted is not None else one.verdict.verdict for one in checked]
    return {kind: kinds.count(kind) for kind in order if kind in kinds}
