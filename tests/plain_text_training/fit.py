"""A conditional random field fitted to samples, and its weights as the compact text file that the format reads.

Needs python-crfsuite, for training only.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from citelib.formats.plain_text.features import features
from citelib.formats.plain_text.tokens import tokenize
from tests.plain_text_training.samples import Sample

_LEXICAL = ("w|", "wi|", "-1w|", "+1w|")


def fit(
    samples: Iterable[Sample],
    *,
    rounds: int = 75,
    l1: float = 0.6,
    l2: float = 0.05,
    least: int = 12,
    thinned: float = 0.0,
) -> tuple[dict[str, dict[str, float]], dict[tuple[str, str], float]]:
    """Weights of features by label, and of transitions."""
    import pycrfsuite

    chance = random.Random(1)
    rows: list[tuple[list[list[str]], list[str]]] = []
    seen: Counter[str] = Counter()
    for text, labels in samples:
        found = features(tokenize(text))
        rows.append((found, labels))
        seen.update({name for names in found for name in names if name.startswith(_LEXICAL)})
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": l1, "c2": l2, "max_iterations": rounds, "feature.possible_transitions": False, "feature.minfreq": 4}
    )
    for found, labels in rows:
        # A word that few references share says more of these records than of references; and the words that many
        # share are left out now and then, so that they do not hide what shapes and marks say of all the others.
        kept = [
            [n for n in names if not n.startswith(_LEXICAL) or (seen[n] >= least and chance.random() >= thinned)]
            for names in found
        ]
        trainer.append(kept, labels)
    rows.clear()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        weights: dict[str, dict[str, float]] = {}
        for (name, label), weight in info.state_features.items():
            weights.setdefault(name, {})[label] = weight
        return weights, dict(info.transitions)


def written(
    weights: dict[str, dict[str, float]], transitions: dict[tuple[str, str], float], *, least: float = 0.05
) -> str:
    """The data file: labels, transitions, then a line a feature; weights are hundredths as whole numbers."""
    labels = sorted(
        {label for row in weights.values() for label in row} | {label for pair in transitions for label in pair}
    )
    lines = ["citelib plain-text model 1", " ".join(labels)]
    lines += [
        " ".join(str(round(100 * transitions.get((first, second), -5.0))) for second in labels) for first in labels
    ]
    number = {label: index for index, label in enumerate(labels)}
    for name in sorted(weights):
        if any(c in name for c in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
            continue
        row = [
            (number[label], round(100 * weight))
            for label, weight in sorted(weights[name].items())
            if abs(weight) >= least
        ]
        if row:
            lines.append(name + "\t" + " ".join(f"{index}:{weight}" for index, weight in row))
    return "\n".join(lines) + "\n"
