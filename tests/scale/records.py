"""Records with duplicates of all kinds, for the engines and for one process alike."""

from __future__ import annotations

import itertools
import random

from citelib.model import Date, Item, Name
from tests.benchmarks.library_data import corrupted, synthetic

__all__ = ["editorials", "mixed"]


def mixed(count: int = 600, seed: int = 7) -> list[Item]:
    """Synthetic works, copies of every third with slips, versions, preprints, and titles that say nothing."""
    generator = random.Random(seed)
    works = list(synthetic(count, seed))
    copies = [corrupted(item, f"copy-{number}", generator) for number, item in enumerate(works[::3])]
    again = [corrupted(item, f"again-{number}", generator) for number, item in enumerate(works[::9])]
    versions = [
        item.evolve(id=f"{item.id}-v{number}", DOI=f"10.5555/zenodo.{index}.v{number}", URL=None, PMID=None)
        for index, item in enumerate(works[::20])
        for number in (1, 2)
    ]
    preprints = [
        item.evolve(id=f"{item.id}-pre", type="article", container_title="bioRxiv", DOI=f"10.1101/{index}", page=None,
                    volume=None, issue=None, PMID=None)
        for index, item in enumerate(works[5::20])
    ]  # fmt: skip
    found = [*works, *copies, *again, *versions, *preprints, *editorials(60)]
    generator.shuffle(found)
    return found


def editorials(count: int) -> list[Item]:
    """Notes of one title by few people in a few years, many of them the same."""
    people = [Name("Lee", "Ann"), Name("Roe", "Rick"), Name("Berg", "Bo")]
    facts = itertools.product(range(2000, 2000 + max(count // 6, 1)), people, ("Mosses", "Ferns"))
    return [
        Item(
            f"editorial-{number}",
            "article-journal",
            title="Editorial",
            author=[person],
            container_title=journal,
            issued=Date.on(year),
            volume=str(year - 1990),
            page="1",
        )
        for number, (year, person, journal) in zip(range(count), itertools.cycle(facts), strict=False)
    ]
