"""Cells without a value, as R, pandas and databases write them."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads


@pytest.mark.parametrize("word", ["NA", "nan", "NULL", "#N/A"])
def test_what_stands_for_no_value(word: str) -> None:
    text = f"Title,Authors,Year,DOI,PMID\nNA,Roe A,2001,10.1000/x,{word}\n"
    (item,) = loads(text, "csv").values()
    assert (item.title, item.PMID, item.DOI) == ("NA", None, "10.1000/x")
