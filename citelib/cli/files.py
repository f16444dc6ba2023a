"""Reading the files that a command is given, and writing its result."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from citelib.cli import completing
from citelib.cli.report import be_quiet, report
from citelib.cli.terminal import Drawn, say
from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.files import kind_of
from citelib.formats.exchange import iter_items, load
from citelib.formats.registry import find
from citelib.model import Bibliography, Item

__all__ = [
    "Unlisted",
    "bibliography_option",
    "file_arguments",
    "from_option",
    "given_options",
    "json_option",
    "key_option",
    "kind_option",
    "named_input",
    "new_place",
    "of_library",
    "output_option",
    "quiet_option",
    "read",
    "read_items",
    "reading_options",
    "standard_output",
    "to_option",
    "write_text",
]

F = TypeVar("F", bound=Callable[..., Any])


def file_arguments(function: F) -> F:
    """``FILE…``; standard input with ``-`` or when nothing is named and it is no terminal."""
    return click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")(function)


class Unlisted(click.Option):
    """An option that many commands have and few people need; ``citelib formats --help`` explains it for all of them."""

    def get_help_record(self, ctx: click.Context) -> None:
        """Nothing, so that the help of a command fits a screen; shells complete the option all the same."""


_OPTIONS: Final = "citelib.cli.files.options"
"""Where the context of a command has the options of readers that were given."""


def from_option(function: F) -> F:
    """``-f/--from``, and with it the options of readers."""
    option = click.option(
        "-f",
        "--from",
        "source_format",
        metavar="FORMAT",
        shell_complete=completing.input_formats,
        help="Format of the input; see `citelib formats --help`.",
    )
    return option(reading_options(function))


def reading_options(function: F) -> F:
    """``--quiet`` and the options of readers: ``--encoding``, ``--columns``, ``--case``, ``--keep-notes``.

    The latter are what `given_options` gives.
    """
    options = (
        click.option(
            "--encoding",
            cls=Unlisted,
            metavar="NAME",
            expose_value=False,
            callback=_keep_option,
            help="Encoding of the input.",
        ),
        click.option(
            "--columns",
            cls=Unlisted,
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            expose_value=False,
            callback=_keep_option,
            help="TOML that says what the columns of a table mean.",
        ),
        click.option(
            "--case",
            cls=Unlisted,
            type=click.Choice(["sentence", "keep"]),
            expose_value=False,
            callback=_keep_option,
            help="Read titles of .bib files in sentence case (as without it), or keep their capitals.",
        ),
        click.option(
            "--keep-notes",
            "note_fields",
            cls=Unlisted,
            flag_value=False,
            default=None,
            expose_value=False,
            callback=_keep_option,
            help="Leave lines 'variable: value' of notes as they are.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return quiet_option(function)


def _keep_option(context: click.Context, parameter: click.Parameter, value: str | bool | None) -> None:
    if value is not None:
        context.meta.setdefault(_OPTIONS, {})[parameter.name] = value


def given_options() -> dict[str, Any]:
    """The options of readers that the command was given; none where no command runs."""
    context = click.get_current_context(silent=True)
    given: dict[str, Any] = context.meta.get(_OPTIONS, {}) if context is not None else {}
    return given


def output_option(function: F) -> F:
    """``-o/--output-file``."""
    return click.option(
        "-o",
        "--output-file",
        metavar="FILE",
        type=click.Path(dir_okay=False),
        help="File to write; standard output without it.",
    )(function)


def quiet_option(function: F) -> F:
    """``-q/--quiet``, which `citelib.cli.report` obeys."""
    option = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=be_quiet, help="Report errors only."
    )
    return option(function)


def to_option(text: str) -> Callable[[F], F]:
    """``-t/--to``, a format to write in.

    Args:
        text: What it is the format of.
    """
    return click.option(
        "-t", "--to", "target_format", metavar="FORMAT", shell_complete=completing.output_formats, help=text
    )


def key_option(text: str) -> Callable[[F], F]:
    """``-k/--key``, of works in the files.

    Args:
        text: What is done to them only.
    """
    return click.option("-k", "--key", "keys", multiple=True, metavar="KEY", shell_complete=completing.keys, help=text)


def bibliography_option(function: F) -> F:
    """``-b/--bibliography``, the works of a document."""
    return click.option(
        "-b",
        "--bibliography",
        "bibliographies",
        multiple=True,
        metavar="FILE",
        help="File with the works, in any format; may be repeated. Those that the document names without it.",
    )(function)


def kind_option(function: F) -> F:
    """``--kind``, of a document."""
    return click.option("--kind", metavar="KIND", help="Kind of document; what its name says without it.")(function)


def of_library(text: str, name: str = "library") -> Callable[[F], F]:
    """``-L/--library``.

    Args:
        text: What it says of the library.
        name: The parameter.
    """
    return click.option(
        "-L", "--library", name, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=text
    )


def json_option(function: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(function)


def read(files: Iterable[str], source_format: str | None) -> Bibliography:
    """All items of the files, in order, with diagnostics already printed to standard error.

    Items of different files under one id are all kept; later ones get a number behind the id.
    """
    works = load_all(files, source_format)
    report(works.diagnostics)
    return works


def load_all(files: Iterable[str], source_format: str | None, **options: Any) -> Bibliography:
    """All items of the files, or of standard input if none is named; options that the command was given come first."""
    names = list(files) or ["-"]
    return load([named_input(name) for name in names], source_format, **{**options, **given_options()})


def read_items(name: str, source_format: str | None, report: Callable[[Diagnostic], None]) -> Iterator[Item]:
    """The items of a file or of standard input (``-``) one after the other, as they are read; ids may repeat."""
    return iter_items(named_input(name), source_format, report=report, **given_options())


def named_input(name: str) -> Any:
    """A file, or what comes in at standard input (``-``).

    Raises:
        ReadError: There is no such file.
        UsageError: Standard input is a terminal.
    """
    if name == "-":
        if sys.stdin.isatty():
            raise click.UsageError("no file is named, and standard input is a terminal")
        return sys.stdin.buffer
    if not name:
        raise ReadError("a file without a name was asked for", hint="an argument is empty where a file is expected")
    path = Path(name)
    kind = kind_of(path)
    if kind == "folder":
        raise ReadError("is a folder", source=name, hint="name the files in it")
    if kind is None:
        raise ReadError("there is no such file", source=name)
    return path


def standard_output(target_format: str | None) -> Any:
    """Standard output for a format: for bytes if the format is binary.

    Raises:
        UsageError: It is a terminal, and the format is binary.
    """
    if target_format is None or find(target_format).write_bytes is None:
        return sys.stdout
    if sys.stdout.isatty():
        raise click.UsageError(f"{find(target_format).title} is not for a terminal: name a file")
    return sys.stdout.buffer


def new_place(output_file: str) -> Path:
    """Where a result goes that is no file of references, and must take the place of nothing that the command reads.

    Raises:
        UsageError: The command reads that very file.
    """
    path = Path(output_file)
    named = [one for value in click.get_current_context().params.values() for one in _paths(value)]
    if kind_of(path) == "file" and sum(kind_of(one) == "file" and path.samefile(one) for one in named) > 1:
        raise click.UsageError(f"{output_file} is read by this command, and would be lost: name another file")
    return path


def _paths(value: object) -> Iterator[str | Path]:
    """The paths that may be in the value of an argument or option."""
    if isinstance(value, str | Path):
        yield value
        yield str(value).partition("=")[2]  # as in NAME=FILE
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _paths(one)


def write_text(text: str, output_file: str | None, *, drawn: bool = False) -> None:
    """Write a result with a line end behind it, to a file (replaced in one step) or standard output.

    Args:
        text: The result.
        output_file: Path of the file; None or ``-`` for standard output.
        drawn: Whether a terminal is to obey its escape sequences, because only our own are in it.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    if output_file is None or output_file == "-":
        say(Drawn(text) if drawn else text, nl=False)
    else:
        from citelib.files import replace_file

        replace_file(new_place(output_file), [text])
