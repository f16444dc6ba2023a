"""Options of every command that formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from citelib.cli import completing
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.engines import ENGINES

__all__ = ["abbreviate_option", "abbreviating", "journal_list_option", "locale_option", "style_option", "style_options"]

F = TypeVar("F", bound=Callable[..., Any])


def style_options(function: F) -> F:
    """``--style``, ``--locale``, ``--output`` and ``--engine``."""
    for option in reversed(
        (
            style_option("Name, title, address, path or XML of a style.", default="apa", show_default=True),
            locale_option("the style"),
            click.option(
                "--output",
                metavar="OUTPUT",
                default="text",
                show_default=True,
                shell_complete=completing.outputs,
                help="Markup of the result: text, html, markdown, latex, rtf …",
            ),
            click.option("--engine", type=click.Choice(sorted(ENGINES)), default="citelib", help="Who formats."),
        )
    ):
        function = option(function)
    return function


def locale_option(of: str) -> Callable[[F], F]:
    """``-l/--locale``.

    Args:
        of: Whose language it is that holds without it.
    """
    return click.option(
        "-l",
        "--locale",
        metavar="TAG",
        shell_complete=completing.languages,
        help=f"Language, such as de-DE; that of {of} without it.",
    )


def style_option(text: str, **settings: Any) -> Callable[[F], F]:
    """``-s/--style``.

    Args:
        text: What it says of it.
        settings: For click.
    """
    return click.option("-s", "--style", metavar="STYLE", shell_complete=completing.style_names, help=text, **settings)


def journal_list_option(function: F) -> F:
    """``--journal-list``, a person's own list of journals."""
    return click.option(
        "--journal-list",
        "journal_lists",
        multiple=True,
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="Long and short names of journals, a pair on each line (Long name;Short name); may be repeated.",
    )(function)


def abbreviate_option(function: F) -> F:
    """``--abbreviate``, and with it ``--journal-list``."""
    option = click.option(
        "--abbreviate",
        is_flag=True,
        help="Give styles that ask for short names of journals those of ISO 4, where works bring none.",
    )
    return option(journal_list_option(function))


def abbreviating(by_rules: bool, lists: tuple[str, ...]) -> Options:
    """The options of the processor that ``--abbreviate`` and ``--journal-list`` ask for."""
    if not by_rules and not lists:
        return DEFAULT_OPTIONS
    from citelib.journals import Journals

    return Options(abbreviations=Journals.load(lists, rules=by_rules))
