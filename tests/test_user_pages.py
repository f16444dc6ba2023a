"""Pages of the docs run as they are printed: files are written, commands and examples of Python give their output.

A fence with ``title="NAME"`` is a file; in a fence of the language ``console``, lines that begin with ``$ `` are
commands, and what follows is what they print; in one of the language ``pycon``, ``>>> `` and ``... `` begin what Python
is given. ``pytest --update-golden`` puts what comes out into the page.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from citelib.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
USERS = sorted((DOCS / "for").glob("*.md"))
PAGES = [
    *USERS,
    *sorted((DOCS / "coming-from").glob("*.md")),
    *(DOCS / f"{name}.md" for name in ("cookbook", "index", "tutorial")),
]
FENCE = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<file>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
SHOWN = 20
"""Lines of output that a page shows of one command; what is in the middle of more is an ellipsis."""
END = 4
TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")


def run(command: str) -> str:
    """What a command prints, to standard output and error, in its order."""
    program, *arguments = shlex.split(command, comments=True)
    target = None
    if ">" in arguments:
        target = arguments[arguments.index(">") + 1]
        arguments = arguments[: arguments.index(">")]
    out, err = _captured(), _captured()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err if target else out):
        if program == "citelib":
            with pytest.raises(SystemExit):
                main(arguments)
        elif program == "cat":
            out.write("".join(Path(name).read_text(encoding="utf-8") for name in arguments))
        elif arguments[0] == "-m":
            done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
            out.write(done.stdout + done.stderr)
        else:
            assert program == "python"
            runpy.run_path(arguments[0], run_name="__main__")
    printed, said = (one.buffer.getvalue().decode("utf-8") for one in (out, err))
    if target:
        Path(target).write_text(printed, encoding="utf-8")
        return said
    return printed


def _captured() -> io.TextIOWrapper[io.BytesIO]:
    """A stream that takes text and bytes, as standard output does."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def session(text: str) -> str:
    """A session as it is printed, with the output of its commands."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            printed = TIME.sub("2026-11-30T09:00:00Z", run(line[2:])).rstrip("\n").split("\n")
            if len(printed) > SHOWN:
                printed = [*printed[: SHOWN - END], "…", *printed[1 - END :]]
            lines += [line, *(one.rstrip() for one in printed if one.strip() or len(printed) > 1)]
    return "\n".join(lines) + "\n"


def dialogue(text: str, names: dict[str, object]) -> str:
    """A dialogue with Python as it is printed, with what it answers.

    Args:
        text: Statements behind ``>>> `` and ``... ``, and old answers.
        names: What the page has defined so far; grows.
    """
    lines: list[str] = []
    for example in doctest.DocTestParser().get_examples(text):
        source = example.source.rstrip("\n").split("\n")
        lines += [f"{'...' if number else '>>>'} {line}".rstrip() for number, line in enumerate(source)]
        out = io.StringIO()
        with contextlib.redirect_stdout(out), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(example.source, "page", "single"), names)
        printed = out.getvalue().rstrip("\n")
        lines += [line.rstrip() or "<BLANKLINE>" for line in printed.split("\n")] if printed else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    for file in (ROOT / "examples").iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("CITELIB_LIBRARY", "refs.db")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    text = page.read_text(encoding="utf-8")
    new, end = "", 0
    names: dict[str, object] = {}
    for fence in FENCE.finditer(text):
        if fence["file"]:
            Path(fence["file"]).write_text(fence["text"], encoding="utf-8")
        elif fence["language"] in ("console", "pycon"):
            shown = session(fence["text"]) if fence["language"] == "console" else dialogue(fence["text"], names)
            new += text[end : fence.start("text")] + shown
            end = fence.end("text")
    new += text[end:]
    drawings = {name: Path(name).read_text(encoding="utf-8") for name in re.findall(r"!\[[^\]]*\]\((\S+\.svg)\)", text)}
    if update_golden:
        page.write_text(new, encoding="utf-8")
        for name, drawing in drawings.items():
            (page.parent / name).write_text(drawing, encoding="utf-8")
    else:
        assert new == text
        for name, drawing in drawings.items():
            assert (page.parent / name).read_text(encoding="utf-8") == drawing


def test_there_is_a_page_for_each_kind_of_user_in_the_navigation() -> None:
    navigation = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert len(USERS) >= 8
    for page in USERS:
        assert f"\nfor/{page.stem}\n" in navigation
