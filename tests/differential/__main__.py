"""Compare citelib with citeproc-js over the official styles and print how often they agree, and on what they do not.

python -m tests.differential                 every independent style
python -m tests.differential --every 20      every twentieth
python -m tests.differential apa ieee        these
python -m tests.differential --install       fetch citeproc-js with npm first
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path

from citelib.csl.style.repository import all_styles, find_style
from tests.differential.compare import Result, compare
from tests.differential.items import citations, items
from tests.differential.node import citeproc_js, install, missing


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("styles", nargs="*", help="names of styles; all independent ones if none are given")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth style")
    parser.add_argument("--start", type=int, default=0, metavar="K", help="begin with the Kth of them")
    parser.add_argument("--causes", type=int, default=40, metavar="N", help="how many causes to print")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every difference there")
    parser.add_argument("--install", action="store_true", help="fetch citeproc-js first")
    options = parser.parse_args()
    if options.install:
        install()
    if (reason := missing()) is not None:
        print(reason, file=sys.stderr)
        return 2
    entries = {entry.name: entry for entry in all_styles() if entry.parent is None}
    names = [find_style(name).name for name in options.styles] or list(entries)[options.start :: options.every]
    records, document = items(), citations()
    results = []
    with citeproc_js() as peer:
        for number, name in enumerate(names, 1):
            results.append(compare(Path(entries[name].path), records, document, peer))
            if number % 50 == 0:
                print(f"{number} of {len(names)} styles", file=sys.stderr, flush=True)
    report(results, options.causes)
    if options.json:
        differences = [vars_of(result) for result in results]
        options.json.write_text(json.dumps(differences, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def vars_of(result: Result) -> dict[str, object]:
    """A result as JSON can hold it."""
    return {
        "style": result.style,
        "error": result.error,
        "entries": result.entries,
        "citations": result.citations,
        "differences": [
            {
                "where": one.where,
                "cause": one.cause,
                "visible": one.visible,
                "citelib": one.ours,
                "citeproc-js": one.theirs,
            }
            for one in result.differences
        ],
    }


def report(results: list[Result], causes: int) -> None:
    """Print shares and causes."""
    compared = [result for result in results if not result.error]
    grouped: dict[str, list[tuple[str, str, str, str]]] = collections.defaultdict(list)
    for result in compared:
        for one in result.differences:
            grouped[one.cause].append((one.style, one.where, one.theirs, one.ours))
    print("\n## Causes, the commonest first (citeproc-js → citelib)\n")
    for cause, found in sorted(grouped.items(), key=lambda pair: -len(pair[1]))[:causes]:
        style, where, theirs, ours = found[0]
        print(f"{len(found)} in {len({one[0] for one in found})} styles: {cause}")
        print(f"    {style}, {where}\n    citeproc-js: {theirs[:600]!r}\n    citelib:     {ours[:600]!r}")
    for result in results:
        if result.error:
            print(f"not compared: {result.style}: {result.error}")
    print("\n## Agreement\n")
    print("| | compared | identical | share | alike to a reader | share |\n|---|--:|--:|--:|--:|--:|")
    for what, kind in (("entries", "entry"), ("citations", "citation")):
        total = sum(result.entries if kind == "entry" else result.citations for result in compared)
        same = total - sum(result.differing(kind) for result in compared)
        alike = total - sum(result.differing(kind, visible=True) for result in compared)
        print(_row(what, total, same, alike))
    for what, kind in (("styles, all entries", "entry"), ("styles, all citations", "citation")):
        same = sum(not result.differing(kind) for result in compared)
        alike = sum(not result.differing(kind, visible=True) for result in compared)
        print(_row(what, len(compared), same, alike))


def _row(what: str, total: int, same: int, alike: int) -> str:
    size = total or 1
    return f"| {what} | {total} | {same} | {same / size:.2%} | {alike} | {alike / size:.2%} |"


if __name__ == "__main__":
    sys.exit(main())
