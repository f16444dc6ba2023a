"""BibTeX and BibLaTeX: the files of LaTeX users, read and written with everything that is in them.

Sources: BibTeX's ``btxdoc``, «Tame the BeaST», and the manual of BibLaTeX; files as they are found.

Where programs differ, this is what is done, and why:

- English titles in title case are read in sentence case, as BibTeX's own styles print them and as CSL styles expect
  them; ``case="keep"`` leaves them. What braces protect stays, and so do names (see
  `citelib.formats.kit.casing.sentence_case`). The file's capitals are remembered and come back when the item is
  written.
  Braces become ``nocase`` where they say more than the writer would say by itself. They say nothing where a program
  puts them around every title. The titles of proceedings, series, journals and laws are names and stay.
- An undefined macro stands for its name, so that it can be seen and mended; BibTeX prints nothing.
- Of a repeated field the last counts, as in BibLaTeX; the others are kept as ``title-2`` …; keywords add up.
- Of two entries with one key both come in, the second as ``key-2``.
- Particles are always shown in BibTeX, and in BibLaTeX where ``useprefix`` says so; otherwise they are dropping.
- Titles, publishers, issues and notes are composed as BibLaTeX prints them, and their parts kept in `Item.custom`.
- In BibLaTeX the word ``and`` separates publishers, institutions and places, which are joined by semicolons; but in an
  entry dated in BibTeX's way (``year`` without ``date``) it is a word of a publisher's name («Simon and Schuster»).
- A ``location`` beside an ``address`` is that of the event, as the exporters that write both mean it.
- A year with an earlier one in brackets («2004 [1929]») is that of an edition and of the original.
- ``number`` is the issue of an article, the number in the series of a book, and the number of all else.
- ``eid`` is the page where there are no pages, ``articleno`` the number of an article. A journal whose words are cut
  short is its own short title.
- An ``article`` is an article-journal, since CSL's own «article» is for preprints; an ``image`` is a graphic, since
  CSL's «figure» is part of another work. A chapter's DOI, an article's publisher and the like, for which some programs
  have no place, stay.
- A book with a ``booktitle`` other than its title is a chapter; the fields of an unknown entry type decide what it is.
- A ``%`` between words begins a comment only at a line's start or behind a space, and not behind a number: exporters
  forget to escape «50 % of».
- Sub- and superscripts and accents of mathematics become characters of their own (H₂O) where all of them have one, so
  that they survive in plain text; what is beyond Greek letters, symbols, scripts and accents stays TeX between dollar
  signs.
- What no variable holds is in `Item.custom` as ``bibtex:FIELD`` or ``biblatex:FIELD``, the entry type, where it does
  not follow from the item's, as ``bibtex:entrytype``; aliases (``ids``) are in ``citelib:aliases``.
- Relations are written as ``related`` and ``relatedtype``; ``crossref``, ``xref`` and ``entryset`` are read as part-of
  and has-part; what does not fit is in the field ``relations`` (see `citelib.formats.tex.bibtex.values.relations`).
- A variable that an entry type has no field for is written under its CSL name, behind ``csl-`` if that is taken; a CSL
  type that no entry type stands for is named by ``entrysubtype``.

>>> from citelib.formats.format import Source
>>> item = next(BIBLATEX.read(Source("@online{a, title = {T}, date = {1997/..}}")))
>>> item.type, item.issued
('webpage', Date('1997/..'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from citelib.formats.format import OF_NAMES, STYLES, Format, Record, Source, Writing
from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY

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
    source: Source,
    *,
    case: Literal["keep", "sentence"] = "sentence",
    strings: Mapping[str, str] | None = None,
    note_fields: bool = True,
) -> Iterator[Record]:
    from citelib.formats.tex.bibtex.read import read

    return read(source, "bibtex", case=case, strings=strings, note_fields=note_fields)


def _read_biblatex(
    source: Source,
    *,
    case: Literal["keep", "sentence"] = "sentence",
    strings: Mapping[str, str] | None = None,
    note_fields: bool = True,
) -> Iterator[Record]:
    from citelib.formats.tex.bibtex.read import read

    return read(source, "biblatex", case=case, strings=strings, note_fields=note_fields)


def _write_bibtex(
    items: Iterable[Item],
    writing: Writing,
    *,
    ascii_only: bool = False,
    protect: Literal["capitals", "markup"] = "capitals",
    indent: str = "  ",
) -> Iterator[str]:
    from citelib.formats.tex.bibtex.write import write

    return write(items, writing, "bibtex", ascii_only=ascii_only, protect=protect, indent=indent)


def _write_biblatex(
    items: Iterable[Item],
    writing: Writing,
    *,
    ascii_only: bool = False,
    protect: Literal["capitals", "markup"] = "capitals",
    indent: str = "  ",
) -> Iterator[str]:
    from citelib.formats.tex.bibtex.write import write

    return write(items, writing, "biblatex", ascii_only=ascii_only, protect=protect, indent=indent)


BIBTEX: Final = Format(
    name="bibtex",
    title="BibTeX",
    media_types=("application/x-bibtex", "text/x-bibtex"),
    sniff=_sniff_bibtex,
    read=_read_bibtex,
    write=_write_bibtex,
    markup=STYLES | {"nocase"},
    aliases=("bib",),
    note="files of LaTeX users; comments, macros and order are kept",
    own=("bibtex:", "biblatex:", ATTACHMENTS_KEY),
)
"""BibTeX."""

BIBLATEX: Final = Format(
    name="biblatex",
    title="BibLaTeX",
    media_types=("application/x-biblatex",),
    sniff=_sniff_biblatex,
    read=_read_biblatex,
    write=_write_biblatex,
    markup=STYLES | {"nocase"},
    note="BibTeX's successor, with dates, relations and more types",
    of_names=OF_NAMES,
    own=("bibtex:", "biblatex:", ATTACHMENTS_KEY),
)
"""BibLaTeX."""
