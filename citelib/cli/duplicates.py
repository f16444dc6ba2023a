"""How duplicates are asked for and shown, in files and in the library."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from citelib.cli.terminal import say
from citelib.cli.titles import title_of
from citelib.matching.dedupe import Proposals
from citelib.matching.numbers import DUPLICATE
from citelib.model import Bibliography, Item

__all__ = ["as_json_text", "counts", "repeated", "show_proposals", "similarity_options"]

F = TypeVar("F", bound=Callable[..., Any])


def similarity_options(function: F) -> F:
    """``--min-score`` and ``--identifiers-only``."""
    score = click.option(
        "--min-score",
        type=click.FloatRange(0, 1),
        default=DUPLICATE.same,
        show_default=True,
        help="Only groups as sure as this.",
    )
    identifiers = click.option(
        "--identifiers-only", is_flag=True, help="Only what has the same DOI, PMID, PMCID, ISBN or arXiv id."
    )
    return score(identifiers(function))


def repeated(works: Bibliography) -> int:
    """How many records of a file were there before, word for word: they are no items, but they were identified."""
    return sum(one.code == "items-repeated" for one in works.diagnostics)


def show_proposals(found: Proposals, files: Sequence[str] = ()) -> None:
    """Print each group with its score and reasons, the reference that stays first, and the versions of works.

    Args:
        found: The groups and versions.
        files: The file of each record, which is named where two records have one key; none of a library.
    """

    def labels(items: Sequence[Item], numbers: Sequence[int]) -> list[str]:
        keys = [item.id for item in items]
        if not files or len(set(keys)) == len(keys):
            return keys
        return [f"{key} ({files[number]})" for key, number in zip(keys, numbers, strict=True)]

    for group in found.duplicates:
        keys = " = ".join(labels(group.items, group.numbers))
        say(f"{group.score:.2f}  {keys}  ({'; '.join(group.reasons)})")
        say(f"      {title_of(group.items[0])}")
    for one in found.versions:
        earlier, later = labels((one.earlier, one.later), one.numbers)
        say(f"{one.score:.2f}  {earlier} came before {later}")
        say(f"      {title_of(one.later)}")


def counts(found: Proposals) -> str:
    """How many groups and versions there are, in words.

    >>> counts(Proposals((), ()))
    '0 groups of duplicates and 0 earlier versions'
    """
    groups, versions = len(found.duplicates), len(found.versions)
    return (
        f"{groups:,} group{'s' * (groups != 1)} of duplicates and {versions:,} earlier version{'s' * (versions != 1)}"
    )


def as_json_text(found: Proposals) -> str:
    """The proposals as JSON for programs."""
    record = {
        "duplicates": [
            {"keys": [item.id for item in one.items], "score": round(one.score, 3), "reasons": list(one.reasons)}
            for one in found.duplicates
        ],
        "preprints": [
            {"preprint": one.earlier.id, "published": one.later.id}
            for one in found.versions
            if one.relation == "preprint-of"
        ],
        "versions": [
            {"earlier": one.earlier.id, "later": one.later.id}
            for one in found.versions
            if one.relation != "preprint-of"
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)
