r"""RIS, in the dialects that databases and reference managers write.

The tags and their meaning by type follow the Reference Manager specification of 2001 and 2011 and what EndNote, Zotero,
Mendeley, Web of Science, Scopus, Ovid, Embase, the Cochrane Library and JSTOR make of them. Wrapped lines, missing
``ER``, repeated tags, tags with one space or none before the hyphen, and text between records are understood.

What CSL has no variable for stays in ``custom`` under ``ris:TAG`` and is written back under its tag. What RIS has no
tag for is written as ``N1  - variable: value``, and relations as ``N1  - reports-on: doi:10.1126/science.aat8078``
(a relation's name, then ``id:``, ``doi:``, ``pmid:`` or ``url:`` and the target); such lines are read back.

Decisions. What databases call articles, books and papers (``M3  - Article``) is no genre, which styles would print. A
date that cannot be read stays as it is. Databases, accession numbers and call numbers are kept for every type, and so
are volume and edition of reports. A work in press is an article.

>>> from citelib.formats.exchange import dumps, loads
>>> item = loads("TY  - JOUR\nPY  - 2019/04/12/\nSP  - 129\nEP  - 130\nID  - b\nER  - \n", "ris")["b"]
>>> item.page, item.issued
('129-130', Date('2019-04-12'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Item

__all__ = ["RIS"]


def _sniff(text: str) -> float:
    """Sure of a ``TY  -`` line."""
    if re.search(r"^\s{0,3}TY {1,3}-\s*[A-Z]{2,8}\s*$", text, re.MULTILINE):
        return 1.0
    return 0.0


def _read(source: Source) -> Iterator[Record]:
    from citelib.formats.ris.read import read

    return read(source)


def _write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    from citelib.formats.ris.write import write

    return write(items, writing)


RIS: Final = Format(
    "ris",
    "RIS",
    extensions=(".ris",),
    media_types=("application/x-research-info-systems",),
    sniff=_sniff,
    read=_read,
    write=_write,
    aliases=("refman", "reference-manager"),
    note="what databases and reference managers exchange; all dialects",
)
"""RIS."""
