"""What a page cites and lists, noted when it is read, and what is printed of it once all pages have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from citelib.sites.model import ListText, PlaceText, SitePlace, plain
from citelib.sites.texts import SiteTexts
from citelib.sphinx.nodes import bibliography_place

__all__ = ["Page", "PageList", "Printed", "Target"]

_OPTIONS: Final = tuple("files filter keys style kind number_prefix key_prefix location enumtype start".split())
"""What a place keeps of the options of its directive."""


@attrs.frozen
class PageList:
    """A list as its directive asks for it.

    Attributes:
        id: A name that no other list of the site has.
        number: Number of the list on its page.
        ids: The ids that the page has already.
        options: What the directive says.
    """

    id: str
    number: int
    ids: frozenset[str]
    options: Mapping[str, Any]

    @classmethod
    def of(cls, node: bibliography_place, number: int, ids: frozenset[str]) -> PageList:
        """The list of a place."""
        return cls(node["list"], number, ids, {name: node[name] for name in _OPTIONS})

    @property
    def page(self) -> str:
        """The page of the list."""
        return self.id.rpartition("#")[0]


@attrs.frozen
class Page:
    """A page.

    Attributes:
        places: Its citations, in order.
        locations: By the id of a citation, file and line where it is written.
        ids: By the id of a citation, the id of its element.
        lists: Its lists, in order.
    """

    places: Sequence[SitePlace] = ()
    locations: Mapping[str, str] = attrs.field(factory=dict)
    ids: Mapping[str, str] = attrs.field(factory=dict)
    lists: Sequence[PageList] = ()


@attrs.frozen
class Target:
    """Where an entry stands: its page, and its id there."""

    page: str
    id: str


@attrs.frozen
class Printed:
    """What is printed on all pages.

    Attributes:
        texts: By the id of a citation, its text.
        entries: By the id of a list, its text.
        anchors: By the id of a list and a key, the id of the entry on its page.
        targets: By page and key, where a citation leads.
        backlinks: By the id of a list and a key, ids of the citations on its page.
        tooltips: By key, the text of an entry.
    """

    texts: Mapping[str, PlaceText] = attrs.field(factory=dict)
    entries: Mapping[str, ListText] = attrs.field(factory=dict)
    anchors: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    targets: Mapping[str, Mapping[str, Target]] = attrs.field(factory=dict)
    backlinks: Mapping[str, Mapping[str, Sequence[str]]] = attrs.field(factory=dict)
    tooltips: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, site: SiteTexts, pages: Sequence[Page], anchors: Mapping[str, Mapping[str, str]]) -> Printed:
        """What is printed, with the ways from citations to entries and back.

        Args:
            site: The texts.
            pages: The pages that they are made of.
            anchors: As the attribute.
        """
        places = {place.id: place for page in pages for place in page.places}
        ids = {place: id for page in pages for place, id in page.ids.items()}
        lists = [(one.page, one.id, site.lists[one.id]) for page in pages for one in page.lists]
        targets: dict[str, dict[str, Target]] = defaultdict(dict)
        for place in places.values():
            for work in place.works:
                home = site.home(work.key, place.page)
                if home is not None and work.key in anchors[home.id]:
                    targets[place.page][work.key] = Target(home.page, anchors[home.id][work.key])
        backlinks = {
            id: {
                key: [ids[place] for place in site.cited_in.get(key, ()) if places[place].page == page]
                for key, _ in listed.entries
            }
            for page, id, listed in lists
        }
        tooltips = {key: plain(pieces) for _, _, listed in lists for key, pieces in listed.entries}
        return cls(dict(site.places), dict(site.lists), anchors, dict(targets), backlinks, tooltips)

    def of_page(self, page: Page, name: str) -> object:
        """All that stands on a page and where it leads, to be compared."""
        if not page.places and not page.lists:
            return None
        return (
            [(place.id, self.texts.get(place.id)) for place in page.places],
            self.targets.get(name),
            [(one.id, self.entries.get(one.id), self.anchors.get(one.id)) for one in page.lists],
            [self.tooltips.get(work.key) for place in page.places for work in place.works],
        )
