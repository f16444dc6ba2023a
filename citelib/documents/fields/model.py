"""What a field of a word processor's citation tool says, whichever tool put it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

import attrs

from citelib.csl.citation import Mode
from citelib.diagnostics import Diagnostic
from citelib.documents.model import CitedWork
from citelib.model import Item

__all__ = ["Field", "FieldWork", "Role", "spaced"]

Role = Literal["citation", "list", "unread"]
"""What a field is: a citation, a list of works, or one of a tool that is not read."""


@attrs.frozen
class FieldWork:
    """One work that a field cites.

    Attributes:
        cite: How it is cited; the key is empty where the tool has none that holds throughout the document.
        handles: What tells the work from others: works with a handle in common are one.
        uris: Addresses of the work in a library of the tool's.
        read: Gives the work out of the data in the field, and what is wrong with them; None where there are none.
    """

    cite: CitedWork
    handles: tuple[str, ...]
    read: Callable[[], Iterable[Item | Diagnostic]] | None = None
    uris: tuple[str, ...] = ()


@attrs.frozen
class Field:
    """What a field says.

    Attributes:
        tool: Name of the tool, for people.
        role: What it is.
        works: What it cites.
        mode: How the citation is printed.
        edited: Whether somebody changed its text by hand, so that it is to stay.
        only_listed: Whether the works are listed but the citation prints nothing.
        data: What the tool keeps, for a writer that keeps the field.
        warning: What is wrong with it; empty if nothing is.
    """

    tool: str
    role: Role = "citation"
    works: tuple[FieldWork, ...] = ()
    mode: Mode = ""
    edited: bool = False
    only_listed: bool = False
    data: Any = attrs.field(default=None, repr=False, eq=False)
    warning: str = ""


_ENDS_OPEN: Final = re.compile(r"[\s\u2018\u201c\"'(\[{/–—-]$")
_BEGINS_CLOSED: Final = re.compile(r"^[\s\u2019\u201d.,;:!?)\]}/–—-]")


def spaced(prefix: str, suffix: str) -> tuple[str, str]:
    """Affixes with the space that word processors' tools put between them and the work.

    >>> spaced("see", "and more"), spaced("see ", ", passim"), spaced("", "")
    (('see ', ' and more'), ('see ', ', passim'), ('', ''))
    """
    if prefix and not _ENDS_OPEN.search(prefix):
        prefix += " "
    if suffix and not _BEGINS_CLOSED.search(suffix):
        suffix = f" {suffix}"
    return prefix, suffix
