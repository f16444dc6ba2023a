"""The numbers by which references are checked, each with its name and its reason.

Rules take them from one `Numbers`, so that a test can move one and see which verdict falls.

>>> attrs.evolve(NUMBERS, near=0.9).near, REASONS["near"].split(":")[0]
(0.9, 'from this likeness on a title may be another one with a slip, if the names agree')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from citelib.matching.numbers import number, reasons

__all__ = ["CONFIDENCE", "NUMBERS", "REASONS", "Numbers"]


@attrs.frozen
class Numbers:
    """Limits of the rules of `citelib.verification`; `REASONS` says why each is what it is."""

    telling: float = number(
        25, "letters of a title's key from which an equal title is that of the same work, whatever else differs: "
        "«Introduction» and «Deep learning» are many works, «Attention is all you need» (21) is told by its people"
    )  # fmt: skip
    near: float = number(0.8, "from this likeness on a title may be another one with a slip, if the names agree")
    near_book: float = number(0.9, "the same for books, whose authors write several on one subject")
    somewhat: float = number(0.6, "titles less like than this are not worth showing as what may have been meant")
    shared: float = number(
        0.5, "a record with another title is of the work that is meant if this share of the names is in it: "
        "teams publish several works, and half of a team is the least that says that one of them is meant"
    )  # fmt: skip
    cut_title: float = number(
        200, "letters of a key from which a record's title that ours goes on from was cut by its registry, without dots"
    )
    journal_years: float = number(1, "years between publication online and in print of a journal")
    publishing: float = number(2, "years from a preprint to what is published of it")
    journal_version: float = number(4, "years after a conference within which a paper comes out in a journal, too")
    book_years: float = number(1, "years between the copyright of a book and its day of publication")
    digitised: float = number(
        5, "a record that is so many years later than an article of the time before journals were online "
        "has the date on which the volume was scanned"
    )  # fmt: skip
    online: float = number(1995, "the first year in which journals were online")
    compared_names: float = number(
        20, "names that are compared of a list of a hundred and more, which nobody writes out without slips"
    )
    long_list: float = number(100, "names from which a list counts as that of a collaboration")
    failures: float = number(3, "failures in a row from which a source is not asked again in this run")


NUMBERS: Final = Numbers()
"""The numbers that count."""

REASONS: Final = reasons(Numbers)
"""Why each of `Numbers` is what it is."""

CONFIDENCE: Final[Mapping[str, float]] = MappingProxyType(
    {
        "verified": 0.99,
        "harmless": 0.99,
        "near year": 0.6,
        "unknown": 0.97,
        "mismatch": 0.01,
        "not-found": 0.16,
        "not-checked": 0.5,
        "unsure": 0.5,
    }
)
"""How likely a reference is right as it stands, by what was found; never 0 or 1.

Shares of right references, measured by ``python -m tests.verification.calibration``: where all is confirmed to the
letter (``"verified"``), a claim is written in another way (``"harmless"``), the year is one off (``"near year"``), no
record may speak of a claim (``"unknown"``). Of what was not judged nothing is known, so that it is even.
"""
