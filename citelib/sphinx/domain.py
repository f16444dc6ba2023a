"""The domain ``cite``: what all pages cite and list, and the texts once all of them have been read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, ClassVar, Final

import attrs
from docutils import nodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from citelib.model import Item
from citelib.near import did_you_mean
from citelib.sites.model import PlaceText, SitePlace, plain
from citelib.sites.roles import ROLES
from citelib.sites.texts import is_note_style, site_texts
from citelib.sites.works import Works, works_of
from citelib.sphinx.lists import PageList, anchors, site_list, warn_of_lists
from citelib.sphinx.nodes import citation_place
from citelib.sphinx.problems import not_found, warn, warn_of_file
from citelib.sphinx.roles import CiteRole
from citelib.sphinx.styles import REFERENCE_STYLES, csl_style

__all__ = ["CiteDomain", "FootciteDomain"]


@attrs.frozen
class Target:
    """Where an entry stands: its page, and its id there."""

    page: str
    id: str


_OF_PAGES: Final = ("places", "locations", "ids", "lists")
"""What is noted of each page when it is read."""


class CiteDomain(Domain):
    """Citations and lists of works."""

    name = "cite"
    label = "citations"
    data_version = 1
    object_types: ClassVar[dict[str, ObjType]] = {"citation": ObjType("citation", *ROLES, searchprio=-1)}
    roles: ClassVar[dict[str, Any]] = {name: CiteRole() for name in ROLES}
    initial_data: ClassVar[dict[str, Any]] = {
        "places": {},  # by page, its citations
        "locations": {},  # by page and the id of a citation, where it is written
        "ids": {},  # by page and the id of a citation, the id of its element
        "lists": {},  # by page, its lists
        "texts": {},  # by the id of a citation, its text
        "entries": {},  # by the id of a list, its text
        "anchors": {},  # by the id of a list and a key, the id of the entry on its page
        "targets": {},  # by page and key, where a citation leads
        "backlinks": {},  # by the id of a list and a key, ids of the citations on its page
        "prints": {},  # by page, a digest of all its texts
        "tooltips": {},  # by key, the text of an entry
        "inputs": "",  # a digest of all that the texts are made of
    }

    # Settings

    @property
    def locale(self) -> str | None:
        """Language of the texts: that of the project, unless it is English, as it is if nobody says anything."""
        language = str(self.env.config.language or "en")
        return None if language == "en" else language.replace("_", "-")

    def style(self, name: str = "") -> str:
        """The CSL style that a name stands for, by itself that of the project."""
        config = self.env.config
        return csl_style(name or config.bibtex_default_style, config.bibtex_reference_style)[0]

    def cites_in_notes(self) -> bool:
        """Whether the style of the project is one of notes."""
        return is_note_style(self.style(), self.locale)

    # Works

    @property
    def works(self) -> Works:
        """The works of the project."""
        config = self.env.config
        paths = [(Path(self.env.app.confdir) / name).resolve() for name in config.bibtex_bibfiles or ()]
        return works_of(paths, config.bibtex_encoding)

    def load_works(self) -> None:
        """Read the files, and say what is wrong with them and with the styles."""
        if self.env.config.bibtex_bibfiles is None:
            raise ExtensionError("bibtex_bibfiles is not set in conf.py; it lists the files of works")
        for problem in self.works.problems:
            warn_of_file(problem)
        self.check_style(self.env.config.bibtex_default_style, None)
        reference = self.env.config.bibtex_reference_style
        if reference not in REFERENCE_STYLES:
            hint = did_you_mean(reference, REFERENCE_STYLES, "a CSL style as bibtex_default_style says how to cite")
            warn(f"bibtex_reference_style is {reference!r}, which is not known ({hint})", None, "style")

    def check_style(self, name: str, location: str | None) -> None:
        """Warn of a style that is not there."""
        problem = csl_style(name, self.env.config.bibtex_reference_style)[1]
        if problem:
            warn(problem, location, "style")

    def has(self, key: str) -> bool:
        """Whether a work has that key."""
        return any(key in works for works in self.works.files.values())

    # What pages hold

    def note_page(self, page: str, **found: object) -> None:
        """Note what a page cites and lists: its `places` with their `locations` and `ids`, and its `lists`."""
        for name in _OF_PAGES:
            self.data[name][page] = found[name]

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for name in (*_OF_PAGES, "prints"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for name in _OF_PAGES:
            self.data[name].update({page: found for page, found in otherdata[name].items() if page in docnames})

    @staticmethod
    def any_id(page: str, target: str) -> str:
        """Id of the place of a reference of the role ``any``."""
        return f"{page}#any:{target}"

    # The texts

    def update(self) -> list[str]:
        """Make the texts; the pages on which anything reads otherwise than before, to be written again."""
        pages = list(_reading_order(self.env))
        places = [place for page in pages for place in self.data["places"].get(page, ())]
        lists = [one for page in pages for one in self.data["lists"].get(page, ())]
        warn_of_lists(self, lists)
        inputs = _digest(
            pages, places, [(one.id, dict(one.options), sorted(one.ids)) for one in lists], self._settings()
        )
        if inputs != self.data["inputs"]:
            self._make_texts(pages, places, lists)
            self.data["inputs"] = inputs
        self._warn_of_places(places)
        self._fill_titles()
        changed = []
        for page in pages:
            print_ = self._print(page)
            if self.data["prints"].get(page) != print_:
                self.data["prints"][page] = print_
                changed.append(page)
        return changed

    def _settings(self) -> object:
        config = self.env.config
        names = sorted(name for name in config.values if name.startswith(("bibtex_", "citelib_")))
        return self.works.stamps, self.locale, [(name, config[name]) for name in names]

    def _make_texts(self, pages: Sequence[str], places: Sequence[SitePlace], lists: Sequence[PageList]) -> None:
        every: dict[str, Item] = {}
        for works in self.works.files.values():
            every = {**works, **every}
        site = site_texts(
            pages,
            places,
            [site_list(self, one) for one in lists],
            default_style=self.style(),
            locale=self.locale,
            works=_with_aliases(every, places, self.works),
        )
        data = self.data
        data["texts"], data["entries"] = dict(site.places), dict(site.lists)
        data["anchors"] = {one.id: anchors(self, one, site.lists[one.id]) for one in lists}
        data["tooltips"] = {key: plain(pieces) for one in lists for key, pieces in site.lists[one.id].entries}
        page_of = {place.id: place.page for place in places}
        ids = {place: id for page in pages for place, id in data["ids"].get(page, {}).items()}
        data["backlinks"] = {
            one.id: {
                key: [ids[place] for place in site.cited_in.get(key, ()) if page_of[place] == one.page]
                for key, _ in site.lists[one.id].entries
            }
            for one in lists
        }
        targets: dict[str, dict[str, Target]] = defaultdict(dict)
        for place in places:
            for work in place.works:
                home = site.home(work.key, place.page)
                if home is not None and work.key in data["anchors"][home.id]:
                    targets[place.page][work.key] = Target(home.page, data["anchors"][home.id][work.key])
        data["targets"] = dict(targets)

    def _print(self, page: str) -> str:
        """A digest of all that stands on a page and where it leads."""
        data = self.data
        places, lists = data["places"].get(page, ()), data["lists"].get(page, ())
        if not places and not lists:
            return ""
        return _digest(
            [(place.id, data["texts"].get(place.id)) for place in places],
            data["targets"].get(page),
            [(one.id, data["entries"].get(one.id), data["anchors"].get(one.id)) for one in lists],
            [data["tooltips"].get(work.key) for place in places for work in place.works],
        )

    def _fill_titles(self) -> None:
        """Titles in tables of contents hold copies of the places, which print what they hold."""
        texts: Mapping[str, PlaceText] = self.data["texts"]
        env = self.env
        for table in (env.titles, env.longtitles, env.tocs):
            for title in table.values():
                for node in title.findall(citation_place):
                    found = texts.get(node.get("place", ""))
                    if found is not None:
                        node.children = []
                        node += nodes.Text(plain(found.pieces))

    def _warn_of_places(self, places: Sequence[SitePlace]) -> None:
        """Warn of citations whose works are not there, or stand in no list."""
        known: list[str] | None = None
        for place in places:
            text: PlaceText | None = self.data["texts"].get(place.id)
            location = self.data["locations"][place.page].get(place.id)
            if text is None or not location:
                continue
            for key in text.missing:
                known = known or [key for works in self.works.files.values() for key in works]
                warn(not_found(key, known), location, "key_not_found")
            if place.counts and place.role not in ("full", "empty") and not self.cites_in_notes():
                for key in text.unlisted:
                    warn(f"{key!r} is cited, but no list shows it", location, "key_not_listed")

    # References

    def resolve_any_xref(
        self, _: BuildEnvironment, fromdocname: str, builder: Builder, target: str, *__: nodes.Node
    ) -> list[tuple[str, nodes.Element]]:
        """What a reference of the role ``any`` prints, if all its names are keys of works that a list shows."""
        from citelib.sphinx.results import citation_nodes

        text: PlaceText | None = self.data["texts"].get(self.any_id(fromdocname, target))
        if text is None or text.unlisted or text.missing:
            return []
        return [("cite:p", citation_nodes(text.pieces, self, builder, fromdocname))]

    def resolve_xref(self, *_: Any) -> None:
        """Nothing: the roles of this domain leave places, no references."""


class FootciteDomain(Domain):
    """Citations in footnotes."""

    name = "footcite"
    label = "citations in footnotes"
    roles: ClassVar[dict[str, Any]] = {name: CiteRole() for name in ("p", "ps", "t", "ts", "ct", "cts")}

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Nothing to take over: the domain ``cite`` holds all."""

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """Nothing."""
        return []


def _with_aliases(works: Mapping[str, Item], places: Sequence[SitePlace], loaded: Works) -> dict[str, Item]:
    """The works by key, and under the other keys that places cite them by."""
    found = dict(works)
    for place in places:
        for work in place.works:
            if work.key not in found:
                other = next((one[work.key] for one in loaded.files.values() if work.key in one), None)
                if other is not None:
                    found[work.key] = other
    return found


def _reading_order(env: BuildEnvironment) -> Iterator[str]:
    """All pages, as the tables of contents lead through them; those that none leads to come last, by name."""
    seen: set[str] = set()
    waiting = [*sorted(env.found_docs, reverse=True), str(env.config.root_doc)]
    while waiting:
        page = waiting.pop()
        if page not in seen and page in env.found_docs:
            seen.add(page)
            yield page
            waiting += reversed(env.toctree_includes.get(page, []))


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode("utf-8", "replace")).hexdigest()
