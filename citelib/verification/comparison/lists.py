"""Lists of authors compared position by position with those of all records of a work.

>>> from citelib.model import Name
>>> ours = [Name("Berg", "A."), Name("Lee", "B.")]
>>> compare_lists(ours, [[Name("Berg", "Ann"), Name("Lee", "Bo")]])
'same'
>>> compare_lists(ours[::-1], [[Name("Berg", "Ann"), Name("Lee", "Bo")]])
'differs'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from citelib.matching.people import family_of, has_given, is_corporate, same_person
from citelib.model import Name
from citelib.verification.numbers import NUMBERS

__all__ = ["compare_lists", "is_sorted", "shared_names"]

_Names = Sequence[Name]
Agreement = Literal["same", "harmless", "differs", "unknown"]


def compare_lists(
    ours: _Names, lists: Sequence[_Names], *, is_cut: bool = False, in_order: Sequence[_Names] = ()
) -> Agreement:
    """How a list of names agrees with those that the records of a work have.

    The longest lists count; shorter ones are cut. A name is confirmed if it stands at its place in any of them.

    Args:
        ours: The names of the reference.
        lists: Those of each record.
        is_cut: Whether the reference says that there are others.
        in_order: Those of the lists that are known to be complete and in the order of the work.
    """
    if any(len(names) == len(ours) and _stand_there(ours, [names]) for names in in_order):
        return "same"  # a preprint and what was published of it may have other authors
    longest = max(map(len, lists))
    complete = [names for names in lists if len(names) == longest]
    if longest == 1 and len(ours) > 2 and all(any(same_person(name, names[0]) for name in ours) for names in lists):
        return "unknown"  # some registries keep one author only
    same = sum(len(names) == len(ours) and _stand_there(ours, [names]) for names in lists)
    if same > 1 and same > sum(len(names) > len(ours) for names in lists):
        return "same"  # a longer list is that of another edition, or has the author of the foreword
    if _stand_there(ours, complete):
        if len(ours) == longest:
            return "same"
        return "harmless" if is_cut else _without_bodies(ours, lists)
    if is_cut and len(ours) > 1 and _stand_there(ours[:-1], complete) and _stand_there(ours[-1:], _last_of(complete)):
        return "harmless"  # «First, Second, …, Last», as some styles print long lists
    if len(ours) == longest and any(_same_people(ours, names) for names in complete):
        # Some registries sort; what two records have in one order is the order.
        alone, *more = complete
        may_be_sorted = not more and alone not in in_order and is_sorted(alone)
        return "harmless" if may_be_sorted else "differs"
    if longest >= NUMBERS.long_list:
        count = int(NUMBERS.compared_names)
        return "harmless" if _stand_there(ours[:count], complete) and abs(len(ours) - longest) < count else "differs"
    return _without_bodies(ours, lists, is_cut=is_cut)


def _stand_there(ours: _Names, lists: Sequence[_Names]) -> bool:
    """Whether each name stands at its place in one of the lists; those that have given names come before others."""
    for at, name in enumerate(ours):
        there = [names[at] for names in lists if at < len(names)]
        if not any(same_person(name, other) for other in ([one for one in there if has_given(one)] or there)):
            return False
    return True


def _last_of(lists: Sequence[_Names]) -> list[_Names]:
    return [names[-1:] for names in lists]


def _without_bodies(ours: _Names, lists: Sequence[_Names], *, is_cut: bool = False) -> Agreement:
    """The same for the people alone, as some registries list no consortia."""
    mine = [name for name in ours if not is_corporate(name)]
    theirs = [people for names in lists if (people := [name for name in names if not is_corporate(name)])]
    is_less = len(mine) < len(ours) or sum(map(len, theirs)) < sum(map(len, lists))
    if not mine or not theirs or not is_less:
        return "differs"
    return "harmless" if compare_lists(mine, theirs, is_cut=is_cut) in ("same", "harmless") else "differs"


def _same_people(ours: _Names, theirs: _Names) -> bool:
    """Whether two lists name the same people in whatever order."""
    left = list(theirs)
    for name in ours:
        found = next((other for other in left if same_person(name, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def is_sorted(names: _Names) -> bool:
    """Whether names stand in the order of the alphabet, which some registries put them in."""
    families = [family_of(name) for name in names]
    return len(families) > 2 and families == sorted(families)


def shared_names(ours: _Names, theirs: _Names) -> float:
    """The share of our names that the others have, too."""
    if not ours or not theirs:
        return 0.0
    return sum(any(same_person(one, other) for other in theirs) for one in ours) / len(ours)
