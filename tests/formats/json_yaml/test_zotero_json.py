"""Zotero's JSON as Better BibTeX writes it, with the fields that all types share."""

from __future__ import annotations

import json

from citelib.formats.exchange import loads


def test_the_kind_of_a_thesis() -> None:
    record = {"itemType": "thesis", "title": "T", "type": "PhD Dissertation", "citationKey": "a", "creators": []}
    (item,) = loads(json.dumps({"items": [record]}), "zotero-json").values()
    assert (item.type, item.genre) == ("thesis", "PhD Dissertation")
