r"""Science news releases, read: the news item, stubs of the works that it points at, and the related stories.

A release is plain text or an HTML page. Its layout (`layout`), people (`people`), quotations (`quotations`) and works
(`works`) are found by general rules over the tables of `words`; `read` makes items of them. The news item is a
``webpage`` of genre «News release»; every relation has the words of the text as evidence, with their offsets.
Releases are only read, not written.

>>> from citelib.formats.format import Source
>>> text = "Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses."
>>> news, study, *_ = PRESS_RELEASE.read(Source(text))
>>> news.title, [(link.type, link.target, link.evidence.quote) for link in news.relations]
('Moss found', [('reports-on', 'lee', 'Ann Lee and colleagues')])
>>> study.container_title
'Mosses'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.press_release.keys import QUOTATIONS_KEY, STUB_KEY
from citelib.formats.press_release.sniff import sniff

__all__ = ["PRESS_RELEASE", "QUOTATIONS_KEY", "STUB_KEY"]


def _read(source: Source, **options: Any) -> Iterator[Record]:
    """Read; the patterns, which are many, are compiled only now."""
    from citelib.formats.press_release.read import read

    yield from read(source, **options)


PRESS_RELEASE: Final = Format(
    name="press-release",
    title="Science news release",
    media_types=("text/plain",),
    sniff=sniff,
    read=_read,
    aliases=("news-release", "release"),
    note="text or HTML; stubs of the works it points at, with evidence; read only",
)
"""The format."""
