"""``citelib library …``: keep references in a library, find them, clean them, and take changes back."""

from __future__ import annotations

from typing import Final

import click

from citelib.cli.groups import Group

__all__ = ["command"]

SUBCOMMANDS: Final = {
    "init": ("upkeep:init", "Make a library."),
    "add": ("add:add", "Add works by DOI, PMID, PMCID, ISBN, arXiv id or address."),
    "import": ("transfer:import_", "Add the references of files."),
    "export": ("transfer:export", "Write references to a file, once or whenever they change."),
    "search": ("finding:search", "Find references."),
    "show": ("finding:show", "Show references in full, now or as they were."),
    "edit": ("editing:edit", "Edit a reference."),
    "remove": ("items:remove", "Move references to the trash."),
    "trash": ("items:trash", "List, put back or empty what was removed."),
    "tag": ("items:tag", "Add and remove tags, or list them."),
    "collect": ("items:collect", "Put references into a collection, or save a search as one."),
    "collections": ("finding:collections", "List collections and saved searches."),
    "relate": ("items:relate", "Say how one reference is related to another."),
    "attach": ("items:attach", "Keep files with a reference."),
    "dedupe": ("duplicates:dedupe", "Find duplicates, and merge them."),
    "merge": ("duplicates:merge", "Merge references into the first one."),
    "log": ("past:log", "List what was done."),
    "diff": ("past:diff", "Show what changed between two states."),
    "undo": ("past:undo", "Take a step back."),
    "redo": ("past:redo", "Do again what was undone."),
    "backup": ("upkeep:backup", "Copy the library into one file."),
    "restore": ("upkeep:restore", "Put a backup in the place of the library."),
    "inspect": ("upkeep:inspect", "Look for damage."),
    "rebuild": ("upkeep:rebuild", "Make the index again from the references."),
}
"""Module and function of each subcommand, and the first line of its help."""
OLD_NAMES: Final = {"verify": "inspect"}
"""Since 0.2, `verify` is what checks references against records, and nothing else."""


@click.group("library", cls=Group, package="citelib.cli.library", table=SUBCOMMANDS, renamed=OLD_NAMES)
def command() -> None:
    """Keep references in a library, find them, clean them, and take changes back.

    The library is the file that --library or CITELIB_LIBRARY names, else library.db in the platform's data folder.

    \b
    citelib library import refs.bib
    citelib library search 'author:beyeler year:2015..'
    citelib library export thesis.bib --search in:Thesis
    """
