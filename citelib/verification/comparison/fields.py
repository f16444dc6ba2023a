"""Each claim of a reference against all records of the work: same, harmless, differs or unknown, and who says so.

A field is confirmed by any record that may speak about it, and contradicted only by all of them.

>>> from citelib.model import Date, Item
>>> years(Item("a", issued=Date.on(2020)), [Item("r", issued=Date.on(2021), source="DBLP")]).outcome
'differs'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from citelib.identifiers import is_short_doi, normal
from citelib.model import Item, Name
from citelib.model.handles import handles
from citelib.model.names import is_cut_short, people
from citelib.verification.comparison.lists import compare_lists, shared_names
from citelib.verification.comparison.titles import compare_titles, title_key
from citelib.verification.comparison.venues import compare_venues, is_comparable, is_periodical, is_series
from citelib.verification.numbers import NUMBERS

__all__ = ["Field", "Outcome", "compare", "is_preprint", "people_of", "venue_of"]

Outcome = Literal["same", "harmless", "differs", "unknown"]
Said = tuple[tuple[str, str], ...]

_PUBLISHED: Final = frozenset({"article-journal", "paper-conference", "article-magazine", "article"})
_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "article"})
_GLUED: Final = re.compile(r"_|[a-z]and[A-Z]")
_EDITIONS: Final = frozenset({"book", "collection", "chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
_BOOKS: Final = frozenset({"book", "chapter", "entry", "entry-encyclopedia", "thesis", "report", "collection"})


@attrs.frozen
class Field:
    """A claim of a reference, and what the records say of it.

    Attributes:
        name: The CSL variable.
        outcome: ``"same"``, ``"harmless"`` (another way to write it), ``"differs"`` (all records that may speak about
            it say something else) or ``"unknown"`` (none may).
        ours: What the reference says.
        theirs: What the records say, each with the name of its source.
    """

    name: str
    outcome: Outcome
    ours: str
    theirs: Said = ()


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
        others: All records with the DOI of the reference.
        is_registered: Whether the DOI is, by who must know; None if nobody can tell.
        is_complete: Whether the sources would have the published version of a preprint.
    """
    versions = same_publication(entry, records)
    if not is_complete and _is_of_a_conference(entry, versions):
        versions = []  # what came out in a journal later may be in another collection
    compared = (
        titles(entry, records),
        authors(entry, records, versions),
        years(entry, records, versions),
        venues(entry, records, versions, is_complete=is_complete),
        *numbers(entry, versions, others),
        doi(entry, records, others, is_registered=is_registered),
    )
    return tuple(one for one in compared if one.ours)


def _said(records: Iterable[Item], name: str) -> Said:
    pairs = ((record.source or "record", record.variables.get(name)) for record in records)
    return tuple(dict.fromkeys((source, _text(value)) for source, value in pairs if value))


def _text(value: object) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def people_of(item: Item) -> Sequence[Name]:
    """Who made a work: its authors, else its editors."""
    return people(item.author or item.editor or item.variables.get("collection-editor") or ())


def titles(entry: Item, records: Sequence[Item]) -> Field:
    """The title: its key decides, and a subtitle may be left out."""
    theirs = [record.title for record in records if record.title]
    if entry.container_title and entry.type in ("chapter", "entry"):
        # A chapter is «Chapter 3» to some registries, and its book has our title of the book.
        theirs += [f"{record.title_short}" for record in records if record.title_short]
    return Field("title", compare_titles(entry.title or "", theirs), entry.title or "", _said(records, "title"))


def authors(entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None) -> Field:
    """The authors, or the editors of what has no authors, position by position against the longest lists."""
    name = "author" if entry.author else "editor"
    ours = people_of(entry)
    lists = [names for record in records if (names := people_of(record)) and not _are_glued(names)]
    said = tuple(dict.fromkeys((record.source or "record", _text(tuple(people_of(record)))) for record in records))
    said = tuple((source, text) for source, text in said if text)
    written = _text(entry.variables.get(name) or ())
    if not ours or not lists:
        return Field(name, "unknown", written, said)
    whole = entry.variables.get(name) or ()
    outcome: Outcome = "unknown"  # where a macro that is not defined has glued names together
    if not _are_glued(ours):
        outcome = compare_lists(ours, lists, is_cut=is_cut_short(whole))
    if outcome == "differs" and versions is not None and not versions:
        outcome = "unknown"  # a report and the article that came of it may have other authors
    if outcome == "differs" and entry.type in _EDITIONS and _is_other_edition(entry, records):
        outcome = "unknown" if shared_names(ours, max(lists, key=len)) >= NUMBERS.shared else outcome
    if outcome == "differs" and entry.type in _BOOKS and entry.author:
        # Registries list the editors of a book as its authors, and the author of a chapter's book beside him.
        more = [
            names
            for record in records
            for role in ("author", "editor", "container-author")
            if (names := people(record.variables.get(role) or ()))
        ]
        outcome = compare_lists(ours, more, is_cut=is_cut_short(whole)) if more else outcome
    return Field(name, outcome, written, said)


