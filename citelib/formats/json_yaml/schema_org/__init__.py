"""schema.org JSON-LD, and CodeMeta, which is schema.org for software.

Source of the names: schema.org 29 and CodeMeta 3.0. Parts of a container (``isPartOf``: issue, volume, periodical) are
followed to its title. Relations are the properties that the table of relations names, with ``@id`` or ``url`` of the
other work; variables without a property are ``citelib:VARIABLE``.

>>> from citelib.formats.exchange import loads
>>> text = '{"@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "T", "datePublished": "2019-04-12"}'
>>> item = loads(text, "schema-org")["2019t"]
>>> item.type, item.issued
('article-journal', Date('2019-04-12'))
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import OF_NAMES, Format
from citelib.formats.json_yaml.schema_org.read import read, read_codemeta, sniff, sniff_codemeta
from citelib.formats.json_yaml.schema_org.write import write, write_codemeta

__all__ = ["CODEMETA", "SCHEMA_ORG"]


SCHEMA_ORG: Final = Format(
    "schema-org",
    "schema.org JSON-LD",
    media_types=("application/ld+json",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("schema-org-jsonld", "json-ld", "jsonld"),
    note="what web pages tell search engines about a work",
    of_names=OF_NAMES,
)
"""schema.org."""


CODEMETA: Final = Format(
    "codemeta",
    "CodeMeta",
    sniff=sniff_codemeta,
    read=read_codemeta,
    write=write_codemeta,
    aliases=("codemeta-json",),
    note="schema.org for software, as codemeta.json has it",
    of_names=OF_NAMES,
)
"""CodeMeta."""
