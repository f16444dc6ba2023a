"""The pages for each kind of user run as they are printed: files are written, commands give their output.

A fence with ``title="NAME"`` is a file; in a fence of the language ``console``, lines that begin with ``$ `` are
commands, and what follows is what they print. ``pytest --update-golden`` puts what comes out into the page.
"""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from citelib.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs" / "for").glob("*.md"))
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
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err if target else out):
        if program == "citelib":
            with pytest.raises(SystemExit):
                main(arguments)
        elif program == "cat":
            out.write("".join(Path(name).read_text(encoding="utf-8") for name in arguments))
        else:
            assert program == "python"
            runpy.run_path(arguments[0], run_name="__main__")
    if target:
        Path(target).write_text(out.getvalue(), encoding="utf-8")
        return err.getvalue()
    return out.getvalue()


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
    for fence in FENCE.finditer(text):
        if fence["file"]:
            Path(fence["file"]).write_text(fence["text"], encoding="utf-8")
        elif fence["language"] == "console":
            new += text[end : fence.start("text")] + session(fence["text"])
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
    assert len(PAGES) >= 6
    for page in PAGES:
        assert f"\nfor/{page.stem}\n" in navigation
