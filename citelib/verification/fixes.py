"""Repairs of references in the text of their file: what is safe, and what a suggestion would change.

Only DOI, year, venue, volume and pages are repaired, and only where it is certain which work is meant: its title and
people are confirmed, and two sources or the reference's own identifier lead to it. Nothing of a reference that was not
found is touched, and nobody's name or title.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citelib.errors import CitelibError
from citelib.formats.exchange import loads
from citelib.model import Bibliography, Item
from citelib.model.handles import handles
from citelib.verification.edits import EDITABLE, edited
from citelib.verification.verdicts import Verdict

__all__ = ["difference", "fixed", "repairs", "suggested_values"]

_SAFE: Final = ("DOI", "issued", "container-title", "volume", "page")


def suggested_values(verdict: Verdict) -> dict[str, Any]:
    """What the suggestion changes, by variable; of a date, the year."""
    suggestion = verdict.suggestion
    if suggestion is None or verdict.accepted is not None:
        return {}
    values: dict[str, Any] = {}
    for name in (*_SAFE, "title", "author"):
        new = suggestion.variables.get(name)
        if not new or new == verdict.item.variables.get(name):
            continue
        if name != "issued":
            values[name] = new
        elif suggestion.issued and suggestion.issued.year:
            values[name] = suggestion.issued.year
    return values


def repairs(verdict: Verdict) -> dict[str, Any]:
    """What may be repaired without asking, by variable; nothing unless the work is certain."""
    if verdict.verdict not in ("mismatch", "verified", "retracted") or not verdict.is_certain:
        return {}
    own = {one for one in handles(verdict.item) if one[0] in ("doi", "arxiv", "pmid", "isbn")}
    is_own = any(own & set(handles(record)) for record in verdict.records)
    if not is_own and len({record.source for record in verdict.records}) < 2:
        return {}
    return {name: value for name, value in suggested_values(verdict).items() if name in _SAFE}


def fixed(text: str, format: str, verdicts: Iterable[Verdict]) -> tuple[str, list[str], list[str]]:
    """A text with its references repaired, and the ids of those that were, and that could not be.

    The new text is read again: where anything but what was to be repaired has changed, a repair is left out.

    Args:
        text: The text of a file.
        format: Name of its format.
        verdicts: Verdicts on its references.
    """
    wanted = {verdict.item.id: values for verdict in verdicts if (values := repairs(verdict))}
    before = _read(text, format)
    if before is None or format not in EDITABLE:
        return text, [], list(wanted)
    left: list[str] = []
    while wanted:
        new = edited(text, format, before, wanted)
        after = _read(new, format) if new is not None else None
        if new is None or after is None or list(before) != list(after):
            return text, [], [*wanted, *left]
        unsafe = [id for id in before if not _is_only_change(before[id], after[id], wanted.get(id, {}))]
        if not unsafe:
            return new, list(wanted), left
        if not wanted.keys() & set(unsafe):
            return text, [], [*wanted, *left]
        left += [id for id in unsafe if wanted.pop(id, None) is not None]
    return text, [], left


def _read(text: str, format: str) -> Bibliography | None:
    try:
        return loads(text, format)
    except CitelibError:
        return None


def _is_only_change(before: Item, after: Item, values: Mapping[str, Any]) -> bool:
    """Whether two readings of a reference differ in these variables alone, and in all of them."""
    if not values:
        return before == after
    old, new = before.variables, after.variables
    changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    return changed - {"URL"} == set(values)  # the address of a DOI goes with it


def difference(text: str, format: str, works: Bibliography, verdict: Verdict, name: str) -> str:
    """What the suggestion would change in the text of the file, as `diff -u` shows it; empty if nothing can be shown.

    Args:
        text: The text of a file.
        format: Name of its format.
        works: The references as they were read from the text.
        verdict: The verdict on one of its references.
        name: Name of the file.
    """
    id = verdict.item.id
    values = suggested_values(verdict)
    if not values or format not in EDITABLE:
        return ""
    blocks = (one for one in works.blocks if one.kind == "item")
    block = next((one for one in blocks if one.item is not None and one.item.id == id), None)
    before, first = (block.text, block.line or 1) if block is not None else (text, 1)
    part = Bibliography([works[id]], blocks=[block]) if block is not None else works
    for some in (values, {key: value for key, value in values.items() if key != "author"}):
        new = edited(before, format, part, {id: some}) if some else None
        if new is not None:
            return _unified(before, new, name, first - 1)
    return ""


_HUNK: Final = re.compile(r"^@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")


def _unified(before: str, after: str, name: str, offset: int) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=1)
    return "\n".join(
        _HUNK.sub(lambda m: f"@@ -{int(m[1]) + offset}{m[2] or ''} +{int(m[3]) + offset}{m[4] or ''} @@", line)
        for line in lines
    )
