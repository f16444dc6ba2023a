"""``citelib library dedupe`` and ``merge``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from citelib.cli.files import json_option
from citelib.cli.library.opening import changing, dry_run_option, library_option, number_of
from citelib.cli.progress import Bar
from citelib.library import Library
from citelib.library.duplicates import find_groups
from citelib.library.merge import best_first
from citelib.library.merge import merge as merge_items
from citelib.library.store import decode_record
from citelib.model import Item, Relation

__all__ = ["dedupe", "merge"]


@click.command("dedupe")
@click.option("--apply", "apply_", is_flag=True, help="Merge the groups, and relate preprints to published versions.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.85, show_default=True, help="Only groups as sure as this."
)
@click.option("--identifiers-only", is_flag=True, help="Only what has the same DOI, PMID, PMCID, ISBN or arXiv id.")
@library_option
@dry_run_option
@json_option
def dedupe(
    apply_: bool, min_score: float, identifiers_only: bool, path: Path | None, dry_run: bool, as_json: bool
) -> int:
    """Find duplicates, and with --apply merge them.

    Each group is printed with its score and reasons, the reference whose key stays first. Editions, errata and
    originals are kept apart. Merging keeps every key as an alias, and `undo` takes it back.
    """
    with changing(path, "dedupe", dry_run=dry_run) as library:
        with Bar("references read") as bar:
            found = find_groups(_counted(library, bar), identifiers_only=identifiers_only)
        shown = []
        for group in found.groups:
            if group.score >= min_score:
                items = best_first([decode_record(record) for _, record in library.store.records(list(group.numbers))])
                keys = [item.id for item in items]
                shown.append({"keys": keys, "score": round(group.score, 3), "reasons": list(group.reasons)})
                if apply_:
                    merge_items(library, keys)
        versions = []
        for kin in found.preprints:
            pair = {n: decode_record(r).id for n, r in library.store.records([kin.preprint, kin.published])}
            if kin.score >= min_score and len(pair) == 2:
                versions.append({"preprint": pair[kin.preprint], "published": pair[kin.published]})
                if apply_:
                    library.relate(pair[kin.preprint], Relation("preprint-of", pair[kin.published]))
    if as_json:
        click.echo(json.dumps({"duplicates": shown, "preprints": versions}, ensure_ascii=False, indent=2))
    else:
        for one in shown:
            click.echo(f"{one['score']:.2f}  {' = '.join(one['keys'])}  ({'; '.join(one['reasons'])})")  # type: ignore[arg-type]
        for version in versions:
            click.echo(f"      {version['preprint']} is a preprint of {version['published']}")
        done = "merged" if apply_ else "found; --apply merges what belongs together" if shown else "found"
        click.echo(f"{number_of(len(shown), 'group')} of duplicates {done}", err=True)
    return 0


def _counted(library: Library, bar: Bar) -> Iterator[tuple[int, Item]]:
    total = len(library)
    for count, (number, record) in enumerate(library.store.records(), 1):
        if count % 1000 == 0:
            bar(count, total)
        yield number, decode_record(record)


@click.command("merge")
@click.argument("keys", nargs=-1, required=True, metavar="KEY KEY...")
@library_option
@dry_run_option
def merge(keys: tuple[str, ...], path: Path | None, dry_run: bool) -> None:
    """Merge references into one under the first KEY; the other keys become aliases, and the others go to the trash."""
    if len(keys) < 2:
        raise click.UsageError("name at least two references")
    with changing(path, f"merge {' '.join(keys)}", dry_run=dry_run) as library:
        item = merge_items(library, keys)
        click.echo(f"{item.id} ({item.title or 'untitled'}) now also answers to {', '.join(keys[1:])}")
