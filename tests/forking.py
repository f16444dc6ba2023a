"""Runs of pytest that start at once: one interpreter loads what every run needs, and a fork of it is made for each."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from pathlib import Path
from types import TracebackType
from typing import Self

# What is loaded once. No module of the project: the runs differ in those.
_LOADED = (
    "pytest _pytest.doctest _pytest.assertion.rewrite hypothesis.strategies hypothesis.internal.conjecture.engine "
    "attrs lxml.etree rapidfuzz.fuzz rapidfuzz.process sqlite3 email.message html.parser xml.etree.ElementTree "
    "unittest.mock concurrent.futures urllib.request"
).split()

# Reads one list of arguments a line, answers with the number of the process and then with its exit status.
_SERVER = f"""
import importlib, json, os, sys
for name in {_LOADED!r}:
    importlib.import_module(name)
import pytest
for line in sys.stdin:
    process = os.fork()
    if not process:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        status = 70
        try:
            status = int(pytest.main(json.loads(line)))
        finally:
            sys.stdout.flush()
            os._exit(status)
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


class ForkingPytest:
    """Runs pytest again and again in a folder, each time in a process of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str], log: Path) -> None:
        with log.open("wb") as errors:
            self._server = subprocess.Popen(
                [sys.executable, "-c", _SERVER],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._reader = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.communicate()
        self._reader.shutdown()

    def run(self, arguments: Sequence[str], timeout: float | None = None) -> int:
        """Run pytest with these arguments and give its exit status; -9 if it took longer than so many seconds."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        # What is loaded before pytest looks at its plugins cannot be rewritten; there are no assertions of ours in it.
        ignored = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
        self._server.stdin.write(json.dumps([*ignored, *arguments]) + "\n")
        self._server.stdin.flush()
        process = int(self._server.stdout.readline())
        status = self._reader.submit(self._server.stdout.readline)
        try:
            return int(status.result(timeout))
        except LateError:
            # With all that the tests started.
            os.killpg(process, signal.SIGKILL)
            return int(status.result())
