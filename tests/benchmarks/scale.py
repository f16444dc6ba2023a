"""Tables and engines: works a second of processor time, and whether all engines find the same.

python -m tests.benchmarks.scale --count 20000            synthetic works, a tenth of them twice
python -m tests.benchmarks.scale --files refs.bib         real ones
python -m tests.benchmarks.scale --editorials 120000      works of one title
python -m tests.benchmarks.scale --count 20000 --spark    with Spark, too, whose JVM is not counted
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import citelib
from citelib.matching import find_groups
from citelib.model import Item
from citelib.tables import from_arrow, read_parquet, to_arrow, write_parquet
from citelib.tables.columns import whole
from tests.benchmarks.library_data import corrupted, synthetic
from tests.scale.records import editorials

T = TypeVar("T")


def works_of(options: argparse.Namespace) -> list[Item]:
    """The works to measure with."""
    if options.files:
        return [item for name in options.files for item in citelib.load(name).values()]
    if options.editorials:
        return editorials(options.editorials)
    generator = random.Random(1)
    works = list(synthetic(options.count * 10 // 11))
    return [*works, *(corrupted(item, f"copy-{at}", generator) for at, item in enumerate(works[::10]))]


def timed(what: str, count: int, work: Callable[[], T]) -> T:
    """What the work gives; its speed is printed."""
    started, clock = time.process_time(), time.perf_counter()
    found = work()
    seconds = time.process_time() - started
    print(
        f"| {what} | {seconds:.2f} | {count / max(seconds, 1e-9):,.0f} | {time.perf_counter() - clock:.1f} |",
        flush=True,
    )
    return found


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--files", nargs="*")
    parser.add_argument("--editorials", type=int)
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    works = works_of(options)
    size = len(works)
    print(f"{size:,} works, Python {sys.version.split()[0]}\n\n| step | cpu-s | works a cpu-s | s |\n|---|--:|--:|--:|")
    table = timed("items to Arrow", size, lambda: to_arrow(works))
    back = timed("Arrow to items", size, lambda: from_arrow(table))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "works.parquet"
        timed("items to Parquet", size, lambda: write_parquet(works, path))
        again = timed("Parquet to items", size, lambda: read_parquet(path))
        lines = sum(len(whole(item).encode()) + 1 for item in works)
        print(f"\nParquet {path.stat().st_size / size:.0f} bytes a work, JSON Lines {lines / size:.0f}")
    if len(back) == size:
        print(f"equal back: {list(back.values()) == works == list(again.values())}\n")
    some = works[: min(size, 3_000)]
    timed("reference and citation in APA", len(some), lambda: collections.deque(citelib.format_each(some), maxlen=0))
    expected = timed("duplicates, one process", size, lambda: find_groups(enumerate(works)))
    pairs = expected.compared
    print(f"{pairs:,} pairs, {len(expected.groups):,} groups, {len(expected.versions):,} versions")
    from citelib.scale import duckdb as scale

    found = timed("duplicates, DuckDB and this process", size, lambda: scale.find_groups(enumerate(works), processes=1))
    print(f"equal groups, scores, reasons, versions, pairs: {found == expected}")
    found = timed("duplicates, DuckDB and 2 processes", size, lambda: scale.find_groups(enumerate(works), processes=2))
    print(f"equal: {found == expected}")
    if options.spark:
        by_spark(works, expected, table)
    return 0


def by_spark(works: list[Item], expected: Any, table: Any) -> None:
    """Whether Spark finds the same in 1, 3 and 8 partitions."""
    import pyarrow as pa

    from citelib.scale import spark as scale

    session = scale.local(2, "3g", spark__default__parallelism="4")
    numbered = table.select(["id", "csl"]).append_column("number", pa.array(range(len(works)), pa.int64()))
    wanted = {
        (number, min(group.numbers), group.score, group.reasons)
        for group in expected.groups
        for number in group.numbers
    }
    for count in (1, 3, 8):
        frame = session.createDataFrame(numbered).repartition(count)
        rows = timed(
            f"duplicates, Spark, {count} partitions",
            len(works),
            partial(lambda frame, count: scale.duplicates(frame, partitions=count).collect(), frame, count),
        )
        got = {(row["number"], row["group"], row["score"], tuple(row["reasons"])) for row in rows}
        print(f"equal groups, scores and reasons: {got == wanted}")
    session.stop()


if __name__ == "__main__":
    sys.exit(main())
