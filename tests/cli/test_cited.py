"""The works that several documents cite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, year in (("one", 2001), ("two", 2002)):
        entries = f"@book{{lee, title={{Moss}}, year={year}}}\n@book{{roe, title={{Fern}}, year=1999}}\n"
        Path(f"{name}.bib").write_text(entries, encoding="utf-8")
        text = f"---\nbibliography: {name}.bib\n---\nSee [@lee; @roe].\n"
        Path(f"{name}.md").write_text(text, encoding="utf-8")
    Path("none.md").write_text("Nothing.\n", encoding="utf-8")


def years(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    return {one["id"]: one["issued"]["date-parts"][0][0] for one in json.loads(capsys.readouterr().out)}


def test_works_of_one_key_are_kept_apart_and_the_same_work_comes_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cited", "one.md", "none.md", "two.md", "--to", "csl-json", "--quiet") == 0
    assert years(capsys) == {"lee": 2001, "roe": 1999, "lee-2": 2002}


def test_files_with_the_works_are_those_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cited", "one.md", "two.md", "-b", "two.bib", "--to", "csl-json") == 0
    said = capsys.readouterr()
    assert {one["id"]: one["issued"]["date-parts"][0][0] for one in json.loads(said.out)} == {"lee": 2002, "roe": 1999}
    assert said.err == ""


def test_documents_that_cite_nothing_are_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cited", "none.md", "none.md", "-o", "out.bib") == 1
    assert "none.md, none.md: nothing is cited in it" in capsys.readouterr().err
    assert not Path("out.bib").exists()


def test_one_document_that_cites_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cited", "one.md", "none.md", "--to", "csl-json") == 0
    assert years(capsys) == {"lee": 2001, "roe": 1999}


def test_a_typed_list_is_read_and_what_is_doubtful_in_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    listed = "Lee A. Mosses on walls. Mosses. 2020;3:12-20.\n\nWalls. 2018 2019; see also Roe 1998, pp. 3-4, et al.\n"
    Path("typed.md").write_text(f"Moss.\n\n# References\n\n{listed}", encoding="utf-8")
    assert run("cited", "typed.md", "--to", "csl-json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)[0]["title"] == "Mosses on walls"
    assert "typed.md:" in said.err
    assert "[plain-text-uncertain]" in said.err


def test_what_is_cited_and_not_there_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("three.md").write_text("---\nbibliography: [one.bib, none.bib]\n---\nSee [@nobody].\n", encoding="utf-8")
    assert run("cited", "three.md") == 1
    said = capsys.readouterr().err
    assert "[document-missing-key]" in said
    assert "[document-bibliography]" in said


def test_works_of_nocite_come_before_a_typed_list(capsys: pytest.CaptureFixture[str]) -> None:
    listed = "# References\n\nLee A. Mosses on walls. Mosses. 2020;3:12-20.\n"
    Path("quiet.md").write_text(f"---\nbibliography: one.bib\nnocite: '@roe'\n---\n{listed}", encoding="utf-8")
    assert run("cited", "quiet.md", "--to", "csl-json") == 0
    assert years(capsys) == {"roe": 1999}
