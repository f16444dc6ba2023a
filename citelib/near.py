"""Names that are like one that nothing answers to, and the hint that offers them.

>>> did_you_mean("titel", ["title", "note"])
"did you mean 'title'?"
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

__all__ = ["did_you_mean", "near_matches"]

_LIKENESS: Final = 0.6
"""How alike two names must be, in difflib's measure: with less, the name that was meant is rarely among them."""
_SLIPS: Final = 0.5
"""Letters wrong, missing, added or swapped for each letter written, above which nobody has meant the other name."""
_MOST: Final = 10_000
"""Names that are looked through: among more, comparing takes longer than anybody waits for a hint."""


def near_matches(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names most like `name`, best first, ignoring case: those that begin with it, then those spelt alike.

    Args:
        name: The name as given.
        known: All names that there are; of more than ten thousand, none is offered.
        count: How many to give at the most.

    >>> near_matches("Artikle-journal", ["article", "article-journal", "book"])
    ['article-journal']
    >>> near_matches("nope", ["copeia", "note"])
    ['note']
    """
    if isinstance(known, Collection) and len(known) > _MOST:
        return []
    import difflib

    by_folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    wanted = name.casefold()
    longer = [candidate for candidate in by_folded if len(wanted) > 2 and candidate.startswith(wanted)]
    alike = difflib.get_close_matches(wanted, by_folded, 4 * count, _LIKENESS)
    most = max(1, int(_SLIPS * len(wanted)))
    near = [match for match in alike if _slips(wanted, match) <= most]
    return [by_folded[match] for match in dict.fromkeys([*longer, *near])][:count]


def _slips(one: str, other: str) -> int:
    """The letters to replace, take out, put in or swap with their neighbour to make one name of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, above[j - 2] + 1)
            row.append(least)
    return row[-1]


def did_you_mean(
    name: str, known: Iterable[str], otherwise: str | None = None, *, count: int = 3, ending: str = ""
) -> str | None:
    """The hint that offers near matches.

    Args:
        name: The name as given.
        known: All names that there are.
        otherwise: The hint if none is near.
        count: How many to offer at the most.
        ending: What is written behind each name, within its quotation marks.

    >>> did_you_mean("autor", ["author", "editor"], count=1, ending=":")
    "did you mean 'author:'?"
    >>> print(did_you_mean("q", ["author"]))
    None
    """
    matches = near_matches(name, known, count)
    return f"did you mean {' or '.join(repr(match + ending) for match in matches)}?" if matches else otherwise
