"""Token accuracy and field F1 on labelled references: ``python -m tests.formats.text.plain_text.scoring``.

The labels of the data are those of its makers; `OURS` says which of them ours stand for. A token is what stands between
spaces. A field counts as found if all its tokens and no others have its label, in one stretch.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from citelib.formats.text.plain_text.features import features
from citelib.formats.text.plain_text.model import label
from citelib.formats.text.plain_text.tokens import tokenize

Labelled = list[tuple[str, str]]

OURS = {
    "number": "citation-number", "page": "pages", "place": "location", "container": "container-title",
    "issue": "volume", "accessed": "note", "collection": "collection-title",
}  # fmt: skip
"""Label of the data for each of ours that is called otherwise."""


def gold(case: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Words and their labels."""
    words, labels = [], []
    for name, text in case["expected_labels"]:
        for word in text.split():
            words.append(word)
            labels.append(name)
    return words, labels


def predicted(text: str) -> list[str]:
    """A label for each word, of what our model says of its tokens."""
    tokens = tokenize(text)
    found = label(features(tokens)).labels
    labels: list[str] = []
    votes: Counter[str] = Counter()
    for token, name in zip(tokens, found, strict=True):
        if not token.glued:
            if votes:
                labels.append(votes.most_common(1)[0][0])
            votes = Counter()
        votes[OURS.get(name, name)] += len(token.text)
    if votes:
        labels.append(votes.most_common(1)[0][0])
    return labels


def spans(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """Stretches of one label."""
    found = set()
    start = 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != labels[start]:
            found.add((labels[start], start, at))
            start = at
    return found


class Score:
    """Counts of agreement."""

    def __init__(self) -> None:
        self.tokens = self.right = self.references = self.whole = 0
        self.fields: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, predicted, expected
        self.by_token: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.confusion: Counter[tuple[str, str]] = Counter()

    def add(self, expected: Sequence[str], labels: Sequence[str]) -> None:
        self.references += 1
        self.whole += list(expected) == list(labels)
        for a, b in zip(expected, labels, strict=True):
            self.tokens += 1
            self.right += a == b
            self.by_token[a][2] += 1
            self.by_token[b][1] += 1
            if a == b:
                self.by_token[a][0] += 1
            else:
                self.confusion[a, b] += 1
        wanted, given = spans(expected), spans(labels)
        for name, _, _ in wanted & given:
            self.fields[name][0] += 1
        for name, _, _ in given:
            self.fields[name][1] += 1
        for name, _, _ in wanted:
            self.fields[name][2] += 1

    @property
    def accuracy(self) -> float:
        return self.right / self.tokens

    def f1(self, counts: Sequence[int]) -> float:
        right, given, expected = counts
        return 2 * right / (given + expected) if given + expected else 0.0

    @property
    def field_f1(self) -> float:
        """Over all fields together."""
        return self.f1([sum(counts[i] for counts in self.fields.values()) for i in range(3)])

    def table(self) -> str:
        whole = self.whole / self.references
        lines = [
            f"references {self.references}, tokens {self.tokens}",
            f"token accuracy {self.accuracy:.4f}, field F1 {self.field_f1:.4f}, all labels right {whole:.4f}",
            f"{'label':18} {'fields':>7} {'P':>6} {'R':>6} {'F1':>6}   {'tokens':>7} {'F1':>6}",
        ]
        for name, counts in sorted(self.fields.items(), key=lambda pair: -pair[1][2]):
            right, given, expected = counts
            words = self.by_token[name]
            lines.append(
                f"{name:18} {expected:7} {right / max(given, 1):6.3f} {right / max(expected, 1):6.3f} "
                f"{self.f1(counts):6.3f}   "
                f"{words[2]:7} {self.f1(words):6.3f}"
            )
        return "\n".join(lines)


def score(cases: Iterable[dict[str, Any]], read: Callable[[str], list[str]] = predicted) -> Score:
    """Score of a labeller on cases."""
    result = Score()
    for case in cases:
        words, expected = gold(case)
        found = read(" ".join(words))
        result.add(expected, found)
    return result


def main() -> None:
    from tests.shared import SHARED

    cases = json.loads((SHARED / "formats/cases/anystyle_plaintext.json").read_text(encoding="utf-8"))
    if sys.argv[1:2] == ["--dev"]:
        cases = cases[::10]
    result = score(cases)
    print(result.table())
    print("most frequent confusions (expected, given):")
    for (expected, given), count in result.confusion.most_common(25):
        print(f"  {count:5} {expected} -> {given}")


if __name__ == "__main__":
    main()
