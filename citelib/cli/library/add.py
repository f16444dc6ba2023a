"""``citelib library add IDENTIFIER…``."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.library.opening import changing, dry_run_option, library_option
from citelib.identifiers import recognise
from citelib.keys import Pattern, unique
from citelib.library import Library
from citelib.library.lookup import Fetcher, fill, look_up
from citelib.library.lookup.http import default_cache
from citelib.model import Item

__all__ = ["add"]


@click.command("add")
@click.argument("identifiers", nargs=-1, required=True, metavar="IDENTIFIER...")
@click.option(
    "-k", "--key", "pattern", default="citelib", show_default=True, metavar="PATTERN", help="Pattern of keys."
)
@library_option
@dry_run_option
def add(identifiers: tuple[str, ...], pattern: str, path: Path | None, dry_run: bool) -> None:
    """Add works by DOI, PMID, PMCID, ISBN, arXiv id or an address that holds one.

    Records come from Crossref, DataCite, PubMed and OpenLibrary; only the identifier is sent. A work that is in the
    library already gets what it lacks, and what differs is said and left as it is.
    """
    keys = Pattern.parse(pattern)
    fetcher = Fetcher(cache=default_cache())
    found = [(identifier, look_up(identifier, fetcher)) for identifier in identifiers]
    with changing(path, f"add {' '.join(identifiers)}", dry_run=dry_run) as library:
        for identifier, item in found:
            if (present := _present(library, identifier)) is not None:
                filled, conflicts = fill(present, item)
                library.replace(filled)
                click.echo(f"{present.id} is there already; what it lacked was filled in")
                for name in conflicts:
                    click.echo(f"  {name}: kept {present[name]!s}, found {item[name]!s}", err=True)
            else:
                item = item.evolve(id=unique(keys.key(item), library))
                library.add(item)
                click.echo(f"{item.id}: {item.title or ''}")


def _present(library: Library, identifier: str) -> Item | None:
    known = recognise(identifier)
    items = library.find(*known) if known else []
    return items[0] if items else None
