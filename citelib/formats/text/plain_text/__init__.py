"""References as people write them, in whatever style.

Each reference is cut into tokens, a model labels them (see `citelib.formats.text.plain_text.model`), and rules make
fields of the labels. Every field comes with a confidence; what is uncertain as a whole is reported, and what is no
reference is kept as text instead of becoming an item.

>>> from citelib.formats.format import Source
>>> text = "Beyeler A. Do antidepressants restore lost synapses? Science. 2019;364(6436):129-30."
>>> item, = PLAIN_TEXT.read(Source(text))
>>> item.title, item.container_title, item.volume, item.issue, item.page
('Do antidepressants restore lost synapses?', 'Science', '364', '6436', '129-130')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.text.plain_text.sniff import sniff

__all__ = ["CONFIDENCE_KEY", "PLAIN_TEXT", "REFERENCE_KEY"]


def _read(source: Source) -> Iterator[Record]:
    """Read; the statistics are loaded only now."""
    from citelib.formats.text.plain_text.read import read

    yield from read(source)


PLAIN_TEXT: Final = Format(
    name="plain-text",
    title="References in plain text",
    media_types=("text/plain",),
    sniff=sniff,
    read=_read,
    aliases=("plain-text-reference", "references", "text"),
    note="references as people write them, in any style; each field with a confidence; read only",
)
"""The format."""
