"""The command line: ``citelib COMMAND …``, one module a command.

Results go to standard output, everything else to standard error. Exit status: 0 success; 1 something in the input was
wrong or nothing was found; 2 the command was called wrongly; 130 interrupted.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any, Final

import click

from citelib import __version__

__all__ = ["main"]

COMMANDS: Final = {
    "format": ("bibliography", "Format references in a style."),
    "cite": ("cite", "Format an in-text citation."),
    "convert": ("convert", "Convert references from one format to another."),
    "show": ("show", "Show references and how they are related."),
    "link": ("link", "Match the works that a press release points at with full records."),
    "check": ("check", "Check files and say what is wrong in them."),
    "library": ("library", "Keep references in a library, search and clean them."),
    "styles": ("styles", "Find styles."),
    "formats": ("formats", "List formats."),
    "process": ("process", "Answer formatting requests, one JSON object a line."),
    "completion": ("completion", "Print a script that completes commands in a shell."),
}
"""Module and first line of help of each command, so that listing them imports none."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"citelib.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from citelib.model.vocabulary import near_matches

            if matches := near_matches(args[0], COMMANDS):
                raise click.UsageError(f"{error.message} Did you mean {' or '.join(matches)}?", ctx) from None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 success, 1 something is wrong with the input or nothing was found, 2 wrong usage.",
)
@click.version_option(__version__, "-V", "--version", message="citelib %(version)s")
def citelib() -> None:
    """Citations and bibliographies: read every format, cite in every style, lose nothing."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status.

    Args:
        arguments: Arguments without the program's name; those of the process if None.
    """
    # Imports and items make many objects that stay; looking through them every 700 is a tenth of a short run.
    gc.set_threshold(50_000)
    from citelib.cli.report import fail

    status: Any
    try:
        status = citelib.main(arguments, prog_name="citelib", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        status = 130
    except BrokenPipeError:
        # Whoever read our output has had enough (`citelib styles | head`): that is no fault of ours.
        sys.stderr.close()
        status = 0
    except KeyboardInterrupt:
        status = 130
    except Exception as error:
        status = fail(error)
    sys.exit(status if isinstance(status, int) else 0)
