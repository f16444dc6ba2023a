"""``citelib library remove``, ``trash``, ``tag``, ``collect``, ``relate`` and ``attach``."""

from __future__ import annotations

from pathlib import Path

import click

from citelib.cli import completing
from citelib.cli.library.opening import (
    as_logged,
    changing,
    chosen_keys,
    confirmed,
    dry_run_option,
    library_option,
    number_of,
    opened,
    search_option,
    yes_option,
)
from citelib.cli.tables import print_table
from citelib.cli.titles import title_of
from citelib.errors import UnknownNameError
from citelib.identifiers import recognise
from citelib.library import Library
from citelib.library.attachments import attach_file, attachments
from citelib.model import RELATION_TYPES, Relation
from citelib.near import did_you_mean

__all__ = ["attach", "collect", "relate", "remove", "tag", "trash"]


@click.command("remove")
@click.argument("keys", nargs=-1, metavar="[KEY]...", shell_complete=completing.library_keys)
@search_option
@library_option
@dry_run_option
def remove(keys: tuple[str, ...], query: str | None, path: Path | None, dry_run: bool) -> None:
    """Move references to the trash; `trash --put-back` and `undo` bring them back.

    \b
    citelib library remove beyeler2019
    """
    with changing(path, f"remove {as_logged(keys, query)}", dry_run=dry_run) as library:
        wanted = chosen_keys(library, keys, query)
        for key in wanted:
            click.echo(f"{library.remove(key).id} is in the trash", err=True)
    if query is not None:
        click.echo(f"{number_of(len(wanted))} {'would be ' * dry_run}removed", err=True)


@click.command("trash")
@click.option("--put-back", "keys", multiple=True, metavar="KEY", help="Bring a reference back; may be repeated.")
@click.option("--empty", is_flag=True, help="Delete what is in the trash for good, with its history.")
@library_option
@dry_run_option
@yes_option
def trash(keys: tuple[str, ...], empty: bool, path: Path | None, dry_run: bool, yes: bool) -> int:
    """List, put back or empty what was removed.

    \b
    citelib library trash --put-back beyeler2019
    """
    if keys:
        with changing(path, f"put back {' '.join(keys)}", dry_run=dry_run) as library:
            for key in keys:
                library.put_back(key)
        return 0
    with opened(path) as library:
        removed = library.trash()
    if not empty:
        print_table(("key", "removed", "title"), [(one.key, one.removed, title_of(one.item)) for one in removed])
        return 0
    if dry_run:
        click.echo(f"{number_of(len(removed))} would be deleted for good", err=True)
        return 0
    if not removed:
        click.echo("the trash is empty", err=True)
        return 0
    if not confirmed(f"Delete {number_of(len(removed))} for good?", yes=yes):
        return 1
    with opened(path) as library:
        click.echo(f"{number_of(library.empty_trash())} deleted for good", err=True)
    return 0


@click.command("tag")
@click.argument("keys", nargs=-1, metavar="[KEY]...", shell_complete=completing.library_keys)
@click.option("-a", "--add", multiple=True, metavar="TAG", help="Add a tag; may be repeated.")
@click.option("-r", "--remove", multiple=True, metavar="TAG", help="Remove a tag; may be repeated.")
@search_option
@library_option
@dry_run_option
def tag(
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    query: str | None,
    path: Path | None,
    dry_run: bool,
) -> None:
    """Add and remove tags, which are a reference's keywords; without KEY and --search, list all tags.

    \b
    citelib library tag gordon1978 --add "to read"
    citelib library tag --search 'year:..1980' --add old --remove new
    """
    is_any = bool(keys) or query is not None
    if is_any != bool(add or remove):
        raise click.UsageError("--add or --remove says what to do" if is_any else "KEY or --search says with what")
    if not is_any:
        with opened(path) as library:
            print_table(("tag", "references"), [(name, str(count)) for name, count in library.tags()])
        return
    words = " ".join([f"+{one}" for one in add] + [f"-{one}" for one in remove])
    with changing(path, f"tag {as_logged(keys, query)} {words}", dry_run=dry_run) as library:
        wanted = chosen_keys(library, keys, query)
        changed = 0
        for key in wanted:
            before = library[key]
            item = library.tag(key, add, remove)
            changed += item != before
            if query is None or item != before:
                click.echo(f"{item.id}: {item.keyword or ''}")
    if query is not None:
        click.echo(f"{changed:,} of {number_of(len(wanted))} {'would be ' * dry_run}changed", err=True)


