"""Tables and engines: works a second of processor time, and whether all engines find the same.

python -m tests.benchmarks.scale --count 20000             synthetic works, a tenth of them twice
python -m tests.benchmarks.scale --files refs.bib          real ones
python -m tests.benchmarks.scale --labelled cardiac        records of sets that others labelled; none means all ten
python -m tests.benchmarks.scale --editorials 120000       works of one title
python -m tests.benchmarks.scale --count 1000000 --parts duckdb-2 spark-8

Parts: tables, references, process, duckdb-N (by N processes), spark-N (in N partitions). Each search for duplicates has
a process of its own and begins with a Parquet file; the start of the engine counts.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import citelib
from citelib.matching import find_groups
from citelib.model import Item
from citelib.scale.steps import groups_batch, versions_batch
from citelib.tables import from_arrow, read_parquet, to_arrow, write_parquet
from citelib.tables.columns import whole
from tests.benchmarks import labelled_duplicates
from tests.benchmarks.library_data import corrupted, synthetic
from tests.benchmarks.processes import watched
from tests.scale.records import editorials

T = TypeVar("T")

PARTS = ("tables", "references", "process", "duckdb-1", "duckdb-2")
MEMORY = "3g"
"""What the JVM of Spark may use."""


def works_of(options: argparse.Namespace) -> Iterator[Item]:
    """The works to measure with."""
    if options.files:
        for name in options.files:
            yield from citelib.iter_items(name)
    elif options.labelled is not None:
        with zipfile.ZipFile(labelled_duplicates.wheel()) as archive:
            for name in options.labelled or labelled_duplicates.SETS:
                for item in labelled_duplicates.records(archive, name):
                    yield item.evolve(id=f"{name} {item.id}")
    elif options.editorials:
        yield from editorials(options.editorials)
    else:
        generator = random.Random(1)
        copied = []
        for at, item in enumerate(synthetic(options.count * 10 // 11)):
            yield item
            if at % 10 == 0:
                copied.append(item)
        for at, item in enumerate(copied):
            yield corrupted(item, f"copy-{at}", generator)


def timed(what: str, count: int, work: Callable[[], T]) -> T:
    """What the work gives; its speed is printed."""
    started, clock = time.process_time(), time.perf_counter()
    found = work()
    seconds = time.process_time() - started
    clock = time.perf_counter() - clock
    print(f"| {what} | {count / max(seconds, 1e-9):,.0f} | {seconds:.1f} | {clock:.1f} | |", flush=True)
    return found


def tables(works: list[Item], folder: Path) -> None:
    """To Arrow and Parquet, and back."""
    size = len(works)
    table = timed("items to Arrow", size, lambda: to_arrow(works))
    back = timed("Arrow to items", size, lambda: from_arrow(table))
    path = folder / "again.parquet"
    timed("items to Parquet", size, lambda: write_parquet(works, path))
    again = timed("Parquet to items", size, lambda: read_parquet(path))
    lines = sum(len(whole(item).encode()) + 1 for item in works)
    print(f"\nParquet {path.stat().st_size / size:.0f} bytes a work, JSON Lines {lines / size:.0f}")
    if len(back) == size:  # else some have the same id
        print(f"equal back: {list(back.values()) == works == list(again.values())}\n")


def references(works: list[Item]) -> None:
    """A reference and a citation of each."""
    some = works[:3_000]
    timed("reference and citation in APA", len(some), lambda: collections.deque(citelib.format_each(some), maxlen=0))


class Result(NamedTuple):
    """What a search found: how many rows, a digest of all of them, how many pairs it compared if that is known."""

    grouped: int
    versions: int
    digest: str
    pairs: int | None = None


def _result(groups: Any, versions: Any, pairs: int | None = None) -> Result:
    """Of Arrow tables with the rows of `groups_batch` and `versions_batch`."""
    digest = hashlib.sha256()
    for table, order in ((groups, "number"), (versions, "later")):
        rows = sorted(map(tuple, (row.items() for row in table.to_pylist())), key=lambda row: (dict(row)[order], row))
        digest.update(repr(rows).encode())
    return Result(groups.num_rows, versions.num_rows, digest.hexdigest()[:12], pairs)


def search(engine: str, folder: Path) -> Result:
    """What an engine finds in the Parquet files of a folder."""
    name, _, number = engine.partition("-")
    if name == "spark":
        return _by_spark(folder / "numbered.parquet", int(number))
    if name == "duckdb":
        from citelib.scale.duckdb import Duplicates

        with Duplicates(processes=int(number)) as run:
            found = run.find(folder / "works.parquet")
    else:
        found = find_groups(enumerate(read_parquet(folder / "works.parquet").values()))
    return _result(groups_batch(found.groups), versions_batch(found.versions), found.compared)


def _by_spark(path: Path, partitions: int) -> Result:
    from citelib.scale import spark as scale

    session = scale.local(2, MEMORY, spark__default__parallelism=str(max(partitions, 4)))
    session.sparkContext.setLogLevel("ERROR")
    frame = session.read.parquet(str(path)).repartition(partitions)
    found = scale.find(frame, partitions=partitions)
    groups, versions = found.groups.drop("id").toArrow(), found.versions.toArrow()
    # The session ends with its process: only as long as it is there can its time be read.
    return _result(groups, versions)


def _numbered(folder: Path) -> int:
    """Write the same works with their numbers, for Spark, which reads rows in any order; gives how many there are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    with pq.ParquetFile(folder / "works.parquet") as file:
        form = pa.schema([("number", pa.int64()), ("id", pa.string()), ("csl", pa.string())])
        with pq.ParquetWriter(folder / "numbered.parquet", form) as writer:
            for batch in file.iter_batches(columns=["id", "csl"]):
                numbers = pa.array(range(count, count + batch.num_rows), pa.int64())
                writer.write_batch(pa.RecordBatch.from_arrays([numbers, *batch.columns], schema=form))
                count += batch.num_rows
    return count


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--files", nargs="*")
    parser.add_argument("--labelled", nargs="*")
    parser.add_argument("--editorials", type=int)
    parser.add_argument("--parts", nargs="*", default=PARTS)
    parser.add_argument("--folder", type=Path, help="where the works are kept for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "works.parquet").exists():
            write_parquet(works_of(options), folder / "works.parquet")
        size = _numbered(folder)
        print(f"{size:,} works, Python {sys.version.split()[0]}\n")
        print("| step | works a cpu-s | cpu-s | s | MB at most |\n|---|--:|--:|--:|--:|", flush=True)
        searches = [part for part in options.parts if part not in ("tables", "references")]
        if len(searches) < len(options.parts):
            works = list(works_of(options))
            if "tables" in options.parts:
                tables(works, folder)
            if "references" in options.parts:
                references(works)
            del works
        digests = set()
        for engine in searches:
            result, (seconds, processor, memory) = watched(search, engine, folder)
            digests.add(result.digest)
            speed = size / max(processor, 1e-9)
            print(f"| duplicates, {engine} | {speed:,.0f} | {processor:.1f} | {seconds:.1f} | {memory:,.0f} |")
            pairs = "" if result.pairs is None else f", {result.pairs:,} pairs"
            found = f"{result.grouped:,} records in groups, {result.versions:,} versions"
            print(f"  found: {found}, rows {result.digest}{pairs}", flush=True)
    if len(searches) > 1:
        print(f"\nequal groups, versions, scores and reasons: {len(digests) == 1}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
