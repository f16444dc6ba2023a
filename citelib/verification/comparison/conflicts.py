"""Claims that one record confirms while others, which agree with each other, contradict them.

>>> from citelib.model import Date, Item
>>> entry = Item("e", "paper-conference", title="Slow moss", issued=Date.on(2020))
>>> one, two, three = (entry.evolve(id=name, source=name) for name in ("a", "b", "c"))
>>> conflicts(entry, [one, two.evolve(issued=Date.on(2015)), three.evolve(issued=Date.on(2015))])
('issued',)
>>> conflicts(entry, [one, two.evolve(issued=Date.on(2015)), three.evolve(issued=Date.on(2012))])
()
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from citelib.model import Item
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.fields import authors, titles
from citelib.verification.comparison.publications import is_preprint, same_publication
from citelib.verification.comparison.years import years

__all__ = ["conflicts"]

_Compare = Callable[[Item, Sequence[Item]], Field]
_COMPARED: Final[Mapping[str, _Compare]] = {"title": titles, "author": authors, "issued": years}
"""What sources do not merely write in their own way; venues are named in too many ways to count votes."""
_CONFIRMING: Final = ("same", "harmless")


def conflicts(entry: Item, records: Sequence[Item], own: Collection[Item] = ()) -> tuple[str, ...]:
    """Names of the claims on which sources contradict each other, one against at least two.

    Args:
        entry: The reference.
        records: All records of the work.
        own: Records with an identifier of the reference; what they confirm is what the reference means.
    """
    by_source: dict[str, list[Item]] = defaultdict(list)
    for record in same_publication(entry, records):
        if not is_preprint(record):
            by_source[record.source or "record"].append(record)
    if len(by_source) < 3:
        return ()
    return tuple(_conflicts(entry, by_source, own))


def _conflicts(entry: Item, by_source: Mapping[str, Sequence[Item]], own: Collection[Item]) -> Iterator[str]:
    for name, compare in _COMPARED.items():
        if name not in entry.variables:
            continue
        outcomes = {source: compare(entry, records).outcome for source, records in by_source.items()}
        confirming = [source for source, outcome in outcomes.items() if outcome in _CONFIRMING]
        against = [source for source, outcome in outcomes.items() if outcome == "differs"]
        if len(confirming) != 1 or any(record in own for record in by_source[confirming[0]]):
            continue
        if any(
            compare(one, by_source[second]).outcome == "same"
            for first, second in itertools.combinations(against, 2)
            for one in by_source[first]
        ):
            yield name
