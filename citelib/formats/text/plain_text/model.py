"""The statistics: a linear-chain conditional random field, loaded from ``model.txt`` beside this module.

The file is plain text: a heading, the states, a matrix of transition weights, then a line for each feature with its
weights by state, in hundredths. It is made by ``python -m tests.plain_text_training`` and holds no code. A state is a
label; fields of several words have one more, with a plus sign, for the token that begins them.

>>> from citelib.formats.text.plain_text.features import features
>>> from citelib.formats.text.plain_text.tokens import tokenize
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

_HEADING: Final = "citelib plain-text model 2"
_BEGIN: Final = "+"
"""Stands before the label in the state of a token that begins a field."""
_IMPOSSIBLE: Final = -40.0
"""Transitions of this weight and less are never made."""
_BEHIND: Final = 10.0
"""Paths whose weights are less than the best so far by more than this are given up."""
_FAINT: Final = 1e-6
"""States less probable than this by all that stands before are not counted in sums."""
_MARGIN: Final = 6.0
"""States of a token whose weights are less than its best by more than this are not looked at: they hardly ever win."""


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
        states: All states.
        transitions: Weight of each state (column) after each state (row).
        features: Weights of a feature as pairs of a state's number and a weight.
    """

    states: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    features: dict[str, tuple[tuple[int, float], ...]]

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each state."""
        return tuple(state.removeprefix(_BEGIN) for state in self.states)


def read_model(text: str) -> Model:
    """Weights from the text of a data file.

    Raises:
        ValueError: It is no such file.
    """
    lines = text.split("\n")
    if len(lines) < 3 or lines[0] != _HEADING:
        raise ValueError(f"the model does not begin with {_HEADING!r}")
    states = tuple(lines[1].split())
    count = len(states)
    transitions = tuple(tuple(int(weight) / 100 for weight in line.split()) for line in lines[2 : 2 + count])
    if len(transitions) != count or any(len(row) != count for row in transitions):
        raise ValueError("the model's transitions do not match its states")
    weights: dict[str, tuple[tuple[int, float], ...]] = {}
    for line in lines[2 + count :]:
        name, _, row = line.partition("\t")
        if row:
            pairs = (pair.partition(":") for pair in row.split(" "))
            weights[name] = tuple((int(number), int(weight) / 100) for number, _, weight in pairs)
    return Model(states, transitions, weights)


@functools.cache
def load_model() -> Model:
    """The model that comes with the package; read once."""
    return read_model(resources.files(__package__).joinpath("model.txt").read_text(encoding="utf-8"))


def _scores(found: list[list[str]], model: Model) -> list[list[float]]:
    """Weight of every state for every token."""
    count = len(model.states)
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
        temperature: What the logarithms of the odds are divided by: above 1 makes the probabilities more modest.

    Time is linear in the tokens.
    """
    if not found:
        return Labelling([], [])
    model = model or load_model()
    lattice = [_alive(row) for row in _scores(found, model)]
    labels, moves = model.labels, _moves(model.transitions)
    path = _best(lattice, moves)
    sure = _marginals(lattice, moves, path, labels)
    return Labelling([labels[state] for state in path], [_modest(probability, temperature) for probability in sure])


def _modest(probability: float, temperature: float) -> float:
    """A probability nearer to one half.

    >>> round(_modest(0.9, 2.0), 2), round(_modest(0.1, 2.0), 2), _modest(0.0, 2.0), _modest(1.0, 2.0)
    (0.75, 0.25, 0.0, 1.0)
    """
    right, wrong = (math.pow(share, 1 / temperature) for share in (probability, max(1 - probability, 0.0)))
    return right / (right + wrong)


_Values = dict[int, float]
"""A number for each state of a token that is looked at."""
_Matrix = tuple[tuple[float, ...], ...]


