"""The items of a document: which are listed, in which order and under which number, and how they are told apart.

`Register` remembers what is costly to find out (sort keys, texts that are compared) until an item changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.disambiguate import Ambiguity, author_of, disambiguate, is_needed, judge
from citelib.csl.document.order import SortRow, sort_by_keys, sort_by_rows, sort_in_groups, sort_key_texts, sort_row
from citelib.csl.document.printable import abbreviated, printable
from citelib.csl.render import NO_DECISIONS, Decisions, Setting
from citelib.errors import UnknownNameError
from citelib.model import Item

__all__ = ["Register"]


class Register:
    """The items of a document in one style.

    Args:
        setting: The style.
        items: The items that can be cited.
        nocite: Ids of items that are listed though nothing cites them; None for all.

    Attributes:
        items: The items by id, as they are printed.
        order: Ids of the items that are listed, in the order of the bibliography.
        numbers: Their citation numbers.
        decisions: What disambiguation decided; items without any are left out.

    """

    def __init__(self, setting: Setting, items: Iterable[Item], nocite: Sequence[str] | None) -> None:
        self._setting = setting
        self.items = {item.id: self._printable(item) for item in items}
        self._nocite = nocite
        self.order: list[str] = []
        self.numbers: dict[str, int] = {}
        self.decisions: dict[str, Decisions] = {}
        bibliography = setting.style.bibliography
        self._keys = () if bibliography is None or bibliography.sort is None else bibliography.sort.keys
        self._keys_use_number = "citation-number" in setting.resolved.sorts["bibliography"].variables
        self._registered: tuple[str, ...] | None = None
        self._judged: dict[tuple[str, Decisions], Ambiguity] = {}
        self._authors: dict[tuple[str, Decisions], str] = {}
        self._sort_keys: list[dict[str, str]] = [{} for _ in self._keys]
        """For each key of the bibliography, the collation keys of the items for which it was asked."""
        for id in nocite or ():
            self.check(id)

    def _printable(self, item: Item) -> Item:
        item = printable(item)
        return abbreviated(item, self._setting.options) if self._setting.options.abbreviations is not None else item

    def check(self, id: str) -> None:
        """Raise `UnknownNameError` for an id that no item has."""
        if id not in self.items:
            raise UnknownNameError("item", id, known=self.items)

    def replace_items(self, items: Iterable[Item]) -> frozenset[str]:
        """Add items, or put new versions in the place of old ones; gives their ids."""
        changed = {item.id: self._printable(item) for item in items}
        self.items.update(changed)
        for made in self._sort_keys:
            for id in changed:
                made.pop(id, None)
        self._judged = {key: one for key, one in self._judged.items() if key[0] not in changed}
        self._authors = {key: one for key, one in self._authors.items() if key[0] not in changed}
        self._registered = None
        self.order = []
        return frozenset(changed)

    def update(self, citations: Iterable[Citation]) -> frozenset[str] | None:
        """Order, number and disambiguate what these citations cite and what is listed besides.

        Returns:
            None if the bibliography stays as it is; else the ids of the items whose cites read otherwise now.

        """
        ids = dict.fromkeys(chain.from_iterable([citation.ids for citation in citations]))
        ids.update(dict.fromkeys(self.items if self._nocite is None else self._nocite))
        registered = tuple(ids)
        if registered == self._registered:
            return None
        self._registered = registered
        setting = self._setting
        order = list(registered)
        descending = False
        if self._keys:
            numbered = {id: number for number, id in enumerate(registered, 1)}
            order = sort_by_keys(order, self._keys, lambda id, index: self._sort_key(id, index, numbered[id]))
            descending = any(key.variable == "citation-number" and key.sort == "descending" for key in self._keys)
        if order == self.order:
            return None
        self.order = order
        numbers, decisions = self.numbers, self.decisions
        count = len(order)
        self.numbers = {id: (count - number + 1 if descending else number) for number, id in enumerate(order, 1)}
        citation = setting.style.citation
        if citation is not None and is_needed(citation, setting.resolved.layouts["citation"].disambiguate):
            items = self.items
            self.decisions = disambiguate([items[id] for id in order], setting, self._judge)
        uses_number = setting.cites_use("citation-number")
        return frozenset(
            [
                id
                for id, number in self.numbers.items()
                if (uses_number and numbers.get(id) != number) or decisions.get(id) != self.decisions.get(id)
            ]
        )

    def sorted_cites(self, citation: Citation) -> Sequence[Cite]:
        """The cites of a citation in the order in which they are printed."""
        style = self._setting.style.citation
        cites = citation.cites
        if style is None or style.sort is None or len(cites) < 2:
            return cites
        keys = style.sort.keys
        by_number = any(key.variable == "citation-number" for key in keys)
        if citation.mode and not by_number:
            # The author who stands in the sentence is the one who was cited first.
            return cites
        if by_number and len(keys) == 1:
            numbers = self.numbers
            return sorted(cites, key=lambda cite: numbers[cite.id], reverse=keys[0].sort == "descending")
        language = self._setting.locale.language
        rows: list[SortRow] = []
        for cite in cites:
            decisions = self.decisions.get(cite.id, NO_DECISIONS)
            number = self.numbers[cite.id]
            texts = sort_key_texts(keys, self.items[cite.id], "citation", self._setting, number, cite, decisions)
            rows.append(sort_row(texts, language))
        grouped = style.cite_group_delimiter or (style.collapse and self._setting.style.class_ == "in-text")
        if not grouped or by_number:
            return sort_by_rows(cites, keys, rows)
        authors = sort_row([self._author(cite.id) for cite in cites], language)
        return sort_in_groups(cites, keys, rows, authors)

    def _sort_key(self, id: str, index: int, number: int) -> str:
        """The collation key of an item for one key of the bibliography."""
        made = self._sort_keys[index]
        key = made.get(id)
        if key is None:
            texts = sort_key_texts((self._keys[index],), self.items[id], "bibliography", self._setting, number)
            (key,) = sort_row(texts, self._setting.locale.language)
            if not self._keys_use_number:
                made[id] = key
        return key

    def _judge(self, item: Item, decisions: Decisions) -> Ambiguity:
        if decisions.names_shown:
            # What is only tried is not worth keeping.
            return judge(item, decisions, self._setting)
        key = (item.id, decisions)
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = judge(item, decisions, self._setting)
        return found

    def _author(self, id: str) -> str:
        """The names that cites of an item show."""
        decisions = self.decisions.get(id, NO_DECISIONS)
        author = self._authors.get((id, decisions))
        if author is None:
            author = self._authors[id, decisions] = author_of(self.items[id], decisions, self._setting)
        return author
