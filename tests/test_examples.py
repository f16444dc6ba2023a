"""The example scripts run and print what they promise; the README's first example runs as it is printed."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

PROMISES = {
    "three_works.py": [
        "Beyeler, A. (2019). Do antidepressants restore lost synapses?",
        "Why is ketamine an antidepressant?",
        "reports-on modasava2019sustained",
        "commented-on-by beyeler2019antidepressants",
        "@article{modasava2019sustained",
    ],
    "press_release.py": ["→ modasava2019sustained", "→ beyeler2019antidepressants", "reports-on"],
    "convert.py": ["ris: ", "bibtex: ", "3 of 3 titles and ids came back"],
    "own_format.py": [
        "2: error: columns: 1 instead of 5 [shelf-list-columns]",
        "Low, A., & van der High, B. (1978). Order on Mars.",
        "@book{wide2001,",
    ],
    "notebook.py": ["(Gordon, 1978, p. 61)", "(see Gordon, 1968, 1978)"],
}


def run(code: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", *code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_every_script_is_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(PROMISES)


@pytest.mark.parametrize("name", PROMISES)
def test_script(name: str) -> None:
    output = run([str(EXAMPLES / name)])
    for words in PROMISES[name]:
        assert words in output


def test_the_first_example_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    match = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert match
    lines = [line for line in match[1].splitlines() if line.strip()]
    assert len(lines) <= 6
    output = run(["-c", match[1]])
    assert "Moda-Sava, R. N." in output
    assert "@article{beyeler2019antidepressants" in output


def test_what_the_readme_links_to_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    here = r"https://(?:github\.com/citelib/citelib/(?:blob|tree)|raw\.githubusercontent\.com/citelib/citelib)/main/([\w./-]+)"
    files = re.findall(here, readme)
    assert len(files) > 15
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert re.findall(r"\]\((?!https://)", readme) == [], "a package index does not know where a relative link leads"


def test_the_figures_of_the_readme_have_their_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## How good is it")[2]
    overview = (ROOT / "docs" / "how-good.md").read_text(encoding="utf-8")
    measured = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "measured").glob("*.md"))
    figures = re.findall(r"\d[\d,.]*\d", readme.partition("[All figures]")[0])
    assert len(figures) >= 9
    assert [figure for figure in figures if figure not in measured or figure not in overview] == []


def test_what_readme_and_home_page_count_is_there() -> None:
    from citelib.csl.style.repository import style_files
    from citelib.formats.registry import formats

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    home, cookbook = ((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("index", "cookbook"))
    assert "read sixty formats, cite in ten thousand styles" in readme
    assert "read sixty formats, cite in ten thousand styles" in home
    assert sum(one.read is not None for one in formats()) >= 60
    assert len(style_files()) >= 10_000
    assert "Thirty tasks" in home
    assert len(re.findall(r"^### \d+\. ", cookbook, re.MULTILINE)) == 30
    assert len(json.loads((EXAMPLES / "works.json").read_text(encoding="utf-8"))) == 3, "three works in both"


def test_what_the_scripts_of_the_docs_import_is_there() -> None:
    for path in [*(ROOT / "docs").glob("*.py"), *EXAMPLES.rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "citelib":
                module = importlib.import_module(node.module or "")
                for name in node.names:
                    there = hasattr(module, name.name) or importlib.util.find_spec(f"{node.module}.{name.name}")
                    assert there, f"{path.name}: {node.module}.{name.name}"
