"""The command line: ``citelib COMMAND …``, one module a command.

Results go to standard output, everything else to standard error. Exit status: 0 success; 1 something in the input was
wrong or nothing was found; 2 the command was called wrongly; 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from typing import Final, NoReturn

import click

from citelib import __version__
from citelib.cli.groups import Closed, Group
from citelib.cli.terminal import guard, say

__all__ = ["main", "run"]

COMMANDS: Final = {
    "format": ("commands.bibliography:command", "Format references in a style."),
    "cite": ("commands.cite:command", "Format an in-text citation."),
    "render": ("commands.render:command", "Put citations and the list of works into a document."),
    "cited": ("commands.cited:command", "Write the works that documents cite."),
    "latex": ("commands.latex:command", "Answer the .aux file of a LaTeX paper with its citations and list."),
    "convert": ("commands.convert:command", "Convert references from one format to another."),
    "show": ("looking.show:command", "Show references and how they are related."),
    "preview": ("looking.preview:command", "Show references in several styles side by side, as a page."),
    "link": ("commands.link:command", "Match the works that a press release points at with full records."),
    "check": ("commands.check:command", "Check files and say what is wrong in them."),
    "verify": ("commands.verify:command", "Check references against records of the works."),
    "complete": ("commands.complete:command", "Fill in what references lack, from records of the works."),
    "index": ("index:command", "Build an index of registries' dumps to check against."),
    "dedupe": ("commands.dedupe:command", "Find duplicates in files, and write each work once."),
    "prisma": ("commands.prisma:command", "Count and draw what became of the records of a systematic review."),
    "keys": ("commands.keys:command", "Make citation keys by a pattern, in files and manuscripts."),
    "tidy": ("commands.tidy:command", "Set a .bib file in order."),
    "library": ("library:command", "Keep references in a library, search and clean them."),
    "styles": ("commands.styles:command", "Find styles."),
    "formats": ("commands.formats:command", "List formats."),
    "process": ("commands.process:command", "Answer formatting requests, one JSON object a line."),
    "completion": ("commands.completion:command", "Print a script that completes commands in a shell."),
}
"""Module and function of each command, and the first line of its help."""


@click.group(
    "citelib",
    cls=Group,
    package="citelib.cli",
    table=COMMANDS,
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
    run(citelib, arguments)


def run(command: click.Command, arguments: list[str] | None = None) -> NoReturn:
    """Run a command as a program and exit with its status; what goes wrong is one line on standard error.

    Args:
        command: The command.
        arguments: Arguments without the program's name; those of the process if None.
    """
    # Imports and items make many objects that stay; looking through them every 700 is a tenth of a short run.
    gc.set_threshold(50_000)
    guard()
    try:
        status = _run(command, arguments)
        sys.stdout.flush()
    except (Closed, BrokenPipeError):
        # Whoever read our output has had enough (`citelib styles | head`): that is no fault of ours.
        status = 0
        _drop_output()
    except OSError as error:  # the disk is full
        status = _failed(error)
        _drop_output()
    sys.exit(status)


def _run(command: click.Command, arguments: list[str] | None) -> int:
    """The exit status of a command; what goes wrong has been said."""
    try:
        status = command.main(arguments, prog_name=command.name, standalone_mode=False)
    except click.ClickException as error:
        text = io.StringIO()
        error.show(text)
        say(text.getvalue(), err=True, nl=False)
        named = sys.argv[1:] if arguments is None else arguments
        if isinstance(error, click.NoSuchOption) and (file := next(filter(_is_file, named), None)):
            say(f"Hint: ./{file} is the file of that name", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (Closed, BrokenPipeError):
        raise
    except Exception as error:
        return _failed(error)
    return status if isinstance(status, int) else 0


def _is_file(argument: str) -> bool:
    """Whether an argument that looks like an option names a file."""
    from citelib.files import kind_of

    return argument.startswith("-") and kind_of(argument) == "file"


def _failed(error: Exception) -> int:
    from citelib.cli.report import fail

    return fail(error)


def _drop_output() -> None:
    """Let nothing more go to standard output, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
