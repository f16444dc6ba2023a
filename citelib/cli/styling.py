"""Options of every command that formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from citelib.engines import ENGINES

__all__ = ["style_options"]

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
