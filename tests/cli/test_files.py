"""What commands read, and where results go: to a terminal, to a pipe, to a file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click
import pytest

from citelib.cli.files import given_options, load_all, read_items, standard_output, write_text
from tests.cli.running import run


class Terminal(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def isatty(self) -> bool:
        return True


def test_options_of_readers_are_those_of_a_command() -> None:
    assert given_options() == {}, "no command runs"


def test_bytes_go_to_a_pipe_and_not_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", pipe)
    assert standard_output("parquet") is pipe.buffer
    assert standard_output("ris") is pipe
    assert standard_output(None) is pipe
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    with pytest.raises(click.UsageError, match="Parquet is not for a terminal"):
        standard_output("parquet")
    assert standard_output("ris") is terminal


@pytest.mark.parametrize("text", ["one", "one\n"])
def test_a_result_ends_with_one_line_end(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_text(text, None)
    write_text(text, "-")
    write_text("", None)
    assert capsys.readouterr().out == "one\none\n"


def test_nothing_is_asked_of_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    for ask in (lambda: load_all([], None), lambda: next(read_items("-", "ris", lambda _: None))):
        with pytest.raises(click.UsageError, match="standard input is a terminal"):
            ask()
    file = tmp_path / "refs.ris"
    file.write_text("TY  - BOOK\nID  - a\nTI  - T\nER  - \n", encoding="utf-8")
    assert [*load_all([str(file)], None)] == ["a"]
    assert [one.id for one in read_items(str(file), None, lambda _: None)] == ["a"]


def test_options_of_readers_reach_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "items.json"
    file.write_text('[{"id": "a", "type": "book", "title": "T", "note": "PMID: 30000001"}]', encoding="utf-8")
    assert run("convert", file, "-", "--to", "csl-json") == 0
    assert '"PMID": "30000001"' in capsys.readouterr().out
    assert run("convert", file, "-", "--to", "csl-json", "--keep-notes") == 0
    assert '"note": "PMID: 30000001"' in capsys.readouterr().out
    assert run("convert", file, "-", "--to", "csl-json", "--columns", tmp_path / "none.toml") == 2
    assert "does not exist" in capsys.readouterr().err
