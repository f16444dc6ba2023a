"""Each claim of a reference against all records of the work: same, harmless, differs or unknown, and who says so.

A field is confirmed by any record that may speak about it, and contradicted only by all of them.

>>> from citelib.model import Item, Name
>>> entry = Item("a", title="Slow moss", author=[Name("Berg", "Ann")])
>>> [one.outcome for one in compare(entry, [entry.evolve(id="r", author=[Name("Roe", "Di")])], [])]
['same', 'differs']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citelib.matching.people import same_person
from citelib.model import Item, Name
from citelib.model.names import is_cut_short, people
from citelib.verification.comparison.field import Field, Outcome, statements, written
from citelib.verification.comparison.identifiers import doi, other_identifiers
from citelib.verification.comparison.lists import compare_lists, shared_names
from citelib.verification.comparison.publications import (
    is_of_a_conference,
    is_other_edition,
    is_preprint,
    people_of,
    places_of,
    same_publication,
)
from citelib.verification.comparison.registries import registry_of
from citelib.verification.comparison.titles import compare_titles
from citelib.verification.comparison.venues import compare_venues, is_comparable, is_series
from citelib.verification.comparison.years import BOOKS, EDITIONS, years
from citelib.verification.numbers import NUMBERS

__all__ = ["authors", "compare", "numbers", "titles", "venues"]

_PUBLISHED: Final = frozenset({"article-journal", "paper-conference", "article-magazine", "article"})
_GLUED: Final = re.compile(r"_|[a-z]and[A-Z]")


def compare(
    entry: Item,
    records: Sequence[Item],
    others: Sequence[Item],
    *,
    is_registered: bool | None = None,
    is_complete: bool = True,
) -> tuple[Field, ...]:
    """All claims of a reference that can be checked.

    Args:
        entry: The reference.
        records: All records of the work.
        others: All records with an identifier of the reference, whatever they are of.
        is_registered: Whether the DOI is, by who must know; None if nobody can tell.
        is_complete: Whether the sources would have the published version of a preprint.
    """
    versions = same_publication(entry, records)
    if not is_complete and is_of_a_conference(entry, versions):
        versions = []  # what came out in a journal later may be in another collection
    compared = (
        titles(entry, records),
        authors(entry, records, versions),
        years(entry, records, versions),
        venues(entry, records, versions, is_complete=is_complete),
        *numbers(entry, versions, others),
        doi(entry, records, others, is_registered=is_registered),
        *other_identifiers(entry, records, others),
    )
    return tuple(one for one in compared if one.ours)


def titles(entry: Item, records: Sequence[Item]) -> Field:
    """The title: its key decides, and a subtitle may be left out."""
    theirs = [record.title for record in records if record.title]
    theirs += [str(title) for record in records if (title := record.variables.get("original-title"))]
    if entry.container_title and entry.type in ("chapter", "entry"):
        # A chapter is «Chapter 3» to some registries, and its book has our title of the book.
        theirs += [f"{record.title_short}" for record in records if record.title_short]
    whole = [record.title for record in records if record.title and registry_of(record.source).keeps_subtitles]
    outcome = compare_titles(entry.title or "", theirs, whole=whole)
    return Field("title", outcome, entry.title or "", statements(records, "title"))


def authors(entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None) -> Field:
    """The authors, or the editors of what has no authors, position by position against the longest lists."""
    name = "author" if entry.author else "editor"
    ours = people_of(entry)
    lists = [names for record in records if (names := people_of(record)) and not _are_glued(names)]
    readable = [names for names in lists if _are_in_letters(names) == _are_in_letters(ours)]
    open_ended = [people_of(record) for record in records if registry_of(record.source).adds_people]
    named = [(record.source or "record", written(tuple(people_of(record)))) for record in records]
    said = tuple(dict.fromkeys((source, text) for source, text in named if text))
    whole = entry.variables.get(name) or ()
    if not ours or not lists:
        return Field(name, "unknown", written(whole), said)
    outcome: Outcome = "unknown"  # where a macro that is not defined has glued names together
    if not _are_glued(ours):
        in_order = [people_of(record) for record in records if registry_of(record.source).keeps_order]
        outcome = compare_lists(ours, lists, is_cut=is_cut_short(whole), in_order=in_order)
    if outcome == "differs" and len(readable) < len(lists):
        # «Zhang Wei» and «张伟» are one, and what other signs stand for nobody can tell.
        outcome = compare_lists(ours, readable, is_cut=is_cut_short(whole)) if readable else "unknown"
    if outcome == "differs" and versions is not None and not versions:
        outcome = "unknown"  # a report and the article that came of it may have other authors
    if outcome == "differs" and entry.type in EDITIONS and is_other_edition(entry, records):
        outcome = "unknown" if shared_names(ours, max(lists, key=len)) >= NUMBERS.shared else outcome
    if outcome == "differs" and entry.type in BOOKS and entry.author:
        # Registries list the editors of a book as its authors, and the author of a chapter's book beside him.
        more = [
            names
            for record in records
            for role in ("author", "editor", "container-author")
            if (names := people(record.variables.get(role) or ()))
        ]
        outcome = compare_lists(ours, more, is_cut=is_cut_short(whole)) if more else outcome
        # Whom a record names as translator is no stranger in the list.
        translators = [one for record in records for one in people(record.variables.get("translator") or ())]
        makers = [one for one in ours if not any(same_person(one, other) for other in translators)]
        if outcome == "differs" and 0 < len(makers) < len(ours):
            agreement = compare_lists(makers, lists, is_cut=is_cut_short(whole))
            outcome = "harmless" if agreement == "same" else agreement
    if outcome == "differs" and any(shared_names(ours, names) == 1 for names in open_ended):
        outcome = "unknown"
    return Field(name, outcome, written(whole), said)


_LETTERS: Final = re.compile(r"[\u0041-\u058f\u1e00-\u1fff]")
"""A letter of an alphabet whose names are romanised letter by letter: Latin, Greek, Cyrillic, Armenian."""


def _are_in_letters(names: Sequence[Name]) -> bool:
    """Whether names are written in letters that can be compared with Latin ones."""
    return any(_LETTERS.search(str(name)) for name in names)


def _are_glued(names: Sequence[Name]) -> bool:
    """Whether a name consists of several that nothing parts: «DoeandRoe», as where a macro is not defined."""
    return any(_GLUED.search(str(name)) for name in names)


def venues(
    entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None, *, is_complete: bool = True
) -> Field:
    """The venue, against the records that name one; ISSNs decide before names do."""
    ours = list(places_of(entry))
    may_contradict = records if versions is None else versions
    placed = [(record, list(places_of(record))) for record in records]
    said = statements(records, "container-title")
    if not ours:
        return Field("container-title", "unknown", "", said)
    if any(_issns(entry) & _issns(record) for record in records):
        return Field("container-title", "same", ours[0], said)
    outcome: Outcome = "unknown"
    for record, places in placed:
        found = {compare_venues(mine, place) for mine in ours[:2] for place in places}
        if "same" in found:
            return Field("container-title", "same", ours[0], said)
        is_part = record.type == "chapter" or entry.type == "chapter"
        is_numbered = bool(entry.volume or record.volume)
        if (
            "other" in found
            and entry.type != "book"  # whose series some records have, and others do not
            and record in may_contradict
            and not (is_part and any(is_series(place, is_numbered=is_numbered) for place in (*places, *ours)))
        ):
            outcome = "differs"
    is_claimed = is_complete and is_comparable(ours[0]) and entry.type in _PUBLISHED
    if outcome == "unknown" and is_claimed and records and all(is_preprint(record) for record in records):
        outcome = "differs"
    return Field("container-title", outcome, ours[0], said)


def _issns(item: Item) -> set[str]:
    return set(re.findall(r"[0-9]{4}-[0-9]{3}[0-9X]", (item.ISSN or "").upper()))


def numbers(entry: Item, records: Sequence[Item], own: Sequence[Item] = ()) -> Iterator[Field]:
    """Volume and first page of an article, against records that have both of them and are of the same journal.

    Numbers slip in records, too: the record of our own identifier contradicts them, or two sources do.
    """
    if entry.type != "article-journal" or not (entry.volume or entry.page):
        return
    same = [
        record
        for record in records
        if record.type == "article-journal" and record.container_title and record.volume and record.page
        and entry.container_title and compare_venues(entry.container_title, record.container_title) == "same"
    ]  # fmt: skip
    for name, reduced in (("volume", _number), ("page", _first_page)):
        ours = str(entry.variables.get(name) or "")
        if not ours:
            continue
        if name == "page" and any(_is_numbered_otherwise(ours, str(record.page)) for record in same):
            yield Field(name, "unknown", ours, statements(same, name))
            continue
        theirs = {reduced(str(record.variables.get(name))) for record in same} - {""}
        outcome: Outcome = "unknown"
        if reduced(ours) in theirs:
            outcome = "same"
        elif (
            theirs
            and reduced(ours)
            and all(one.isdecimal() == reduced(ours).isdecimal() for one in theirs)
            and (any(record in own for record in same) or len({record.source for record in same}) > 1)
        ):
            outcome = "differs"
        yield Field(name, outcome, ours, statements(same, name))


_ARTICLE: Final = re.compile(r"\s*(?:[A-Za-z]*[0-9]{5,}|[A-Za-z]+[0-9]+|[0-9]+\s*:\s*1\b.*)\s*")
_OWN_PAGES: Final = re.compile(r"\s*(?:pp?\.?\s*)?1\s*[-–—]+\s*[0-9]{1,3}\s*")


def _is_numbered_otherwise(ours: str, theirs: str) -> bool:
    """Whether one has the number of an article, and the other its pages, which begin with 1 in each."""
    return any(
        _ARTICLE.fullmatch(one) and _OWN_PAGES.fullmatch(other) for one, other in ((ours, theirs), (theirs, ours))
    )


def _number(text: str) -> str:
    found = re.search(r"[0-9]+", text)
    return found[0].lstrip("0") if found else text.casefold().strip()


def _first_page(text: str) -> str:
    found = re.match(r"\s*(?:pp?\.?\s*)?([A-Za-z]*)0*([0-9]+)", text)
    return f"{found[1].casefold()}{found[2]}" if found else ""
