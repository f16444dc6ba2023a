r"""Simple TeX mathematics to text: sub- and superscripts, Greek letters and symbols.

>>> read_math(r"H_2O"), read_math(r"\alpha^{2+}"), read_math(r"(11\bar{2}0)"), read_math(r"\frac{1}{2}")
('H₂O', 'α²⁺', '(112̅0)', None)
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.latex import tables

__all__ = ["read_math"]

_LONGEST = 200
_PIECE = re.compile(
    # A script and its argument
    r"([_^])\s*(?:\{(?:\\(?:mathrm|text|textrm|mathit|textit|mathsf|mbox)\s*\{)?([^{}_^$]*)\}?\}"
    r"|(\\[A-Za-z]+)\s*|([^\\{}\s_^$]))"
    # Groups, commands and plain characters
    r"|\{([^{}_^$]*)\}"
    r"|\\(?:mathrm|text|textrm|rm|mbox|hbox|mathit|textit|operatorname|mathsf)\s*\{([^{}_^$]*)\}"
    r"|(\\[A-Za-z]+)\s*"
    r"|\\([,;:!>& %#_{}])"
    r"|([^\\{}_^$])"
)
_INNER = re.compile(r"\\(?:rm|it|bf|sf|scriptstyle)\b\s*|(\\[A-Za-z]+)\s*|\\([,;:!> %#&_])|([^\\])")
_ACCENTED = re.compile(
    r"\\(bar|overline|hat|tilde|vec|dot|ddot|check|breve|acute|grave|mathring)(?![A-Za-z])\s*"
    r"(?:\{\s*(\\[A-Za-z]+|\w)\s*\}|(\\[A-Za-z]+|\w))"
)
_OVERLINE: Final = "\u0305"
_STYLE_ONLY = frozenset("rm it bf sf tt mathrm displaystyle textstyle scriptstyle left right".split())


def read_math(tex: str) -> str | None:
    """Text with inline markup for what stands between the dollar signs; None if it is not simple."""
    tex = re.sub(r"\\s([pb])(?![A-Za-z])", lambda match: "^" if match[1] == "p" else "_", tex.strip())
    tex = _ACCENTED.sub(_accented, tex)
    if len(tex) > _LONGEST:
        return None
    out: list[str] = []
    at = 0
    while at < len(tex):
        match = _PIECE.match(tex, at)
        if match is None:
            return None
        at = match.end()
        script, braced, command, single, group, named, symbol, escaped, plain = match.groups()
        if script:
            inner = _text(braced if braced is not None else command or single)
            if inner is None:
                return None
            tag = "sub" if script == "_" else "sup"
            out.append(_script(inner, tag) if inner else "")
        elif group is not None or named is not None or symbol:
            inner = _text(group if group is not None else named if named is not None else symbol)
            if inner is None:
                return None
            out.append(inner)
        elif escaped:
            out.append(tables.symbols().get(escaped, escaped))
        else:
            out.append({"'": "′", "-": "−", "~": "\u00a0"}.get(plain, plain))
    return " ".join("".join(out).split(" "))


def _accented(match: re.Match[str]) -> str:
    """A letter or digit with the mark over it; a bar over a digit, as crystallographers write it, is an overline."""
    base = match[2] or match[3]
    letter = tables.symbols().get(base[1:], "") if base[0] == "\\" else base
    if len(letter) != 1:
        return match.group()
    is_overline = match[1] == "overline" or (match[1] == "bar" and letter.isdigit())
    return letter + (_OVERLINE if is_overline else tables.ACCENTS[match[1]])


_SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()aeoxhklmnpstiruvj", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼ")
_SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")


def _script(text: str, tag: str) -> str:
    """A sub- or superscript: in its own characters if all of it has them, so that it survives in plain text."""
    if tag == "sup" and text in ("∘", "°"):
        return "°"
    table = _SUBSCRIPTS if tag == "sub" else _SUPERSCRIPTS
    if all(ord(character) in table for character in text):
        return text.translate(table)
    return f"<{tag}>{text}</{tag}>"


def _text(tex: str) -> str | None:
    """Text without scripts."""
    out: list[str] = []
    at = 0
    while at < len(tex):
        match = _INNER.match(tex, at)
        if match is None:
            return None
        at = match.end()
        command, escaped, plain = match.groups()
        if command:
            name = command[1:]
            symbol = "" if name in _STYLE_ONLY else tables.symbols().get(name)
            if symbol is None or len(symbol) > 6:
                return None
            out.append(symbol)
        elif escaped:
            out.append(tables.symbols().get(escaped, escaped))
        elif plain:
            out.append("\u00a0" if plain == "~" else "−" if plain == "-" else plain)
    return "".join(out)
