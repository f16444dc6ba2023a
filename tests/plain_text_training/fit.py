"""Conditional random fields fitted to samples, and their weights as the compact text file that the format reads.

Needs python-crfsuite, for training only.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from citelib.formats.text.plain_text.features import features
from citelib.formats.text.plain_text.tokens import tokenize
from tests.plain_text_training.samples import Sample

_LEXICAL = ("w|", "wi|", "-1w|", "+1w|")
_NEVER = -5.0
"""Weight of a state after another that no sample has it after."""
_IMPOSSIBLE = -50.0
"""Weight of going on with a field that has not begun."""
_BEGUN = frozenset(
    "title container journal publisher place author editor translator collection genre note date volume page".split()
)
"""Labels with a state of their own for the token that begins a field: fields of several words, whose beginnings have
marks before them while their other words have not."""


class Weights(NamedTuple):
    """What a model learned.

    Attributes:
        features: Weight of each feature for each state.
        transitions: Weight of each pair of neighbouring states.
    """

    features: dict[str, dict[str, float]]
    transitions: dict[tuple[str, str], float]


def _forgetful(known: Callable[[str], str], chance: random.Random, share: float) -> Callable[[str], str]:
    """The known words but for a share of them, drawn anew at each look: the list has all words of the samples."""
    return lambda word: known(word) if chance.random() >= share else ""


def states(labels: Sequence[str]) -> list[str]:
    """The state of each token with these labels.

    >>> states(["author", "author", "title", "date"])
    ['+author', 'author', '+title', '+date']
    """
    return [
        f"+{label}" if label in _BEGUN and label != before else label
        for before, label in zip(["", *labels], labels, strict=False)
    ]


def _unseen(before: str, state: str) -> float:
    """Weight of a state behind one that no sample has it behind."""
    return _IMPOSSIBLE if state in _BEGUN and before not in (state, f"+{state}") else _NEVER


def fit(
    samples: Iterable[Sample],
    known: Callable[[str], str],
    *,
    rounds: int = 80,
    l1: float = 0.5,
    l2: float = 1.0,
    least: int = 12,
    forgotten: float = 0.25,
) -> Weights:
    """Weights learned from samples.

    Args:
        samples: References with labels.
        known: What a word is mostly found in.
        rounds: How many steps of L-BFGS at most.
        l1: How strongly small weights are drawn to nothing.
        l2: How strongly great weights are drawn together.
        least: In how many references a word must be to be a feature.
        forgotten: What share of the known words is taken for unknown, so that the model can do without.
    """
    import pycrfsuite

    look = _forgetful(known, random.Random(1), forgotten)
    rows: list[tuple[list[list[str]], list[str]]] = []
    seen: Counter[str] = Counter()
    for text, labels in samples:
        found = features(tokenize(text), known=look)
        rows.append((found, labels))
        seen.update({name for names in found for name in names if name.startswith(_LEXICAL)})
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": l1, "c2": l2, "max_iterations": rounds, "feature.possible_transitions": False, "feature.minfreq": 4}
    )
    for found, labels in rows:
        # A word that few references share says more of these records than of references.
        kept = [[n for n in names if not n.startswith(_LEXICAL) or seen[n] >= least] for names in found]
        trainer.append(kept, states(labels))
    rows.clear()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        weights: dict[str, dict[str, float]] = {}
        for (name, state), weight in info.state_features.items():
            weights.setdefault(name, {})[state] = weight
        return Weights(weights, dict(info.transitions))


def mean(models: Sequence[Weights]) -> Weights:
    """The mean of models that learned from different samples: what is chance in each of them evens out."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for model in models:
        for name, row in model.features.items():
            for state, weight in row.items():
                weights[name][state] += weight / len(models)
    pairs = {pair for model in models for pair in model.transitions}
    transitions = {
        pair: sum(model.transitions.get(pair, _unseen(*pair)) for model in models) / len(models) for pair in pairs
    }
    return Weights(weights, transitions)


def written(model: Weights, *, least: float = 0.05) -> str:
    """The data file: states, transitions, then a line a feature; weights are hundredths as whole numbers.

    Args:
        model: What was learned.
        least: The smallest weight that is kept.
    """
    states = sorted(
        {state for row in model.features.values() for state in row}
        | {state for pair in model.transitions for state in pair}
    )
    lines = ["citelib plain-text model 2", " ".join(states)]
    lines += [
        " ".join(str(round(100 * model.transitions.get((first, second), _unseen(first, second)))) for second in states)
        for first in states
    ]
    number = {state: index for index, state in enumerate(states)}
    for name in sorted(model.features):
        if any(c in name for c in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
            continue
        row = [
            (number[state], round(100 * weight))
            for state, weight in sorted(model.features[name].items())
            if abs(weight) >= least
        ]
        if row:
            lines.append(name + "\t" + " ".join(f"{index}:{weight}" for index, weight in row))
    return "\n".join(lines) + "\n"
