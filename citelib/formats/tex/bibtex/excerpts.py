r"""Some entries of a .bib file as they are written, with what they need of the rest.

>>> from citelib.formats.exchange import loads
>>> works = loads("@string{x={X}}\n% on a\n@book{a, title={A}}\n% on b\n@book{b, title=x}\n", "bibtex")
>>> "".join(block.text for block in excerpt(works.blocks, {"b"}))
'@string{x={X}}\n% on b\n@book{b, title=x}\n'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import attrs

from citelib.model import Block

__all__ = ["excerpt"]

_NEEDED: Final = re.compile(r"@\s*(?:string|preamble)\b", re.IGNORECASE)


def excerpt(blocks: Iterable[Block], ids: Collection[str]) -> Iterator[Block]:
    """The blocks of some items, the comments that stand in front of them, and the macros of the file.

    Args:
        blocks: All blocks of a file.
        ids: The ids of the items.
    """
    waiting: list[Block] = []
    last, dialect = "\n", "bibtex"
    for block in blocks:
        dialect = block.format
        is_chosen = block.item is not None and block.item.id in ids
        if is_chosen or (block.kind == "other" and _NEEDED.search(block.text)):
            for one in (*waiting, block):
                # What stands in front of the first is not a second line end.
                text = one.text if last != "\n" else one.text.lstrip("\r\n")
                if text:
                    yield attrs.evolve(one, text=text)
                    last = text[-2:] if text.endswith("\n\n") else text[-1]
            waiting = []
        else:
            # What is said of an entry that is left out goes with it.
            waiting = [*waiting, block] if block.kind == "other" else []
    if not last.endswith("\n"):
        yield Block(dialect, "other", "\n")
