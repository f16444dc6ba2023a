"""Measure the library: import, search, duplicates, size on disk.

    python -m tests.benchmarks.library                          10,000 and 100,000 items
    python -m tests.benchmarks.library --sizes 10000 1000000    other sizes
    python -m tests.benchmarks.library --parts search dedupe    only these parts (import, search, upkeep, dedupe)

Items are synthetic, from a seed, with word frequencies as in a language; duplicates are also measured on real records
(``../shared/corpora``): on copies with the errors of `tests.benchmarks.library_data`, and on pairs that were judged by
hand. Rules and thresholds were tuned on the first half of each file; the second halves were held out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import citelib
from citelib.formats.exchange import dump
from citelib.library import Library, upkeep
from citelib.library.transfer import import_file
from citelib.matching import find_groups
from citelib.model import Item
from tests.benchmarks.library_data import CORRUPTIONS, OTHER_CORRUPTIONS, Corruption, corrupted, synthetic
from tests.shared import SHARED

QUERIES = 200
CORPORA = ("cdl.bib", "glottolog/ozbib.bib", "iridia/biblio.bib", "beebe/texbook3.bib")

LABELS = Path(__file__).with_name("duplicates.tsv")


def table(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print(flush=True)


def memory() -> int:
    """Most memory that the process has taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1 << 20)


def processor() -> float:
    """Seconds of processor time of this process and of those that it has started and seen end."""
    return sum(os.times()[:4])


def imported(folder: Path, size: int) -> tuple[Library, tuple[object, ...]]:
    """A library of that many items, imported from a .bib (to 100,000) or JSON Lines file, and what it took."""
    source = folder / f"{size}.{'bib' if size <= 100_000 else 'jsonl'}"
    if not source.exists():
        dump(synthetic(size), source)
    library = Library.open(folder / f"{size}.db")
    before = memory()
    start, started = time.perf_counter(), processor()
    result = import_file(library, source)
    seconds, spent = time.perf_counter() - start, processor() - started
    assert result.added == size, result
    library.database.read("PRAGMA wal_checkpoint(TRUNCATE)")
    each = library.path.stat().st_size / size
    mb = source.stat().st_size / 1e6
    row = (
        f"{size:,}",
        source.suffix,
        f"{mb:.0f}",
        f"{seconds:.1f}",
        f"{spent:.1f}",
        f"{size / seconds:,.0f}",
        f"{each:,.0f}",
        f"{before} → {memory()}",
    )
    return library, row


def queries(library: Library) -> dict[str, list[str]]:
    """Queries of each kind, whose words are taken from the items themselves."""
    generator = random.Random(2)
    numbers = generator.sample(range(1, len(library) + 1), QUERIES)
    items = [citelib.model.structure(json.loads(r)) for _, r in library.store.records(numbers)]

    def word(item: Item) -> str:
        return generator.choice([one for one in (item.title or "").split() if len(one) > 3] or ["lation"])

    return {
        "one word": [word(item) for item in items],
        "two words": [f"{word(item)} {word(item)}" for item in items],
        "author and word": [f"author:{item.author[0].family} {word(item)}" for item in items],
        "author and year": [f"author:{item.author[0].family} year:{item.issued.year}" for item in items if item.issued],
        "DOI": [f"doi:{item.DOI}" for item in items if item.DOI],
        "key": [f"key:{item.id}" for item in items],
        "tag and years": [f'tag:"{(item.keyword or "a").split(", ")[0]}" year:2000..2010 limit:20' for item in items],
    }


def searched(library: Library) -> list[tuple[object, ...]]:
    """Median and 95th percentile of each kind of query, with the twenty best items fetched.

    Processor time is given, too, which other work on the machine disturbs less.
    """
    rows: list[tuple[object, ...]] = []
    for kind, texts in queries(library).items():
        row: list[object] = [f"{len(library):,}", kind]
        times: list[list[float]] = [[], []]
        for text in texts:
            start = time.perf_counter(), time.thread_time()
            _ = library.search(text if "limit:" in text else f"{text} limit:20")[:20]
            times[0].append((time.perf_counter() - start[0]) * 1000)
            times[1].append((time.thread_time() - start[1]) * 1000)
        for one in map(sorted, times):
            row += [f"{statistics.median(one):.1f}", f"{one[int(len(one) * 0.95)]:.1f}"]
        rows.append(tuple(row))
    return rows


