"""What goes to standard error: diagnostics with the line they are about, and errors in one line with a hint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs
import click

from citelib.cli.terminal import Styled, say, visible
from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import CitelibError, StyleError

__all__ = ["COLOURS", "Findings", "annotation", "be_quiet", "fail", "is_quiet", "print_difference", "report", "status"]

COLOURS: Final = {"error": "red", "warning": "yellow", "info": "cyan"}
"""Of each severity."""
_MOST: Final = 50
"""How many diagnostics of one code are printed; the rest are counted."""
_ALIKE: Final = 3
"""How many minor diagnostics are printed that differ in names only, and how many items one is said to be about."""

_QUOTED: Final = re.compile(r"'[^']*'")

_Line = tuple[str, ...]
"""A line to print, in the parts that `say` takes."""


@attrs.define
class _Printed:
    """A diagnostic to print: its lines, or if it has no place, the first items that it is about and their number.

    What a format has no place for differs from item to item: then it is said how many items have each of the names.
    """

    diagnostic: Diagnostic
    lines: tuple[_Line, ...]
    items: list[str] = attrs.field(factory=list)
    count: int = 1
    unwritten: Counter[str] = attrs.field(factory=Counter)
    differ: bool = False


@attrs.define
class Findings:
    """Diagnostics as they come, in bounded memory: no more of each code are kept than are printed.

    What is said of one item after the other while they are written is printed once, with their number.

    Attributes:
        kept: What is to be printed, in order, in the lines that the files have now: they may be written over.
        counts: How many came of each code and severity.
    """

    kept: list[_Printed] = attrs.field(factory=list)
    counts: Counter[tuple[str, Severity]] = attrs.field(factory=Counter)
    _told: Counter[tuple[str, Severity]] = attrs.field(factory=Counter)  # of counts, those that are among the kept
    _entries: Counter[tuple[str, Severity]] = attrs.field(factory=Counter)
    _alike: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    _without_place: dict[tuple[str, str], _Printed] = attrs.field(factory=dict)

    def add(self, diagnostic: Diagnostic) -> None:
        """Take one more."""
        from citelib.formats.losses import unwritten

        lost = unwritten(diagnostic.message)
        kind = diagnostic.code, diagnostic.severity
        words = diagnostic.code, lost[0] if lost else diagnostic.message
        alike = diagnostic.code, _QUOTED.sub("", diagnostic.message)
        named = diagnostic.item is None or repr(diagnostic.item) in diagnostic.message
        has_place = diagnostic.source is not None or named
        self.counts[kind] += 1
        if not has_place and words in self._without_place:
            printed = self._without_place[words]
            printed.count += 1
            printed.unwritten.update(lost[1] if lost else ())
            printed.differ = printed.differ or diagnostic.message != printed.diagnostic.message
            if len(printed.items) < _ALIKE:
                printed.items.append(str(diagnostic.item))
        elif self._entries[kind] < _MOST and (self._alike[alike] < _ALIKE or not _is_minor(diagnostic)):
            printed = _Printed(diagnostic, tuple(_lines(diagnostic)) if has_place else ())
            self.kept.append(printed)
            self._entries[kind] += 1
            self._alike[alike] += 1
            if not has_place:
                printed.unwritten.update(lost[1] if lost else ())
                printed.items.append(str(diagnostic.item))
                self._without_place[words] = printed
        else:
            return
        self._told[kind] += 1

    def print(self, *, err: bool = True) -> None:
        """Print them, to standard error or output; see `report`. A line of a file is shown once for all it has."""
        shown: tuple[object, ...] = ()
        quiet = is_quiet()
        for printed in self.kept:
            if not quiet or printed.diagnostic.severity == "error":
                head, *others = printed.lines or _lines(_of_several(printed))
                place = printed.diagnostic.source, printed.diagnostic.line
                if place == shown and printed.diagnostic.column is None and others and others[0][0].startswith("    "):
                    del others[0]
                for line in (head, *others):
                    say(*line, err=err)
                shown = place
        for kind, count in self.counts.items():
            if count > self._told[kind] and (not quiet or kind[1] == "error"):
                say(f"… and {count - self._told[kind]} more [{kind[0]}]", err=err)

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
        say(Styled(line, fg={"+": "green", "-": "red"}.get(line[:1])))


_QUIET: Final = "citelib.cli.report.quiet"
"""Where the context of a command has that it is to report errors only."""


def be_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    """What ``--quiet`` does; a callback of the option."""
    context.meta[_QUIET] = value


def is_quiet() -> bool:
    """Whether the command that runs is to report errors only."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_QUIET))


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics to standard error, one a line, each with its source line and a caret where they are known.

    Args:
        diagnostics: What to print, in this order; if the command was called with ``--quiet``, only the errors.
    """
    findings = Findings()
    for diagnostic in diagnostics:
        findings.add(diagnostic)
    findings.print()


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
        _complain(f"{error.filename or 'standard output'}: {error.strerror or error}", None)
    elif isinstance(error, UnicodeEncodeError):
        _complain(f"{error.object!r} is not text: it has half a surrogate pair", "give it in UTF-8")
    else:
        raise error
    for note in getattr(error, "__notes__", ()):
        say(f"  note: {visible(str(note), one_line=True)}", err=True)
    return 1


def _complain(message: str, hint: str | None) -> None:
    say("citelib: ", Styled("error", fg="red", bold=True), f": {visible(message, one_line=True)}", err=True)
    if hint:
        say(f"  hint: {visible(hint, one_line=True)}", err=True)


def _is_minor(diagnostic: Diagnostic) -> bool:
    """Whether a few of its kind are enough: information, and warnings that lead to no line."""
    return diagnostic.severity == "info" or (diagnostic.severity == "warning" and diagnostic.line is None)


def _of_several(printed: _Printed) -> Diagnostic:
    """What is said of several items, said once."""
    from citelib.formats.losses import no_place, unwritten

    if printed.count == 1:
        return printed.diagnostic
    if printed.differ and (lost := unwritten(printed.diagnostic.message)):
        return attrs.evolve(printed.diagnostic, item=None, message=no_place(lost[0], printed.unwritten))
    listed = ", ".join(map(repr, printed.items)) + (" …" if printed.count > len(printed.items) else "")
    return attrs.evolve(
        printed.diagnostic, item=None, message=f"{printed.diagnostic.message} ({printed.count:,} items: {listed})"
    )


def _lines(diagnostic: Diagnostic) -> Iterator[_Line]:
    place = ":".join(str(part) for part in (diagnostic.source, diagnostic.line, diagnostic.column) if part is not None)
    # What is said while writing has no place, but an item.
    item = "" if place or diagnostic.item is None else f"{diagnostic.item!r}: "
    message = diagnostic.message if repr(diagnostic.item) in diagnostic.message else f"{item}{diagnostic.message}"
    yield (
        visible(f"{place}: ", one_line=True) if place else "",
        Styled(diagnostic.severity, fg=COLOURS[diagnostic.severity], bold=True),
        visible(f": {message} [{diagnostic.code}]", one_line=True),
    )
    if (line := _source_line(diagnostic.source, diagnostic.line)) is not None:
        start = max(0, (diagnostic.column or 1) - 60)
        shown = (one if one.isprintable() else "\ufffd" for one in line[start : start + 100])
        yield (f"    {''.join(shown)}",)
        if diagnostic.column is not None:
            yield (f"    {' ' * (diagnostic.column - 1 - start)}^",)
    if diagnostic.hint:
        yield (f"  hint: {visible(diagnostic.hint, one_line=True)}",)


def _source_line(source: str | None, number: int | None) -> str | None:
    if source is None or number is None:
        return None
    lines = _text_lines(source)
    return lines[number - 1].replace("\t", " ") if 0 < number <= len(lines) and lines[number - 1].strip() else None


_cache: dict[tuple[Path, int], Sequence[str]] = {}


def _text_lines(source: str) -> Sequence[str]:
    """Lines of a file that diagnostics are about, as it is now; none for what is no file, or is large."""
    from citelib.errors import CitelibError
    from citelib.formats.format import sources

    path = Path(source).absolute()
    try:
        if not path.is_file() or path.stat().st_size > 20_000_000:
            return ()
        key = path, path.stat().st_mtime_ns
        if key not in _cache:
            text = sources(path)[0].read_text()
            _cache[key] = () if "\0" in text else re.split("\r\n|\r|\n", text)
        return _cache[key]
    except (OSError, ValueError, CitelibError):  # ValueError: a name with a zero byte
        return ()


_SPECIAL: Final = "%\r\n"
_GITHUB: Final = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(one: Diagnostic) -> str:
    """A workflow command of GitHub Actions; what is special in one is escaped."""

    def escaped(text: str, characters: str) -> str:
        return "".join(f"%{ord(c):02X}" if c in characters else c for c in text)

    place = [(name, value) for name, value in (("file", one.source), ("line", one.line), ("col", one.column)) if value]
    pairs = [f"{name}={escaped(str(value), _SPECIAL + ':,')}" for name, value in [*place, ("title", one.code)]]
    return f"::{_GITHUB[one.severity]} {','.join(pairs)}::{escaped(one.message, _SPECIAL)}"
