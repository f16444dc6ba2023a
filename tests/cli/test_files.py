"""Where results go: to a terminal, to a pipe, to a file."""

from __future__ import annotations

import io
import sys

import click
import pytest

from citelib.cli.files import given_options, standard_output, write_text


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
