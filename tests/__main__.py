"""Run everything that must pass: format, lint, types, tests with doctests, documentation.

usage: python -m tests [NAME ...]     (names of steps; all of them without)
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "docs": ("mkdocs", "build", "--strict", "--quiet", "--site-dir", "build/site"),
    "tests": ("pytest", "tests", "citelib", "--doctest-modules", "-q", "-n", "2", "--dist", "worksteal"),
}


# The theme of the docs advertises in every build; nobody waits for that.
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def main(names: list[str]) -> int:
    """Run the steps of these names, all of them if none is given; the exit status is 0 if every step succeeded."""
    if unknown := [name for name in names if name not in STEPS]:
        print(f"there is no step {', '.join(unknown)}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or STEPS:
        print(f"== {name}: {' '.join(STEPS[name])}", flush=True)
        # Children of this interpreter, so that the tools of the virtual environment are taken.
        if subprocess.run([sys.executable, "-m", *STEPS[name]], cwd=ROOT, env=ENVIRONMENT, check=False).returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all steps passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
