"""Labelling by weights, against all paths tried one by one."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.text.plain_text.model import Model, label

STATES = ("+title", "date", "title")
NEVER = -50.0
TRANSITIONS = ((-1.0, 0.5, 2.0), (0.3, -0.7, NEVER), (0.1, 1.0, 1.5))
WEIGHTS = st.lists(st.tuples(*[st.integers(-30, 30).map(lambda number: number / 10)] * 3), min_size=1, max_size=6)


def weight(rows: list[tuple[float, ...]], path: tuple[int, ...]) -> float:
    """Of a whole path."""
    own = sum(row[state] for row, state in zip(rows, path, strict=True))
    return own + sum(TRANSITIONS[first][second] for first, second in pairwise(path))


@given(rows=WEIGHTS)
def test_as_all_paths_say(rows: list[tuple[float, ...]]) -> None:
    """The labels are those of the best path, and their probabilities sums over all paths, begun or not."""
    model = Model(STATES, TRANSITIONS, {str(at): tuple(enumerate(row)) for at, row in enumerate(rows)})
    found = label([[str(at), "unknown"] for at in range(len(rows))], model)
    paths = {path: weight(rows, path) for path in product(range(3), repeat=len(rows))}
    labels = {path: [STATES[state].removeprefix("+") for state in path] for path in paths}
    best = max(paths.values())
    assert any(labels[path] == found.labels and own == pytest.approx(best) for path, own in paths.items())
    whole = sum(math.exp(own) for own in paths.values())
    for at, name in enumerate(found.labels):
        right = sum(math.exp(own) for path, own in paths.items() if labels[path][at] == name)
        assert found.confidences[at] == pytest.approx(right / whole, abs=0.01)


def test_a_field_goes_on_only_if_it_has_begun() -> None:
    model = Model(STATES, TRANSITIONS, {"date": ((1, 9.0),), "title": ((2, 1.0),)})
    assert label([["date"], ["title"]], model).labels == ["date", "title"]
    assert label([["date"], ["title"]], model._replace(states=("+x", "date", "title"))).labels == ["date", "x"]


def test_probabilities_can_be_made_more_modest() -> None:
    model = Model(("a", "b"), ((0.0, 0.0), (0.0, 0.0)), {"f": ((0, 2.0),)})
    plain, modest = (label([["f"]], model, temperature).confidences[0] for temperature in (1.0, 2.0))
    assert plain == pytest.approx(1 / (1 + math.exp(-2)))
    assert modest == pytest.approx(1 / (1 + math.exp(-1)))


def test_nothing_has_no_labels() -> None:
    assert label([]).labels == []
