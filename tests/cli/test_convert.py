"""`citelib convert` loses and overwrites nothing that it was not asked to."""

from __future__ import annotations

import gzip
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import citelib
from citelib.cli import main

RIS = "TY  - BOOK\nTI  - T\nID  - a\nER  - \n"
BROKEN = '[\n{"id": "a", "type": "book"},\n{"id": "b", "title": },\n{"id": "c", "type": "book"}\n]\n'


def convert(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["convert", *map(str, arguments)])
    code = ended.value.code
    return code if isinstance(code, int) else 0


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.ris"
    path.write_text(RIS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"), [("in.ris", "nothing here\n"), ("in.ris", ""), ("in.json", "[]"), ("in.json", '[{"id": }')]
)
def test_input_without_references_empties_no_file(
    good: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = good.with_name(name)
    source.write_text(content, encoding="utf-8")
    assert convert(source, good) == 1
    assert good.read_text(encoding="utf-8") == RIS
    said = capsys.readouterr().err
    assert f"citelib: error: {source}: there are no references in it\n  hint: {good} was left as it is" in said


def test_input_without_references_is_no_error_if_it_is_merely_empty(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = good.with_name("in.ris")
    source.write_text("\n", encoding="utf-8")
    assert convert(source, "-", "-t", "csl-json") == 0
    assert capsys.readouterr() == ("[]\n", "")
    source.write_text("nothing here\n", encoding="utf-8")
    assert convert(source, "-", "-t", "csl-json") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "there are no references in it" in err


def test_a_file_takes_its_own_place_only_if_all_of_it_was_understood(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = good.with_name("in.json")
    source.write_text(BROKEN, encoding="utf-8")
    link = good.with_name("link.json")
    link.symlink_to(source)
    for target in (source, link):
        assert convert(source, target) == 1
        assert source.read_text(encoding="utf-8") == BROKEN
        assert "not all of it was understood, and nothing is written" in capsys.readouterr().err
    assert convert(source, good.with_name("out.json")) == 1
    assert len(good.with_name("out.json").read_text(encoding="utf-8").splitlines()) == 4
    assert convert(good, good) == 0
    assert convert(good, good, "-k", "a") == 2


def test_a_file_whose_text_is_kept_may_take_its_own_place(good: Path) -> None:
    source = good.with_name("in.bib")
    source.write_text("@comment{x}\n@book{a, title = {T}\n@book{b, title = {U}}\n", encoding="utf-8")
    before = source.read_text(encoding="utf-8")
    assert convert(source, source) == 1
    assert source.read_text(encoding="utf-8") == before
    assert convert(source, source, "-t", "biblatex") == 1
    assert source.read_text(encoding="utf-8") == before


def test_strict_writes_nothing_for_a_warning(good: Path) -> None:
    source = good.with_name("in.json")
    source.write_text('[{"id": "a", "type": "bok"}]', encoding="utf-8")
    assert convert(source, good.with_name("out.json"), "--strict") == 1
    assert not good.with_name("out.json").exists()


def test_pipes(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = good.with_name("pipe")
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(pipe.write_text, RIS)
        assert convert(pipe, "-", "-t", "csl-json") == 0
    assert '"title": "T"' in capsys.readouterr().out


def test_what_is_shown_of_a_file_cannot_steer_the_terminal(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_text("\x1b[31mstray\n" + RIS, encoding="utf-16")
    assert convert(good, "-", "-t", "csl-json") == 0
    err = capsys.readouterr().err
    assert "\ufffd[31mstray\n" in err
    assert "\x1b" not in err.replace("\x1b[33m", "").replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_parquet_takes_many_files_and_gives_them_back(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, the extra «tables»")
    for name in "abc":
        line = f'{{"id": "{name}", "type": "book", "title": "Moss"}}\n'
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    files = [tmp_path / f"{name}.jsonl.gz" for name in "abca"]
    target = tmp_path / "works.parquet"
    assert convert(*files, target) == 0
    told = capfdbinary.readouterr().err.decode()
    assert "a.jsonl.gz" in told
    assert "items-repeated" in told
    assert list(citelib.load(target)) == ["a", "b", "c"]
    assert convert(*files, target) == 2  # it is there now, and may be meant as input
    assert convert(target, "-", "--to", "csl-jsonl") == 0
    assert capfdbinary.readouterr().out.count(b'"Moss"') == 3
    assert convert(target, "-", "--to", "parquet") == 0
    assert capfdbinary.readouterr().out[:4] == b"PAR1"


def test_standard_input_of_a_named_format_becomes_a_bib_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"TY  - BOOK\nTI  - On moss\nAU  - Lee, Ann\nPY  - 2001\nID  - lee2001\nER  - \n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert convert("-", tmp_path / "out.bib", "--from", "ris") == 0
    assert "{On moss}" in (tmp_path / "out.bib").read_text(encoding="utf-8")
