"""Web pages: what their head says of the work that they show, and the references embedded in them.

Read are, in this order of trust: Highwire Press tags (``citation_*``), EPrints, bepress, PRISM, Dublin Core, schema.org
as JSON-LD and microdata, OpenGraph, and the general tags and title. They are one item, the page's; each fact is taken
from the first that has it. COinS in the page are items of their own, as are works in JSON-LD of a page that says
nothing of itself, unless the page's item is the same work. Works that ``citation_reference`` names by a DOI become
relations ``cites``; tags of Highwire that are not understood are kept in ``custom`` as ``html:TAG``.

Written is a page with a list of references, each with its COinS and its JSON-LD; the COinS hold all that is needed to
read the same items again, save italics and the like, which stand in the list only. The list is in no citation style:
for that, cite and format.

>>> from citelib.formats.exchange import loads
>>> page = '<meta name="citation_title" content="T"><meta name="citation_doi" content="10.1234/x">'
>>> loads(page, "html")["10.1234/x"].title
'T'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import STYLES, Format
from citelib.formats.web.html.read import read, sniff
from citelib.formats.web.html.write import write

__all__ = ["HTML"]

HTML: Final = Format(
    "html",
    "Web page",
    media_types=("text/html", "application/xhtml+xml"),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("webpage", "html-metadata", "highwire"),
    note="Highwire, Dublin Core, OpenGraph, schema.org, COinS in pages; writes a list with COinS and JSON-LD",
    own=("openurl:",),
)
"""Web pages."""
