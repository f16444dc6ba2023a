"""``python -m tests.releases FOLDER…``: how well labelled releases are read, field by field.

A folder holds releases (``NAME.txt``, ``NAME.html``) with their labels in ``NAME.json``; without one, those of the
tests are read. A field that a label leaves out is not asked. The status is 1 if the mean is below ``--least`` (0.9), or
any field below ``--field`` (0.75).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.releases.scoring import FIELDS, Score, score, table, together

OWN = Path(__file__).with_name("releases")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.releases", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[OWN])
    parser.add_argument("--quiet", action="store_true", help="only the table, not what is wrong")
    parser.add_argument("--least", type=float, default=0.9)
    parser.add_argument("--field", type=float, default=0.75)
    options = parser.parse_args(arguments)
    scores: dict[str, Score] = {}
    for folder in options.folders:
        for labels in sorted(folder.glob("*.json")):
            release = next((path for end in (".txt", ".html") if (path := labels.with_suffix(end)).exists()), None)
            if release is not None:
                scores[release.name] = score(release)
    if not scores:
        print("no labelled release was found", file=sys.stderr)
        return 2
    print(table(scores, wrong=not options.quiet))
    total = together(scores.values())
    figures = [total.f1(field) for field in FIELDS if total.is_asked(field)]
    return int(sum(figures) / len(figures) < options.least or min(figures) < options.field)


if __name__ == "__main__":
    sys.exit(main())
