"""``citelib library edit``, ``remove``, ``trash``, ``tag``, ``collect``, ``relate`` and ``attach``."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from citelib.cli.library.opening import changing, confirmed, dry_run_option, library_option, opened, yes_option
from citelib.cli.report import report
from citelib.cli.tables import print_table
from citelib.errors import CitelibError, LibraryError
from citelib.formats.exchange import dumps, loads
from citelib.identifiers import recognise
from citelib.library.attachments import attach_file
from citelib.model import Item, Relation, structure, unstructure

__all__ = ["attach", "collect", "edit", "relate", "remove", "tag", "trash"]


@click.command("edit")
@click.argument("key")
@click.option(
    "--set", "values", multiple=True, metavar="NAME=VALUE", help="Set a variable without an editor; empty removes."
)
@library_option
@dry_run_option
def edit(key: str, values: tuple[str, ...], path: Path | None, dry_run: bool) -> int:
    """Edit a reference as CSL-YAML in the editor that VISUAL or EDITOR names.

    What cannot be read is not kept in the library, and the text stays in a file that is named. If another program
    changed the reference meanwhile, that is said, too. Another id renames it; the former one stays as an alias.
    """
    with opened(path) as library:
        item = library[key]
    edited = _with_values(item, values) if values else _edited(item)
    if edited == item:
        click.echo("nothing was changed", err=True)
        return 0
    with changing(path, f"edit {key!r}", dry_run=dry_run) as library:
        if library[key] != item:
            raise LibraryError(f"{key!r} was changed meanwhile", hint="see `citelib library log`, and edit it again")
        library.replace(edited, key=key)
    return 0


def _with_values(item: Item, values: tuple[str, ...]) -> Item:
    record = unstructure(item)
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or name == "custom":
            raise click.UsageError(f"--set takes NAME=VALUE, not {value!r}")
        record[name] = text or None
    record = {name: value for name, value in record.items() if value is not None}
    return structure(record)


def _edited(item: Item) -> Item:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        if not sys.stdin.isatty():
            raise click.UsageError("there is no terminal and no EDITOR; use --set NAME=VALUE")
        editor = "notepad" if sys.platform == "win32" else "vi"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="citelib-", suffix=".yaml", delete=False) as file:
        file.write(dumps([item], "csl-yaml"))
    text = Path(file.name)
    keep = False
    try:
        done = subprocess.run([*shlex.split(editor), file.name], check=False)
        if done.returncode:
            keep = True
            raise LibraryError(f"the editor ended with status {done.returncode}", hint=f"your text is in {text}")
        try:
            works = loads(text.read_bytes(), "csl-yaml")
            report(works.diagnostics)
            faults = any(one.severity == "error" for one in works.diagnostics)
            [edited] = works.values()
        except (CitelibError, ValueError) as error:
            keep = True
            raise LibraryError(f"the text is not one reference: {error}", hint=f"your text is in {text}") from error
        if faults:
            keep = True
            raise LibraryError("the text has errors, and nothing was changed", hint=f"your text is in {text}")
        if any(one.code == "csl-yaml-no-id" for one in works.diagnostics):
            edited = edited.evolve(id=item.id)
        return edited
    finally:
        if not keep:
            text.unlink(missing_ok=True)


@click.command("remove")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@library_option
@dry_run_option
def remove(keys: tuple[str, ...], path: Path | None, dry_run: bool) -> None:
    """Move references to the trash; `trash --put-back` and `undo` bring them back."""
    with changing(path, f"remove {' '.join(keys)}", dry_run=dry_run) as library:
        for key in keys:
            library.remove(key)


@click.command("trash")
@click.option("--put-back", "keys", multiple=True, metavar="KEY", help="Bring a reference back; may be repeated.")
@click.option("--empty", is_flag=True, help="Delete what is in the trash for good, with its history.")
@library_option
@dry_run_option
@yes_option
def trash(keys: tuple[str, ...], empty: bool, path: Path | None, dry_run: bool, yes: bool) -> int:
    """List, put back or empty what was removed."""
    if keys:
        with changing(path, f"put back {' '.join(keys)}", dry_run=dry_run) as library:
            for key in keys:
                library.put_back(key)
        return 0
    with opened(path) as library:
        removed = library.trash()
    if not empty:
        print_table(("key", "removed", "title"), [(one.key, one.removed, one.item.title or "") for one in removed])
        return 0
    if dry_run:
        click.echo(f"{len(removed)} references would be deleted for good", err=True)
        return 0
    if not removed or not confirmed(f"Delete {len(removed)} references for good?", yes=yes):
        return 1
    with opened(path) as library:
        click.echo(f"{library.empty_trash()} references were deleted for good", err=True)
    return 0


@click.command("tag")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("-a", "--add", multiple=True, metavar="TAG", help="Add a tag; may be repeated.")
@click.option("-r", "--remove", multiple=True, metavar="TAG", help="Remove a tag; may be repeated.")
@library_option
@dry_run_option
def tag(keys: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...], path: Path | None, dry_run: bool) -> None:
    """Add and remove tags, which are a reference's keywords."""
    if not add and not remove:
        raise click.UsageError("--add or --remove says what to do")
    with changing(path, f"tag {' '.join(keys)}", dry_run=dry_run) as library:
        for key in keys:
            item = library.tag(key, add, remove)
            click.echo(f"{item.id}: {item.keyword or ''}")


@click.command("collect")
@click.argument("collection")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--search", "query", metavar="QUERY", help="Save a search as this collection.")
@click.option("-r", "--remove", is_flag=True, help="Take the references out again; without KEY, delete the collection.")
@library_option
@dry_run_option
def collect(
    collection: str, keys: tuple[str, ...], query: str | None, remove: bool, path: Path | None, dry_run: bool
) -> None:
    """Put references into a collection (Thesis, Thesis/Chapter 1), or save a search as one.

    Deleting a collection leaves its references in the library.
    """
    with changing(path, f"collect {collection!r}", dry_run=dry_run) as library:
        if query is not None:
            library.make_collection(collection, query)
        elif not keys:
            (library.delete_collection if remove else library.make_collection)(collection)
        for key in keys:
            (library.uncollect if remove else library.collect)(key, collection)


@click.command("relate")
@click.argument("key")
@click.argument("relation")
@click.argument("target")
@library_option
@dry_run_option
def relate(key: str, relation: str, target: str, path: Path | None, dry_run: bool) -> None:
    """Say how one reference is related to another: `relate news reports-on study`.

    TARGET is a key, or a DOI, PMID or address of a work that need not be in the library.
    """
    with changing(path, f"relate {key} {relation} {target}", dry_run=dry_run) as library:
        link = Relation(relation, target)
        if target not in library:
            scheme, value = recognise(target) or ("", "")
            if scheme not in ("doi", "pmid", "url"):
                library.number(target)  # says that there is none, with near matches
            link = Relation(relation, value, scheme)  # type: ignore[arg-type]
        library.relate(key, link)
        click.echo(f"{key} {link.type} {link.target}")


@click.command("attach")
@click.argument("key")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
def attach(key: str, file: Path, path: Path | None) -> None:
    """Keep a copy of a file with a reference, in the folder beside the library."""
    with opened(path) as library:
        click.echo(attach_file(library, key, file))
