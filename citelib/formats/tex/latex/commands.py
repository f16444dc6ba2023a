r"""The commands of LaTeX that mean something in a bibliography, each with what it does to the text.

A command takes the scanner and its own name, and returns whether it was carried out; if it was not, its name
may still be that of a symbol.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citelib.formats.tex.latex import tables
from citelib.formats.tex.latex.scanner import (
    ACCENT,
    COMMAND,
    DEEPEST,
    DROP,
    QUOTE,
    RAW,
    SPACES,
    STYLE,
    Scanner,
    accented,
)

__all__ = ["run_command"]

_ACCENTED: Final = re.compile(
    r"\s*(?:\\([ij])(?![A-Za-z])\s*|\{\s*\\?([A-Za-z])\s*\}|\{\s*\}|\{\{\\?([A-Za-z])\}\}|([^\\{}\s$]))"
)
_HEX: Final = re.compile(r"\s*\{\s*(?:0x|U\+)?([0-9A-Fa-f]{2,6})\s*\}")
_FENCES: Final = {"(": "\\)", "[": "\\]"}

Command = Callable[[Scanner, str], bool]


def run_command(scanner: Scanner) -> None:
    """Do what the command does whose backslash was just read; an unknown one stays as it is written."""
    match = COMMAND.match(scanner.text, scanner.at - 1)
    if match is None:  # a backslash at the end
        scanner.out.append("\\")
        return
    name = match[1] or match[2]
    start = scanner.at - 1
    scanner.at = match.end()
    command = _COMMANDS.get(name)
    if command is not None and command(scanner, name):
        return
    if (symbol := tables.symbols().get(name)) is not None:
        scanner.out.append(symbol)
    elif not name.isalpha():
        scanner.out.append(name)
    else:
        scanner.out.append(scanner.text[start : match.end(1)])
        has_space = scanner.at > match.end() - len(match.group()) + len(match.group().rstrip())
        scanner.out.append(" " if has_space else "")
        _keep_argument(scanner)


def _accent(scanner: Scanner, name: str) -> bool:
    r"""``\b`` and the like are accents only before an argument: no word ends in ``\u``."""
    if len(name) == 1 and name.isalpha() and scanner.at >= len(scanner.text):
        return False
    mark = tables.ACCENTS[name]
    match = _ACCENTED.match(scanner.text, scanner.at)
    if match is None:
        if not scanner.argument(ACCENT, "", mark):
            _bare_accent(scanner, name, mark)
        return True
    scanner.at = match.end()
    letter = next((group for group in match.groups() if group), "")
    scanner.out.append(accented(letter, mark) if letter else tables.SPACING_ACCENTS.get(name, ""))
    return True


def _bare_accent(scanner: Scanner, name: str, mark: str) -> None:
    r"""An accent before another command (``\'\ae``), or before nothing."""
    match = COMMAND.match(scanner.text, scanner.at)
    symbol = tables.symbols().get(match[1] or "") if match else None
    if match and symbol:
        scanner.at = match.end()
        scanner.out.append(accented(symbol, mark))
    else:
        scanner.out.append(tables.SPACING_ACCENTS.get(name, ""))


def _style(scanner: Scanner, name: str) -> bool:
    before, after = tables.STYLES[name]
    if scanner.argument(STYLE, after):
        scanner.out.append(before)
        scanner.stack[-1].start = len(scanner.out)
    elif scanner.at < len(scanner.text) and scanner.text[scanner.at] not in "\\{}$":
        scanner.out.append(f"{before}{scanner.text[scanner.at]}{after}")
        scanner.at += 1
    return True


def _declaration(scanner: Scanner, name: str) -> bool:
    before, after = tables.DECLARATIONS[name]
    if not before:
        return True
    scanner.out.append(before)
    if not scanner.stack:
        scanner.push(STYLE, after)
    elif scanner.stack[-1].kind not in (ACCENT, DROP):
        # It ends with its group, whose closing takes the tag along.
        scanner.stack[-1].close = after + scanner.stack[-1].close
    return True


def _address(scanner: Scanner, _: str) -> bool:
    address = scanner.braced()
    if address is not None:
        scanner.out.append(re.sub(r"\\([%#&_~{}])", r"\1", SPACES.sub(" ", address)))
    return True


def _transparent(scanner: Scanner, name: str) -> bool:
    if name not in ("raise", "lower"):
        scanner.optional()
        scanner.argument(STYLE)
    return True


def _quotation(scanner: Scanner, _: str) -> bool:
    before, after = ("“", "”") if scanner.quotes % 2 == 0 else ("‘", "’")
    if scanner.argument(QUOTE, after):
        scanner.quotes += 1
        scanner.out.append(before)
    return True


def _second(scanner: Scanner, _: str) -> bool:
    first = scanner.braced()
    if first is not None and not scanner.argument(STYLE):
        scanner.out.append(first)
    return True


def _dropped(scanner: Scanner, name: str) -> bool:
    scanner.optional()
    if scanner.argument(DROP):
        return True
    if name in ("vskip", "hskip", "kern"):
        scanner.out.append(" ")
    elif name.endswith("phantom") and (token := COMMAND.match(scanner.text, scanner.at)):
        scanner.at = token.end()  # exporters balance braces so: \vphantom\{
    return True


def _citation(scanner: Scanner, _: str) -> bool:
    """Within a value nobody can resolve a citation; its key in brackets says at least whom it means."""
    scanner.optional()
    scanner.optional()
    key = scanner.braced()
    if key is not None:
        scanner.out.append(f"[{key}]")
    return True


def _mathematics(scanner: Scanner, _: str) -> bool:
    if (tex := scanner.braced()) is not None:
        scanner.formula(tex)
    return True


def _fenced_mathematics(scanner: Scanner, name: str) -> bool:
    end = scanner.text.find(_FENCES[name], scanner.at, scanner.at + 2000)
    if end < 0:
        return False
    tex, scanner.at = scanner.text[scanner.at : end], end + 2
    scanner.formula(tex)
    return True


def _code_point(scanner: Scanner, _: str) -> bool:
    code = _HEX.match(scanner.text, scanner.at)
    if code is None:
        return False
    scanner.at = code.end()
    number = int(code[1], 16)
    scanner.out.append(chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else code[1])
    return True


def _verbatim(scanner: Scanner, _: str) -> bool:
    if scanner.at >= len(scanner.text):
        return False
    end = scanner.text.find(scanner.text[scanner.at], scanner.at + 1)
    if end >= 0:
        scanner.out.append(scanner.text[scanner.at + 1 : end])
        scanner.at = end + 1
    return True


def _keep_argument(scanner: Scanner) -> None:
    """Behind an unknown command its argument stays visible as one."""
    if scanner.text[scanner.at : scanner.at + 1] == "{" and len(scanner.stack) < DEEPEST:
        scanner.at += 1
        scanner.out.append("{")
        scanner.push(RAW, "}")


_COMMANDS: Final[dict[str, Command]] = {
    **dict.fromkeys(tables.ACCENTS, _accent),
    **dict.fromkeys(tables.STYLES, _style),
    **dict.fromkeys(tables.DECLARATIONS, _declaration),
    **dict.fromkeys(tables.TRANSPARENT, _transparent),
    **dict.fromkeys(("url", "nolinkurl", "path"), _address),
    **dict.fromkeys(tables.QUOTED, _quotation),
    **dict.fromkeys(tables.SECOND, _second),
    **dict.fromkeys(tables.DROPPED, _dropped),
    **dict.fromkeys(tables.CITING, _citation),
    "ensuremath": _mathematics,
    **dict.fromkeys(_FENCES, _fenced_mathematics),
    **dict.fromkeys(tables.HEXADECIMAL, _code_point),
    "verb": _verbatim,
}
