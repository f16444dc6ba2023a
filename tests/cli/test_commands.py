"""The command line, case by case: each file in `cases/` is a session that must come out as it is written.

A line ``$ citelib …`` is a command; lines ``<< …`` after it are its standard input; then follow standard output,
standard error with ``! `` in front, and ``[status]`` if that is not 0. ``pytest --update-golden`` rewrites what follows
the commands. Commands run in a folder that holds the example files and those of `data/`.
"""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import click
import pytest

from citelib.cli import citelib, main
from citelib.formats.registry import BUILT_IN

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
CASES = sorted((HERE / "cases").glob("*.txt"))


@attrs.frozen
class Step:
    """One command, what it is given, and what comes out."""

    command: str
    given: tuple[str, ...]
    expected: str


class _StandardInput(io.BytesIO):
    name = "<stdin>"


def parse(text: str) -> tuple[str, list[Step]]:
    """The comment at the top of a case, and its steps."""
    head, *parts = text.split("\n$ ") if not text.startswith("$ ") else ["", *("\n" + text).split("\n$ ")[1:]]
    steps = []
    for part in parts:
        command, *rest = part.split("\n")
        given = []
        while rest and rest[0].startswith("<<"):
            given.append(rest.pop(0)[3:])
        steps.append(Step(command, tuple(given), "\n".join(rest).strip("\n")))
    return head.strip("\n"), steps


def run(step: Step, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints, in the notation of the cases."""
    program, *arguments = shlex.split(step.command)
    assert program == "citelib"
    given = _StandardInput("".join(line + "\n" for line in step.given).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given, encoding="utf-8"))
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    lines = out.rstrip("\n").split("\n") if out.strip("\n") else []
    lines += [f"! {line}".rstrip() for line in err.rstrip("\n").split("\n") if err.strip()]
    if ended.value.code:
        lines.append(f"[{ended.value.code}]")
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    update_golden: bool,
) -> None:
    for folder in (EXAMPLES, HERE / "data"):
        for file in folder.iterdir():
            if file.is_file():
                shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    head, steps = parse(path.read_text(encoding="utf-8"))
    assert steps, "a case without a command"
    results = [run(step, monkeypatch, capsys) for step in steps]
    if update_golden:
        blocks = [head] if head else []
        for step, result in zip(steps, results, strict=True):
            given = [f"<< {line}".rstrip() for line in step.given]
            blocks.append("\n".join([f"$ {step.command}", *given, *([result] if result else [])]))
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    else:
        assert results == [step.expected for step in steps]


def test_every_format_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["formats"])
    assert not ended.value.code
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == sorted(BUILT_IN)
    assert all(len(row) == 5 and "yes" in row[1:3] and row[4] for row in rows)


def test_there_are_cases() -> None:
    assert len(CASES) > 10


def _all_commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from _all_commands(command, f"{path}{name} ")


@pytest.mark.parametrize("command", [pytest.param(one, id=name) for name, one in _all_commands(citelib)])
def test_help_keeps_its_examples_on_lines_of_their_own(command: click.Command) -> None:
    text = command.get_help(click.Context(command))
    assert "\\" not in text
    examples = [line for line in text.splitlines() if line.lstrip().startswith("citelib ")]
    assert all(line.count("citelib ") == 1 for line in examples)
