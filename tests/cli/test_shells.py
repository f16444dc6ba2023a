"""The scripts of `citelib completion` in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.executable).parent
"""Where the program is."""
ASK = {
    "bash": """
eval "$(citelib completion bash)"
compopt() { :; }  # which bash has only while somebody types
COMP_WORDS=(citelib "$@") COMP_CWORD=$#
_citelib_completion citelib "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
""",
    "fish": 'citelib completion fish | source; complete -C "citelib $argv"',
}


@pytest.mark.parametrize("shell", ASK)
def test_keys_of_a_file_are_completed(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None or not (FOLDER / "citelib").exists():
        pytest.skip(f"{shell} or the program is not installed")
    (tmp_path / "refs.bib").write_text("@book{gordon1978, title={Structures}}\n", encoding="utf-8")
    environment = {"PATH": f"{FOLDER}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb"}
    command = [shell, "-c", ASK[shell], *([] if shell == "fish" else [shell]), "cite", "refs.bib", "g"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == {"gordon1978"}
