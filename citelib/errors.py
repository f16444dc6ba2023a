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
    ├── UnknownNameError (LookupError) a format, style, locale, output … that does not exist (near matches)
    │   ├── UnknownIdError (KeyError)  an item that is not in a bibliography
    │   └── UnknownRelationError (ModelError) a relation that citelib does not know
    ├── ExpressionError (ValueError)   a short text in a language of citelib's that cannot be read (column)
    │   ├── QueryError (LibraryError)  a search of the library
    │   └── PatternError               a pattern of citation keys
    └── LibraryError                   the library on disk
        ├── SchemaVersionError         its schema is newer than this citelib
        ├── DuplicateKeyError          a citation key that is taken
        └── LookupFailedError          a record that a service did not give

All of them can be pickled, so that they reach the caller from another process.

`LossWarning` is a warning: a format has no place for something that was written.

A malformed *record* in a readable file is no exception but a `citelib.diagnostics.Diagnostic`; with
``strict=True`` a reader raises an `ExceptionGroup` of what would have been diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citelib.diagnostics import Diagnostic

__all__ = [
    "CitelibError",
    "DuplicateIdError",
    "DuplicateKeyError",
    "ExpressionError",
    "LibraryError",
    "LimitError",
    "LocaleError",
    "LookupFailedError",
    "LossWarning",
    "ModelError",
    "PatternError",
    "QueryError",
    "ReadError",
    "SchemaVersionError",
    "StyleError",
    "UnknownIdError",
    "UnknownNameError",
    "UnknownRelationError",
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

    def __reduce__(self) -> tuple[Any, ...]:
        # Python would call the class with `args`, which says less than what each class asks for.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[CitelibError], args: tuple[object, ...], state: dict[str, Any]) -> CitelibError:
    """An error as it was before it was pickled."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


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


_FEW: Final = 8
"""How many names an error lists where none is like the one that was given."""


class UnknownNameError(CitelibError, LookupError):
    """A name that nothing answers to.

    Args:
        kind: What was looked for: ``"style"``, ``"format"``, ``"item"`` …
        name: The name as given.
        matches: Near matches, best first; found among `known` if not given.
        known: All names that there are.
        hint: What to do about it; by default the near matches are offered, or all names if they are few.

    >>> print(UnknownNameError("style", "chicago", known=["apa", "chicago-author-date"]))
    no style is named 'chicago' (did you mean 'chicago-author-date'?)
    >>> print(UnknownNameError("form", "docx", known=["html", "text"]))
    no form is named 'docx' (there are 'html', 'text')
    """

    def __init__(
        self,
        kind: str,
        name: str,
        matches: Iterable[str] = (),
        *,
        known: Iterable[str] = (),
        hint: str | None = None,
    ) -> None:
        from citelib.near import near_matches

        self.kind = kind
        self.name = name
        names = known if isinstance(known, Collection) else list(known)
        self.matches = tuple(matches) or tuple(near_matches(name, names))
        if hint is None and self.matches:
            hint = f"did you mean {' or '.join(repr(match) for match in self.matches[:3])}?"
        elif hint is None and 0 < len(names) <= _FEW:
            hint = f"{'there is only' if len(names) == 1 else 'there are'} {', '.join(map(repr, names))}"
        super().__init__(f"no {kind} is named {name!r}", hint=hint)


class UnknownIdError(UnknownNameError, KeyError):
    """No item has that id; also a `KeyError`, as a mapping should raise."""

    def __init__(self, id: str, known: Iterable[str] = ()) -> None:
        super().__init__("item", id, known=known)

    __str__ = UnknownNameError.__str__


class UnknownRelationError(UnknownNameError, ModelError):
    """A relation that is not in `citelib.model.RELATION_TYPES`."""

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        super().__init__("relation", name, known=known)


class ExpressionError(CitelibError, ValueError):
    """A short text in a language of citelib's that cannot be read.

    Attributes:
        column: Where, in characters from 1.
    """

    def __init__(self, message: str, column: int, *, hint: str | None = None) -> None:
        super().__init__(f"column {column}: {message}", hint=hint)
        self.column = column


class PatternError(ExpressionError):
    """A pattern of citation keys that cannot be read."""


class LibraryError(CitelibError):
    """The library on disk cannot do what was asked."""


class SchemaVersionError(LibraryError):
    """The library was written by a newer citelib."""


class DuplicateKeyError(LibraryError):
    """A citation key that belongs to another item."""


class QueryError(ExpressionError, LibraryError):
    """A query that cannot be read."""


class LookupFailedError(LibraryError):
    """A record could not be fetched."""


class LossWarning(UserWarning):
    """Something was lost in a format that has no place for it, and no caller asked for the losses one by one."""