def deduped(size: int) -> tuple[object, ...]:
    """Time for items of which one in ten is there twice, and how many of those are found."""
    generator = random.Random(3)
    items = list(synthetic(size * 10 // 11))
    copies = [
        corrupted(items[n], f"copy{n}", generator) for n in generator.sample(range(len(items)), size - len(items))
    ]
    numbered = list(enumerate([*items, *copies]))
    truth = {(int(copy.id[4:]), len(items) + n) for n, copy in enumerate(copies)}
    return (f"{len(numbered):,} synthetic", *_quality(numbered, truth))


Records = list[tuple[str, Item]]
"""Records with the name of the file that they are from."""


def halves() -> tuple[Records, Records]:
    """Real records: the first half of each file, which rules and thresholds were tuned on, and the second, held out."""
    first: Records = []
    second: Records = []
    for name in CORPORA:
        items = [item for item in citelib.load(SHARED / "corpora" / name).values() if item.title]
        first += [(name, item) for item in items[: len(items) // 2]]
        second += [(name, item) for item in items[len(items) // 2 :]]
    return first, second


def deduped_real(records: Records, what: str, corruptions: Sequence[Corruption], seed: int) -> tuple[object, ...]:
    """How many of 1,000 copies with errors are found; what is proposed among the originals does not count here."""
    numbered = [(number, item) for number, (_, item) in enumerate(records)]
    twice = {number for group in find_groups(numbered).groups for number in group.numbers}
    clean = [(number, item) for number, item in numbered if number not in twice]
    generator = random.Random(seed)
    copies = [
        (1_000_000 + number, corrupted(item, f"copy{number}", generator, corruptions))
        for number, item in generator.sample(clean, 1000)
    ]
    truth = {(number - 1_000_000, number) for number, _ in copies}
    return (f"{len(clean) + 1000:,} real, {what}", *_quality([*clean, *copies], truth))


def judged(records: Records, what: str) -> tuple[object, ...]:
    """What is proposed among real records as they are, against what people said of these pairs."""
    labels = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            *pair, verdict = line.split("\t")
            labels[tuple(pair)] = verdict
    known = {(name, item.id) for name, item in records}
    labels = {pair: verdict for pair, verdict in labels.items() if pair[:2] in known}
    groups = find_groups([(number, item) for number, (_, item) in enumerate(records)]).groups
    proposed = {
        (records[a][0], records[a][1].id, records[b][0], records[b][1].id)
        for group in groups
        for n, a in enumerate(group.numbers)
        for b in group.numbers[n + 1 :]
    }
    right = sum(labels.get(pair) == "same" for pair in proposed)
    wrong = sum(labels.get(pair) == "different" for pair in proposed)
    due = sum(verdict == "same" for verdict in labels.values())
    return f"{len(labels)} pairs, {what}", right + wrong, f"{right / (right + wrong):.3f}", f"{right / due:.3f}"


def _quality(numbered: list[tuple[int, Item]], truth: set[tuple[int, int]]) -> tuple[object, ...]:
    start = time.perf_counter()
    found = find_groups(numbered)
    seconds = time.perf_counter() - start
    pairs = {(a, b) for group in found.groups for i, a in enumerate(group.numbers) for b in group.numbers[i + 1 :]}
    right = len(pairs & truth)
    return f"{seconds:.1f}", f"{found.compared:,}", f"{right / len(pairs):.4f}", f"{right / len(truth):.4f}", memory()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--parts", nargs="+", choices=["import", "search", "dedupe", "upkeep"], default=["search", "upkeep", "dedupe"]
    )
    parser.add_argument("--folder", type=Path, help="Where to work; a temporary folder if not given.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        for size in arguments.sizes:
            if not {"import", "search", "upkeep"} & set(arguments.parts):
                break
            library, row = imported(Path(name), size)
            header: tuple[str, ...] = (
                "items",
                "from",
                "MB",
                "import, s",
                "processor, s",
                "items/s",
                "bytes/item",
                "memory, MB",
            )
            table(header, [row])
            if "search" in arguments.parts:
                header = ("items", "query", "median, ms", "95 %, ms", "processor: median, ms", "95 %, ms")
                table(header, searched(library))
            if "upkeep" in arguments.parts:
                rows: list[tuple[object, ...]] = []
                for what, action in (
                    ("verify", lambda: list(upkeep.inspect(library))),  # noqa: B023
                    ("backup", lambda: upkeep.backup(library, Path(name) / "safe.db")),  # noqa: B023
                    ("undo the import", lambda: library.undo()),  # noqa: B023
                ):
                    start = time.perf_counter()
                    result = action()
                    assert not isinstance(result, list) or not result
                    rows.append((what, f"{time.perf_counter() - start:.1f}"))
                table((f"{size:,} items", "s"), rows)
            library.close()
        if "dedupe" in arguments.parts:
            rows = [deduped(size) for size in arguments.sizes]
            if (SHARED / "corpora").exists():
                tuned, held_out = halves()
                rows += [
                    deduped_real(tuned, "tuned on", CORRUPTIONS, 5),
                    deduped_real(held_out, "held out, the same errors", CORRUPTIONS, 6),
                    deduped_real(held_out, "held out, other errors", OTHER_CORRUPTIONS, 7),
                ]
                labelled = [judged(tuned, "tuned on"), judged(held_out, "held out")]
                table(("judged by hand", "of them proposed", "precision", "recall"), labelled)
            table(("items", "dedupe, s", "pairs compared", "precision", "recall", "most memory, MB"), rows)


if __name__ == "__main__":
    main()