def _are_glued(names: Sequence[Name]) -> bool:
    """Whether a name consists of several that nothing parts: «DoeandRoe», as where a macro is not defined."""
    return any(_GLUED.search(str(name)) for name in names)


def same_publication(entry: Item, records: Sequence[Item]) -> list[Item]:
    """The records that may speak about year and venue: those of the publication that is meant, not of another one.

    A report may come out as an article later, a paper of a conference in a journal, a chapter as a reprint. Preprints
    speak, as their year and place are those of a version that anybody may cite.
    """
    same = [record for record in records if _may_be_one_publication(entry, record)]
    if entry.type == "paper-conference" and same and not any(record.type == "paper-conference" for record in same):
        ours = entry.issued.year if entry.issued else None
        later = [
            record
            for record in same
            if record.type == "article-journal" and ours and record.issued and record.issued.year
            and 0 <= record.issued.year - ours <= NUMBERS.journal_version
            and (record.volume or is_periodical(venue_of(record)))
        ]  # fmt: skip
        same = [record for record in same if record not in later]
    return same


def _is_of_a_conference(entry: Item, records: Sequence[Item]) -> bool:
    """Whether an article is cited of which the records have only the paper of a conference of the years before."""
    ours = entry.issued.year if entry.issued else None
    if entry.type != "article-journal" or ours is None or not (entry.volume or is_periodical(venue_of(entry))):
        return False
    papers = {record.issued.year for record in records if record.type == "paper-conference" and record.issued}
    return all(record.type == "paper-conference" for record in records) and all(
        year is not None and 0 <= ours - year <= NUMBERS.journal_version for year in papers
    )


_PAPERS: Final = frozenset({"article-journal", "paper-conference"})
_APART: Final = frozenset({"report", "thesis", "document", "dataset", "software", "book", "manuscript"})
"""Types that are never those of a paper, although the same work may have been published as both."""


def _may_be_one_publication(entry: Item, record: Item) -> bool:
    """Whether two types may be those of one publication: registries confuse some, and nobody confuses others."""
    pair = {entry.type, record.type}
    if len(pair) == 1 or is_preprint(record):
        return True
    if record.type in _APART and entry.type in _PAPERS:
        return False
    return not (entry.type in ("report", "thesis") and record.type in _PAPERS) and pair != {
        "chapter",
        "article-journal",
    }


def _is_other_edition(entry: Item, records: Sequence[Item]) -> bool:
    """Whether all records of a book have another year than ours, as other editions do, whose authors may be others."""
    ours = entry.issued.year if entry.issued else None
    years = {record.issued.year for record in records if record.issued and record.issued.year}
    return ours is not None and bool(years) and ours not in years


def years(entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None) -> Field:
    """The year: exact for proceedings, give or take one for journals and books, that of any version for preprints."""
    ours = entry.issued.year if entry.issued else None
    others = records if versions is None else versions
    if ours is not None and ours not in {record.issued.year for record in records if record.issued}:
        records = others
    dated = [
        (record.type, date.year)
        for record in records
        for date in (record.issued, record.variables.get("available-date"))
        if date is not None and date.year
    ]
    theirs = {year for _, year in dated}
    said = _said(records, "issued")
    if ours is None or not theirs:
        return Field("issued", "unknown", str(entry.issued or ""), said)
    outcome: Outcome = "same" if ours in theirs else "differs"
    in_journals = {year for kind, year in dated if kind == "article-journal"}
    as_books = {year for kind, year in dated if kind in _BOOKS}
    handled = {one for one in handles(entry) if one[0] in ("doi", "isbn")}
    if outcome == "same":
        pass
    elif (
        entry.type in _JOURNALS
        and any(abs(ours - year) <= NUMBERS.journal_years for year in in_journals)
        and not _are_both_years_known(records)
    ) or (
        entry.type in _BOOKS and any(abs(ours - year) <= NUMBERS.book_years for year in as_books)
    ):  # fmt: skip
        outcome = "harmless"
    elif _may_be_another_version(entry, records):
        outcome = "unknown"
    elif entry.type in _EDITIONS and as_books and not any(handled & set(handles(record)) for record in records):
        outcome = "unknown"  # another edition
    elif ours < NUMBERS.online <= min(theirs) and in_journals | as_books and min(theirs) - ours >= NUMBERS.digitised:
        outcome = "unknown"
    return Field("issued", outcome, str(entry.issued), said)


def _are_both_years_known(records: Iterable[Item]) -> bool:
    """Whether records tell the year online and that of the volume, which a third one is not.

    DBLP and PubMed have the year of the volume, OpenAlex that of the first publication, Crossref may have both.
    """
    told = [record for record in records if record.type == "article-journal" and record.issued]
    sources = {(record.source or "").casefold() for record in told}
    has_both = any("available-date" in record.variables for record in told)
    return has_both or ("openalex" in sources and bool(sources & {"dblp", "pubmed"}))


