"""What goes to standard error: diagnostics with the line they are about, and errors in one line with a hint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs
import click

from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import CitelibError, StyleError

__all__ = ["Findings", "fail", "print_difference", "report", "status"]

_COLOURS: Final = {"error": "red", "warning": "yellow", "info": "cyan"}
_MOST: Final = 50
"""How many diagnostics of one code are printed; the rest are counted."""


@attrs.define
class Findings:
    """Diagnostics as they come, in bounded memory: no more of each code are kept than are printed.

    Attributes:
        kept: What is to be printed, in order, in the lines that the files have now: they may be written over.
        counts: How many came of each code and severity.
    """

    kept: list[tuple[Severity, tuple[str, ...]]] = attrs.field(factory=list)
    counts: Counter[tuple[str, Severity]] = attrs.field(factory=Counter)

    def add(self, diagnostic: Diagnostic) -> None:
        """Take one more."""
        kind = diagnostic.code, diagnostic.severity
        self.counts[kind] += 1
        if self.counts[kind] <= _MOST:
            self.kept.append((diagnostic.severity, tuple(_lines(diagnostic))))

    def print(self, *, quiet: bool = False) -> None:
        """Print them to standard error; see `report`."""
        for severity, lines in self.kept:
            if not quiet or severity == "error":
                for line in lines:
                    click.echo(line, err=True)
        for (code, severity), count in self.counts.items():
            if count > _MOST and (not quiet or severity == "error"):
                click.echo(f"… and {count - _MOST} more [{code}]", err=True)

    @property
    def doubts(self) -> bool:
        """Whether anything was not understood."""
        return any(severity != "info" for _, severity in self.counts)

    @property
    def status(self) -> int:
        """Exit status: 1 if there was an error, else 0."""
        return int(any(severity == "error" for _, severity in self.counts))


def print_difference(before: str, after: str, former: str, now: str) -> None:
    """Print what two texts differ in, as `diff -u` does.

    Args:
        before: The one text.
        after: The other.
        former: Name of the one.
        now: Name of the other.
    """
    import difflib

    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), former, now, lineterm=""):
        click.secho(line, fg={"+": "green", "-": "red"}.get(line[:1]))


def report(diagnostics: Iterable[Diagnostic], *, quiet: bool = False) -> None:
    """Print diagnostics to standard error, one a line, each with its source line and a caret where they are known.

    Args:
        diagnostics: What to print, in this order.
        quiet: Whether to leave out what is no error.
    """
    findings = Findings()
    for diagnostic in diagnostics:
        findings.add(diagnostic)
    findings.print(quiet=quiet)


def status(diagnostics: Iterable[Diagnostic]) -> int:
    """Exit status: 1 if there is an error among the diagnostics, else 0."""
    return int(any(diagnostic.severity == "error" for diagnostic in diagnostics))


def fail(error: Exception) -> int:
    """Print an error in one line with its hint, and return the exit status.

    Raises:
        Exception: The error itself, if it is none that a user can cause: then the traceback is what is needed.
    """
    if isinstance(error, ExceptionGroup) and not error.split(CitelibError)[1]:
        for one in error.exceptions:
            fail(one)
    elif isinstance(error, StyleError):
        _complain(error.message, error.hint)
        report(error.diagnostics)
    elif isinstance(error, CitelibError):
        hint = error.hint
        text = str(error)
        _complain(text.removesuffix(f" ({hint})") if hint else text, hint)
    elif isinstance(error, OSError):
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error), None)
    else:
        raise error
    for note in getattr(error, "__notes__", ()):
        click.echo(f"  note: {note}", err=True)
    return 1


def _complain(message: str, hint: str | None) -> None:
    click.echo(f"citelib: {click.style('error', fg='red', bold=True)}: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    place = ":".join(str(part) for part in (diagnostic.source, diagnostic.line, diagnostic.column) if part is not None)
    severity = click.style(diagnostic.severity, fg=_COLOURS[diagnostic.severity], bold=True)
    # What is said while writing has no place, but an item.
    item = "" if place or diagnostic.item is None else f"{diagnostic.item!r}: "
    message = diagnostic.message if repr(diagnostic.item) in diagnostic.message else f"{item}{diagnostic.message}"
    yield f"{place + ': ' if place else ''}{severity}: {message} [{diagnostic.code}]"
    if (line := _source_line(diagnostic.source, diagnostic.line)) is not None:
        start = max(0, (diagnostic.column or 1) - 60)
        shown = (one if one.isprintable() else "\ufffd" for one in line[start : start + 100])
        yield f"    {''.join(shown)}"  # no byte of a file steers the terminal
        if diagnostic.column is not None:
            yield f"    {' ' * (diagnostic.column - 1 - start)}^"
    if diagnostic.hint:
        yield f"  hint: {diagnostic.hint}"


def _source_line(source: str | None, number: int | None) -> str | None:
    if source is None or number is None:
        return None
    lines = _text_lines(source)
    return lines[number - 1].replace("\t", " ") if 0 < number <= len(lines) and lines[number - 1].strip() else None


_cache: dict[str, Sequence[str]] = {}


def _text_lines(source: str) -> Sequence[str]:
    """Lines of a file that diagnostics are about; none for what is no file, or is large."""
    if source not in _cache:
        from citelib.files import decode

        path = Path(source)
        try:
            small = path.is_file() and path.stat().st_size < 20_000_000
            _cache[source] = re.split("\r\n|\r|\n", decode(path.read_bytes())[0]) if small else ()
        except OSError:
            _cache[source] = ()
    return _cache[source]
