r"""Bib.TXT: BibTeX's fields as plain text, without LaTeX and braces.

Source: the format's page, bibtxt.github.io. A key in brackets on a line of its own starts an entry; lines
``name: value`` follow. An entry without ``type`` is a book.

>>> from citelib.formats.format import Source
>>> next(BIB_TXT.read(Source("[a1]\n  title: T & T\n  year: 1986\n"))).title
'T & T'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source

__all__ = ["BIB_TXT"]

_KEY = re.compile(r"\[([^\[\]\s]*)\]\s*+")
_FIELD = re.compile(r"([A-Za-z][\w-]*+)\s*+:(.*)")
_LOOK = re.compile(r"^\[[^\[\]\s]+\][ \t]*\r?\n[ \t]+(?:type|author|title|editor|year|journal)[ \t]*:", re.MULTILINE)


def _read(source: Source) -> Iterator[Record]:
    from citelib.formats.tex.bibtex.entry.read import read_item
    from citelib.formats.tex.bibtex.inherit import Entry
    from citelib.formats.tex.latex import encode

    entry: Entry | None = None
    for number, line in enumerate(source.lines(), 1):
        if match := _KEY.fullmatch(line):
            if entry is not None:
                yield read_item(entry, "bibtex")
            entry = Entry(match[1] or f"entry-{number}", "book", {}, number)
        elif (match := _FIELD.fullmatch(line.strip())) and entry is not None:
            if match[1].lower() == "type":
                entry.type = match[2].strip().lower()
            else:
                entry.fields[match[1].lower()] = encode(match[2].strip())
        elif line.strip():
            message = f"{line.strip()[:60]!r} is neither a key nor a field"
            yield Diagnostic("warning", "bib-txt-line", message, source=source.name, line=number, column=1)
    if entry is not None:
        yield read_item(entry, "bibtex")


def _sniff(text: str) -> float:
    return 0.9 if _LOOK.search(text) else 0.0


BIB_TXT: Final = Format(
    name="bib.txt",
    title="Bib.TXT",
    sniff=_sniff,
    read=_read,
    note="BibTeX's fields as plain text",
)
"""Bib.TXT."""
