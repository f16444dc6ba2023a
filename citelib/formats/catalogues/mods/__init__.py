"""MODS, the Metadata Object Description Schema of the Library of Congress, also inside METS.

Source of the elements: MODS 3.8 with its user guidelines; METS 1.12 and its profile for the DFG viewer; the extensions
of govinfo.gov and ETD-MS.

The host (``relatedItem type="host"``) is the container, or the archival collection of a letter, photograph or
manuscript; a series (``type="series"``) is the collection. Of several dates the one with ``keyDate`` counts, else the
first of issue, copyright and creation. An origin that is only the digitisation counts if there is no other. In METS,
each division of the logical structure that has a section of metadata is an item; what a division lies in is its host.

An element that the variables do not have all of is kept in ``custom`` as ``mods:NAME``, a list of elements as XML, and
written back in the place of the one that would be made, as long as it says the same. What is kept of a name is in the
name's own ``custom``. Relations stand in ``relatedItem otherType="citelib:NAME"`` with the target as ``identifier``;
variables that have no element in ``note type="citelib"``, in the form that RIS has.

>>> from citelib.formats.exchange import loads
>>> loads('<mods ID="a"><titleInfo><nonSort>The </nonSort><title>Map</title></titleInfo></mods>', "mods")["a"].title
'The Map'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.catalogues.mods.read import read, sniff
from citelib.formats.catalogues.mods.write import write
from citelib.formats.format import OF_NAMES, Format

__all__ = ["MODS"]

MODS: Final = Format(
    "mods",
    "MODS",
    media_types=("application/mods+xml",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("mets-mods", "mods-xml"),
    note="the Library of Congress's Metadata Object Description Schema, also inside METS",
    of_names=OF_NAMES,
)
"""MODS."""
