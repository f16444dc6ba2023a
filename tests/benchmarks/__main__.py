"""Measure citelib beside its peers, in one run on one machine, and print medians and ratios.

    python -m tests.benchmarks                     everything
    python -m tests.benchmarks bibliography        only these parts
    python -m tests.benchmarks --items 600         on the first references only
    python -m tests.benchmarks --rounds 5          more rounds for a steadier median

Times beside a peer are wall-clock times, measured inside each process, and both suffer alike from what else the machine
does; where citelib is compared with itself (growth, parse) it is processor time.

Parts: bibliography, each, growth, document, start, parse, memory. Peers: citeproc-js (node), citeproc-py, pandoc; those
that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from citelib.csl import Citation, Processor, format_each, render_bibliography, render_document
from citelib.csl.style.parse import parse
from citelib.csl.style.repository import find_style, resolve_style
from citelib.csl.style.resolve import ResolvedStyle, resolve
from citelib.model import Item
from tests.benchmarks.corpus import ambiguous, document, edits, references, sharing_authors
from tests.differential.compare import read_citations, read_items
from tests.differential.node import CiteprocJs, citeproc_js, missing

Record = dict[str, Any]

STYLES = {
    "APA": "apa",
    "IEEE": "ieee",
    "Nature": "nature",
    "Chicago author-date": "chicago-author-date",
    "Chicago notes": "chicago-notes-bibliography",
}
SLOW = 600
"""References for peers that do not finish on all of them."""


class Bench:
    """The options, the references and the peer of a run."""

    def __init__(self, options: argparse.Namespace, peer: CiteprocJs | None) -> None:
        self.rounds: int = options.rounds
        self.records = references()[: options.items]
        self.peer = peer

    def median(self, work: Callable[[], object]) -> float:
        """Seconds of the work."""
        return self._median(work, time.perf_counter)

    def median_cpu(self, work: Callable[[], object]) -> float:
        """Seconds of processor time of the work."""
        return self._median(work, time.process_time)

    def _median(self, work: Callable[[], object], clock: Callable[[], float]) -> float:
        times = []
        for _ in range(self.rounds):
            gc.collect()
            started = clock()
            work()
            times.append(clock() - started)
        return statistics.median(times)

    def ask(self, *fields: str, **request: Any) -> list[float | None]:
        """The same of citeproc-js, measured inside node without reading the request: the median of each field."""
        answers = [self.peer.ask(**request) for _ in range(self.rounds)] if self.peer is not None else []
        for answer in answers:
            if "error" in answer:
                print(f"citeproc-js: {answer['error']}", file=sys.stderr)
                answers = []
        return [statistics.median(answer[field] for answer in answers) if answers else None for field in fields]


def table(title: str, head: list[str], rows: list[list[str]]) -> None:
    """Print a table."""
    print(f"\n## {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.stdout.flush()


def ms(seconds: float | None, size: int = 1) -> str:
    """Milliseconds an entry."""
    return "–" if seconds is None else f"{seconds / size * 1000:.3g} ms"


def ratio(peer: float | None, own: float) -> str:
    """How many times faster citelib is."""
    return "–" if peer is None else f"{peer / own:.1f}×"


def xml_of(style: str) -> str:
    """The text of an official style."""
    return Path(find_style(style).path).read_text(encoding="utf-8")


def bibliography(bench: Bench) -> None:
    """A whole bibliography, disambiguation included."""
    items = read_items(bench.records)
    rows = []
    for title, style in STYLES.items():
        resolved = resolve_style(style)
        own = bench.median(lambda resolved=resolved: render_bibliography(items, resolved, output="html"))  # type: ignore[misc]
        (js,) = bench.ask("seconds", command="bibliography", style=xml_of(style), items=bench.records)
        rows.append(
            [
                title,
                ms(own, len(items)),
                ms(js, len(items)),
                ratio(js, own),
                *_slow_peers(bench, style, own, len(items)),
            ]
        )
    head = [
        "style",
        "citelib",
        "citeproc-js",
        "citelib is faster",
        f"citeproc-py ({SLOW})",
        "ratio",
        f"pandoc ({SLOW})",
        "ratio",
    ]
    table(f"A bibliography of {len(items)} references, time an entry", head, rows)


def _slow_peers(bench: Bench, style: str, own: float, size: int) -> list[str]:
    records = bench.records[:SLOW]
    own = own / size
    cells = []
    for seconds in (citeproc_py(records, style), pandoc(records, style)):
        cells += [ms(seconds, len(records)), ratio(seconds / len(records) if seconds else None, own)]
    return cells


def citeproc_py(records: list[Record], style: str) -> float | None:
    """Seconds of citeproc-py, or None where it is not installed or fails."""
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        return None
    import warnings

    warnings.simplefilter("ignore")
    path = find_style(style).path.removesuffix(".csl")
    started = time.perf_counter()
    try:
        source = CiteProcJSON(records)
        made = citeproc.CitationStylesBibliography(
            citeproc.CitationStylesStyle(path, validate=False), source, citeproc.formatter.html
        )
        for record in records:
            made.register(citeproc.Citation([citeproc.CitationItem(record["id"])]))
        made.sort()
        for entry in made.bibliography():
            str(entry)
    except Exception as error:
        print(f"citeproc-py, {style}: {type(error).__name__}: {error}", file=sys.stderr)
        return None
    return time.perf_counter() - started


def pandoc(records: list[Record], style: str) -> float | None:
    """Seconds of pandoc with its start, or None where it is not installed."""
    if shutil.which("pandoc") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "refs.json")
        source.write_text(json.dumps(records), encoding="utf-8")
        command = ["pandoc", "--citeproc", "-f", "csljson", "-t", "html", "--csl", find_style(style).path, str(source)]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, timeout=600, check=False)
        return time.perf_counter() - started if done.returncode == 0 else None


def growth(bench: Bench) -> None:
    """Time an entry in ten bibliographies of 600 and in one of 6,000, of the same references; also all ambiguous."""
    rows = []
    large = bench.records[:6000]
    for title, style in STYLES.items():
        resolved = resolve_style(style)
        cells = [title]
        for records in (large, ambiguous(large), sharing_authors(large)):
            items = read_items(records)
            parts = [items[start : start + 600] for start in range(0, len(items), 600)]

            def few(resolved: ResolvedStyle = resolved, parts: list[list[Item]] = parts) -> None:
                for part in parts:
                    render_bibliography(part, resolved, output="html")

            def many(resolved: ResolvedStyle = resolved, items: list[Item] = items) -> None:
                render_bibliography(items, resolved, output="html")

            times = [bench.median_cpu(work) / len(items) for work in (few, many)]
            cells.append(f"{ms(times[0])} → {ms(times[1])}, {times[1] / times[0]:.2f}×")
        rows.append(cells)
    table(
        "Growth: processor time an entry, 600 → 6,000 references",
        ["style", "as they are", "two authors, one year", "one first author, one year, others differ"],
        rows,
    )


def editing(bench: Bench) -> None:
    """A document of 1,000 citations of 400 items, and edits of one citation."""
    records = bench.records[:400]
    cited = document(records)
    changes = edits(cited)
    items = read_items(records)
    citations = read_citations(cited)
    changed = [(len(change["before"]), read_citations([change["citation"]])[0]) for change in changes]
    rows = []
    for title, style in STYLES.items():
        resolved = resolve_style(style)
        fresh = bench.median(lambda resolved=resolved: render_document(items, citations, resolved, output="html"))  # type: ignore[misc]
        processor = Processor(items, resolved, output="html")
        processor.replace_citations(citations)
        times = []
        for place, citation in changed:
            started = time.perf_counter()
            processor.insert(citation, place)
            times.append(time.perf_counter() - started)
        edit = statistics.median(times)
        request: Record = {
            "command": "document",
            "style": xml_of(style),
            "items": records,
            "citations": cited,
            "edits": changes,
        }
        js, js_edit = bench.ask("seconds", "edit", **request)
        rows.append([title, ms(fresh), ms(js), ratio(js, fresh), ms(edit), ms(js_edit), ratio(js_edit, edit)])
    table(
        "A document of 1,000 citations of 400 items, two cites each",
        ["style", "citelib, fresh", "citeproc-js, fresh", "faster", "citelib, edit", "citeproc-js, edit", "faster"],
        rows,
    )


def start(bench: Bench) -> None:
    """From a cold start of the interpreter to a printed bibliography of ten items."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "ten.json")
        source.write_text(json.dumps(bench.records[:10]), encoding="utf-8")
        # As a package is after its installation: with its bytecode.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "citelib --version": [sys.executable, "-m", "citelib", "--version"],
            "import citelib": [sys.executable, "-c", "import citelib"],
            "citelib format ten.json --style apa": [
                sys.executable,
                "-m",
                "citelib",
                "format",
                str(source),
                "--style",
                "apa",
            ],
        }
        if shutil.which("pandoc"):
            csl = find_style("apa").path
            commands["pandoc, the same"] = [
                "pandoc",
                "--citeproc",
                "-f",
                "csljson",
                "-t",
                "plain",
                "--csl",
                csl,
                str(source),
            ]
        rows = []
        for title, command in commands.items():

            def work(command: list[str] = command) -> None:
                subprocess.run(command, capture_output=True, check=True, timeout=60, env=environment)

            try:
                work()
                before = _children()
                rows.append([title, ms(bench.median(work)), ms((_children() - before) / bench.rounds)])
            except (OSError, subprocess.CalledProcessError) as error:
                rows.append([title, f"failed: {error}", ""])
    table("Cold start, whole process", ["command", "time", "processor time"], rows)


