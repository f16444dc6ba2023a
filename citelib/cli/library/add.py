"""``citelib library add IDENTIFIER…``."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli.library.opening import changing, dry_run_option, library_option, opened
from citelib.cli.report import fail
from citelib.cli.titles import title_of
from citelib.identifiers import recognise
from citelib.keys import Pattern, unique
from citelib.library import Library
from citelib.library.derived import text_of
from citelib.lookup import Fetcher, LookupFailedError, look_up
from citelib.lookup.http import default_cache
from citelib.matching import filled
from citelib.model import Item
from citelib.model.handles import handles

__all__ = ["add"]


@click.command("add")
@click.argument("identifiers", nargs=-1, required=True, metavar="IDENTIFIER...")
@click.option("--pattern", default="citelib", show_default=True, metavar="PATTERN", help="Pattern of keys.")
@library_option
@dry_run_option
def add(identifiers: tuple[str, ...], pattern: str, path: Path | None, dry_run: bool) -> int:
    """Add works by DOI, PMID, PMCID, ISBN, arXiv id or an address that holds one.

    Records come from Crossref, DataCite, PubMed and OpenLibrary; only the identifier is sent. A work that is in the
    library already gets what it lacks, and what differs is said and left as it is.

    \b
    citelib library add 10.1126/science.aat8078 PMC6785189
    """
    keys = Pattern.parse(pattern)
    fetcher = Fetcher(cache=default_cache())
    found, status = [], 0
    opened(path).close()  # asked for nothing if there is no library
    for identifier in identifiers:
        try:
            found.append((identifier, look_up(identifier, fetcher)))
        except LookupFailedError as error:  # costs the others nothing
            status = fail(error)
    if not found:
        return status
    with changing(path, f"add {' '.join(identifier for identifier, _ in found)}", dry_run=dry_run) as library:
        for identifier, item in found:
            if (present := _present(library, identifier, item)) is None:
                item = item.evolve(id=unique(keys.key(item), library))
                library.add(item)
                click.echo(f"{item.id}: {title_of(item)}")
                continue
            completed, conflicts = filled(present, item)
            library.replace(completed)
            what = "what it lacked was filled in" if completed != present else "nothing was lacking"
            click.echo(f"{present.id} is there already; {what}")
            for name in conflicts:
                click.echo(f"  {name}: kept {text_of(present[name])}, found {text_of(item[name])}", err=True)
    return status


def _present(library: Library, identifier: str, item: Item) -> Item | None:
    """The same work in the library, by any identifier that is known of it."""
    known = recognise(identifier)
    for scheme, value in [*([known] if known else []), *handles(item)]:
        if scheme not in ("id", "url") and (items := library.find(scheme, value)):
            return items[0]
    return None
