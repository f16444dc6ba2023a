"""The statistics: a linear-chain conditional random field, loaded from ``model.txt`` beside this module.

The file is plain text: a heading, the labels, a matrix of transition weights, then a line for each feature with its
weights by label, in hundredths. It is made by ``python -m tests.plain_text_training`` and holds no code.

>>> from citelib.formats.plain_text.features import features
>>> from citelib.formats.plain_text.tokens import tokenize
>>> tokens = tokenize("Doe, J. Life on Mars. Science. 2019;364(6436):129-30.")
>>> labels = label(features(tokens)).labels
>>> labels[0], labels[-1]
('author', 'page')
"""

from __future__ import annotations

import functools
import math
from importlib import resources
from typing import Final, NamedTuple

__all__ = ["Labelling", "Model", "label", "load_model", "read_model"]

_HEADING: Final = "citelib plain-text model 1"
_UNSEEN: Final = 1e-12


class Labelling(NamedTuple):
    """The labels of a reference.

    Attributes:
        labels: The most probable label of each token in the most probable row of labels.
        confidences: How probable that label of each token is, from 0 to 1.
    """

    labels: list[str]
    confidences: list[float]


class Model(NamedTuple):
    """Weights.

    Attributes:
        labels: All labels.
        transitions: Weight of each label (column) after each label (row).
        features: Weights of a feature as pairs of label's number and weight.
    """

    labels: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    features: dict[str, tuple[tuple[int, float], ...]]


def read_model(text: str) -> Model:
    """Weights from the text of a data file.

    Raises:
        ValueError: It is no such file.

    """
    lines = text.split("\n")
    if len(lines) < 3 or lines[0] != _HEADING:
        raise ValueError(f"the model does not begin with {_HEADING!r}")
    labels = tuple(lines[1].split())
    count = len(labels)
    transitions = tuple(tuple(int(weight) / 100 for weight in line.split()) for line in lines[2 : 2 + count])
    if len(transitions) != count or any(len(row) != count for row in transitions):
        raise ValueError("the model's transitions do not match its labels")
    weights: dict[str, tuple[tuple[int, float], ...]] = {}
    for line in lines[2 + count :]:
        name, _, row = line.partition("\t")
        if row:
            pairs = (pair.partition(":") for pair in row.split(" "))
            weights[name] = tuple((int(number), int(weight) / 100) for number, _, weight in pairs)
    return Model(labels, transitions, weights)


@functools.cache
def load_model() -> Model:
    """The model that comes with the package; read once."""
    return read_model(resources.files(__package__).joinpath("model.txt").read_text(encoding="utf-8"))


def _scores(found: list[list[str]], model: Model) -> list[list[float]]:
    """Weight of every label for every token."""
    count = len(model.labels)
    weights = model.features
    rows = []
    for names in found:
        row = [0.0] * count
        for name in names:
            pairs = weights.get(name)
            if pairs is not None:
                for index, weight in pairs:
                    row[index] += weight
        rows.append(row)
    return rows


def label(found: list[list[str]], model: Model | None = None, temperature: float = 1.0) -> Labelling:
    """Label tokens by their features (Viterbi), with the probability of each label (forward and backward sums).

    Args:
        found: The features of each token.
        model: The weights; those of the package if not given.
        temperature: What weights are divided by for the probabilities: above 1 makes them more modest.

    Time is linear in the tokens.
    """
    if not found:
        return Labelling([], [])
    model = model or load_model()
    scores = _scores(found, model)
    best = _best(scores, model.transitions)
    sure = _marginals(scores, model.transitions, best, temperature)
    return Labelling([model.labels[index] for index in best], sure)


def _best(scores: list[list[float]], transitions: tuple[tuple[float, ...], ...]) -> list[int]:
    """The path of the greatest weight (Viterbi)."""
    into = list(zip(*transitions, strict=True))
    numbers = range(len(transitions))
    current = scores[0]
    back: list[list[int]] = []
    for row in scores[1:]:
        came: list[int] = []
        values: list[float] = []
        for column, own in zip(into, row, strict=True):
            sums = [a + b for a, b in zip(current, column, strict=True)]
            top = max(sums)
            came.append(sums.index(top))
            values.append(top + own)
        back.append(came)
        current = values
    at = max(numbers, key=current.__getitem__)
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    path.reverse()
    return path


_Matrix = tuple[tuple[float, ...], ...]


@functools.lru_cache(maxsize=4)
def _moves(transitions: _Matrix, temperature: float) -> tuple[_Matrix, _Matrix]:
    """Factors of the transitions by row and by column."""
    moves = tuple(tuple(math.exp(weight / temperature) for weight in row) for row in transitions)
    return moves, tuple(zip(*moves, strict=True))


def _marginals(
    scores: list[list[float]], transitions: tuple[tuple[float, ...], ...], path: list[int], temperature: float
) -> list[float]:
    """Probability of the label that the path gives each token; sums are scaled at every token, so nothing overflows."""
    moves, into = _moves(transitions, temperature)
    local = []
    for row in scores:
        top = max(row)
        local.append([math.exp((score - top) / temperature) for score in row])
    forward: list[list[float]] = []
    current = local[0]
    for position, row in enumerate(local):
        if position:
            current = [
                own * sum([a * b for a, b in zip(current, column, strict=True)]) if own > _UNSEEN else 0.0
                for column, own in zip(into, row, strict=True)
            ]
        total = sum(current) or 1.0
        current = [value / total for value in current]
        forward.append(current)
    sure = [0.0] * len(path)
    after = [1.0] * len(transitions)
    for position in range(len(path) - 1, -1, -1):
        both = [a * b for a, b in zip(forward[position], after, strict=True)]
        sure[position] = both[path[position]] / (sum(both) or 1.0)
        weighted = [own * rest for own, rest in zip(local[position], after, strict=True)]
        total = sum(weighted) or 1.0
        weighted = [value / total for value in weighted]
        after = [sum([a * b for a, b in zip(row, weighted, strict=True)]) for row in moves]
    return sure
