"""Repairs of references in the text of their file: what is safe, and what a suggestion would change.

Only DOI, year, venue, volume and pages are repaired, and only where it is certain which work is meant: its title and
people are confirmed, and two sources or the reference's own identifier lead to it. Nothing of a reference that was not
found is touched, and nobody's name or title.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from citelib.errors import CitelibError
from citelib.formats.exchange import loads
from citelib.model import Item
from citelib.model.handles import handles
from citelib.verification.edits import edited
from citelib.verification.verdicts import Verdict

__all__ = ["difference", "fixed", "repairs", "suggested_values"]

_SAFE: Final = ("DOI", "issued", "container-title", "volume", "page")


def suggested_values(verdict: Verdict) -> dict[str, str]:
    """What the suggestion changes, by variable, as text."""
    suggestion = verdict.suggestion
    if suggestion is None or verdict.accepted is not None:
        return {}
    values = {}
    for name in (*_SAFE, "title", "author"):
        new = suggestion.variables.get(name)
        if not new or new == verdict.item.variables.get(name):
            continue
        if name == "issued":
            values[name] = str(suggestion.issued.year) if suggestion.issued and suggestion.issued.year else ""
        elif name == "author":
            values[name] = " and ".join(one.inverted for one in suggestion.author or ())
        else:
            values[name] = str(new)
    return {name: value for name, value in values.items() if value}


def repairs(verdict: Verdict) -> dict[str, str]:
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

    After each repair the text is read again: where anything but what was to be repaired has changed, it is left out.

    Args:
        text: The text of a file.
        format: Name of its format.
        verdicts: Verdicts on its references.

    """
    done, left = [], []
    before = _read(text, format)
    for verdict in verdicts:
        if not (values := repairs(verdict)):
            continue
        id = verdict.item.id
        new = edited(text, format, id, values)
        after = _read(new, format) if new is not None else None
        if new is not None and before and after and _is_only_change(before, after, id, values):
            text, before = new, after
            done.append(id)
        else:
            left.append(id)
    return text, done, left


def _read(text: str, format: str) -> Mapping[str, Item] | None:
    try:
        return loads(text, format)
    except CitelibError:
        return None


def _is_only_change(before: Mapping[str, Item], after: Mapping[str, Item], id: str, values: Mapping[str, str]) -> bool:
    """Whether two readings of a text differ in these variables of one item alone."""
    if list(before) != list(after) or any(before[one] != after[one] for one in before if one != id):
        return False
    old, new = before[id].variables, after[id].variables
    changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    return changed <= {*values, "URL"} and set(values) <= changed | {"URL"}


def difference(text: str, format: str, verdict: Verdict, name: str) -> str:
    """What the suggestion would change in the text of the file, as `diff -u` shows it; empty if nothing can be shown.

    Args:
        text: The text of a file.
        format: Name of its format.
        verdict: The verdict on one of its references.
        name: Name of the file.

    """
    values = suggested_values(verdict)
    while values:
        if (new := edited(text, format, verdict.item.id, values)) is not None:
            lines = difflib.unified_diff(text.splitlines(), new.splitlines(), name, name, lineterm="", n=1)
            return "\n".join(lines)
        values.popitem()
    return ""