def _children() -> float:
    """Processor time of the processes that were run."""
    times = os.times()
    return times.children_user + times.children_system


def parsing(bench: Bench) -> None:
    """Parse and resolve of a style, and the same from the cache."""
    rows = []
    for title, style in STYLES.items():
        data = Path(find_style(style).path).read_bytes()
        parsed = bench.median_cpu(lambda data=data: resolve(parse(data)))  # type: ignore[misc]
        from citelib.csl.style import repository

        repository.read_style(data)

        def cached(data: bytes = data) -> None:
            resolve(repository.read_style(data))

        rows.append([title, ms(parsed), ms(bench.median_cpu(cached))])
    table("Parse and resolve a style", ["style", "from XML", "from the cache on disk"], rows)


def memory(bench: Bench) -> None:
    """Memory that a rendered bibliography holds above its items."""
    items = read_items(bench.records)
    rows = []
    for title, style in STYLES.items():
        resolved = resolve_style(style)
        render_bibliography(items[:50], resolved, output="html")
        gc.collect()
        tracemalloc.start()
        processor = Processor(items, resolved, nocite="*", output="html")
        made = processor.bibliography()
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        rows.append([title, f"{held / len(items) / 1000:.2f} kB", str(len(made.entries))])
        del processor, made
    table("Memory an item, above the items, once rendered", ["style", "held", "entries"], rows)


