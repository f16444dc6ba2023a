"""InvenioRDM: people as depositors type them."""

from __future__ import annotations

import json

from citelib.formats.exchange import loads
from citelib.model import Name


def test_the_whole_name_in_the_field_of_the_family_name() -> None:
    person = {
        "type": "personal", "name": "Ann Low", "family_name": "Ann Low",
        "identifiers": [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}],
    }  # fmt: skip
    metadata = {
        "title": "T", "publication_date": "2021", "resource_type": {"id": "dataset"},
        "creators": [{"person_or_org": person}],
    }  # fmt: skip
    (item,) = loads(json.dumps({"id": "a", "metadata": metadata, "pids": {}}), "inveniordm").values()
    assert item.author == (Name("Low", "Ann", orcid="0000-0002-1825-0097"),)
