"""Options of every command that formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from citelib.engines import ENGINES

__all__ = ["abbreviate_option", "journal_list_option", "style_options"]

F = TypeVar("F", bound=Callable[..., Any])


def style_options(function: F) -> F:
    """``--style``, ``--locale``, ``--output`` and ``--engine``."""
    for option in reversed(
        (
            click.option(
                "-s", "--style", default="apa", show_default=True, help="Name, title, address, path or XML of a style."
            ),
            click.option(
                "-l", "--locale", metavar="TAG", help="Language, such as de-DE; that of the style without it."
            ),
            click.option("-o", "--output", default="text", show_default=True, help="Output: text, html, …"),
            click.option("--engine", type=click.Choice(sorted(ENGINES)), default="citelib", help="Who formats."),
        )
    ):
        function = option(function)
    return function


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
