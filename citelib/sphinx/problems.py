"""Warnings for whoever builds the site: of the type ``bibtex``, each with a subtype by which it can be suppressed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sphinx.util import logging

from citelib.diagnostics import Diagnostic
from citelib.near import did_you_mean

__all__ = ["not_found", "warn", "warn_of_file"]

_logger: Final = logging.getLogger(__name__)


def warn(message: str, location: str | None, subtype: str) -> None:
    """Warn of something.

    Args:
        message: What is wrong.
        location: File and line, as ``file:line``, or None.
        subtype: What users suppress it by, behind ``bibtex.``.
    """
    _logger.warning(message, location=location, type="bibtex", subtype=subtype)


def warn_of_file(problem: Diagnostic) -> None:
    """Warn of what is wrong in a file of works, unless it is only a remark."""
    if problem.severity == "info":
        return
    hint = f" ({problem.hint})" if problem.hint else ""
    location = f"{problem.source}:{problem.line or ''}" if problem.source else None
    subtype = "bibfile_error" if problem.severity == "error" else "bibfile"
    warn(f"{problem.message}{hint} [{problem.code}]", location, subtype)


def not_found(key: str, known: Iterable[str]) -> str:
    """The message about a key that no work has, with near matches."""
    hint = did_you_mean(key, list(known))
    return f"could not find bibtex key {key!r}" + (f" ({hint})" if hint else "")
