"""Make the data files of the plain-text format: ``python -m tests.plain_text_training --journals journalList.txt``.

Takes about half an hour on two processors and the packages of the extra ``train``. The list of journals is JabRef's,
lines of ``title = abbreviation``; Debian has it within the package jabref: ``apt-get download jabref``, unpack with
``dpkg -x``, and take ``journals/journalList.txt`` out of the jar.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.plain_text_training.fit import Weights, fit, mean, written
from tests.plain_text_training.lexicon import lexicon
from tests.plain_text_training.records import load_journals, load_records
from tests.plain_text_training.samples import samples
from tests.shared import SHARED


def _fitted(seed: int, *, journals: Path, count: int, rounds: int) -> Weights:
    """Weights learned from as many samples, drawn with a seed of their own."""
    return fit(samples(load_records(SHARED), load_journals(journals), count, seed), rounds=rounds)


def main() -> None:
    import citelib.formats.text.plain_text as package

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=20_000, help="for each seed")
    parser.add_argument("--rounds", type=int, default=80)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22], help="the model is the mean over the seeds")
    options = parser.parse_args()
    folder = Path(package.__file__).parent
    start = time.monotonic()
    # Before the model: its features look words up here.
    words = lexicon(load_records(SHARED), load_journals(options.journals))
    (folder / "words.txt").write_text(words, encoding="utf-8")
    learn = partial(_fitted, journals=options.journals, count=options.samples, rounds=options.rounds)
    with ProcessPoolExecutor(len(options.seeds)) as pool:
        text = written(mean(list(pool.map(learn, options.seeds))))
    (folder / "model.txt").write_text(text, encoding="utf-8")
    sizes = f"{len(words.encode())} bytes of words, {len(text.encode())} bytes of weights"
    print(f"{sizes} after {time.monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
