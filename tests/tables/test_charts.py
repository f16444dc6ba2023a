"""The notebook of the documentation runs, and draws what it shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.imports import ROOT

for package in ("matplotlib", "networkx", "pandas", "pyarrow"):
    pytest.importorskip(package, reason=f"the notebook needs {package}")


def test_every_cell_runs_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    charts = __import__("charts")
    pictures = charts.run(tmp_path)
    assert [one.name for one in pictures] == [f"charts-{number}.png" for number in range(1, 5)]
    assert all(one.stat().st_size > 5_000 for one in pictures)
    page = charts.PAGE.read_text(encoding="utf-8")
    assert all(f"pictures/{one.name}" in page for one in pictures)
    sys.modules.pop("charts")
