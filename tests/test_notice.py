"""Every data file that ships is named in NOTICE, with what it was made from and its licence."""

from __future__ import annotations

import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
MARKERS = {"citelib/py.typed"}
"""Files without any content."""


def rows() -> dict[str, list[str]]:
    """The cells of each row of the table of data files, by the file's pattern."""
    table = NOTICE.partition("## Data files of the package")[2].partition("\n## ")[0]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "| `" in line]
    return {cells[0].strip("`"): cells[1:] for cells in found}


def data_files() -> list[str]:
    """The data files of the package by the names that they have in it."""
    inside = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "citelib").rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    included = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forced = included["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    outside = [
        f"{target}/{path.relative_to(ROOT / source).as_posix()}"
        for source, target in forced.items()
        for path in sorted((ROOT / source).rglob("*"))
        if path.is_file()
    ]
    return sorted(set(inside + outside) - MARKERS)


@pytest.mark.parametrize("name", data_files())
def test_every_data_file_is_named(name: str) -> None:
    (cells,) = (cells for pattern, cells in rows().items() if fnmatch(name, pattern))
    what, source, licence = cells
    assert what
    assert source
    assert re.search(r"MIT|CC0|public domain|Unicode", licence)


@pytest.mark.parametrize("pattern", rows())
def test_nothing_is_named_that_does_not_ship(pattern: str) -> None:
    assert any(fnmatch(name, pattern) for name in data_files())


@pytest.mark.parametrize("module", re.findall(r"^\| `(citelib/\S+\.py)`", NOTICE, re.MULTILINE))
def test_modules_with_tables_exist(module: str) -> None:
    assert (ROOT / module).is_file()


def test_training_reads_no_test_data() -> None:
    """What the model learns from is named in NOTICE; data to test against is none of it."""
    for path in sorted((ROOT / "tests/plain_text_training").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert "tests.shared" not in text, path.name
        assert "SHARED" not in text, path.name
        for package in re.findall(r"import_module\(\"(\w+)|^\s*from (\w+) import|^import (\w+)", text, re.MULTILINE):
            name = next(filter(None, package))
            known = name in sys.stdlib_module_names or name in ("citelib", "tests", "pycrfsuite")
            assert known or name in NOTICE.lower(), name


def test_the_notice_is_in_the_metadata() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"LICENSE", "NOTICE"} <= set(project["license-files"])
