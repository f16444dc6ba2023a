"""Every field of every label of the releases given and of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.releases.scoring import FIELDS, Score, score, table
from tests.shared import shared

HERE = Path(__file__).parent / "releases"

LEAST = dict.fromkeys(FIELDS, 1.0)
"""Share of right answers that each field must have."""


def _all(folder: Path) -> list[Path]:
    return sorted(
        path.with_suffix(suffix)
        for path in folder.glob("*.json")
        for suffix in (".txt", ".html")
        if path.with_suffix(suffix).exists()
    )


def _check(paths: list[Path]) -> None:
    scores = {path.name: score(path) for path in paths}
    print(table(scores))
    total = Score()
    for one in scores.values():
        total.right += one.right
        total.asked += one.asked
    assert {field for field in FIELDS if total.share(field) < LEAST[field]} == set(), table(scores)


def test_given_releases() -> None:
    _check(_all(Path(shared("seed/releases"))))


def test_our_own_releases() -> None:
    _check(_all(HERE))


@pytest.mark.parametrize("path", _all(HERE), ids=lambda path: path.stem)
def test_labels_are_substrings(path: Path) -> None:

    from citelib.releases.page.html import html_page

    labels = json.loads(path.with_suffix(".json").read_text("utf-8"))
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = html_page(text).text
    exact = [labels["title"], labels["body_first_words"], *labels["furniture"]]
    exact += [work["evidence"] for work in labels["works"]] + [quotation["words"] for quotation in labels["quotations"]]
    exact += [story["title"] for story in labels["related"]]
    assert [words for words in exact if words not in text] == []
