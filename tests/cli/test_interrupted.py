"""Ctrl-C ends a program with status 130: no traceback, nothing half written, whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

RECORD = b"TY  - BOOK\nTI  - On moss\nAU  - Lee, Ann\nPY  - 2001\nER  - \n\n"
PROGRAM = (sys.executable, "-m", "citelib")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has another Ctrl-C")


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """What runs in the background ignores Ctrl-C, and so does what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


IMPORTS_BREAK_OFF = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
sys.argv = ["citelib", "formats"]
from citelib.__main__ import {program}
{program}()
"""


@pytest.mark.parametrize("program", ["main", "pandoc"])
@pytest.mark.parametrize("module", ["click", "citelib.cli.terminal", "citelib.cli.report"])
def test_while_modules_are_imported(program: str, module: str) -> None:
    code = IMPORTS_BREAK_OFF.format(module=module, program=program)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")


@pytest.mark.parametrize(
    "command",
    [
        ("convert", "-", "out.bib", "--from", "ris"),
        ("format", "-", "--from", "ris", "-o", "out.bib"),
        ("dedupe", "-", "--from", "ris", "-o", "out.bib"),
        ("library", "import", "-", "--from", "ris", "--library", "refs.db"),
    ],
    ids=" ".join,
)
def test_while_input_is_read(command: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.bib"
    out.write_text("% what was there\n", encoding="utf-8")
    if command[0] == "library":
        subprocess.run([*PROGRAM, "library", "init", "--library", "refs.db"], cwd=tmp_path, check=True)
    before = {path.name for path in tmp_path.iterdir()}
    with subprocess.Popen(
        [*PROGRAM, *command],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdin is not None
        running.stdin.write(RECORD * 10_000)  # more than a pipe holds: when it is written, some of it is read
        running.stdin.flush()
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said.strip()) == (130, b"")
    assert out.read_text(encoding="utf-8") == "% what was there\n"
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith("refs.db-")} == before
    if command[0] == "library":
        counted = subprocess.run([*PROGRAM, "library", "inspect", "--library", "refs.db"], cwd=tmp_path, check=False)
        assert counted.returncode == 0


def test_output_that_nobody_reads_is_no_fault() -> None:
    with subprocess.Popen(
        [*PROGRAM, "styles", "--limit", "20000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait(60) == 0
    assert b"Traceback" not in said
