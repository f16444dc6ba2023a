"""What the styles weigh, and what they would weigh and take to load packed: ``python -m tests.benchmarks.styles``.

The packed form is one file: each style compressed by itself with a dictionary made of common ones, behind an index of
names, so that one style is read without the others.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from citelib.csl.style.catalogue import style_files

SEED: Final = 20261130
DRAWN: Final = 300
"""Styles that are loaded each way."""

COMMON: Final = ("apa", "ieee", "chicago-author-date", "american-medical-association", "nature")
"""Styles whose text makes the dictionary."""


def pack(files: dict[str, Path], target: Path) -> None:
    """Write all styles into one file: length of the index, index, dictionary, styles."""
    dictionary = b"".join(files[name].read_bytes()[-6000:] for name in COMMON)[-32768:]
    parts, places, end = [], {}, 0
    for name, path in sorted(files.items()):
        compressor = zlib.compressobj(9, zdict=dictionary)
        data = compressor.compress(path.read_bytes()) + compressor.flush()
        places[name] = (end, len(data))
        parts.append(data)
        end += len(data)
    index = zlib.compress(json.dumps(places, separators=(",", ":")).encode(), 9)
    head = len(index).to_bytes(4, "big") + len(dictionary).to_bytes(4, "big")
    target.write_bytes(head + index + dictionary + b"".join(parts))


class Packed:
    """The packed file, opened."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("rb")
        size, self.length = (int.from_bytes(self.file.read(4), "big") for _ in range(2))
        self.places: dict[str, tuple[int, int]] = json.loads(zlib.decompress(self.file.read(size)))
        self.dictionary = self.file.read(self.length)
        self.start = self.file.tell()

    def __getitem__(self, name: str) -> bytes:
        place, size = self.places[name]
        self.file.seek(self.start + place)
        return zlib.decompressobj(zdict=self.dictionary).decompress(self.file.read(size))


def on_disk(paths: Sequence[Path]) -> tuple[int, int]:
    """Bytes of files, and what they take on this disk."""
    states = [path.stat() for path in paths]
    return sum(one.st_size for one in states), sum(getattr(one, "st_blocks", 0) * 512 for one in states)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print a table."""
    files = dict(style_files())
    size, taken = on_disk(list(files.values()))
    names = random.Random(SEED).sample(sorted(files), DRAWN)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "styles.bin"
        packing = timed(lambda: pack(files, target))
        packed = target.stat().st_size
        opening = min(timed(lambda: Packed(target)) for _ in range(5))
        reader = Packed(target)
        assert all(reader[name] == files[name].read_bytes() for name in names)
        loading = min(timed(lambda: [reader[name] for name in names]) for _ in range(5)) / DRAWN
        reader.file.close()
    plain = min(timed(lambda: [files[name].read_bytes() for name in names]) for _ in range(5)) / DRAWN
    folders = {path.parent for path in files.values()}
    listing = min(timed(lambda: [[*os.scandir(folder)] for folder in folders]) for _ in range(5))
    print(f"{len(files):,} styles, {size / 1e6:.1f} MB of text, {taken / 1e6:.1f} MB on this disk")
    print(f"packed: {packed / 1e6:.1f} MB, made in {packing / 1000:.1f} s")
    print("| | as files | packed |\n|---|--:|--:|")
    print(f"| list the names, ms | {listing:.1f} | {opening:.1f} |")
    print(f"| read one style, ms | {plain:.3f} | {loading:.3f} |")


if __name__ == "__main__":
    main()
