"""What to report about a field of a citation tool, in any kind of document."""

from __future__ import annotations

from typing import Final

from citelib.diagnostics import Diagnostic, Severity
from citelib.documents.fields import Field

__all__ = ["findings"]

_READ: Final = ("Citavi", "EndNote", "Mendeley Cite", "Mendeley Desktop", "Zotero")
"""Tools whose citations are read, so that one which is not is none yet."""


def findings(
    field: Field, shown: str, place: tuple[str | None, int, int], *, deleted: bool = False
) -> list[Diagnostic]:
    """Diagnostics of a field.

    Args:
        field: What it says.
        shown: What it shows.
        place: File, line and column of it.
        deleted: Whether a tracked change takes it away.
    """
    shown = " ".join(shown.split())[:60]
    what = f"the citation {shown!r} of {field.tool}" if shown else f"a citation of {field.tool}"

    def one(severity: Severity, code: str, message: str, hint: str | None = None) -> Diagnostic:
        return Diagnostic(severity, code, message, hint, *place)

    if field.role == "list":
        message = f"the list of {field.tool} has {field.warning}"
        return [one("warning", "document-list", message)] if field.warning else []
    if deleted:
        return [one("info", "document-deleted", f"{what} is deleted under tracked changes and does not count")]
    if field.role == "unread":
        message = f"{what} is not read" + (f": {field.warning}" if field.warning else "")
        hint = f"turn it into one of Zotero's, or into text, in {field.tool} itself"
        if field.tool in _READ:
            hint = f"refresh the document in {field.tool}, which has not finished it, and save it again"
        return [one("error" if field.warning else "warning", "document-unread", message, hint)]
    found = []
    if field.edited:
        found.append(one("warning", "document-edited", f"{what} was changed by hand and stays as it is"))
    if field.warning:
        found.append(one("warning", "document-field", f"{what}: {field.warning}"))
    return found
