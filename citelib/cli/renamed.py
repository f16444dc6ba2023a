"""Options that were called otherwise before: the old name still works, and says what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from citelib.cli.terminal import say

__all__ = ["RENAMED", "Renamed", "current"]


class Renamed(NamedTuple):
    """What an option is called now.

    Attributes:
        new: Its name.
        applies: Whether it is meant, by the value that follows; None if always.
    """

    new: str
    applies: Callable[[str], bool] | None = None


def _is_output(value: str) -> bool:
    from citelib.output import OUTPUTS

    return value in OUTPUTS


_MARKUP: Final = {"-o": Renamed("--output", _is_output), "-O": Renamed("--output-file")}

RENAMED: Final[Mapping[str, Mapping[str, Renamed]]] = {
    "add": {"-k": Renamed("--pattern"), "--key": Renamed("--pattern")},
    "build": {"--output": Renamed("--output-file")},
    "cite": _MARKUP,
    "edit": {"--from": Renamed("--text")},
    "format": _MARKUP,
    "keys": {"-p": Renamed("--pattern")},
    "link": {"--threshold": Renamed("--min-score")},
    "log": {"-l": Renamed("--limit")},
    "search": {"-l": Renamed("--limit")},
    "update": {"--output": Renamed("--output-file")},
}
"""For each command, the old names of its options (since 0.2)."""


def current(command: str, arguments: Sequence[str]) -> list[str]:
    """Arguments with today's names of options; what was written with an old one is said on standard error.

    Args:
        command: Name of the command.
        arguments: What follows it.

    >>> current("show", ["works.bib", "--json"])
    ['works.bib', '--json']
    """
    old = RENAMED.get(command, {})
    found = list(arguments)
    for place, argument in enumerate(found if old else ()):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if not argument.startswith("--"):
            name, equals, value = argument[:2], "", argument[2:]
        renamed = old.get(name)
        following = value or (found[place + 1] if place + 1 < len(found) else "")
        if renamed is None or (renamed.applies is not None and not renamed.applies(following)):
            continue
        found[place] = f"{renamed.new}={value}" if equals or value else renamed.new
        say(f"warning: {name} of `{command}` is deprecated; write {renamed.new}", err=True)
    return found
