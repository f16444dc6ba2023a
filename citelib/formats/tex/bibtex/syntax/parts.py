"""What a .bib file is made of, before anything is understood."""

from __future__ import annotations

from typing import Literal

import attrs

from citelib.diagnostics import Severity

__all__ = ["Field", "Macro", "Part", "Problem", "Value"]


class Macro(str):
    """Name of a macro, defined by ``@string`` or one of the twelve months, within a value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Macro({str(self)!r})"


Value = str | tuple[str, ...]
"""A literal text without its delimiters, or the pieces, literal or `Macro`, that ``#`` joins."""


@attrs.define
class Field:
    """A field as written.

    Attributes:
        name: Name in lower case.
        value: What it says.
        line: Line, from 1.
    """

    name: str
    value: Value
    line: int


@attrs.frozen
class Problem:
    """Something wrong with a part; becomes a diagnostic whose code begins with the dialect."""

    severity: Severity
    code: str
    message: str
    line: int
    hint: str | None = None


@attrs.define
class Part:
    """A stretch of a file.

    Attributes:
        kind: What it is; space between blocks counts as comment.
        text: The stretch, exactly.
        line: Line on which it starts, from 1.
        type: Entry type in lower case.
        key: Citation key, or name of a macro.
        fields: Fields in order; of a string, one with its name.
        problems: What is wrong with it.
    """

    kind: Literal["entry", "string", "preamble", "comment", "failed"]
    text: str
    line: int
    type: str = ""
    key: str = ""
    fields: list[Field] = attrs.Factory(list)
    problems: list[Problem] = attrs.Factory(list)
