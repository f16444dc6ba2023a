"""Build the wheel with compiled modules, test it and measure it: ``python -m tests compiled`` (needs a C compiler).

The wheel is installed into an environment of its own, away from the sources. There the official suite and the tests of
the processor, of rich text and of the outputs run. Then lists, documents and single works must read exactly as they do
without compiled modules. The ratios are of processor time, of runs that take turns.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import site
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from citelib.csl import Citation, Cite, Processor, format_each, render_bibliography
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from tests.benchmarks.library_data import synthetic
from tests.imports import ROOT
from tests.shared import SHARED

TESTS = ("tests/csl", "tests/richtext", "tests/output")
NEEDED = ("tests", "docs", "examples", "styles", "pyproject.toml", "README.md", "CHANGELOG.md")
"""What these tests read besides the package."""
ROUNDS = 3
WORKS, CITATIONS = 600, 300
STYLES = ("apa", "ieee", "nature", "chicago-author-date", "chicago-notes-bibliography")
WHERE = "import citelib.csl.processor as one; print(one.__file__)"


def main() -> int:
    """Build, test, compare; whatever fails ends the process with an error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = _installed(folder, _wheel(folder))
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        for needed in NEEDED:
            copy = shutil.copytree if (ROOT / needed).is_dir() else shutil.copy
            copy(ROOT / needed, elsewhere / needed)
        if _run(python, "-c", WHERE, folder=elsewhere).strip().endswith(".py"):
            sys.exit("the processor that was installed is not compiled")
        print(_run(python, "-m", "pytest", "-q", "-rN", *TESTS, folder=elsewhere).splitlines()[-1], flush=True)
        turns = [(_measured(sys.executable, ROOT), _measured(python, elsewhere)) for _ in range(ROUNDS)]
    for what in turns[0][0]:
        if len({digest for turn in turns for _, digest in (turn[0][what], turn[1][what])}) != 1:
            sys.exit(f"{what}: compiled modules print something else")
        ratio = statistics.median(pure[what][0] / compiled[what][0] for pure, compiled in turns)
        print(f"{what}: printed alike, {ratio:.2f} times as fast", flush=True)
    return 0


def _wheel(folder: Path) -> Path:
    """The wheel, built from the sdist, so that nothing is compiled among the sources."""
    _run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, HATCH_BUILD_HOOK_ENABLE_MYPYC="1")
    (wheel,) = (folder / "dist").glob("*.whl")
    if wheel.stem.endswith("none-any"):
        sys.exit(f"{wheel.name} has no compiled modules")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
    return wheel


def _installed(folder: Path, wheel: Path) -> Path:
    """The Python of an environment that has the wheel, and borrows all other packages from the present environment."""
    environment = folder / "environment"
    _run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = ("-m", "pip", "--python", python, "--disable-pip-version-check")
    _run(sys.executable, *pip, "install", "--quiet", "--no-deps", wheel)
    # A path in a .pth file comes behind the environment's own; links to sources that lie there are not followed.
    own = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (own / "borrowed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return python


def measure() -> Iterator[tuple[str, float, str]]:
    """Seconds of processor time, and a digest of the text, of lists, documents and single works in each style."""
    works = list(synthetic(WORKS))
    cites = ((works[n * 7 % WORKS].id, works[n * 11 % WORKS].id, str(n)) for n in range(CITATIONS))
    citations = [Citation([Cite(one), Cite(other, locator=page)]) for one, other, page in cites]
    for name in STYLES:
        style = resolve_style(name)
        render_bibliography(works[:5], style)  # what is read once

        def whole_list(style: ResolvedStyle = style) -> str:
            return str(render_bibliography(works, style, output="html"))

        def document(style: ResolvedStyle = style) -> str:
            processor = Processor(works, style)
            processor.replace_citations(citations)
            return repr(processor.citations)

        def single_works(style: ResolvedStyle = style) -> str:
            return repr([(one.reference, one.citation) for one in format_each(works, style)])

        for work in (whole_list, document, single_works):
            start = time.process_time()
            text = work()
            seconds = time.process_time() - start
            yield f"{name}, {work.__name__.replace('_', ' ')}", seconds, hashlib.sha256(text.encode()).hexdigest()


def _measured(python: str | Path, folder: Path) -> dict[str, tuple[float, str]]:
    command = "import json; from tests.compiled import measure; print(json.dumps(list(measure())))"
    printed = _run(python, "-c", command, folder=folder).splitlines()[-1]
    return {what: (seconds, digest) for what, seconds, digest in json.loads(printed)}


def _run(*command: str | Path, folder: Path = ROOT, **settings: str) -> str:
    environment = {**os.environ, "CITELIB_SHARED": str(SHARED), **settings}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-8000:]}{done.stderr[-8000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
