"""Measure duplicates on ten sets of search results that others labelled.

    python -m tests.benchmarks.labelled_duplicates                    all ten sets
    python -m tests.benchmarks.labelled_duplicates stroke diabetes    only these
    python -m tests.benchmarks.labelled_duplicates --wrong FILE       with every wrong decision written to a file

The sets (160,822 records of medicine, psychology and information systems) come inside the wheel ``bib-dedupe==0.7.1``
(MIT licence; five were made for ASySD, four for SRA), which pip downloads to the platform's cache folder. Of each group
that is found, one record stays; a record that goes although nobody called it a duplicate is a false positive, and a
duplicate that stays is a false negative, as bib-dedupe itself counts.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from citelib.matching.groups import find_groups
from citelib.model import Date, Item, Name

WHEEL: Final = "bib_dedupe-0.7.1-py3-none-any.whl"
SETS: Final = (
    "cytology_screening", "haematology", "respiratory", "stroke", "diabetes", "neuroimaging", "digital_work", "cardiac",
    "depression", "srsr",
)  # fmt: skip
_TYPES: Final = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
}
_RUN_ON: Final = re.compile(r"(?<=\.)(?=[^\W\d_]{2,})")
_INITIALS_LAST: Final = re.compile(r"(.*[^\W\d_]{2})\s*((?:[^\W\d_]\.[ -]*)+)")


def wheel(folder: Path | None = None) -> Path:
    """The wheel with the sets, downloaded by pip the first time."""
    if folder is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("citelib", appauthor=False) / "benchmarks"
    path = folder / WHEEL
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "bib-dedupe==0.7.1"]
        subprocess.run([sys.executable, "-m", *command], check=True)
    return path


def records(archive: zipfile.ZipFile, name: str) -> Iterator[Item]:
    """The records of a set, as an import would have them."""
    csv.field_size_limit(10_000_000)
    for part in sorted(one for one in archive.namelist() if f"/data/{name}/records_pre_merged" in one):
        with archive.open(part) as stream:
            for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline="")):
                yield record({key: value or "" for key, value in row.items()})


def record(row: dict[str, str]) -> Item:
    """An item of a row; authors that run together («Tan A.Schulze A.») are split."""
    get = {name: " ".join(text.split()) for name, text in row.items() if text != "UNKNOWN"}.get
    year = get("year") or ""
    return Item(
        row["ID"],
        _TYPES.get(row["ENTRYTYPE"], "document"),
        title=get("title") or None,
        author=[*names(get("author") or "")] or None,
        container_title=get("journal") or get("booktitle") or None,
        issued=Date.on(int(year)) if re.fullmatch("[0-9]{4}", year, re.ASCII) else None,
        volume=get("volume") or None,
        issue=get("number") or None,
        page=(get("pages") or "").replace(" -- ", "-") or None,
        DOI=get("doi") or None,
        ISSN=get("isbn") or None,
        publisher=get("publisher") or get("institution") or None,
    )


def names(text: str) -> Iterator[Name]:
    """The authors of a field."""
    for part in text.split(" and ") if " and " in text or "," in text else _RUN_ON.split(text):
        if match := _INITIALS_LAST.fullmatch(part.strip()):
            yield Name(match[1].rstrip(" ,"), match[2].strip())
        elif part.strip():
            yield Name.parse(part.strip())


def truth(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    """The ids that belong together."""
    with archive.open(f"bib_dedupe/data/{name}/merged_record_ids.csv") as stream:
        return [row["merged_ids"].split(";") for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline=""))]


def counted(
    items: Sequence[Item], found: Sequence[Sequence[str]], right: Sequence[Sequence[str]]
) -> tuple[int, int, int]:
    """False positives, true positives and false negatives, when of each found group the first stays."""
    gone = {key for group in found for key in group[1:]}
    labelled = {key for group in right for key in group}
    wrong = sum(item.id in gone and item.id not in labelled for item in items)
    true = missed = 0
    for group in right:
        stay = sum(key not in gone for key in group)
        wrong += stay == 0
        true += len(group) - max(stay, 1)
        missed += max(stay - 1, 0)
    return wrong, true, missed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET", help=f"Of {', '.join(SETS)}.")
    parser.add_argument("--wrong", type=Path, metavar="FILE", help="Write every wrong decision there.")
    parser.add_argument("--folder", type=Path, help="Where the wheel is, or is downloaded to.")
    arguments = parser.parse_args()
    sums = [0, 0, 0, 0]
    lines = []
    print("| set | records | seconds | FP | TP | FN | precision | sensitivity |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    with zipfile.ZipFile(wheel(arguments.folder)) as archive:
        for name in arguments.sets:
            items = list(records(archive, name))
            start = time.process_time()
            groups = find_groups(enumerate(items)).groups
            seconds = time.process_time() - start
            found = [[items[number].id for number in group.numbers] for group in groups]
            right = truth(archive, name)
            figures = (len(items), *counted(items, found, right))
            sums = [one + other for one, other in zip(sums, figures, strict=True)]
            print(_row(name, seconds, *figures), flush=True)
            if arguments.wrong is not None:
                lines += list(wrong_decisions(name, items, found, right))
    print(_row("**all**", 0.0, *sums))
    if arguments.wrong is not None:
        arguments.wrong.write_text("\n".join(lines), encoding="utf-8")


def _row(name: str, seconds: float, size: int, wrong: int, true: int, missed: int) -> str:
    precision, sensitivity = true / max(true + wrong, 1), true / max(true + missed, 1)
    return (
        f"| {name} | {size:,} | {seconds:.1f} | {wrong} | {true:,} | {missed:,} | {precision:.4f} | {sensitivity:.4f} |"
    )


def wrong_decisions(
    name: str, items: Sequence[Item], found: Sequence[Sequence[str]], right: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Pairs that are together here and apart there, or the other way round, with what was said of them."""
    from citelib.matching.verdicts import compare

    by_id = {item.id: item for item in items}
    group_of = {key: number for number, group in enumerate(found) for key in group}
    label_of = {key: number for number, group in enumerate(right) for key in group}
    pairs = [("together", group) for group in found] + [("apart", group) for group in right]
    for what, group in pairs:
        of = label_of if what == "together" else group_of
        for other in group[1:]:
            if of.get(group[0], group[0]) != of.get(other, other):
                pair = compare(by_id[group[0]], by_id[other])
                yield f"\n{name}: wrongly {what}: {pair.verdict} {pair.score:.2f} {'; '.join(pair.reasons)}"
                yield from (f"  {by_id[key]!r}" for key in (group[0], other))


if __name__ == "__main__":
    main()
