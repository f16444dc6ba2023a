"""The errors that citelib raises, in one tree.

::

    CitelibError
    ├── ModelError (ValueError)        a value that an item, name, date or relation cannot hold
    ├── DuplicateIdError (ValueError)  two different items under one id in a bibliography
    ├── ReadError                      a file that cannot be read at all (format, line, column)
    ├── WriteError                     a collection that cannot be written in a format
    ├── LimitError                     input beyond a named limit of `citelib.limits.Limits`
    ├── StyleError                     a style that is not well-formed or not valid (carries diagnostics)
    │   └── LocaleError                the same of a locale file
    ├── UnknownNameError (LookupError) a format, style, locale, output or id that does not exist (near matches)
    └── LibraryError                   the library on disk
        ├── SchemaVersionError         its schema is newer than this citelib
        └── DuplicateKeyError          a citation key that is taken

A malformed *record* in a readable file is no exception but a `citelib.diagnostics.Diagnostic`; with
``strict=True`` a reader raises an `ExceptionGroup` of what would have been diagnostics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citelib.diagnostics import Diagnostic

__all__ = [
    "CitelibError",
    "DuplicateIdError",
    "DuplicateKeyError",
    "LibraryError",
    "LimitError",
    "LocaleError",
    "ModelError",
    "ReadError",
    "SchemaVersionError",
    "StyleError",
    "UnknownNameError",
    "WriteError",
]


class CitelibError(Exception):
    """The root of everything that citelib raises on purpose.

    Args:
        message: What is wrong, in one sentence without a full stop.
        hint: What to do about it, or None.

    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class ModelError(CitelibError, ValueError):
    """A value that a field of the data model cannot hold; the message names field, value and what is allowed."""


class DuplicateIdError(CitelibError, ValueError):
    """Two different items under one id."""


class ReadError(CitelibError):
    """A file that cannot be read at all.

    Attributes:
        format: Name of the format that was tried, or None.
        source: Name of the file, or None.
        line: Line of the fault, from 1, or None.
        column: Column of the fault in characters, from 1, or None.

    """

    def __init__(
        self,
        message: str,
        *,
        format: str | None = None,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.format = format
        self.source = source
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        return f"{place}: {super().__str__()}" if place else super().__str__()


class WriteError(CitelibError):
    """A collection that cannot be written in a format."""


class LimitError(CitelibError):
    """Input that goes beyond a named limit, so that work stays bounded."""


class StyleError(CitelibError):
    """A style that cannot be used; `diagnostics` holds every problem found, with line, column and hint."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = (), *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(str(diagnostic) for diagnostic in self.diagnostics)])


class LocaleError(StyleError):
    """A locale file that cannot be used."""


class UnknownNameError(CitelibError, LookupError):
    """A name that nothing answers to.

    Args:
        kind: What was looked for: ``"style"``, ``"format"``, ``"item"`` …
        name: The name as given.
        matches: Near matches, best first.

    >>> print(UnknownNameError("style", "chicagoo", ["chicago-author-date"]))
    no style is named 'chicagoo' (did you mean 'chicago-author-date'?)

    """

    def __init__(self, kind: str, name: str, matches: Iterable[str] = (), *, hint: str | None = None) -> None:
        self.kind = kind
        self.name = name
        self.matches = tuple(matches)
        if hint is None and self.matches:
            hint = f"did you mean {' or '.join(repr(match) for match in self.matches[:3])}?"
        super().__init__(f"no {kind} is named {name!r}", hint=hint)


class LibraryError(CitelibError):
    """The library on disk cannot do what was asked."""


class SchemaVersionError(LibraryError):
    """The library was written by a newer citelib."""


class DuplicateKeyError(LibraryError):
    """A citation key that belongs to another item."""