def each(bench: Bench) -> None:
    """Works by themselves, reference and citation of each: one bound style beside a processor for each work."""
    items = read_items(bench.records)
    rows = []
    for title, style in STYLES.items():
        resolved = resolve_style(style)
        own = bench.median_cpu(lambda resolved=resolved: deque(format_each(items, resolved), maxlen=0))  # type: ignore[misc]
        loop = bench.median_cpu(lambda resolved=resolved: _a_processor_each(items, resolved))  # type: ignore[misc]
        rows.append([title, f"{len(items) / own:,.0f}", f"{len(items) / loop:,.0f}", ratio(loop, own)])
    table("Works by themselves, a second", ["style", "format_each", "a processor a work", "ratio"], rows)


def _a_processor_each(items: list[Item], style: ResolvedStyle) -> None:
    for item in items:
        processor = Processor([item], style, nocite="*")
        processor.cite(Citation.of(item.id))
        processor.bibliography()


PARTS: dict[str, Callable[[Bench], None]] = {
    "bibliography": bibliography,
    "each": each,
    "growth": growth,
    "document": editing,
    "start": start,
    "parse": parsing,
    "memory": memory,
}


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--items", type=int, default=1_000_000, metavar="N", help="use the first N references")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="measure each work N times")
    options = parser.parse_args()
    reason = missing()
    if reason is not None:
        print(f"without citeproc-js: {reason}", file=sys.stderr)
        run(options, None)
    else:
        with citeproc_js() as peer:
            run(options, peer)
    return 0


def run(options: argparse.Namespace, peer: CiteprocJs | None) -> None:
    """Run the parts that were asked for."""
    bench = Bench(options, peer)
    size = len(bench.records)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {size} references, {bench.rounds} rounds")
    for part in options.parts or PARTS:
        PARTS[part](bench)


if __name__ == "__main__":
    sys.exit(main())
