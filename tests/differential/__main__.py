"""Compare citelib with citeproc-js over the official styles and print how often they agree, and on what they do not.

python -m tests.differential                 every independent style
python -m tests.differential --every 20      every twentieth
python -m tests.differential apa ieee        these
python -m tests.differential --read FILE…    report runs written with --json as one
python -m tests.differential --real apa      with the items of real libraries in place of made-up ones
python -m tests.differential --locale de-DE --locale ja-JP apa   in these languages
python -m tests.differential --install       fetch citeproc-js with npm first
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import sys
from pathlib import Path

import attrs

from citelib.csl.style.catalogue import all_styles
from citelib.csl.style.repository import find_style
from tests.differential.causes import Cause, explain
from tests.differential.compare import Difference, Result, compare
from tests.differential.items import Record, citations, items, real_items
from tests.differential.kinds import explain as explain_real
from tests.differential.node import citeproc_js, install, missing


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("styles", nargs="*", help="names of styles; all independent ones if none are given")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth style")
    parser.add_argument("--start", type=int, default=0, metavar="K", help="begin with the Kth of them")
    parser.add_argument("--causes", type=int, default=40, metavar="N", help="how many causes to print")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every difference there")
    parser.add_argument(
        "--read", type=Path, nargs="+", metavar="FILE", help="report what --json wrote, compare nothing"
    )
    parser.add_argument("--real", action="store_true", help="format the items of real libraries (shared test data)")
    parser.add_argument("--locale", action="append", metavar="TAG", help="language of the output; may be repeated")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N differences drawn at random")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the draw")
    parser.add_argument("--install", action="store_true", help="fetch citeproc-js first")
    options = parser.parse_args()
    if options.read:
        report([result for path in options.read for result in read_results(path)], options.causes)
        return 0
    if options.install:
        install()
    if (reason := missing()) is not None:
        print(reason, file=sys.stderr)
        return 2
    entries = {entry.name: entry for entry in all_styles() if entry.parent is None}
    names = [find_style(name).name for name in options.styles] or list(entries)[options.start :: options.every]
    sets = [(records, []) for records in real_items().values()] if options.real else [(items(), citations())]
    results = []
    with citeproc_js() as peer:
        for number, name in enumerate(names, 1):
            for language in options.locale or [None]:
                for records, document in sets:
                    path = Path(entries[name].path)
                    result = compare(path, records, document, peer, language=language)
                    results.append(attrs.evolve(result, language=language or "en-US"))
            if number % 50 == 0:
                print(f"{number} of {len(names)} styles", file=sys.stderr, flush=True)
    if options.real or options.locale:
        known = {record["id"]: record for records, _ in sets for record in records}
        summary(results, known, options.sample, options.seed)
    else:
        report(results, options.causes)
    if options.json:
        differences = [vars_of(result) for result in results]
        options.json.write_text(json.dumps(differences, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def summary(results: list[Result], items: dict[str, Record], sample: int, seed: int) -> None:
    """Print the share that reads alike, the kinds in which citeproc-js is wrong, and some of the differences."""
    for result in results:
        if result.error:
            print(f"not compared: {result.style}: {result.error}")
    for kind in ("entry", "citation"):
        total = sum(one.entries if kind == "entry" else one.citations for one in results)
        seen = [(one, result) for result in results for one in result.differences if one.visible]
        seen = [(one, result) for one, result in seen if one.where.startswith(kind)]
        if not total:
            continue
        print(f"{kind}: {total - len(seen)} of {total} alike to a reader ({1 - len(seen) / total:.2%})")
        kinds: collections.Counter[str] = collections.Counter()
        for one, result in seen:
            record = items.get(one.where.split()[-1], {})
            found = explain_real(one.theirs, one.ours, record, result.style, result.language)
            kinds.update([found] if found else [])
        left = len(seen) - kinds.total()
        print(f"{kind}: alike, or citeproc-js wrong by a kind of kinds.py: {total - left} ({1 - left / total:.2%})")
        for name, count in kinds.most_common():
            print(f"    {count:4} {name}")
    drawn = [(one, result.language) for result in results for one in result.differences if one.visible]
    for one, language in random.Random(seed).sample(drawn, min(sample, len(drawn))):
        print(f"\n{one.style}, {language}, {one.where}")
        print(f"    citeproc-js: {one.theirs!r}\n    citelib:     {one.ours!r}")


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


def read_results(path: Path) -> list[Result]:
    """The results that ``--json`` wrote."""
    return [
        Result(
            row["style"],
            row["entries"],
            row["citations"],
            tuple(
                Difference(row["style"], one["where"], one["citelib"], one["citeproc-js"]) for one in row["differences"]
            ),
            row["error"],
        )
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def report(results: list[Result], causes: int) -> None:
    """Print the causes of what is open, the known causes, and the shares."""
    compared = [result for result in results if not result.error]
    open_ones: dict[str, list[Difference]] = collections.defaultdict(list)
    known: collections.Counter[tuple[Cause, str]] = collections.Counter()
    parties: collections.Counter[tuple[str, str]] = collections.Counter()
    for result in compared:
        seen = tuple(one for one in result.differences if one.visible)
        xml = Path(find_style(result.style).path).read_text(encoding="utf-8")
        for one, cause in zip(seen, explain(seen, xml), strict=True):
            kind = one.where.split()[0]
            if cause is None:
                open_ones[one.cause].append(one)
                parties["open", kind] += 1
            else:
                known[cause, kind] += 1
                parties["citeproc-js departs" if cause.departs else "silent", kind] += 1
    print("\n## What is open, the commonest first (citeproc-js → citelib)\n")
    for words, found in sorted(open_ones.items(), key=lambda pair: -len(pair[1]))[:causes]:
        first = found[0]
        print(f"{len(found)} in {len({one.style for one in found})} styles: {words}")
        print(f"    {first.style}, {first.where}")
        print(f"    citeproc-js: {first.theirs[:600]!r}\n    citelib:     {first.ours[:600]!r}")
    for result in results:
        if result.error:
            print(f"not compared: {result.style}: {result.error}")
    totals = {"entry": sum(one.entries for one in compared), "citation": sum(one.citations for one in compared)}
    print("\n## Known causes\n\n| what citeproc-js does | specification | entries | citations |\n|---|---|--:|--:|")
    for cause in sorted({cause for cause, _ in known}, key=lambda one: -(known[one, "entry"] + known[one, "citation"])):
        party = "departs from it" if cause.departs else "silent"
        shares = (f"{known[cause, kind] / (totals[kind] or 1):.2%}" for kind in totals)
        print(f"| {cause.name} | {party} | {' | '.join(shares)} |")
    print(f"\n## Agreement ({len(compared)} styles)\n\n| | entries | citations |\n|---|--:|--:|")
    print("| compared | " + " | ".join(str(total) for total in totals.values()) + " |")
    rows = {
        "identical": [total - sum(one.differing(kind) for one in compared) for kind, total in totals.items()],
        "alike to a reader": [
            total - sum(one.differing(kind, visible=True) for one in compared) for kind, total in totals.items()
        ],
        "citeproc-js departs from the specification": [parties["citeproc-js departs", kind] for kind in totals],
        "the specification is silent": [parties["silent", kind] for kind in totals],
        "open": [parties["open", kind] for kind in totals],
    }
    for name, counts in rows.items():
        shares = (f"{count / (total or 1):.2%}" for count, total in zip(counts, totals.values(), strict=True))
        print(f"| {name} | {' | '.join(shares)} |")


if __name__ == "__main__":
    sys.exit(main())
