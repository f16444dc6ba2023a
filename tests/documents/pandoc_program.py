"""Pandoc, where it is installed: by itself or as the package pypandoc_binary."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest

from citelib.documents.pandoc.filter import resolve

__all__ = ["filtered", "has_pandoc", "pandoc"]

LEAST = (3, 0)


@cache
def _found() -> str | None:
    packed = Path(sysconfig.get_path("purelib"), "pypandoc", "files", "pandoc")
    for name in (str(packed) if packed.exists() else None, shutil.which("pandoc")):
        if name is not None:
            version = subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout
            match = re.search(r"pandoc(?:\.exe)? (\d+)\.(\d+)", version)
            if match and (int(match[1]), int(match[2])) >= LEAST:
                return name
    return None


def has_pandoc() -> bool:
    """Whether there is a pandoc that is new enough."""
    return _found() is not None


def pandoc(text: str, *options: str, folder: Path | None = None) -> str:
    """What pandoc makes of a text; the test is skipped where there is no pandoc that is new enough."""
    program = _found()
    if program is None:
        pytest.skip("there is no pandoc 3 (install pandoc, or the package pypandoc_binary)")
    done = subprocess.run(
        [program, *options], input=text, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def filtered(text: str, *options: str, folder: Path, target: str = "") -> str:
    """What pandoc makes of a text with our filter, which runs in this process."""
    tree = pandoc(text, *options, "-t", "json", folder=folder)
    with contextlib.chdir(folder):
        made, _ = resolve(json.loads(tree), target=target)
    return pandoc(json.dumps(made), "-f", "json", *options, folder=folder)
