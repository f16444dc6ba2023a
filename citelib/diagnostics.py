"""What a reader, a style or a check has to say about its input, as data.

>>> print(Diagnostic("error", "bibtex-no-key", "the entry has no key", source="refs.bib", line=12, column=1))
refs.bib:12:1: error: the entry has no key [bibtex-no-key]
"""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["SEVERITIES", "Diagnostic", "Severity"]

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""All severities, gravest first."""


@attrs.frozen(slots=True, weakref_slot=False)
class Diagnostic:
    """One finding.

    Attributes:
        severity: ``"error"`` (something was not understood), ``"warning"`` (understood, but suspicious)
            or ``"info"``.
        code: A stable name of the rule in kebab-case, prefixed with the format or room it belongs to
            (``bibtex-duplicate-key``), so that it can be looked up, silenced and tested for.
        message: What is wrong, naming the offending value; one sentence without a full stop.
        hint: What to do about it.
        source: The file's name, or None for text that came without one.
        line: Line, from 1.
        column: Column in characters, from 1.
        item: Id of the item concerned.
    """

    severity: Severity
    code: str
    message: str
    hint: str | None = None
    source: str | None = None
    line: int | None = None
    column: int | None = None
    item: str | None = None

    def __str__(self) -> str:
        """``file:line:column: severity: message [code]`` and the hint in parentheses, on one line."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        text = f"{self.severity}: {self.message} [{self.code}]"
        if self.hint:
            text += f" ({self.hint})"
        return f"{place}: {text}" if place else text
