"""What people see at a terminal: colours unless ``NO_COLOR`` is set, and tables that fit however narrow it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="terminals of this system are of another kind")

BIB = "@book{lee2001, title = {On moss}, year = 2001, month = June}\n"
COMMANDS = ["check refs.bib", "show refs.bib", "styles nature --limit 2", "formats", "format refs.bib"]


def seen(command: str, folder: Path, columns: int = 80, **environment: str) -> str:
    """What a terminal gets of a command."""
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    ours, theirs = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    running = subprocess.Popen(
        [sys.executable, "-m", "citelib", *command.split()],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**known, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "40", **environment},
    )
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65_536):
            parts.append(part)
    except OSError:  # the end of a terminal, on Linux
        pass
    finally:
        os.close(ours)
    running.wait(30)
    return b"".join(parts).decode("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_there_is_no_escape_sequence_without_colours(command: str, tmp_path: Path) -> None:
    text = seen(command, tmp_path, NO_COLOR="1")
    assert text.strip()
    assert "\x1b" not in text


@pytest.mark.parametrize("command", COMMANDS[:3])
def test_there_are_colours_at_a_terminal(command: str, tmp_path: Path) -> None:
    assert "\x1b[" in seen(command, tmp_path)


@pytest.mark.parametrize("columns", [24, 40])
def test_a_narrow_table_is_a_list_of_whole_words(columns: int, tmp_path: Path) -> None:
    text = seen("styles nature --limit 2", tmp_path, columns, NO_COLOR="1")
    assert re.search(r"^nature\s*$", text, re.MULTILINE)
    assert {"numeric", "science"} <= set(re.findall(r"\w+", text))


def test_a_wide_table_has_columns(tmp_path: Path) -> None:
    text = seen("styles nature --limit 2", tmp_path, 120, NO_COLOR="1")
    assert re.search(r"^ ?name +citations +fields +title", text, re.MULTILINE)
