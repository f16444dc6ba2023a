"""Citation templates of Wikipedia: ``{{cite journal}}``, ``{{cite book}}``, ``{{cite web}}``, ``{{citation}}`` and kin.

Source of the parameters: the documentation of Citation Style 1 and 2 in the English Wikipedia. Templates are read out
of any wikitext, those of other Wikipedias (``{{Literatur}}``, ``{{Ouvrage}}``, ``{{Cita libro}}`` …) too; the name of
the ``<ref>`` around one is its id. Links become their words, ``''italics''`` and ``'''bold'''`` CSL's markup;
``((…))`` around a name or title means that it stands as written.

Written is a ``<ref>`` for each item. Variables without a parameter, relations, and the type where the template does not
tell it, stand in comments (``<!-- citelib: … -->``) inside of it. Parameters that are not understood are kept in
``custom`` as ``wikipedia:PARAMETER`` and written back.

>>> from citelib.formats.exchange import loads
>>> text = 'As known.<ref name="low">{{cite journal |last=Low |first=Ada |title=Bonds |journal=[[J. Ord.]]}}</ref>'
>>> loads(text, "wikipedia")["low"].container_title
'J. Ord.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citelib.formats.format import FACES, Format, Record, Source, Writing
from citelib.model import Item

__all__ = ["WIKIPEDIA"]


def _read(source: Source) -> Iterator[Record]:
    from citelib.formats.text.wikipedia.read import read

    return read(source)


def _write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    from citelib.formats.text.wikipedia.write import write

    return write(items, writing)


def sniff(text: str) -> float:
    """Sure of citation templates."""
    return 0.95 if _SIGN.search(text[:50_000]) else 0.0


_SIGN: Final = re.compile(
    r"\{\{\s*(?:Cite[ _]\w|Citation\s*\||(?:Literatur|Internetquelle|Ouvrage|Chapitre|Lien web|Cita \w+|Citar \w+"
    r"|Citeer \w+|Cytuj(?: \w+)?|Статья|Книга|Публикация)\s*\||Article\s*\|[^{}]*\|?\s*titre\s*=)",
    re.IGNORECASE,
)


WIKIPEDIA: Final = Format(
    "wikipedia",
    "Wikipedia citation templates",
    media_types=("text/x-wiki",),
    sniff=sniff,
    read=_read,
    write=_write,
    markup=FACES,
    aliases=("wikipedia-templates", "wikitext", "cite-template"),
    note="{{cite journal}} and its kin, in any wikitext",
)
"""Wikipedia's templates."""
