"""Fields of entries in BibTeX and BibLaTeX, changed in place.

What is skipped and what ends a value is as in ``bibtex.web``: braces nest in values, and quotation marks count outside
braces only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

__all__ = ["edited"]

_ENTRY: Final = re.compile(r"@[ \t\r\n]*([A-Za-z]+)[ \t\r\n]*([{(])[ \t\r\n]*")
_NAME: Final = re.compile(r"[^\s={}()\",#%'@\\]+")
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "DOI": ("doi",),
    "issued": ("year", "date"),
    "container-title": ("journal", "journaltitle", "booktitle"),
    "page": ("pages",),
    "volume": ("volume",),
    "title": ("title",),
    "author": ("author",),
    "citelib-verified": ("citelib-verified",),
}
"""Names under which a variable may stand; a new field gets the first."""
_SPECIAL: Final = re.compile(r"(?<!\\)([&%#_])")


@attrs.frozen
class _Field:
    name: str
    start: int
    value: int
    end: int


def edited(text: str, id: str, values: Mapping[str, str]) -> str | None:
    """See `citelib.verification.edits.edited`."""
    place = _entry(text, id)
    if place is None:
        return None
    for variable, value in values.items():
        if variable not in _FIELDS:
            return None
        start, closing = _entry(text, id) or place
        fields = list(_fields(text, start, closing))
        names = _FIELDS[variable]
        found = [field for field in fields if field.name.lower() in names]
        if found:
            text = _replaced(text, found[0], variable, value)
        elif variable == "container-title":
            return None  # a macro, a crossref or a type without such a field: nothing to guess at
        else:
            text = _added(text, fields, start, names[0], value)
    return text


def _entry(text: str, id: str) -> tuple[int, int] | None:
    """Where the fields of an entry begin, and where it is closed."""
    at = 0
    while (match := _ENTRY.search(text, at)) is not None:
        kind, at = match[1].lower(), match.end()
        if kind == "comment":
            continue
        close = _closing(text, match.start(2))
        if close is None:
            return None
        if kind not in ("string", "preamble"):
            comma = text.find(",", match.end(), close)
            key = text[match.end() : comma if comma >= 0 else close].strip()
            if key == id:
                return comma + 1 if comma >= 0 else close, close
        at = close
    return None


def _closing(text: str, opening: int) -> int | None:
    """Where what an opening brace or parenthesis begins is closed."""
    depth = 0
    for at in range(opening, len(text)):
        sign = text[at]
        if sign == "\\":
            continue
        if sign == "{" and text[at - 1] != "\\":
            depth += 1
        elif sign == "}" and text[at - 1] != "\\":
            depth -= 1
            if depth == 0 and text[opening] == "{":
                return at
        elif sign == ")" and depth == 0 and text[opening] == "(":
            return at
    return None


def _fields(text: str, start: int, closing: int) -> Iterator[_Field]:
    at = start
    while at < closing:
        match = _NAME.search(text, at, closing)
        if match is None:
            return
        # A comment may stand between fields, as many programs allow.
        line = text.rfind("\n", start, match.start()) + 1
        if "%" in text[max(line, at) : match.start()]:
            at = text.find("\n", match.start())
            at = closing if at < 0 else at
            continue
        behind = re.compile(r"\s*=\s*").match(text, match.end(), closing)
        if behind is None:
            at = match.end()
            continue
        end = _value_end(text, behind.end(), closing)
        yield _Field(match[0], match.start(), behind.end(), end)
        at = end + 1


def _value_end(text: str, start: int, closing: int) -> int:
    """Where a value ends: at the comma behind it, or where the entry is closed, without white space."""
    depth, quoted, at = 0, False, start
    while at < closing:
        sign = text[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "," and depth == 0 and not quoted:
            break
        at += 1
    at = min(at, closing)
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


def _replaced(text: str, field: _Field, variable: str, value: str) -> str:
    former = text[field.value : field.end]
    if variable == "issued" and (year := re.search(r"\d{4}", former)) is not None:
        new = former[: year.start()] + value + former[year.end() :]
        if field.name.lower() == "date":
            new = former[:1] * (former[:1] in '{"') + value + former[-1:] * (former[-1:] in '}"')
    else:
        new = _enclosed(value, variable, former)
    return text[: field.value] + new + text[field.end :]


def _enclosed(value: str, variable: str, former: str) -> str:
    written = value if variable == "DOI" else _SPECIAL.sub(r"\\\1", value)
    return f'"{written}"' if former.startswith('"') and '"' not in written else "{" + written + "}"


def _added(text: str, fields: list[_Field], start: int, name: str, value: str) -> str:
    """A new field behind the last one, laid out as that is."""
    enclosed = _enclosed(value, "DOI" if name in ("doi", "citelib-verified") else "", "{")
    if not fields:
        comma = "" if text[start - 1] == "," else ","
        return f"{text[:start]}{comma}\n  {name} = {enclosed}{text[start:]}"
    last = fields[-1]
    before = re.search(r"\n[ \t]*$", text[start : last.start])
    space = before[0] if before else " "
    if before and text[: start + before.start()].endswith("\r"):
        space = "\r" + space
    equals = re.sub(r"\s{2,}", " ", text[last.start + len(last.name) : last.value]).strip("\r\n")
    width = text[last.start + len(last.name) : last.value].find("=")
    if width > 1:  # signs stand below each other
        equals = " " * max(1, len(last.name) + width - len(name)) + equals.lstrip()
    return f"{text[: last.end]},{space}{name}{equals}{enclosed}{text[last.end :]}"