@click.command("collect")
@click.argument("collection")
@click.argument("keys", nargs=-1, metavar="[KEY]...", shell_complete=completing.library_keys)
@click.option("--search", "query", metavar="QUERY", help="Save a search as this collection.")
@click.option("--found", metavar="QUERY", help="Put everything that a search finds now into the collection.")
@click.option("-r", "--remove", is_flag=True, help="Take the references out again; without any, delete the collection.")
@library_option
@dry_run_option
def collect(
    collection: str,
    keys: tuple[str, ...],
    query: str | None,
    found: str | None,
    remove: bool,
    path: Path | None,
    dry_run: bool,
) -> None:
    """Put references into a collection (Thesis, Thesis/Chapter 1), or save a search as one.

    Deleting a collection leaves its references in the library.

    \b
    citelib library collect Thesis/Methods beyeler2019
    """
    if query is not None and found is not None:
        raise click.UsageError("--search saves a search, --found puts what it finds now")
    with changing(path, f"collect {collection!r} {as_logged(keys, found)}".strip(), dry_run=dry_run) as library:
        if query is not None:
            library.make_collection(collection, query)
        elif not keys and found is None:
            (library.delete_collection if remove else library.make_collection)(collection)
        wanted = chosen_keys(library, keys, found) if keys or found is not None else []
        for key in wanted:
            (library.uncollect if remove else library.collect)(key, collection)
    if found is not None:
        what = "taken out of" if remove else "put into"
        click.echo(f"{number_of(len(wanted))} {'would be ' * dry_run}{what} {collection!r}", err=True)


@click.command("relate")
@click.argument("key", shell_complete=completing.library_keys)
@click.argument("relation")
@click.argument("target")
@library_option
@dry_run_option
def relate(key: str, relation: str, target: str, path: Path | None, dry_run: bool) -> None:
    """Say how one reference is related to another: `relate news reports-on study`.

    TARGET is a key, or a DOI, PMID or address of a work that need not be in the library.

    \b
    citelib library relate beyeler2019 comments-on modasava2019
    """
    with changing(path, f"relate {key} {relation} {target}", dry_run=dry_run) as library:
        if relation not in RELATION_TYPES:
            hint = did_you_mean(relation, RELATION_TYPES, f"relations are {', '.join(RELATION_TYPES)}")
            raise UnknownNameError("relation", relation, known=RELATION_TYPES, hint=hint)
        link = Relation(relation, target)
        if target not in library:
            scheme, value = recognise(target) or ("", "")
            if scheme not in ("doi", "pmid", "url"):
                _refuse(library, target)
            link = Relation(relation, value, scheme)
        present = link in library[key].relations
        library.relate(key, link)
        click.echo(f"{key} {link.type} {link.target}{' (already)' if present else ''}")


def _refuse(library: Library, target: str) -> None:
    """Say that there is no such target."""
    try:
        library.number(target)
    except UnknownNameError as error:
        hint = error.hint or "name a key, or a DOI, PMID or address of a work that is not in the library"
        raise UnknownNameError(error.kind, target, error.matches, hint=hint) from None


@click.command("attach")
@click.argument("key", shell_complete=completing.library_keys)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
def attach(key: str, file: Path | None, path: Path | None) -> None:
    """Keep a copy of a file with a reference, in the folder beside the library; without FILE, list what is kept.

    \b
    citelib library attach beyeler2019 paper.pdf
    """
    with opened(path) as library:
        if file is not None:
            click.echo(attach_file(library, key, file))
        else:
            print_table(("file", "where"), [(name, str(place)) for name, place in attachments(library, key)])
