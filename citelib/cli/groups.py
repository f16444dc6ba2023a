"""Groups of commands whose modules are imported when they are called, so that listing them imports none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from citelib.cli.renamed import current
from citelib.cli.terminal import say
from citelib.near import did_you_mean
from citelib.registry import Registry

__all__ = ["Closed", "Group", "Sectioned"]


class Closed(Exception):  # noqa: N818 - no error
    """Whoever read our output has had enough."""


class Sectioned(click.Command):
    """A command with so many options that its help has them in sections, without empty lines between these.

    Args:
        sections: Heading of each section → the options that stand in it, but for the last one, which has all others.
        settings: For `click.Command`.
    """

    def __init__(self, *arguments: Any, sections: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._sections = {heading: options.split() for heading, options in sections.items()}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options below their headings."""
        rows: dict[str, list[tuple[str, str]]] = {heading: [] for heading in self._sections}
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and (row := option.get_help_record(ctx)) is not None:
                heading = next((one for one, names in self._sections.items() if {*names} & {*option.opts}), None)
                rows[heading or [*rows][-1]].append(row)
        formatter.write_paragraph()
        width = max(len(first) for section in rows.values() for first, _ in section)
        for heading, section in rows.items():
            formatter.write_heading(heading)
            formatter.indent()
            # One column for all sections.
            formatter.write_dl([(first.ljust(width), text) for first, text in section], col_max=width + 1)
            formatter.dedent()


class Group(click.Group):
    """A group that is a table.

    Args:
        package: Where the modules are.
        table: Module and function (``module:function``) of each command, and the first line of its help.
        renamed: New names of commands by their old ones, which still work and say what to write instead.
        settings: For `click.Group`.
    """

    def __init__(
        self,
        *,
        package: str,
        table: Mapping[str, tuple[str, str]],
        renamed: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self.renamed = renamed or {}
        self.commands_by_name: Registry[click.Command] = Registry(
            "command", package, {name: address for name, (address, _) in table.items()}
        )
        self.summaries = {name: summary for name, (_, summary) in table.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, imported now."""
        return self.commands_by_name.load(cmd_name) if cmd_name in self.commands_by_name else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that arguments ask for, under today's names; near matches of an unknown one."""
        if (new := self.renamed.get(args[0])) is not None:
            if not ctx.resilient_parsing:
                say(f"warning: `{self.name} {args[0]}` is deprecated; write `{self.name} {new}`", err=True)
            args = [new, *args[1:]]
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.UsageError as error:
            if hint := did_you_mean(args[0], self.commands_by_name):
                raise click.UsageError(f"{error.message} D{hint[1:]}", ctx) from None
            raise
        return name, command, rest if ctx.resilient_parsing else current(name or "", rest)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe is handled before click ends the program with status 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise Closed from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
