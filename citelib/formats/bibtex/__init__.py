"""BibTeX and BibLaTeX: the files of LaTeX users, read and written with everything that is in them.

Sources: BibTeX's ``btxdoc``, «Tame the BeaST», and the manual of BibLaTeX; files as they are found.

>>> from citelib.formats.format import Source
>>> item = next(BIBLATEX.read(Source("@online{a, title = {T}, date = {1997/..}}")))
>>> item.type, item.issued
('webpage', Date('1997/..'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Item

__all__ = ["BIBLATEX", "BIBTEX"]

_ENTRY = re.compile(r"^[ \t]*@\s*([A-Za-z]+)\s*[{(]\s*[^\s{},=]*\s*[,=]", re.MULTILINE)
_OTHER = re.compile(r"^[ \t]*@\s*(?:comment|string|preamble)\s*[{(]", re.MULTILINE | re.IGNORECASE)
_OF_BIBLATEX = re.compile(
    r"^[ \t,]*(?:date|journaltitle|location|langid|langidopts|eprinttype|eprintclass|related|urldate|eventtitle|"
    r"mainsubtitle|subtitle|shortjournal|xdata|entrysubtype|editortype|origdate|pubstate|maintitle)\s*=|"
    r"@(?:online|xdata|set|report|thesis|software|dataset|collection|mv[a-z]+|inreference|reference)\s*\{",
    re.MULTILINE | re.IGNORECASE,
)


def _sniff_bibtex(text: str) -> float:
    entry = _ENTRY.search(text)
    if entry is None:
        return 0.6 if _OTHER.search(text) else 0.0
    return 0.95 if not text[: entry.start()].strip() else 0.9


def _sniff_biblatex(text: str) -> float:
    certainty = _sniff_bibtex(text)
    return certainty + 0.02 if certainty and _OF_BIBLATEX.search(text) else certainty * 0.9


def _read_bibtex(
    source: Source, *, case: Literal["keep", "sentence"] = "keep", strings: Mapping[str, str] | None = None
) -> Iterator[Record]:
    from citelib.formats.bibtex.read import read

    return read(source, "bibtex", case=case, strings=strings)


def _read_biblatex(
    source: Source, *, case: Literal["keep", "sentence"] = "keep", strings: Mapping[str, str] | None = None
) -> Iterator[Record]:
    from citelib.formats.bibtex.read import read

    return read(source, "biblatex", case=case, strings=strings)


def _write_bibtex(
    items: Iterable[Item],
    writing: Writing,
    *,
    ascii_only: bool = False,
    protect: Literal["capitals", "markup"] = "capitals",
    indent: str = "  ",
) -> Iterator[str]:
    from citelib.formats.bibtex.write import write

    return write(items, writing, "bibtex", ascii_only=ascii_only, protect=protect, indent=indent)


def _write_biblatex(
    items: Iterable[Item],
    writing: Writing,
    *,
    ascii_only: bool = False,
    protect: Literal["capitals", "markup"] = "capitals",
    indent: str = "  ",
) -> Iterator[str]:
    from citelib.formats.bibtex.write import write

    return write(items, writing, "biblatex", ascii_only=ascii_only, protect=protect, indent=indent)


BIBTEX: Final = Format(
    name="bibtex",
    title="BibTeX",
    extensions=(".bib", ".bibtex"),
    media_types=("application/x-bibtex", "text/x-bibtex"),
    sniff=_sniff_bibtex,
    read=_read_bibtex,
    write=_write_bibtex,
    aliases=("bib",),
    note="files of LaTeX users; comments, macros and order are kept",
)
"""BibTeX."""

BIBLATEX: Final = Format(
    name="biblatex",
    title="BibLaTeX",
    extensions=(".bib",),
    media_types=("application/x-biblatex",),
    sniff=_sniff_biblatex,
    read=_read_biblatex,
    write=_write_biblatex,
    note="BibTeX's successor, with dates, relations and more types",
)
"""BibLaTeX."""
