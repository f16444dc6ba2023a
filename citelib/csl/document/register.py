"""The items of a document: which are listed, in which order and under which number, and how they are told apart.

`Register` remembers what is costly to find out (sort keys, texts that are compared) until an item changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from citelib.csl.citation import Citation, Cite
from citelib.csl.document.ambiguity import Ambiguity, author_of, compared_text
from citelib.csl.document.disambiguate import disambiguate, is_needed
from citelib.csl.document.online import with_online_type
from citelib.csl.document.order import SortRow, sort_by_keys, sort_by_rows, sort_in_groups, sort_key_texts, sort_row
from citelib.csl.document.printable import abbreviated, printable
from citelib.csl.document.variants import in_sort_variant, in_variants
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
        self.items: dict[str, Item] = {}
        self._sorted_as: dict[str, Item] = {}
        """Items whose texts are sorted as another script or language has them."""
        for item in items:
            self._add(item)
        self._nocite = nocite
        self.order: list[str] = []
        self.numbers: dict[str, int] = {}
        self.decisions: dict[str, Decisions] = {}
        bibliography = setting.style.bibliography
        self._keys = () if bibliography is None or bibliography.sort is None else bibliography.sort.keys
        self._keys_use_number = "citation-number" in setting.resolved.sorts["bibliography"].variables
        self._restarts = setting.options.restart_numbers
        self._in_chapters: dict[int, dict[str, int]] = {}
        """Citation numbers by chapter, where they begin anew with each."""
        self._sets: dict[str, tuple[str, ...]] = {id: one for one in setting.options.sets for id in one}
        self._registered: tuple[Any, ...] | None = None
        self._compared: dict[tuple[str, Decisions], Ambiguity] = {}
        self._authors: dict[tuple[str, Decisions], str] = {}
        self._sort_keys: list[dict[str, str]] = [{} for _ in self._keys]
        """For each key of the bibliography, the collation keys of the items for which it was asked."""
        for id in nocite or ():
            self.check(id)

    def _add(self, item: Item) -> None:
        """Take in an item as it is printed, and as it is sorted where that is another."""
        if not isinstance(item, Item):
            raise TypeError(f"items are Item objects, not {type(item).__name__}; citelib.load makes them of CSL-JSON")
        setting = self._setting
        options = setting.options
        shown = printable(in_variants(item, options) if options.titles or options.names else item)
        shown = with_online_type(shown, setting)
        self.items[item.id] = abbreviated(shown, options) if options.abbreviations is not None else shown
        if options.sort_by:
            self._sorted_as[item.id] = with_online_type(printable(in_sort_variant(item, options.sort_by)), setting)

    def _to_sort(self, id: str) -> Item:
        """The item by whose texts a work is sorted."""
        return self._sorted_as.get(id) or self.items[id]

    def check(self, id: str) -> None:
        """Raise `UnknownNameError` for an id that no item has."""
        if id not in self.items:
            raise UnknownNameError("item", id, known=self.items)

    def replace_items(self, items: Iterable[Item]) -> frozenset[str]:
        """Add items, or put new versions in the place of old ones; gives their ids."""
        changed = set()
        for item in items:
            self._add(item)
            changed.add(item.id)
        for made in self._sort_keys:
            for id in changed:
                made.pop(id, None)
        self._compared = {key: one for key, one in self._compared.items() if key[0] not in changed}
        self._authors = {key: one for key, one in self._authors.items() if key[0] not in changed}
        self._registered = None
        self.order = []
        return frozenset(changed)

    def update(self, citations: Sequence[Citation]) -> frozenset[str] | None:
        """Order, number and disambiguate what these citations cite and what is listed uncited.

        Returns:
            None if the bibliography stays as it is; else the ids of the items whose cites read otherwise now.
        """
        chapters = self._cited_by_chapter(citations) if self._restarts else {}
        ids = dict.fromkeys(chain.from_iterable([citation.ids for citation in citations]))
        ids.update(dict.fromkeys(self.items if self._nocite is None else self._nocite))
        registered = (*self._whole_sets(ids), *chapters.items())
        if registered == self._registered:
            return None
        self._registered = registered
        setting = self._setting
        order = list(self._whole_sets(ids))
        descending = False
        if self._keys and len(order) > 1:
            numbered = {id: number for number, id in enumerate(order, 1)}
            order = sort_by_keys(order, self._keys, lambda id, index: self._sort_key(id, index, numbered[id]))
            order = list(self._whole_sets(order))
            descending = any(key.variable == "citation-number" and key.sort == "descending" for key in self._keys)
        in_chapters = {
            chapter: self._numbered(self._in_list_order(found, order)) for chapter, found in chapters.items()
        }
        if order == self.order and in_chapters == self._in_chapters:
            return None
        self.order = order
        numbers, chapters_before, decisions = self.numbers, self._in_chapters, self.decisions
        self.numbers, self._in_chapters = self._numbered(order, descending), in_chapters
        citation = setting.style.citation
        if citation is not None and is_needed(citation, setting.resolved.layouts["citation"].disambiguate):
            items = self.items
            self.decisions = disambiguate([items[id] for id in order], setting, self._compared_text)
        touched = {id for id in order if decisions.get(id) != self.decisions.get(id)}
        if setting.cites_use("citation-number"):
            touched.update([id for id, number in self.numbers.items() if numbers.get(id) != number])
            for chapter, own in in_chapters.items():
                old = chapters_before.get(chapter, {})
                touched.update([id for id, number in own.items() if old.get(id) != number])
        return frozenset(touched)

    def numbers_in(self, chapter: int) -> Mapping[str, int]:
        """The citation numbers of a chapter; those of the document where they do not begin anew."""
        return self._in_chapters.get(chapter, {}) if self._restarts else self.numbers

    def listed_in(self, chapter: int, citations: Iterable[Citation]) -> Sequence[str]:
        """Ids of what a chapter cites, in the order of its list."""
        if self._restarts:
            return list(self.numbers_in(chapter))
        cited = set(self._whole_sets(self._cited_by_chapter(citations).get(chapter, ())))
        return [id for id in self.order if id in cited]

    def _cited_by_chapter(self, citations: Iterable[Citation]) -> dict[int, tuple[str, ...]]:
        chapters: dict[int, dict[str, None]] = {}
        for citation in citations:
            chapters.setdefault(citation.chapter, {}).update(dict.fromkeys(citation.ids))
        return {chapter: tuple(ids) for chapter, ids in chapters.items()}

    def _in_list_order(self, ids: Iterable[str], order: Sequence[str]) -> list[str]:
        """Works of a chapter in the order of its list: that of the style, or that in which they are cited."""
        whole = self._whole_sets(ids)
        if not self._keys:
            return list(whole)
        wanted = set(whole)
        return [id for id in order if id in wanted]

    def _whole_sets(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids with all works that share the number of one of them, at the place of the first."""
        if not self._sets:
            return tuple(ids)
        return tuple(dict.fromkeys(one for id in ids for one in self._sets.get(id, (id,)) if one in self.items))

    def _numbered(self, order: Sequence[str], descending: bool = False) -> dict[str, int]:
        """The numbers of works in the order of the list; works of a set have one."""
        if not self._sets:
            count = len(order)
            return {id: (count - number + 1 if descending else number) for number, id in enumerate(order, 1)}
        firsts = {id: self._sets.get(id, (id,))[0] for id in order}
        heads = list(dict.fromkeys(firsts.values()))
        numbers = {head: number for number, head in enumerate(reversed(heads) if descending else heads, 1)}
        return {id: numbers[first] for id, first in firsts.items()}

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
        numbers = self.numbers_in(citation.chapter)
        if by_number and len(keys) == 1 and not self._sets:
            return sorted(cites, key=lambda cite: numbers[cite.id], reverse=keys[0].sort == "descending")
        language = self._setting.locale.language
        rows: list[SortRow] = []
        for cite in cites:
            decisions = self.decisions.get(cite.id, NO_DECISIONS)
            number = numbers[cite.id]
            texts = sort_key_texts(keys, self._to_sort(cite.id), "citation", self._setting, number, cite, decisions)
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
            texts = sort_key_texts((self._keys[index],), self._to_sort(id), "bibliography", self._setting, number)
            (key,) = sort_row(texts, self._setting.locale.language)
            if not self._keys_use_number:
                made[id] = key
        return key

    def _compared_text(self, item: Item, decisions: Decisions) -> Ambiguity:
        if decisions.names_shown:
            # What is only tried is not worth keeping.
            return compared_text(item, decisions, self._setting)
        key = (item.id, decisions)
        found = self._compared.get(key)
        if found is None:
            found = self._compared[key] = compared_text(item, decisions, self._setting)
        return found

    def _author(self, id: str) -> str:
        """The names that cites of an item show."""
        decisions = self.decisions.get(id, NO_DECISIONS)
        author = self._authors.get((id, decisions))
        if author is None:
            author = self._authors[id, decisions] = author_of(self._to_sort(id), decisions, self._setting)
        return author
