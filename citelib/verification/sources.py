"""Where records come from: by identifier, by title, and by people.

>>> from citelib.model import Item, Name
>>> source = Collection([Item("r", title="Slow moss: on walls", author=[Name("Berg")], DOI="10.5555/x")])
>>> [record.id for record in source.by_title("Slow Moss")]
['r']
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from citelib.matching.people import family_of
from citelib.model import Item, Name
from citelib.model.handles import handles
from citelib.verification.comparison.titles import head_key, title_key, title_words
from citelib.verification.kinds import is_held_by, kind_of_work
from citelib.verification.standing import Standing, standing_of

__all__ = ["Collection", "Source"]

_RAREST: Final = 4
"""Words of a title by which similar ones are looked for; a slip spoils one or two of them."""

_MOST: Final = 50
"""Records that are compared with a title that none has."""


class Source(Protocol):
    """Something that knows works.

    What cannot be asked raises `citelib.errors.LookupFailedError`.
    """

    name: str
    is_remote: bool
    """Whether asking costs a request: such sources are asked one after the other, and only as far as is needed."""
    is_complete: bool
    """Whether it would have the published version of a preprint."""
    knows_dois: bool
    """Whether it may tell whose a DOI is."""
    standing: Standing
    """Whether its records are those of a registry or a catalogue, or were typed by somebody."""

    def holds(self, item: Item) -> bool:
        """Whether works of this kind are there at all, so that one that is not found is worth a word."""

    def by_identifier(self, scheme: str, value: str) -> Sequence[Item]:
        """Records with an identifier in normal form."""

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:
        """Records whose title has the same key, with or without subtitles; the names only help to find them."""

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> Sequence[Item]:
        """Records of these people, or of this year, whose titles are somewhat like a title."""

    def is_registered(self, doi: str) -> bool | None:
        """Whether a DOI is registered; None if this source cannot tell."""


class Collection:
    """Records at hand: those of a file, a bibliography or a library.

    Args:
        records: The records; several may be of one work.
        name: What the source is called where a record does not say (variable ``source``) who made it.
        is_complete: Whether a DOI that no record has is taken for one that is not registered.
        standing: ``"registry"`` if these are records of registries or catalogues; ``"list"`` if somebody typed them,
            so that what they do not have says nothing, and one alone contradicts nothing.
    """

    is_remote = False
    knows_dois = True

    def __init__(
        self,
        records: Iterable[Item],
        name: str = "records",
        *,
        is_complete: bool = True,
        standing: Standing = "registry",
    ) -> None:
        self.name = name
        self.standing = standing
        self.is_complete = is_complete
        self._by_handle: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self._by_key: dict[str, list[Item]] = defaultdict(list)
        self._by_head: dict[str, list[Item]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_author: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        self._records: list[Item] = []
        self._kinds: set[str] = set()
        for record in records:
            self._add(record)

    def _add(self, record: Item) -> None:
        number = len(self._records)
        self._records.append(record)
        if standing_of(record, self.standing) == "registry":
            self._kinds.add(kind_of_work(record))
        else:
            self.is_complete = False
        for scheme, value in handles(record):
            if scheme not in ("id", "url"):
                self._by_handle[scheme, value].append(record)
        if record.title:
            self._by_key[title_key(record.title)].append(record)
            if head := head_key(record.title):
                self._by_head[head].append(record)
            for word in set(title_words(record.title)):
                self._by_word[word].append(number)
        if record.author:
            year = record.issued.year if record.issued else None
            self._by_author[family_of(record.author[0]), year].append(number)

    def holds(self, item: Item) -> bool:
        """Whether there is any record of a work of this kind that a registry made."""
        return is_held_by(item, self._kinds)

    def by_identifier(self, scheme: str, value: str) -> Sequence[Item]:
        """Records with an identifier in normal form."""
        return self._by_handle.get((scheme, value), [])

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:  # noqa: ARG002 - titles suffice
        """Records whose title has the same key, with or without subtitles."""
        key, head = title_key(title), head_key(title)
        if not key:
            return []
        found = [*self._by_key.get(key, ()), *self._by_head.get(key, ()), *(self._by_key.get(head, ()) if head else ())]
        return list({id(record): record for record in found}.values())

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> Sequence[Item]:
        """Records whose titles share rare words with a title, or that have the first author and the year."""
        words = sorted(
            set(title_words(title)) & self._by_word.keys(), key=lambda word: (len(self._by_word[word]), word)
        )
        counts: Counter[int] = Counter(number for word in words[:_RAREST] for number in self._by_word[word])
        if names:
            counts.update(self._by_author.get((family_of(names[0]), year), ()))
        return [self._records[number] for number, _ in counts.most_common(_MOST)]

    def is_registered(self, doi: str) -> bool | None:
        """Whether a record has a DOI; if these are not all records, one that none has may be registered."""
        return True if ("doi", doi) in self._by_handle else False if self.is_complete else None
