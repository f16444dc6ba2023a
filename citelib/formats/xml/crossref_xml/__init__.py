"""Crossref XML: unixref and deposit records.

Source of the elements: Crossref's unified metadata schema (unixref 1.1, deposits 4.3 to 5.3). What the schema has no
place for is written as assertions of ``custom_metadata`` in the group ``citelib``.

>>> from citelib.formats.exchange import dumps, loads
>>> article = "<titles><title>T</title></titles><doi_data><doi>10.1/x</doi></doi_data>"
>>> text = f"<crossref><journal><journal_article>{article}</journal_article></journal></crossref>"
>>> works = loads(text, "crossref-xml")
>>> works["10.1/x"].type, loads(dumps(works, "crossref-xml"), "crossref-xml") == works
('article-journal', True)
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import OF_NAMES, STYLES, Format
from citelib.formats.xml.crossref_xml.read import read, sniff
from citelib.formats.xml.crossref_xml.write import write

__all__ = ["CROSSREF_XML"]

CROSSREF_XML: Final = Format(
    "crossref-xml",
    "Crossref XML (unixref)",
    media_types=("application/vnd.crossref.unixref+xml", "application/vnd.crossref.unixsd+xml"),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("crossref-unixref-xml", "unixref", "unixsd"),
    note="unixref and deposit records of Crossref",
    of_names=OF_NAMES,
)
"""Crossref XML."""
