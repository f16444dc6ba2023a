r"""MEDLINE records, as PubMed (``.nbib``) and databases that follow it (ERIC) write them.

Source of the tags: the National Library of Medicine's description of MEDLINE/PubMed data elements. Comments, errata,
retractions and their like (``CON``, ``CIN``, ``EFR``, ``ROF`` …) are relations; other relations and variables without
a tag are notes (``GN``) in the form that RIS has. What CSL has no variable for stays in ``custom`` under
``medline-nbib:TAG``.

Decisions. The full stop that PubMed puts behind every title is not part of it, nor is the place behind the titles of
journals, whose words have the capitals of English titles. PMID and PMCID are kept, and a number of the publisher
(``pii``) is a page only if it can be printed as one.

>>> from citelib.formats.exchange import loads
>>> item = loads("PMID- 1\nTI  - A title.\nPG  - 475-82\nCON - Science. 2019. PMID: 30975859\n", "nbib")["1"]
>>> item.title, item.page, item.relations[0].type, item.relations[0].target
('A title', '475-482', 'comments-on', '30975859')
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import OF_NAMES, Format
from citelib.formats.tagged.nbib.read import read, sniff
from citelib.formats.tagged.nbib.write import write

__all__ = ["NBIB"]

NBIB: Final = Format(
    "medline-nbib",
    "MEDLINE / PubMed (nbib)",
    media_types=("application/nbib",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("nbib", "medline", "pubmed"),
    note="records of PubMed as plain text; comments and corrections are relations",
    of_names=OF_NAMES,
)
"""MEDLINE."""
