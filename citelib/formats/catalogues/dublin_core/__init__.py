"""Dublin Core in XML: simple (``oai_dc``), with DCMI terms, and DSpace's form (DIM), also inside METS and OAI.

Source of the terms: DCMI Metadata Terms (2020), the fifteen elements of ISO 15836, DSpace's metadata registry.

Written is simple Dublin Core with a few DCMI terms. What has no element stands in a ``dc:description`` that begins with
``citelib:``, a line each: id, type, other variables, relations. ``references``, ``replaces``, ``isVersionOf`` and their
kin become relations when they hold a DOI or an address. What is not understood is kept in ``custom`` as ``dc:NAME`` (or
``dc:NAME.QUALIFIER``) and written back as such a line.

>>> from citelib.formats.exchange import loads
>>> text = "<title>T</title><creator>Low, A.</creator><type>Book</type>"
>>> loads(f"<dc>{text}</dc>", "dublin-core")["lowt"].type
'book'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.catalogues.dublin_core.read import read, sniff, sniff_dim
from citelib.formats.catalogues.dublin_core.write import write
from citelib.formats.format import Format
from citelib.model.custom import AFFILIATION

__all__ = ["DIM", "DUBLIN_CORE"]


DUBLIN_CORE: Final = Format(
    "dublin-core",
    "Dublin Core XML",
    sniff=sniff,
    read=read,
    write=write,
    aliases=("oai-dc", "dc", "dc-xml", "dublin-core-xml"),
    note="simple Dublin Core and DCMI terms in XML",
    of_names=frozenset((AFFILIATION,)),
    own=("dc:",),
)
"""Dublin Core."""

DIM: Final = Format(
    "dspace-dim-xml",
    "DSpace Intermediate Metadata",
    sniff=sniff_dim,
    read=read,
    aliases=("dim", "dspace"),
    note="qualified Dublin Core of DSpace, also inside METS",
)
"""DSpace's form."""
