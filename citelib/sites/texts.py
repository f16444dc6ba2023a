"""What stands in all places and lists of a site.

Works that are listed in one style and with one prefix of numbers are numbered together, through the whole site; a work
in several lists has one number. In a style of notes, positions such as ibid are counted on each page by itself.

>>> from citelib.documents.model import CitedWork
>>> from citelib.model import Date, Item, Name
>>> doe = Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))
>>> places = [SitePlace("1", "index", (CitedWork("doe", 0), CitedWork("nobody", 0)))]
>>> lists = [SiteList("a", "works", "apa", {"doe": doe})]
>>> site = site_texts(["index", "works"], places, lists, default_style="apa")
>>> plain(site.places["1"].pieces), site.places["1"].missing, plain(site.lists["a"].entries[0][1])
('(Doe, 1999; nobody?)', ('nobody',), 'Doe, J. (1999). A Book.')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

import attrs

from citelib.csl import Citation, Cite, Entry, Processor
from citelib.csl.document.lists import heading_of
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from citelib.documents.model import CitedWork
from citelib.model import Item
from citelib.sites.model import (
    BOLD,
    ListText,
    Piece,
    Pieces,
    PlaceText,
    SiteList,
    SitePlace,
    pieces_of,
    pieces_output,
    plain,
)
from citelib.sites.roles import ROLES

__all__ = ["SiteTexts", "is_note_style", "site_texts"]


@attrs.frozen
class SiteTexts:
    """What stands on a site.

    Attributes:
        places: By the id of each place.
        lists: By the id of each list.
        cited_in: Ids of the places that cite each work, by its key, in order.
    """

    places: Mapping[str, PlaceText]
    lists: Mapping[str, ListText]
    cited_in: Mapping[str, Sequence[str]]
    _homes: Mapping[str, Sequence[SiteList]]

    def home(self, key: str, page: str) -> SiteList | None:
        """The list that a citation of a work leads to: one on the same page, else the first one; None if none."""
        return _home(self._homes, key, page)


def _home(homes: Mapping[str, Sequence[SiteList]], key: str, page: str) -> SiteList | None:
    return min(homes.get(key, ()), key=lambda one: (not one.is_target, one.page != page), default=None)


@attrs.frozen
class _Space:
    """Works that are numbered together; in a style of notes, citations of one page."""

    style: str
    number_prefix: str = ""
    page: str = ""


@attrs.frozen
class _Part:
    """A citation of a processor, as a part of a place."""

    space: _Space
    all_names: bool
    id: str
    work: CitedWork | None = None
    """The work whose entry is printed, with its affixes around it."""


def is_note_style(style: str, locale: str | None = None) -> bool:
    """Whether a style cites in notes."""
    return _style(style, locale, all_names=False).style.class_ == "note"


@cache
def _style(name: str, locale: str | None, *, all_names: bool) -> ResolvedStyle:
    """A style in a language; with all names, its citations never say «et al.»."""
    style = resolve_style(name, locale)
    if not all_names:
        return style
    names = tuple(one.evolve(et_al_min=None, et_al_subsequent_min=None) for one in style.names["citation"])
    return style.evolve(names={**style.names, "citation": names})


def site_texts(
    pages: Sequence[str],
    places: Sequence[SitePlace],
    lists: Sequence[SiteList],
    *,
    default_style: str,
    locale: str | None = None,
    works: Mapping[str, Item] | None = None,
) -> SiteTexts:
    """The texts of a site.

    Args:
        pages: Its pages in the order in which they are read.
        places: Its citations; those of one page in order.
        lists: Its lists; those of one page in order.
        default_style: Style of works that no list shows.
        locale: Language of the output; None for that of each style.
        works: Works that can be cited though no list shows them, by key.

    Raises:
        StyleError: A style cannot be used.
        UnknownNameError: There is no such style or locale.
    """
    return _Site(pages, places, lists, default_style, locale, works or {}).texts()


class _Site:
    """The state of one computation."""

    def __init__(
        self,
        pages: Sequence[str],
        places: Sequence[SitePlace],
        lists: Sequence[SiteList],
        default_style: str,
        locale: str | None,
        works: Mapping[str, Item],
    ) -> None:
        number = {page: index for index, page in enumerate(pages)}
        self.places = sorted(places, key=lambda one: number.get(one.page, len(number)))
        self.lists = sorted(lists, key=lambda one: number.get(one.page, len(number)))
        self.default_style = default_style
        self.locale = locale
        self.works = works
        self.items: dict[str, Item] = {}
        """Every work that can be cited, by the key that cites it."""
        self.listed: dict[str, list[str]] = {}
        """Keys of the works of each list."""
        self.homes: dict[str, list[SiteList]] = defaultdict(list)
        self.citations: dict[_Space, list[Citation]] = defaultdict(list)
        self.nocite: dict[_Space, dict[str, None]] = defaultdict(dict)
        self.processors: dict[tuple[_Space, bool], Processor] = {}

    def texts(self) -> SiteTexts:
        self._fill_lists()
        parts = {place.id: self._plan(place) for place in self.places}
        cited_in: dict[str, list[str]] = defaultdict(list)
        for place in self.places:
            for key in dict.fromkeys(work.key for work in place.works if place.counts):
                cited_in[key].append(place.id)
        return SiteTexts(
            {place.id: self._printed(place, parts[place.id]) for place in self.places},
            {one.id: self._list(one) for one in self.lists},
            cited_in,
            self.homes,
        )

    def _fill_lists(self) -> None:
        pages: dict[str, set[str]] = defaultdict(set)
        for place in self.places:
            for work in place.works:
                if place.counts:
                    pages[work.key].add(place.page)
        self.items.update(self.works)
        for one in self.lists:
            wanted = {*one.keys}
            keys = []
            for key, item in one.works.items():
                cited = one.key_prefix + key
                if key in wanted or one.selects(key, item, frozenset(pages.get(cited, ()))):
                    keys.append(cited)
                if cited not in self.items:
                    self.items[cited] = item if item.id == cited else attrs.evolve(item, id=cited)
            self.listed[one.id] = keys
            for key in keys:
                self.homes[key].append(one)
            self.nocite[self._space_of(one)].update(dict.fromkeys(keys))

    @staticmethod
    def _space_of(one: SiteList) -> _Space:
        return _Space(one.style, one.number_prefix)

    def _space(self, key: str, page: str) -> _Space:
        home = _home(self.homes, key, page)
        # A list that is only another view of works, such as one of publications, does not say how they are cited.
        style = home.style if home and home.is_target else self.default_style
        if is_note_style(style, self.locale):
            return _Space(style, home.number_prefix if home else "", page)
        return _Space(style, home.number_prefix if home else "")

    def _plan(self, place: SitePlace) -> list[_Part | Piece]:
        """The citations that a place is made of, and what stands between them."""
        role = ROLES[place.role]
        parts: list[_Part | Piece] = []
        known = [work for work in place.works if work.key in self.items]
        if not role.prints or not known:
            for work in known:
                self.nocite[self._space(work.key, place.page)].setdefault(work.key)
            return parts
        groups = [(space, list(works)) for space, works in groupby(known, lambda one: self._space(one.key, place.page))]
        if role.apart:
            groups = [(space, [work]) for space, works in groups for work in works]
        for number, (space, works) in enumerate(groups):
            if parts:
                parts.append(Piece("; " if role.mode == "full" else ", " if role.apart else " "))
            id = f"{place.id}.{number}"
            cites = [_cite(work) for work in works]
            begins = role.capitalize or (place.note > 0 and not number)
            citation = Citation(cites, id=id, note=place.note, mode=role.mode, capitalize=begins)
            self.citations[space].append(citation)
            parts.append(_Part(space, role.all_names, id, works[0] if role.mode == "full" else None))
        return parts

    def _processor(self, space: _Space, all_names: bool) -> Processor:
        """The processor of a space, with all its citations; numbers and letters are the same with all names."""
        key = (space, all_names)
        if key not in self.processors:
            style = _style(space.style, self.locale, all_names=all_names)
            citations, listed = self.citations.get(space, []), self.nocite.get(space, {})
            cited = dict.fromkeys([id for one in citations for id in one.ids])
            self.processors[key] = processor = Processor(
                [self.items[id] for id in {**cited, **listed}],
                style,
                output=pieces_output(space.number_prefix, is_numbered=_is_numbered(style)),
                nocite=[*listed],
            )
            processor.replace_citations(citations)
        return self.processors[key]

    def _printed(self, place: SitePlace, parts: Sequence[_Part | Piece]) -> PlaceText:
        role = ROLES[place.role]
        pieces: list[Piece] = []
        for part in parts:
            pieces += [part] if isinstance(part, Piece) else self._citation(part)
        missing = tuple(work.key for work in place.works if work.key not in self.items)
        unlisted = tuple(work.key for work in place.works if work.key in self.items and work.key not in self.homes)
        if role.brackets and pieces:
            pieces = self._in_brackets(place, pieces)
        return PlaceText(tuple(_with_missing(pieces, missing)), missing, unlisted)

    def _citation(self, part: _Part) -> list[Piece]:
        printed = self._processor(part.space, part.all_names).parts(part.id)
        if part.work is not None:
            return self._entry(part.space, part.work, pieces_of(printed.text))
        if not printed.prose or not printed.reference:
            return [*pieces_of(printed.text)]
        # The processor writes the names and the reference one behind the other, with a space unless it is raised.
        is_raised = len(printed.text) == len(printed.prose) + len(printed.reference)
        return [*pieces_of(printed.prose), *(() if is_raised else (Piece(" "),)), *pieces_of(printed.reference)]

    def _entry(self, space: _Space, work: CitedWork, pieces: Pieces) -> list[Piece]:
        """An entry with what the citation says before and behind it."""
        behind = work.suffix
        if work.locator:
            term = _style(space.style, self.locale, all_names=False).locale.term
            is_plural = not work.locator.isalnum()
            behind = f", {term(work.label or 'page', 'short', is_plural) or ''} {work.locator}{behind}"
        if not behind or not pieces:
            return [Piece(work.prefix), *pieces] if work.prefix else [*pieces]
        last = pieces[-1]
        return [
            *([Piece(work.prefix)] if work.prefix else []),
            *pieces[:-1],
            Piece(last.text.removesuffix("."), last.styles),
            Piece(f"{behind}."),
        ]

    def _in_brackets(self, place: SitePlace, pieces: list[Piece]) -> list[Piece]:
        space = self._space(place.works[0].key, place.page)
        citation = _style(space.style, self.locale, all_names=False).style.citation
        layout = citation.layout if citation is not None else None
        before, behind = (layout.prefix, layout.suffix) if layout is not None else ("", "")
        return [Piece(before or "("), *pieces, Piece(behind or ")")] if bool(before) == bool(behind) else pieces

    def _list(self, one: SiteList) -> ListText:
        space = self._space_of(one)
        processor, order = self._processor(space, False), one.order or None
        found = processor.bibliography(self.listed[one.id], sort=order)
        listed = list(found.entries)
        headings: dict[int, str] = {}
        if one.by:
            parts: dict[str, list[Entry]] = defaultdict(list)
            for entry in listed:
                parts[heading_of(self.items[entry.id], one.by)].append(entry)
            listed = []
            for heading in parts:
                headings[len(listed)] = heading
                listed += parts[heading]
        entries = tuple((entry.id, pieces_of(entry.text)) for entry in listed)
        has_labels = any(piece.styles.get("display") == "left-margin" for _, pieces in entries for piece in pieces[:1])
        params = found.params
        return ListText(entries, params.hanging_indent, params.entry_spacing, has_labels, headings)


def _is_numbered(style: ResolvedStyle) -> bool:
    return not {"citation-number", "citation-label"}.isdisjoint(style.layouts["citation"].variables)


def _cite(work: CitedWork) -> Cite:
    return Cite(
        work.key,
        locator=work.locator or None,
        label=work.label,
        prefix=work.prefix,
        suffix=work.suffix,
        suppress_author=work.suppress_author,
    )


def _with_missing(pieces: list[Piece], missing: Sequence[str]) -> Iterator[Piece]:
    """The text, with the keys that nothing answers to: within its brackets if it ends with one."""
    if not missing:
        yield from pieces
        return
    shown = [Piece(f"{key}?", BOLD) for key in missing]
    between: list[Piece] = [one for key in shown for one in (Piece("; "), key)]
    text = plain(pieces)
    if not text:
        yield from (Piece("("), *between[1:], Piece(")"))
    elif text[0] + text[-1] in ("()", "[]"):
        last = pieces[-1]
        yield from (*pieces[:-1], Piece(last.text[:-1], last.styles), *between, Piece(text[-1], last.styles))
    else:
        yield from (*pieces, *between)
