r"""A .bib file set in order without a change to what it says: keys renamed, entries sorted, fields in one order.

The texts of values stay as they are, macros and braces included, and so do comments, which go with the entry that
they stand in front of. What cannot be read stays where it is, as it is.

>>> print(tidied("@book{b, year = 2001, title = {U}}\n% on a\n@book{a, note = {x}, title = pub # {T}}\n", sort="key"))
% on a
@book{a,
  title = pub # {T},
  note = {x}
}
<BLANKLINE>
@book{b,
  title = {U},
  year = 2001
}
<BLANKLINE>
>>> print(renamed("@book{a, crossref = {b}}", {"a": "roe2001", "b": "vu2002"}))
@book{roe2001,
  ids = {a}, crossref = {vu2002}}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from citelib.formats.tex.bibtex.fields import FIELD_ORDER
from citelib.formats.tex.bibtex.syntax.parts import Part
from citelib.formats.tex.bibtex.syntax.split import split

__all__ = ["ORDERS", "renamed", "tidied"]

_HEAD = re.compile(r"@\s*\w[\w-]*\s*[{(]\s*")
_REFERENCES = re.compile(
    r"(?<![\w-])((?:crossref|xref|xdata|related|entryset)\s*=\s*[{\"])([^{}\"]*)(?=[}\"])", re.IGNORECASE
)
_ENCODING = re.compile(r"^(%\s*Encoding:[ \t]*)(?!UTF-?8)[\w-]+", re.MULTILINE | re.IGNORECASE)
_IDS = re.compile(r"(?<![\w-])(ids\s*=\s*[{\"])", re.IGNORECASE)
_RANK: Final = {name: rank for rank, name in enumerate(FIELD_ORDER)}


def renamed(text: str, keys: Mapping[str, str], *, aliases: bool = True) -> str:
    """The text of a file with other keys; nothing else in it changes.

    Args:
        text: The file.
        keys: The new key of each old one; others stay. References between entries follow.
        aliases: Whether each entry lists its former key in ``ids``, under which BibLaTeX and citelib still find it.
    """
    parts = (_renamed(part, keys, aliases) if part.kind == "entry" else part.text for part in split(text))
    return _in_utf8("".join(parts))


def _renamed(part: Part, keys: Mapping[str, str], aliases: bool) -> str:
    text = _REFERENCES.sub(lambda match: match[1] + _each_renamed(match[2], keys), part.text)
    new = keys.get(part.key, part.key)
    head = _HEAD.match(text)
    if new == part.key or head is None:
        return text
    rest = text[head.end() :]
    if not rest.startswith(part.key):  # a key that is made up, or is read otherwise than it is written
        return text
    rest = rest[len(part.key) :]
    if aliases and _IDS.search(rest):
        rest = _IDS.sub(lambda match: f"{match[1]}{part.key},", rest, count=1)
    elif aliases and re.match(r"\s*,", rest):
        rest = f",\n  ids = {{{part.key}}}{rest[rest.index(',') :]}"
    return text[: head.end()] + new + rest


def _each_renamed(text: str, keys: Mapping[str, str]) -> str:
    return re.sub(r"[^,\s]+", lambda match: keys.get(match[0], match[0]), text)


def _by_field(name: str) -> Callable[[Entry], Any]:
    def key(entry: Entry) -> Any:
        field = entry.fields_dict.get(name)
        return re.sub(r"[{}\"\\]", "", str(field.value)).casefold() if field else ""

    return key


ORDERS: Final[dict[str, Callable[[Entry], Any]]] = {
    "key": lambda entry: entry.key.casefold(),
    "author": _by_field("author"),
    "title": _by_field("title"),
    "year": lambda entry: _by_field("year")(entry) or _by_field("date")(entry),
    "type": lambda entry: entry.entry_type,
}
"""What entries can be sorted by."""


def tidied(
    text: str,
    *,
    sort: str | None = None,
    without: Collection[str] = (),
    align: bool = False,
    indent: str = "  ",
) -> str:
    """The text of a file with its fields in one order, and entries sorted if that is asked for.

    Args:
        text: The file.
        sort: One of `ORDERS`; entries that others inherit from stay behind those, as BibTeX needs it.
        without: Names of fields to leave out.
        align: Whether values begin in one column.
        indent: What fields begin with.
    """
    layout = BibtexFormat()
    layout.indent = indent
    if align:
        layout.value_column = "auto"
    head, entries, tail = _grouped(split(text), is_sorted=sort is not None)
    if sort is not None:
        parents = {name.casefold() for _, entry, _ in entries for name in _inherits_from(entry)}
        order = ORDERS[sort]
        entries.sort(key=lambda one: (one[1].key.casefold() in parents, order(one[1])))
    left_out = {name.lower() for name in without}
    shown = [head, *(f"{before}{_written(entry, left_out, layout)}" for before, entry, _ in entries), tail]
    return _in_utf8("\n".join(piece for piece in shown if piece))


def _in_utf8(text: str) -> str:
    """The text with UTF-8, in which it is written, where JabRef's header names another encoding."""
    return _ENCODING.sub(r"\g<1>UTF-8", text, count=1)


def _grouped(parts: Iterable[Part], *, is_sorted: bool) -> tuple[str, list[tuple[str, Entry, str]], str]:
    """What stands before all entries, each entry with what stands in front of it, and what stands behind all.

    Macros are defined before all entries when these are sorted, as one may use them that came later.
    """
    head, before = "", ""
    entries: list[tuple[str, Entry, str]] = []
    for part in parts:
        entry = _entry(part.text) if part.kind == "entry" and not part.problems else None
        if entry is not None:
            entries.append((_stripped(before), entry, part.text))
            before = ""
        elif part.kind in ("string", "preamble") and (is_sorted or not entries):
            head += _stripped(before) + _stripped(part.text)
            before = ""
        else:
            before += part.text
    return head, entries, _stripped(before)


def _stripped(text: str) -> str:
    text = text.strip("\r\n \t")
    return f"{text}\n" if text else ""


def _entry(text: str) -> Entry | None:
    """The entry of bibtexparser's model, with values as they are written; None if it reads it otherwise."""
    from bibtexparser.splitter import Splitter

    entries = Splitter(text).split().entries
    return entries[0] if len(entries) == 1 else None


def _inherits_from(entry: Entry) -> Iterator[str]:
    for name in ("crossref", "xdata"):
        if field := entry.fields_dict.get(name):
            yield from (one.strip() for one in str(field.value).strip('{}"').split(","))


def _written(entry: Entry, without: Collection[str], layout: BibtexFormat) -> str:
    kept = [Field(field.key.lower(), field.value) for field in entry.fields if field.key.lower() not in without]
    kept.sort(key=lambda field: _RANK.get(field.key, len(_RANK)))
    return write_string(Library([Entry(entry.entry_type, entry.key, kept)]), unparse_stack=(), bibtex_format=layout)
