r"""Commands that an author defined around a citation, such as ``\newcommand{\inline}[1]{(see \cite{#1})}``.

LaTeX puts the body of the definition in the place of each use, and so does `expanded`: afterwards there are only
commands that are known.

>>> expanded(r"\newcommand{\inline}[1]{(see \cite{#1})}" + "\n" + r"As said \inline{doe}.", ())[0].splitlines()[1]
'As said (see \\cite{doe}).'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from citelib.documents.latex.commands import command
from citelib.documents.latex.mask import closings, cover
from citelib.documents.model import Stretch

__all__ = ["expanded"]

_DEFINED: Final = re.compile(
    r"\\(?:(?:re|provide)?(?:new)?command|DeclareRobustCommand)\*?\s*+\{?\\(?P<name>[A-Za-z]++)\}?\s*+\[(?P<count>[1-9])\]\s*+(?=\{)"
    r"|\\def\s*+\\(?P<plain>[A-Za-z]++)(?P<numbers>(?:#[1-9])++)(?=\{)"
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]++)\*?+")
_ARGUMENT: Final = re.compile(r"#([1-9])")
_SPACE: Final = re.compile(r"\s*+")
_LONGEST: Final = 1_000
"""Characters of a body; a longer one is more than a way to cite."""


@attrs.frozen
class _Wrapper:
    """How many arguments a command takes, and what stands in its place."""

    count: int
    body: str


def expanded(text: str, stretches: Sequence[Stretch]) -> tuple[str, list[Stretch]]:
    """The text with the bodies of such commands in their places, and where its stretches come from then.

    Args:
        text: LaTeX, with included files in their places.
        stretches: Which files it comes from.
    """
    wrappers = _wrappers(text)
    if not wrappers:
        return text, list(stretches)
    parts: list[str] = []
    moved: list[Stretch] = []
    at = size = 0
    for start, end, body in _uses(text, wrappers):
        moved += _within(text, stretches, at, start, size)
        parts += [text[at:start], body]
        size += start - at
        moved += [attrs.evolve(one, start=size) for one in _within(text, stretches, start, start + 1, size)[:1]]
        size += len(body)
        at = end
    moved += _within(text, stretches, at, len(text), size)
    return "".join([*parts, text[at:]]), moved


def _wrappers(text: str) -> dict[str, _Wrapper]:
    if "command" not in text and "\\def" not in text:
        return {}
    ends = closings(text)
    found = {}
    for match in _DEFINED.finditer(text):
        name = match["name"] or match["plain"]
        body = text[match.end() + 1 : ends.get(match.end(), match.end() + 1) - 1]
        cites = any(command(one[1]) for one in _COMMAND.finditer(body))
        if cites and "#" in body and len(body) <= _LONGEST and command(name) is None:
            found[name] = _Wrapper(int(match["count"] or len(match["numbers"]) // 2), body)
    return found


def _uses(text: str, wrappers: Mapping[str, _Wrapper]) -> Iterator[tuple[int, int, str]]:
    """Start and end of each use outside of definitions and comments, and what stands there instead."""
    covered = cover(text)
    ends = closings(covered)
    for match in _COMMAND.finditer(covered):
        wrapper = wrappers.get(match[1])
        if wrapper is None:
            continue
        at, arguments = match.end(), []
        for _ in range(wrapper.count):
            space = _SPACE.match(covered, at)
            opening = space.end() if space else at
            if covered[opening : opening + 1] != "{" or opening not in ends:
                break
            at = ends[opening]
            arguments.append(text[opening + 1 : at - 1])
        if len(arguments) == wrapper.count:
            yield match.start(), at, _filled(wrapper.body, arguments)


def _filled(body: str, arguments: Sequence[str]) -> str:
    return _ARGUMENT.sub(lambda one: arguments[int(one[1]) - 1] if int(one[1]) <= len(arguments) else "", body)


def _within(text: str, stretches: Sequence[Stretch], start: int, end: int, size: int) -> list[Stretch]:
    """The stretches between two offsets, the first of which is an offset of its own afterwards."""
    found = []
    for number, one in enumerate(stretches):
        stop = stretches[number + 1].start if number + 1 < len(stretches) else len(text)
        begin = max(one.start, start)
        if begin < min(stop, end):
            lines = text.count("\n", one.start, begin)
            column = begin - text.rfind("\n", one.start, begin) if lines else one.column + begin - one.start
            found.append(Stretch(size + begin - start, one.file, one.line + lines, column))
    return found
