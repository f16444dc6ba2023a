"""Every field of every label of the releases given and of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.releases.scoring import FIELDS, score, table, together
from tests.shared import shared

HERE = Path(__file__).parent / "releases"

LEAST = dict.fromkeys(FIELDS, 1.0)
"""F1 that each field must have."""


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
    total = together(scores.values())
    assert {field for field in FIELDS if total.f1(field) < LEAST[field]} == set(), table(scores)


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


def test_the_table_is_printed_for_any_folder(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.releases.__main__ import main

    assert main([str(HERE), "--quiet"]) == 0
    assert "mean F1 of the fields: 1.000" in capsys.readouterr().out


def test_what_is_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.releases.__main__ import main

    (tmp_path / "a.txt").write_text(
        "Slugs climb\n\nMay 3, 2020\n\nSlugs climb higher when it rains, a new study finds.", "utf-8"
    )
    (tmp_path / "a.json").write_text(json.dumps({"title": "Slugs climb", "date": "2020-05-04"}), "utf-8")
    assert main([str(tmp_path)]) == 1
    assert "a.txt: date: '2020-05-03', wanted '2020-05-04'" in capsys.readouterr().out
    assert main([str(tmp_path / "none")]) == 2
