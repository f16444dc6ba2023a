r"""Lists of names written as BibTeX splits them, with BibLaTeX's extended form for what else a name can have.

>>> write_names([Name("Beethoven", "Ludwig", non_dropping_particle="van"), Name(literal="WHO")], "bibtex")
'van Beethoven, Ludwig and {WHO}'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citelib.formats.tex.bibtex.values.names import OTHERS, has_joined_initials, is_lower, is_whole
from citelib.formats.tex.latex import encode
from citelib.model import ET_AL, Name

__all__ = ["write_names"]

_UNFIT = re.compile(r"[,={}\\\"]|\band\b", re.IGNORECASE)
_GIVEN_INITIALS = re.compile(r"(given=|, )([A-Z]{2,3})(?=$|(?<=[A-Z]), [a-z-]+=)")


def write_names(names: Iterable[Name], dialect: str, *, ascii_only: bool = False, useprefix: bool = True) -> str:
    """The list of names in LaTeX.

    Args:
        names: The names.
        dialect: ``"bibtex"``, or ``"biblatex"``, which has a form for everything that a name can have.
        ascii_only: As for `citelib.formats.tex.latex.encode`.
        useprefix: In BibLaTeX, whether the entry says that particles are not dropped.
    """
    names = list(names)
    written = [_write_name(name, dialect, ascii_only, useprefix) for name in names]
    if has_joined_initials(names):  # in braces they are not read one by one
        written = [_GIVEN_INITIALS.sub(r"\1{\2}", name) for name in written]
    return " and ".join(name for name in written if name not in ("", "{}"))


def _write_name(name: Name, dialect: str, ascii_only: bool, useprefix: bool) -> str:
    if name.literal is not None:
        return OTHERS if name == ET_AL else f"{{{encode(name.literal, ascii_only=ascii_only)}}}"
    von = " ".join(" ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part).split())
    if dialect == "biblatex":
        mixed = bool(von) and (name.dropping_particle is None) != useprefix
        if mixed or (von and not _is_particle(von)) or name.family is None or _own_parts(name):
            return _write_extended(name, von, ascii_only)
    family = _write_part(name.family or "", ascii_only)
    if von and not (family and _is_particle(von)):
        family = _write_part(f"{von} {name.family or ''}", ascii_only)  # BibTeX knows no particle in capitals
    elif von:
        family = f"{encode(von, ascii_only=ascii_only)} {family}"
    given = _write_part(name.given or "", ascii_only)
    if name.suffix:
        return f"{family}, {_write_part(name.suffix, ascii_only)}, {given}"
    if given:
        return f"{family}, {given}"
    # One word is a family name; more would be split.
    return f"{family}," if " " in family or (family.startswith("{") and is_whole(family)) else family


def _is_particle(von: str) -> bool:
    """Whether BibTeX takes the words before a family name for a particle: the last one decides."""
    words = von.split()
    return bool(words) and words[-1][0].islower() and _UNFIT.search(von) is None


def _write_part(text: str, ascii_only: bool) -> str:
    """A part of a name; braces keep what BibTeX would read otherwise."""
    latex = encode(" ".join(text.split()), ascii_only=ascii_only)
    if not latex:
        return ""
    words = latex.split(" ")
    is_list = any(word.lower() == "and" for word in words)
    if "," in latex or is_list or "=" in latex or (latex.startswith("{") and is_whole(latex)):
        return f"{{{latex}}}" if not (latex.startswith("{") and is_whole(latex)) else f"{{}}{latex}"
    if len(words) > 1 and any(is_lower(word) for word in words[:-1]):
        return f"{{{latex}}}"
    return latex


def _own_parts(name: Name) -> dict[str, str]:
    """The parts of a name that only BibLaTeX's extended form has."""
    start = "biblatex:"
    return {key.removeprefix(start): str(one) for key, one in (name.custom or {}).items() if key.startswith(start)}


def _write_extended(name: Name, von: str, ascii_only: bool) -> str:
    parts = {
        "family": name.family,
        "given": name.given,
        "suffix": name.suffix,
        "prefix": von or None,
        "useprefix": (("true" if name.dropping_particle is None else "false") if von else None),
    }
    parts |= _own_parts(name)
    shown = []
    for key, value in parts.items():
        if value and re.fullmatch(r"[a-z-]+", key):
            latex = encode(value, ascii_only=ascii_only)
            needs_braces = "," in latex or '"' in latex or "=" in latex or re.search(r"\band\b", latex, re.IGNORECASE)
            shown.append(f"{key}={{{latex}}}" if needs_braces else f"{key}={latex}")
    return ", ".join(shown)
