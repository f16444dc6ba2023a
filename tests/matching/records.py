"""Records of made-up works, and people, of which the tests of matching make their pairs."""

from __future__ import annotations

from typing import Any

from citelib.model import Date, Item, Name

SIX = "Slow moss on old town walls"
FIVE = "Slow moss on old walls"
FOUR = "Moss on old walls"
BERG, BERY, BERGEN, BORGAN, BO = Name("Berg", "Ann"), Name("Bery"), Name("Bergen"), Name("Borgan"), Name("Berg", "Bo")
DOI = "10.5555/moss"


def record(title: str | None, year: int | None = None, kind: str = "article-journal", **variables: Any) -> Item:
    issued = Date.on(year) if year is not None else None
    names = variables.pop("by", None)
    author = [names] if isinstance(names, Name) else names
    return Item("x", kind, title=title, issued=issued, author=author, **variables)


PLAIN = record(SIX, 2019, by=BERG, container_title="Mosses", volume="3", page="1")
