"""Groups of commands whose modules are imported when they are called, so that listing them imports none."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

__all__ = ["Group"]


class Group(click.Group):
    """A group that is a table.

    Args:
        package: Where the modules are.
        table: Module and function (``module:function``) of each command, and the first line of its help.
        settings: For `click.Group`.

    """

    def __init__(self, *, package: str, table: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.package = package
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, imported now."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"{self.package}.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that arguments ask for; of an unknown one, near matches are said."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from citelib.model.vocabulary import near_matches

            if matches := near_matches(args[0], self.table):
                raise click.UsageError(f"{error.message} Did you mean {' or '.join(matches)}?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self.table.items()])
