"""Where records come from: by identifier, by title, and by what a title is like.

>>> from citelib.model import Item, Name
>>> source = Collection([Item("r", title="Slow moss: on walls", author=[Name("Berg")], DOI="10.5555/x")])
>>> [record.id for record in source.by_title("Slow Moss")]
['r']
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, Protocol

from citelib.model import Item
from citelib.model.handles import handles
from citelib.verification.titles import head_key, title_key, title_words

__all__ = ["Collection", "Source"]

_RAREST: Final = 4
"""Words of a title by which similar ones are looked for; a slip spoils one or two of them."""

_MOST: Final = 50
"""Records that are compared with a title that none has."""


class Source(Protocol):
    """Something that knows works."""

    name: str
    is_complete: bool
    """Whether a DOI that it does not have is not registered, as far as anybody knows."""

    def by_identifier(self, scheme: str, value: str) -> list[Item]:
        """Records with an identifier in normal form."""

    def by_title(self, title: str) -> list[Item]:
        """Records whose title has the same key, with or without subtitles."""

    def similar(self, title: str) -> list[Item]:
        """Records whose titles share rare words with a title, most first."""


class Collection:
    """Records at hand: those of a file, a bibliography or a library.

    Args:
        records: The records; several may be of one work.
        name: What the source is called where a record does not say (variable ``source``) who made it.
        is_complete: Whether a DOI that no record has is taken for one that is not registered.

    """

    def __init__(self, records: Iterable[Item], name: str = "records", *, is_complete: bool = True) -> None:
        self.name = name
        self.is_complete = is_complete
        self._by_handle: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self._by_key: dict[str, list[Item]] = defaultdict(list)
        self._by_head: dict[str, list[Item]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._records: list[Item] = []
        for number, record in enumerate(records):
            self._records.append(record)
            for scheme, value in handles(record):
                if scheme not in ("id", "url"):
                    self._by_handle[scheme, value].append(record)
            if record.title:
                self._by_key[title_key(record.title)].append(record)
                if head := head_key(record.title):
                    self._by_head[head].append(record)
                for word in set(title_words(record.title)):
                    self._by_word[word].append(number)

    def by_identifier(self, scheme: str, value: str) -> list[Item]:
        """Records with an identifier in normal form."""
        return self._by_handle.get((scheme, value), [])

    def by_title(self, title: str) -> list[Item]:
        """Records whose title has the same key, with or without subtitles."""
        key, head = title_key(title), head_key(title)
        found = [*self._by_key.get(key, ()), *self._by_head.get(key, ()), *(self._by_key.get(head, ()) if head else ())]
        return list({id(record): record for record in found}.values())

    def similar(self, title: str) -> list[Item]:
        """Records whose titles share rare words with a title, most first."""
        words = sorted(
            set(title_words(title)) & self._by_word.keys(), key=lambda word: (len(self._by_word[word]), word)
        )
        counts: Counter[int] = Counter(number for word in words[:_RAREST] for number in self._by_word[word])
        return [self._records[number] for number, _ in counts.most_common(_MOST)]
