r"""RIS, in the dialects that databases and reference managers write.

The tags and their meaning by type follow the Reference Manager specification of 2001 and 2011 and what EndNote, Zotero,
Mendeley, Web of Science, Scopus, Ovid, Embase, the Cochrane Library and JSTOR make of them. Wrapped lines, missing
``ER``, repeated tags, tags with one space or none before the hyphen, and text between records are understood.

What CSL has no variable for stays in ``custom`` under ``ris:TAG`` and is written back under its tag. What RIS has no
tag for is written as ``N1  - variable: value``, and relations as ``N1  - reports-on: doi:10.1126/science.aat8078``
(a relation's name, then ``id:``, ``doi:``, ``pmid:`` or ``url:`` and the target); such lines are read back.

Decisions, and why:

- Where programs differ about a tag of a type, it means what EndNote calls the field (A2 of a bill is its
  sponsor, AU of an edited book its editor); records of ProCite, recognised by the record number in the notes, have the
  meaning of ProCite. What a label says that is not a variable of CSL (the department of a report) is kept.
- The year to be cited is that of PY. DA of another year is the day of access in EndNote's types of what is online,
  and is kept in others. Y2 is the day of access, before the issue of a patent that of its filing.
- Databases, accession numbers and call numbers are kept for every type, and so are volume and edition of reports.
- What databases call articles, books and papers (``M3  - Article``) is not a genre, which styles would print.
- The journal of an article that has an abbreviated title only is cited by that.
- Initials that stand close together (``Nicol, KJ``) are two; authors under AU and A1 both are one.
- Of two titles of a journal JF counts, because EBSCO has another title of the article under T2. What Ovid writes behind
  the end of a record belongs to it; «No-Specified» are not pages, and a list of cited authors is not an editor.
- A date that cannot be read stays as it is. A work in press is an article.

>>> from citelib.formats.exchange import dumps, loads
>>> item = loads("TY  - JOUR\nPY  - 2019/04/12/\nSP  - 129\nEP  - 130\nID  - b\nER  - \n", "ris")["b"]
>>> item.page, item.issued
('129-130', Date('2019-04-12'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citelib.formats.format import STYLES, Format, Record, Source, Writing
from citelib.formats.kit.nlm import PUBLICATION_TYPES
from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY

__all__ = ["RIS"]


def _sniff(text: str) -> float:
    """Sure of a ``TY  -`` line."""
    if re.search(r"^\s{0,3}TY[ \t]{1,3}-\s*[A-Z](?:[A-Z]{1,7}|[A-Za-z ]{3,30})\s*$", text, re.MULTILINE):
        return 1.0
    return 0.0


def _read(source: Source) -> Iterator[Record]:
    from citelib.formats.tagged.ris.read import read

    return read(source)


def _write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    from citelib.formats.tagged.ris.write import write

    return write(items, writing)


RIS: Final = Format(
    "ris",
    "RIS",
    media_types=("application/x-research-info-systems",),
    sniff=_sniff,
    read=_read,
    write=_write,
    markup=STYLES,
    aliases=("refman", "reference-manager"),
    note="what databases and reference managers exchange; all dialects",
    own=("ris:", ATTACHMENTS_KEY, *PUBLICATION_TYPES),
)
"""RIS."""
