r"""Science news releases as a format: the door from the registry to the room that reads them.

A release is plain text or an HTML page. `citelib.releases` finds its layout, people, quotations and works, and makes
items of them: the news item is a ``webpage`` of genre «News release», and every relation has the words of the text as
evidence, with their offsets. Releases are only read, not written.

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
from citelib.releases.sniff import sniff

__all__ = ["PRESS_RELEASE"]


def _read(source: Source, **options: Any) -> Iterator[Record]:
    """Read; the patterns, which are many, are compiled only now."""
    from citelib.releases.read import read

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
