"""The domain ``cite``: what all pages cite and list, and the texts once all of them have been read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, ClassVar

import attrs
from docutils import nodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from citelib.model import Item
from citelib.near import did_you_mean
from citelib.sites.model import plain
from citelib.sites.roles import ROLES
from citelib.sites.texts import is_note_style, site_texts
from citelib.sites.works import Works, works_of
from citelib.sphinx.bibtex_styles import reference_style_of_class
from citelib.sphinx.lists import anchors, site_list, warn_of_lists, with_labels
from citelib.sphinx.nodes import citation_place
from citelib.sphinx.pages import Page, Printed
from citelib.sphinx.problems import not_found, warn, warn_of_file
from citelib.sphinx.roles import CiteRole
from citelib.sphinx.styles import REFERENCE_STYLES, csl_style

__all__ = ["CiteDomain", "FootciteDomain"]


class CiteDomain(Domain):
    """Citations and lists of works."""

    name = "cite"
    label = "citations"
    data_version = 2
    object_types: ClassVar[dict[str, ObjType]] = {"citation": ObjType("citation", *ROLES, searchprio=-1)}
    roles: ClassVar[dict[str, Any]] = {name: CiteRole() for name in ROLES}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # by name, what is noted of each when it is read
        "printed": Printed(),  # what is printed on them
        "digests": {},  # by page, of what is printed there
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
        return csl_style(name or self.env.config.bibtex_default_style, self.reference_style)[0]

    @property
    def reference_style(self) -> str:
        """How the project cites, one of `REFERENCE_STYLES`; that which a class comes from which it has written."""
        name: str = self.env.config.bibtex_reference_style
        return name if name in REFERENCE_STYLES else reference_style_of_class(name) or "label"

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
        if reference not in REFERENCE_STYLES and not reference_style_of_class(reference):
            hint = did_you_mean(reference, REFERENCE_STYLES, "a CSL style as bibtex_default_style says how to cite")
            warn(f"bibtex_reference_style is {reference!r}, which is not known ({hint})", None, "style")

    def check_style(self, name: str, location: str | None) -> None:
        """Warn of a style that is not there."""
        problem = csl_style(name, self.reference_style)[1]
        if problem:
            warn(problem, location, "style")

    def has(self, key: str) -> bool:
        """Whether a key stands for a work."""
        return any(self.key_of(key) in works for works in self.works.files.values())

    def key_of(self, key: str) -> str:
        """The key of the work that a key stands for: another one of it, or one in other capitals, as in BibTeX.

        The key itself if nothing answers to it.
        """
        works = self.works
        for file in works.files.values():
            if key in file:
                return file[key].id
        return works.folded.get(key.casefold(), key)

    # What pages hold

    @property
    def pages(self) -> dict[str, Page]:
        """By name, what is noted of each page when it is read."""
        found: dict[str, Page] = self.data["pages"]
        return found

    @property
    def printed(self) -> Printed:
        """What is printed on the pages; nothing before all of them have been read."""
        found: Printed = self.data["printed"]
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)
        self.data["digests"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        self.pages.update({name: page for name, page in otherdata["pages"].items() if name in docnames})

    @staticmethod
    def any_id(page: str, target: str) -> str:
        """Id of the place of a reference of the role ``any``."""
        return f"{page}#any:{target}"

    # The texts

    def update(self) -> list[str]:
        """Make the texts; the pages on which anything reads otherwise than before, to be written again."""
        pages = {name: self._with_keys(self.pages[name]) for name in _reading_order(self.env) if name in self.pages}
        warn_of_lists(self, [one for page in pages.values() for one in page.lists])
        inputs = _digest(
            [*pages],
            [page.places for page in pages.values()],
            [(one.id, dict(one.options), sorted(one.ids)) for page in pages.values() for one in page.lists],
            self._settings(),
        )
        if inputs != self.data["inputs"]:
            self.data["printed"] = self._print(pages)
            self.data["inputs"] = inputs
        self._warn_of_places(pages)
        self._fill_titles()
        changed = []
        for name, page in pages.items():
            digest = _digest(self.printed.of_page(page, name))
            if self.data["digests"].get(name) != digest:
                self.data["digests"][name] = digest
                changed.append(name)
        return changed

    def _settings(self) -> object:
        config = self.env.config
        names = sorted(name for name in config.values if name.startswith(("bibtex_", "citelib_")))
        return self.works.stamps, self.locale, [(name, config[name]) for name in names]

    def _with_keys(self, page: Page) -> Page:
        """A page whose citations name works by the keys that lists show them under."""
        prefixes = {one.options["key_prefix"] for other in self.pages.values() for one in other.lists} - {""}

        def listed(key: str) -> str:
            prefix = next((one for one in prefixes if key.startswith(one)), "")
            return prefix + self.key_of(key.removeprefix(prefix))

        return attrs.evolve(
            page,
            places=[
                attrs.evolve(place, works=tuple(attrs.evolve(work, key=listed(work.key)) for work in place.works))
                for place in page.places
            ],
        )

    def _print(self, pages: Mapping[str, Page]) -> Printed:
        default = self.style()
        works: dict[str, Item] = {}
        for file in self.works.files.values():
            works = {**with_labels(default, file), **works}
        lists = [one for page in pages.values() for one in page.lists]
        site = site_texts(
            [*pages],
            [place for page in pages.values() for place in page.places],
            [site_list(self, one) for one in lists],
            default_style=default,
            locale=self.locale,
            works=works,
        )
        return Printed.of(site, [*pages.values()], {one.id: anchors(self, one, site.lists[one.id]) for one in lists})

    def _fill_titles(self) -> None:
        """Titles in tables of contents hold copies of the places, which print what they hold."""
        env = self.env
        for table in (env.titles, env.longtitles, env.tocs):
            for title in table.values():
                for node in title.findall(citation_place):
                    found = self.printed.texts.get(node.get("place", ""))
                    if found is not None:
                        node.children = []
                        node += nodes.Text(plain(found.pieces))

    def _warn_of_places(self, pages: Mapping[str, Page]) -> None:
        """Warn once of each citation whose works are not there, or stand in no list."""
        known: list[str] | None = None
        told: set[tuple[str, str]] = set()
        for page in pages.values():
            for place in page.places:
                text, location = self.printed.texts.get(place.id), page.locations.get(place.id)
                if text is None or not location:
                    continue
                is_for_list = place.counts and place.role not in ("full", "empty") and not self.cites_in_notes()
                for key in (*text.missing, *(text.unlisted if is_for_list else ())):
                    if (location, key) in told:
                        continue
                    told.add((location, key))
                    if key in text.missing:
                        known = known or [key for works in self.works.files.values() for key in works]
                        warn(not_found(key, known), location, "key_not_found")
                    else:
                        warn(f"{key!r} is cited, but no list shows it", location, "key_not_listed")

    # References

    def resolve_any_xref(
        self, _: BuildEnvironment, fromdocname: str, builder: Builder, target: str, *__: nodes.Node
    ) -> list[tuple[str, nodes.Element]]:
        """What a reference of the role ``any`` prints, if all its names are keys of works that a list shows."""
        from citelib.sphinx.results import citation_nodes

        text = self.printed.texts.get(self.any_id(fromdocname, target))
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
