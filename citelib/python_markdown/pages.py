"""The citations and lists of pages, and their HTML once all of them are known."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.locators import LocatorWords, locator_words
from citelib.documents.model import CitedWork
from citelib.errors import QueryError
from citelib.model import Bibliography, Item, structure
from citelib.near import did_you_mean
from citelib.output.links import anchor
from citelib.python_markdown.html import entry_html, pieces_html
from citelib.queries.items import matcher
from citelib.sites.model import SiteList, SitePlace, plain
from citelib.sites.texts import SiteTexts, is_note_style, site_texts
from citelib.sites.works import works_of

__all__ = ["Pages", "ReadPage"]

_TOKEN: Final = re.compile(
    r'<span data-citelib-place="(?P<place>[^"<>]*)"></span>|<div data-citelib-list="(?P<list>[^"<>]*)"></div>'
)


@attrs.frozen
class ReadPage:
    """What a page cites and lists."""

    places: tuple[SitePlace, ...]
    lists: tuple[SiteList, ...]


class Pages:
    """What the pages of a site cite and list.

    Args:
        bibliography: File with the works, or a list of files.
        style: Name or path of a style.
        locale: Language; empty for that of the style.
        title: Heading of the list at the end of a page that cites, if no page has a list; empty for none.
        folder: Folder in which the files are looked for; empty for the one in which the program runs.
        works: Works that are given as CSL-JSON objects.

    Attributes:
        works: All works.
        diagnostics: What is wrong with the files.
        page: The page that is being read.
        key: What the texts depend on besides the pages: files, style, language.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style or locale.
    """

    PLACE: Final = "data-citelib-place"
    LIST: Final = "data-citelib-list"

    def __init__(
        self,
        *,
        bibliography: str | Sequence[str] = (),
        style: str = "apa",
        locale: str = "",
        title: str = "",
        folder: str = "",
        works: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self.style, self.locale, self.title = style, locale or None, title
        self.in_notes = is_note_style(style, self.locale)
        self.diagnostics: list[Diagnostic] = []
        self.files = [
            Path(folder) / name for name in ([bibliography] if isinstance(bibliography, str) else bibliography)
        ]
        self.works = self._load(works)
        self.page = ""
        self._places: dict[str, list[SitePlace]] = defaultdict(list)
        self._lists: dict[str, list[SiteList]] = defaultdict(list)

    def _load(self, given: Iterable[Mapping[str, Any]]) -> Bibliography:
        works: dict[str, Item] = {str(one["id"]): structure(one, id=str(one["id"])) for one in given}
        read = works_of(self.files)
        self.diagnostics += read.problems
        self.key: tuple[object, ...] = (read.stamps, self.style, self.locale, repr([*given]))
        for found in read.files.values():
            works = {**found, **works}
        return Bibliography(works.values())

    @property
    def words(self) -> LocatorWords:
        """The words for locators in the language of the pages."""
        return locator_words(self.locale or "en-US")

    # What a page holds

    def begin(self, page: str) -> None:
        """Begin to read a page, and forget what was read of it before."""
        self.page = page
        self._places.pop(page, None)
        self._lists.pop(page, None)

    def read_page(self, page: str) -> ReadPage:
        """What was read of a page."""
        return ReadPage(tuple(self._places.get(page, ())), tuple(self._lists.get(page, ())))

    def note_page(self, page: str, found: ReadPage) -> None:
        """Note what was read of a page before."""
        self._places[page], self._lists[page] = list(found.places), list(found.lists)

    def cite(self, works: tuple[CitedWork, ...], *, in_sentence: bool) -> Element:
        """Note a citation on the page; the element that is filled with it.

        Args:
            works: What is cited.
            in_sentence: Whether the names are part of the sentence, so that they do not go into a note.
        """
        if not self.in_notes:
            return self._place(works, "narrative" if in_sentence else "p")
        if not in_sentence:
            return self._place(works, "p", is_note=True)
        both = Element("span")
        both.extend([self._place(works[:1], "author"), self._place(works, "p", is_note=True)])
        return both

    def _place(self, works: tuple[CitedWork, ...], role: str, *, is_note: bool = False) -> Element:
        places = self._places[self.page]
        id = f"{self.page}#{len(places) + 1}"
        places.append(SitePlace(id, self.page, works, role, len(places) + 1 if is_note else 0))
        return Element("span", {self.PLACE: id})

    def add_list(self, options: Mapping[str, str]) -> str:
        """Note a list on the page; the id of its place."""
        lists = self._lists[self.page]
        id = f"{self.page}#{len(lists) + 1}"
        try:
            answers = matcher(options["query"]) if options.get("query") else None
        except QueryError as error:
            message = f"the query of a list on {self.page or 'the page'} {error.message}"
            self.diagnostics.append(Diagnostic("error", "query", message, error.hint, self.page or None))
            answers = None
        takes_all = "all" in options or ("query" in options and "cited" not in options)

        def selects(_: str, item: Item, pages: frozenset[str]) -> bool:
            return (takes_all or bool(pages)) and (answers is None or answers(item))

        lists.append(
            SiteList(
                id,
                self.page,
                options.get("style") or self.style,
                self.works,
                selects,
                is_target="query" not in options and "style" not in options,
                order=tuple(options["sort"].replace(",", " ").split()) if options.get("sort") else (),
                by=options.get("by", ""),
            )
        )
        return id

    # What is put there

    def texts(self, order: Sequence[str]) -> SiteTexts:
        """The texts of all pages that were read.

        Args:
            order: The pages in the order in which they are read.
        """
        places = [place for page in order for place in self._places.get(page, ())]
        lists = [one for page in order for one in self._lists.get(page, ())]
        if not lists:
            # No page has a list: each that cites gets one, with the works that it cites.
            lists = [self._own_list(page) for page in order if self._places.get(page)]
        return site_texts(
            order, places, lists, default_style=self.style, locale=self.locale, works=self._by_cited_key(places)
        )

    def _own_list(self, page: str) -> SiteList:
        return SiteList(f"{page}#end", page, self.style, self.works, lambda _, __, pages: page in pages)

    def _by_cited_key(self, places: Iterable[SitePlace]) -> dict[str, Item]:
        """The works by id, and under the other keys by which places cite them."""
        found = dict(self.works)
        for place in places:
            for work in place.works:
                if work.key not in found and work.key in self.works:
                    found[work.key] = self.works[work.key]
        return found

    def fill(self, text: str, page: str, site: SiteTexts, address: Callable[[str], str]) -> str:
        """The HTML of a page with its places filled.

        Args:
            text: The HTML.
            page: The page.
            site: The texts.
            address: Gives the address of another page, from this one.
        """
        tooltips = {key: plain(pieces) for one in site.lists.values() for key, pieces in one.entries}

        def link(key: str) -> tuple[str, str] | None:
            home = site.home(key, page)
            if home is None:
                return None
            return f"{'' if home.page == page else address(home.page)}#{anchor(key)}", tooltips.get(key, "")

        notes: list[str] = []
        in_notes = {html.escape(place.id, quote=True) for place in self._places.get(page, ()) if place.note}
        first = len(re.findall(r'<li id="fn:', text)) + 1

        def filled(match: re.Match[str]) -> str:
            if match["list"] is not None:
                id = html.unescape(match["list"])
                return _list(id, site, page) if id in site.lists else match.group()
            found = site.places.get(html.unescape(match["place"]))
            if found is None:
                return match.group()
            inner = pieces_html(found.pieces, link)
            if match["place"] not in in_notes:
                return f'<span class="citelib">{inner}</span>'
            notes.append(inner)
            number = first + len(notes) - 1
            return f'<sup id="cite-{number}"><a href="#note-{number}">{number}</a></sup>'

        text = _TOKEN.sub(filled, text)
        if notes:
            rows = "".join(
                f'<li id="note-{number}">{note} <a href="#cite-{number}" title="back to the text">↩</a></li>\n'
                for number, note in enumerate(notes, first)
            )
            text += f'\n<div class="footnote citelib-notes"><hr>\n<ol start="{first}">\n{rows}</ol></div>'
        own = site.lists.get(f"{page}#end")
        if own is not None and own.entries:
            title = f'<h2 id="references">{html.escape(self.title)}</h2>\n' if self.title else ""
            text += f"\n{title}{_list(f'{page}#end', site, page)}"
        return text

    def missing(self, site: SiteTexts, pages: Iterable[str]) -> list[Diagnostic]:
        """An error for each key on some pages that nothing answers to."""
        found = []
        for page in pages:
            places = self._places.get(page, ())
            for place in places:
                for key in site.places[place.id].missing if place.id in site.places else ():
                    message = f"the key {key!r} is cited but not in the bibliography"
                    hint = did_you_mean(key, [*self.works])
                    found.append(Diagnostic("error", "document-missing-key", message, hint, page or None))
        return found


def _list(id: str, site: SiteTexts, page: str) -> str:
    """A list; of the entries of one work on a page, the one that citations lead to has its name."""
    found = site.lists[id]
    classes = "references csl-bib-body"
    classes += " csl-labels" if found.has_labels else " csl-hanging" if found.hanging_indent else ""
    rows = []
    for index, (key, pieces) in enumerate(found.entries):
        if index in found.headings:
            rows.append(f'<h3 class="csl-heading">{html.escape(found.headings[index])}</h3>\n')
        home = site.home(key, page)
        name = f' id="ref-{html.escape(key, quote=True)}"' if home is not None and home.id == id else ""
        rows.append(f'<div{name} class="csl-entry">{entry_html(pieces)}</div>\n')
    return f'<div class="{classes}">\n{"".join(rows)}</div>'
