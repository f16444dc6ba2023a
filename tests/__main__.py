"""Check the project: format, lint, types, documentation, tests with doctests.

``python -m tests``: everything that must pass.
``python -m tests STEP… [-- PYTEST ARGUMENTS]``: only these steps; what follows ``--`` goes to pytest.
``python -m tests changed [-- PYTEST ARGUMENTS]``: format, lint, types, and the tests that need what differs from main.

Not part of everything: ``random`` (the properties, with examples that nobody saw before), ``coverage`` (how much of the
package the tests run without the shared data), ``lowest`` (the tests with the lowest versions of the dependencies),
``links`` (whether the addresses in the docs answer), ``package`` (sdist and wheel, used from an empty environment),
``compiled`` (the wheel with compiled modules: tests on it, what it prints, how fast it is).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.imports import ROOT, all_tests_of, name_of

PYTEST = ("pytest", "--doctest-modules", "-q")
EVERYTHING = ("tests", "citelib", "-n", "2", "--dist", "worksteal")
CODE = ("citelib", "tests", "examples", "docs")
"""The folders of code; whoever runs the checks may have an environment in the clone, under any name."""
COVERAGE_FLOOR = 95
"""Percent of the lines of the package that the tests run without the data in ``../shared``."""

LOWEST = "build/lowest"
"""An environment with the lowest versions of all packages that the project asks for."""

Command = tuple[str, ...]

STEPS: dict[str, Sequence[Command]] = {
    "format": [("ruff", "format", "--check", *CODE)],
    "lint": [("ruff", "check", *CODE)],
    "types": [("mypy",)],
    "docs": [
        ("codespell_lib", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
        ("sphinx", "--fail-on-warning", "--keep-going", "--quiet", "docs", "build/site"),
        ("tests.links", "build/site"),
    ],
    "tests": [(*PYTEST, *EVERYTHING)],
}
ON_REQUEST: dict[str, Sequence[Command]] = {
    "random": [(*PYTEST, *EVERYTHING, "--hypothesis-profile", "random")],
    "coverage": [
        ("coverage", "erase"),
        ("coverage", "run", "-m", *PYTEST, *EVERYTHING),
        ("coverage", "combine", "--quiet"),
        ("coverage", "report", f"--fail-under={COVERAGE_FLOOR}", "--skip-covered", "--sort=cover"),
    ],
    "lowest": [
        ("uv", "venv", "--quiet", "--clear", "--python", sys.executable, LOWEST),
        ("uv", "pip", "install", "--quiet", "--python", LOWEST, "--resolution=lowest-direct", "-e", ".[test,lookup]"),
        (*PYTEST, *EVERYTHING),
    ],
    "links": [("sphinx", "--quiet", "-b", "linkcheck", "docs", "build/links")],
    "package": [("tests.package",)],
    "compiled": [("tests.compiled",)],
}


def changed_files() -> list[Path]:
    """The files that differ from where this branch left the main one, committed or not."""

    def lines(*command: str) -> list[str]:
        done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.splitlines() if done.returncode == 0 else []

    start = (lines("merge-base", "HEAD", "main") or lines("merge-base", "HEAD", "origin/main") or ["HEAD"])[0]
    names = {*lines("diff", "--name-only", start), *lines("ls-files", "--others", "--exclude-standard")}
    return sorted(ROOT / name for name in names if (ROOT / name).is_file())


def tests_of(files: Sequence[Path]) -> list[str]:
    """What pytest has to run for these files: the tests that need them, and the doctests within them."""
    code = [path for path in files if path.suffix == ".py" and {"citelib", "tests"} & {*path.relative_to(ROOT).parts}]
    found = {
        *all_tests_of(name_of(path) for path in code),
        *(path for path in code if ROOT / "citelib" in path.parents),
    }
    for path in files:
        # Data is tested by what stands beside it, or in the next folder above.
        if path.suffix != ".py" and ROOT / "tests" in path.parents:
            found.add(next(folder for folder in path.parents if any(folder.glob("test_*.py"))))
    found.add(ROOT / "tests" / "test_architecture.py")
    return sorted(str(path.relative_to(ROOT)) for path in found)


def main(arguments: Sequence[str]) -> int:
    """Run the steps of these names, all of them if none is given; the exit status is 0 if every step succeeded."""
    words = list(arguments)
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    place = words.index("--") if "--" in words else len(words)
    names, for_pytest = words[:place], words[place + 1 :]
    known = {**STEPS, **ON_REQUEST}
    if unknown := [name for name in names if name not in (*known, "changed")]:
        print(f"there is no step {', '.join(unknown)}; there are {', '.join((*known, 'changed'))}", file=sys.stderr)
        return 2
    if names == ["changed"]:
        known["changed"] = [(*PYTEST, *tests_of(changed_files()))]
        names = ["format", "lint", "types", "changed"]
    (ROOT / "build").mkdir(exist_ok=True)
    failed = []
    for name in names or STEPS:
        for command in known[name]:
            if "pytest" in command:
                command = (*command, *for_pytest)
            print(f"== {name}: {' '.join(command)}", flush=True)
            if _run(command, name):
                failed.append(name)
                break
    print(f"== failed: {', '.join(failed)}" if failed else "== all steps passed", flush=True)
    return 1 if failed else 0


def _run(command: Command, step: str) -> int:
    # What the shared data covers is not counted, so that the figure is the same for everybody.
    environment = {**os.environ, "CITELIB_SHARED": os.devnull} if step == "coverage" else None
    # Children of this interpreter, so that the tools of the virtual environment are taken.
    python = sys.executable
    if step == "lowest" and "pytest" in command:
        python = str(ROOT / LOWEST / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    return subprocess.run([python, "-m", *command], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
