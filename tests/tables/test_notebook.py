"""The example notebook runs, and what it shows is what stands in it (``--update-golden`` puts it there)."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.imports import ROOT

NOTEBOOK = ROOT / "examples" / "library.ipynb"
EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, timeout=300, record_timing=False, resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(notebook, sys.argv[3])
"""


def outputs(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Number of the cell, and what it shows by media type."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        (number, output.get("data") or {"text/plain": output["text"]})
        for number, cell in enumerate(cells)
        for output in cell.get("outputs", ())
    ]


def pictures(shown: list[tuple[int, dict[str, Any]]]) -> list[bytes]:
    return [base64.b64decode(data["image/png"]) for _, data in shown if "image/png" in data]


def words(shown: list[tuple[int, dict[str, Any]]]) -> list[tuple[int, Any]]:
    """All that is shown but pictures, whose bytes depend on the fonts of the machine."""
    return [(number, data) for number, data in shown if "image/png" not in data]


def test_the_notebook_shows_tables_and_pictures() -> None:
    shown = outputs(NOTEBOOK)
    assert len(pictures(shown)) == 4
    assert all(picture.startswith(b"\x89PNG") and len(picture) > 5_000 for picture in pictures(shown))
    assert any("<table" in "".join(data.get("text/html", "")) for _, data in shown)


def test_the_notebook_runs(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for package in ("nbclient", "ipykernel", "matplotlib", "networkx", "pandas", "pyarrow"):
        pytest.importorskip(package, reason=f"the notebook needs {package}")
    executed = tmp_path / "executed.ipynb"
    command = [sys.executable, "-c", EXECUTE, NOTEBOOK, NOTEBOOK.parent, executed]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if request.config.getoption("--update-golden"):
        NOTEBOOK.write_text(executed.read_text(encoding="utf-8"), encoding="utf-8")
    assert words(outputs(executed)) == words(outputs(NOTEBOOK))
    drawn = [number for number, data in outputs(executed) if "image/png" in data]
    assert drawn == [number for number, data in outputs(NOTEBOOK) if "image/png" in data]
