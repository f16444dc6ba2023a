"""Manuscripts whose references are typed below a heading, as editors get them, are verified reference by reference."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import run

RECORDS = """@article{lee, author = {Lee, Ann}, title = {Growth of mosses on shaded walls}, volume = 3,
  journal = {Journal of Mosses}, year = 2020, pages = {12--20}}"""
LIST = [
    "1. Lee A. Growth of mosses on shaded walls. Journal of Mosses. 2020;3:12-20.",
    "2. Nobody N. The invention of all ferns. Ferns 2018;1:1-2.",
]
PROSE = "Mosses grow on walls (Lee, 2020), and ferns were invented (Nobody, 2018)."
BEHIND = "We thank J. Roe for his walls in 2018."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("records.bib").write_text(RECORDS, encoding="utf-8")


def verdicts(file: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run("verify", file, "--against", "records.bib", "--as-registry", "--json")
    return [one["verdict"] for one in json.loads(capsys.readouterr().out)]


def docx(paragraphs: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    names = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile("paper.docx", "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{names}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="r" Type='
            f'"{names}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        main = f'<w:document xmlns:w="{names}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
        file.writestr("word/document.xml", main)


WANTED = ["verified", "not-found"]


@pytest.mark.parametrize("heading", ["# References", "## Literature cited", "**Bibliography**"])
@pytest.mark.parametrize("behind", ["## Acknowledgements", "Funding:"])
def test_a_list_in_markdown(heading: str, behind: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["# Moss", PROSE, heading, *LIST, behind, BEHIND]
    Path("paper.md").write_text("\n\n".join(lines), encoding="utf-8")
    assert verdicts("paper.md", capsys) == WANTED


def test_a_list_in_word(capsys: pytest.CaptureFixture[str]) -> None:
    docx(["Moss", PROSE, "References", *LIST, "Acknowledgements", BEHIND])
    assert verdicts("paper.docx", capsys) == WANTED


def test_what_is_wrong_with_a_typed_reference_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("paper.md").write_text("\n".join([PROSE, "", "# References", "", *LIST, "3. Gibberish"]), encoding="utf-8")
    assert run("verify", "paper.md", "--against", "records.bib") == 1
    assert "paper.md:7: error: '3. Gibberish' is not read as a reference" in capsys.readouterr().err


def test_prose_below_such_a_heading_is_no_list(capsys: pytest.CaptureFixture[str]) -> None:
    Path("paper.md").write_text("# Notes\n\nMoss is green, and we said so before.\n", encoding="utf-8")
    assert run("verify", "paper.md", "--against", "records.bib") == 1
    assert "no references" in capsys.readouterr().err
