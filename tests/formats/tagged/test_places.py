"""Where each record stands in its file is known, so that whoever reports something of a work can say where."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Bibliography

TEXTS = {
    "ris": "TY  - BOOK\nID  - a\nTI  - On carts\nER  - \n\nTY  - BOOK\nID  - b\nTI  - On hills\nER  - \n",
    "medline-nbib": "PMID- 1\nTI  - On carts\nVI  - 2\n\nPMID- 2\nTI  - On hills\n",
    "refer": "%0 Book\n%F a\n%T On carts\n%D 2001\n\n%0 Book\n%F b\n%T On hills\n",
    "wos-tagged": "PT J\nTI On carts\nUT a\nER\n\nPT J\nTI On hills\nUT b\nER\n",
}


@pytest.mark.parametrize("format", TEXTS)
def test_lines_of_records(format: str) -> None:
    works = loads(TEXTS[format], format)
    lines = {block.item.id: block.line for block in works.blocks if block.item is not None}
    assert list(lines) == list(works)
    first, second = lines.values()
    assert (first, second in (5, 6)) == (1, True)
    assert [item.title for item in works.values()] == ["On carts", "On hills"]
    if format != "wos-tagged":  # which is only read
        assert dumps(works, format) == dumps(Bibliography(works.values()), format)
