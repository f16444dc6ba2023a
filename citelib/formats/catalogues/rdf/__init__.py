"""Zotero RDF, and other RDF/XML that describes works: BIBO, schema.org and Dublin Core terms.

Source of the names: Zotero's RDF export (the bib, z, prism, foaf, vcard and Dublin Core vocabularies), BIBO 1.3,
schema.org and DCMI terms. Names are read without their namespaces, since the vocabularies agree on what they mean.

Zotero's own items are recognised by their ``z:itemType``; other nodes are read as BIBO, PRISM, RSS, schema.org and
Dublin Core mean them, so that ``dc:source`` is the journal (with its issue, as OJS writes it) and ``dc:type`` the type.

A container is what ``isPartOf`` leads to; a container that is a ``Series`` is the collection. The address that a node
is about is its URL if nothing else is. As in Zotero, ``dc:description`` is the «Extra» field: variables without a
place, relations and the type where Zotero has none stand there as lines; other lines are notes. A date of submission
(``dcterms:dateSubmitted``) is the date of access, as Zotero has it. What is not understood is kept in ``custom`` as
``rdf:NAME`` and written back in Zotero's namespace.

>>> from citelib.formats.exchange import loads
>>> text = '<RDF><Article about="#x1"><itemType>webpage</itemType><title>Home</title></Article></RDF>'
>>> loads(text, "zotero-rdf")["x1"].type
'webpage'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.catalogues.rdf.read import read, sniff
from citelib.formats.catalogues.rdf.write import write
from citelib.formats.format import Format
from citelib.richtext.markup import KINDS

__all__ = ["ZOTERO_RDF"]

ZOTERO_RDF: Final = Format(
    "zotero-rdf",
    "Zotero RDF",
    media_types=("application/rdf+xml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=KINDS,
    aliases=("rdf-dc", "rdf", "bibo-rdf", "rdf-xml"),
    note="RDF/XML as Zotero writes it; BIBO, schema.org and Dublin Core terms are read, too",
    own=("rdf:",),
)
"""Zotero RDF."""
