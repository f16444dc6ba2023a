"""Measure the reading of .bib files: time beside peers, and memory as the file grows.

    python -m tests.benchmarks.bibtex                    the corpus ``../shared/corpora/cdl.bib``
    python -m tests.benchmarks.bibtex mine.bib           another file
    python -m tests.benchmarks.bibtex --rounds 9         more rounds for a steadier median
    python -m tests.benchmarks.bibtex --times 1 5 25     how many times the file is repeated for memory

Times are processor time of one run, round by round in turn, so that what else the machine does tells least in the
ratios; nothing is remembered from round to round. Peers are bibtexparser, whose bare split finds entries and fields and
understands nothing, and pandoc; those that are not installed are left out. Memory is measured on the file repeated
under keys of its own.
"""

from __future__ import annotations

import argparse
import collections
import functools
import gc
import logging
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from citelib.formats.exchange import iter_items
from tests.benchmarks.large import READ, measured
from tests.shared import shared

_KEY = re.compile(
    r"^([ \t]*@\s*(?!string|comment|preamble)\w+\s*[{(]\s*)([^\s,{}]+)(?=\s*,)", re.MULTILINE | re.IGNORECASE
)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bibtex", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="the file to read")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="measure each work N times")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 5, 25], metavar="N", help="repetitions for memory")
    options = parser.parse_args()
    path = options.file or Path(shared("corpora/cdl.bib"))
    print(
        f"Python {sys.version.split()[0]}, {path.name}, {path.stat().st_size / 1e6:.1f} MB, {options.rounds} rounds\n"
    )
    speed(path, options.rounds)
    memory(path, options.times)
    return 0


# Time


def speed(path: Path, rounds: int) -> None:
    """Print how fast citelib and its peers read a file."""
    works = {"citelib": lambda: _exhaust(iter_items(path)), **dict(peers(path))}
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            _forget()
            before = os.times()
            work()
            after = os.times()
            seconds[name].append(sum(after[:4]) - sum(before[:4]))
    size = path.stat().st_size / 1e6
    print("| reader | MB/s | time, of citelib's |\n|---|---|---|")
    for name, found in seconds.items():
        share = statistics.median(own and other / own for own, other in zip(seconds["citelib"], found, strict=True))
        print(f"| {name} | {size / statistics.median(found):.2f} | {share:.2f} |")
    print(flush=True)


def peers(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the peers that are installed do with a file, by name."""
    text = path.read_text(encoding="utf-8")
    try:
        from bibtexparser.splitter import Splitter
    except ImportError:
        pass
    else:
        logging.getLogger("bibtexparser.splitter").disabled = True
        yield "bibtexparser, bare split", lambda: Splitter(text).split()
    if shutil.which("pandoc"):
        command = ["pandoc", "-f", "bibtex", "-t", "csljson", str(path)]
        yield "pandoc", lambda: subprocess.run(command, capture_output=True, check=True, timeout=600)


def _forget() -> None:
    """Empty the caches that hold what was made of values."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and found.cache_parameters()["maxsize"] is not None:
            found.cache_clear()
    gc.collect()


def _exhaust(items: Iterator[object]) -> None:
    collections.deque(items, maxlen=0)


# Memory


def memory(path: Path, times: list[int]) -> None:
    """Print the most memory that reading takes at any time, of Python's objects and of a whole process."""
    print(
        "| the file repeated | MB | entries | objects, peak | of the file | process, peak |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        _exhaust(iter_items(path))  # what is loaded and cached once
        for count in times:
            large = repeated(path, count, Path(folder, f"{count}.bib"))
            size = large.stat().st_size
            tracemalloc.start()
            entries = sum(1 for _ in iter_items(large))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            print(
                f"| {count} times | {size / 1e6:.1f} | {entries} | {peak / 1e6:.1f} MB | {peak / size:.1%} | "
                f"{measured('-c', READ, str(large))[2]:.0f} MB |",
                flush=True,
            )


def repeated(path: Path, count: int, to: Path) -> Path:
    """Write a file so many times one behind the other, each time under other keys."""
    text = path.read_text(encoding="utf-8")
    with to.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(_KEY.sub(rf"\g<1>\g<2>x{number}", text) + "\n")
    return to


if __name__ == "__main__":
    sys.exit(main())
