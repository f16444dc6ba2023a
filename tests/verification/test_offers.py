"""What others use us by: the hook of pre-commit and the GitHub action, as far as one machine can tell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import citelib
from tests.verification.test_reports import BIB, RECORDS

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


def test_hooks() -> None:
    commands = {one["id"]: one["entry"] for one in read(".pre-commit-hooks.yaml")}
    assert commands == {"citelib-verify": "citelib verify", "citelib-check": "citelib check"}


def steps() -> list[dict[str, Any]]:
    action = read("action.yml")
    assert action["runs"]["using"] == "composite"
    return list(action["runs"]["steps"])


def test_inputs_are_no_code() -> None:
    for step in steps():
        assert "${{" not in step.get("run", ""), "what somebody gives would become code of the shell"
        for name in re.findall(r"inputs\.([\w-]+)", str(step)):
            assert name in read("action.yml")["inputs"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({}, 1, "::error file=refs.bib,line=3,title=verify-year"),
        ({"FAIL_ON": "unsure"}, 0, "::error file=refs.bib"),
        ({"FILES": "refs.bib;touch,x"}, 2, "refs.bib;touch,x"),
        ({"AGAINST": ""}, 2, "--against FILE"),
    ],
)
def test_the_action(tmp_path: Path, given: dict[str, str], status: int, told: str) -> None:
    (tmp_path / "refs.bib").write_text(BIB)
    citelib.dump(RECORDS, tmp_path / "world.json")
    script = next(step["run"] for step in steps() if step.get("name") == "Check references")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "citelib"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m citelib "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "FILES": "refs.bib", "AGAINST": "world.json", "ONLINE": "false", "FAIL_ON": "mismatch not-found retracted",
        "SARIF": "" if given else "out.sarif", "HTML": "" if given else "out.html", **given,
    }  # fmt: skip
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == status, ran.stderr
    assert told in ran.stdout + ran.stderr
    assert not (tmp_path / "x").exists()
    if not given:
        assert (tmp_path / "out.sarif").exists()
        assert (tmp_path / "out.html").exists()
