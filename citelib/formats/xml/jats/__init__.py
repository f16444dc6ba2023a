"""JATS, the Journal Article Tag Suite: reference lists, and what an article says of itself.

Source of the elements: JATS 1.3 (NISO Z39.96-2021), ``element-citation``, ``mixed-citation`` and the older ``citation``
and ``nlm-citation``; ``front`` of an article for the article's own item.

Written is a ``ref-list``. Relations to DOIs, PMIDs and addresses stand in ``related-article`` where JATS has a word for
them; all else without an element stands in ``comment content-type="citelib"``, a line each. Elements that are not
understood are kept in ``custom`` as ``jats:ELEMENT`` and written back as comments with that name. A citation without
any tagged part keeps its words as ``jats:text``.

>>> from citelib.formats.exchange import loads
>>> name = "<name><surname>Low</surname><given-names>A</given-names></name>"
>>> citation = f'<element-citation publication-type="book">{name}<source>A whole</source></element-citation>'
>>> loads(f'<ref-list><ref id="B1">{citation}</ref></ref-list>', "jats")["B1"].title
'A whole'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import STYLES, Format
from citelib.formats.xml.jats.read import read, sniff
from citelib.formats.xml.jats.write import write

__all__ = ["JATS"]


JATS: Final = Format(
    "jats",
    "JATS reference list",
    media_types=("application/jats+xml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("jats-xml", "nlm-xml", "ref-list"),
    note="references of articles in the Journal Article Tag Suite, and the article itself",
)
"""JATS."""
