r"""An entry changed in place: the fields that say something else now are replaced, all others stay as they are written.

>>> print(patched("@article{a,\n  title = {On $\\alpha$.}, year = 2001\n}", Change({"title": "x."}, {"title": "x"})))
@article{a,
  title = {x}, year = 2001
}
>>> print(patched("@book{a, title = {T}, note = {x}}", Change({"note": "x"}, {"doi": "10.5555/x"})))
@book{a, title = {T}, doi = {10.5555/x}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.formats.tex.bibtex.fields import FIELD_ALIASES
from citelib.formats.tex.bibtex.syntax.macros import MONTH_MACROS

__all__ = ["Change", "enclosed", "patched"]

_HEAD: Final = re.compile(r"\s*@\s*([\w-]+)\s*[{(]\s*[^\s,{}\"]*[ \t]*(?=,)")
_GAP: Final = r"(?:[\s,]|%[^\n]*(?:\n|\Z))*"
"""What stands between fields: white space, commas, and comments, as many programs write them."""
_NAME: Final = re.compile(_GAP + r"([^\s={},\"#%()]+)\s*=\s*")
_BARE: Final = re.compile(r"[^\s{},\"#%()=]+")
_JOINED: Final = re.compile(r"\s*#\s*")


@attrs.frozen
class Change:
    """What an entry said, what it is to say, and if its type changes, the new one; values in LaTeX, by field."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    entry_type: str | None = None


@attrs.frozen
class _Span:
    """A field in the text: where its name begins, and where its value begins and ends."""

    name: str
    start: int
    value: int
    end: int


def patched(text: str, change: Change, *, by_words: bool = True) -> str | None:
    r"""The text of an entry with a change, or None if it cannot be made in place.

    Args:
        text: The entry, from its ``@`` on.
        change: What is to change.
        by_words: Whether words of a value that stay are left as they are written (``$\alpha$``), where it is certain
            which these are; else the value is written again.
    """
    head = _HEAD.match(text)
    if head is None:
        return None
    spans = list(_spans(text, head.end()))
    if not spans or not re.fullmatch(_GAP + r"[})]\s*", text[spans[-1].end :]):
        return None
    names = [span.name for span in spans]
    if len(names) != len(set(names)):
        return None
    edits: list[tuple[int, int, str]] = []
    if change.entry_type is not None:
        edits.append((*head.span(1), change.entry_type))
    added: list[str] = []
    gone: set[int] = set()
    for name in (*change.before, *(name for name in change.after if name not in change.before)):
        new = change.after.get(name)
        if change.before.get(name) == new:
            continue
        number = next((number for number, span in enumerate(spans) if _same_field(span.name, name)), None)
        if number is None:
            if new is None or name in change.before:
                return None
            added.append(name)
        elif new is None:
            gone.add(number)
        else:
            start, end = spans[number].value, spans[number].end
            value = _by_words(text[start:end], change.before.get(name), new) if by_words else None
            edits.append((start, end, value or enclosed(name, new)))
    edits += ((start, end, "") for start, end in _without(spans, gone))
    if added:
        # What is new stands behind the last field that stays, in its layout.
        stay = [span for number, span in enumerate(spans) if number not in gone]
        if not stay:
            return None
        last = stay[-1]
        gap = re.search(r"[ \t]*(?:\r?\n[ \t]*)?$", text[: last.start])
        between = gap[0] if gap and "\n" in gap[0] else " "
        fields = (f",{between}{name} = {enclosed(name, change.after[name])}" for name in added)
        edits.append((last.end, last.end, "".join(fields)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def enclosed(name: str, value: str) -> str:
    """A value as it stands in a file: in braces, unless it is the macro of a month."""
    return value if name == "month" and value in MONTH_MACROS else f"{{{value}}}"


def _by_words(written: str, old: str | None, new: str) -> str | None:
    """A value in which only the words that differ are new; None if its words are not those of the old value."""
    if old is None or written[:1] not in ("{", '"') or _literal_end(written, 0) != len(written):
        return None
    parts, before, after = (re.split(r"(\s+)", text) for text in (written[1:-1], old, new))
    if not len(parts) == len(before) == len(after):
        return None
    inner = "".join(mine if one == other else other for mine, one, other in zip(parts, before, after, strict=True))
    return f"{written[0]}{inner}{written[-1]}" if '"' not in inner else f"{{{inner}}}"


def _same_field(written: str, name: str) -> bool:
    return FIELD_ALIASES.get(written, written) == FIELD_ALIASES.get(name, name)


def _without(spans: list[_Span], gone: set[int]) -> Iterator[tuple[int, int]]:
    """The stretches of fields that go, with the commas and the space between them and what stays."""
    number = 0
    while number < len(spans):
        first = number
        while number in gone:
            number += 1
        if number > first:
            if first:
                yield spans[first - 1].end, spans[number - 1].end
            else:
                yield spans[0].start, spans[number].start if number < len(spans) else spans[-1].end
        number += 1


def _spans(text: str, place: int) -> Iterator[_Span]:
    """The fields of an entry one after the other, up to what is none."""
    while (match := _NAME.match(text, place)) is not None:
        end = _value_end(text, match.end())
        if end is None:
            return
        yield _Span(match[1].lower(), match.start(1), match.end(), end)
        place = end


def _value_end(text: str, place: int) -> int | None:
    """Where a value ends: pieces in braces or quotes, numbers and macros, joined by ``#``."""
    while True:
        if text.startswith(("{", '"'), place):
            end = _literal_end(text, place)
        else:
            bare = _BARE.match(text, place)
            end = bare.end() if bare else None
        if end is None or (joined := _JOINED.match(text, end)) is None:
            return end
        place = joined.end()


def _literal_end(text: str, place: int) -> int | None:
    """Where a piece in braces or quotes ends; braces count even behind a backslash, as BibTeX counts them."""
    closing = "}" if text[place] == "{" else '"'
    depth = 0
    for number in range(place + 1, len(text)):
        one = text[number]
        if one == closing and depth == 0:
            return number + 1
        depth += (one == "{") - (one == "}")
        if depth < 0:
            return None
    return None
