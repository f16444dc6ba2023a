"""A library that is called as a user calls it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from citelib.cli import main

WORKS = Path(__file__).resolve().parents[2] / "examples" / "works.json"


class Shell:
    def __init__(self, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.capfd = capfd
        self.err = ""

    def __call__(self, *arguments: str, status: int = 0) -> str:
        self.capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["library", *arguments, "--library", str(self.path)])
        out, self.err = self.capfd.readouterr()
        assert end.value.code == status, self.err
        assert "Traceback" not in self.err
        return out


@pytest.fixture
def shell(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    # As from a script: no terminal, no editor, nothing to read.
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    shell = Shell(tmp_path / "refs.db", capfd)
    shell("init")
    shell("import", str(WORKS))
    return shell
