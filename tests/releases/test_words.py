"""The words by language: every file is used, every pattern compiles, a language is added by adding a file."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from citelib.releases.words import patterns, tables

FOLDER = Path(str(files("citelib.releases.words") / "data"))
FILES = sorted(FOLDER.glob("*.toml"))
CODE = "\n".join(path.read_text("utf-8") for path in (FOLDER.parent.parent).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_table_is_used(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    braces = set(re.findall(r"\{([A-Z_]+)\}", "".join(file.read_text("utf-8") for file in FILES)))
    for section in ("words", "phrases", "patterns"):
        for table in data.get(section, {}):
            assert f'"{table}"' in CODE or f"'{table}'" in CODE or table.upper() in braces, f"{section}.{table}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_pattern_compiles_and_matches_no_empty_text(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    for section in ("patterns", "furniture"):
        for table, found in data.get(section, {}).items():
            for pattern in found:
                assert re.compile(patterns.filled(pattern)).fullmatch("") is None, f"{section}.{table}: {pattern}"


def test_languages() -> None:
    assert {"en", "de", "fr", "es", "ja", "zh"} <= set(tables.languages())


def test_a_language_is_added_by_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esperanto, in a process of its own, because patterns are built once."""
    import shutil
    import subprocess
    import sys

    package = tmp_path / "citelib"
    shutil.copytree(FOLDER.parents[2], package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "releases" / "words" / "data" / "eo.toml").write_text(
        'language = "eo"\n[words]\nfunction_words = "la de kaj estas en ke por al kun ne tiu ili kiu"\n'
        '[phrases]\nand = "kaj"\n[labels]\ndoi = "cifereca identigilo"\n'
        "[patterns]\njournal_sure = ['\\ben la revuo\\s{JOURNAL}']\n"
        "colleagues = [',?{S}kaj{S}(?:ŝiaj|liaj){S}kolegoj']\n",
        "utf-8",
    )
    text = (
        "Musko revenis\n\n2020-05-03\n\nLa musko de la urbo estas en la drenoj, diras Ann Lee kaj ŝiaj kolegoj en "
        "la revuo Muskoj.\n\nCifereca identigilo: 10.5555/m.1\n"
    )
    code = (
        "import citelib, sys\nworks = list(citelib.loads(sys.stdin.read(), 'press-release').values())\n"
        "print(works[0].language, works[1].author[0], works[1].container_title, works[1].DOI)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert done.stdout.split() == ["eo", "Ann", "Lee", "Muskoj", "10.5555/m.1"]
