"""``citelib library search``, ``show`` and ``collections``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from citelib.cli import completing
from citelib.cli.files import json_option, to_option
from citelib.cli.library.opening import library_option, opened
from citelib.cli.tables import print_table
from citelib.cli.terminal import Styled, say
from citelib.cli.titles import title_of
from citelib.formats.exchange import dumps
from citelib.library import Library
from citelib.library.search.relations import Branch
from citelib.model import RELATION_TYPES, Item, unstructure

__all__ = ["collections", "search", "show"]


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="List at most this many.")
@click.option("--count", "only_count", is_flag=True, help="Print only how many there are.")
@library_option
@json_option
def search(query: tuple[str, ...], limit: int, only_count: bool, path: Path | None, as_json: bool) -> int:
    """Find references.

    \b
    citelib library search ketamine author:liston
    citelib library search 'year:2015..2019 tag:new -is:retracted sort:-year'

    Words are looked for everywhere and the best match comes first. Fields: title, author, editor and every other role,
    name (any role), journal, abstract, keyword, note, year, type, tag, in (a collection), key, doi, pmid, pmcid, isbn,
    arxiv, url, has, is, added, changed, and every relation, such as cites:KEY or comments-on:KEY. OR, NOT, - and
    parentheses combine.
    """
    with opened(path) as library:
        results = library.search(" ".join(query))
        if only_count:
            click.echo(len(results))
            return 0 if len(results) else 1
        shown = results[:limit]
        if as_json:
            click.echo(json.dumps([unstructure(item) for item in shown], ensure_ascii=False, indent=2))
        else:
            if shown:
                print_table(("key", "by", "year", "title", ""), [_row(library, item) for item in shown])
            else:
                click.echo("nothing was found", err=True)
            if len(results) > limit:
                click.echo(f"{len(results) - limit:,} more; --limit shows them", err=True)
    return 0 if shown else 1


def _row(library: Library, item: Item) -> tuple[str, str, str, str, str]:
    names = item.author or item.editor
    by = names[0].full_family if names else ""
    if len(names) > 1:
        by += " et al." if len(names) > 2 else f" and {names[1].full_family}"
    year = str(item.issued.year) if item.issued and item.issued.year is not None else ""
    return item.id, by, year, title_of(item), " ".join(flag.upper() for flag in library.flags(item.id))


@click.command("show")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...", shell_complete=completing.library_keys)
@click.option("--at", "when", metavar="STEP|DATE", help="As it was after a step of the log, or on a date.")
@to_option("Format to show it in; CSL-YAML without it.")
@library_option
@json_option
def show(keys: tuple[str, ...], when: str | None, target_format: str | None, path: Path | None, as_json: bool) -> None:
    """Show references in full, now or as they were, with what they are related to.

    \b
    citelib library show beyeler2019 --to bibtex
    """
    with opened(path) as library:
        source = library if when is None else library.at(when)
        items = [source[key] for key in keys]
        if as_json:
            click.echo(json.dumps([unstructure(item) for item in items], ensure_ascii=False, indent=2))
            return
        for item in items:
            if when is None and (notices := library.notices(item.id)):
                what = " and ".join(notice.text for notice in notices)
                say(Styled(f"{item.id} {what}", fg="red", bold=True), err=True)
            click.echo(dumps([item], target_format or "csl-yaml"), nl=False)
            if when is None:
                for line in _branches(library.tree(item.id), ""):
                    say(*line)


def _branches(branch: Branch, indent: str) -> Iterator[tuple[str, ...]]:
    for number, below in enumerate(branch.branches, 1):
        last = number == len(branch.branches)
        label = Styled(RELATION_TYPES[str(below.relation)].label, fg="green")
        what = f"{below.item.id}  {title_of(below.item)}" if below.item else f"{below.target} (not in the library)"
        yield f"{indent}{'└── ' if last else '├── '}", label, f" {what}"
        yield from _branches(below, indent + ("    " if last else "│   "))


@click.command("collections")
@library_option
def collections(path: Path | None) -> None:
    """List collections and saved searches, with the number of references in each.

    \b
    citelib library collections
    """
    with opened(path) as library:
        rows = []
        for name, query in library.collections().items():
            quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
            rows.append((name, str(len(library.search(f"in:{quoted}"))), query or ""))
        print_table(("collection", "references", "search"), rows)
