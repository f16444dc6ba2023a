"""Running the command line as a process of its own: into pipes, and at a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from citelib.cli import main

PROGRAM = (sys.executable, "-m", "citelib")
SECONDS = 60
"""No command of these tests takes a twentieth of that, even on a busy machine."""


def environment(**more: str) -> dict[str, str]:
    """The environment without what would colour or complete, and with `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    return {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **more}


def piped(
    arguments: Sequence[str | bytes], given: bytes = b"", folder: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """What a command says into pipes."""
    return subprocess.run(
        [*PROGRAM, *arguments], input=given, capture_output=True, timeout=SECONDS, cwd=folder, env=environment(**more)
    )


class Screen(io.StringIO):
    """A terminal that remembers what reaches it."""

    def isatty(self) -> bool:
        return True


def on_screen(arguments: Sequence[str], given: bytes = b"") -> tuple[int, str]:
    """As `at_terminal`, but in this process and folder, which takes a tenth of the time."""
    screen = Screen()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        patch.setattr(sys, "stdout", screen)
        patch.setattr(sys, "stderr", screen)
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
    return int(ended.value.code or 0), screen.getvalue()


def at_terminal(
    arguments: Sequence[str | bytes], folder: Path, given: bytes | None = None, columns: int = 80, **more: str
) -> tuple[int, str]:
    """The exit status of a command, and all that reaches the terminal that it is called at.

    Args:
        arguments: What follows the name of the program.
        folder: Where it is called.
        given: Its standard input from a pipe; the terminal if None.
        columns: Width of the terminal.
        more: Of the environment.
    """
    import fcntl
    import pty
    import struct
    import termios

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=its if given is None else subprocess.PIPE,
        stdout=its,
        stderr=its,
        cwd=folder,
        env=environment(**more),
        start_new_session=True,
    )
    os.close(its)
    if given is not None:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
    shown = b""
    while True:
        try:
            data = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        shown += data
    os.close(ours)
    return process.wait(SECONDS), shown.decode()
