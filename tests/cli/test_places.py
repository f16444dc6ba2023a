"""A result never takes the place of a file that the command reads, unless it is that file in another state."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.imports import ROOT

BIB = "@book{lee2001, author = {Lee, Ann}, title = {On moss}, publisher = {Acme}, year = 2001}\n"
PAPER = "---\nbibliography: refs.bib\n---\nMoss [@lee2001].\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    Path("paper.md").write_text(PAPER, encoding="utf-8")
    shutil.copy(ROOT / "examples" / "release.txt", tmp_path)
    (tmp_path / "linked.bib").symlink_to(tmp_path / "refs.bib")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "format refs.bib -o refs.bib",
        "format refs.bib -o linked.bib",
        "cite refs.bib lee2001 -o refs.bib",
        "render paper.md -o paper.md",
        "render paper.md -b refs.bib -o refs.bib",
        "cited paper.md -o paper.md --to bibtex",
        "preview refs.bib -o refs.bib",
        "show release.txt --output html -o release.txt",
        "verify refs.bib --against linked.bib --html -o refs.bib",
        "prisma A=refs.bib B=linked.bib --svg refs.bib",
    ],
)
def test_what_is_read_is_not_replaced(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(*command.split()) == 2
    assert "would be lost" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_tidy_file_may_take_its_own_place() -> None:
    assert run("tidy", "refs.bib", "-o", "refs.bib") == 0
    assert "On moss" in Path("refs.bib").read_text(encoding="utf-8")


def test_a_result_takes_the_place_of_an_old_one() -> None:
    Path("refs.txt").write_text("old", encoding="utf-8")
    assert run("format", "refs.bib", "-o", "refs.txt") == 0
    assert "On moss" in Path("refs.txt").read_text(encoding="utf-8")
