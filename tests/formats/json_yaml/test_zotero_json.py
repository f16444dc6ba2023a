"""Zotero's JSON as Better BibTeX writes it, with the fields that all types share."""

from __future__ import annotations

import json

from citelib.formats.exchange import loads
from citelib.model.custom import ATTACHMENTS_KEY


def test_the_kind_of_a_thesis() -> None:
    record = {"itemType": "thesis", "title": "T", "type": "PhD Dissertation", "citationKey": "a", "creators": []}
    (item,) = loads(json.dumps({"items": [record]}), "zotero-json").values()
    assert (item.type, item.genre) == ("thesis", "PhD Dissertation")


def test_notes_and_files_within_a_record() -> None:
    record = {
        "itemType": "book", "title": "T", "citationKey": "a",
        "creators": [{"creatorType": "author", "name": one} for one in ("Ada Roa", "Bo Vu")],
        "notes": [{"note": "<p>Slow.</p><p>Steady.</p>"}],
        "attachments": [{"path": "/papers/a.pdf", "title": "Full Text", "mimeType": "application/pdf"}],
    }  # fmt: skip
    (item,) = loads(json.dumps({"items": [record]}), "zotero-json").values()
    assert item.annote == "Slow.\nSteady."
    assert item.custom[ATTACHMENTS_KEY] == [{"path": "/papers/a.pdf", "name": "Full Text", "type": "application/pdf"}]
    assert [name.family for name in item.author] == ["Roa", "Vu"]


def test_notes_and_files_that_are_records_of_their_own() -> None:
    records = [
        {"key": "N", "data": {"key": "N", "itemType": "note", "parentItem": "A", "note": "<p>Slow</p>"}},
        {"key": "A", "data": {"key": "A", "itemType": "book", "title": "T", "creators": []}},
        {
            "key": "F",
            "data": {"key": "F", "itemType": "attachment", "parentItem": "A", "title": "PDF", "filename": "a.pdf"},
        },
        {"key": "G", "data": {"key": "G", "itemType": "attachment", "title": "Alone", "url": "https://moss.example"}},
    ]
    (item,) = loads(json.dumps(records), "zotero-json").values()
    assert (item.annote, item.custom[ATTACHMENTS_KEY]) == ("Slow", [{"path": "a.pdf", "name": "PDF"}])
