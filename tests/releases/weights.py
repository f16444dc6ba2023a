"""``python -m tests.releases.weights FOLDER…``: learns what each reason weighs that decides who wrote a study.

The folders hold labelled releases, as for ``python -m tests.releases``. Logistic regression, drawn towards what the
words mean, learns who is an author, and among the authors, who leads. The figures printed first tell how new
releases are read: each one is read with weights that were learnt without it and without all others of its issuer. The
tables printed last are learnt from all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs

from citelib.model import Name
from citelib.releases.people.evidence import PERSON, SURE, Signs
from citelib.releases.people.names import fold
from citelib.releases.scored import Candidate
from citelib.releases.works import authors
from citelib.releases.works.authors import CLAIMED
from citelib.releases.works.weights import (
    AFTER_TEXT,
    ALWAYS,
    AUTHORSHIP,
    BESIDE_AUTHOR,
    BESIDE_CLAIMED,
    CHIEF,
    FIRST_AUTHOR,
    FIRST_NAMED,
    GROUP_HEAD,
    IN_REFERENCE,
    LEADER,
    LISTED,
    MAIN_AUTHOR,
    MISSING,
    NOT_INVOLVED,
    OTHER_GROUP,
    OWN_WORK,
    SECOND_LEADER,
    SENIOR_AUTHOR,
    WITH_JOURNAL,
    WORK_BY,
)
from tests.releases.scoring import read_items, score, table, together

FOLDS = 10
STEPS = 400
RATE = 0.5
LANGUAGES = frozenset("da de en es fr h it ja nl pt sv zh".split())

GUESSED_AUTHORSHIP: dict[str, float] = dict.fromkeys(AUTHORSHIP, 0.0) | {
    **dict.fromkeys(CLAIMED, 2.5),
    IN_REFERENCE: 4,
    OWN_WORK: 0.5,
    WITH_JOURNAL: 0.5,
    ALWAYS: -1,
    AFTER_TEXT: -1,
    NOT_INVOLVED: -2,
    BESIDE_AUTHOR: -1.5,
    BESIDE_CLAIMED: -1.5,
    SECOND_LEADER: -0.5,
    OTHER_GROUP: -4,
    MISSING: -4,
}
GUESSED_LEADING: dict[str, float] = dict.fromkeys(AUTHORSHIP, 0.0) | {
    LISTED: 5,
    FIRST_AUTHOR: 5,
    MAIN_AUTHOR: 4.5,
    GROUP_HEAD: 2.5,
    CHIEF: 1.5,
    LEADER: 1.5,
    WORK_BY: 1.5,
    SENIOR_AUTHOR: 0.5,
    FIRST_NAMED: 0.5,
    SECOND_LEADER: -1,
}
"""What the weights were taken to be before any was learnt, from what the words mean; rare reasons keep them."""


@attrs.frozen
class Example:
    """The people of a release with the reasons for each, and which of them wrote and led the study, if known."""

    path: Path
    people: list[Candidate[Name]]
    wrote: list[bool] | None
    leads: list[bool] | None

    @property
    def fold(self) -> int:
        """The fold that all releases of an issuer are in, by the first word of the name that is no language."""
        words = [word for word in self.path.stem.split("-") if word not in LANGUAGES]
        return int(hashlib.sha256(words[0].encode()).hexdigest(), 16) % FOLDS


def example(path: Path) -> Example:
    """What the reader knows of the people of a release, beside the labels."""
    seen: list[Candidate[Name]] = []

    def recording(*args: Any, **options: Any) -> list[Candidate[Name]]:
        found = weigh(*args, **options)
        seen.extend(found)
        return found

    weigh = authors.weigh
    with patch.object(authors, "weigh", recording):
        read_items(path)
    labels = json.loads(path.with_suffix(".json").read_text("utf-8"))
    works = [work for work in labels.get("works", ()) if work["role"] == "reports-on"]
    wrote = leads = None
    if "works" in labels and all("authors_known" in work for work in works):
        known = {_family(one["family"]) for work in works[:1] for one in work["authors_known"]}
        wrote = [_family(one.value.full_family) in known for one in seen]
    leading = {_family(work["lead_family"]) for work in works if work.get("lead_family")}
    if leading:
        leads = [_family(one.value.full_family) in leading for one in seen]
    return Example(path, seen, wrote, leads)


def _family(written: str) -> str:
    return (fold(written).split() or [""])[-1]


def learn(examples: Iterable[Example], strength: float) -> tuple[dict[str, float], dict[str, float]]:
    """The weights for having written the study, and for having led it."""
    examples = list(examples)
    rows = [(one.reasons, right) for e in examples for one, right in zip(e.people, e.wrote or (), strict=False)]
    authorship = _descend(rows, GUESSED_AUTHORSHIP, strength)
    pairs = []
    for e in examples:
        if e.leads and any(e.leads):
            lead = next(one for one, right in zip(e.people, e.leads, strict=True) if right)
            for other, right in zip(e.people, e.leads, strict=True):
                if not right and (e.wrote is None or e.wrote[e.people.index(other)]):
                    pairs.append((lead.reasons, other.reasons))
    return authorship, _compare(pairs, GUESSED_LEADING, strength)


def learn_people(paths: Iterable[Path], named: frozenset[str], strength: float) -> int:
    """Print how well people are told from other capitalised words in releases of other issuers, and the weights."""
    rows: list[tuple[int, str, tuple[str, ...], bool]] = []
    reasons = Signs.reasons

    def recording(self: Signs, start: int, end: int, *, titled: bool = False) -> tuple[str, ...]:
        found = reasons(self, start, end, titled=titled)
        written = " ".join(self.text[start:end].split())
        rows.append((number, written, found, written in named))
        return found

    with patch.object(Signs, "reasons", recording):
        for path in paths:
            number = Example(path, [], None, None).fold
            read_items(path)
    rows = list(dict.fromkeys(rows))
    right = extra = missed = 0
    for number in range(FOLDS):
        weights = _descend([row[2:] for row in rows if row[0] != number], PERSON, strength)
        for own, written, found, is_person in rows:
            if own == number and (said := sum(weights[reason] for reason in found) > SURE) | is_person:
                right += said and is_person
                extra += said and not is_person
                missed += is_person and not said
                if said != is_person:
                    print(f"  {'missed' if is_person else 'extra'}: {written}")
    print(f"out of fold: {right} right, {extra} extra, {missed} missed")
    for reason, weight in _descend([row[2:] for row in rows], PERSON, strength).items():
        print(f"  {weight:6.2f}  {sum(reason in row[2] for row in rows):4}  {reason}")
    return 0


def _descend(rows: list[tuple[tuple[str, ...], bool]], start: Mapping[str, float], strength: float) -> dict[str, float]:
    """Logistic regression by gradient descent, with a penalty on what is far from where it started."""
    weights = dict(start)
    for _ in range(STEPS):
        slope = {reason: strength * (start[reason] - weight) for reason, weight in weights.items()}
        for reasons, right in rows:
            off = right - 1 / (1 + math.exp(-sum(weights[reason] for reason in reasons)))
            for reason in reasons:
                slope[reason] += off
        for reason in weights:
            weights[reason] += RATE * slope[reason] / math.sqrt(len(rows)) / 4
    return weights


def _compare(
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], start: Mapping[str, float], strength: float
) -> dict[str, float]:
    """The same for pairs of which the first one must weigh more."""
    weights = dict(start)
    for _ in range(STEPS):
        slope = {reason: strength * (start[reason] - weight) for reason, weight in weights.items()}
        for better, worse in pairs:
            gap = sum(weights[reason] for reason in better) - sum(weights[reason] for reason in worse)
            off = 1 - 1 / (1 + math.exp(-gap))
            for reason in better:
                slope[reason] += off
            for reason in worse:
                slope[reason] -= off
        for reason in weights:
            weights[reason] += RATE * slope[reason] / math.sqrt(max(1, len(pairs))) / 4
    return weights


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.releases.weights", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--strength", type=float, default=1.0, help="how much it costs to change a weight")
    parser.add_argument("--people", type=Path, help="learn who is a person, from this file of names")
    options = parser.parse_args(arguments)
    paths = [
        path
        for folder in options.folders
        for labels in sorted(folder.glob("*.json"))
        for end in (".txt", ".html")
        if (path := labels.with_suffix(end)).exists()
    ]
    if options.people:
        named = frozenset(options.people.read_text("utf-8").splitlines())
        return learn_people(paths, named, options.strength)
    examples = [example(path) for path in paths]
    scores = {}
    for number in range(FOLDS):
        authorship, leading = learn((one for one in examples if one.fold != number), options.strength)
        with patch.object(authors, "AUTHORSHIP", authorship), patch.object(authors, "LEADING", leading):
            scores.update({one.path.name: score(one.path) for one in examples if one.fold == number})
    print(table(scores, wrong=False))
    total = together(scores.values())
    print(f"out of fold: lead {total.f1('lead'):.3f}, authors {total.f1('authors'):.3f}")
    for name, one in scores.items():
        for fault in one.wrong:
            if fault.startswith(("lead", "authors")):
                print(f"  {name}: {fault}")
    for title, weights in zip(("authorship", "leading"), learn(examples, options.strength), strict=True):
        print(title)
        for reason, weight in weights.items():
            count = sum(reason in one.reasons for e in examples for one in e.people)
            print(f"  {weight:6.2f}  {count:4}  {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
