r"""The way to the terminal: what the data holds is shown, and never steers it.

A title with ``\x1b]0;…\x07`` in it would set the title of the window, others move the cursor or hide text. `guard` puts
a `Terminal` in the place of standard output and standard error where these are terminals, so that whatever is printed,
by whom ever, goes through `visible`. Only `say` gets escape sequences past it: those of `Styled` text. Files
and pipes get the text as it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, Final, Self, TextIO

import click

__all__ = ["Drawn", "Styled", "Terminal", "guard", "say", "unguarded", "visible"]

_SHOWN: Final = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_SHOWN.update(dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000)], 0xFFFD))


def visible(text: str, *, one_line: bool = False) -> str:
    r"""Text with control characters as signs that can be seen: ``␛`` for escape, ``\ufffd`` for what has no sign.

    Each sign takes one column, so that what stands in columns stays there.

    Args:
        text: Any text.
        one_line: Whether line ends and tabs are shown, too.

    >>> visible("T\x1b]0;title\x07\n")
    'T␛]0;title␇\n'
    >>> visible("two\nlines", one_line=True)
    'two␊lines'
    """
    if text.isprintable():
        return text
    shown = text.translate(_SHOWN)
    return shown.replace("\n", "␊").replace("\t", "␉") if one_line else shown


class Styled(str):
    """Text that `say` prints in a style at a terminal; anywhere else it is plain text.

    Args:
        text: The text.
        style: As for `click.style`.

    >>> say(Styled("warning", fg="yellow"), ": no year")
    warning: no year
    """

    style: dict[str, Any]

    def __new__(cls, text: str, **style: Any) -> Self:  # noqa: D102 - see the class
        self = super().__new__(cls, text)
        self.style = style
        return self


class Drawn(str):
    """Text that `say` prints at a terminal with its escape sequences, because only ours are in it (output ``ansi``)."""


def say(*parts: str, err: bool = False, nl: bool = True) -> None:
    """Print a line made of parts, in the styles of those that are `Styled` unless ``NO_COLOR`` is set.

    Args:
        parts: What to print.
        err: Whether it goes to standard error.
        nl: Whether the line ends.
    """
    stream = sys.stderr if err else sys.stdout
    if isinstance(stream, Terminal):
        parts = tuple(_drawn(part) for part in parts)
    raw = unguarded(stream)
    raw.write("".join(parts) + "\n" * nl)
    raw.flush()


def _drawn(part: str) -> str:
    if isinstance(part, Drawn):
        return part
    text = visible(part)
    return click.style(text, **part.style) if isinstance(part, Styled) and not os.environ.get("NO_COLOR") else text


class Terminal:
    """A text stream to a terminal that shows control characters instead of obeying them.

    It has no ``buffer``: nothing goes by it.

    Args:
        stream: The terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write text as it is `visible`."""
        self.stream.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name in ("buffer", "detach"):
            raise AttributeError(name)
        return getattr(self.stream, name)


def unguarded(stream: Any) -> TextIO:
    """The stream itself, for who writes our own sequences and shows all else by `visible`."""
    raw: TextIO = stream.stream if isinstance(stream, Terminal) else stream
    return raw


def guard() -> None:
    """Put `Terminal` in the place of the standard streams that are terminals.

    No stream fails on a character that it has no code for, such as half a surrogate pair in the name of a file: it is
    written as ``\\ud800``, which in JSON is the character.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        if not isinstance(stream, Terminal) and stream is not None and stream.isatty():
            setattr(sys, name, Terminal(stream))
