"""COinS as Zotero writes them."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Item, Name


@pytest.mark.parametrize("first", ["rft.aulast=Ann%20Low", "rft.aufirst=Ann&rft.aulast=Low"])
def test_the_first_author_stands_twice(first: str) -> None:
    format = "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal"
    keys = f"{format}&rft.atitle=T&{first}&rft.au=Ann%20Low&rft.au=Bo%20Roe"
    (item,) = loads(keys, "openurl").values()
    assert item.author == (Name("Low", "Ann"), Name("Roe", "Bo"))


@pytest.mark.parametrize("format", ["coins", "html"])
def test_two_people_of_one_name_stay_two(format: str) -> None:
    two = (Name("Low", "A."), Name("Low", "A."), Name("Roe", "B."))
    (again,) = loads(dumps([Item("a", "book", title="T", author=two)], format), format).values()
    assert again.author == two
