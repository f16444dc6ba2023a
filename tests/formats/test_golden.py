"""Golden pairs: ``golden/FORMAT/NAME.EXTENSION`` reads as ``NAME.json`` (CSL-JSON); ``works.*`` is also written.

``pytest --update-golden`` rewrites what is expected; look at the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads

GOLDEN = Path(__file__).parent / "golden"
WORKS = Path(__file__).resolve().parents[2] / "examples" / "works.json"
PAIRS = sorted(
    path for path in GOLDEN.glob("*/*.*") if path.suffix != ".json" and registry.find(path.parent.name).read is not None
)
# These have golden pairs of their own.
ELSEWHERE = {"bibtex", "biblatex", "bib.txt", "press-release"}
WRITABLE = [one.name for one in registry.formats() if one.write is not None and one.name not in ELSEWHERE]


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reads(path: Path, update_golden: bool) -> None:
    got = dumps(loads(path.read_bytes(), path.parent.name), "csl-json", indent=2)
    expected = path.with_suffix(".json")
    if update_golden:
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", WRITABLE)
def test_writes(format: str, update_golden: bool) -> None:
    got = dumps(load(WORKS), format)
    expected = GOLDEN / format / "works.out"
    if update_golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8")
