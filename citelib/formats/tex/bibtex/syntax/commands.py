r"""Commands that a file defines in its preamble, and what they stand for in its values.

Only what TeX would print is replaced; a command that is known anyway (``\url``, ``\noopsort``) stays what it is.

>>> commands = defined(r'@preamble{"\newcommand{\switchargs}[2]{#2#1} \def\me{Ada Roa}"}')
>>> expanded(r"\switchargs{--90}{1968} by \me", commands)
'1968--90 by Ada Roa'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citelib.formats.tex.latex import decode

__all__ = ["Command", "defined", "expanded"]

Command = tuple[int, str]
"""How many arguments a command takes, and what it stands for."""

_DEFINITION: Final = re.compile(
    r"\\(?:(?:re)?newcommand\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>[0-9])\])?"
    r"|def\s*\\(?P<plain>[A-Za-z]+)\s*(?P<marks>(?:#[0-9])*))\s*(?=\{)"
)
_GROUP: Final = re.compile(r"\s*(?:\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|([^\s{}\\]))")
"""An argument: a group, of groups in groups, or one character."""
_MOST: Final = 10_000
"""Characters that a value has at most in which commands are replaced."""
_DEPTH: Final = 3
"""How often commands are looked for in what commands stand for."""


def defined(preamble: str) -> dict[str, Command]:
    """The commands that a ``@preamble`` defines and that are not known without it.

    Args:
        preamble: Its text.
    """
    found: dict[str, Command] = {}
    text = re.sub(r'"\s*#\s*"', "", preamble)
    for match in _DEFINITION.finditer(text):
        name = match["name"] or match["plain"]
        count = int(match["count"] or 0) if match["name"] else len(match["marks"]) // 2
        body = _GROUP.match(text, match.end())
        if body is not None and len(body[1] or "") < _MOST and f"\\{name}" in decode(f"\\{name}{{x}}{{y}}"):
            found[name] = count, body[1] or ""
    return found


def expanded(value: str, commands: Mapping[str, Command]) -> str:
    """A value with what its commands stand for.

    Args:
        value: LaTeX.
        commands: As `defined` gives them.
    """
    pattern = re.compile(rf"\\({'|'.join(map(re.escape, commands))})(?![A-Za-z])\s*") if commands else None
    for _ in range(_DEPTH):
        if pattern is None or "\\" not in value or len(value) > _MOST or not pattern.search(value):
            break
        value = _once(value, pattern, commands)
    return value


def _once(value: str, pattern: re.Pattern[str], commands: Mapping[str, Command]) -> str:
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(value):
        if match.start() < at:
            continue
        count, body = commands[match[1]]
        end = match.end()
        arguments: list[str] = []
        while len(arguments) < count and (group := _GROUP.match(value, end)) is not None:
            arguments.append(group[1] if group[1] is not None else group[2])
            end = group.end()
        if len(arguments) < count:
            continue
        parts += value[at : match.start()], _filled(body, arguments)
        at = end
    return "".join((*parts, value[at:]))


def _filled(body: str, arguments: list[str]) -> str:
    """What a command stands for, with its arguments."""
    return re.sub("#([1-9])", lambda mark: "".join(arguments[int(mark[1]) - 1 : int(mark[1])]), body)
