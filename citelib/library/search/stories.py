"""The records of a library that a text may speak of, found by the index, so that not every record is read.

Candidates share an identifier or the name of an author with a stub, are written by somebody whom the text names, or
have several of its rare words. Which of them is meant is decided by `citelib.matching.link`.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> from citelib.model import Item, Name
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("moss", "article-journal", title="Nocturnal fog in moss", author=[Name("Ek", "Bo")]))
...     library.add(Item("snow", "article-journal", title="Snow", author=[Name("Lee", "Ann")]))
...     found, background = near(library.store, [Item("s", "article-journal", author=[Name("Ek", "Bo")])])
...     [item.id for item in found], background.size
(['moss'], 2)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final

from citelib.comparing import fold_words
from citelib.library.store import reading
from citelib.library.store.rows import Store
from citelib.matching.evidence import stems_of
from citelib.matching.story import NO_STORY, stories
from citelib.matching.stubs import Background, is_stub
from citelib.model import Item
from citelib.model.handles import handles

__all__ = ["near"]

_RARE: Final = 14
"""Words of a text that are looked for: the rarest that a title has."""
_WORDS: Final = 400
"""Words of a text that are counted at most."""
_COMMON: Final = 0.02
"""Share of the library from which on a word is too common to look by."""
_BY_WORDS: Final = 40
"""Records that are taken for the words of their titles."""
_BY_NAME: Final = 60
"""Records that are taken for one family name."""
_NAMES: Final = 60
"""Family names of a text that are looked for."""

_COUNT: Final = "SELECT count(*) FROM words WHERE words MATCH ?"
_RANKED: Final = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"


def near(store: Store, items: Iterable[Item]) -> tuple[list[Item], Background]:
    """The records that stubs may be, and how often the words of their texts are in the whole library.

    Args:
        store: The records of the library.
        items: The stubs, with the texts that point at them.
    """
    items = list(items)
    by_stub = stories(items)
    read = store.database.read
    size = reading.count(store.database)
    numbers: dict[int, None] = {}
    frequency: dict[str, int] = {}
    names: dict[str, None] = {}
    for stub in filter(is_stub, items):
        for scheme, value in handles(stub):
            if scheme not in ("id", "url"):
                numbers.update(dict.fromkeys(reading.numbers_with(store.database, scheme, value)))
        names.update(dict.fromkeys(fold_words(name.full_family) for name in stub.author))
        story = by_stub.get(stub.id, NO_STORY)
        words = sorted(story.words | stems_of(f"{stub.title or ''} {stub.abstract or ''}"))[:_WORDS]
        for word in words:
            if word not in frequency:
                frequency[word] = read(_COUNT, (f'title : "{word}" *',))[0][0]
        rare = [word for word in words if 0 < frequency[word] <= max(50, _COMMON * size)]
        rare = sorted(rare, key=lambda word: (frequency[word], word))[:_RARE]
        if rare:
            wanted = "title : (" + " OR ".join(f'"{word}" *' for word in rare) + ")"
            numbers.update((number, None) for (number,) in read(_RANKED, (wanted, _BY_WORDS)))
    for item in items:
        if any(link.type != "related-to" for link in item.relations):
            names.update(dict.fromkeys(_named(f"{item.title or ''} {(item.abstract or '')[:20_000]}")))
    for name in list(filter(None, names))[:_NAMES]:
        wanted = f'author : "{name}"'
        # A name that many have tells too little to look by.
        if read(_COUNT, (wanted,))[0][0] <= max(_BY_NAME, _COMMON * size):
            numbers.update((number, None) for (number,) in read(_RANKED, (wanted, _BY_NAME)))
    found = [item for _, item in store.items(list(numbers))]
    return found, Background(size, frequency)


def _named(text: str) -> Iterable[str]:
    """The words of a text that may be family names: those behind another capitalised word."""
    words = text.split()
    for before, word in itertools.pairwise(words):
        bare = word.strip("\"“”„«»‘’'()[].,;:!?")
        if before[:1].isupper() and bare[:1].isupper() and (folded := fold_words(bare.removesuffix("’s"))):
            yield from (part for part in folded.split()[-1:] if len(part) > 1)