def _may_be_another_version(entry: Item, records: Sequence[Item]) -> bool:
    """Whether one side has the preprint alone and the other what was published of it, within a few years."""
    ours = entry.issued.year if entry.issued else None
    dated = [record for record in records if record.issued and record.issued.year]
    if ours is None or not dated:
        return False
    are_preprints = {is_preprint(record) for record in dated}
    gaps = [ours - record.issued.year for record in dated if record.issued and record.issued.year]
    if are_preprints == {True} and not is_preprint(entry) and venue_of(entry):
        return all(0 <= gap <= NUMBERS.publishing for gap in gaps)
    return are_preprints == {False} and is_preprint(entry) and all(0 <= -gap <= NUMBERS.publishing for gap in gaps)


_PLACES: Final = ("container-title", "event-title", "collection-title", "container-title-short")


def venue_of(item: Item) -> str:
    """Where an item says that it appeared."""
    return next(iter(_places(item)), "")


def _places(item: Item) -> Iterator[str]:
    for name in _PLACES:
        if text := item.variables.get(name):
            yield str(text)
    if item.type == "paper-conference" and item.publisher and not any(item.variables.get(name) for name in _PLACES):
        yield item.publisher


def venues(
    entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None, *, is_complete: bool = True
) -> Field:
    """The venue, against the records that name one; ISSNs decide before names do."""
    ours = list(_places(entry))
    may_contradict = records if versions is None else versions
    placed = [(record, list(_places(record))) for record in records]
    said = _said(records, "container-title")
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
        if (
            "other" in found
            and entry.type != "book"  # whose series some records have, and others do not
            and record in may_contradict
            and not (is_part and any(is_series(place) for place in (*places, *ours)))
        ):
            outcome = "differs"
    is_claimed = is_complete and is_comparable(ours[0]) and entry.type in _PUBLISHED
    if outcome == "unknown" and is_claimed and records and all(is_preprint(record) for record in records):
        outcome = "differs"
    return Field("container-title", outcome, ours[0], said)


def _issns(item: Item) -> set[str]:
    return set(re.findall(r"[0-9]{4}-[0-9]{3}[0-9X]", (item.ISSN or "").upper()))


def is_preprint(record: Item) -> bool:
    """Whether a record says that it is a preprint and nothing else."""
    place = venue_of(record)
    if place:
        return not is_comparable(place) and not is_series(place)
    return (record.source or "").casefold() == "arxiv" or (record.type == "article" and bool(_server_of(record)))


def _server_of(record: Item) -> str:
    where = f"{record.publisher or ''} {record.DOI or ''}".casefold()
    return next((server for server in ("arxiv", "10.1101/", "10.48550/", "ssrn") if server in where), "")


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
        yield Field(name, outcome, ours, _said(same, name))


def _number(text: str) -> str:
    found = re.search(r"[0-9]+", text)
    return found[0].lstrip("0") if found else text.casefold().strip()


def _first_page(text: str) -> str:
    found = re.match(r"\s*(?:pp?\.?\s*)?([A-Za-z]*)0*([0-9]+)", text)
    return f"{found[1].casefold()}{found[2]}" if found else ""


_DOI_IN_ADDRESS: Final = re.compile(
    r"^https?://[^?#]*?\b(?:doi[:=])?(10\.[0-9]{4,9}/[^\s?#&]+)|^https?://\S*doi[:=](10\.[0-9]{4,9}/[^\s&]+)",
    re.IGNORECASE,
)


def doi(entry: Item, records: Sequence[Item], others: Sequence[Item], *, is_registered: bool | None = None) -> Field:
    """The DOI, against those of the work and against the works that have it."""
    in_address = _DOI_IN_ADDRESS.search(entry.DOI or "")
    ours = normal("doi", (in_address[1] or in_address[2]) if in_address else entry.DOI or "")
    if ours is None:
        is_wrong = bool(entry.DOI) and not is_short_doi(entry.DOI or "")
        return Field("DOI", "differs" if is_wrong else "unknown", entry.DOI or "")
    theirs = {value for record in records if (value := normal("doi", record.DOI or ""))}
    bare = {_without_version(value) for value in theirs}
    said = _said(records, "DOI")
    if ours in theirs or _without_version(ours) in bare or any(record in records for record in others):
        return Field("DOI", "same", ours, said)
    if others:
        host = title_key(entry.container_title or "")
        is_host = bool(host) and any(title_key(other.title or "") == host for other in others)
        return Field("DOI", "harmless" if is_host else "differs", ours, _said(others, "title"))
    if is_registered is False:
        return Field("DOI", "differs", ours, (*said, ("doi.org", "no work with this DOI")))
    return Field("DOI", "unknown", ours, said)


def _without_version(value: str) -> str:
    """A DOI without the version that arXiv, F1000 and the like put behind it."""
    match = re.fullmatch(r"(10\.48550/.+|10\.12688/.+|10\.21203/.+|10\.26434/.+)[./v-]v?[0-9]{1,2}", value)
    return match[1].rstrip(".") if match else value
