"""What a shell offers behind an option or an argument: styles, languages, formats, outputs, and the keys of a file.

Each function takes what click gives it (context, parameter, what is typed so far) and gives what begins so. A
mistake on the line that is being typed offers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

__all__ = ["input_formats", "keys", "languages", "library_keys", "output_formats", "outputs", "style_names"]

_HELP_LENGTH: Final = 60
"""Characters of a title that stand beside what is offered."""


def style_names(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Names of styles."""
    from citelib.csl.style.catalogue import style_files

    return _beginning(sorted(style_files()), typed)


def languages(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Tags of languages that have a locale."""
    from citelib.csl.style.locale import languages

    return _beginning(languages(), typed)


def outputs(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Names of outputs."""
    from citelib.output import OUTPUTS

    return _beginning(sorted(OUTPUTS), typed)


def input_formats(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Names of formats that can be read."""
    from citelib.formats.registry import formats

    return _offered(((one.name, one.title) for one in formats() if one.read is not None), typed)


def output_formats(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Names of formats that can be written."""
    from citelib.formats.registry import formats

    return _offered(((one.name, one.title) for one in formats() if one.write is not None), typed)


def keys(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Keys of the works in the files that the line names already."""
    from citelib.cli.titles import title_of
    from citelib.errors import CitelibError
    from citelib.formats.exchange import load

    named = context.params.get("file") or context.params.get("files") or ()
    names = [named] if isinstance(named, str) else [name for name in named if name != "-"]
    try:
        works = load([Path(name) for name in names]) if names else {}
    except (CitelibError, OSError):
        return []
    return _offered(((id, title_of(item)) for id, item in works.items()), typed)


def library_keys(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Keys of the references in the library."""
    from citelib.cli.titles import title_of
    from citelib.errors import CitelibError
    from citelib.library import Library

    path = context.params.get("path") or context.params.get("library")
    try:
        with Library.open(path, create=False, read_only=True) as library:
            return _offered(((item.id, title_of(item)) for item in library), typed)
    except (CitelibError, OSError):
        return []


def _beginning(names: Iterable[str], typed: str) -> list[str]:
    return [name for name in names if name.casefold().startswith(typed.casefold())]


def _offered(pairs: Iterable[tuple[str, str]], typed: str) -> list[CompletionItem]:
    """Names that begin with what is typed, each with a short text beside it."""
    folded = typed.casefold()
    return [
        CompletionItem(name, help=" ".join(text.split())[:_HELP_LENGTH] or None)
        for name, text in pairs
        if name.casefold().startswith(folded)
    ]
