r"""Hayagriva YAML, the bibliographies of Typst: a mapping from keys to entries, which may have parents.

Source of the fields: Hayagriva's description of its file format (version 0.8). The type of an article depends on its
parent: a periodical, newspaper, proceedings, conference or blog. The parent is the container, and its parent (or the
parent of a whole book) the collection; numbers and publisher are taken from the entry, else from its parents.

Braces that protect words from changes of case are CSL's ``nocase`` spans. Variables without a field, relations and
types that Hayagriva has no word for are lines of ``annote``; other fields are kept in ``custom`` as
``hayagriva:FIELD`` and written back.

>>> from citelib.formats.exchange import loads
>>> text = "kin:\n  type: article\n  title: Kin\n  parent: {type: periodical, title: Review, volume: 102}\n"
>>> loads(text, "hayagriva")["kin"].container_title
'Review'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.format import Format
from citelib.formats.json_yaml.hayagriva.read import read, sniff
from citelib.formats.json_yaml.hayagriva.write import write

__all__ = ["HAYAGRIVA"]


HAYAGRIVA: Final = Format(
    "hayagriva",
    "Hayagriva YAML",
    media_types=("application/yaml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=frozenset(("nocase",)),
    aliases=("hayagriva-yaml", "typst"),
    note="the bibliographies of Typst",
)
"""Hayagriva."""