class _Moves(NamedTuple):
    """Transitions, laid out for walks along a reference.

    Attributes:
        weights: Weights by the state that they lead to.
        factors: The exponentials of the weights.
        sources: The states that lead to a state, if they are few; else nothing, and all do.
    """

    weights: _Matrix
    factors: _Matrix
    sources: tuple[tuple[int, ...], ...]


@functools.lru_cache(maxsize=4)
def _moves(transitions: _Matrix) -> _Moves:
    weights = tuple(zip(*transitions, strict=True))
    factors = tuple(tuple(math.exp(weight) for weight in column) for column in weights)
    possible = [tuple(state for state, weight in enumerate(column) if weight > _IMPOSSIBLE) for column in weights]
    return _Moves(weights, factors, tuple(states if len(states) < 3 else () for states in possible))


def _alive(row: list[float]) -> _Values:
    """The states whose weight is not hopelessly less than the best, with their weights against it."""
    top = max(row)
    least = top - _MARGIN
    return {state: weight - top for state, weight in enumerate(row) if weight >= least}


def _best(lattice: list[_Values], moves: _Moves) -> list[int]:
    """The path of the greatest weight (Viterbi)."""
    weights, _, sources = moves
    current = lattice[0]
    back: list[dict[int, int]] = []
    for alive in lattice[1:]:
        came: dict[int, int] = {}
        values: _Values = {}
        pairs = list(current.items())
        for state, own in alive.items():
            column = weights[state]
            few = [(before, current[before]) for before in sources[state] if before in current]
            sums = [value + column[before] for before, value in few or pairs]
            top = max(sums)
            came[state] = (few or pairs)[sums.index(top)][0]
            values[state] = top + own
        back.append(came)
        least = max(values.values()) - _BEHIND
        current = {state: value for state, value in values.items() if value >= least}
    at = max(current, key=current.__getitem__)
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    path.reverse()
    return path


def _scaled(values: _Values) -> _Values:
    total = sum(values.values()) or 1.0
    return {state: value / total for state, value in values.items()}


def _marginals(lattice: list[_Values], moves: _Moves, path: list[int], labels: tuple[str, ...]) -> list[float]:
    """Probability of the label that the path gives each token, whichever its state (forward and backward sums).

    Sums are scaled at every token, so nothing overflows.
    """
    _, factors, sources = moves
    local = [{state: math.exp(weight) for state, weight in alive.items()} for alive in lattice]
    current = _scaled(local[0])
    forward = [current]
    for position, alive in enumerate(local[1:], 1):
        pairs = list(current.items())
        values: _Values = {}
        for state, own in alive.items():
            column = factors[state]
            if few := sources[state]:
                values[state] = own * sum([current[before] * column[before] for before in few if before in current])
            else:
                values[state] = own * sum([value * column[before] for before, value in pairs])
        scaled = _scaled(values)
        current = {state: value for state, value in scaled.items() if value > _FAINT or state == path[position]}
        forward.append(current)
    sure = [0.0] * len(path)
    after = dict.fromkeys(forward[-1], 1.0)
    for position in range(len(path) - 1, -1, -1):
        wanted = labels[path[position]]
        both = {state: value * after[state] for state, value in forward[position].items()}
        right = sum([value for state, value in both.items() if labels[state] == wanted])
        sure[position] = right / (sum(both.values()) or 1.0)
        if position:
            after = _behind(forward[position - 1], local[position], after, moves)
    return sure


def _behind(before: _Values, own: _Values, after: _Values, moves: _Moves) -> _Values:
    """Sums over what follows each state of the token before."""
    weighted = _scaled({state: own[state] * value for state, value in after.items()})
    open_to_all = [(moves.factors[state], value) for state, value in weighted.items() if not moves.sources[state]]
    sums = {state: sum([value * column[state] for column, value in open_to_all]) for state in before}
    for state, value in weighted.items():
        for source in moves.sources[state]:
            if source in sums:
                sums[source] += value * moves.factors[state][source]
    return sums
