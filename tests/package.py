"""Build sdist and wheel, and use the wheel from an empty environment: ``python -m tests.package``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.imports import ROOT

USE = """
import citelib
assert "site-packages" in citelib.__file__, citelib.__file__
works = citelib.load("works.json")
assert len(works) == 3 and not works.diagnostics
assert "Beyeler, A. (2019)" in citelib.format(works, "apa")
assert citelib.format(works, "science-news")
assert citelib.loads(citelib.dumps(works, format="bibtex"), format="bibtex").keys() == works.keys()
assert citelib.load("release.txt", format="press-release")
assert citelib.loads("Gordon, J. E. (1978). Structures. London: Penguin.", format="text")
"""


def main() -> int:
    """Build and use the package; whatever fails ends the process with an error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        _check_contents(wheel)
        _run(sys.executable, "-m", "venv", folder / "empty")
        python = folder / "empty" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
        # Away from the sources, so that nothing but the wheel can be imported.
        place = folder / "elsewhere"
        place.mkdir()
        for example in ("works.json", "release.txt"):
            shutil.copy(ROOT / "examples" / example, place)
        _run(python, "-W", "error", "-c", USE, folder=place)
        _run(python, "-m", "citelib", "--version", folder=place)
        _run(python, "-m", "citelib", "format", "works.json", "--style", "nature", folder=place)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, works in an empty environment", flush=True)
    return 0


def _check_contents(wheel: Path) -> None:
    """Every file of the package is in the wheel, its data too, and nothing else is."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {path for path in (ROOT / "citelib").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    expected = {path.relative_to(ROOT).as_posix() for path in sources}
    expected |= {f"citelib/styles/{path.name}" for path in (ROOT / "styles").iterdir()}
    if packed != expected:
        sys.exit(f"missing: {sorted(expected - packed)}; too many: {sorted(packed - expected)}")


def _run(*command: str | Path, folder: Path = ROOT) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
