"""``citelib library dedupe`` and ``merge``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from citelib.cli.files import json_option
from citelib.cli.library.opening import changing, dry_run_option, library_option, number_of, opened
from citelib.cli.progress import counted
from citelib.library import Library
from citelib.library.derived import plain
from citelib.library.merge import best_first
from citelib.library.merge import merge as merge_items
from citelib.library.relations import neighbours
from citelib.library.store import decode_record
from citelib.matching.comparison import THRESHOLD
from citelib.matching.duplicates import Kinship, find_groups
from citelib.model import Item, Relation

__all__ = ["dedupe", "merge"]


@click.command("dedupe")
@click.option("--apply", "apply_", is_flag=True, help="Merge the groups, and relate preprints to published versions.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=THRESHOLD,
    show_default=True,
    help="Only groups as sure as this.",
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
    with opened(path) as library:
        # Looking takes minutes in large libraries, which other writers need not wait for.
        records = counted(library.store.records(), "references read", len(library))
        numbered = ((number, decode_record(record)) for number, record in records)
        found = find_groups(numbered, identifiers_only=identifiers_only)
    with changing(path, "dedupe", dry_run=dry_run) if apply_ else opened(path) as library:
        groups = []
        for group in found.groups:
            items = [decode_record(record) for _, record in library.store.records(list(group.numbers))]
            if group.score >= min_score and len(items) > 1:
                items = best_first(items)
                groups.append((group, items))
                if apply_:
                    merge_items(library, [item.id for item in items])
        merged = {item.id for _, items in groups for item in items[1:]}
        versions = [
            (kin, pair)
            for kin in found.preprints
            if kin.score >= min_score
            and (pair := _unrelated(library, kin))
            and merged.isdisjoint(item.id for item in pair)
        ]
        if apply_:
            for _, (preprint, published) in versions:
                library.relate(preprint.id, Relation("preprint-of", published.id))
    if as_json:
        duplicates = [
            {"keys": [item.id for item in items], "score": round(group.score, 3), "reasons": list(group.reasons)}
            for group, items in groups
        ]
        preprints = [{"preprint": one.id, "published": other.id} for _, (one, other) in versions]
        click.echo(json.dumps({"duplicates": duplicates, "preprints": preprints}, ensure_ascii=False, indent=2))
        return 0
    for group, items in groups:
        click.echo(f"{group.score:.2f}  {' = '.join(item.id for item in items)}  ({'; '.join(group.reasons)})")
        click.echo(f"      {plain(items[0].title or '')}")
    for kin, (preprint, published) in versions:
        click.echo(f"{kin.score:.2f}  {preprint.id} came before {published.id}")
        click.echo(f"      {plain(published.title or '')}")
    counts = f"{number_of(len(groups), 'group')} of duplicates and {number_of(len(versions), 'earlier version')}"
    if apply_:
        click.echo(f"{counts} {'would be ' * dry_run}merged and related", err=True)
    else:
        click.echo(f"{counts} found{'; --apply merges and relates them' if groups or versions else ''}", err=True)
    return 0


def _unrelated(library: Library, kin: Kinship) -> tuple[Item, Item] | None:
    """A preprint or report and what was published of it, unless they are related or one is gone."""
    items = dict(library.store.records([kin.preprint, kin.published]))
    if len(items) < 2 or any(other == kin.published for _, other in neighbours(library.store, kin.preprint)):
        return None
    return decode_record(items[kin.preprint]), decode_record(items[kin.published])


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
