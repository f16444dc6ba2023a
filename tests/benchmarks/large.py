"""Measure files larger than memory: what a process takes to read them, and to convert them to JSON Lines.

    python -m tests.benchmarks.large                          20 MB of each format that is read record by record
    python -m tests.benchmarks.large ris --megabytes 1000     a gigabyte of RIS

The files are made of the references of the corpus ``../shared/corpora/cdl.bib``, repeated with ids of their own.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from citelib.formats.exchange import dump, iter_items
from citelib.model import Item
from tests.shared import shared

FORMATS = ("ris", "medline-nbib", "refer", "csl-jsonl", "csl-json", "mods", "marcxml", "endnote-xml", "biblatex")
READ = """
import sys
from citelib.formats.exchange import iter_items
print(sum(1 for _ in iter_items(*sys.argv[1:])))
"""
_SAMPLE = 500
"""References of which the size of a record is told."""


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.large", description=__doc__)
    parser.add_argument("formats", nargs="*", default=FORMATS, help="names of formats")
    parser.add_argument("--megabytes", type=int, default=20, metavar="N", help="size of each file")
    options = parser.parse_args()
    works = list(iter_items(shared("corpora/cdl.bib")))
    print("| format | MB | references | read, s | peak, MB | converted, s | peak, MB |\n|---|--:|--:|--:|--:|--:|--:|")
    for format in options.formats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "large")
            dump(works[:_SAMPLE], path, format)
            count = options.megabytes * 1_000_000 * _SAMPLE // path.stat().st_size
            dump(itertools.islice(repeated(works), count), path, format)
            size = path.stat().st_size / 1e6
            found, seconds, peak = measured("-c", READ, str(path), format)
            convert = ("-m", "citelib", "convert", "-q", "--from", format, str(path), str(Path(folder, "out.jsonl")))
            _, converted, most = measured(*convert)
            figures = f"{size:.0f} | {int(found):,} | {seconds:.1f} | {peak:.0f} | {converted:.1f} | {most:.0f}"
            print(f"| {format} | {figures} |", flush=True)
    return 0


def repeated(works: list[Item]) -> Iterator[Item]:
    """The same references again and again, each time under other ids."""
    for number in itertools.count():
        for work in works:
            yield work.evolve(id=f"{work.id}x{number}", custom={}, relations=[])


def measured(*arguments: str) -> tuple[str, float, float]:
    """What a Python process prints, its seconds, and the most memory that it takes, in megabytes."""
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000, done.stdout)\n"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, sys.executable, *arguments], check=True, capture_output=True, text=True
    )
    peak, _, printed = done.stdout.partition(" ")
    return printed.strip() or "0", time.perf_counter() - start, float(peak)


if __name__ == "__main__":
    sys.exit(main())
