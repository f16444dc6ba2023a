"""Files of every format that is read, with places in them that hostile text can be put into."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from citelib.errors import CitelibError
from citelib.formats.exchange import loads
from citelib.formats.format import Format
from citelib.model import Date
from tests.fuzz.target import seeds

SPOTS = ("title", "author", "page", "issued", "publisher")


@functools.cache
def file_of(format: Format) -> tuple[str, int, Mapping[str, int]]:
    """A file of a format, how many items it has, and where in it a value of each variable of an item begins."""
    best: tuple[str, int, dict[str, int]] = ("", 0, {})
    for seed in seeds(format):
        text = seed.decode("utf-8", "replace")
        try:
            works = loads(seed, format)
        except (CitelibError, ValueError):
            continue
        spots: dict[str, int] = {}
        for item in works.values():
            for name in SPOTS:
                value = item.variables.get(name)
                if isinstance(value, tuple):
                    value = value[0].family or value[0].literal
                found = str(value.start.year if isinstance(value, Date) and value.start else value or "")
                parts = re.findall("[A-Za-z]{4,}|[0-9]{3,}", found) or re.findall(r"\w{2,}", found)
                words = [word for word in parts if word in text]
                if words and name not in spots:
                    word = max(words, key=len)
                    spots[name] = text.find(word) + len(word) // 2
        if len(spots) > len(best[2]):
            best = (text, len(works), spots)
    return best
