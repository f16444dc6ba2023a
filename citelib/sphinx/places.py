"""The places of a page, noted when it is read, and the footnotes that its citations need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from citelib.documents.locators import locator_words
from citelib.documents.model import CitedWork
from citelib.sites.keys import cited_works
from citelib.sites.model import SitePlace
from citelib.sites.roles import ROLES
from citelib.sphinx.domain import CiteDomain
from citelib.sphinx.nodes import bibliography_place, citation_place, footnotes_place
from citelib.sphinx.pages import Page, PageList

__all__ = ["CollectPlaces"]

_logger = logging.getLogger(__name__)
_PROSE: Final[Mapping[str, str]] = {"t": "author", "ts": "authors", "ct": "cauthor", "cts": "cauthors"}
"""What stands in the sentence before the footnote, by the role of a textual citation."""


class CollectPlaces(SphinxTransform):
    """Note the citations and lists of a page, in order, and make its footnotes, before docutils numbers them."""

    default_priority = 610

    def apply(self, **_: Any) -> None:
        """Run the transform."""
        domain = self.env.get_domain("cite")
        assert isinstance(domain, CiteDomain)
        page = _Reading(self, domain)
        for node in list(self.document.findall()):
            if isinstance(node, citation_place):
                page.cite(node)
            elif isinstance(node, bibliography_place):
                page.list(node)
            elif isinstance(node, footnotes_place):
                page.put_footnotes(node)
            elif type(node).__name__ == "pending_xref" and isinstance(node, nodes.Element):
                page.any(node)
        page.end()


class _Reading:
    """The state while a page is read."""

    def __init__(self, transform: SphinxTransform, domain: CiteDomain) -> None:
        self.document, self.config = transform.document, transform.config
        self.domain = domain
        self.docname: str = transform.env.docname
        self.words = locator_words(domain.locale or "en-US")
        self.in_notes = domain.cites_in_notes()
        self.places: list[SitePlace] = []
        self.locations: dict[str, str] = {}
        self.anchors: dict[str, str] = {}
        self.lists: list[PageList] = []
        self.notes: dict[str, str] = {}
        """The name of the footnote that holds a work, by its key."""
        self.waiting: list[nodes.footnote] = []
        self.made: list[nodes.footnote] = []
        self.bibliographies = 0

    def cite(self, node: citation_place) -> None:
        """Note a citation; one for a footnote becomes a reference to a new one."""
        works = cited_works(node["keys"], self.words)
        if not works:
            _logger.warning(
                "a citation without a key", location=node["location"], type="bibtex", subtype="key_not_found"
            )
        role = node["role"] if node["role"] in ROLES else "p"
        if node["foot"] or (self.in_notes and role in ("p", "ps", "t", "ts", "ct", "cts", "labelpar")):
            self._cite_in_note(node, role, works)
        else:
            self._note(node, role, works)

    def _note(
        self, node: citation_place, role: str, works: Sequence[CitedWork], *, note: int = 0, counts: bool = True
    ) -> None:
        id = f"{self.docname}#{len(self.places) + 1}"
        node["place"], node["docname"] = id, self.docname
        anchor = f"citation-{len(self.places) + 1}"
        while anchor in self.document.ids:
            anchor += "-"
        self.document.ids[anchor] = node
        node["ids"].append(anchor)
        self.anchors[id] = anchor
        self.places.append(SitePlace(id, self.docname, tuple(works), role, note, counts))
        self.locations[id] = node["location"]

    def _cite_in_note(self, node: citation_place, role: str, works: Sequence[CitedWork]) -> None:
        """A style of notes has one note with all works; with others each work has one note on the page."""
        replaced: list[nodes.Node] = []
        if role in _PROSE:
            prose = citation_place(node.rawsource, node.astext(), location=node["location"])
            self._note(prose, _PROSE[role], works, counts=not node["foot"])
            replaced += [prose, nodes.Text(" ")]
        for group in [works] if self.in_notes else [[work] for work in works]:
            name = self._footnote(node, group)
            reference = nodes.footnote_reference(f"[#{name}]_", "", auto=1, refname=name)
            self.document.note_autofootnote_ref(reference)
            self.document.note_footnote_ref(reference)
            replaced.append(reference)
        node.parent.replace(node, replaced)

    def _footnote(self, node: citation_place, works: Sequence[CitedWork]) -> str:
        work = works[0]
        is_plain = not self.in_notes and not (work.prefix or work.suffix or work.locator)
        key = self.domain.key_of(work.key)
        if is_plain and key in self.notes:
            return self.notes[key]
        number = len(self.made) + 1
        template = self.config.bibtex_footcite_id or "footcite-{key}"
        name: str = nodes.make_id(template.format(key=work.key, footbibliography_count=self.bibliographies + 1))
        if self.document.nameids.get(name) is not None or name in self.document.nameids:
            name = f"{name}-{number}"
        if is_plain:
            self.notes[key] = name
        place = citation_place(node.rawsource, node.astext(), location=node["location"])
        footnote = nodes.footnote("", nodes.paragraph("", "", place), auto=1, names=[name])
        footnote.source, footnote.line = node.source, node.line
        self.document.note_autofootnote(footnote)
        self.document.note_explicit_target(footnote, footnote)
        # Works in footnotes have their references there, and are not for the list of works that are cited.
        role, note = ("p", number) if self.in_notes else ("full", 0)
        self._note(place, role, works, note=note, counts=not node["foot"])
        self.waiting.append(footnote)
        self.made.append(footnote)
        return name

    def put_footnotes(self, node: footnotes_place) -> None:
        """The footnotes since the last such place."""
        self.bibliographies += 1
        if not self.waiting:
            node.parent.remove(node)
            return
        id = self.config.bibtex_footbibliography_id.format(footbibliography_count=self.bibliographies)
        block = nodes.container("", *self.waiting, classes=["footbibliography"], ids=[nodes.make_id(id)] if id else [])
        node.replace_self([*node.children, block])
        self.waiting = []

    def list(self, node: bibliography_place) -> None:
        """Note a list."""
        node["list"] = f"{self.docname}#{len(self.lists) + 1}"
        self.lists.append(PageList.of(node, len(self.lists) + 1, frozenset(self.document.ids)))

    def any(self, node: nodes.Element) -> None:
        """A reference of the role ``any`` whose names are all keys; it may turn out to lead elsewhere."""
        if node.get("reftype") != "any":
            return
        works = cited_works(str(node["reftarget"]), self.words)
        if works and all(self.domain.has(work.key) for work in works):
            id = self.domain.any_id(self.docname, str(node["reftarget"]))
            if id not in self.locations:
                self.places.append(SitePlace(id, self.docname, works, counts=False))
                self.locations[id] = ""

    def end(self) -> None:
        """Footnotes that no directive asks for stand at the end of the page; all are numbered as they stand."""
        if self.waiting:
            self.document += nodes.container("", *self.waiting, classes=["footbibliography"])
        if self.made:
            order = {id(node): index for index, node in enumerate(self.document.findall(nodes.footnote))}
            self.document.autofootnotes.sort(key=lambda one: order.get(id(one), len(order)))
        self.domain.pages[self.docname] = Page(self.places, self.locations, self.anchors, self.lists)
