"""``citelib library edit``."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from citelib.cli import completing
from citelib.cli.library.opening import (
    changing,
    chosen_keys,
    dry_run_option,
    library_option,
    number_of,
    opened,
    search_option,
)
from citelib.cli.report import fail, print_difference, report
from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, LibraryError, UnknownNameError
from citelib.formats.exchange import dumps, load
from citelib.model import Item, Name, structure, unstructure
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES
from citelib.near import did_you_mean

__all__ = ["edit"]


@click.command("edit")
@click.argument("key", required=False, shell_complete=completing.library_keys)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a variable without an editor (author='Moda-Sava, R. N.; Liston, C.'); empty removes.",
)
@click.option(
    "--text",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the text from a file instead of an editor.",
)
@search_option
@library_option
@dry_run_option
def edit(
    key: str | None, values: tuple[str, ...], file: Path | None, query: str | None, path: Path | None, dry_run: bool
) -> int:
    """Edit a reference as CSL-YAML in the editor that VISUAL or EDITOR names.

    What cannot be read is not kept in the library, and the text stays in a file that is named. If another program
    has changed the reference in the meantime, that is an error. Another id renames it; the former one stays as an
    alias. With --search, --set holds for everything that is found.

    \b
    citelib library edit gordon1978 --set volume=3
    citelib library edit --search tag:new --set language=en --dry-run
    """
    if query is not None:
        if key is not None or file is not None or not values:
            raise click.UsageError("--search takes --set, and no KEY")
        return _edit_all(query, values, path, dry_run=dry_run)
    if key is None:
        raise click.UsageError("name a KEY, or what --search finds")
    with opened(path) as library:
        item = library[key]
    if values:
        edited = _with_values(item, values)
    elif file is not None:
        edited = _read(file, item)
    else:
        edited = _edited(item)
    if edited == item:
        click.echo("nothing was changed", err=True)
        return 0
    report(_unknown_names(item, edited))
    try:
        with changing(path, f"edit {key}", dry_run=dry_run) as library:
            if library[key] != item:
                raise LibraryError(f"{key!r} has been changed in the meantime", hint=f"see `citelib library log {key}`")
            library.replace(edited, key=item.id)
            if dry_run:
                texts = dumps([item], "csl-yaml"), dumps([edited], "csl-yaml")
                print_difference(*texts, f"{key} before", f"{key} after")
            else:
                click.echo(f"{edited.id} was changed", err=True)
    except CitelibError as error:
        error.add_note(_where(_temporary_file(dumps([edited], "csl-yaml")), item))
        raise
    return 0


def _edit_all(query: str, values: tuple[str, ...], path: Path | None, *, dry_run: bool) -> int:
    """Set variables of everything that a search finds, as one step of the log."""
    if any(value.partition("=")[0] == "id" for value in values):
        raise click.UsageError("one id cannot be that of several references")
    with changing(path, f"edit --search {query!r} {' '.join(values)}", dry_run=dry_run) as library:
        keys = chosen_keys(library, (), query)
        changed = 0
        for key in keys:
            item = library[key]
            edited = _with_values(item, values)
            if edited != item:
                changed += 1
                library.replace(edited)
                click.echo(key)
    click.echo(f"{changed:,} of {number_of(len(keys))} {'would be ' * dry_run}changed", err=True)
    return 0


def _with_values(item: Item, values: tuple[str, ...]) -> Item:
    record = unstructure(item)
    names: dict[str, list[Name] | None] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes NAME=VALUE, not {value!r}")
        if name not in VARIABLES and name not in ("id", "type", *item.custom):
            raise UnknownNameError("variable", name, known=VARIABLES)
        if name == "type" and text not in ITEM_TYPES:
            raise UnknownNameError("type", text, known=ITEM_TYPES)
        if VARIABLES.get(name) == "name":
            parts = [part.strip() for part in re.split(r";|\sand\s", text) if part.strip()]
            names[name.replace("-", "_")] = [Name.parse(part) for part in parts] or None
        elif name in item.custom:
            record["custom"] = {**record["custom"], name: text}
            if not text:
                del record["custom"][name]
        else:
            record[name] = text or None
    record = {name: value for name, value in record.items() if value is not None}
    changes: dict[str, Any] = {**names}
    return structure(record).evolve(**changes)


def _unknown_names(item: Item, edited: Item) -> Iterator[Diagnostic]:
    """What was written into the text and is no variable."""
    for name in edited.custom:
        if name not in item.custom and ":" not in name:
            hint = did_you_mean(name, VARIABLES)
            message = f"{name!r} is not a variable of CSL; it is kept under custom"
            yield Diagnostic("warning", "library-unknown-variable", message, hint, item=item.id)


def _edited(item: Item) -> Item:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        if not sys.stdin.isatty():
            raise click.UsageError("there is no terminal and no EDITOR; use --set NAME=VALUE or --text FILE")
        editor = "notepad" if sys.platform == "win32" else "vi"
    # Without the mark of its end, so that what is added behind the last line counts.
    text = _temporary_file(dumps([item], "csl-yaml").removesuffix("...\n"))
    while True:
        try:
            _run(editor, text, item)
            edited = _read(text, item)
        except LibraryError as error:
            if not sys.stdin.isatty():
                raise
            fail(error)
            if not click.confirm("Edit the text again?", default=True, err=True):
                raise click.Abort from error
        else:
            text.unlink(missing_ok=True)
            return edited


def _temporary_file(text: str) -> Path:
    """A new temporary file with the text."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="citelib-", suffix=".yaml", delete=False) as file:
        file.write(text)
    return Path(file.name)


def _run(editor: str, text: Path, item: Item) -> None:
    try:
        status = subprocess.run([*shlex.split(editor), str(text)], check=False).returncode
    except (OSError, ValueError) as error:
        text.unlink(missing_ok=True)
        raise click.UsageError(f"the editor {editor!r} cannot be started; VISUAL or EDITOR names another") from error
    if status:
        raise LibraryError(f"the editor ended with status {status}", hint=_where(text, item))


def _read(file: Path, item: Item) -> Item:
    """The one reference of a text.

    Raises:
        LibraryError: There is none, or several, or something cannot be read; with where the text is.
    """
    try:
        works = load(file, "csl-yaml")
    except (CitelibError, ValueError) as error:
        raise LibraryError(f"the text cannot be read: {error}", hint=_where(file, item)) from error
    report(works.diagnostics)
    if any(one.severity == "error" for one in works.diagnostics):
        raise LibraryError("the text has errors, and nothing was changed", hint=_where(file, item))
    if len(works) != 1:
        raise LibraryError(f"one reference is expected, but the text has {len(works)}", hint=_where(file, item))
    [edited] = works.values()
    if any(one.code == "csl-yaml-no-id" for one in works.diagnostics):
        edited = edited.evolve(id=item.id)
    return edited


def _where(text: Path, item: Item) -> str:
    return f"your text is in {text}; `citelib library edit {item.id} --text {text}` takes it when it is right"
